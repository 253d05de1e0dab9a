//! Files: what is written is read, what is read is written, what is not ours is refused.

use proptest::prelude::*;
use serde_json::{Value, json};
use yardstick::app::Input;
use yardstick::domain::intake::Received;
use yardstick::domain::json::{self as shapes, Write};
use yardstick::domain::rollup::{Quota, Rollup};
use yardstick::domain::{Item, Sheet, Stage};
use yardstick::format::{
    Kind, ReadError, VERSION, canonical, check_code, kind_of, ladder, migrate, read_submission, read_template, sha256,
    write_rollup, write_submission, write_template,
};

use crate::cases;
use crate::project;
use crate::scenario::Scenario;
use crate::small;
use crate::wide;

fn export() -> String {
    write_submission(&cases::one("sixteen", "01")).text
}

fn document() -> Value {
    serde_json::from_str(&export()).expect("JSON")
}

/// The error of an export in which one value was replaced and the digest made to fit again.
fn resealed(pointer: &str, value: Value) -> Option<ReadError> {
    let mut document = document();
    *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
    read_submission(cases::sealed(document).as_bytes()).err()
}

/// The only items that are written from what they are.
#[test]
fn an_item_of_a_unit_is_written_as_it_was_read() {
    let full = json!({
        "id": "N1", "number": "(1)", "text": { "zh-Hans": "自选", "en": "Own" }, "guidance": { "zh-Hans": "说明" },
        "full_score": "4", "floor": "-1", "cap": "none", "not_applicable": { "policy": "no" },
        "methods": ["documents", "on_site"], "remark_required": true, "scored_by": { "zh-Hans": "镇党委" },
        "evidence": [{ "name": { "zh-Hans": "照片" }, "required": true }, { "name": { "zh-Hans": "记录" } }],
        "rule": { "kind": "manual", "lowest": "1", "step": "0.5" },
    });
    let options = json!([
        { "id": "good", "label": { "zh-Hans": "好" }, "points": "4" },
        { "id": "bad", "label": { "zh-Hans": "差" }, "points": "0", "remark_required": true },
    ]);
    for rule in [json!({ "kind": "all_or_nothing" }), json!({ "kind": "options", "options": options })] {
        let plain = json!({
            "id": "N2", "text": { "zh-Hans": "自选" }, "full_score": "4", "not_applicable": { "policy": "no" }, "rule": rule,
        });
        assert_eq!(shapes::read::<Item>(&plain, "item").map(|item| item.write()), Ok(plain));
    }
    assert_eq!(shapes::read::<Item>(&full, "item").map(|item| item.write()), Ok(full));
}

#[test]
fn a_submission_written_read_and_written_again_has_the_same_bytes() {
    // Every fifth of the worked cases stands for the others: a real file is 60 kB.
    for case in cases::all("strong_branch").iter().step_by(5).chain(cases::all("sixteen").iter().step_by(3)) {
        let written = write_submission(&case.sheet);
        let received =
            read_submission(written.text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert_eq!((&received.digest, &received.check_code), (&written.digest, &written.check_code), "{}", case.name);
        let again = Sheet::open(received.submission);
        assert_eq!(write_submission(&again), written, "{}", case.name);
        assert_eq!(again.totals(), case.sheet.totals(), "{}", case.name);
    }
}

#[test]
fn a_template_written_read_and_written_again_has_the_same_bytes() {
    for template in [small::template(), wide::template(), cases::STRONG_BRANCH.clone()] {
        let written = write_template(&template);
        let again = read_template(written.as_bytes()).expect("what was written can be read");
        assert_eq!(again, template);
        assert_eq!(write_template(&again), written);
        assert_eq!(again.fingerprint(), sha256(&canonical(template.value())));
    }
    assert_ne!(small::template(), wide::template());
}

#[test]
fn a_check_code_belongs_to_the_digest_of_the_file() {
    let written = write_submission(&cases::one("sixteen", "01"));
    assert_eq!(written.check_code, check_code(&written.digest));
    let document: Value = serde_json::from_str(&written.text).expect("JSON");
    assert_eq!(document["integrity"]["digest"], json!(written.digest));
    assert_eq!(cases::sealed(document), written.text, "the digest is that of the canonical text without it");
    assert!(!written.text.contains('\n') && !written.text.ends_with(' '));
}

#[test]
fn a_complete_sheet_is_handed_up_and_an_open_one_is_a_draft() {
    let stage = |sheet: &Sheet| cases::received(sheet).submission.stage;
    let full = cases::one("sixteen", "01");
    assert_eq!(stage(&full), Stage::Submitted);
    assert_eq!(stage(Scenario::with(full).put("A1", Input::Cleared).sheet()), Stage::Draft);
}

/// What a program of tomorrow might write: any JSON that strict reading lets in.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_newer_program_writes_survives_byte_for_byte(
        members in prop::collection::vec((0_usize..6, "x[a-zß中\"]{0,4}", anything()), 1..8),
    ) {
        let mut document = document();
        document["body"]["entries"]["A1"]["evidence"] = json!([{ "name": "批复" }]);
        let places = ["", "/body", "/body/result", "/body/entries/A1", "/body/entries/A1/evidence/0", "/body/entries/F1"];
        document["body"]["entries"]["F1"] = json!({});
        for (place, name, value) in members {
            document.pointer_mut(places[place]).expect("a place")[name] = value;
        }
        // An entry without anything is the same as none.
        if document["body"]["entries"]["F1"] == json!({}) {
            document["body"]["entries"].as_object_mut().expect("entries").remove("F1");
        }
        let text = cases::sealed(document);
        let sheet = Sheet::open(read_submission(text.as_bytes()).expect("unknown members are let in").submission);
        let written = write_submission(&sheet);
        prop_assert_eq!(&written.text, &text);
        // An edit and its opposite: the page edits copies of entries.
        let there = Scenario::with(sheet).choose("A1", "no");
        let mut back: Value = serde_json::from_str(&write_submission(there.choose("A1", "yes").sheet()).text).expect("JSON");
        back["body"]["revision"] = json!(1);
        prop_assert_eq!(cases::sealed(back), text);
    }
}

