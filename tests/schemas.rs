//! The checked-in JSON Schemas: made from the types, and in agreement with what the program reads.

use jsonschema::Validator;
use serde_json::{Value, json};
use yardstick::domain::intake::Received;
use yardstick::domain::rollup::{Quota, Rollup};
use yardstick::format::schema::schema;
use yardstick::format::{Kind, VERSION, read_submission, read_template, write_rollup, write_submission};

use crate::cases;
use crate::project;
use crate::small;
use crate::wide;

fn file(kind: Kind) -> String {
    format!("schemas/{}.json", kind.format().trim_start_matches("yardstick."))
}

fn validator(kind: Kind) -> Validator {
    jsonschema::validator_for(&schema(kind)).expect("a schema")
}

fn complaints(kind: Kind, document: &Value) -> Vec<String> {
    validator(kind).iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn small_template() -> Value {
    serde_json::from_str(&small::file(&small::standard())).expect("JSON")
}

fn export() -> Value {
    serde_json::from_str(&write_submission(&cases::one("sixteen", "01")).text).expect("JSON")
}

/// `UPDATE=1 cargo test --features schema` writes them anew.
#[test]
fn the_checked_in_schemas_are_those_of_the_types() {
    for kind in Kind::ALL {
        let made = serde_json::to_string_pretty(&schema(kind)).expect("JSON") + "\n";
        if project::is_updating() {
            std::fs::create_dir_all(project::path("schemas")).expect("a folder can be made");
            std::fs::write(project::path(&file(kind)), &made).expect("a schema can be written");
        }
        assert!(project::read(&file(kind)) == made, "{} is not up to date", file(kind));
    }
}

#[test]
fn every_template_fits_its_schema() {
    let none: [String; 0] = [];
    for file in project::files("templates", ".json") {
        assert_eq!(complaints(Kind::Template, &cases::json_of(&file)), none, "{file}");
    }
    assert_eq!(complaints(Kind::Template, &small_template()), none);
    let wide = serde_json::from_str(&small::file(&wide::standard())).expect("JSON");
    assert_eq!(complaints(Kind::Template, &wide), none, "names and `for` may stand in it");
    let newest = format!("tests/fixtures/template/v{VERSION}.json");
    assert_eq!(complaints(Kind::Template, &cases::json_of(&newest)), none);
}

#[test]
fn every_submission_fits_its_schema() {
    let none: [String; 0] = [];
    for case in cases::all("strong_branch").iter().step_by(7) {
        let document = serde_json::from_str(&write_submission(&case.sheet).text).expect("JSON");
        assert_eq!(complaints(Kind::Submission, &document), none, "{}", case.name);
    }
    let newest = format!("tests/fixtures/submission/v{VERSION}.json");
    assert_eq!(complaints(Kind::Submission, &cases::json_of(&newest)), none);
}

#[test]
fn a_roll_up_fits_its_schema() {
    let received: Vec<Received> = cases::all("sixteen").iter().map(|case| cases::received(&case.sheet)).collect();
    let received: Vec<&Received> = received.iter().collect();
    for (files, quota) in [(&received[..], Some(Quota { part: 1, whole: 2 })), (&[], None)] {
        let written = write_rollup(&Rollup::of(cases::STRONG_BRANCH.clone(), files, quota));
        let document = serde_json::from_str(&written.text).expect("JSON");
        assert_eq!(complaints(Kind::Rollup, &document), [""; 0]);
    }
}

#[test]
fn a_spoilt_wide_template_fits_neither_its_schema_nor_the_program() {
    for (pointer, value) in [
        ("/sections/6/for", json!("village")),
        ("/sections/6/for", json!([])),
        ("/for", json!(["village"])),
        ("/parameters/0/value", json!(["1"])),
        ("/sections/2/items/0/zero_when/0/if", json!({ "thing": "band" })),
        ("/sections/2/items/0/zero_when/0/if", json!({ "item": "band", "answered": false })),
        ("/sections/1/items/0/rule/bands/0/at_least", json!("@")),
        ("/sections/1/items/0/floor", json!("nothing")),
        ("/sections/1/items/4/rule/due", json!({ "day": "13-01" })),
        ("/sections/0/items/1/rule/figures/0/count", json!({ "row": 1 })),
        ("/supplement/score_apart", json!(false)),
    ] {
        let text = small::file(&wide::spoilt(pointer, &value));
        let document = serde_json::from_str(&text).expect("JSON");
        assert_ne!(complaints(Kind::Template, &document), [""; 0], "{pointer} = {value} fits the schema");
        assert!(read_template(text.as_bytes()).is_err(), "{pointer} = {value} is read");
    }
}

#[test]
fn a_spoilt_template_fits_neither_its_schema_nor_the_program() {
    for (pointer, value) in [
        ("/title", json!("小标准")),
        ("/title/de", json!("Norm")),
        ("/mode", json!("exam")),
        ("/periods", json!(["week"])),
        ("/full_score", json!(14)),
        ("/full_score", json!("14.00001")),
        ("/full_score", json!("014")),
        ("/full_score", Value::Null),
        ("/decimals", json!(-1)),
        ("/sections/0/items/0/rule", json!({ "kind": "guess" })),
        ("/sections/0/items/0/rule/each", json!("1")),
        ("/sections/0/items/1/rule/options/0/points", json!(2)),
        ("/sections/0/items/2/rule/counts/0/required", json!("4")),
        ("/sections/0/items/4/not_applicable", json!({ "policy": "drop" })),
        ("/sections/0/items/4/rule/bands/0/atleast", json!("1")),
        ("/vetoes/1/effect", json!({ "kind": "cap_grade" })),
        ("/person", json!({ "name": "x" })),
    ] {
        let text = small::file(&small::spoilt(pointer, value.clone()));
        let document = serde_json::from_str(&text).expect("JSON");
        assert_ne!(complaints(Kind::Template, &document), [""; 0], "{pointer} = {value} fits the schema");
        assert!(read_template(text.as_bytes()).is_err(), "{pointer} = {value} is read");
    }
}

#[test]
fn a_spoilt_submission_fits_neither_its_schema_nor_the_program() {
    for (pointer, value) in [
        ("/format", json!("yardstick.template")),
        ("/version", json!(2)),
        ("/id", json!(7)),
        ("/body/unit", json!({ "code": "x" })),
        ("/body/unit", json!({ "name": "x", "secretary": "y" })),
        ("/body/period", json!("2026-Q5")),
        ("/body/stage", json!("done")),
        ("/body/revision", json!(-1)),
        ("/body/entries", json!([])),
        ("/body/entries/A1", json!("yes")),
        ("/body/entries/A1/answer", json!({ "guess": "yes" })),
        ("/body/entries/C1/answer/counts/reached", json!(1.5)),
        ("/body/vetoes/V1", json!("no")),
    ] {
        let mut document = export();
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
        assert_ne!(complaints(Kind::Submission, &document), [""; 0], "{pointer} = {value} fits the schema");
        assert!(read_submission(cases::sealed(document).as_bytes()).is_err(), "{pointer} = {value} is read");
    }
}

#[test]
fn fields_of_a_newer_program_fit_the_schema() {
    let mut document = export();
    document["body"]["mood"] = json!({ "deep": [1] });
    document["body"]["entries"]["A1"]["colour"] = json!("red");
    assert_eq!(complaints(Kind::Submission, &document), [""; 0]);
}
