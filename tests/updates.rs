//! The heart of the page: a message in, the model and the effects out. Filling, saving, exporting.

use yardstick::app::{
    Effect, FetchError, Head, Input, MemoryStore, Msg, Notice, Route, SaveJob, SaveState, Store, StoreError, UnitField,
    restore,
};
use yardstick::domain::{FieldId, ItemId, Lang, Missing, UnitTypeId, VetoId};
use yardstick::format::{read_submission, write_submission};

use crate::desk::{Desk, chosen, now, remarked};
use crate::project;

/// The one save among effects.
fn save(effects: Vec<Effect>) -> SaveJob {
    let mut saves = effects.into_iter().filter_map(|effect| match effect {
        Effect::Save(job) => Some(*job),
        _ => None,
    });
    let job = saves.next().expect("a save");
    assert!(saves.next().is_none(), "one save at a time");
    job
}

fn state(desk: &Desk) -> SaveState {
    desk.sheet().saver.state()
}

fn new() -> Msg {
    Msg::RouteChanged(Route::New("strong_branch".to_owned()))
}

#[test]
fn opening_a_standard_stores_nothing_before_the_first_input() {
    let mut desk = Desk::new();
    let address = "templates/strong_branch.json".to_owned();
    assert_eq!(desk.tell(new()), [Effect::FindLocked, Effect::FetchTemplate(address.clone())]);
    let file = project::read(&address).into_bytes();
    // Which sheets are here is read, for one of an older edition.
    assert_eq!(desk.tell(Msg::TemplateFetched(address, Ok(file))), [Effect::DrawSoon, Effect::LoadHeads]);
    assert_eq!(state(&desk), SaveState::Saved);
    assert_eq!(desk.tell(Msg::TypingPaused), []);
    assert_eq!(desk.tell(Msg::RouteChanged(Route::Home)), [Effect::LoadHeads]);
}

#[test]
fn a_backup_is_due_a_week_after_an_export_that_lacks_changes() {
    const DAY: u64 = 86_400_000;
    let mut desk = Desk::filling();
    desk.live(chosen("A1", "yes"));
    let head = |exported| Head::of(&desk.sheet().sheet, 9 * DAY, exported);
    assert_eq!(head(None).overdue(90 * DAY), None, "it never was");
    assert_eq!(head(Some((2 * DAY, 0))).overdue(9 * DAY - 1), None);
    assert_eq!(head(Some((2 * DAY, 0))).overdue(9 * DAY), Some(7));
    assert_eq!(head(Some((2 * DAY, 1))).overdue(90 * DAY), None, "nothing has changed");
    assert_eq!(head(Some((9 * DAY, 0))).overdue(0), None, "a clock that goes backwards");
}

#[test]
fn the_first_input_creates_the_record_and_gives_it_an_address() {
    let mut desk = Desk::filling();
    let job = save(desk.choose("A1", "yes"));
    assert_eq!((job.base, job.head.revision, job.edits.len()), (0, 1, 1));
    // The template as it came, which no one has to write anew; the answer stands in the journal.
    let source = job.create.expect("a new record brings what it begins with");
    assert_eq!((source.revision, &source.text), (0, &project::read("templates/strong_branch.json")));
    assert_eq!(state(&desk), SaveState::Saving);
    let id = job.head.id.clone();
    let place = Route::Fill(id.clone());
    let after = [Effect::MirrorSoon, Effect::Persist, Effect::ReplaceRoute(place.clone())];
    assert_eq!(desk.tell(Msg::Saved(id.clone(), 1)), after);
    assert_eq!((state(&desk), &desk.model.route), (SaveState::Saved, &place));
    // The browser tells of the new address; the sheet is open already.
    assert_eq!(desk.tell(Msg::RouteChanged(place)), []);
    let job = save(desk.choose("A3", "yes"));
    assert_eq!((job.base, job.head.revision, job.create), (1, 2, None));
}

