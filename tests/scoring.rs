//! Scores: the worked cases, why each rule gives what it gives, and edits against a fresh opening.

use std::sync::LazyLock;

use expect_test::expect;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use yardstick::app::Input;
use yardstick::domain::rule::Rule;
use yardstick::domain::{
    Answer, Edit, FieldId, GradeId, ItemId, MAX_COUNT, Missing, Points, Sheet, Submission, SubmissionId, Unit,
    UnitTypeId, VetoId, points,
};
use yardstick::format::read_template;

use crate::cases::{self, Case};
use crate::mechanisms::line;
use crate::scenario::Scenario;
use crate::small;

static FULL: LazyLock<Sheet> = LazyLock::new(|| cases::one("strong_branch", "01"));

#[test]
fn every_worked_case_scores_as_worked_out_by_hand() {
    let cases = cases::all("strong_branch");
    assert!(cases.len() >= 70, "only {} cases were found", cases.len());
    let sixteen = cases::all("sixteen");
    assert_eq!(sixteen.len(), 16);
    let wrong: Vec<String> = cases.iter().chain(sixteen).flat_map(differences).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every field of a case that came out otherwise.
fn differences(case: &Case) -> Vec<String> {
    let actual = outcome(&case.sheet);
    let expect = case.expect.as_object().expect("expect is an object");
    let mut wrong = Vec::new();
    for (field, wanted) in expect {
        let pairs = match (field.as_str(), wanted) {
            ("lines" | "sections", Value::Object(wanted)) => {
                wanted.iter().map(|(id, wanted)| (format!("{field}.{id}"), wanted, &actual[field][id])).collect()
            }
            _ => vec![(field.clone(), wanted, &actual[field])],
        };
        let off = pairs.into_iter().filter(|(_, wanted, found)| wanted != found);
        wrong.extend(off.map(|(at, wanted, found)| format!("{}: {at} is {found}, not {wanted}", case.name)));
    }
    wrong
}

fn outcome(sheet: &Sheet) -> Value {
    let totals = sheet.totals();
    let lines = sheet.rows().map(|row| (row.item.id.to_string(), line(row)));
    let sections =
        sheet.parts().iter().map(|part| (part.section.id.to_string(), json!(part.score.obtained.to_string())));
    json!({
        "lines": lines.collect::<Map<_, _>>(),
        "sections": sections.collect::<Map<_, _>>(),
        "obtained": totals.obtained.to_string(),
        "obtainable": totals.obtainable.to_string(),
        "core": totals.core.to_string(),
        "bonus": totals.bonus.to_string(),
        "total": totals.total.to_string(),
        "grade": totals.standing.as_ref().map(|standing| standing.grade.as_str()),
        "by_total": totals.standing.as_ref().map(|standing| standing.by_total.as_str()),
        "failed": totals.failed,
        "missing": sheet.missing().len(),
    })
}

#[test]
fn every_rule_says_why_it_gives_what_it_gives() {
    let full = || Scenario::with(FULL.clone());
    full().choose("A1", "no").score("A1", expect!["0 of 4: Not met: score 0"]);
    full().count("B1", "quarters", 3).score("B1", expect!["4.5 of 6: Quarters with a general meeting: 4 required, 3 there, 1 short; 1.5 off for each one short, 1.5 off in all"]);
    full().count("A2", "vacancies", 9).score("A2", expect!["0 of 4: Vacant posts (not filled within the time limit): 9; 1 off for each, 9 off in all; Nothing is left to deduct: score 0"]);
    full()
        .put("D2", Input::Ticked(FieldId::from("dues"), false))
        .score("D2", expect!["4.5 of 5: “Management of dues” is missing: 0.5 off"]);
    full().count("C1", "reached", 20).score("C1", expect!["1 of 5: 20 ÷ 24 = 83.33%; Reached 70%: score 1"]);
    full().choose("C2", "late").score(
        "C2",
        expect!["2 of 4: Chosen: “There is a register, but some months were late, short or not made public”; score 2"],
    );
    full()
        .count("E3", "satisfied", 29)
        .count("E3", "fairly_satisfied", 6)
        .count("E3", "unknown", 5)
        .score("E3", expect!["7.73 of 8: Valid answers: 35; satisfaction rate 96.57%; Score: 8 × 96.57% = 7.73"]);
    full().count("F1", "city", 3).score("F1", expect!["5 of 5: Spread by the county: 0; 1 added for each, 0 added in all; Spread by the city: 3; 2 added for each, 6 added in all; Spread by the province: 0; 3 added for each, 0 added in all; The score is capped at 5"]).total(expect!["100 of 100 is 100, bonus 5, total 105: candidate, missing 0"]);
    full().skip("B2").score("B2", expect!["0 of 0: Not applicable (There is no branch committee): the full score of 6 is left out, and the total is scaled in proportion"]).total(expect!["94 of 94 is 100, bonus 0, total 100: candidate, missing 0"]);
    full()
        .skip("A1")
        .score("A1", expect!["0 of 4: This item cannot be marked not applicable; please fill in what is the case"]);
    let rate = Scenario::with(small::sheet()).count("rate", "part", 2).count("rate", "whole", 3);
    rate.score("rate", expect!["1.33 of 2: 2 ÷ 3 = 66.67%; Score: 2 × 66.67% = 1.33"]);
}

#[test]
fn an_empty_sheet_misses_everything_that_is_asked() {
    Scenario::of("strong_branch").total(expect!["0 of 100 is 0, bonus 0, total 0: not_yet, missing 26"]);
}

#[test]
fn leaving_an_item_open_is_never_better_than_the_worst_answer() {
    let open = Scenario::with(FULL.clone()).put("A1", Input::Cleared);
    let worst = Scenario::with(FULL.clone()).choose("A1", "no");
    assert!(open.sheet().totals().total <= worst.sheet().totals().total);
    assert!(open.sheet().missing().contains(&Missing::Answer(ItemId::from("A1"))));
}

#[test]
fn a_veto_that_caps_the_grade_lowers_it_and_is_named() {
    let sheet = small::sheet();
    let all = Scenario::with(sheet).choose("plain", "yes").choose("levels", "good").count("deduct", "held", 4);
    let all = all.count("deduct", "late", 0).tick("list", &["one", "two"]).count("band", "part", 1);
    let all = all.count("band", "whole", 1).count("rate", "part", 1).count("rate", "whole", 1).skip("poll");
    let capped = all.clone().veto("caps", true);
    let standing = capped.sheet().totals().standing.clone().expect("a standing");
    assert_eq!((standing.by_total.as_str(), standing.grade.as_str()), ("good", "fair"));
    assert_eq!(standing.lowered_by, Some(VetoId::from("caps")));
    assert!(!capped.sheet().totals().failed);
    let fair = capped.choose("plain", "no").choose("levels", "poor");
    let standing = fair.sheet().totals().standing.clone().expect("a standing");
    assert_eq!(standing.next, Some((GradeId::from("good"), points("1.5"))), "10.5 of the 12 that are good");
    assert_eq!((standing.grade.as_str(), standing.lowered_by), ("fair", None), "it is no higher than that anyway");
    all.total(expect!["14 of 14 is 14, bonus 0, total 14: good, missing 6"]);
}

#[test]
fn a_bonus_section_stops_at_its_cap_and_comes_back_below_it() {
    let many = Scenario::with(small::sheet()).count("bonus", "prizes", 9);
    assert_eq!(many.sheet().find("bonus").map(|row| row.line.obtained), Some(points("2")));
    assert_eq!(many.sheet().totals().bonus, points("1.5"));
    assert_eq!(Sheet::open(many.sheet().submission().clone()).totals().bonus, points("1.5"));
    assert_eq!(many.count("bonus", "prizes", 1).sheet().totals().bonus, points("1"));
}

#[test]
fn nothing_is_rescaled_or_rounded_while_nothing_left_the_sheet() {
    let file = small::file(&small::spoilt("/decimals", json!(0)));
    let template = read_template(file.as_bytes()).expect("whole points are places enough");
    let sheet = Sheet::open(Submission::new(SubmissionId::from("whole"), template));
    let whole = Scenario::with(sheet).choose("levels", "poor");
    let totals = whole.sheet().totals();
    assert_eq!((totals.rescaled, totals.core, totals.total), (false, points("0.5"), points("1")));
    let scaled = whole.skip("band");
    let totals = scaled.sheet().totals();
    assert_eq!((totals.rescaled, totals.core, totals.total), (true, points("1"), points("1")), "0.5 of 12 is 1 of 14");
}

#[test]
fn what_is_done_is_counted_out_of_what_is_asked() {
    let counts = |scenario: &Scenario| (scenario.sheet().totals().done, scenario.sheet().totals().items);
    let open = Scenario::with(small::sheet());
    assert_eq!(counts(&open), (0, 8));
    let some = open.choose("plain", "yes").skip("band").count("band", "part", 1).count("bonus", "prizes", 1);
    assert_eq!(counts(&some), (3, 8));
    assert_eq!(counts(&some.put("plain", Input::Cleared)), (2, 8));
    assert_eq!(counts(&Scenario::with(FULL.clone())), (20, 21), "a bonus that was left out is not done");
}

/// One thing done to a sheet, sensible or not.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    item: usize,
    what: u8,
    field: usize,
    count: u32,
}

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let count = prop_oneof![6 => 0_u32..40, 1 => Just(MAX_COUNT), 1 => Just(MAX_COUNT + 1), 1 => any::<u32>()];
    let step = (0_usize..21, 0_u8..14, 0_usize..12, count);
    let step = step.prop_map(|(item, what, field, count)| Step { item, what, field, count });
    prop::collection::vec(step, 1..most)
}

