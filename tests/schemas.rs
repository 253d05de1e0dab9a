//! The checked-in JSON Schemas: made from the types, and in agreement with what the program reads.
//!
//! The validator is the crate `jsonschema`; `tests/browser/schemas.test.mjs` asks another one, Ajv,
//! the same of the same files.

use jsonschema::Validator;
use serde_json::{Value, json};
use yardstick::domain::Sheet;
use yardstick::domain::intake::Received;
use yardstick::domain::rollup::{Quota, Rollup};
use yardstick::format::schema::schema;
use yardstick::format::{
    Kind, ReadError, VERSION, kind_of, read_submission, read_template, write_rollup, write_submission,
};

use crate::cases;
use crate::following;
use crate::project;
use crate::small;
use crate::spoiling::{Spoilt, changed};
use crate::wide;

const NONE: [String; 0] = [];

fn file(kind: Kind) -> String {
    format!("schemas/{}.json", kind.format().trim_start_matches("yardstick."))
}

fn validator(kind: Kind) -> Validator {
    jsonschema::validator_for(&schema(kind)).expect("a schema")
}

fn complaints(kind: Kind, document: &Value) -> Vec<String> {
    validator(kind).iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What our own reader says, its places included; `None` when it takes the file.
fn refusal(kind: Kind, document: &Value) -> Option<String> {
    let text = document.to_string();
    let error = match kind {
        Kind::Submission => read_submission(text.as_bytes()).err()?,
        _ => read_template(text.as_bytes()).err()?,
    };
    let flaws = if let ReadError::Template { flaws } = &error { &flaws[..] } else { &[] };
    Some(flaws.iter().fold(error.to_string(), |said, flaw| said + " " + &flaw.at))
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
fn every_file_of_the_project_fits_its_schema() {
    let validators = Kind::ALL.map(|kind| (kind, validator(kind)));
    let mut fitting = 0;
    for folder in ["templates", "tests/fixtures", "tests/mechanisms"] {
        for file in project::files(folder, ".json").iter().filter(|file| !file.contains("/bad/")) {
            let Ok(kind) = kind_of(project::read(file).as_bytes()) else { continue };
            let (_, validator) = validators.iter().find(|(known, _)| *known == kind).expect("one a kind");
            let document = cases::json_of(file);
            let said: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
            assert_eq!(said, NONE, "{file}");
            fitting += 1;
        }
    }
    assert!(fitting > 60, "only {fitting} files");
}

#[test]
fn what_the_program_writes_fits_its_schema() {
    let document = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    for standard in [small::standard(), wide::standard()] {
        assert_eq!(complaints(Kind::Template, &document(&small::file(&standard))), NONE);
    }
    for case in cases::all("strong_branch").iter().step_by(7) {
        let written = document(&write_submission(&case.sheet).text);
        assert_eq!(complaints(Kind::Submission, &written), NONE, "{}", case.name);
    }
    let received: Vec<Received> = cases::all("sixteen").iter().map(|case| cases::received(&case.sheet)).collect();
    let received: Vec<&Received> = received.iter().collect();
    for (files, quota) in [(&received[..], Some(Quota { part: 1, whole: 2 })), (&[], None)] {
        let written = write_rollup(&Rollup::of(cases::STRONG_BRANCH.clone(), files, quota));
        assert_eq!(complaints(Kind::Rollup, &document(&written.text)), NONE);
    }
}

#[test]
fn a_bundle_fits_its_schema() {
    let newest = format!("tests/fixtures/bundle/v{VERSION}.json");
    let mut document = cases::json_of(&newest);
    assert_eq!(complaints(Kind::Bundle, &document), [""; 0]);
    document["body"]["records"][0]["body"]["revision"] = json!("one");
    assert_eq!(complaints(Kind::Bundle, &document).len(), 1, "what is in it is looked at too");
}

/// An example is what one unit puts in; here it becomes a file, and that file is read and written again.
#[test]
fn every_example_fits_its_schema() {
    let validator = validator(Kind::Submission);
    let examples = project::files("tests/examples", "example.json");
    assert_eq!(examples.len(), 17);
    for file in examples {
        let standard = file.split('/').nth(2).expect("a folder");
        let mut body = cases::json_of(&file);
        body["stage"] = json!("draft");
        body["revision"] = json!(1);
        body["template"] = cases::json_of(&format!("templates/{standard}.json"))["body"].take();
        let document = json!({ "format": "yardstick.submission", "version": VERSION, "id": standard, "body": body });
        let text = cases::sealed(document);
        let sheet = Sheet::open(read_submission(text.as_bytes()).expect("an example can be read").submission);
        for text in [text, write_submission(&sheet).text] {
            let document = serde_json::from_str(&text).expect("JSON");
            let said: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
            assert_eq!(said, NONE, "{file}");
        }
    }
}

/// `tests/spoilt.json`: each fits neither its schema nor, where the program reads such files, the
/// program, which names the place.
#[test]
fn a_spoilt_file_fits_neither_its_schema_nor_the_program() {
    let mut wrong = Vec::new();
    let mut spoilt_files = 0;
    for (base, cases) in Spoilt::all() {
        let kind = kind_of(base.to_string().as_bytes()).expect("a file of ours");
        let validator = validator(kind);
        assert!(validator.is_valid(&base));
        for spoilt in cases {
            spoilt_files += 1;
            let document = spoilt.of(&base);
            if validator.is_valid(&document) {
                wrong.push(format!("{}: it fits the schema", spoilt.wrong));
            }
            if kind == Kind::Rollup {
                continue;
            }
            match refusal(kind, &document) {
                Some(said) if said.contains(&spoilt.told) => {}
                said => wrong.push(format!("{}: {:?} is not told by {said:?}", spoilt.wrong, spoilt.told)),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(spoilt_files > 100, "only {spoilt_files} files");
}

/// Every place of a standard and of a sheet, spoilt in seven ways: what the schema refuses is refused
/// by the program, and what is out of shape for the program is so for the schema.
#[test]
fn the_schema_and_the_program_agree_about_shapes() {
    let submission = write_submission(&following::filled()).text;
    let template = small::file(&wide::standard());
    let mut tried = 0;
    for (kind, text) in [(Kind::Template, template), (Kind::Submission, submission)] {
        let (base, validator) = (serde_json::from_str::<Value>(&text).expect("JSON"), validator(kind));
        for (n, pointer) in pointers(&base["body"], "/body").iter().enumerate() {
            // The template stands in the submission too, and has had its turn.
            if pointer.starts_with("/body/template/") {
                continue;
            }
            let values = [
                None,
                Some(json!(-1)),
                Some(json!("none-at-all")),
                Some(json!(true)),
                Some(json!([7])),
                Some(json!({ "x": 1 })),
                Some(Value::Null),
            ];
            let document = sealed(kind, changed(&base, pointer, values[n % 7].clone()));
            tried += 1;
            let (fits, said) = (validator.is_valid(&document), refusal(kind, &document));
            let at = || format!("{pointer} = {:?}: {said:?}", values[n % 7]);
            assert!(fits || said.is_some(), "only the schema refuses {}", at());
            let is_shape = said.as_ref().is_some_and(|said| !said.starts_with("the template has errors"));
            assert!(!(fits && is_shape), "the schema takes {}", at());
        }
    }
    assert!(tried > 1000, "only {tried} places");
}

fn sealed(kind: Kind, document: Value) -> Value {
    if kind == Kind::Template {
        return document;
    }
    serde_json::from_str(&cases::sealed(document)).expect("JSON")
}

/// The place of every value inside this one.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (format!("{at}/{name}"), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(n, value)| (format!("{at}/{n}"), value)).collect(),
        _ => Vec::new(),
    };
    inner.into_iter().flat_map(|(at, value)| [vec![at.clone()], pointers(value, &at)].concat()).collect()
}
