//! The committee's side: files are looked at, counted, taken back, and handed on.

use yardstick::app::{Change, CommitteeMsg, Effect, Msg, Notice, Picked, Quarantined, Route, SaveState, StoreError};
use yardstick::domain::intake::Verdict;
use yardstick::domain::rollup::Quota;
use yardstick::domain::{ItemId, SubmissionId};
use yardstick::format::{ReadError, write_rollup, write_submission};

use crate::cases;
use crate::desk::Desk;
use crate::scenario::Scenario;

fn start(id: &str) -> Scenario {
    Scenario::of("strong_branch").called(id).unit(&format!("{id}党支部"), "village", "2026")
}

fn picked(scenario: &Scenario) -> Picked {
    let text = write_submission(scenario.sheet()).text;
    Picked { name: format!("{}.json", scenario.sheet().id()), contents: Ok(text.into_bytes()) }
}

fn digest(scenario: &Scenario) -> String {
    write_submission(scenario.sheet()).digest
}

fn tell(desk: &mut Desk, msg: CommitteeMsg) -> Vec<Effect> {
    desk.tell(Msg::Committee(msg))
}

/// Files come in and are looked at.
fn drop_in(desk: &mut Desk, files: Vec<Picked>) {
    desk.live(Msg::Committee(CommitteeMsg::Dropped(files)));
}

/// A desk at the roll-up on which these have been counted.
fn counted(scenarios: &[Scenario]) -> Desk {
    let mut desk = Desk::committee();
    desk.live(Msg::RouteChanged(Route::Rollup));
    drop_in(&mut desk, scenarios.iter().map(picked).collect());
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    desk
}

/// What is kept and what is let go in the store.
fn change(effects: &[Effect]) -> [Vec<String>; 2] {
    let change =
        effects.iter().find_map(|effect| if let Effect::Receive(change) = effect { Some(change) } else { None });
    let Change { keep, let_go, .. } = change.cloned().expect("something changes");
    [keep.into_iter().map(|(digest, _)| digest).collect(), let_go]
}

#[test]
fn stored_files_are_read_once() {
    let mut desk = Desk::committee();
    assert!(desk.model.committee.loaded, "when the page is opened");
    assert_eq!(desk.tell(Msg::RouteChanged(Route::Rollup)), []);
}

#[test]
fn one_bad_file_among_good_ones_stops_nobody() {
    let mut desk = Desk::committee();
    let (a, b) = (start("unit-a"), start("unit-b"));
    let bad = Picked { name: "x.json".to_owned(), contents: Ok(b"{\"format\":".to_vec()) };
    let refused = Picked { name: "y.json".to_owned(), contents: Err(ReadError::TooLarge { most: 9 }) };
    drop_in(&mut desk, vec![picked(&a), bad, refused, picked(&b), picked(&a)]);
    let committee = &desk.model.committee;
    let verdicts: Vec<_> =
        committee.staged.iter().map(|staged| staged.outcome.as_ref().map(|(_, verdict)| verdict)).collect();
    let (accepted, twice) = (Verdict::Accepted, Verdict::Duplicate);
    let (cut, large) = (ReadError::CutOff { line: 1 }, ReadError::TooLarge { most: 9 });
    assert_eq!(verdicts, [Ok(&accepted), Err(&cut), Err(&large), Ok(&accepted), Ok(&twice)]);
    assert_eq!((committee.countable(), committee.counted()), (2, 0), "nothing counts before it is committed");
    assert!(committee.rollup().is_none());
    let effects = tell(&mut desk, CommitteeMsg::Committed);
    assert_eq!((&effects[0], &effects[2..]), (&Effect::CountReceived(2), &[Effect::Persist][..]));
    let mut both = vec![digest(&a), digest(&b)];
    both.sort();
    assert_eq!(change(&effects), [both, vec![]]);
    assert_eq!((desk.model.committee.counted(), desk.model.committee.staged.len()), (2, 2), "the bad ones wait on");
    assert_eq!(desk.model.committee.rollup().map(|rollup| rollup.units.len()), Some(2));
}

