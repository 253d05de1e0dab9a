//! Store, mirror, mark and tails compared: the newest wins, and what is not as it was left is told.

use yardstick::app::{Beside, Effect, Msg, Notice, Noticed, Opening, Parts, RestoreError, Route, Store, StoreError};
use yardstick::domain::SubmissionId;
use yardstick::format::{ReadError, write_submission};

use crate::desk::{Desk, chosen, now, remarked};

/// A desk with a record of three saves, left for home.
fn desk() -> (Desk, SubmissionId) {
    let mut desk = Desk::filling();
    for option in ["yes", "no", "yes"] {
        desk.live(chosen("A1", option));
    }
    let id = desk.sheet().sheet.id().clone();
    (desk, id)
}

fn text(desk: &Desk) -> String {
    write_submission(&desk.sheet().sheet).text
}

/// The page is gone and opens the record again.
fn again(desk: &mut Desk, id: &SubmissionId) {
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
}

fn noticed(desk: &Desk) -> &[Noticed] {
    match &desk.model.notice {
        Some(Notice::Noticed(noticed)) => noticed,
        None => &[],
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_that_was_left_in_order_opens_without_a_word() {
    let (mut desk, id) = desk();
    let left = text(&desk);
    assert!(desk.aside.tails.is_empty(), "everything is on disk");
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[][..]));
}

#[test]
fn what_was_typed_last_is_there_after_a_close_in_the_middle_of_it() {
    let (mut desk, id) = desk();
    desk.tell(remarked("A1", "最后"));
    desk.tell(remarked("A1", "最后一句"));
    let left = text(&desk);
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left.clone(), &[Noticed::Recovered][..]));
    assert!(desk.aside.tails.is_empty(), "it is saved by now");
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[][..]));
}

#[test]
fn the_filling_page_opens_what_is_in_order_and_leaves_the_rest_to_the_desk() {
    let (mut desk, id) = desk();
    let left = text(&desk);
    desk.only_fills = true;
    again(&mut desk, &id);
    assert_eq!((text(&desk), desk.only_fills), (left, true));
    desk.tell(remarked("A1", "最后"));
    let left = text(&desk);
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[Noticed::Recovered][..]));
    assert!(!desk.only_fills, "the desk has found it");
}

#[test]
fn a_store_that_is_emptied_comes_back_as_far_as_the_last_moment_of_rest_before_it() {
    let (mut desk, id) = desk();
    assert_eq!(desk.aside.read(&id).mirrored, None);
    desk.live(Msg::TimeToMirror);
    let left = text(&desk);
    desk.store.records.borrow_mut().clear();
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[Noticed::FromMirror { stored: 0 }][..]));
}

#[test]
fn what_stood_beside_the_store_and_is_lost_is_told_and_put_there_again() {
    for only_fills in [false, true] {
        let (mut desk, id) = desk();
        desk.live(Msg::TimeToMirror);
        let mirrors = std::mem::take(&mut desk.aside).mirrors;
        desk.only_fills = only_fills;
        desk.crash();
        desk.live(Msg::RouteChanged(Route::Home));
        assert_eq!(desk.model.notice, Some(Notice::Unmarked(1)));
        desk.live(Msg::NoticeClosed);
        desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
        desk.live(Msg::TimeToMirror);
        assert!(desk.aside.mirrors == mirrors && noticed(&desk).is_empty());
        desk.live(Msg::RouteChanged(Route::Home));
        assert_eq!(desk.model.notice, None);
        desk.tell(Msg::HeadsLoaded(now(desk.store.heads()), None));
        assert_eq!(desk.model.notice, None, "a browser without such a place");
    }
}

#[test]
fn the_mirror_holds_what_is_on_disk_and_nothing_else() {
    let (mut desk, id) = desk();
    let mirrored = |desk: &Desk| desk.aside.read(&id).mirrored.map(|mirrored| mirrored.revision);
    assert_eq!(desk.tell(Msg::TimeToMirror), []);
    assert_eq!(mirrored(&desk), Some(3));
    assert_eq!(desk.tell(Msg::TimeToMirror), [], "nothing has changed");
    let save = desk.choose("A1", "no");
    assert_eq!(desk.tell(Msg::TimeToMirror), [], "nothing of it is on disk");
    desk.choose("A3", "yes");
    for effect in save {
        desk.carry_out(effect).into_iter().for_each(|msg| drop(desk.tell(msg)));
    }
    assert_eq!(desk.tell(Msg::TimeToMirror), [Effect::MirrorSoon], "a save is under way");
    assert_eq!(mirrored(&desk), Some(3));
}

