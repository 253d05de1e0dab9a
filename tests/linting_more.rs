//! What the linter says of everything that the small standard does not have.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use yardstick::domain::Level;

use crate::linting::names;
use crate::small;
use crate::wide;

const I1: &str = "/sections/0/items/0/rule/fields";
const L1: &str = "/sections/0/items/1/rule";
const A: &str = "/sections/1/items";
const B: &str = "/sections/2/items";

/// `not` so many times around a condition: so many more deep.
fn nested(depth: usize) -> Value {
    (0..depth).fold(json!({ "item": "I1", "answered": true }), |inner, _| json!({ "not": inner }))
}

/// What goes wrong, where, a value that is wrong and one that just passes.
pub(crate) fn rows() -> Vec<(&'static str, String, Value, Value)> {
    let text = |words: &str| json!({ "zh-Hans": words, "en": "x" });
    let at = |path: &str, rest: &str| format!("{path}{rest}");
    let when = |condition: Value| condition;
    let ask = |item: &str| json!({ "item": item, "answered": true });
    let many = |count: usize| json!({ "any": vec![ask("I1"); count] });
    let source = |item: &str, figure: &str| json!({ "item": item, "figure": figure });
    let bands = |first: &str, second: &str| json!([{ "at_least": first, "points": "8" }, { second: "1", "points": "2" }, { "points": "0" }]);
    let zero = at(B, "/0/zero_when/0/if");
    let count = at(L1, "/figures/0/count");
    let no_row = |depth: usize| (0..depth).fold(json!({}), |inner, _| json!({ "not": inner }));
    let days = |due: &str, done: &str| json!({ "due": due, "done": done });
    let moves =
        |all: &[(&str, &str)]| all.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect::<Value>();
    let manual = |lowest: &str, step: &str| json!({ "kind": "manual", "lowest": lowest, "step": step });
    let term = |id: &str, years: u32| json!({ "field": { "id": id, "label": text("上次") }, "plus_years": years });
    let linked = |more: &Value| {
        let mut rule = json!({ "kind": "linked", "template": "other", "take": "total", "period": "Q1" });
        rule.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
        rule
    };
    vec![
        ("unknown unit type", "/sections/6/for".into(), json!(["village", "moon"]), json!(["village"])),
        (
            "unknown unit type",
            "/sections/3/items/0/when".into(),
            json!({ "unit_type": ["moon"] }),
            json!({ "unit_type": ["town"] }),
        ),
        ("unknown unit type", "/parameters/0/by_type".into(), json!({ "moon": "1" }), json!({ "town": "1" })),
        ("unknown parameter", at(A, "/0/rule/bands/0/at_least"), json!("@ares"), json!("@area")),
        ("unknown parameter", at(A, "/0/text"), text("不少于{@ares}"), text("不少于{@area}")),
        ("parameter kind", at(A, "/0/rule/bands/0/at_least"), json!("@meetings"), json!("@area")),
        ("parameter kind", at(A, "/5/rule/parts/1/rule/counts/0/required"), json!("@area"), json!("@meetings")),
        ("parameter kind", "/parameters/0/by_type".into(), json!({ "town": 5 }), json!({ "town": "5" })),
        ("unused parameter", at(A, "/5/rule/parts/1/rule/counts/0/required"), json!(4), json!("@meetings")),
        (
            "not there",
            zero.clone(),
            json!({ "item": "bond", "points_below": "3" }),
            json!({ "item": "band", "points_below": "3" }),
        ),
        ("not there", at(B, "/0/full_when/0/if/field"), json!("friends"), json!("members")),
        ("not there", at(B, "/0/full_when/0/if/field"), json!("note"), json!("share")),
        ("not there", "/sections/2/full_when/is".into(), json!(["odd"]), json!(["normal"])),
        (
            "not there",
            zero.clone(),
            json!({ "item": "listed", "ticked": ["z"] }),
            json!({ "item": "listed", "ticked": ["b"] }),
        ),
        (
            "not there",
            zero.clone(),
            json!({ "item": "I1", "ticked": ["z"] }),
            json!({ "item": "I1", "ticked": ["meeting"] }),
        ),
        (
            "not there",
            zero.clone(),
            json!({ "item": "date", "chosen": ["late"] }),
            json!({ "item": "date", "chosen": ["not_done"] }),
        ),
        (
            "not there",
            zero.clone(),
            json!({ "item": "poll", "field": "good", "below": "3" }),
            json!({ "item": "poll", "field": "phone.good", "below": "3" }),
        ),
        ("not there", at(B, "/3/rule/from"), source("L1", "on_tine"), source("L1", "on_time")),
        ("not there", at(B, "/4/rule/counts/0/from"), source("L2", "late"), source("L1", "steps")),
        ("not there", at(L1, "/figures/3/sum"), json!("cast"), json!("cost")),
        ("not there", at(L1, "/states/moves/1/to"), json!("gone"), json!("back")),
        ("not there", at(L1, "/figures/0/count"), json!({ "state": ["gone"] }), json!({ "state": ["back"] })),
        (
            "not there",
            at(L1, "/figures/0/count"),
            json!({ "column": "kind", "is": ["odd"] }),
            json!({ "column": "kind", "is": ["told"] }),
        ),
        ("not there", "/flags/0/if".into(), json!({ "veto": "bar" }), json!({ "veto": "bars" })),
        (
            "not there",
            "/flags/0/if".into(),
            json!({ "chosen_count": ["nay"], "at_least": 1 }),
            json!({ "chosen_count": ["low"], "at_least": 1 }),
        ),
        ("not there", "/grades/0/requires/0/if/section".into(), json!("Z"), json!("B")),
        ("not there", at(A, "/4/rule/due"), json!({ "on": "2026-02-30" }), json!({ "on": "2026-02-28" })),
        ("unknown grade", "/flags/0/if".into(), json!({ "grade": ["blue"] }), json!({ "grade": ["red"] })),
        ("out of place", zero.clone(), json!({ "total_below": "3" }), ask("I1")),
        ("out of place", zero.clone(), json!({ "section": "A", "points_below": "3" }), ask("I1")),
        ("out of place", zero.clone(), json!({ "total_at_least": "3" }), ask("I1")),
        ("out of place", zero.clone(), json!({ "any_section_percent_below": "50" }), ask("I1")),
        ("out of place", zero.clone(), json!({ "any_section_points_below": "3" }), ask("I1")),
        ("out of place", zero.clone(), json!({ "answered_below": { "part": 1, "whole": 2 } }), ask("I1")),
        ("out of place", zero.clone(), json!({ "chosen_count": ["no"], "at_least": 1 }), ask("I1")),
        (
            "not positive",
            "/vetoes/2/if".into(),
            json!({ "answered_below": { "part": 0, "whole": 2 } }),
            json!({ "answered_below": { "part": 1, "whole": 2 } }),
        ),
        (
            "not positive",
            "/vetoes/2/if".into(),
            json!({ "answered_below": { "part": 1, "whole": 0 } }),
            json!({ "answered_below": { "part": 1, "whole": 1 } }),
        ),
        ("full unreachable", at(A, "/5/rule/take"), json!("highest"), json!("sum")),
        ("full unreachable", at(B, "/0/rule"), manual("1", "3"), manual("1", "2")),
        ("full unreachable", at(B, "/0/rule"), manual("1", "3"), manual("2", "3")),
        ("floor above cap", at(A, "/0/rule/value/at_most"), json!("-0.0001"), json!("0")),
        ("too many", at(A, "/5/rule/parts/1/rule/counts/0/required"), json!(1_000_001), json!(1_000_000)),
        ("negative", at(A, "/5/rule/parts/1/rule/counts/0/each"), json!("-1"), json!("1")),
        (
            "not scored",
            at(A, "/5/rule/parts/0/rule"),
            json!({ "kind": "info", "fields": [{ "id": "x", "label": text("数"), "type": "count" }] }),
            json!({ "kind": "manual" }),
        ),
        ("above full", "/sections/3/items/0/otherwise".into(), json!({ "fixed": "10.0001" }), json!({ "fixed": "10" })),
        ("repeated id", at(A, "/4/rule/due"), term("done", 1), term("last", 1)),
        ("too many", at(A, "/4/rule/due"), term("last", 1_000_001), term("last", 1_000_000)),
        ("not positive", at(A, "/3/rule/target/value"), json!("0"), json!("0.0001")),
        ("not positive", at(B, "/2/rule"), linked(&json!({ "out_of": "0" })), linked(&json!({ "out_of": "100" }))),
        (
            "out of place",
            at(B, "/2/rule"),
            linked(&json!({ "out_of": "100", "bands": [{ "points": "5" }] })),
            linked(&json!({ "bands": [{ "points": "5" }] })),
        ),
        ("out of place", at(A, "/6/rule/issued/from"), source("L1", "all"), Value::Null),
        ("too many", at(L1, "/most_rows"), json!(5_001), json!(5_000)),
        (
            "unreachable",
            at(L1, "/states/moves"),
            moves(&[("open", "closed"), ("closed", "open")]),
            moves(&[("open", "closed"), ("closed", "back")]),
        ),
        ("repeated id", at(L1, "/figures/5/id"), json!("all"), json!("steps")),
        ("not there", at(L1, "/figures/4/mean_days/to"), json!("dine"), json!("done")),
        ("out of place", at(L1, "/figures/4/mean_days/from"), json!("what"), json!("due")),
        ("too deep", count.clone(), no_row(8), no_row(7)),
        ("too many", count.clone(), json!({ "all": vec![json!({}); 65] }), json!({ "all": vec![json!({}); 64] })),
        ("not there", count.clone(), json!({ "passed_through": ["gone"] }), json!({ "passed_through": ["back"] })),
        ("not there", count.clone(), json!({ "late": days("dew", "done") }), json!({ "late": days("due", "done") })),
        (
            "not there",
            count.clone(),
            json!({ "in_time": days("due", "dine") }),
            json!({ "in_time": days("due", "done") }),
        ),
        (
            "out of place",
            count.clone(),
            json!({ "late": days("what", "done") }),
            json!({ "late": days("due", "done") }),
        ),
        (
            "not there",
            count.clone(),
            json!({ "column": "cast", "filled": true }),
            json!({ "column": "cost", "filled": true }),
        ),
        (
            "not there",
            count.clone(),
            json!({ "column": "cast", "above": "1" }),
            json!({ "column": "cost", "above": "1" }),
        ),
        ("out of place", count, json!({ "column": "what", "above": "1" }), json!({ "column": "cost", "above": "1" })),
        ("out of place", "/vetoes/1/if".into(), json!({ "veto": "bars" }), json!({ "total_below": "3" })),
        ("out of place", "/grades/0/requires/0/if".into(), json!({ "grade": ["red"] }), json!({ "veto": "bars" })),
        ("out of place", at(B, "/3/rule/from"), source("L1", "late"), source("L1", "on_time")),
        ("out of place", at(B, "/4/rule/counts/0/from"), source("L1", "days"), source("L1", "all")),
        ("out of place", at(B, "/4/rule/counts/0/required"), json!(3), Value::Null),
        (
            "out of place",
            zero.clone(),
            json!({ "item": "band", "not_applicable": true }),
            json!({ "item": "read", "not_applicable": true }),
        ),
        ("out of place", "/sections/3/when".into(), Value::Null, ask("I1")),
        ("out of place", "/sections/4/weight".into(), json!("50"), Value::Null),
        ("out of place", "/sections/4/take".into(), json!("lowest"), json!("highest")),
        (
            "out of place",
            at(A, "/5/rule/parts/0/rule"),
            json!({ "kind": "parts", "parts": [{ "id": "x", "label": text("重"), "full_score": "2", "rule": { "kind": "all_or_nothing" } }] }),
            json!({ "kind": "manual" }),
        ),
        ("out of place", at(I1, "/1/options"), json!([{ "id": "x", "label": text("选") }]), Value::Null),
        ("out of place", at(I1, "/4/at_least"), json!("1"), Value::Null),
        ("out of place", "/grades/2/requires".into(), json!([{ "if": ask("I1"), "text": text("要求") }]), Value::Null),
        ("out of place", "/grades/1/at_most".into(), json!(3), Value::Null),
        ("out of place", "/grade_by".into(), json!({ "chosen_count": ["no"] }), Value::Null),
        ("circle", at(A, "/0/when"), json!({ "item": "judged", "answered": true }), ask("I1")),
        ("circle", at(A, "/0/when"), ask("band"), ask("listed")),
        ("too deep", zero.clone(), nested(8), nested(7)),
        ("too many", zero.clone(), when(many(65)), when(many(64))),
        ("empty", zero.clone(), json!({ "item": "band" }), json!({ "item": "band", "points_below": "3" })),
        ("empty", zero, json!({ "any": [] }), ask("I1")),
        (
            "empty",
            at(I1, "/0/options"),
            json!([]),
            json!([{ "id": "normal", "label": text("一般") }, { "id": "model", "label": text("示范") }]),
        ),
        ("unreachable", at(A, "/1/rule/bands/0/at_least"), json!("4"), json!("3")),
        ("unreachable", at(A, "/3/cap"), json!("6"), json!("6.5")),
        ("unreachable", "/grades/0/at_least".into(), json!("100.5"), json!("95")),
        ("mixed bands", at(A, "/0/rule/bands"), bands("200", "at_most"), bands("200", "at_least")),
        ("not positive", at(A, "/3/rule/below/every"), json!("0"), json!("0.0001")),
        ("not positive", at(B, "/0/rule/step"), json!("0"), json!("0.5")),
        ("not positive", at(B, "/1/rule/out_of"), json!("0"), json!("50")),
        ("not positive", "/shown_out_of".into(), json!("0"), json!("1000")),
        ("not positive", "/full_score".into(), json!("0"), json!("90")),
        ("not positive", "/ranking/tiers/0/share".into(), json!("0"), json!("30")),
        ("not positive", at(A, "/6/rule/channels/0/weight"), json!("0"), json!("1")),
        ("not scored", "/sections/5/full_score".into(), json!("3"), json!("0")),
        ("not scored", "/sections/0/items/0/full_score".into(), json!("1"), json!("0")),
        ("floor above cap", "/sections/5/floor".into(), json!("1"), json!("0")),
        ("floor above cap", at(A, "/0/floor"), json!("9"), json!("2")),
        ("floor above cap", "/total/floor".into(), json!("101"), json!("100")),
        ("floor above cap", "/ranking/normalise/low".into(), json!("100"), json!("99")),
        ("below floor", at(A, "/4/rule/not_done"), json!("-2"), json!("-1")),
        ("below floor", at(A, "/0/rule/bands/1/points"), json!("-1"), json!("0")),
        ("above full", at(A, "/6/not_applicable/points"), json!("7"), json!("6")),
        ("above full", "/ranking/tiers/1/share".into(), json!("71"), json!("70")),
        ("bad id", at(A, "/1/rule/elements/0/id"), json!("not_done"), json!("done")),
        ("repeated id", "/sections/0/id".into(), json!("supplement"), json!("supply")),
        ("repeated id", "/parameters/1/id".into(), json!("area"), json!("meetings")),
        ("too many decimals", "/total/decimals".into(), json!(5), json!(4)),
        ("section sum", "/sections/2/base".into(), json!("9"), json!("10")),
        ("section sum", at(A, "/5/rule/parts/0/full_score"), json!("1"), json!("2")),
        ("total sum", "/sections/2/weight".into(), json!("51"), json!("50")),
        ("total sum", "/total/base".into(), json!("21"), json!("20")),
        ("asks about person", at(I1, "/4/label"), text("负责人姓名"), text("责任岗位")),
        ("asks about person", at(L1, "/columns/0/label"), text("责任人"), text("责任单位")),
        ("asks about person", at(I1, "/0/options/0/label"), text("住址"), text("地点")),
        ("veto without effect", "/vetoes/1/effect/grade".into(), json!("green"), json!("yellow")),
    ]
}

