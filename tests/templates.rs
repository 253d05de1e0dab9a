//! The library: every file in `templates/` is sound and on offer.

use serde_json::{Value, json};
use yardstick::domain::Lang;
use yardstick::format::{
    Kind, ReadError, card, kind_of, known, library, read_template, read_template_by, write_template,
};

use crate::cases;
use crate::project;

fn files() -> Vec<String> {
    let files = project::files("templates", ".json");
    assert!(!files.is_empty());
    files
}

#[test]
fn every_file_is_a_card_of_the_library_and_back() {
    let stems: Vec<&str> =
        files().iter().map(|file| project::stem(file)).map(|stem| stem.to_owned().leak() as &str).collect();
    let cards: Vec<&str> = library().iter().map(|card| card.id).collect();
    assert_eq!(cards, stems);
    assert!(card("no such standard").is_none());
}

#[test]
fn a_card_says_what_its_file_says() {
    for file in files() {
        let template = read_template(project::read(&file).as_bytes()).expect("it is sound");
        let card = card(project::stem(&file)).expect("it is in the library");
        assert_eq!(card.id, template.id.as_str(), "the id is the name of the file");
        assert_eq!(card.address(), file);
        assert_eq!(card.edition, template.edition);
        assert_eq!(card.items, template.items().count());
        assert_eq!(card.full_score, template.full_score.to_string());
        for lang in Lang::ALL {
            assert_eq!(card.title(lang), template.title.get(lang));
        }
    }
}

#[test]
fn every_template_passes_the_linter_without_a_word() {
    for file in files() {
        let template =
            read_template(project::read(&file).as_bytes()).unwrap_or_else(|error| panic!("{file}: {error:?}"));
        assert_eq!(template.warnings(), [], "{file}");
    }
}

/// The page that fills them does not carry the linter.
#[test]
fn the_library_is_known_to_the_letter() {
    for file in files() {
        let text = project::read(&file);
        assert!(read_template_by(known, text.as_bytes()).is_ok(), "{file}");
        let mut document: Value = serde_json::from_str(&text).expect("JSON");
        let edition = document["body"]["edition"].as_str().expect("a text").to_owned() + ".";
        document["body"]["edition"] = edition.into();
        let altered = document.to_string();
        assert_eq!(read_template_by(known, altered.as_bytes()).err(), Some(ReadError::Unchecked), "{file}");
        assert!(read_template(altered.as_bytes()).is_ok(), "{file}: sound, but another");
    }
}

#[test]
fn every_text_stands_in_three_languages() {
    for file in files() {
        let mut wrong = Vec::new();
        texts(&cases::json_of(&file), "", &mut wrong);
        assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
    }
}

/// An object with Simplified Chinese is a text; it has all three languages and none is blank.
fn texts(value: &Value, at: &str, wrong: &mut Vec<String>) {
    match value {
        Value::Object(members) if Lang::ALL.iter().any(|lang| members.contains_key(lang.tag())) => {
            for lang in Lang::ALL {
                if members.get(lang.tag()).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty()) {
                    wrong.push(format!("{at} has no {}", lang.tag()));
                }
            }
        }
        Value::Object(members) => members.iter().for_each(|(key, value)| texts(value, &format!("{at}/{key}"), wrong)),
        Value::Array(list) => list.iter().enumerate().for_each(|(n, value)| texts(value, &format!("{at}/{n}"), wrong)),
        _ => {}
    }
}

#[test]
fn reading_and_writing_a_template_adds_and_loses_nothing() {
    for file in files() {
        let text = project::read(&file);
        assert_eq!(kind_of(text.as_bytes()), Ok(Kind::Template));
        let template = read_template(text.as_bytes()).expect("it is sound");
        let written: Value = serde_json::from_str(&write_template(&template)).expect("JSON");
        let theirs = cases::json_of(&file);
        assert_eq!(plain(&written["body"]), plain(&theirs["body"]), "{file}");
        assert_eq!(written["id"], theirs["id"]);
    }
}

/// What stands there anyway when it is left out.
fn says_nothing(key: &str, value: &Value) -> bool {
    let anyway = [("unit_types", json!([])), ("decimals", json!(2)), ("minimum", json!(0)), ("required", json!(true))];
    *value == json!(false) || anyway.contains(&(key, value.clone()))
}

/// Without what says nothing: the policy `no`, and more that stands there anyway.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(key, value)| !(*key == "not_applicable" && value["policy"] == "no"))
            .filter(|(key, value)| !says_nothing(key, value))
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
        Value::Array(list) => list.iter().map(plain).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_library_stands_in_the_simplified_form_its_writers_use() {
    // A traditional text that equals the simplified one is fine for short words, not for sentences.
    for file in files() {
        let mut same = Vec::new();
        sentences(&cases::json_of(&file), &mut same);
        assert!(same.is_empty(), "{file}: not translated: {same:?}");
    }
}

fn sentences(value: &Value, same: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            if let (Some(simplified), Some(english)) = (text("zh-Hans"), text("en"))
                && (simplified == english || (simplified.chars().count() > 16 && text("zh-Hant") == Some(simplified)))
            {
                same.push(simplified.to_owned());
            }
            members.values().for_each(|value| sentences(value, same));
        }
        Value::Array(list) => list.iter().for_each(|value| sentences(value, same)),
        _ => {}
    }
}
