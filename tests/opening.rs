//! Opening: records, templates and files, and what stands in their place when that fails.

use yardstick::app::{Effect, FetchError, Msg, Notice, Opening, Picked, RestoreError, Route, Store, StoreError};
use yardstick::domain::SubmissionId;
use yardstick::domain::rollup::Rollup;
use yardstick::format::{Foreign, Kind, ReadError, write_rollup, write_submission, write_template};

use crate::cases;
use crate::desk::{Desk, chosen, now, remarked};
use crate::scenario::Scenario;
use crate::small;

fn picked(name: &str, text: &str) -> Picked {
    Picked { name: name.to_owned(), contents: Ok(text.as_bytes().to_vec()) }
}

fn export(scenario: &Scenario) -> Picked {
    picked("export.json", &write_submission(scenario.sheet()).text)
}

fn start() -> Scenario {
    Scenario::of("strong_branch").called("unit-a").unit("东山村党支部", "village", "2026")
}

/// A desk with one record, at home.
fn desk() -> (Desk, SubmissionId) {
    let mut desk = Desk::filling();
    desk.live(chosen("A1", "yes"));
    let id = desk.sheet().sheet.id().clone();
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Home));
    (desk, id)
}

#[test]
fn a_record_is_read_when_its_address_is_opened() {
    let (mut desk, id) = desk();
    let heads = desk.model.heads.clone().expect("read").expect("a store");
    assert_eq!(heads.iter().map(|head| &head.id).collect::<Vec<_>>(), [&id]);
    assert_eq!(desk.tell(Msg::RouteChanged(Route::Fill(id.clone()))), [Effect::LoadRecord(id.clone())]);
    assert_eq!(desk.model.opening, Opening::Loading);
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
    assert_eq!((&desk.model.opening, desk.sheet().sheet.id()), (&Opening::Nothing, &id));
    assert_eq!(desk.sheet().saver.stored(), Some(1));
    // Paper shows the very same sheet.
    assert_eq!(desk.tell(Msg::RouteChanged(Route::Print(id))), []);
}

#[test]
fn a_record_that_comes_late_for_another_place_is_ignored() {
    let (mut desk, id) = desk();
    let stored = now(desk.store.load(&id)).map(|stored| stored.map(Box::new));
    for place in [Route::Home, Route::Rollup, Route::Fill(SubmissionId::from("other"))] {
        desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
        desk.tell(Msg::RouteChanged(place));
        assert_eq!(desk.tell(Msg::RecordLoaded(id.clone(), stored.clone(), Box::default())), []);
        assert!(desk.model.filling.is_none());
    }
}

#[test]
fn a_record_that_comes_twice_does_not_undo_what_was_typed_since() {
    let (mut desk, id) = desk();
    let stored = || now(desk.store.load(&id)).map(|stored| stored.map(Box::new));
    let (first, second) = (stored(), stored());
    desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    desk.tell(Msg::RouteChanged(Route::Home));
    desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    desk.tell(Msg::RecordLoaded(id.clone(), first, Box::default()));
    desk.tell(remarked("A1", "事例"));
    desk.tell(Msg::RecordLoaded(id, second, Box::default()));
    let row = desk.sheet().sheet.find("A1").expect("A1").clone();
    assert_eq!(row.entry.remark, "事例");
}

#[test]
fn what_cannot_be_opened_is_told() {
    let (mut desk, id) = desk();
    let mut opened = |loaded| {
        desk.crash();
        desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
        desk.tell(Msg::RecordLoaded(id.clone(), loaded, Box::default()));
        assert!(desk.model.filling.is_none());
        desk.model.opening.clone()
    };
    assert_eq!(opened(Ok(None)), Opening::NotHere);
    let broken = StoreError::Unavailable("blocked".to_owned());
    assert_eq!(opened(Err(broken.clone())), Opening::Store(broken));
    let mut stored = now(self::desk().0.store.load(&id)).expect("a store").expect("the record");
    stored.snapshot.pop();
    stored.snapshot.pop();
    let line = stored.snapshot.matches('\n').count() + 1;
    let cut = Opening::Damaged(RestoreError::Snapshot(ReadError::CutOff { line }));
    assert_eq!(opened(Ok(Some(Box::new(stored)))), cut);
}

