//! What becomes of a file that comes in, beside those that are there.

use std::sync::LazyLock;

use proptest::prelude::*;
use yardstick::domain::SubmissionId;
use yardstick::domain::intake::{Intake, Received, Verdict};

use crate::cases;
use crate::scenario::Scenario;

fn start() -> Scenario {
    Scenario::of("strong_branch").called("unit-a").unit("东山村党支部", "village", "2026")
}

fn taken(files: &[&Received]) -> (Intake, Vec<Verdict>) {
    let mut intake = Intake::default();
    let verdicts = files.iter().map(|file| intake.take((*file).clone())).collect();
    (intake, verdicts)
}

fn file(scenario: &Scenario) -> Received {
    cases::received(scenario.sheet())
}

#[test]
fn a_first_file_is_accepted_and_the_same_again_is_a_duplicate() {
    let one = file(&start());
    let (intake, verdicts) = taken(&[&one, &one]);
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Duplicate]);
    assert_eq!(intake.held().len(), 1);
    assert_eq!(intake.get(&SubmissionId::from("unit-a")), Some(&one));
}

#[test]
fn a_newer_revision_replaces_an_older_one_and_not_back() {
    let (old, new) = (start(), start().choose("A1", "yes"));
    let (first, then) = (old.sheet().revision(), new.sheet().revision());
    let (old, new) = (file(&old), file(&new));
    let (intake, verdicts) = taken(&[&old, &new, &old]);
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Newer { replaces: first }, Verdict::Older { newer: then }]);
    assert_eq!(intake.held().collect::<Vec<_>>(), [&new]);
    assert_eq!(verdicts.iter().map(Verdict::counts).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn two_files_that_contradict_each_other_are_a_conflict() {
    let (yes, no) = (file(&start().choose("A1", "yes")), file(&start().choose("A1", "no")));
    assert_eq!(yes.submission.revision, no.submission.revision);
    let (intake, verdicts) = taken(&[&yes, &no]);
    assert_eq!(verdicts[1], Verdict::Conflict { other: yes.check_code.clone() });
    assert!(!verdicts[1].counts());
    assert_eq!(intake.held().len(), 1);
    // Whoever comes first, the same one stays.
    let (other_way, _) = taken(&[&no, &yes]);
    assert_eq!(intake, other_way);
    let smaller = yes.digest.clone().min(no.digest.clone());
    assert_eq!(intake.held().map(|held| &held.digest).collect::<Vec<_>>(), [&smaller]);
}

#[test]
fn a_second_report_of_one_unit_counts_and_is_pointed_out() {
    let one = file(&start());
    let (_, verdicts) = taken(&[&one, &file(&start().called("unit-b"))]);
    assert_eq!(verdicts[1], Verdict::SecondReport { other: one.check_code.clone() });
    assert!(verdicts[1].counts());
    let spaced = start().called("unit-c").unit(" 东山村党支部 ", "village", "2026");
    assert!(
        matches!(taken(&[&one, &file(&spaced)]).1[1], Verdict::SecondReport { .. }),
        "spaces do not tell units apart"
    );
}

#[test]
fn other_units_and_periods_are_no_second_report() {
    let one = file(&start());
    for other in [
        start().called("unit-b").unit("西山村党支部", "village", "2026"),
        start().called("unit-b").unit("东山村党支部", "village", "2025"),
        start().called("unit-b").code("DS02"),
    ] {
        assert_eq!(taken(&[&one, &file(&other)]).1[1], Verdict::Accepted);
    }
    let nameless = || Scenario::of("strong_branch");
    let (a, b) = (file(&nameless().called("unit-a")), file(&nameless().called("unit-b")));
    assert_eq!(taken(&[&a, &b]).1[1], Verdict::Accepted, "two drafts without a name are not one unit");
}

#[test]
fn units_with_a_code_are_told_apart_by_it() {
    let coded = |id: &str, name: &str| file(&start().called(id).unit(name, "village", "2026").code("DS01"));
    let (one, renamed) = (coded("unit-a", "东山村党支部"), coded("unit-b", "东山村党总支"));
    assert!(matches!(taken(&[&one, &renamed]).1[1], Verdict::SecondReport { .. }));
}

#[test]
fn judging_changes_nothing() {
    let (one, two) = (file(&start()), file(&start().choose("A1", "no")));
    let (intake, _) = taken(&[&one]);
    let before = intake.clone();
    assert_eq!(intake.judge(&two), Verdict::Newer { replaces: one.submission.revision });
    assert_eq!(intake, before);
}

/// Three units, each with three revisions, two of them in conflicting versions.
static FILES: LazyLock<Vec<Received>> = LazyLock::new(|| {
    let mut files = Vec::new();
    for id in ["unit-a", "unit-b", "unit-c"] {
        let first = start().called(id);
        let second = [first.clone().choose("A1", "yes"), first.clone().choose("A1", "no")];
        let third = [second[0].clone().choose("A3", "yes"), second[1].clone().choose("A3", "no")];
        files.extend([first].iter().chain(&second).chain(&third).map(file));
    }
    files
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_changes_nothing_that_counts(order in Just((0..15).collect::<Vec<usize>>()).prop_shuffle(), again in 0_usize..15) {
        let all: Vec<&Received> = FILES.iter().collect();
        let shuffled: Vec<&Received> = order.iter().chain(&order[..again]).map(|&n| all[n]).collect();
        let (intake, verdicts) = taken(&shuffled);
        prop_assert_eq!(&intake, &taken(&all).0);
        prop_assert_eq!(verdicts.len(), shuffled.len());
        prop_assert_eq!(intake.held().len(), 3);
        let newest = FILES.iter().map(|file| file.submission.revision).max();
        prop_assert!(intake.held().all(|file| Some(file.submission.revision) == newest));
    }
}