#[test]
fn a_sheet_that_is_left_is_mirrored() {
    let (mut desk, id) = desk();
    desk.live(Msg::RouteChanged(Route::Home));
    assert_eq!(desk.aside.read(&id).mirrored.map(|mirrored| mirrored.revision), Some(3));
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
    let save = desk.choose("A1", "no");
    desk.live(Msg::RouteChanged(Route::New("staged_tasks".to_owned())));
    for effect in save {
        desk.carry_out(effect).into_iter().for_each(|msg| desk.live(msg));
    }
    assert_eq!(desk.aside.read(&id).mirrored.map(|mirrored| mirrored.revision), Some(4), "saved after it was left");
}

#[test]
fn a_store_that_does_not_open_hides_nothing_that_stands_beside_it() {
    let (mut desk, id) = desk();
    desk.live(Msg::TimeToMirror);
    let (left, beside) = (text(&desk), desk.aside.read(&id));
    let trouble = || StoreError::Unavailable("UnknownError".to_owned());
    desk.crash();
    desk.tell(Msg::HeadsLoaded(Err(trouble()), Some(desk.aside.marks())));
    assert!(matches!(&desk.model.heads, Some(Ok(heads)) if heads.len() == 1 && heads[0].id == id));
    assert_eq!(desk.model.notice, Some(Notice::Missing(1)));
    desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    let save = desk.tell(Msg::RecordLoaded(id.clone(), Err(trouble()), Box::new(beside)));
    assert_eq!((text(&desk), noticed(&desk)), (left, &[Noticed::FromMirror { stored: 0 }][..]));
    let stored = desk.store.records.clone();
    for effect in save {
        desk.carry_out(effect).into_iter().for_each(|msg| drop(desk.tell(msg)));
    }
    let conflict = desk.sheet().saver.trouble();
    assert!(
        matches!(conflict, Some(StoreError::Conflict { found: 3 })),
        "what is stored after all stays: {conflict:?}"
    );
    assert_eq!(desk.store.records, stored);
}

#[test]
fn a_store_that_another_window_holds_has_lost_nothing() {
    let (mut desk, id) = desk();
    desk.live(Msg::TimeToMirror);
    let beside = desk.aside.read(&id);
    desk.crash();
    desk.tell(Msg::HeadsLoaded(Err(StoreError::Blocked), Some(desk.aside.marks())));
    assert_eq!((&desk.model.heads, &desk.model.notice), (&Some(Err(StoreError::Blocked)), &None));
    desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    assert_eq!(desk.tell(Msg::RecordLoaded(id.clone(), Err(StoreError::Blocked), Box::new(beside.clone()))), []);
    assert_eq!(desk.model.opening, Opening::Store(StoreError::Blocked), "no older copy is filled on in its place");
    // The filling page says so itself: the desk would wait once more.
    let mut page = Desk::only_filling();
    page.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    assert_eq!(page.tell(Msg::RecordLoaded(id, Err(StoreError::Blocked), Box::new(beside))), []);
    assert_eq!(page.model.opening, Opening::Store(StoreError::Blocked));
}

#[test]
fn a_save_that_nobody_heard_of_is_not_made_twice() {
    let (mut desk, id) = desk();
    let save = desk.choose("A1", "no");
    let Some(Effect::Save(job)) = save.into_iter().find(|effect| matches!(effect, Effect::Save(_))) else { panic!() };
    now(desk.store.save(&job)).expect("memory has room");
    desk.tell(remarked("A1", "之后"));
    let left = text(&desk);
    again(&mut desk, &id);
    assert_eq!(text(&desk), left);
    assert_eq!(noticed(&desk), [Noticed::Recovered], "the remark came after the save");
}