#[test]
fn many_files_are_looked_at_a_few_at_a_time() {
    let mut desk = Desk::committee();
    let mut files: Vec<Picked> = (0..19).map(|n| picked(&start(&format!("unit-{n:02}")))).collect();
    files.push(files[0].clone());
    assert_eq!(tell(&mut desk, CommitteeMsg::Awaited(20)), []);
    assert_eq!((desk.model.committee.unseen.all(), desk.model.committee.unseen.left()), (20, 20));
    assert_eq!(tell(&mut desk, CommitteeMsg::Dropped(files)), [Effect::StageSoon]);
    for staged in [8, 16] {
        let mut look = tell(&mut desk, CommitteeMsg::TimeToStage);
        assert_eq!(look.pop(), Some(Effect::StageSoon), "the next ones are given out meanwhile");
        let looked = desk.carry_out(look.pop().expect("a batch")).expect("an answer");
        assert_eq!(desk.tell(looked), [Effect::StageSoon]);
        let unseen = &desk.model.committee.unseen;
        assert_eq!((desk.model.committee.staged.len(), unseen.all(), unseen.left()), (staged, 20, 20 - staged));
    }
    // Some more while they are looked at.
    assert_eq!(tell(&mut desk, CommitteeMsg::Dropped(vec![picked(&start("unit-00"))])), [Effect::StageSoon]);
    desk.live(Msg::Committee(CommitteeMsg::TimeToStage));
    assert_eq!(tell(&mut desk, CommitteeMsg::TimeToStage), [], "it was asked for twice");
    let verdict = |n: usize| desk.model.committee.staged[n].outcome.as_ref().map(|(_, verdict)| verdict.clone());
    assert_eq!(
        (verdict(18), verdict(19), verdict(20)),
        (Ok(Verdict::Accepted), Ok(Verdict::Duplicate), Ok(Verdict::Duplicate),)
    );
    let totals: Vec<_> = desk.model.committee.staged.iter().map(|staged| staged.total).collect();
    assert_eq!(totals, [start("unit-00").sheet().totals().total; 21].map(Some));
    drop_in(&mut desk, vec![]);
    assert_eq!(desk.model.committee.unseen.all(), 0);
}

#[test]
fn a_newer_file_takes_the_older_ones_place_in_the_store() {
    let mut desk = counted(&[start("unit-a")]);
    let newer = start("unit-a").choose("A1", "yes");
    drop_in(&mut desk, vec![picked(&newer)]);
    let effects = tell(&mut desk, CommitteeMsg::Committed);
    assert_eq!(change(&effects), [[digest(&newer)], [digest(&start("unit-a"))]]);
}

#[test]
fn undo_takes_the_last_commit_back_and_tells_the_store() {
    let mut desk = counted(&[start("unit-a")]);
    let (newer, other) = (start("unit-a").choose("A1", "yes"), start("unit-b"));
    drop_in(&mut desk, vec![picked(&newer), picked(&other)]);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert!(desk.model.committee.can_undo());
    desk.live(Msg::Committee(CommitteeMsg::Undone));
    assert_eq!(desk.received.keys().cloned().collect::<Vec<_>>(), [digest(&start("unit-a"))]);
    assert_eq!((desk.model.committee.counted(), desk.model.committee.can_undo()), (1, false));
    assert_eq!(tell(&mut desk, CommitteeMsg::Undone), [], "only once");
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    assert_eq!(desk.model.committee.counted(), 1);
}

#[test]
fn one_that_counts_can_be_taken_out_and_put_back() {
    let mut desk = counted(&[start("unit-a"), start("unit-b")]);
    // It contradicts the first one, and would count without it.
    drop_in(
        &mut desk,
        vec![picked(&Scenario::of("strong_branch").called("unit-a").unit("甲党支部", "village", "2026"))],
    );
    let verdict = |desk: &Desk| desk.model.committee.staged[0].outcome.clone().map(|(_, verdict)| verdict).ok();
    assert!(!verdict(&desk).is_some_and(|verdict| verdict.counts()));
    desk.live(Msg::Committee(CommitteeMsg::Withdrawn(SubmissionId::from("unit-a"))));
    assert_eq!((desk.model.committee.counted(), desk.received.len(), desk.counted), (1, 1, 1));
    assert_eq!(verdict(&desk), Some(Verdict::Accepted));
    desk.live(Msg::Committee(CommitteeMsg::Undone));
    assert_eq!((desk.model.committee.counted(), desk.received.len(), desk.counted), (2, 2, 2));
    desk.live(Msg::Committee(CommitteeMsg::Withdrawn(SubmissionId::from("unit-b"))));
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    assert_eq!(desk.model.committee.counted(), 1, "it stays away");
}

