//! The unit's key on this machine: made, opened, used, put away.

use yardstick::app::{
    CommitteeMsg, Effect, KeyMsg, KeyTrouble, MachineMsg, Msg, Notice, Passphrase, Picked, Remembered, Route, Step,
};
use yardstick::format::{
    Key, Kind, ReadError, Sealing, is_age, is_recipient, kind_of, read_submission, signer, write_submission,
};

use crate::desk::{Desk, chance};
use crate::scenario::Scenario;
use crate::signing::key;

const PASSPHRASE: &str = "correct horse";

/// The same with a file that waits to be counted.
pub(crate) fn with_a_file_in_the_table() -> Desk {
    let mut desk = with_key();
    desk.live(Msg::RouteChanged(Route::Rollup));
    let text = write_submission(Scenario::of("strong_branch").called("unit-a").sheet()).text;
    let picked = vec![Picked { name: "甲.json".to_owned(), contents: Ok(text.into_bytes()) }];
    desk.live(Msg::Committee(CommitteeMsg::Dropped(picked)));
    desk
}

fn phrase(text: &str) -> Passphrase {
    Passphrase(text.to_owned())
}

fn make(desk: &mut Desk, unit: &str, passphrase: &str, again: &str) {
    let (unit, passphrase, again) = (unit.to_owned(), phrase(passphrase), phrase(again));
    desk.live(Msg::Key(KeyMsg::MakeAsked { unit, passphrase, again }));
}

/// A desk whose unit has a key, open.
pub(crate) fn with_key() -> Desk {
    let mut desk = Desk::filling();
    make(&mut desk, "石桥村党支部", PASSPHRASE, PASSPHRASE);
    desk.seen.clear();
    desk
}

/// The text that was sealed under a key, taken apart by hand.
fn opened(bytes: &[u8], desk: &Desk) -> Result<Vec<u8>, Sealing> {
    desk.model.keys.open.as_ref().expect("it is open").decrypt(bytes)
}

#[test]
fn a_key_is_made_remembered_and_handed_out_at_once() {
    let mut desk = Desk::filling();
    make(&mut desk, " 石桥村党支部 ", PASSPHRASE, PASSPHRASE);
    let keys = &desk.model.keys;
    let key = keys.key.as_ref().expect("it is there");
    assert!(keys.open.is_some() && keys.step == Step::Resting);
    assert_eq!((key.unit(), kind_of(key.text.as_bytes()).ok()), ("石桥村党支部", Some(Kind::Key)));
    assert!(is_recipient(key.receives()) && key.code().len() == 10);
    let remembered = Effect::Remember(Remembered::Key, Some(key.text.clone()));
    assert!(desk.seen.contains(&remembered));
    let file = desk.seen.iter().find_map(|effect| match effect {
        Effect::Download(file) => Some(file),
        _ => None,
    });
    assert_eq!(file.map(|file| (&*file.name, &file.text)), Some(("石桥村党支部_单位钥匙.json", &key.text)));
    assert!(!key.text.contains("AGE-SECRET-KEY"), "what is secret is under the passphrase");
}

#[test]
fn what_makes_no_key_is_told() {
    let mut desk = Desk::filling();
    for (unit, one, other, trouble) in [
        (" ", PASSPHRASE, PASSPHRASE, KeyTrouble::NoUnit),
        ("石桥", "七个字的口令不", "七个字的口令不", KeyTrouble::Short),
        ("石桥", PASSPHRASE, "correct house", KeyTrouble::Differ),
    ] {
        make(&mut desk, unit, one, other);
        assert_eq!((desk.model.keys.step, &desk.model.keys.key), (Step::Failed(trouble), &None));
    }
}

