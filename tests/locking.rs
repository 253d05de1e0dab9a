//! The machine locked: only when everything is saved, and shown again only by its key.

use yardstick::app::{
    CommitteeMsg, Effect, KeyMsg, KeyTrouble, LockMsg, MachineMsg, Msg, Notice, Passphrase, Route, Step, StoreError,
};

use crate::desk::Desk;
use crate::keys::{with_a_file_in_the_table, with_key};
use crate::signing::key;

fn is_lock(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Lock(..)))
}

#[test]
fn it_is_locked_when_everything_is_saved_and_not_before() {
    let mut desk = with_key();
    let first = desk.choose("A1", "yes");
    assert!(!is_lock(&first));
    // A save is under way, and one change more waits.
    desk.choose("A2", "yes");
    let effects = desk.tell(Msg::Lock(LockMsg::Asked));
    assert!(!is_lock(&effects) && desk.model.keys.step == Step::Locking);
    let saved = first.into_iter().filter_map(|effect| desk.carry_out(effect)).collect::<Vec<_>>();
    let after: Vec<Effect> = saved.into_iter().flat_map(|msg| desk.tell(msg)).collect();
    assert!(!is_lock(&after), "the second change is not saved yet");
    let saved = after.into_iter().filter_map(|effect| desk.carry_out(effect)).collect::<Vec<_>>();
    let after: Vec<Effect> = saved.into_iter().flat_map(|msg| desk.tell(msg)).collect();
    assert!(is_lock(&after), "{after:?}");
    assert!(!is_lock(&desk.tell(Msg::TypingPaused)), "once");
}