#[test]
fn undo_never_takes_back_what_was_stored_before() {
    let (stored, new) = (start("unit-a"), start("unit-b"));
    let mut desk = Desk::committee();
    // Files may be dropped and counted before the stored ones have been read.
    drop_in(&mut desk, vec![picked(&new)]);
    let adds = tell(&mut desk, CommitteeMsg::Committed);
    desk.live(Msg::Committee(CommitteeMsg::Loaded(Ok(vec![write_submission(stored.sheet()).text]), 1)));
    assert_eq!(desk.model.committee.counted(), 2);
    assert_eq!(change(&adds), [vec![digest(&new)], vec![]]);
    tell(&mut desk, CommitteeMsg::Stored(Ok(())));
    assert_eq!(change(&tell(&mut desk, CommitteeMsg::Undone)), [vec![], vec![digest(&new)]]);
    assert_eq!(desk.model.committee.counted(), 1);
    tell(&mut desk, CommitteeMsg::Stored(Ok(())));
    drop_in(&mut desk, vec![picked(&stored.choose("A1", "yes"))]);
    let [_, let_go] = change(&tell(&mut desk, CommitteeMsg::Committed));
    assert_eq!(let_go, [digest(&start("unit-a"))], "what was found while others were stored");
}

#[test]
fn discarding_counts_nothing() {
    let mut desk = Desk::committee();
    drop_in(&mut desk, vec![picked(&start("unit-a"))]);
    assert_eq!(desk.model.committee.countable(), 1);
    assert_eq!(tell(&mut desk, CommitteeMsg::Discarded), []);
    assert_eq!(tell(&mut desk, CommitteeMsg::Committed), []);
    assert_eq!(desk.model.committee.counted(), 0);
}

#[test]
fn a_stored_file_that_is_damaged_is_shown_and_the_others_count() {
    let mut desk = Desk::committee();
    let (good, bad) = (write_submission(start("unit-a").sheet()).text, "{\"format\":1}".to_owned());
    desk.live(Msg::Committee(CommitteeMsg::Loaded(Ok(vec![bad, good]), 2)));
    let committee = &desk.model.committee;
    assert_eq!((committee.counted(), committee.staged.len(), committee.countable()), (1, 1, 0));
    assert_eq!(committee.staged[0].outcome.as_ref().err(), Some(&ReadError::NotOurs));
}

