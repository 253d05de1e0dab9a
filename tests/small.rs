//! The smallest standard that has everything once: every rule, both kinds of section and veto,
//! every policy. Tests spoil a copy of it.

use std::sync::Arc;

use serde_json::{Value, json};
use yardstick::domain::{Flaw, Sheet, Submission, SubmissionId, Template};
use yardstick::format::{ReadError, VERSION, read_template};

fn text(words: &str) -> Value {
    json!({ "zh-Hans": words, "en": format!("({words})") })
}

fn item(id: &str, rule: &Value) -> Value {
    json!({ "id": id, "number": id, "text": text("要求"), "full_score": "2", "rule": rule })
}

/// The standard as its author would write it.
pub(crate) fn standard() -> Value {
    let field = |id: &str| json!({ "id": id, "label": text("数"), "unit": text("次") });
    let mut plain = item("plain", &json!({ "kind": "all_or_nothing" }));
    plain["guidance"] = text("说明");
    plain["methods"] = json!(["documents", "on_site", "interview", "survey"]);
    plain["evidence"] = json!([{ "name": text("材料") }]);
    let level = |id: &str, points: &str| json!({ "id": id, "label": text("档"), "points": points });
    let mut levels =
        item("levels", &json!({ "kind": "options", "options": [level("good", "2"), level("poor", "0.5")] }));
    levels["rule"]["options"][0]["remark_required"] = json!(true);
    let short =
        json!({ "id": "held", "label": text("次数"), "unit": text("次"), "required": 4, "each": "0.5", "cap": "1" });
    let late = json!({ "id": "late", "label": text("迟报"), "each": "0.25" });
    let deduct = item("deduct", &json!({ "kind": "deduct_per", "counts": [short, late] }));
    let element = |id: &str| json!({ "id": id, "label": text("制度"), "each": "1" });
    let mut list = item("list", &json!({ "kind": "deduct_list", "elements": [element("one"), element("two")] }));
    list["rule"]["elements"][0]["exempt_when"] = text("经确认");
    let bands = json!([{ "at_least": "95", "points": "2" }, { "at_least": "80", "points": "1" }, { "points": "0" }]);
    let mut band =
        item("band", &json!({ "kind": "ratio_band", "part": field("part"), "whole": field("whole"), "bands": bands }));
    band["not_applicable"] = json!({ "policy": "drop", "when": text("没有任务") });
    let rate = item("rate", &json!({ "kind": "rate_times", "part": field("part"), "whole": field("whole") }));
    let said = |id: &str, weight: &str| json!({ "id": id, "label": text("评价"), "weight": weight });
    let options = json!([said("good", "100"), said("poor", "0"), { "id": "unknown", "label": text("不了解") }]);
    let mut poll =
        item("poll", &json!({ "kind": "survey", "issued": field("issued"), "options": options, "minimum": 3 }));
    poll["not_applicable"] = json!({ "policy": "full", "when": text("没有群众") });
    let bonus =
        item("bonus", &json!({ "kind": "add_per", "counts": [{ "id": "prizes", "label": text("奖"), "each": "1" }] }));
    json!({
        "id": "small",
        "edition": "1",
        "title": text("小标准"),
        "issuer": text("县里"),
        "basis": [text("某文件")],
        "reminder": text("不填个人信息"),
        "mode": "appraisal",
        "periods": ["year", "half", "quarter", "month"],
        "decimals": 2,
        "full_score": "14",
        "unit_types": [{ "id": "village", "label": text("村") }],
        "sections": [
            { "id": "core", "title": text("基本"), "full_score": "14", "items": [plain, levels, deduct, list, band, rate, poll] },
            { "id": "extra", "title": text("加分"), "role": "bonus", "full_score": "1.5", "items": [bonus] },
        ],
        "vetoes": [
            { "id": "fails", "text": text("造假"), "effect": { "kind": "fail" } },
            { "id": "caps", "text": text("迟报"), "effect": { "kind": "cap_grade", "grade": "fair" } },
        ],
        "grades": [
            { "id": "good", "label": text("好"), "at_least": "12" },
            { "id": "fair", "label": text("中"), "at_least": "8" },
            { "id": "poor", "label": text("差") },
        ],
        "award": { "label": text("先进"), "grade": "good" },
    })
}

/// A copy with one value replaced; `null` takes the member away.
pub(crate) fn spoilt(pointer: &str, value: Value) -> Value {
    let mut standard = standard();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = standard.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match parent {
        Value::Object(members) if value.is_null() => drop(members.remove(key)),
        Value::Object(members) => drop(members.insert(key.to_owned(), value)),
        other => other[key.parse::<usize>().expect("an index")] = value,
    }
    standard
}

/// What the linter says of a standard.
pub(crate) fn flaws(standard: &Value) -> Vec<Flaw> {
    match read_template(file(standard).as_bytes()) {
        Ok(template) => template.warnings().to_vec(),
        Err(ReadError::Template { flaws }) => flaws,
        Err(other) => panic!("not a standard in shape: {other}"),
    }
}

/// A standard as a file.
pub(crate) fn file(standard: &Value) -> String {
    json!({ "format": "yardstick.template", "version": VERSION, "id": standard["id"], "body": standard }).to_string()
}

/// The standard, checked.
pub(crate) fn template() -> Arc<Template> {
    read_template(file(&standard()).as_bytes()).expect("the small standard is sound")
}

/// An empty sheet of it.
pub(crate) fn sheet() -> Sheet {
    Sheet::open(Submission::new(SubmissionId::from("small0000000000"), template()))
}
