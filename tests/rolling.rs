//! Many submissions as one: the sixteen worked units, in any order.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use yardstick::domain::intake::{Intake, Received};
use yardstick::domain::rollup::{Quota, Rollup, UnitSummary};
use yardstick::domain::{SubmissionId, points};
use yardstick::format::write_rollup;

use crate::cases;
use crate::scenario::Scenario;
use crate::small;

static SIXTEEN: LazyLock<Vec<Received>> =
    LazyLock::new(|| cases::all("sixteen").iter().map(|case| cases::received(&case.sheet)).collect());

fn worked() -> Value {
    cases::json_of("tests/cases/sixteen/rollup.json")
}

fn rolled(received: &[&Received], quota: Option<Quota>) -> Rollup {
    Rollup::of(SIXTEEN[0].submission.template.clone(), received, quota)
}

fn all(quota: Option<Quota>) -> Rollup {
    rolled(&SIXTEEN.iter().collect::<Vec<_>>(), quota)
}

fn files<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    ids.map(|id| id.trim_start_matches("case-")).collect()
}

#[test]
fn units_stand_in_the_order_worked_out_by_hand() {
    let rollup = all(None);
    let order: Vec<Value> = rollup
        .units
        .iter()
        .map(|unit| {
            let totals = unit.sheet.totals();
            let file = unit.sheet.id().as_str().trim_start_matches("case-");
            let grade = totals.standing.as_ref().map(|standing| standing.grade.as_str());
            json!({ "file": file, "rank": unit.rank, "total": totals.total.to_string(), "grade": grade, "failed": totals.failed })
        })
        .collect();
    assert_eq!(Value::from(order), worked()["order"]);
}

#[test]
fn grades_and_means_are_as_worked_out_by_hand() {
    let (rollup, worked) = (all(None), worked());
    let grades: serde_json::Map<String, Value> =
        rollup.grades().into_iter().map(|(id, count)| (id.to_string(), json!(count))).collect();
    assert_eq!(Value::Object(grades), worked["grades"]);
    assert_eq!(json!(rollup.mean_total().map(|mean| mean.to_string())), worked["mean_total"]);
    assert_eq!(rollup.items.len(), worked["items"].as_object().map_or(0, serde_json::Map::len));
    for item in &rollup.items {
        let mean = item.mean.map(|mean| mean.to_string());
        let found = json!({ "units": item.units, "missed": item.missed, "lost": item.lost.to_string(), "mean": mean });
        assert_eq!(found, worked["items"][item.item.as_str()], "{}", item.item);
    }
    let most: Vec<&str> = rollup.most_missed().iter().map(|item| item.item.as_str()).collect();
    let wanted: Vec<&str> =
        worked["most_missed"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(most[..wanted.len()], wanted);
}

#[test]
fn awards_go_by_quota_and_never_cut_through_equal_totals() {
    let worked = worked();
    let awards = worked["awards"].as_array().expect("awards");
    assert_eq!(awards.len(), 3);
    for award in awards {
        let part = |name: &str| award["quota"][name].as_u64().and_then(|n| u32::try_from(n).ok());
        let quota = part("part").zip(part("whole")).map(|(part, whole)| Quota { part, whole });
        let rollup = all(quota);
        let awarding = rollup.awarding.as_ref().expect("the template has an award");
        let winners = rollup.units.iter().filter(|unit| unit.awarded);
        assert_eq!(json!(files(winners.map(|unit| unit.sheet.id().as_str()))), award["awarded"], "{quota:?}");
        assert_eq!(json!(files(awarding.tied.iter().map(SubmissionId::as_str))), award["tied"], "{quota:?}");
        assert_eq!(json!(awarding.places), award["places"]);
        assert_eq!(json!(awarding.candidates), award["candidates"]);
        assert_eq!(awarding.awarded as usize, award["awarded"].as_array().map_or(0, Vec::len));
    }
}

#[test]
fn a_quota_without_places_gives_nothing_and_ties_nobody() {
    let none = all(Some(Quota { part: 0, whole: 2 }));
    let awarding = none.awarding.as_ref().expect("the template has an award");
    assert_eq!((awarding.awarded, awarding.places, awarding.tied.len()), (0, Some(0), 0));
    assert_eq!(Quota { part: 5, whole: 0 }.places(3), 3, "no division by zero, never more than there are");
    assert_eq!(Quota { part: u32::MAX, whole: 1 }.places(u32::MAX), u32::MAX);
}

#[test]
fn nothing_rolls_up_to_nothing() {
    let rollup = rolled(&[], None);
    assert_eq!(rollup.mean_total(), None);
    assert!(rollup.units.is_empty() && rollup.most_missed().is_empty());
    assert!(rollup.items.iter().all(|item| item.units == 0 && item.mean.is_none()));
}

#[test]
fn other_answers_give_another_file() {
    let other = Scenario::with(cases::one("sixteen", "01")).choose("A1", "no");
    let other = cases::received(other.sheet());
    let changed: Vec<&Received> = std::iter::once(&other).chain(&SIXTEEN[1..]).collect();
    assert_ne!(write_rollup(&rolled(&changed, None)).text, write_rollup(&all(None)).text);
}

/// Marked as not applicable, an item is counted where its policy gives points, and left out where it left the sheet.
#[test]
fn what_left_the_sheet_is_no_part_of_the_roll_up() {
    let file = cases::received(Scenario::with(small::sheet()).skip("poll").skip("band").choose("plain", "yes").sheet());
    let rollup = Rollup::of(file.submission.template.clone(), &[&file], None);
    let item = |id: &str| rollup.items.iter().find(|item| item.item.as_str() == id).expect("an item");
    assert_eq!((item("poll").units, item("poll").mean), (1, Some(points("2"))));
    assert_eq!((item("band").units, item("band").mean), (0, None));
    let summary = UnitSummary::of(&rollup.units[0]);
    assert_eq!(summary.items.get("poll"), Some(&points("2")));
    assert_eq!(summary.items.get("plain"), Some(&points("2")));
    assert!(summary.items.get("band").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_changes_no_byte_of_the_roll_up(order in Just((0..16).collect::<Vec<usize>>()).prop_shuffle(), again in 0_usize..16) {
        let quota = Some(Quota { part: 1, whole: 2 });
        let mut intake = Intake::default();
        for &n in order.iter().chain(&order[..again]) {
            intake.take(SIXTEEN[n].clone());
        }
        let held: Vec<&Received> = intake.held().collect();
        prop_assert_eq!(held.len(), 16);
        let taken_in = write_rollup(&rolled(&held, quota));
        let as_they_came: Vec<&Received> = order.iter().map(|&n| &SIXTEEN[n]).collect();
        prop_assert_eq!(&write_rollup(&rolled(&as_they_came, quota)).text, &taken_in.text);
        prop_assert_eq!(write_rollup(&all(quota)).text, taken_in.text);
    }
}
