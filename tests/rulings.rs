//! What stands above an answer: the policy where there is nothing to assess, and rulings that look at other
//! items. The line says both.

use expect_test::expect;
use serde_json::{Value, json};
use yardstick::domain::{Edit, Entry, ItemId, LineState, Missing, Sheet, Submission, SubmissionId, json as read};
use yardstick::format::read_template;

use crate::scenario::Scenario;
use crate::small;
use crate::wide;

/// The small standard with another rule or policy for `poll`, answered.
fn polled(changes: Value, answer: &Value) -> Scenario {
    let mut standard = small::standard();
    let poll = &mut standard["sections"][0]["items"][6];
    for (member, value) in changes.as_object().expect("members") {
        poll[member] = value.clone();
    }
    let template = read_template(small::file(&standard).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    let sheet = Sheet::open(Submission::new(SubmissionId::from("voids"), template));
    Scenario::with(sheet).edit(Edit::Entry(ItemId::from("poll"), entry(answer)))
}

/// Two answers where three are wanted.
fn few() -> Value {
    json!({ "issued": 9, "good": 1, "poor": 1, "unknown": 5 })
}

fn policy(name: &str) -> Value {
    json!({ "policy": name, "when": { "zh-Hans": "没有群众", "en": "(none)" } })
}

#[test]
fn a_line_says_why_nothing_could_be_assessed_and_what_the_policy_gives() {
    let line = |policy: Value| polled(json!({ "not_applicable": policy }), &json!({ "counts": few() }));
    line(policy("full")).score("poll", expect!["2 of 2: Valid answers: 2, fewer than the 3 needed for a satisfaction rate; Not applicable ((none)): counts as the full score of 2"]);
    line(policy("drop"))
        .score("poll", expect!["0 of 0: Valid answers: 2, fewer than the 3 needed for a satisfaction rate"]);
    line(json!({ "policy": "no" }))
        .score("poll", expect!["0 of 2: Valid answers: 2, fewer than the 3 needed for a satisfaction rate"]);
}

#[test]
fn a_part_without_anything_to_assess_asks_the_policy_of_the_whole_item() {
    let survey = small::standard()["sections"][0]["items"][6]["rule"].clone();
    let text = json!({ "zh-Hans": "部分", "en": "(part)" });
    let part = |id: &str, rule: &Value| json!({ "id": id, "label": text, "full_score": "1", "rule": rule });
    let parts = [part("asked", &survey), part("met", &json!({ "kind": "all_or_nothing" }))];
    let answer = json!({ "parts": { "asked": { "counts": few() }, "met": { "choice": "yes" } } });
    let line = |policy: Value| {
        polled(json!({ "rule": { "kind": "parts", "parts": parts }, "not_applicable": policy }), &answer)
    };
    line(policy("full")).score("poll", expect!["2 of 2: (part): Valid answers: 2, fewer than the 3 needed for a satisfaction rate; Not applicable ((none)): counts as the full score of 2"]);
    line(policy("drop"))
        .score("poll", expect!["0 of 0: (part): Valid answers: 2, fewer than the 3 needed for a satisfaction rate"]);
    line(json!({ "policy": "no" })).score("poll", expect!["1 of 2: (part): 0 (Valid answers: 2, fewer than the 3 needed for a satisfaction rate); (part): 1 (Met: full score of 1)"]);
}

#[test]
fn as_many_answers_as_are_needed_are_enough() {
    polled(json!({}), &json!({ "counts": { "issued": 9, "good": 3, "poor": 0, "unknown": 5 } }))
        .score("poll", expect!["2 of 2: Valid answers: 3; satisfaction rate 100%; Score: 2 × 100% = 2"]);
}

#[test]
fn steps_are_counted_from_the_lowest_points() {
    let state = |points: &str| {
        let rule = json!({ "kind": "manual", "lowest": "0.3", "step": "0.5" });
        let scored = polled(json!({ "rule": rule }), &json!({ "numbers": { "points": points } }));
        scored.sheet().find("poll").expect("an item").line.state
    };
    let states = ["0.3", "0.8", "1.8", "0.5", "0.7", "1.2"].map(state);
    let (yes, no) = (LineState::Scored, LineState::Invalid);
    assert_eq!(states, [yes, yes, yes, no, no, no]);
}

#[test]
fn a_remark_that_an_option_of_a_part_asks_for_is_missing() {
    let text = json!({ "zh-Hans": "部分", "en": "(part)" });
    let option = |id: &str, points: &str| json!({ "id": id, "label": text, "points": points });
    let mut options = json!([option("good", "2"), option("poor", "0")]);
    options[1]["remark_required"] = json!(true);
    let part =
        json!({ "id": "one", "label": text, "full_score": "2", "rule": { "kind": "options", "options": options } });
    let misses = |chosen: &str| {
        let answer = json!({ "parts": { "one": { "choice": chosen } } });
        let filled = polled(json!({ "rule": { "kind": "parts", "parts": [part] } }), &answer);
        filled.sheet().missing().contains(&Missing::Remark(ItemId::from("poll")))
    };
    assert!(misses("poor") && !misses("good"));
}

#[test]
fn what_need_not_be_written_down_may_stay_empty() {
    let misses = |required: bool| {
        let mut standard = wide::standard();
        for field in standard["sections"][0]["items"][0]["rule"]["fields"].as_array_mut().expect("fields") {
            field["required"] = json!(required);
        }
        let template = read_template(small::file(&standard).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
        let sheet = Sheet::open(Submission::new(SubmissionId::from("empty"), template));
        sheet.missing().contains(&Missing::Answer(ItemId::from("I1")))
    };
    assert!(misses(true) && !misses(false));
}

fn entry(answer: &Value) -> Entry {
    Entry { answer: Some(read::read(answer, "answer").expect("an answer")), ..Entry::default() }
}

#[test]
fn a_ruling_speaks_for_an_item_that_is_open_and_after_one_that_is_answered() {
    let many = json!({ "fields": { "status": "normal", "members": 9 } });
    let open = Scenario::with(wide::sheet()).edit(Edit::Entry(ItemId::from("I1"), entry(&many)));
    open.clone().score("judged", expect!["5 of 5: (成员多): full score of 5"]);
    let answered = open.edit(Edit::Entry(ItemId::from("judged"), entry(&json!({ "numbers": { "points": "2.5" } }))));
    answered.score("judged", expect!["5 of 5: Given: 2.5; (成员多): full score of 5"]);
}

#[test]
fn a_ruling_over_a_table_leaves_its_figures_to_those_that_read_them() {
    let ruling = json!([{ "if": { "item": "I1", "field": "status", "is": ["model"] }, "text": { "zh-Hans": "示范", "en": "(model)" } }]);
    let standard = wide::spoilt("/sections/0/items/1/full_when", &ruling);
    let template = read_template(small::file(&standard).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    let sheet = Sheet::open(Submission::new(SubmissionId::from("rulings"), template));
    let row =
        json!({ "id": "r", "fields": { "what": "事", "due": "2026-03-02", "done": "2026-03-01", "kind": "own" } });
    let model = json!({ "fields": { "status": "model", "members": 1 } });
    let ruled = Scenario::with(sheet)
        .edit(Edit::Entry(ItemId::from("L1"), entry(&json!({ "rows": [row] }))))
        .edit(Edit::Entry(ItemId::from("I1"), entry(&model)));
    ruled.clone().score("read", expect!["5 of 5: Read from item L1: 1 ÷ 1 = 100%; 1 ÷ 1 = 100%; Reached 90%: score 5"]);
    ruled.score("L1", expect!["0 of 0: Rows: 1; (总数): 1; (逾期): 0; (按期率): 1 ÷ 1 = 100%; (栏目): 0; (平均天数): -1; (措施): 0; (model): full score of 0"]);
}
