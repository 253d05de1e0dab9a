//! Answers of the wide standard, one by one: what each kind of number says to conditions that look at it, and
//! what is told of answers that contradict themselves.

use std::sync::LazyLock;

use expect_test::expect;
use serde_json::{Value, json};
use yardstick::app::wording;
use yardstick::domain::rule::LinkedPeriod;
use yardstick::domain::{
    Edit, Entry, ItemId, Lang, LineState, Period, Points, Sheet, Submission, SubmissionId, Unit, UnitTypeId,
    json as read,
};
use yardstick::format::read_template;

use crate::scenario::Scenario;
use crate::small;
use crate::wide;

static EMPTY: LazyLock<Sheet> = LazyLock::new(|| sheet(&wide::standard(), "village"));

/// An empty sheet of a standard for a kind of unit, in 2026.
fn sheet(standard: &Value, kind: &str) -> Sheet {
    let template = read_template(small::file(standard).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    let mut sheet = Sheet::open(Submission::new(SubmissionId::from("answers"), template));
    let unit_type = Some(UnitTypeId::from(kind));
    sheet.apply(Edit::Unit(Unit { name: "一村".to_owned(), unit_type, ..Unit::default() }));
    sheet.apply(Edit::Period("2026".parse().ok()));
    sheet
}

fn put(sheet: &mut Sheet, item: &str, answer: &Value) {
    let answer = Some(read::read(answer, "answer").unwrap_or_else(|problem| panic!("{answer}: {problem}")));
    sheet.apply(Edit::Entry(ItemId::from(item), Entry { answer, ..Entry::default() }));
}

/// Two rows of the ledger: one in time, one late, costs 2 and 3.5, one measure not met.
fn rows() -> Value {
    let row = |id: &str, done: &str, cost: &str, met: &str| {
        json!({ "id": id, "fields": { "what": "事", "due": "2026-03-01", "done": done, "cost": cost, "kind": "own" },
            "children": [{ "id": "c", "fields": { "met": met } }] })
    };
    json!({ "rows": [row("a", "2026-02-27", "2", "yes"), row("b", "2026-03-06", "3.5", "no")] })
}

/// Every number that a condition can look at: what is put in, and the number it then is.
#[test]
fn a_condition_looks_at_every_kind_of_number() {
    let ledger = ("L1", rows());
    for (item, field, answers, number) in [
        ("I1", "members", vec![("I1", json!({ "fields": { "members": 8 } }))], "8"),
        ("I1", "share", vec![("I1", json!({ "fields": { "share": "12.5" } }))], "12.5"),
        ("band", "area", vec![("band", json!({ "numbers": { "area": "300.5" } }))], "300.5"),
        ("target", "target", vec![("target", json!({ "numbers": { "target": "10", "actual": "7.5" } }))], "10"),
        ("target", "actual", vec![("target", json!({ "numbers": { "target": "10", "actual": "7.5" } }))], "7.5"),
        ("date", "done", vec![("date", json!({ "dates": { "done": "2026-07-10" } }))], "10"),
        ("given", "points", vec![("given", json!({ "numbers": { "points": "80" } }))], "80"),
        ("prizes", "two", vec![("prizes", json!({ "counts": { "one": 1, "two": 3 } }))], "3"),
        ("events", "events", vec![("events", json!({ "counts": { "events": 2 } }))], "2"),
        ("read", "part", vec![ledger.clone()], "1"),
        ("read", "whole", vec![ledger.clone()], "2"),
        ("lates", "late", vec![ledger.clone()], "1"),
        ("L1", "all", vec![ledger.clone()], "2"),
        ("L1", "late", vec![ledger.clone()], "1"),
        ("L1", "cost", vec![ledger.clone()], "5.5"),
        ("L1", "days", vec![ledger.clone()], "1.5"),
        ("L1", "steps", vec![ledger.clone()], "1"),
        ("L1", "on_time", vec![ledger], "50"),
    ] {
        let above = (number.parse::<Points>().expect("a number") + "0.0001".parse().expect("a number")).to_string();
        for (bound, holds) in [(number, true), (above.as_str(), false)] {
            let condition = json!({ "item": item, "field": field, "at_least": bound });
            let mut sheet = sheet(&wide::spoilt("/sections/2/items/0/zero_when/0/if", &condition), "village");
            put(&mut sheet, "judged", &json!({ "numbers": { "points": "4" } }));
            for (item, answer) in &answers {
                put(&mut sheet, item, answer);
            }
            let zeroed = sheet.find("judged").is_some_and(|row| row.line.obtained == Points::ZERO);
            assert_eq!(zeroed, holds, "{item}.{field} at least {bound}");
        }
    }
}

#[test]
fn what_contradicts_itself_is_told() {
    let text = |words: &str| json!(words.repeat(21));
    let info = |fields: Value| json!({ "fields": fields });
    let row = |fields: Value| json!({ "rows": [{ "id": "a", "fields": fields }] });
    let fine = json!({ "what": "事", "due": "2026-03-01", "kind": "own" });
    let with = |key: &str, value: Value| {
        let mut row = json!({ "id": "a", "fields": fine });
        row[key] = value;
        json!({ "rows": [row] })
    };
    for (item, answer, told) in [
        ("I1", info(json!({ "friends": 1 })), "friends"),
        ("I1", info(json!({ "members": "9" })), "is not filled in correctly"),
        ("I1", info(json!({ "members": 1_000_001 })), "is not filled in correctly"),
        ("I1", info(json!({ "status": "odd" })), "is not filled in correctly"),
        ("I1", info(json!({ "ways": ["notice", "odd"] })), "is not filled in correctly"),
        ("I1", info(json!({ "on": "2026-02-30" })), "is not filled in correctly"),
        ("I1", info(json!({ "note": text("字") })), "is not filled in correctly"),
        ("I1", info(json!({ "open": "perhaps" })), "is not filled in correctly"),
        ("I1", info(json!({ "share": "100.0001" })), "is not filled in correctly"),
        ("L1", row(json!({ "what": "事", "due": "2026-02-30", "kind": "own" })), "Row a: “(栏目)” is not"),
        (
            "L1",
            with("trail", json!([{ "state": "open", "on": "2026-05-01" }, { "state": "back", "on": "2026-05-01" }])),
            "cannot become",
        ),
        ("L1", with("trail", json!([{ "state": "closed", "on": "2026-05-01" }])), "cannot become"),
        ("L1", with("children", json!([{ "id": "c", "fields": { "met": "perhaps" } }])), "Row c: “(栏目)” is not"),
        (
            "L1",
            with(
                "children",
                json!([{ "id": "c", "fields": { "met": "no" } }, { "id": "c", "fields": { "met": "no" } }]),
            ),
            "two with the same id",
        ),
        ("band", json!({ "choice": "yes" }), "does not fit"),
        ("band", json!({ "numbers": { "area": "-0.0001" } }), "not within 0 to"),
        ("listed", json!({ "elements": { "have": ["a"], "exempt": ["b"] } }), "does not fit"),
        ("listed", json!({ "elements": { "have": ["z"] } }), "does not fit"),
        ("target", json!({ "numbers": { "target": "-1", "actual": "1" } }), "not within 0 to"),
        ("target", json!({ "numbers": { "target": "0", "actual": "1" } }), "The whole is 0"),
        ("date", json!({ "dates": { "done": "2026-02-30" } }), "(完成)"),
        ("parts", json!({ "choice": "yes" }), "does not fit"),
        ("parts", json!({ "parts": { "one": { "counts": {} } } }), "(大会): The answer does not fit"),
        ("judged", json!({ "numbers": { "points": "0.3" } }), "in steps of 0.5"),
        ("given", json!({ "numbers": { "points": "100.01" } }), "not within 0 to 100;"),
        ("linked", json!({ "linked": { "part": 2, "whole": 1 } }), "2 is more than the whole of 1"),
        ("prizes", json!({ "counts": { "one": 1_000_001, "two": 0 } }), "is too large"),
    ] {
        let mut sheet = EMPTY.clone();
        put(&mut sheet, item, &answer);
        let row = sheet.find(item).expect("an item");
        let why: Vec<String> = row.line.reasons.iter().map(|why| wording::reason(Lang::En, &row.item, why)).collect();
        assert_eq!((row.line.state, row.line.obtained), (LineState::Invalid, Points::ZERO), "{item} {answer}: {why:?}");
        assert!(why.join("; ").contains(told), "{item} {answer}: {why:?}");
    }
}

/// An open part of an answer is no mistake.
#[test]
fn what_is_open_is_not_wrong() {
    for (item, answer) in [
        ("I1", json!({ "fields": { "status": " " } })),
        ("L1", json!({ "rows": [{ "id": "a", "fields": {} }] })),
        (
            "L1",
            json!({ "rows": [{ "id": "a", "fields": { "what": "事", "due": "2026-03-01", "kind": "own" }, "children": [{ "id": "c", "fields": {} }] }] }),
        ),
        ("target", json!({ "numbers": { "target": "10" } })),
        ("date", json!({ "dates": {} })),
        ("parts", json!({ "parts": { "one": { "choice": "yes" } } })),
        ("poll", json!({ "counts": { "onsite.issued": 20 } })),
    ] {
        let mut sheet = EMPTY.clone();
        put(&mut sheet, item, &answer);
        let row = sheet.find(item).expect("an item");
        assert_eq!(row.line.state, LineState::Unanswered, "{item} {answer}: {:?}", row.line.reasons);
    }
}

#[test]
fn a_linked_period_is_the_same_one_or_a_part_of_its_year() {
    let period = |text: &str| text.parse::<Period>().expect("a period");
    let linked = |text: &str| read::read::<LinkedPeriod>(&json!(text), "period").expect("a linked period");
    for (text, meant) in
        [("same", "2026-Q3"), ("Q1", "2026-Q1"), ("H2", "2026-H2"), ("04", "2026-04"), ("04-A", "2026-04-A")]
    {
        assert_eq!(linked(text).of(period("2026-Q3")), Some(period(meant)), "{text}");
    }
    assert!(read::read::<LinkedPeriod>(&json!("2025"), "period").is_err());
}

/// So many rows that are done after they were due.
fn late(rows: usize) -> Value {
    let row = |n: usize| {
        let fields = json!({ "what": "事", "due": "2026-03-01", "done": "2026-03-06", "kind": "own" });
        json!({ "id": format!("r{n}"), "fields": fields })
    };
    json!({ "rows": (0..rows).map(row).collect::<Vec<_>>() })
}

#[test]
fn what_is_let_pass_and_what_counts_in_groups_is_said_where_there_is_some() {
    let scored = |standard: &Value, rows: usize| {
        let mut sheet = sheet(standard, "village");
        put(&mut sheet, "L1", &late(rows));
        Scenario::with(sheet)
    };
    let standard = wide::standard();
    scored(&standard, 0).score("lates", expect!["0 of 0: Read from item L1: 0; Nothing deducted: full score of 0"]);
    scored(&standard, 1)
        .score("lates", expect!["0 of 0: Read from item L1: 1; (逾期): 1, of which up to 1 cost nothing"]);
    scored(&standard, 4).score("lates", expect!["-1 of 0: Read from item L1: 4; (逾期): 4, of which up to 1 cost nothing; (逾期): 3; every full 2 counts once, 1 in all; (逾期): 1; 1 off for each, 1 off in all"]);
    scored(&wide::spoilt("/sections/2/items/4/rule/counts/0/every", &json!(1)), 4).score("lates", expect!["-3 of 0: Read from item L1: 4; (逾期): 4, of which up to 1 cost nothing; (逾期): 3; 1 off for each, 3 off in all"]);
    scored(&wide::spoilt("/sections/2/items/4/rule/counts/0/free", &Value::Null), 4).score("lates", expect!["-2 of 0: Read from item L1: 4; (逾期): 4; every full 2 counts once, 2 in all; (逾期): 2; 1 off for each, 2 off in all"]);
}

#[test]
fn a_target_of_nothing_is_reached_unless_steps_are_percent_of_it() {
    let target = |below: &str, actual: &str| {
        let mut standard = wide::standard();
        let rule = &mut standard["sections"][1]["items"][3]["rule"];
        rule["below"]["of"] = json!(below);
        rule["above"]["of"] = json!("amount");
        let mut sheet = sheet(&standard, "village");
        put(&mut sheet, "target", &json!({ "numbers": { "target": "0", "actual": actual } }));
        Scenario::with(sheet)
    };
    target("amount", "0").score("target", expect!["6 of 6: On target: full score of 6"]);
    target("amount", "2.5")
        .score("target", expect!["6.5 of 6: 2.5 above the target; 1 added for every 5, 0.5 added in all"]);
    target("percent", "2.5").score(
        "target",
        expect![
            "0 of 6: The whole is 0, so there is no ratio; if there was no such work, please choose not applicable"
        ],
    );
}