#[test]
fn a_signature_stays_on_what_it_signs() {
    let mut document = document();
    document["signature"] = json!({ "by": "a later version" });
    let text = shapes::canonical(&document);
    let sheet = Sheet::open(read_submission(text.as_bytes()).expect("the contents are the same").submission);
    assert_eq!(write_submission(&sheet).text, text);
    let edited = Scenario::with(sheet).choose("A1", "no");
    let again: Value = serde_json::from_str(&write_submission(edited.sheet()).text).expect("JSON");
    assert_eq!(again.get("signature"), None, "it signs something else");
}

#[test]
fn a_slip_around_the_body_of_a_template_is_told() {
    let file = small::file(&small::standard()).replacen("{\"", "{\"titel\":1,\"", 1);
    let error = read_template(file.as_bytes()).expect_err("a slip").to_string();
    assert_eq!(error, "yardstick.template: titel is unknown");
}

#[test]
fn an_id_has_a_letter_at_least_and_64_at_most() {
    for (letters, read) in [(0, false), (1, true), (64, true), (65, false)] {
        let error = resealed("/id", json!("标".repeat(letters)));
        assert_eq!(error.is_none(), read, "{letters}: {error:?}");
    }
}

#[test]
fn fields_of_a_newer_program_survive() {
    let mut document = document();
    document["body"]["mood"] = json!({ "deep": [1, "two", true] });
    document["body"]["entries"]["A1"]["colour"] = json!("red");
    document["body"]["entries"]["F1"] = json!({ "seen": true });
    let text = cases::sealed(document);
    let received = read_submission(text.as_bytes()).expect("unknown fields are let in");
    assert_eq!(write_submission(&Sheet::open(received.submission.clone())).text, text);
    // An edit of the item keeps them too, since the page edits a copy of the entry.
    let edited = Scenario::with(Sheet::open(received.submission)).choose("A1", "no");
    let again: Value = serde_json::from_str(&write_submission(edited.sheet()).text).expect("JSON");
    assert_eq!(again["body"]["entries"]["A1"]["colour"], json!("red"));
    assert_eq!(again["body"]["mood"]["deep"][1], json!("two"));
}

#[test]
fn the_stated_result_is_never_believed() {
    let mut document = document();
    document["body"]["result"] = json!({ "total": "105", "grade": "candidate" });
    document["body"]["stage"] = json!("draft");
    let received = read_submission(cases::sealed(document).as_bytes()).expect("it is in shape");
    let sheet = Sheet::open(received.submission);
    assert_eq!(sheet.totals().total.to_string(), "97.5");
    assert_eq!(write_submission(&sheet).text, export());
}