#[test]
fn what_cannot_be_saved_is_not_locked_away() {
    let mut desk = with_key();
    desk.choose("A1", "yes");
    desk.tell(Msg::Lock(LockMsg::Asked));
    let id = desk.sheet().sheet.id().clone();
    let effects = desk.tell(Msg::SaveFailed(id.clone(), StoreError::Full));
    assert!(!is_lock(&effects) && desk.model.keys.step == Step::Resting);
    assert_eq!(desk.model.notice, Some(Notice::NotLocked(StoreError::Full)));
    assert!(desk.model.filling.is_some(), "it can be exported");
    // So it is when the sheet was left, and tried again.
    desk.model.notice = None;
    desk.tell(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    assert_eq!(desk.model.leaving.len(), 1);
    assert!(!is_lock(&desk.tell(Msg::Lock(LockMsg::Asked))) && desk.model.keys.step == Step::Locking);
    assert!(!is_lock(&desk.tell(Msg::SaveFailed(id, StoreError::Full))) && desk.model.keys.step == Step::Resting);
    assert_eq!(desk.model.notice, Some(Notice::NotLocked(StoreError::Full)));
}

#[test]
fn files_that_do_not_count_yet_are_not_locked_away() {
    let mut desk = with_a_file_in_the_table();
    assert!(!is_lock(&desk.tell(Msg::Lock(LockMsg::Asked))));
    assert_eq!((desk.model.keys.step, &desk.model.notice), (Step::Resting, &Some(Notice::NotCounted)));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert!(is_lock(&desk.tell(Msg::Lock(LockMsg::Asked))));
}

#[test]
fn without_an_open_key_nothing_is_locked() {
    let mut desk = with_key();
    desk.model.keys.open = None;
    assert!(!is_lock(&desk.tell(Msg::Lock(LockMsg::Asked))) && desk.model.keys.step == Step::Resting);
    let mut desk = with_key();
    assert!(is_lock(&desk.tell(Msg::Lock(LockMsg::Asked))));
    desk.live(Msg::Lock(LockMsg::Failed(StoreError::Full)));
    assert_eq!(desk.model.notice, Some(Notice::NotLocked(StoreError::Full)));
}

/// A machine whose store says that it is locked.
fn locked() -> Desk {
    let mut desk = Desk::new();
    let error = StoreError::Locked(key("a").0.text);
    desk.tell(Msg::HeadsLoaded(Err(error), None));
    desk
}

#[test]
fn a_locked_machine_shows_nothing_and_opens_with_its_key() {
    let mut desk = locked();
    assert_eq!(desk.model.locked.as_ref().map(yardstick::format::Key::unit), Some("石桥村党支部"));
    desk.live(Msg::Key(KeyMsg::OpenAsked(Passphrase("no".to_owned()))));
    assert_eq!(desk.model.keys.step, Step::Failed(KeyTrouble::Wrong));
    desk.live(Msg::Key(KeyMsg::OpenAsked(Passphrase("correct horse".to_owned()))));
    let Some(Effect::Unlock(open)) = desk.seen.pop() else { panic!("the store is asked to open") };
    assert!(desk.model.locked.is_some(), "until it has");
    desk.live(Msg::Lock(LockMsg::Unlocked(Err(StoreError::Full), open.clone())));
    assert!(desk.model.locked.is_some() && desk.model.notice == Some(Notice::Store(StoreError::Full)));
    desk.live(Msg::Lock(LockMsg::Unlocked(Err(StoreError::Unreadable("vault".to_owned())), open.clone())));
    assert_eq!(desk.model.keys.step, Step::Failed(KeyTrouble::Damaged));
    desk.live(Msg::Lock(LockMsg::Unlocked(Ok(()), open)));
    assert!(desk.model.locked.is_none() && desk.model.keys.open.is_some() && desk.model.keys.key.is_some());
    assert!(matches!(desk.model.heads, Some(Ok(_))));
}

#[test]
fn each_way_into_the_store_finds_it_locked() {
    let error = || StoreError::Locked(key("a").0.text);
    let mut desk = Desk::new();
    desk.tell(Msg::RouteChanged(Route::Fill("unit-a".into())));
    desk.tell(Msg::RecordLoaded("unit-a".into(), Err(error()), Box::default()));
    assert!(desk.model.locked.is_some());
    let mut desk = Desk::new();
    desk.tell(Msg::RouteChanged(Route::Rollup));
    desk.tell(Msg::Committee(yardstick::app::CommitteeMsg::Loaded(Err(error()), 0)));
    assert!(desk.model.locked.is_some());
    // The filling page knows no keys.
    for msg in [Msg::HeadsLoaded(Err(error()), None), Msg::RecordLoaded("unit-a".into(), Err(error()), Box::default())]
    {
        let mut filling = Desk::only_filling();
        assert_eq!(filling.tell(msg), [Effect::HandOver]);
    }
    // A key that cannot be read opens nothing; it is said that the store cannot be read.
    let mut desk = Desk::new();
    desk.tell(Msg::HeadsLoaded(Err(StoreError::Locked("{".to_owned())), None));
    assert!(desk.model.locked.is_none() && matches!(desk.model.heads, Some(Err(StoreError::Unreadable(_)))));
}

#[test]
fn who_has_forgotten_the_passphrase_can_begin_again() {
    let mut desk = locked();
    desk.live(Msg::Lock(LockMsg::FileAsked));
    let Some(Effect::Download(file)) = desk.seen.pop() else { panic!("the key's file comes along") };
    assert_eq!((file.text, desk.seen.pop()), (key("a").0.text, Some(Effect::HandOutLocked)));
    desk.live(Msg::Machine(MachineMsg::ClearAsked));
    desk.live(Msg::Machine(MachineMsg::ClearAnswered(true)));
    assert!(desk.model.locked.is_none());
}

#[test]
fn the_machine_locks_itself_as_long_as_somebody_wants_that() {
    let mut desk = with_key();
    desk.live(Msg::Key(KeyMsg::IdleChosen(Some(600))));
    assert!(desk.seen.contains(&Effect::Watch(Some(600))));
    assert_eq!(desk.model.keys.idle, Some(600));
    desk.live(Msg::Key(KeyMsg::RemoveAsked));
    desk.live(Msg::Key(KeyMsg::RemoveAnswered(true)));
    assert_eq!(desk.seen.last(), Some(&Effect::Watch(None)));
}
