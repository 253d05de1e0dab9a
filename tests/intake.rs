//! What becomes of a file that comes in, beside those that are there.

use std::sync::LazyLock;

use proptest::prelude::*;
use yardstick::domain::intake::{Intake, Received, Verdict};
use yardstick::domain::{Likeness, SubmissionId};

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
    ] {
        assert_eq!(taken(&[&one, &file(&other)]).1[1], Verdict::Accepted);
    }
    let (here, there) = (start().code("DS01"), start().called("unit-b").code("DS02"));
    assert_eq!(taken(&[&file(&here), &file(&there)]).1[1], Verdict::Accepted, "the codes differ");
    let nameless = || Scenario::of("strong_branch");
    let (a, b) = (file(&nameless().called("unit-a")), file(&nameless().called("unit-b")));
    assert_eq!(taken(&[&a, &b]).1[1], Verdict::Accepted, "two drafts without a name are not one unit");
}

/// What becomes of a unit's file beside that of another one.
fn beside(held: &Scenario, new: &Scenario) -> Verdict {
    taken(&[&file(held), &file(&new.clone().called("unit-b"))]).1.remove(1)
}

#[test]
fn units_whose_names_look_the_same_are_pointed_out() {
    let named = |name: &str| start().unit(name, "village", "2026");
    for (one, other) in [
        ("东山村党支部（筹）", "东山村党支部(筹)"),
        ("东山村党支部", "东 山村党支部"),
        ("东山村党支部", "东山村党\u{2f40}部"), // 支 as a radical
        ("东山村党支部", "东山\u{200b}村党支部"),
        ("土桥村党支部", "士桥村党支部"),
        ("A1村党支部", "Ａ１村党支部"),
        ("a1村党支部", "A1村党支部"),
        ("ai村党支部", "AI村党支部"),
    ] {
        let (held, new) = (named(one), named(other));
        let verdict = beside(&held, &new);
        let expected = Verdict::LookAlike { other: file(&held).check_code, unit: one.to_owned() };
        assert_eq!(verdict, expected, "{one} {other}");
        assert!(verdict.counts());
    }
    assert_eq!(beside(&named("东山村党支部"), &named("东山村党总支")), Verdict::Accepted);
    // Of one that says it is the same and one that looks so, the first is told.
    let both = [file(&named("Ａ１村").called("unit-1")), file(&named("A1村").called("unit-2")), file(&named("A1村"))];
    let verdict = taken(&both.iter().collect::<Vec<_>>()).1.remove(2);
    assert_eq!(verdict, Verdict::SecondReport { other: both[1].check_code.clone() });
}

#[test]
fn codes_that_look_the_same_are_pointed_out() {
    let (zero, letter) = (start().code("DS01"), start().code("DSO1"));
    assert!(matches!(beside(&zero, &letter), Verdict::LookAlike { .. }));
    // Without a code on both sides the names have to do.
    assert!(matches!(beside(&zero, &start()), Verdict::SecondReport { .. }));
}

#[test]
fn units_of_one_name_that_report_to_others_are_told_apart() {
    let of = |superior: &str| start().superior(superior);
    assert_eq!(beside(&of("白杨镇党委"), &of("石桥镇党委")), Verdict::Accepted);
    for superior in ["白杨镇党委", " 白杨镇党委", ""] {
        assert!(matches!(beside(&of("白杨镇党委"), &of(superior)), Verdict::SecondReport { .. }), "{superior:?}");
    }
}

#[test]
fn units_with_a_code_are_told_apart_by_it() {
    let coded = |id: &str, name: &str| file(&start().called(id).unit(name, "village", "2026").code("DS01"));
    let (one, renamed) = (coded("unit-a", "东山村党支部"), coded("unit-b", "东山村党总支"));
    assert!(matches!(taken(&[&one, &renamed]).1[1], Verdict::SecondReport { .. }));
}

#[test]
fn what_counts_and_may_be_of_one_unit_is_known() {
    let village = |id: &str, name: &str| file(&Scenario::of("strong_branch").called(id).unit(name, "village", "2026"));
    let last_year = file(&Scenario::of("strong_branch").called("e").unit("东山村党支部", "village", "2025"));
    let [a, b, c, d] =
        [("a", "东山村党支部"), ("b", "东山村党支部"), ("c", "东山村党支部 （筹）"), ("d", "东山村党支部(筹)")]
            .map(|(id, name)| village(id, name));
    let (mut intake, _) = taken(&[&a, &b, &c, &d, &last_year, &village("f", ""), &village("g", "")]);
    let found = |intake: &Intake| -> Vec<(String, Likeness)> {
        intake.likenesses().iter().map(|(id, likeness)| (id.to_string(), *likeness)).collect()
    };
    let pair = |id: &str, likeness| (id.to_owned(), likeness);
    let alike = [pair("c", Likeness::Alike), pair("d", Likeness::Alike)];
    let same = [pair("a", Likeness::Same), pair("b", Likeness::Same)];
    assert_eq!(found(&intake), [same, alike.clone()].concat());
    intake.remove(&SubmissionId::from("b"));
    assert_eq!(found(&intake), alike);
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