#[test]
fn a_template_is_fetched_from_its_address() {
    let mut desk = Desk::new();
    let address = "https://here.example/t.json".to_owned();
    let asked = desk.tell(Msg::RouteChanged(Route::New(address.clone())));
    assert_eq!(asked, [Effect::FindLocked, Effect::FetchTemplate(address.clone())]);
    desk.tell(Msg::TemplateFetched("elsewhere.json".to_owned(), Ok(small::file(&small::standard()).into_bytes())));
    assert!(desk.model.filling.is_none(), "another address is not what was asked for");
    desk.tell(Msg::TemplateFetched(address.clone(), Err(FetchError::Status(404))));
    assert_eq!(desk.model.opening, Opening::Fetch(address.clone(), FetchError::Status(404)));
    desk.tell(Msg::TemplateFetched(address, Ok(small::file(&small::standard()).into_bytes())));
    assert_eq!(desk.sheet().sheet.template().id.as_str(), "small");
}

#[test]
fn a_template_with_errors_shows_all_of_them() {
    let mut desk = Desk::new();
    desk.tell(Msg::RouteChanged(Route::New("t.json".to_owned())));
    let mut standard = small::spoilt("/full_score", "13".into());
    standard["decimals"] = 9.into();
    let file = small::file(&standard);
    desk.tell(Msg::TemplateFetched("t.json".to_owned(), Ok(file.clone().into_bytes())));
    let Opening::Template(ReadError::Template { flaws }) = &desk.model.opening else { panic!("let in") };
    assert_eq!(flaws.len(), 2);
    // The same from a file that was picked.
    desk.live(Msg::FilesOpened(vec![picked("own.json", &file)]));
    let Some(Notice::Unreadable { name, error: ReadError::Template { flaws } }) = &desk.model.notice else { panic!() };
    assert_eq!((name.as_str(), flaws.len()), ("own.json", 2));
}

#[test]
fn a_template_file_that_is_opened_starts_a_sheet_and_stores_nothing() {
    let mut desk = Desk::new();
    desk.live(Msg::FilesOpened(vec![picked("own.json", &write_template(&small::template()))]));
    assert_eq!(desk.sheet().sheet.template().id.as_str(), "small");
    assert!(now(desk.store.heads()).expect("a store").is_empty());
    desk.live(chosen("plain", "yes"));
    assert_eq!(desk.model.route, Route::Fill(desk.sheet().sheet.id().clone()));
    assert_eq!(now(desk.store.heads()).map(|heads| heads.len()), Ok(1));
}

#[test]
fn a_submission_file_becomes_a_record_of_this_machine() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Home));
    let file = start().choose("A1", "yes");
    desk.live(Msg::FilesOpened(vec![export(&file)]));
    let id = SubmissionId::from("unit-a");
    assert!(desk.seen.contains(&Effect::Go(Route::Fill(id.clone()))));
    let stored = now(desk.store.load(&id)).expect("a store").expect("the record");
    assert_eq!(stored.head.revision, file.sheet().revision());
    assert!(!stored.head.has_unexported(), "the file itself is the export");
    desk.live(Msg::RouteChanged(Route::Fill(id)));
    assert_eq!(write_submission(&desk.sheet().sheet), write_submission(file.sheet()));
}

#[test]
fn opening_the_same_file_again_says_that_it_is_here() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Home));
    let file = start().choose("A1", "yes");
    desk.live(Msg::FilesOpened(vec![export(&file)]));
    desk.live(chosen("A3", "no"));
    desk.live(Msg::RouteChanged(Route::Home));
    for older_or_same in [export(&file), export(&start())] {
        let id = SubmissionId::from("unit-a");
        assert_eq!(desk.tell(Msg::FilesOpened(vec![older_or_same])), [Effect::Go(Route::Fill(id))]);
        assert_eq!(desk.model.notice, Some(Notice::AlreadyHere { name: "export.json".to_owned() }));
    }
}

#[test]
fn a_newer_file_takes_the_place_of_an_older_record() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Home));
    desk.live(Msg::FilesOpened(vec![export(&start())]));
    desk.live(Msg::RouteChanged(Route::Home));
    let newer = start().choose("A1", "yes").choose("A3", "no");
    desk.live(Msg::FilesOpened(vec![export(&newer)]));
    let stored = now(desk.store.load(&SubmissionId::from("unit-a"))).expect("a store").expect("the record");
    assert_eq!(stored.head.revision, newer.sheet().revision());
    let restored = yardstick::app::restore(&stored).expect("whole");
    assert_eq!(write_submission(&restored), write_submission(newer.sheet()));
}