#[test]
fn an_emptied_store_is_noticed_and_comes_back_from_the_mirror() {
    let (mut desk, id) = desk();
    desk.live(Msg::ExportAsked);
    let left = text(&desk);
    desk.store.records.borrow_mut().clear();
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Home));
    assert_eq!(desk.model.notice, Some(Notice::Missing(1)), "nobody is greeted as new");
    let heads = desk.model.heads.clone().expect("read").expect("a store");
    assert_eq!((heads.len(), &heads[0].id), (1, &id));
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left.clone(), &[Noticed::FromMirror { stored: 0 }][..]));
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[][..]), "and is stored again");
}

#[test]
fn what_is_nowhere_any_more_is_told() {
    let (mut desk, id) = desk();
    desk.store.records.borrow_mut().clear();
    again(&mut desk, &id);
    assert_eq!(desk.model.opening, Opening::Damaged(RestoreError::Gap { found: 0, wanted: 3 }));
    // An old mirror is something.
    let (mut desk, id) = self::desk();
    desk.live(Msg::ExportAsked);
    desk.live(chosen("A1", "no"));
    desk.store.records.borrow_mut().clear();
    again(&mut desk, &id);
    let told = [Noticed::FromMirror { stored: 0 }, Noticed::Lost { found: 3, known: 4 }];
    assert_eq!(noticed(&desk), told);
    assert_eq!(desk.sheet().sheet.revision(), 5, "newer than anything that was handed up");
    again(&mut desk, &id);
    assert_eq!(noticed(&desk), [], "it was told");
}