impl Step {
    /// The edit that the step makes of a sheet.
    pub(crate) fn edit(&self, sheet: &Sheet) -> Edit {
        let rows: Vec<_> = sheet.rows().collect();
        let row = rows[self.item % rows.len()];
        let fields = fields(&row.item.rule);
        let field = FieldId::from(fields[self.field % fields.len()].as_str());
        let even = self.count.is_multiple_of(2);
        match self.what {
            0 | 1 => Input::Chosen(field).edit(row),
            2..=4 => Input::Counted(field, Some(self.count)).edit(row),
            5 => Input::Counted(field, None).edit(row),
            6 => Input::Ticked(field, even).edit(row),
            7 => Input::Exempted(field, even).edit(row),
            8 => Input::NoneTicked(even).edit(row),
            9 => Input::NotApplicable(even).edit(row),
            10 => Input::Remarked("事".repeat(self.field % 3)).edit(row),
            11 => Input::Cleared.edit(row),
            12 => {
                let mut vetoes: Vec<VetoId> = sheet.template().vetoes.iter().map(|veto| veto.id.clone()).collect();
                vetoes.push(VetoId::from("stranger"));
                let veto = vetoes.swap_remove(self.field % vetoes.len());
                Edit::Veto(veto, [None, Some(true), Some(false)][self.item % 3])
            }
            _ => self.head(),
        }
    }