#[test]
fn what_was_put_in_here_since_the_last_export_is_not_replaced_by_a_file() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Home));
    desk.live(Msg::FilesOpened(vec![export(&start())]));
    // Both go on from the same file: here one change, there two.
    let newer = start().choose("A1", "yes").choose("A3", "no");
    desk.live(chosen("A1", "no"));
    let here = write_submission(&desk.sheet().sheet);
    desk.live(Msg::RouteChanged(Route::Home));
    let id = SubmissionId::from("unit-a");
    assert_eq!(desk.tell(Msg::FilesOpened(vec![export(&newer)])), [Effect::Go(Route::Fill(id.clone()))]);
    assert_eq!(desk.model.notice, Some(Notice::WouldReplace { name: "export.json".to_owned() }));
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
    assert_eq!(write_submission(&desk.sheet().sheet), here, "it is as it was");
    // What an exported file has may be replaced.
    desk.live(Msg::ExportAsked);
    desk.live(Msg::RouteChanged(Route::Home));
    desk.live(Msg::FilesOpened(vec![export(&newer)]));
    assert_eq!(write_submission(&desk.sheet().sheet), write_submission(newer.sheet()));
}

#[test]
fn one_bad_file_among_good_ones_is_named() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Home));
    let rollup = write_rollup(&Rollup::of(cases::STRONG_BRANCH.clone(), &[], None)).text;
    let too_large = ReadError::TooLarge { most: 1 };
    for (bad, error) in [
        (picked("a.json", "{}"), ReadError::Foreign { seems: Foreign::Json(None) }),
        (picked("b.json", "{"), ReadError::CutOff { line: 1 }),
        (picked("c.json", &rollup), ReadError::OtherKind { found: Kind::Rollup, wanted: Kind::Submission }),
        (Picked { name: "d.json".to_owned(), contents: Err(too_large.clone()) }, too_large),
    ] {
        let name = bad.name.clone();
        desk.live(Msg::FilesOpened(vec![export(&start()), bad]));
        assert_eq!(desk.model.notice, Some(Notice::Unreadable { name, error }));
        assert_eq!(desk.sheet().sheet.id().as_str(), "unit-a");
    }
}

#[test]
fn a_record_is_deleted_only_after_a_yes_and_is_gone_then() {
    let (mut desk, id) = desk();
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
    desk.live(Msg::RouteChanged(Route::Home));
    assert_eq!(desk.tell(Msg::RemoveAsked(id.clone())), []);
    assert_eq!(desk.tell(Msg::RemoveAnswered(false)), []);
    assert_eq!(desk.tell(Msg::RemoveAnswered(true)), [], "nothing was asked");
    desk.tell(Msg::RemoveAsked(id.clone()));
    desk.live(Msg::RemoveAnswered(true));
    assert_eq!(desk.model.heads, Some(Ok(vec![])));
    desk.live(Msg::RouteChanged(Route::Fill(id)));
    assert_eq!((desk.model.opening.clone(), desk.model.filling.is_none()), (Opening::NotHere, true));
}