#[test]
fn a_damaged_line_is_noticed_and_the_rest_is_used() {
    type Damage = (&'static str, fn(&mut Parts));
    let damage: [Damage; 5] = [
        ("head", |parts| parts.head = Some("garbage".to_owned())),
        ("no head", |parts| parts.head = None),
        ("last entry", |parts| parts.journal.last_mut().expect("an entry").1.truncate(40)),
        ("first entry", |parts| drop(parts.journal.remove(0))),
        ("second slot", |parts| parts.slots[1] = Some("torn".to_owned())),
    ];
    for (what, damage) in damage {
        let (mut desk, id) = desk();
        damage(desk.store.records.borrow_mut().get_mut(&id).expect("the record"));
        again(&mut desk, &id);
        assert_eq!(noticed(&desk).first(), Some(&Noticed::Damaged), "{what}");
        let left = text(&desk);
        again(&mut desk, &id);
        assert_eq!((text(&desk), noticed(&desk)), (left, &[][..]), "{what} is mended");
    }
    // With nothing whole in the store and nothing beside it, it says so.
    let (mut desk, id) = desk();
    desk.store.records.borrow_mut().get_mut(&id).expect("the record").slots[0] = Some("torn".to_owned());
    again(&mut desk, &id);
    assert_eq!(desk.model.opening, Opening::Store(StoreError::Unreadable(id.to_string())));
}

/// Another window has the same record open and types; this one saves meanwhile.
fn typed_elsewhere(one: &mut Desk, id: &SubmissionId) {
    let stored = now(one.store.load(id)).map(|stored| stored.map(Box::new));
    let mut other = Desk::new();
    other.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    other.tell(Msg::RecordLoaded(id.clone(), stored, Box::default()));
    other.window = 77;
    other.tell(remarked("A3", "另一个窗口"));
    one.live(chosen("A1", "no"));
    one.aside.tails.extend(other.aside.tails);
}

#[test]
fn two_windows_that_both_wrote_are_both_kept() {
    let (mut one, id) = desk();
    typed_elsewhere(&mut one, &id);
    let left = text(&one);
    again(&mut one, &id);
    assert_eq!((text(&one), noticed(&one)), (left, &[Noticed::Branch][..]));
    let heads = now(one.store.heads()).expect("a store");
    assert_eq!(heads.len(), 2);
    let branch = heads.iter().find(|head| head.id != id).expect("the other");
    let kept = now(one.store.load(&branch.id)).expect("a store").expect("the branch");
    assert!(kept.snapshot.contains("另一个窗口"));
    again(&mut one, &id);
    assert_eq!(noticed(&one), [], "once");
}

#[test]
fn the_other_windows_version_stays_beside_the_store_until_it_is_stored() {
    let (mut one, id) = desk();
    typed_elsewhere(&mut one, &id);
    one.crash();
    let stored = now(one.store.load(&id)).map(|stored| stored.map(Box::new));
    let beside = Box::new(one.aside.read(&id));
    one.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    for effect in one.tell(Msg::RecordLoaded(id.clone(), stored, beside)) {
        // There is room for the record itself, but not for one more.
        let failed = match &effect {
            Effect::Save(job) if job.head.id != id => Some(Msg::SaveFailed(job.head.id.clone(), StoreError::Full)),
            _ => None,
        };
        if let Some(msg) = failed.or_else(|| one.carry_out(effect)) {
            one.live(msg);
        }
    }
    assert_eq!(one.model.notice, Some(Notice::Store(StoreError::Full)));
    assert_eq!(one.aside.marks().len(), 1, "nothing will be missed that was never stored");
    // The next time there is room.
    again(&mut one, &id);
    assert_eq!(noticed(&one), [Noticed::Branch]);
    let heads = now(one.store.heads()).expect("a store");
    let branch = heads.iter().find(|head| head.id != id).expect("the other");
    let kept = now(one.store.load(&branch.id)).expect("a store").expect("the branch");
    assert!(kept.snapshot.contains("另一个窗口"));
}

#[test]
fn data_of_a_newer_program_is_not_touched() {
    let (mut desk, id) = desk();
    desk.live(Msg::ExportAsked);
    let mut stored = now(desk.store.load(&id)).expect("a store").expect("the record");
    stored.snapshot =
        stored.snapshot.replacen("\"version\": 1", "\"version\": 9", 1).replacen("\"version\":1", "\"version\":9", 1);
    let beside = Box::new(Beside { mirrored: desk.aside.read(&id).mirrored, ..Beside::default() });
    desk.crash();
    desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    assert_eq!(desk.tell(Msg::RecordLoaded(id, Ok(Some(Box::new(stored))), beside)), []);
    let newer = RestoreError::Snapshot(ReadError::Newer { found: 9, supported: 1 });
    assert_eq!(desk.model.opening, Opening::Damaged(newer));
}

#[test]
fn records_without_checksums_still_open() {
    let (mut desk, id) = desk();
    let left = text(&desk);
    {
        let mut records = desk.store.records.borrow_mut();
        let parts = records.get_mut(&id).expect("the record");
        let bare = |line: &str| line[line.find('{').expect("JSON")..].to_owned();
        parts.head = parts.head.as_deref().map(bare);
        parts.slots[0] = parts.slots[0].as_deref().map(bare);
        parts.journal.iter_mut().for_each(|(_, line)| *line = bare(line));
    }
    let old = desk.store.records.borrow()[&id].clone();
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left.clone(), &[][..]));
    // It is written anew by itself, once, and what it was is kept.
    let anew = desk.store.records.borrow()[&id].clone();
    let lines: Vec<String> = serde_json::from_str(anew.before.as_deref().expect("what it was")).expect("a list");
    let journal = old.journal.iter().map(|(_, line)| line);
    let wanted: Vec<&String> = old.head.iter().chain(old.slots.iter().flatten()).chain(journal).collect();
    assert!(lines.iter().eq(wanted), "every line");
    assert!(!now(desk.store.load(&id)).expect("a store").expect("the record").is_old);
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[][..]));
    assert!(desk.store.records.borrow()[&id] == anew, "once is enough");
    desk.live(chosen("A3", "yes"));
    let left = text(&desk);
    again(&mut desk, &id);
    assert_eq!((text(&desk), noticed(&desk)), (left, &[][..]));
}

#[test]
fn removing_a_record_leaves_nothing_beside_the_store() {
    let (mut desk, id) = desk();
    desk.live(Msg::ExportAsked);
    desk.live(Msg::RouteChanged(Route::Home));
    desk.tell(Msg::RemoveAsked(id));
    desk.live(Msg::RemoveAnswered(true));
    assert_eq!(desk.aside, crate::aside::Aside::default());
}
