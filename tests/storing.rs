//! The promise of the store: what was acknowledged is there after a crash.

use std::sync::Arc;

use yardstick::app::{
    Head, Input, Journalled, MemoryStore, RestoreError, SaveJob, Source, Store, StoreError, Stored, restore,
};
use yardstick::domain::{Edit, Revision, Sheet, json as read};
use yardstick::format::write_submission;

use crate::desk::now;
use crate::scenario::Scenario;

fn text(sheet: &Sheet) -> String {
    write_submission(sheet).text
}

fn job(sheet: &Sheet, base: Revision, edits: Vec<Edit>, create: bool) -> SaveJob {
    SaveJob { base, head: Head::of(sheet, 1, None), edits, create: create.then(|| Arc::new(Source::of(sheet))) }
}

fn start() -> Scenario {
    Scenario::of("strong_branch").called("unit-a").choose("A1", "yes")
}

/// As the page keeps it.
#[test]
fn what_the_list_shows_of_a_record_is_written_and_read() {
    for exported in [None, Some((9, 1))] {
        let head = Head::of(start().sheet(), 7, exported);
        assert_eq!(read::read(&read::Write::write(&head), "head"), Ok(head));
    }
}

/// A store with one record at revision 1.
fn stored() -> (MemoryStore, Sheet) {
    let (store, sheet) = (MemoryStore::default(), start().sheet().clone());
    assert_eq!(now(store.save(&job(&sheet, 0, vec![], true))), Ok(()));
    (store, sheet)
}

fn load(store: &MemoryStore, sheet: &Sheet) -> Stored {
    now(store.load(sheet.id())).expect("a store").expect("the record")
}

/// Edits a sheet and saves that.
fn save(store: &MemoryStore, sheet: &mut Sheet, option: &str) -> Result<(), StoreError> {
    let base = sheet.revision();
    let edit = Input::Chosen(option.into()).edit(sheet.find("A1").expect("A1"));
    sheet.apply(edit.clone());
    now(store.save(&job(sheet, base, vec![edit], false)))
}

#[test]
fn a_record_that_was_saved_is_restored_as_it_was() {
    let (store, mut sheet) = stored();
    assert_eq!(restore(&load(&store, &sheet)).map(|sheet| text(&sheet)), Ok(text(&sheet)));
    save(&store, &mut sheet, "no").expect("memory has room");
    let found = load(&store, &sheet);
    assert_eq!(found.journal.len(), 1);
    assert_eq!(restore(&found).map(|sheet| text(&sheet)), Ok(text(&sheet)));
    assert_eq!(now(store.heads()), Ok(vec![found.head]));
}

#[test]
fn two_windows_cannot_overwrite_each_other() {
    let (store, sheet) = stored();
    let (mut one, mut other) = (sheet.clone(), sheet);
    assert_eq!(save(&store, &mut one, "no"), Ok(()));
    assert_eq!(save(&store, &mut other, "perhaps"), Err(StoreError::Conflict { found: 2 }));
    assert_eq!(restore(&load(&store, &one)).map(|sheet| text(&sheet)), Ok(text(&one)));
    let anew = job(&other, 0, vec![], true);
    assert_eq!(now(store.save(&anew)), Err(StoreError::Conflict { found: 2 }), "a new record is no way around it");
}

#[test]
fn a_record_that_is_not_there_is_no_ground_to_build_on() {
    let (store, sheet) = (MemoryStore::default(), start().sheet().clone());
    assert_eq!(now(store.save(&job(&sheet, 1, vec![], false))), Err(StoreError::Conflict { found: 0 }));
    assert_eq!(now(store.load(sheet.id())), Ok(None));
}

#[test]
fn a_file_takes_the_place_of_snapshot_and_journal() {
    let (store, mut sheet) = stored();
    save(&store, &mut sheet, "no").expect("memory has room");
    let file = start().choose("A3", "yes").choose("A3", "no").choose("C2", "late");
    assert_eq!(now(store.save(&job(file.sheet(), 2, vec![], true))), Ok(()));
    let found = load(&store, &sheet);
    assert_eq!(found.journal, [], "a chain of its own");
    assert_eq!(restore(&found).map(|sheet| text(&sheet)), Ok(text(file.sheet())));
}

#[test]
fn a_snapshot_folds_the_journal_up_to_its_revision() {
    let (store, mut sheet) = stored();
    save(&store, &mut sheet, "no").expect("memory has room");
    let folded = text(&sheet);
    save(&store, &mut sheet, "yes").expect("memory has room");
    now(store.snapshot(sheet.id(), 2, &folded)).expect("memory has room");
    let found = load(&store, &sheet);
    assert_eq!(found.journal.iter().map(|entry| entry.revision).collect::<Vec<_>>(), [3]);
    assert_eq!(restore(&found).map(|sheet| text(&sheet)), Ok(text(&sheet)));
}

#[test]
fn a_note_changes_nothing_but_the_export() {
    let (store, mut sheet) = stored();
    let before = load(&store, &sheet);
    sheet.apply(Edit::Period("2026".parse().ok()));
    now(store.note(&Head::of(&sheet, 9, Some((9, 2))))).expect("memory has room");
    let after = load(&store, &sheet);
    assert_eq!(after.head.exported, Some((9, 2)));
    assert_eq!(after, Stored { head: Head { exported: Some((9, 2)), ..before.head.clone() }, ..before });
}

#[test]
fn a_removed_record_is_gone() {
    let (store, sheet) = stored();
    now(store.remove(sheet.id())).expect("memory has room");
    assert_eq!(now(store.load(sheet.id())), Ok(None));
    assert_eq!(now(store.heads()), Ok(vec![]));
}

#[test]
fn a_journal_with_a_gap_is_refused() {
    let (store, mut sheet) = stored();
    for option in ["no", "yes", "no"] {
        save(&store, &mut sheet, option).expect("memory has room");
    }
    let whole = load(&store, &sheet);
    assert!(restore(&whole).is_ok());
    let mut cut = whole.clone();
    cut.journal.pop();
    assert_eq!(restore(&cut).err(), Some(RestoreError::Gap { found: 3, wanted: 4 }));
    let mut holed = whole;
    holed.journal.remove(2);
    assert!(restore(&holed).is_err(), "an entry is missing in the middle");
}

#[test]
fn a_damaged_snapshot_is_refused() {
    let (store, sheet) = stored();
    let mut found = load(&store, &sheet);
    found.snapshot = found.snapshot.replace("\"yes\"", "\"no\"");
    assert!(matches!(restore(&found), Err(RestoreError::Snapshot(_))));
}

#[test]
fn replaying_an_entry_twice_changes_nothing() {
    let (store, mut sheet) = stored();
    save(&store, &mut sheet, "no").expect("memory has room");
    let mut found = load(&store, &sheet);
    let last: Journalled = found.journal.last().expect("an entry").clone();
    found.journal.push(last);
    assert_eq!(restore(&found).map(|sheet| text(&sheet)), Ok(text(&sheet)));
}
