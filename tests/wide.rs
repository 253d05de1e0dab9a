//! A standard that has everything the small one does not: every further rule, conditions, kinds of
//! unit with parameters, weights, roles, flags. Tests spoil a copy of it.

use std::sync::Arc;

use serde_json::{Value, json};
use yardstick::domain::{Sheet, Submission, SubmissionId, Template};
use yardstick::format::read_template;

use crate::small;

fn text(words: &str) -> Value {
    json!({ "zh-Hans": words, "en": format!("({words})") })
}

fn named(id: &str, words: &str) -> Value {
    json!({ "id": id, "label": text(words) })
}

fn item(id: &str, full: &str, rule: Value) -> Value {
    json!({ "id": id, "number": id, "text": text("要求"), "full_score": full, "rule": rule })
}

fn with(mut thing: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().expect("members") {
        thing[key] = value.clone();
    }
    thing
}

fn field(id: &str, kind: &str, more: &Value) -> Value {
    with(json!({ "id": id, "label": text("栏目"), "type": kind }), more)
}

fn information() -> Value {
    let status = json!([named("normal", "一般"), named("model", "示范")]);
    let fields = json!([
        field("status", "choice", &json!({ "options": status })),
        field("members", "count", &json!({ "unit": text("个") })),
        field(
            "ways",
            "ticks",
            &json!({ "required": false, "options": [named("notice", "公示"), named("meeting", "座谈")] })
        ),
        field("on", "date", &json!({ "required": false })),
        field("note", "text", &json!({ "required": false, "most": 20 })),
        field("open", "yes_no", &json!({ "required": false })),
        field("share", "number", &json!({ "required": false, "at_least": "0", "at_most": "100" })),
    ]);
    item("I1", "0", json!({ "kind": "info", "fields": fields }))
}

fn ledger() -> Value {
    let columns = json!([
        field("what", "text", &json!({})),
        field("due", "date", &json!({})),
        field("done", "date", &json!({ "required": false })),
        field("cost", "number", &json!({ "required": false })),
        field("kind", "choice", &json!({ "options": [named("own", "自查"), named("told", "通报")] })),
    ]);
    let states = json!({
        "list": [named("open", "未完成"), named("back", "退回"), with(named("closed", "销号"), &json!({ "closed": true }))],
        "moves": [
            { "from": "open", "to": "closed", "needs": { "column": "done", "filled": true } },
            { "from": "closed", "to": "back" }, { "from": "back", "to": "closed" },
        ],
    });
    let days = json!({ "due": "due", "done": "done" });
    let figures = json!([
        with(named("all", "总数"), &json!({ "count": {} })),
        with(
            named("late", "逾期"),
            &json!({ "count": { "all": [{ "late": days }, { "not": { "state": ["closed"] } }] } })
        ),
        with(
            named("on_time", "按期率"),
            &json!({ "part": { "in_time": days }, "whole": { "any": [{ "column": "kind", "is": ["own"] }, { "passed_through": ["closed"] }] } })
        ),
        with(named("cost", "费用"), &json!({ "sum": "cost", "where": { "column": "cost", "above": "0.5" } })),
        with(named("days", "平均天数"), &json!({ "mean_days": { "from": "due", "to": "done" } })),
        with(named("steps", "措施"), &json!({ "count_children": { "column": "met", "is": ["no"] } })),
    ]);
    let children = json!({ "title": text("措施"), "columns": [field("met", "yes_no", &json!({}))] });
    let rule = json!({ "kind": "ledger", "columns": columns, "children": children, "states": states, "most_rows": 50, "figures": figures });
    item("L1", "0", rule)
}