#[test]
fn only_the_passphrase_opens_it() {
    let (made, open) = key("a");
    let read = Key::read(made.text.as_bytes()).expect("a key");
    assert_eq!(read, made);
    assert_eq!(read.open(PASSPHRASE).as_ref(), Ok(&open));
    assert_eq!(read.open("Correct horse"), Err(Sealing::OtherKey));
    // The secret half of somebody else behind a public one.
    let (other, _) = key("b");
    let locked = |text: &str| {
        let file: serde_json::Value = serde_json::from_str(text).expect("a document");
        file["body"]["locked"].as_str().expect("digits").to_owned()
    };
    let mixed = made.text.replace(&locked(&made.text), &locked(&other.text));
    assert_eq!(Key::read(mixed.as_bytes()).err(), Some(ReadError::Altered));
    let mut document: serde_json::Value = serde_json::from_str(&mixed).expect("a document");
    document.as_object_mut().expect("a document").remove("integrity");
    let mixed = Key::read(crate::cases::sealed(document.clone()).as_bytes()).expect("sealed anew");
    assert_eq!(mixed.open(PASSPHRASE), Err(Sealing::Damaged));
    document["body"]["locked"] = "00ff".into();
    let broken = Key::read(crate::cases::sealed(document).as_bytes()).expect("sealed anew");
    assert_eq!(broken.open(PASSPHRASE), Err(Sealing::Damaged));
}

#[test]
fn nothing_secret_is_said() {
    let (_, open) = key("a");
    assert_eq!(format!("{open:?} {:?}", phrase(PASSPHRASE)), "OpenKey Passphrase");
}

#[test]
fn the_key_is_opened_with_a_file_from_elsewhere() {
    let mut desk = Desk::filling();
    let picked = |text: &str| vec![Picked { name: "钥匙.json".to_owned(), contents: Ok(text.as_bytes().to_vec()) }];
    desk.live(Msg::Key(KeyMsg::FilePicked(picked("{}"))));
    assert!(matches!(&desk.model.notice, Some(Notice::Unreadable { error: ReadError::NotOurs, .. })));
    desk.live(Msg::Key(KeyMsg::FilePicked(picked(&key("a").0.text))));
    assert!(desk.model.keys.key.is_some() && desk.model.keys.open.is_none());
    desk.live(Msg::Key(KeyMsg::OpenAsked(phrase("no"))));
    assert_eq!(desk.model.keys.step, Step::Failed(KeyTrouble::Wrong));
    desk.live(Msg::Key(KeyMsg::OpenAsked(phrase(PASSPHRASE))));
    assert!(desk.model.keys.open.is_some());
}

#[test]
fn exports_are_signed_and_encrypted_where_that_is_wanted() {
    let mut desk = with_key();
    desk.live(crate::desk::chosen("A1", "yes"));
    let handed_up = |desk: &mut Desk| match desk.tell(Msg::ExportAsked).pop() {
        Some(Effect::HandUp(file, key, to)) => (file, key, to),
        other => panic!("{other:?}"),
    };
    let (file, open, to) = handed_up(&mut desk);
    assert!(!file.name.contains(".age") && to.is_none(), "{}", file.name);
    let text = open.sign(&file.text).expect("a sound document");
    assert!(signer(text.as_bytes(), Kind::Submission).is_ok_and(|signer| signer.is_some()));

    for slip in ["age1", "AGE1QQQ", &key("b").0.receives().replace("age1", "age2")] {
        desk.live(Msg::Key(KeyMsg::ToTyped(slip.to_owned())));
        assert_eq!((desk.model.keys.step, &*desk.model.keys.to), (Step::Failed(KeyTrouble::NoRecipient), ""));
    }
    let (superior, its) = key("b");
    desk.live(Msg::Key(KeyMsg::ToTyped(format!(" {}\n", superior.receives()))));
    assert!(desk.seen.contains(&Effect::Remember(Remembered::To, Some(superior.receives().to_owned()))));
    let (file, open, to) = handed_up(&mut desk);
    assert!(file.name.ends_with(".json.age"), "{}", file.name);
    assert_eq!(
        desk.model.notice.as_ref().map(|notice| matches!(notice, Notice::Exported { name, .. } if *name == file.name)),
        Some(true)
    );
    let bytes = open.encrypt(text.as_bytes(), to.as_deref(), &mut chance("nonce")).expect("a recipient");
    assert!(is_age(&bytes));
    assert_eq!(opened(&bytes, &desk).as_deref(), Ok(text.as_bytes()), "whoever sends it can open it again");
    assert_eq!(its.decrypt(&bytes).as_deref(), Ok(text.as_bytes()));
    assert_eq!(key("c").1.decrypt(&bytes), Err(Sealing::OtherKey));
    assert_eq!(open.encrypt(b"", Some("age1"), &mut chance("nonce")), Err(Sealing::OtherKey));
    desk.live(Msg::Key(KeyMsg::ToTyped(String::new())));
    assert!(desk.seen.contains(&Effect::Remember(Remembered::To, None)) && handed_up(&mut desk).2.is_none());
}