    fn head(&self) -> Edit {
        if self.count.is_multiple_of(3) {
            return Edit::Period([None, "2026".parse().ok()][self.field % 2]);
        }
        let name = ["", "  ", "东风社区党支部"][self.field % 3].to_owned();
        let unit_type =
            [None, Some(UnitTypeId::from("village")), Some(UnitTypeId::from("moon"))][self.item % 3].clone();
        Edit::Unit(Unit { name, unit_type, ..Unit::default() })
    }
}

/// Everything a rule asks for by name, and one name it does not know.
pub(crate) fn fields(rule: &Rule) -> Vec<String> {
    let mut names: Vec<String> = match rule {
        Rule::AllOrNothing(_) => vec!["yes".to_owned(), "no".to_owned()],
        Rule::Options(rule) => rule.options.iter().map(|one| one.id.to_string()).collect(),
        Rule::DeductPer(rule) => rule.counts.iter().map(|one| one.id.to_string()).collect(),
        Rule::DeductList(rule) => rule.elements.iter().map(|one| one.id.to_string()).collect(),
        Rule::AddPer(rule) => rule.counts.iter().map(|one| one.id.to_string()).collect(),
        Rule::RatioBand(rule) => vec![rule.part.id.to_string(), rule.whole.id.to_string()],
        Rule::RateTimes(rule) => vec![rule.part.id.to_string(), rule.whole.id.to_string()],
        Rule::Survey(rule) => {
            let options = rule.options.iter().map(|one| one.id.to_string());
            std::iter::once(rule.issued.id.to_string()).chain(options).collect()
        }
        _ => vec![],
    };
    names.push("stranger".to_owned());
    names
}

