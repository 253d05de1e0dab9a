//! The data files in `tests/cases/`: sheets worked out by hand.
//!
//! `"from": "full"` starts from `full.json`; an entry of the case takes the place of the whole entry
//! and `{}` leaves the item open. Vetoes always stand in full.

use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value, json};
use yardstick::domain::intake::Received;
use yardstick::domain::{Sheet, Template};
use yardstick::format::{read_submission, read_template, sha256, write_submission};

use crate::project;

/// The built-in standard, read once.
pub(crate) static STRONG_BRANCH: LazyLock<Arc<Template>> = LazyLock::new(|| template("strong_branch"));

/// A standard of the library.
pub(crate) fn template(id: &str) -> Arc<Template> {
    let file = format!("templates/{id}.json");
    read_template(project::read(&file).as_bytes()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

static STANDARD: LazyLock<Value> = LazyLock::new(|| json_of("templates/strong_branch.json")["body"].take());

/// One worked sheet.
pub(crate) struct Case {
    /// Its file, without the ending.
    pub(crate) name: String,
    /// The sheet.
    pub(crate) sheet: Sheet,
    /// What it must come to.
    pub(crate) expect: Value,
}

static ALL: [LazyLock<Vec<Case>>; 2] = [LazyLock::new(|| read("strong_branch")), LazyLock::new(|| read("sixteen"))];

/// Every case of a folder that says what it comes to.
pub(crate) fn all(folder: &str) -> &'static [Case] {
    if folder == "sixteen" { &ALL[1] } else { &ALL[0] }
}

fn read(folder: &str) -> Vec<Case> {
    let files = project::files(&format!("tests/cases/{folder}"), ".json");
    files.iter().map(|file| (project::stem(file).to_owned(), json_of(file))).filter_map(case).collect()
}

/// One case by the beginning of its file's name.
pub(crate) fn one(folder: &str, name: &str) -> Sheet {
    let files = project::files(&format!("tests/cases/{folder}"), ".json");
    let file = files.iter().find(|file| project::stem(file).starts_with(name));
    let file = file.unwrap_or_else(|| panic!("tests/cases/{folder} has no {name}"));
    case((project::stem(file).to_owned(), json_of(file))).expect("a case says what it comes to").sheet
}

/// The submission file of a sheet, taken in.
pub(crate) fn received(sheet: &Sheet) -> Received {
    read_submission(write_submission(sheet).text.as_bytes()).expect("what was written can be read")
}

/// A data file.
pub(crate) fn json_of(file: &str) -> Value {
    serde_json::from_str(&project::read(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn case((name, file): (String, Value)) -> Option<Case> {
    let expect = file.get("expect")?.clone();
    let entries = match file.get("from").and_then(Value::as_str) {
        Some(base) => merged(&json_of(&format!("tests/cases/strong_branch/{base}.json"))["entries"], &file["entries"]),
        None => file["entries"].clone(),
    };
    let unit = file.get("unit").cloned();
    let unit = unit.unwrap_or_else(|| json!({ "name": "青山镇第一村党支部", "unit_type": file["unit_type"] }));
    let body = json!({
        "unit": unit,
        "period": "2026",
        "stage": "draft",
        "revision": 1,
        "entries": entries,
        "vetoes": file["vetoes"],
        "template": *STANDARD,
    });
    let document =
        json!({ "format": "yardstick.submission", "version": 1, "id": format!("case-{name}"), "body": body });
    let received = read_submission(sealed(document).as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    Some(Case { name, sheet: Sheet::open(received.submission), expect })
}

/// The document with a digest that fits, as another program would write it.
pub(crate) fn sealed(mut document: Value) -> String {
    document.as_object_mut().expect("a document").remove("integrity");
    let digest = sha256(&jcs(&document));
    document["integrity"] = json!({ "alg": "jcs-sha256", "digest": digest });
    jcs(&document)
}

/// RFC 8785 once more, with the fractions that we never write: keys in the order of their UTF-16 units, no blanks.
fn jcs(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("[{}]", list.iter().map(jcs).collect::<Vec<_>>().join(",")),
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_by_key(|(key, _)| key.encode_utf16().collect::<Vec<_>>());
            let member = |(key, value): (&String, &Value)| format!("{}:{}", Value::from(key.as_str()), jcs(value));
            format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(","))
        }
        plain => plain.to_string(),
    }
}

fn merged(base: &Value, over: &Value) -> Value {
    let mut entries: Map<String, Value> = base.as_object().expect("entries").clone();
    entries.extend(over.as_object().expect("entries").clone());
    entries.retain(|_, entry| entry.as_object().is_none_or(|entry| !entry.is_empty()));
    Value::Object(entries)
}