fn first() -> Value {
    let area = with(named("area", "面积"), &json!({ "unit": text("平方米"), "at_least": "0" }));
    let bands = json!([{ "at_least": "@area", "points": "8" }, { "points": "2" }]);
    let area = with(
        item("band", "8", json!({ "kind": "band", "value": area, "bands": bands })),
        &json!({ "text": text("不少于{@area}平方米") }),
    );
    let elements = json!([named("a", "甲"), named("b", "乙"), named("c", "丙")]);
    let listed = json!({ "kind": "n_of_m", "elements": elements, "bands": [{ "at_least": "3", "points": "4" }, { "at_least": "2", "points": "1" }, { "points": "0" }] });
    let classes = json!([
        with(named("county", "县级"), &json!({ "points": "1" })),
        with(named("city", "市级"), &json!({ "points": "2" }))
    ]);
    let target = json!({ "kind": "target_steps", "target": named("target", "任务"), "actual": named("actual", "完成"),
        "below": { "every": "10", "of": "percent", "each": "0.5" }, "above": { "every": "5", "of": "percent", "each": "1", "partial": true, "cap": "2" } });
    let late = json!([{ "at_most": "0", "points": "6" }, { "at_most": "30", "points": "3" }, { "points": "0" }]);
    let dated = json!({ "kind": "date", "due": { "day": "06-30" }, "done": named("done", "完成"), "bands": late, "not_done": "-1" });
    let held = with(named("held", "次数"), &json!({ "required": "@meetings", "each": "1" }));
    let parts = json!([
        with(named("one", "大会"), &json!({ "full_score": "2", "rule": { "kind": "all_or_nothing" } })),
        with(
            named("two", "小会"),
            &json!({ "full_score": "4", "floor": "0", "cap": "4", "rule": { "kind": "deduct_per", "counts": [held] } })
        ),
    ]);
    let options = json!([
        with(named("good", "满意"), &json!({ "weight": "100" })),
        with(named("bad", "不满意"), &json!({ "weight": "0" }))
    ]);
    let channels = json!([
        with(named("onsite", "现场"), &json!({ "weight": "60" })),
        with(named("phone", "电话"), &json!({ "weight": "40" }))
    ]);
    let poll = json!({ "kind": "survey", "issued": named("issued", "发放"), "minimum": 5, "channels": channels, "options": options });
    json!({ "id": "A", "title": text("一"), "full_score": "40", "items": [
        area,
        with(item("listed", "4", listed), &json!({ "evidence": [{ "name": text("照片"), "required": true, "when": { "item": "listed", "ticked": ["a"] } }] })),
        item("rows", "4", json!({ "kind": "add_rows", "classes": classes, "most_rows": 3 })),
        with(item("target", "6", target), &json!({ "cap": "8", "scored_by": text("县里") })),
        with(item("date", "6", dated), &json!({ "floor": "-1" })),
        item("parts", "6", json!({ "kind": "parts", "parts": parts })),
        with(item("poll", "6", poll), &json!({ "not_applicable": { "policy": "fixed", "points": "3", "when": text("没有开展"), "confirmed_by": text("上级") } })),
    ] })
}

fn second() -> Value {
    let bands = json!([{ "at_least": "90", "points": "5" }, { "points": "0" }]);
    let on_time = json!({ "kind": "ratio_band", "part": named("part", "按期"), "whole": named("whole", "全部"), "over": "full", "from": { "item": "L1", "figure": "on_time" }, "bands": bands });
    let late = with(
        named("late", "逾期"),
        &json!({ "each": "1", "free": 1, "every": 2, "cap": "4", "from": { "item": "L1", "figure": "late" } }),
    );
    json!({ "id": "B", "title": text("二"), "full_score": "30", "base": "10", "weight": "50", "full_when": { "item": "I1", "field": "status", "is": ["model"] }, "items": [
        with(item("judged", "5", json!({ "kind": "manual", "step": "0.5" })), &json!({
            "zero_when": [{ "if": { "item": "band", "points_below": "3" }, "text": text("面积不够") }],
            "full_when": [{ "if": { "item": "I1", "field": "members", "at_least": "9" }, "text": text("成员多") }] })),
        item("given", "5", json!({ "kind": "external", "by": text("测评办"), "out_of": "100" })),
        item("linked", "5", json!({ "kind": "linked", "template": "other", "take": "total", "period": "Q1", "bands": bands })),
        with(item("read", "5", on_time), &json!({ "not_applicable": { "policy": "drop", "when": text("没有问题") } })),
        with(item("lates", "0", json!({ "kind": "deduct_per", "counts": [late] })), &json!({ "floor": "-5" })),
    ] })
}

