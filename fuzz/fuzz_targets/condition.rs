//! Any JSON as the condition that zeroes an item.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use yardstick::domain::{Sheet, Submission, SubmissionId};
use yardstick::format::read_template;

fuzz_target!(|bytes: &[u8]| {
    let Ok(condition) = serde_json::from_slice::<Value>(bytes) else { return };
    let text = |text: &str| json!({ "zh-Hans": text });
    let item = |id: &str| json!({ "id": id, "text": text("甲"), "full_score": "5", "rule": { "kind": "all_or_nothing" } });
    let mut zeroed = item("B");
    zeroed["zero_when"] = json!([{ "if": condition, "text": text("乙") }]);
    let template = json!({ "format": "yardstick.template", "version": 1, "id": "fuzz", "body": {
        "id": "fuzz", "edition": "1", "title": text("甲"), "mode": "appraisal", "periods": ["year"], "full_score": "10",
        "unit_types": [{ "id": "village", "label": text("村") }],
        "sections": [{ "id": "S", "title": text("甲"), "full_score": "10", "items": [item("A"), zeroed] }],
    } });
    let Ok(template) = read_template(template.to_string().as_bytes()) else { return };
    let sheet = Sheet::open(Submission::new(SubmissionId::from("fuzz"), template));
    let _ = (sheet.totals(), sheet.missing());
});