#[test]
fn with_a_key_that_is_not_open_nothing_goes_out_before_somebody_says_so() {
    let mut desk = with_key();
    desk.live(crate::desk::chosen("A1", "yes"));
    desk.model.keys.open = None;
    assert_eq!(desk.tell(Msg::ExportAsked), [Effect::ToTop]);
    assert_eq!(desk.model.notice, Some(Notice::KeyClosed));
    assert_eq!(desk.sheet().exported, None);
    let mut waiting = with_key();
    waiting.model.notice = Some(Notice::KeyClosed);
    waiting.live(Msg::Key(KeyMsg::OpenAsked(phrase(PASSPHRASE))));
    assert_eq!(waiting.model.notice, None, "what was asked for is done");
    assert!(matches!(desk.tell(Msg::Key(KeyMsg::Skipped)).pop(), Some(Effect::Download(_))));
    assert!(matches!(desk.tell(Msg::ExportAsked).pop(), Some(Effect::Download(_))), "it is asked once");
    // What is to be encrypted is asked for each time, whether the key is here or not.
    desk.model.keys.to = key("b").0.receives().to_owned();
    desk.model.keys.skipped = false;
    for _ in 0..2 {
        assert_eq!(desk.tell(Msg::ExportAsked), [Effect::ToTop]);
        assert!(matches!(desk.tell(Msg::Key(KeyMsg::Skipped)).pop(), Some(Effect::Download(_))));
        desk.model.keys.key = None;
    }
}

#[test]
fn the_roll_up_is_handed_up_like_a_sheet() {
    let mut desk = with_a_file_in_the_table();
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    let asked = || Msg::Committee(CommitteeMsg::FileAsked);
    assert!(matches!(desk.tell(asked()).pop(), Some(Effect::HandUp(file, ..)) if !file.name.contains(".age")));
    desk.model.keys.open = None;
    assert_eq!(desk.tell(asked()), [Effect::ToTop]);
    assert!(
        matches!(desk.tell(Msg::Key(KeyMsg::Skipped)).pop(), Some(Effect::Download(file)) if file.text.contains("yardstick.rollup"))
    );
}

#[test]
fn what_was_locked_is_brought_back_with_its_key() {
    let mut desk = with_key();
    let lines = b"[\"yardstick\",\"stored\",\"1\"]\n".to_vec();
    let sealed = desk.model.keys.key.as_ref().expect("a key").seal(&lines, &mut chance("nonce")).expect("for itself");
    let picked = |bytes: &[u8]| vec![Picked { name: "yardstick.age".to_owned(), contents: Ok(bytes.to_vec()) }];
    desk.live(Msg::Machine(MachineMsg::RestorePicked(picked(&sealed))));
    assert!(desk.model.machine.plan.is_some(), "{:?}", desk.model.notice);
    desk.model.keys.open = None;
    desk.live(Msg::Machine(MachineMsg::RestorePicked(picked(&sealed))));
    let error = ReadError::Encrypted { why: Sealing::NoKey };
    assert_eq!(desk.model.notice, Some(Notice::Unreadable { name: "yardstick.age".to_owned(), error }));
}

