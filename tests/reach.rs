//! Amounts near the limits of what can be told: a finding or the limit, never a wrap or a panic.

use std::sync::Arc;

use serde_json::{Value, json};
use yardstick::domain::rule::Reason;
use yardstick::domain::{FlawKind, LineState, Points, Sheet, Submission, SubmissionId, Template};
use yardstick::format::read_template;

use crate::scenario::Scenario;
use crate::small;

const MOST: &str = "1000000000";

fn sheet(template: Arc<Template>) -> Scenario {
    Scenario::with(Sheet::open(Submission::new(SubmissionId::from("reach"), template)))
}

/// Two items: a large one that may be dropped, a tiny one without a cap.
fn lopsided(total: &Value) -> Arc<Template> {
    let mut standard = small::standard();
    let text = json!({ "zh-Hans": "要求", "en": "x" });
    let prizes = json!({ "id": "prizes", "label": text, "each": "1000000" });
    standard["full_score"] = json!(MOST);
    standard["total"] = total.clone();
    standard["sections"] = json!([{ "id": "core", "title": text, "full_score": MOST, "cap": "none", "items": [
        { "id": "large", "text": text, "full_score": "999999999.9999", "rule": { "kind": "all_or_nothing" },
          "not_applicable": { "policy": "drop", "when": text } },
        { "id": "tiny", "text": text, "full_score": "0.0001", "cap": "none", "rule": { "kind": "add_per", "counts": [prizes] } },
    ] }]);
    read_template(small::file(&standard).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn a_line_beyond_reach_is_told_and_brings_nothing() {
    let sheet = sheet(lopsided(&json!({})));
    let at_the_limit = sheet.clone().count("tiny", "prizes", 1_000);
    let line = |scenario: &Scenario| scenario.sheet().find("tiny").expect("a row").line.clone();
    assert_eq!(line(&at_the_limit).obtained, Points::MAX);
    let beyond = sheet.count("tiny", "prizes", 1_001);
    assert_eq!((line(&beyond).state, line(&beyond).obtained), (LineState::Invalid, Points::ZERO));
    assert!(line(&beyond).reasons.contains(&Reason::BeyondReach));
    assert!(beyond.sheet().totals().missing > 0, "it cannot be handed up");
}

#[test]
fn a_total_beyond_reach_is_held_at_the_limit_or_its_ceiling() {
    let total = |rule: &Value| {
        let sheet = sheet(lopsided(rule)).skip("large").count("tiny", "prizes", 1_000);
        sheet.sheet().totals().total
    };
    for rescale in ["sheet", "section"] {
        let found = total(&json!({ "rescale": rescale }));
        assert!(found > Points::MAX, "{rescale}: {found}");
        assert_eq!(total(&json!({ "rescale": rescale, "ceiling": MOST })), Points::MAX, "{rescale}");
    }
    assert_eq!(total(&json!({ "rescale": "none" })), Points::MAX);
}

#[test]
fn a_weight_beyond_reach_is_a_flaw() {
    let mut standard = small::spoilt("/sections/0/weight", json!(MOST));
    assert!(matches!(sum(&standard), Some(sum) if sum > Points::whole(14)));
    standard["full_score"] = json!(MOST);
    assert!(sum(&standard).is_some());
    standard["sections"][0]["full_score"] = json!(MOST);
    standard["sections"][0]["items"][0]["full_score"] = json!("999999988");
    assert!(sum(&standard).is_some_and(|sum| sum > Points::MAX), "not the same as without a weight");
}

/// What the linter adds up, where it is not what is printed.
fn sum(standard: &Value) -> Option<Points> {
    small::flaws(standard).into_iter().find_map(|flaw| match flaw.kind {
        FlawKind::TotalSum { sum, .. } => Some(sum),
        _ => None,
    })
}