#[test]
fn the_filling_page_fills_the_library_and_leaves_every_other_standard_to_the_desk() {
    let mut page = Desk::only_filling();
    page.live(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    page.live(chosen("A1", "yes"));
    let id = page.sheet().sheet.id().clone();
    page.crash();
    page.live(Msg::RouteChanged(Route::Fill(id)));
    assert!(!page.model.handed_over && page.sheet().sheet.totals().done > 0);
    for (fetched, file) in [("own.json", small::file(&small::standard())), ("own.json", "{".to_owned())] {
        page.tell(Msg::RouteChanged(Route::New(fetched.to_owned())));
        let bytes = Ok(file.into_bytes());
        assert_eq!(page.tell(Msg::TemplateFetched(fetched.to_owned(), bytes)), [Effect::HandOver]);
        assert!(page.model.filling.is_none());
        assert_eq!(page.tell(Msg::RouteChanged(Route::Home)), [], "the desk looks where to go on by itself");
        page.crash();
    }
}

#[test]
fn a_record_of_another_standard_goes_on_at_the_desk() {
    let mut page = Desk::new();
    page.live(Msg::FilesOpened(vec![picked("own.json", &write_template(&small::template()))]));
    page.live(chosen("plain", "yes"));
    let id = page.sheet().sheet.id().clone();
    let store = std::mem::take(&mut page.store);
    let mut page = Desk::only_filling();
    page.store = store;
    page.live(Msg::RouteChanged(Route::Fill(id)));
    assert_eq!(page.sheet().sheet.template().id.as_str(), "small");
}

#[test]
fn a_sheet_is_printed_by_the_desk_even_an_empty_one() {
    let mut page = Desk::only_filling();
    page.live(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    let id = page.sheet().sheet.id().clone();
    let save = page.tell(Msg::RouteChanged(Route::Print(id.clone())));
    assert!(matches!(save[..], [Effect::Save(_)]), "first it is stored: {save:?}");
    for effect in save {
        let saved = page.carry_out(effect).expect("an answer");
        page.live(saved);
    }
    assert_eq!((page.model.route.clone(), page.sheet().sheet.id()), (Route::Print(id.clone()), &id));
    page.live(Msg::RouteChanged(Route::Fill(id)));
    page.live(chosen("A1", "yes"));
    assert_eq!((page.sheet().saver.is_idle(), page.sheet().sheet.revision()), (true, 1));
}

#[test]
fn files_are_opened_by_the_desk_when_everything_is_saved() {
    let mut page = Desk::only_filling();
    page.live(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    page.choose("A1", "yes");
    page.tell(Msg::RouteChanged(Route::Home));
    let id = page.model.filling.as_ref().expect("it is still open").sheet.id().clone();
    assert_eq!(page.tell(Msg::FilesPicked), [], "the answer is not on disk yet");
    assert_eq!(page.tell(Msg::Saved(id, 1)).last(), Some(&Effect::HandOver));
}

#[test]
fn only_the_desk_takes_files_that_wait_for_it() {
    let mut page = Desk::only_filling();
    page.tell(Msg::RouteChanged(Route::Home));
    assert_eq!(page.tell(Msg::FilesPicked).last(), Some(&Effect::HandOver));
    let listed = || Msg::HeadsLoaded(Ok(vec![]), None);
    assert_eq!(page.tell(listed()), [], "a list that is still on its way to the page that hands over");
    assert_eq!(Desk::only_filling().tell(listed()), []);
    assert_eq!(Desk::new().tell(listed()), [Effect::OpenLent]);
}

#[test]
fn a_desk_that_cannot_be_downloaded_leaves_everything_as_it_is() {
    let mut page = Desk::only_filling();
    assert_eq!(page.tell(Msg::RouteChanged(Route::Rollup)), [Effect::HandOver]);
    assert_eq!(page.tell(Msg::DeskMissing), [Effect::Go(Route::Home)]);
    assert_eq!(page.model.notice, Some(Notice::NoDesk));
    page.live(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    page.live(chosen("A1", "yes"));
    assert!(page.sheet().saver.is_idle());
}

#[test]
fn rolling_up_waits_until_everything_is_saved() {
    let mut desk = Desk::only_filling();
    desk.live(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    let save = desk.choose("A1", "yes");
    assert!(matches!(save[..], [Effect::Save(_)]), "{save:?}");
    let leave = desk.tell(Msg::RouteChanged(Route::Rollup));
    assert_eq!(leave, [], "the page would be gone before the answer is on disk");
    let id = desk.model.leaving[0].sheet.id().clone();
    desk.tell(Msg::SaveFailed(id.clone(), StoreError::Full));
    assert!(desk.model.notice.is_some(), "and says so when it cannot be saved");
    let retried = desk.tell(Msg::RouteChanged(Route::Fill(id.clone())));
    assert!(matches!(retried[..], [Effect::DrawSoon] | []), "the answer is still there: {retried:?}");
    desk.tell(Msg::SaveRetried);
    desk.tell(Msg::RouteChanged(Route::Rollup));
    assert!(desk.tell(Msg::Saved(id, 1)).contains(&Effect::HandOver));
}
