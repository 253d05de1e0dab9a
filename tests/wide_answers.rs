//! Answers of the wide standard, one by one: what each kind of number says to conditions that look at it, and
//! what is told of answers that contradict themselves.

use std::sync::LazyLock;

use expect_test::expect;
use serde_json::{Value, json};
use yardstick::app::wording;
use yardstick::domain::rule::LinkedPeriod;
use yardstick::domain::{
    Edit, Entry, ItemId, Lang, LineState, Period, Points, Reason, Sheet, Submission, SubmissionId, Unit, UnitTypeId,
    json as read, points,
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

/// The wide standard with another rule for one item, its ledger filled.
fn reading(rule: &Value, answer: Option<Value>) -> Sheet {
    let mut sheet = sheet(&wide::spoilt("/sections/2/items/1/rule", rule), "village");
    if let Some(answer) = answer {
        put(&mut sheet, "given", &answer);
    }
    put(&mut sheet, "L1", &rows());
    sheet
}

/// Every field that may be read from another item: what it comes to with two rows of which one is late, and with none.
#[test]
fn what_is_read_from_a_ledger_follows_the_ledger() {
    let text = json!({ "zh-Hans": "数", "en": "x" });
    let from = |id: &str, figure: &str| json!({ "id": id, "label": text, "from": { "item": "L1", "figure": figure } });
    let typed = |id: &str| json!({ "id": id, "label": text });
    let bands = |bound: &str| json!([{ "at_least": bound, "points": "5" }, { "points": "0" }]);
    let said = json!([{ "id": "good", "label": text, "weight": "100" }, { "id": "bad", "label": text, "weight": "0" }]);
    let late = json!({ "id": "late", "label": text, "each": "1", "from": { "item": "L1", "figure": "late" } });
    let part =
        json!({ "id": "one", "label": text, "full_score": "5", "rule": { "kind": "deduct_per", "counts": [late] } });
    // What is read may be any number, whatever may be typed.
    let mut cost = from("cost", "cost");
    cost["at_most"] = json!("1");
    let steps = json!({ "every": "1", "of": "amount", "each": "1" });
    for (rule, answer, obtained, then) in [
        (
            json!({ "kind": "ratio_band", "part": from("part", "late"), "whole": from("whole", "all"), "bands": bands("50") }),
            None,
            "5",
            "0",
        ),
        (
            json!({ "kind": "rate_times", "part": from("part", "late"), "whole": from("whole", "all") }),
            None,
            "2.5",
            "0",
        ),
        (
            json!({ "kind": "survey", "issued": from("issued", "all"), "minimum": 1, "options": said }),
            Some(json!({ "counts": { "good": 1, "bad": 1 } })),
            "2.5",
            "0",
        ),
        (json!({ "kind": "band", "value": cost, "bands": bands("5.5") }), None, "5", "0"),
        (
            json!({ "kind": "target_steps", "target": from("target", "cost"), "actual": typed("actual"), "below": steps }),
            Some(json!({ "numbers": { "actual": "4.5" } })),
            "4",
            "5",
        ),
        (
            json!({ "kind": "target_steps", "target": typed("target"), "actual": from("actual", "cost"), "below": steps }),
            Some(json!({ "numbers": { "target": "6.5" } })),
            "4",
            "0",
        ),
        (json!({ "kind": "parts", "parts": [part] }), Some(json!({ "parts": { "one": { "counts": {} } } })), "4", "5"),
    ] {
        let mut sheet = reading(&rule, answer);
        let found = |sheet: &Sheet| sheet.find("given").map(|row| row.line.obtained.to_string());
        assert_eq!(found(&sheet).as_deref(), Some(obtained), "{rule} {:?}", sheet.find("given").map(|row| &row.line));
        put(&mut sheet, "L1", &json!({ "rows": [] }));
        assert_eq!(found(&sheet).as_deref(), Some(then), "{rule} {:?}", sheet.find("given").map(|row| &row.line));
    }
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
        ("date", json!({ "choice": "odd" }), "does not fit"),
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

#[test]
fn where_only_the_best_counts_the_line_says_so() {
    let matters =
        json!({ "matters": [{ "what": "经验", "classes": ["county"] }, { "what": "做法", "classes": ["city"] }] });
    let parts = json!({ "parts": { "one": { "choice": "yes" }, "two": { "counts": { "held": 3 } } } });
    let prizes = json!({ "counts": { "one": 4, "two": 8 } });
    for (item, rule, answer, best, sum) in [
        ("rows", "/sections/1/items/2/rule", &matters, "2", "3"),
        ("parts", "/sections/1/items/5/rule", &parts, "3", "5"),
        ("prizes", "/sections/4/items/0/rule", &prizes, "4", "5"),
    ] {
        for (take, obtained) in [("highest", best), ("sum", sum)] {
            let mut sheet = sheet(&wide::spoilt(&format!("{rule}/take"), &json!(take)), "village");
            put(&mut sheet, item, answer);
            let line = &sheet.find(item).expect("an item").line;
            let says = line.reasons.iter().any(|why| matches!(why, Reason::Took { .. }));
            assert_eq!((line.obtained.to_string().as_str(), says), (obtained, take == "highest"), "{item} {take}");
        }
    }
}

#[test]
fn as_many_rows_as_there_may_be_are_counted_without_a_word() {
    let matters = |count: usize| json!({ "matters": vec![json!({ "what": "经验", "classes": ["county"] }); count] });
    let mut sheet = EMPTY.clone();
    let mut line = |item: &str, answer: &Value| {
        put(&mut sheet, item, answer);
        sheet.find(item).expect("an item").line.clone()
    };
    for (count, left_out) in [(3, false), (4, true)] {
        let found = line("rows", &matters(count));
        assert_eq!(found.obtained, points("3"), "{count}");
        assert_eq!(found.reasons.contains(&Reason::MostRows { most: 3 }), left_out, "{count}");
    }
    assert_eq!(line("L1", &late(50)).state, LineState::Scored);
    assert_eq!(line("L1", &late(51)).state, LineState::Invalid);
}

#[test]
fn a_target_that_is_fixed_is_known_before_anything_is_typed() {
    let zeroed = |field: &str, bound: &str, typed: Option<&str>| {
        let mut standard = wide::standard();
        standard["sections"][1]["items"][3]["rule"]["target"]["value"] = json!("10");
        let condition = json!({ "item": "target", "field": field, "at_least": bound });
        standard["sections"][2]["items"][0]["zero_when"][0]["if"] = condition;
        let mut sheet = sheet(&standard, "village");
        put(&mut sheet, "judged", &json!({ "numbers": { "points": "4" } }));
        if let Some(actual) = typed {
            put(&mut sheet, "target", &json!({ "numbers": { "actual": actual } }));
        }
        sheet.find("judged").is_some_and(|row| row.line.obtained == Points::ZERO)
    };
    assert!(zeroed("target", "10", None) && !zeroed("target", "10.0001", None));
    assert!(zeroed("actual", "7", Some("7")) && !zeroed("actual", "7.0001", Some("7")) && !zeroed("actual", "7", None));
}

#[test]
fn too_few_answers_in_every_channel_are_told_together() {
    let mut sheet = EMPTY.clone();
    let counts = json!({ "onsite.issued": 9, "onsite.good": 2, "onsite.bad": 1, "phone.issued": 9, "phone.good": 4, "phone.bad": 0 });
    put(&mut sheet, "poll", &json!({ "counts": counts }));
    let reasons = &sheet.find("poll").expect("an item").line.reasons;
    assert!(reasons.contains(&Reason::TooFewAnswers { valid: 7, minimum: 5 }), "{reasons:?}");
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