/// The standard as its author would write it.
pub(crate) fn standard() -> Value {
    let yes = json!({ "kind": "all_or_nothing" });
    let prize = |id: &str, each: &str| with(named(id, "奖"), &json!({ "each": each, "cap": "4", "every": 2 }));
    let levels = json!([
        with(named("high", "好"), &json!({ "points": "5" })),
        with(named("low", "差"), &json!({ "points": "1" }))
    ]);
    let events = with(named("events", "起数"), &json!({ "each": "2.5" }));
    let for_kind = |kind: &str, id: &str, rule: Value| json!({ "id": id, "title": text("五"), "full_score": "5", "for": [kind], "items": [item("kind", "5", rule)] });
    json!({
        "id": "wide", "edition": "1", "title": text("大标准"), "mode": "health_check",
        "periods": ["year", "half_month", "stage", "once"], "full_score": "90", "shown_out_of": "100",
        "unit_types": [named("village", "村"), named("town", "镇")],
        "parameters": [
            with(named("area", "面积标准"), &json!({ "value": "200", "by_type": { "town": "500" }, "editable": true })),
            with(named("meetings", "会议次数"), &json!({ "value": 4 })),
        ],
        "sections": [
            { "id": "H", "title": text("基本情况"), "role": "info", "full_score": "0", "items": [information(), ledger()] },
            first(),
            second(),
            { "id": "C", "title": text("三"), "full_score": "10", "when": { "not": { "item": "parts", "answered": true } }, "otherwise": { "fixed": "4" },
              "items": [with(item("plain", "10", yes.clone()), &json!({ "when": { "unit_type": ["village"] }, "otherwise": "zero" }))] },
            { "id": "D", "title": text("加分"), "role": "bonus", "full_score": "5", "take": "highest", "items": [
                item("prizes", "5", json!({ "kind": "add_per", "take": "highest", "counts": [prize("one", "0.5"), prize("two", "1")] })),
                item("level", "5", json!({ "kind": "options", "options": levels })) ] },
            { "id": "P", "title": text("扣分"), "role": "penalty", "full_score": "0", "floor": "-6", "items": [
                with(item("events", "0", json!({ "kind": "deduct_per", "counts": [events] })), &json!({ "floor": "none" })) ] },
            for_kind("village", "E", yes),
            for_kind("town", "F", json!({ "kind": "rate_times", "part": named("part", "部分"), "whole": named("whole", "全部") })),
        ],
        "total": { "base": "20", "floor": "0", "ceiling": "100", "decimals": 1, "rescale": "section" },
        "vetoes": [
            { "id": "fails", "text": text("造假"), "effect": { "kind": "fail" } },
            { "id": "caps", "text": text("偏科"), "effect": { "kind": "cap_grade", "grade": "yellow" }, "if": { "any_section_percent_below": "50" } },
            { "id": "bars", "text": text("迟报"), "effect": { "kind": "bar", "text": text("不得申报") }, "if": { "answered_below": { "part": 1, "whole": 2 } } },
        ],
        "grades": [
            { "id": "green", "label": text("绿"), "at_least": "80", "colour": "green", "stars": 3,
              "requires": [{ "if": { "section": "A", "percent_at_least": "60" }, "text": text("第一部分不低于六成") }] },
            { "id": "yellow", "label": text("黄"), "at_least": "60", "colour": "yellow" },
            { "id": "red", "label": text("红"), "colour": "red" },
        ],
        "flags": [
            { "id": "card", "label": text("黄牌"), "if": { "any": [{ "total_below": "50" }, { "veto": "bars" }, { "grade": ["red"] }, { "chosen_count": ["no"], "at_least": 1 }] } },
        ],
        "supplement": { "title": text("自选"), "most_items": 2, "full_score": "6", "score_apart": true },
        "award": { "label": text("先进"), "grade": "green" },
        "ranking": { "tiers": [with(named("top", "一等"), &json!({ "share": "30" })), with(named("rest", "二等"), &json!({ "share": "70" }))], "normalise": { "low": "60", "high": "100" } },
    })
}

/// A copy with one value replaced; `null` takes the member away.
pub(crate) fn spoilt(pointer: &str, value: &Value) -> Value {
    let mut standard = standard();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = standard.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match parent {
        Value::Object(members) if value.is_null() => drop(members.remove(key)),
        Value::Object(members) => drop(members.insert(key.to_owned(), value.clone())),
        other => other[key.parse::<usize>().expect("an index")] = value.clone(),
    }
    standard
}

/// The standard, checked.
pub(crate) fn template() -> Arc<Template> {
    read_template(small::file(&standard()).as_bytes()).unwrap_or_else(|error| panic!("{error:#?}"))
}

/// An empty sheet of it.
pub(crate) fn sheet() -> Sheet {
    Sheet::open(Submission::new(SubmissionId::from("wide00000000000"), template()))
}