#[test]
fn the_wide_standard_has_no_flaw() {
    assert_eq!(small::flaws(&wide::standard()), []);
}

#[test]
fn every_further_flaw_is_found_and_its_neighbour_passes() {
    let mut wrong = Vec::new();
    for (wanted, pointer, bad, good) in rows() {
        let found = names(&small::flaws(&wide::spoilt(&pointer, &bad)));
        if !found.contains(wanted) {
            wrong.push(format!("{pointer} = {bad}: {found:?}, not {wanted}"));
        }
        let found = names(&small::flaws(&wide::spoilt(&pointer, &good)));
        if found.contains(wanted) {
            wrong.push(format!("{pointer} = {good}: {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_told_with_its_way_round() {
    let spoilt = wide::spoilt("/sections/1/items/0/when", &json!({ "item": "judged", "answered": true }));
    let flaws = small::flaws(&spoilt);
    let told = format!("{flaws:?}");
    assert!(told.contains("band → judged → band") || told.contains("judged → band → judged"), "{told}");
}

#[test]
fn a_condition_may_look_at_the_numbers_of_an_item_and_at_nothing_else() {
    let there = |standard: &Value, pointer: &str, item: &str, field: &str| {
        let mut standard = standard.clone();
        let text = json!({ "zh-Hans": "不计分", "en": "x" });
        let condition = json!({ "item": item, "field": field, "at_least": "1" });
        standard.pointer_mut(pointer).expect("an item")["zero_when"] = json!([{ "if": condition, "text": text }]);
        !names(&small::flaws(&standard)).contains("not there")
    };
    let small = [
        ("deduct", &["held", "late"][..]),
        ("band", &["part", "whole"]),
        ("rate", &["part", "whole"]),
        ("poll", &["issued", "good"]),
        ("bonus", &["prizes"]),
        ("plain", &[]),
        ("list", &[]),
    ];
    let wide = [
        ("I1", &["members", "share"][..]),
        ("L1", &["all", "late", "on_time", "cost", "days", "steps"]),
        ("band", &["area"]),
        ("target", &["target", "actual"]),
        ("date", &["done"]),
        ("poll", &["onsite.issued", "phone.good"]),
        ("given", &["points"]),
        ("lates", &["late"]),
        ("rows", &[]),
    ];
    let both =
        [(small::standard(), "/sections/0/items/1", &small[..]), (wide::standard(), "/sections/2/items/0", &wide)];
    for (standard, pointer, items) in both {
        for (item, fields) in items {
            for field in *fields {
                assert!(there(&standard, pointer, item, field), "{item}.{field}");
            }
            for stranger in ["odd", "status", "note", "open", "one", "county"] {
                assert!(!there(&standard, pointer, item, stranger), "{item}.{stranger}");
            }
        }
    }
}

#[test]
fn a_sum_of_counts_is_a_count() {
    let misplaced = |kind: &str| {
        let mut standard = wide::standard();
        standard["sections"][0]["items"][1]["rule"]["columns"][3]["type"] = json!(kind);
        standard["sections"][2]["items"][4]["rule"]["counts"][0]["from"]["figure"] = json!("cost");
        names(&small::flaws(&standard)).contains("out of place")
    };
    assert!(misplaced("number") && !misplaced("count"));
}

#[test]
fn a_name_that_is_not_there_is_told_with_its_place() {
    let spoilt = wide::spoilt("/sections/1/items/0/rule/bands/0/at_least", &json!("@ares"));
    let places: BTreeSet<String> = small::flaws(&spoilt).into_iter().map(|flaw| flaw.at).collect();
    assert!(places.contains("sections[1].items[0].rule.bands[0].at_least"), "{places:?}");
}

#[test]
fn what_is_wrong_for_one_kind_of_unit_names_the_kind() {
    let spoilt = wide::spoilt("/sections/7/full_score", &json!("6"));
    let places: BTreeSet<String> = small::flaws(&spoilt).into_iter().map(|flaw| flaw.at).collect();
    assert_eq!(places, BTreeSet::from(["town: full_score".to_owned(), "town: sections.F".to_owned()]));
}

#[test]
fn every_text_of_the_wide_standard_is_looked_at() {
    let mut places = Vec::new();
    crate::linting::text_places(&wide::standard(), "", &mut places);
    assert!(places.len() > 80, "{}", places.len());
    let asks = |place: &String| {
        let spoilt = wide::spoilt(place, &json!({ "zh-Hans": "身份证号{@area}", "en": "x" }));
        names(&small::flaws(&spoilt)).contains("asks about person")
    };
    let overlooked: Vec<String> = places.into_iter().filter(|place| !asks(place)).collect();
    assert_eq!(overlooked, [""; 0]);
}

#[test]
fn only_what_may_be_meant_is_a_warning() {
    for (wanted, pointer, bad, _) in rows() {
        let flaws = small::flaws(&wide::spoilt(&pointer, &bad));
        let flaw = flaws.iter().find(|flaw| crate::linting::name(&flaw.kind) == wanted).expect("it is found");
        let mild = ["unused parameter", "unreachable", "full unreachable"].contains(&wanted);
        assert_eq!(flaw.level, if mild { Level::Warning } else { Level::Error }, "{pointer} = {bad}");
    }
}