#[test]
fn a_file_of_a_newer_version_is_refused_as_newer() {
    let newer = Some(ReadError::Newer { found: VERSION + 1, supported: VERSION });
    assert_eq!(resealed("/version", json!(VERSION + 1)), newer);
    let mut document = document();
    document["version"] = json!(VERSION + 1);
    document["body"] = json!({ "everything": "else" });
    assert_eq!(read_submission(document.to_string().as_bytes()).err(), newer, "whatever its shape and digest");
    let template = small::file(&small::standard()).replace("\"version\":1", "\"version\":99");
    assert_eq!(read_template(template.as_bytes()).err(), Some(ReadError::Newer { found: 99, supported: VERSION }));
}

#[test]
fn other_json_is_not_ours() {
    for text in ["{}", "[]", "null", "1", "\"yardstick.submission\"", r#"{"format":"other"}"#, r#"{"format":1}"#] {
        assert_eq!(kind_of(text.as_bytes()), Err(ReadError::NotOurs), "{text}");
        assert_eq!(read_submission(text.as_bytes()).err(), Some(ReadError::NotOurs), "{text}");
        assert_eq!(read_template(text.as_bytes()).err(), Some(ReadError::NotOurs), "{text}");
    }
    for (pointer, value) in [
        ("/format", json!("yardstick.SUBMISSION")),
        ("/version", json!("1")),
        ("/version", json!(-1)),
        ("/id", json!(7)),
    ] {
        assert_eq!(resealed(pointer, value), Some(ReadError::NotOurs), "{pointer}");
    }
}

#[test]
fn a_document_of_another_kind_is_named() {
    let template = small::file(&small::standard());
    let wrong = ReadError::OtherKind { found: Kind::Template, wanted: Kind::Submission };
    assert_eq!(read_submission(template.as_bytes()).err(), Some(wrong));
    let wrong = ReadError::OtherKind { found: Kind::Submission, wanted: Kind::Template };
    assert_eq!(read_template(export().as_bytes()).err(), Some(wrong));
    let rollup = write_rollup(&Rollup::of(cases::STRONG_BRANCH.clone(), &[], None));
    assert_eq!(kind_of(rollup.text.as_bytes()), Ok(Kind::Rollup));
}

#[test]
fn a_submission_without_a_fitting_digest_is_refused_as_altered() {
    let mut plain = document();
    plain.as_object_mut().expect("a document").remove("integrity");
    assert_eq!(read_submission(plain.to_string().as_bytes()).err(), Some(ReadError::Altered));
    for (pointer, value) in [
        ("/body/entries/A1/answer/choice", json!("no")),
        ("/body/unit/name", json!("另一个支部")),
        ("/integrity/digest", json!("0".repeat(64))),
        ("/integrity/alg", json!("md5")),
    ] {
        let mut document = document();
        *document.pointer_mut(pointer).expect("a place") = value;
        assert_eq!(read_submission(document.to_string().as_bytes()).err(), Some(ReadError::Altered), "{pointer}");
    }
}

#[test]
fn a_template_needs_no_digest_but_one_that_is_there_must_fit() {
    let file = small::file(&small::standard());
    assert!(read_template(file.as_bytes()).is_ok());
    let mut signed: Value =
        serde_json::from_str(&cases::sealed(serde_json::from_str(&file).expect("JSON"))).expect("JSON");
    assert!(read_template(signed.to_string().as_bytes()).is_ok());
    signed["body"]["edition"] = json!("2");
    assert_eq!(read_template(signed.to_string().as_bytes()).err(), Some(ReadError::Altered));
}

#[test]
fn a_signature_is_no_part_of_the_digest() {
    let mut document = document();
    document["signature"] = json!({ "by": "a later version" });
    let received = read_submission(document.to_string().as_bytes()).expect("the contents are the same");
    assert_eq!(received.digest, cases::received(&cases::one("sixteen", "01")).digest);
}

#[test]
fn a_body_out_of_shape_is_malformed() {
    for (pointer, value) in [
        ("/body", json!([])),
        ("/body/unit", json!({ "name": "甲", "secretary": "乙" })),
        ("/body/period", json!("2026-Q5")),
        ("/body/period", json!(2026)),
        ("/body/stage", json!("done")),
        ("/body/revision", json!(-1)),
        ("/body/entries/A1/answer", json!({ "choice": "yes", "counts": {} })),
        ("/body/entries/A1/answer", json!({ "guess": 1 })),
        ("/body/entries/C1/answer/counts/reached", json!("24")),
        ("/body/entries/C1/answer/counts/reached", json!(-1)),
        ("/body/entries/C1/answer/counts/reached", json!(4_294_967_296_u64)),
        ("/body/vetoes/V1", json!("no")),
        ("/body/unit", json!({ "name": "甲", "for": ["village"] })),
        ("/body/template/full_score", json!(100)),
        ("/body/template/mode", json!("exam")),
    ] {
        let error = resealed(pointer, value.clone());
        assert!(matches!(error, Some(ReadError::Malformed { .. })), "{pointer} = {value}: {error:?}");
    }
}