fn check(sheet: &Sheet) -> Result<(), TestCaseError> {
    let opened = Sheet::open(sheet.submission().clone());
    prop_assert_eq!(sheet.parts(), opened.parts());
    prop_assert_eq!(sheet.totals(), opened.totals());
    prop_assert_eq!(sheet.missing(), opened.missing());
    prop_assert_eq!(sheet.missing().len(), sheet.totals().missing as usize);
    let total = sheet.totals().total;
    prop_assert!(total >= Points::ZERO && total <= points("105"), "the total is {}", total);
    prop_assert!(sheet.totals().core <= points("100") && sheet.totals().bonus <= points("5"));
    for row in sheet.rows() {
        let line = &row.line;
        prop_assert!(line.obtained >= Points::ZERO && line.obtained <= line.obtainable, "{:?}", line);
        prop_assert!(!line.reasons.is_empty(), "{} says nothing", row.item.id);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_edited_step_by_step_equals_one_opened_from_its_submission(steps in steps(60), full in any::<bool>()) {
        let mut sheet = if full { FULL.clone() } else { Scenario::of("strong_branch").sheet().clone() };
        for (n, step) in steps.iter().enumerate() {
            let (before, edit) = (sheet.submission().clone(), step.edit(&sheet));
            let changed = sheet.apply(edit.clone());
            prop_assert_eq!(changed, sheet.revision() == before.revision + 1);
            prop_assert!(!sheet.clone().apply(edit), "the same edit changes nothing the second time");
            if n % 8 == 0 {
                check(&sheet)?;
            }
        }
        check(&sheet)?;
    }

    #[test]
    fn an_answer_of_any_shape_is_scored_without_panic(item in 0_usize..21, counts in prop::collection::btree_map("[a-z_]{1,12}", any::<u32>(), 0..5), shape in 0..3) {
        let mut sheet = Scenario::of("strong_branch").sheet().clone();
        let id = sheet.rows().nth(item).expect("21 items").item.id.clone();
        let names = || counts.keys().map(|name| FieldId::from(name.as_str()));
        let answer = match shape {
            0 => Answer::Choice(names().next().unwrap_or_else(|| FieldId::from("yes"))),
            1 => Answer::Counts(counts.iter().map(|(name, count)| (FieldId::from(name.as_str()), *count)).collect()),
            _ => Answer::Elements { have: names().collect(), exempt: names().skip(1).collect() },
        };
        let entry = yardstick::domain::Entry { answer: Some(answer), ..Default::default() };
        sheet.apply(Edit::Entry(id, entry));
        check(&sheet)?;
    }

    #[test]
    fn taking_every_answer_back_leaves_an_empty_sheet(steps in steps(30)) {
        let empty = Scenario::of("strong_branch").sheet().clone();
        let mut sheet = empty.clone();
        for step in &steps {
            let edit = step.edit(&sheet);
            sheet.apply(edit);
        }
        for id in sheet.rows().map(|row| row.item.id.clone()).collect::<Vec<_>>() {
            sheet.apply(Edit::Entry(id, yardstick::domain::Entry::default()));
        }
        for veto in ["V1", "V2", "V3"] {
            sheet.apply(Edit::Veto(VetoId::from(veto), None));
        }
        sheet.apply(Edit::Unit(Unit::default()));
        sheet.apply(Edit::Period(None));
        prop_assert_eq!(sheet.parts(), empty.parts());
        prop_assert_eq!(sheet.totals(), empty.totals());
        prop_assert!(sheet.submission().entries.is_empty() && sheet.submission().vetoes.is_empty());
    }
}