#[test]
fn what_is_encrypted_waits_for_the_key() {
    let text = write_submission(
        Scenario::of("strong_branch")
            .called("unit-a")
            .unit("石桥村党支部", "village", "2026")
            .choose("A1", "yes")
            .sheet(),
    )
    .text;
    let (own, open) = key("a");
    let sealed = key("b").1.encrypt(text.as_bytes(), Some(own.receives()), &mut chance("nonce")).expect("a recipient");
    let strange = key("b").1.encrypt(text.as_bytes(), None, &mut chance("nonce")).expect("for itself");
    let cut = sealed[..sealed.len() - 1].to_vec();
    let mut desk = Desk::committee();
    let files = [("甲.json.age", sealed), ("乙.age", strange), ("丙.age", cut)];
    let picked = files.map(|(name, bytes)| Picked { name: name.to_owned(), contents: Ok(bytes) });
    desk.live(Msg::Committee(CommitteeMsg::Dropped(picked.to_vec())));
    let outcomes = |desk: &Desk| -> Vec<Option<ReadError>> {
        desk.model.committee.staged.iter().map(|staged| staged.outcome.as_ref().err().cloned()).collect()
    };
    let encrypted = |why| Some(ReadError::Encrypted { why });
    assert_eq!(outcomes(&desk), [const { Some(ReadError::Encrypted { why: Sealing::NoKey }) }; 3]);
    assert_eq!(desk.quarantine.len(), 3, "each is kept as it came");
    // The page is closed meanwhile.
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    desk.live(Msg::Key(KeyMsg::FilePicked(vec![Picked {
        name: String::new(),
        contents: Ok(own.text.clone().into_bytes()),
    }])));
    desk.live(Msg::Key(KeyMsg::OpenAsked(phrase(PASSPHRASE))));
    assert_eq!(desk.model.keys.open.as_deref(), Some(&open));
    let found = outcomes(&desk);
    assert_eq!(found.iter().filter(|one| one.is_none()).count(), 1, "{found:?}");
    assert!([Sealing::OtherKey, Sealing::Damaged].iter().all(|why| found.contains(&encrypted(*why))), "{found:?}");
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!((desk.model.committee.counted(), desk.quarantine.len()), (1, 2));
    assert_eq!(desk.received.values().collect::<Vec<_>>(), [&text], "it is stored as any other");
    // The next one is opened as it comes.
    let more = open.encrypt(text.as_bytes(), None, &mut chance("again")).expect("for itself");
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![Picked { name: "丁.age".to_owned(), contents: Ok(more) }])));
    assert!(desk.model.committee.staged.last().is_some_and(|staged| staged.outcome.is_ok()));
}

#[test]
fn a_file_of_ones_own_is_opened_with_the_key_on_the_first_page_too() {
    let mut desk = with_key();
    let text = write_submission(Scenario::of("strong_branch").called("unit-a").choose("A1", "yes").sheet()).text;
    assert!(read_submission(text.as_bytes()).is_ok());
    let bytes = desk.model.keys.open.as_ref().expect("open").encrypt(text.as_bytes(), None, &mut chance("nonce"));
    let picked = vec![Picked { name: "甲.json.age".to_owned(), contents: Ok(bytes.expect("for itself")) }];
    let mut closed = Desk::new();
    closed.live(Msg::RouteChanged(Route::Home));
    closed.live(Msg::FilesOpened(picked.clone()));
    let encrypted = ReadError::Encrypted { why: Sealing::NoKey };
    assert_eq!(closed.model.notice, Some(Notice::Unreadable { name: "甲.json.age".to_owned(), error: encrypted }));
    desk.live(Msg::FilesOpened(picked));
    assert_eq!(desk.sheet().sheet.id().as_str(), "unit-a");
}

#[test]
fn a_key_goes_only_when_it_is_asked_twice_and_with_everything_else() {
    let mut desk = with_key();
    desk.live(Msg::Key(KeyMsg::RemoveAsked));
    desk.live(Msg::Key(KeyMsg::RemoveAnswered(false)));
    assert!(desk.model.keys.key.is_some() && desk.model.keys.open.is_some());
    desk.live(Msg::Key(KeyMsg::SaveAsked));
    assert!(matches!(desk.seen.pop(), Some(Effect::Download(file)) if Key::read(file.text.as_bytes()).is_ok()));
    desk.live(Msg::Key(KeyMsg::RemoveAsked));
    desk.live(Msg::Key(KeyMsg::RemoveAnswered(true)));
    assert!(desk.model.keys.key.is_none() && desk.model.keys.open.is_none());
    assert!(desk.seen.contains(&Effect::Remember(Remembered::Key, None)));

    let mut desk = with_key();
    desk.live(Msg::RouteChanged(Route::Machine));
    desk.live(Msg::Machine(MachineMsg::ClearAsked));
    desk.live(Msg::Machine(MachineMsg::GivenUp(true)));
    desk.live(Msg::Machine(MachineMsg::ClearAnswered(true)));
    assert!(desk.model.keys.key.is_none() && desk.model.keys.open.is_none());
}