#[test]
fn standards_and_periods_are_never_added_up() {
    let other = start("unit-c").unit("丙党支部", "village", "2025");
    let mut desk = counted(&[start("unit-a"), other, start("unit-b")]);
    let units = |desk: &Desk| desk.model.committee.rollup().map(|rollup| rollup.units.len());
    assert_eq!(desk.model.committee.groups().iter().map(|group| group.units).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(units(&desk), Some(2), "the largest group is shown first");
    tell(&mut desk, CommitteeMsg::GroupChosen(1));
    assert_eq!(units(&desk), Some(1));
    tell(&mut desk, CommitteeMsg::GroupChosen(99));
    assert_eq!(units(&desk), Some(1), "there is no such group; the last one is shown");
}

#[test]
fn a_quota_rolls_up_anew() {
    let sixteen: Vec<Scenario> = cases::all("sixteen").iter().map(|case| Scenario::with(case.sheet.clone())).collect();
    let mut desk = counted(&sixteen);
    let awarded =
        |desk: &Desk| desk.model.committee.rollup().and_then(|all| all.awarding.clone()).map(|all| all.awarded);
    assert_eq!(awarded(&desk), Some(9));
    tell(&mut desk, CommitteeMsg::QuotaChosen(Some(Quota { part: 1, whole: 3 })));
    assert_eq!(awarded(&desk), Some(5));
    tell(&mut desk, CommitteeMsg::QuotaChosen(None));
    assert_eq!(awarded(&desk), Some(9));
}

#[test]
fn the_roll_up_is_handed_out_as_file_and_as_table() {
    let mut desk = counted(&[start("unit-a"), start("unit-b")]);
    let written = write_rollup(desk.model.committee.rollup().expect("two units"));
    let mut file = |msg| match tell(&mut desk, msg).pop() {
        Some(Effect::Download(file)) => file,
        other => panic!("{other:?}"),
    };
    let (json, csv) = (file(CommitteeMsg::FileAsked), file(CommitteeMsg::CsvAsked));
    assert_eq!((json.text, json.mime), (written.text, "application/json"));
    assert!(json.name.ends_with(&format!("_{}.json", written.check_code)), "{}", json.name);
    assert!(csv.name.ends_with(&format!("_{}.csv", written.check_code)), "{}", csv.name);
    assert!(csv.text.starts_with('\u{feff}') && csv.mime.starts_with("text/csv"));
    assert_eq!(tell(&mut Desk::committee(), CommitteeMsg::FileAsked), [], "nothing to hand out");
}

#[test]
fn a_cell_is_looked_at_and_closed() {
    let mut desk = counted(&[start("unit-a")]);
    let cell = (SubmissionId::from("unit-a"), ItemId::from("A1"));
    let effects = tell(&mut desk, CommitteeMsg::CellOpened(cell.0.clone(), cell.1.clone()));
    assert_eq!(effects, [Effect::Focus("looked-at".to_owned())]);
    assert_eq!(desk.model.committee.looked_at, Some(cell));
    tell(&mut desk, CommitteeMsg::CellClosed);
    assert_eq!(desk.model.committee.looked_at, None);
}

#[test]
fn a_store_that_fails_is_told() {
    for msg in [CommitteeMsg::Loaded(Err(StoreError::Full), 0), CommitteeMsg::Quarantined(Err(StoreError::Full))] {
        let mut desk = Desk::committee();
        tell(&mut desk, msg);
        assert_eq!(desk.model.notice, Some(Notice::Store(StoreError::Full)));
    }
}

#[test]
fn what_could_not_be_stored_can_be_stored_again() {
    let mut desk = counted(&[start("unit-a")]);
    drop_in(&mut desk, vec![picked(&start("unit-b"))]);
    // The disk is full.
    tell(&mut desk, CommitteeMsg::Committed);
    tell(&mut desk, CommitteeMsg::Stored(Err(StoreError::Full)));
    assert_eq!(desk.model.committee.unstored, Some(StoreError::Full));
    assert_eq!(desk.received.len(), 1);
    desk.live(Msg::Committee(CommitteeMsg::StoreRetried));
    assert_eq!(desk.model.committee.unstored, None);
    assert_eq!((desk.received.len(), desk.counted), (2, 2));
}

#[test]
fn one_change_of_the_store_follows_the_other() {
    let mut desk = counted(&[start("unit-a")]);
    let (a, b) = (digest(&start("unit-a")), digest(&start("unit-b")));
    drop_in(&mut desk, vec![picked(&start("unit-b"))]);
    let adds = tell(&mut desk, CommitteeMsg::Committed);
    assert_eq!(change(&adds), [vec![b.clone()], vec![]]);
    assert_eq!(desk.model.save_state(), Some(SaveState::Saving));
    assert_eq!(tell(&mut desk, CommitteeMsg::Undone), [], "it would overtake the one under way");
    // It was carried out by half: nobody knows whether the file is there.
    assert_eq!(tell(&mut desk, CommitteeMsg::Stored(Err(StoreError::Full))), []);
    assert_eq!(desk.model.save_state(), Some(SaveState::Failed));
    assert_eq!(change(&tell(&mut desk, CommitteeMsg::StoreRetried)), [vec![], vec![b]]);
    assert_eq!(tell(&mut desk, CommitteeMsg::Stored(Ok(()))), []);
    assert_eq!((desk.model.save_state(), desk.model.committee.counted()), (None, 1));
    // Both the newer one and what it replaced were in the store when the machine went off.
    let newer = start("unit-a").choose("A1", "yes");
    for scenario in [&newer, &start("unit-a")] {
        let written = write_submission(scenario.sheet());
        desk.received.insert(written.digest, written.text);
    }
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    drop_in(&mut desk, vec![picked(&start("unit-c"))]);
    let next = tell(&mut desk, CommitteeMsg::Committed);
    assert_eq!(change(&next), [vec![digest(&start("unit-c"))], vec![a]]);
}

#[test]
fn a_machine_that_goes_off_while_files_are_stored_misses_the_rest() {
    let mut desk = counted(&[start("unit-a")]);
    drop_in(&mut desk, vec![picked(&start("unit-b")), picked(&start("unit-c"))]);
    for effect in tell(&mut desk, CommitteeMsg::Committed) {
        match effect {
            Effect::Receive(Change { keep, .. }) => desk.received.extend(keep.into_iter().take(1)),
            other => drop(desk.carry_out(other)),
        }
    }
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    assert_eq!((desk.model.committee.counted(), &desk.model.notice), (2, &Some(Notice::MissingFiles(1))));
    drop_in(&mut desk, vec![picked(&start("unit-b")), picked(&start("unit-c"))]);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!((desk.received.len(), desk.counted), (3, 3), "those that are here do not count twice");
}

#[test]
fn files_that_the_store_has_lost_are_missed() {
    let mut desk = counted(&[start("unit-a"), start("unit-b"), start("unit-c")]);
    let again = |desk: &mut Desk| {
        desk.crash();
        desk.live(Msg::RouteChanged(Route::Rollup));
        desk.model.notice.clone()
    };
    assert_eq!(again(&mut desk), None);
    desk.received.pop_first();
    assert_eq!(again(&mut desk), Some(Notice::MissingFiles(1)));
    assert_eq!(again(&mut desk), None, "it is said once");
    desk.received.clear();
    assert_eq!(again(&mut desk), Some(Notice::MissingFiles(2)));
    // What is taken back is not missed.
    let mut desk = counted(&[start("unit-a")]);
    desk.live(Msg::Committee(CommitteeMsg::Undone));
    assert_eq!((again(&mut desk), desk.counted), (None, 0));
}

#[test]
fn stored_files_are_read_a_few_at_a_time_and_before_those_that_come_in() {
    let units: Vec<Scenario> = (0..19).map(|n| start(&format!("unit-{n:02}"))).collect();
    let texts = units.iter().map(|unit| write_submission(unit.sheet()).text).collect();
    let mut desk = Desk::committee();
    assert_eq!(tell(&mut desk, CommitteeMsg::Loaded(Ok(texts), 19)), [Effect::StageSoon]);
    // The last of them comes in again meanwhile, and one that could not be used.
    assert_eq!(tell(&mut desk, CommitteeMsg::Dropped(vec![picked(&units[18])])), [Effect::StageSoon]);
    let bad = Quarantined::of("坏.json", b"{\"format\":").expect("it fits");
    assert_eq!(tell(&mut desk, CommitteeMsg::QuarantineLoaded(Ok(vec![bad]))), [Effect::StageSoon]);
    assert!(!desk.model.committee.is_loaded());
    assert_eq!(tell(&mut desk, CommitteeMsg::TimeToStage), [Effect::StageSoon]);
    assert_eq!((desk.model.committee.counted(), desk.model.committee.unseen.left()), (8, 13));
    assert!(desk.model.committee.rollup().is_none(), "sums of some of them would be wrong");
    desk.live(Msg::Committee(CommitteeMsg::TimeToStage));
    let committee = &desk.model.committee;
    assert!(committee.is_loaded());
    assert_eq!(committee.rollup().map(|rollup| rollup.units.len()), Some(19));
    let outcomes: Vec<_> = committee.staged.iter().map(|staged| staged.outcome.as_ref().map(|(_, one)| one)).collect();
    assert_eq!(outcomes, [Ok(&Verdict::Duplicate), Err(&ReadError::CutOff { line: 1 })]);
    assert_eq!(committee.quarantined(), 1);
}