#[test]
fn choices_are_saved_at_once_and_typing_when_it_pauses() {
    let mut desk = Desk::filling();
    assert_eq!(desk.tell(remarked("A1", "事")), [Effect::SaveSoon]);
    assert_eq!(desk.tell(remarked("A1", "事例")), [Effect::SaveSoon]);
    assert_eq!(desk.tell(Msg::UnitTyped(UnitField::Name, "东山村党支部".to_owned())), [Effect::SaveSoon]);
    assert_eq!(state(&desk), SaveState::Dirty);
    let job = save(desk.tell(Msg::TypingPaused));
    assert_eq!(job.edits.len(), 2, "a later text of the same field takes the place of the one that waits");
    desk.tell(Msg::Saved(job.head.id, job.head.revision));
    for msg in [
        chosen("A1", "no"),
        Msg::Filled(ItemId::from("B1"), Input::Counted(FieldId::from("quarters"), Some(4))),
        Msg::VetoAnswered(VetoId::from("V1"), false),
        Msg::UnitTypeChosen(Some(UnitTypeId::from("village"))),
        Msg::PeriodChosen("2026".parse().ok()),
    ] {
        let job = save(desk.tell(msg));
        assert_eq!(job.edits.len(), 1);
        desk.tell(Msg::Saved(job.head.id, job.head.revision));
    }
}

#[test]
fn what_changes_nothing_asks_for_nothing() {
    let mut desk = Desk::filling();
    desk.live(chosen("A1", "yes"));
    assert_eq!(desk.choose("A1", "yes"), []);
    assert_eq!(desk.choose("Z9", "yes"), []);
    assert_eq!(desk.tell(Msg::VetoAnswered(VetoId::from("V9"), true)), []);
    assert_eq!(desk.tell(Msg::Filled(ItemId::from("A3"), Input::Cleared)), []);
    assert_eq!(desk.sheet().sheet.revision(), 1);
    assert_eq!(Desk::new().choose("A1", "yes"), [], "no sheet is open");
}

#[test]
fn edits_made_during_a_save_wait_for_the_next_one() {
    let mut desk = Desk::filling();
    let first = save(desk.choose("A1", "yes"));
    assert_eq!(desk.choose("A3", "yes"), []);
    assert_eq!(desk.choose("C2", "late"), []);
    assert_eq!(state(&desk), SaveState::Saving);
    assert_eq!(desk.tell(Msg::TypingPaused), []);
    let next = save(desk.tell(Msg::Saved(first.head.id, first.head.revision)));
    assert_eq!((next.base, next.head.revision, next.edits.len(), next.create), (1, 3, 2, None));
}

#[test]
fn a_failed_save_keeps_every_edit_and_a_retry_sends_them_all() {
    let mut desk = Desk::filling();
    let lost = save(desk.choose("A1", "yes"));
    desk.choose("A3", "yes");
    assert_eq!(desk.tell(Msg::SaveFailed(lost.head.id.clone(), StoreError::Full)), []);
    assert_eq!((state(&desk), desk.sheet().saver.trouble()), (SaveState::Failed, Some(&StoreError::Full)));
    let again = save(desk.tell(Msg::SaveRetried));
    assert_eq!((again.base, again.head.revision, again.edits.len()), (0, 2, 2));
    assert_eq!(again.edits[0], lost.edits[0], "in the order they were made");
    assert_eq!(desk.sheet().saver.trouble(), Some(&StoreError::Full), "until one succeeds");
    desk.tell(Msg::SaveFailed(again.head.id.clone(), StoreError::Full));
    let third = save(desk.choose("C2", "late"));
    assert_eq!(third.edits.len(), 3, "the next choice tries again too");
    desk.tell(Msg::Saved(third.head.id, third.head.revision));
    assert_eq!((state(&desk), desk.sheet().saver.trouble()), (SaveState::Saved, None));
}