#[test]
fn a_submission_to_a_standard_with_errors_is_refused() {
    let error = resealed("/body/template/full_score", json!("99"));
    assert!(matches!(error, Some(ReadError::Template { .. })), "{error:?}");
}

#[test]
fn a_mistake_in_a_template_is_told_by_its_place() {
    for (pointer, value, place) in [
        ("/sections/0/items/0/full_score", json!("2,5"), "body.sections[0].items[0].full_score"),
        (
            "/sections/0/items/1/rule/options/1/label",
            json!({ "zh": "档" }),
            "body.sections[0].items[1].rule.options[1].label",
        ),
        ("/sections/0/items/2/rule/kind", json!("deduct"), "body.sections[0].items[2].rule"),
        ("/vetoes/0/effect", json!({ "kind": "fail", "by": "all" }), "body.vetoes[0].effect"),
        ("/mode", Value::Null, "mode"),
        ("/title/for", json!(["village"]), "body.title"),
        ("/sections/0/role", json!({ "core": {} }), "body.sections[0].role"),
        ("/tytle", json!("x"), "tytle"),
    ] {
        let file = small::file(&small::spoilt(pointer, value));
        let error = read_template(file.as_bytes()).expect_err("out of shape");
        assert!(matches!(error, ReadError::Malformed { .. }), "{pointer}: {error:?}");
        assert!(error.to_string().contains(place), "{pointer}: {error}");
    }
}

#[test]
fn a_version_is_a_rung_and_keeps_a_fixture_for_ever() {
    assert_eq!(VERSION, u64::try_from(ladder().len()).expect("a small number") + 1);
    assert!(ladder().iter().all(|rung| !rung.name.is_empty()));
    // Fixtures are never edited: each is a file as its version wrote it. A new version adds its own.
    let now = format!("v{VERSION}.json");
    keep(&format!("tests/fixtures/submission/{now}"), &export());
    keep(&format!("tests/fixtures/template/{now}"), &write_template(&cases::STRONG_BRANCH));
    keep(&format!("tests/fixtures/rollup/{now}"), &rolled_up());
    for version in 1..=VERSION {
        let text = project::read(&format!("tests/fixtures/submission/v{version}.json"));
        let received = read_submission(text.as_bytes()).unwrap_or_else(|error| panic!("v{version}: {error}"));
        let sheet = Sheet::open(received.submission);
        assert_eq!(sheet.totals().total.to_string(), "97.5", "v{version}");
        assert!(sheet.missing().is_empty(), "v{version}");
        let text = project::read(&format!("tests/fixtures/template/v{version}.json"));
        let template = read_template(text.as_bytes()).unwrap_or_else(|error| panic!("v{version}: {error}"));
        assert_eq!(template.items().count(), 21, "v{version}");
    }
}

/// A roll-up with everything: shares, an award with fewer places than candidates, a common scale.
fn rolled_up() -> String {
    let unit = |name: &str, choice: &str| {
        let sheet = Scenario::with(wide::sheet()).called(name).unit(name, "village", "2026");
        cases::received(sheet.choose("plain", choice).choose("level", "high").sheet())
    };
    let received = [unit("东山村", "yes"), unit("西山村", "no"), unit("南山村", "no")];
    let received: Vec<&Received> = received.iter().collect();
    write_rollup(&Rollup::of(wide::template(), &received, Some(Quota { part: 1, whole: 2 }))).text
}

/// Writes a fixture that is not there yet; one that is there stays as it is.
fn keep(file: &str, text: &str) {
    let path = project::path(file);
    if project::is_updating() && !path.exists() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a fixture can be written");
    }
}

#[test]
fn a_body_of_this_version_climbs_no_rung() {
    let body = json!({ "any": "thing" });
    assert_eq!(migrate(Kind::Submission, VERSION, body.clone()), body);
    assert_eq!(migrate(Kind::Template, u64::MAX, body.clone()), body);
}