#[test]
fn a_save_that_is_not_answered_is_not_called_one_until_it_is() {
    let mut desk = Desk::filling();
    let first = save(desk.choose("A1", "yes"));
    let id = first.head.id.clone();
    assert_eq!(desk.tell(Msg::SaveSilent(id.clone())), []);
    assert_eq!((state(&desk), desk.sheet().saver.trouble()), (SaveState::Failed, Some(&StoreError::Silent)));
    assert_eq!(desk.choose("A3", "yes"), [], "another save would only wait behind it");
    assert_eq!(desk.tell(Msg::SaveRetried), []);
    let next = save(desk.tell(Msg::Saved(id.clone(), first.head.revision)));
    assert_eq!((state(&desk), next.edits.len()), (SaveState::Saving, 1));
    desk.tell(Msg::Saved(id.clone(), next.head.revision));
    assert_eq!((state(&desk), desk.sheet().saver.trouble()), (SaveState::Saved, None));
    desk.tell(Msg::SaveSilent(id));
    assert_eq!(state(&desk), SaveState::Saved, "a word that comes late");

    let last = save(desk.choose("C2", "late"));
    desk.tell(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    desk.tell(Msg::SaveSilent(last.head.id.clone()));
    assert_eq!(desk.model.notice, Some(Notice::Store(StoreError::Silent)), "the sheet has been left meanwhile");
    desk.tell(Msg::Saved(last.head.id, last.head.revision));
    assert_eq!(desk.model.notice, None);
}

#[test]
fn a_record_that_went_out_of_the_store_is_stored_anew_with_the_next_edit() {
    let mut desk = Desk::filling();
    desk.live(chosen("A1", "yes"));
    desk.live(chosen("A3", "yes"));
    let id = desk.sheet().sheet.id().clone();
    // Cleared by another window, or by the browser.
    desk.store = MemoryStore::default();
    let lost = save(desk.choose("C2", "late"));
    desk.choose("C2", "none");
    let error = now(desk.store.save(&lost)).expect_err("it is not there");
    for effect in desk.tell(Msg::SaveFailed(id.clone(), error)) {
        if let Some(msg) = desk.carry_out(effect) {
            desk.live(msg);
        }
    }
    assert_eq!((state(&desk), &desk.model.notice), (SaveState::Saved, &Some(Notice::Vanished)));
    let sheet = desk.sheet().sheet.clone();
    let stored = now(desk.store.load(&id)).expect("it is there").expect("it is there");
    assert_eq!(restore(&stored).expect("it is whole").submission(), sheet.submission());
    // And goes on like any other.
    desk.live(chosen("A1", "no"));
    let stored = now(desk.store.load(&id)).expect("it is there").expect("it is there");
    assert_eq!((state(&desk), stored.head.revision), (SaveState::Saved, sheet.revision() + 1));
    // Another window's change is not written over.
    desk.choose("A1", "yes");
    desk.tell(Msg::SaveFailed(id, StoreError::Conflict { found: 1 }));
    assert_eq!(state(&desk), SaveState::Failed);
}

#[test]
fn leaving_saves_what_waits() {
    let mut desk = Desk::filling();
    desk.tell(remarked("A1", "事"));
    let effects = desk.tell(Msg::RouteChanged(Route::Home));
    assert_eq!(effects.last(), Some(&Effect::LoadHeads));
    assert_eq!(save(effects).edits.len(), 1);
}

#[test]
fn leaving_during_a_save_loses_nothing() {
    let mut desk = Desk::filling();
    let first = save(desk.choose("A1", "yes"));
    desk.choose("A3", "yes");
    let mut asked = desk.tell(new());
    now(desk.store.save(&first)).expect("memory has room");
    asked.extend(desk.tell(Msg::Saved(first.head.id.clone(), first.head.revision)));
    for effect in asked {
        desk.carry_out(effect);
    }
    let stored = now(desk.store.load(&first.head.id)).expect("a store").expect("the record");
    assert_eq!(stored.head.revision, 2, "the second answer is stored too");
}

#[test]
fn a_sheet_left_in_the_middle_of_a_save_opens_again_as_it_was_left() {
    let mut desk = Desk::filling();
    let job = save(desk.choose("A1", "yes"));
    desk.choose("A3", "yes");
    desk.tell(Msg::RouteChanged(Route::Home));
    desk.tell(new());
    let back = Msg::RouteChanged(Route::Fill(job.head.id.clone()));
    assert_eq!(desk.tell(back.clone()), [], "the store does not know the second answer yet");
    assert_eq!((desk.sheet().sheet.revision(), state(&desk)), (2, SaveState::Saving));
    assert_eq!(save(desk.tell(Msg::Saved(job.head.id, 1))).head.revision, 2);
}

#[test]
fn a_save_that_fails_after_its_sheet_was_left_is_told_and_can_be_retried() {
    let mut desk = Desk::filling();
    let job = save(desk.choose("A1", "yes"));
    desk.tell(new());
    desk.tell(Msg::SaveFailed(job.head.id.clone(), StoreError::Full));
    assert_eq!(desk.model.notice, Some(Notice::Store(StoreError::Full)));
    desk.tell(Msg::RouteChanged(Route::Fill(job.head.id)));
    assert_eq!(desk.sheet().saver.trouble(), Some(&StoreError::Full));
    assert_eq!(save(desk.tell(Msg::SaveRetried)).edits, job.edits);
}

#[test]
fn a_record_that_was_removed_is_not_kept_for_a_save() {
    let mut desk = Desk::filling();
    let job = save(desk.choose("A1", "yes"));
    let id = job.head.id;
    desk.tell(new());
    assert_eq!(desk.model.leaving.len(), 1);
    desk.tell(Msg::RemoveAsked(id.clone()));
    assert_eq!(desk.tell(Msg::RemoveAnswered(true)), [Effect::Remove(id.clone())]);
    assert_eq!(desk.model.leaving.len(), 0);
    desk.tell(Msg::SaveFailed(id, StoreError::Full));
    assert_eq!(desk.model.notice, None, "nobody misses it");
}

#[test]
fn the_notice_of_an_export_goes_with_its_screen() {
    let mut desk = Desk::filling();
    desk.live(chosen("A1", "yes"));
    desk.tell(Msg::ExportAsked);
    desk.tell(Msg::RouteChanged(desk.model.route.clone()));
    assert!(matches!(desk.model.notice, Some(Notice::Exported { .. })), "the address of the same screen");
    desk.tell(Msg::RouteChanged(Route::Home));
    assert_eq!(desk.model.notice, None);
}

#[test]
fn a_snapshot_is_taken_now_and_then() {
    let mut desk = Desk::filling();
    for n in 0..70 {
        desk.live(chosen("A1", if n % 2 == 0 { "yes" } else { "no" }));
    }
    let id = desk.sheet().sheet.id().clone();
    let stored = now(desk.store.load(&id)).expect("a store").expect("the record");
    let snapshot = read_submission(stored.snapshot.as_bytes()).expect("a submission");
    assert_eq!((snapshot.submission.revision, stored.journal.len(), stored.head.revision), (64, 6, 70));
}

#[test]
fn an_export_hands_out_the_file_and_notes_it() {
    let mut desk = Desk::filling();
    desk.live(Msg::UnitTyped(UnitField::Name, "东山村党支部".to_owned()));
    let effects = desk.tell(Msg::ExportAsked);
    let [Effect::NoteHead(head), Effect::Download(file)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(head.exported.map(|(_, revision)| revision), Some(1));
    let written = write_submission(&desk.sheet().sheet);
    assert_eq!((file.text.as_str(), file.mime), (written.text.as_str(), "application/json"));
    assert!(file.name.starts_with("东山村党支部_") && file.name.ends_with(&format!("_{}.json", written.check_code)));
    let Some(Notice::Exported { name, missing, .. }) = &desk.model.notice else { panic!("no notice") };
    assert_eq!((name, *missing), (&file.name, desk.sheet().sheet.totals().missing));
}

#[test]
fn an_export_before_the_first_save_is_noted_too() {
    let mut desk = Desk::filling();
    desk.tell(Msg::UnitTyped(UnitField::Name, "东山村党支部".to_owned()));
    desk.live(Msg::ExportAsked);
    assert!(desk.seen.iter().any(|effect| matches!(effect, Effect::Download(_))));
    let heads = now(desk.store.heads()).expect("a store");
    assert_eq!(heads.iter().map(yardstick::app::Head::has_unexported).collect::<Vec<_>>(), [false]);
}

#[test]
fn sections_are_drawn_a_few_at_a_time() {
    let mut desk = Desk::new();
    let effects = desk.tell(new());
    let fetched = effects.into_iter().find_map(|effect| desk.carry_out(effect)).expect("a file");
    desk.tell(fetched);
    assert_eq!(desk.sheet().drawn, 1);
    assert_eq!(desk.tell(Msg::TimeToDraw(3)), [Effect::DrawSoon]);
    assert_eq!(desk.tell(Msg::TimeToDraw(usize::MAX)), []);
    assert_eq!(desk.sheet().drawn, 6);
}

#[test]
fn what_is_missing_leads_to_its_place() {
    let mut desk = Desk::filling();
    assert_eq!(desk.tell(Msg::MissingToggled), [Effect::Focus("missing".to_owned())]);
    assert_eq!(desk.tell(Msg::MissingToggled), []);
    for (missing, place) in [
        (Missing::UnitName, "unit-name".to_owned()),
        (Missing::UnitType, "unit-type".to_owned()),
        (Missing::Period, "period".to_owned()),
        (Missing::Answer(ItemId::from("A1")), yardstick::app::item_element(&ItemId::from("A1"))),
        (Missing::Remark(ItemId::from("E1")), "remark-E1".to_owned()),
        (Missing::Veto(VetoId::from("V1")), "veto-V1".to_owned()),
    ] {
        assert_eq!(desk.tell(Msg::MissingFollowed(missing)), [Effect::Focus(place)]);
    }
    assert!(desk.sheet().is_drawn(), "the place has to be there");
}

#[test]
fn a_native_field_does_what_its_hooks_say() {
    let mut desk = Desk::filling();
    let field = |item: &str, role: &str, value: &str, checked| {
        Msg::FieldChanged(ItemId::from(item), role.to_owned(), value.to_owned(), checked)
    };
    for msg in [
        field("A1", "radio", "yes", true),
        field("A4", "checkbox", "plan", true),
        field("D1", "exempt", "venue", true),
        field("D2", "none", "none", true),
        field("B2", "applies", "not_applicable", true),
    ] {
        desk.live(msg);
    }
    let sheet = &desk.sheet().sheet;
    let points: Vec<String> =
        sheet.rows().filter(|row| !row.entry.is_empty()).map(|row| row.line.obtained.to_string()).collect();
    assert_eq!(points, ["4", "2", "0", "0", "0"]);
    assert!(sheet.find("B2").is_some_and(|row| row.entry.not_applicable));
    for stray in [field("A1", "checkbox", "yes", true), field("B1", "radio", "yes", true), field("A1", "", "", true)] {
        assert_eq!(desk.tell(stray), []);
    }
}

#[test]
fn a_language_is_spoken_when_its_words_are_there() {
    let mut desk = Desk::new();
    assert_eq!(desk.tell(Msg::LangChosen(Lang::En)), [Effect::Speak(Lang::En)]);
    assert_eq!(desk.model.lang, Lang::En);
    for broken in [Err(FetchError::NoAnswer), Ok(b"{}".to_vec()), Ok(b"<html>".to_vec())] {
        assert_eq!(desk.tell(Msg::WordsFetched(Lang::ZhHant, broken)), []);
        assert_eq!(desk.model.notice, Some(Notice::NoWords(Lang::ZhHant)));
        assert_eq!(desk.model.lang, Lang::En, "the one that is spoken stays");
        desk.tell(Msg::NoticeClosed);
        assert_eq!(desk.model.notice, None);
    }
    let words = project::read("words/zh-Hant.json").into_bytes();
    assert_eq!(desk.tell(Msg::WordsFetched(Lang::ZhHant, Ok(words))), [Effect::Speak(Lang::ZhHant)]);
}

#[test]
fn printing_is_asked_of_the_browser() {
    assert_eq!(Desk::filling().tell(Msg::PrintAsked), [Effect::Print]);
}
