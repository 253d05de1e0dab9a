//! Files that are too deep, too wide or too long, and numbers that are none: refused at once, with a reason.

use serde_json::{Value, json};
use yardstick::domain::{Sheet, points};
use yardstick::format::{MAX_BYTES, ReadError, parse, read_submission, write_submission};

use crate::cases;
use crate::scenario::Scenario;
use crate::small;

fn export() -> Value {
    let all = Scenario::with(small::sheet()).unit("东山村党支部", "village", "2026-Q3").choose("plain", "yes");
    let text = write_submission(all.count("deduct", "held", 3).veto("fails", false).sheet()).text;
    serde_json::from_str(&text).expect("JSON")
}

const COUNT: &str = "/body/entries/deduct/answer/counts/held";

/// The export with another text in place of the count, sealed where it is JSON.
fn with_count(number: &str) -> String {
    let mut document = export();
    // What is no JSON, and what canonical JSON cannot write, is put in as text.
    let Some(value) = serde_json::from_str::<Value>(number).ok().filter(|value| !value.is_f64()) else {
        *document.pointer_mut(COUNT).expect("a count") = json!(31_337);
        return cases::sealed(document).replacen("31337", number, 1);
    };
    *document.pointer_mut(COUNT).expect("a count") = value;
    cases::sealed(document)
}

#[test]
fn what_is_too_deep_too_wide_or_too_long_is_refused_with_a_reason() {
    let too_large = ReadError::TooLarge { most: MAX_BYTES };
    for (what, text, reason) in [
        ("a million brackets", "[".repeat(1_000_000), Some("deep")),
        ("a million objects", "{\"a\":".repeat(1_000_000), Some("deep")),
        ("two million elements", format!("[{}0]", "0,".repeat(2_000_000)), Some("400000")),
        ("ten million elements", format!("[{}0]", "0,".repeat(10_000_000)), None),
        ("a text of four million signs", format!("\"{}\"", "x".repeat(4_000_000)), Some("20000")),
        ("a text of 50 MB", format!("\"{}\"", "x".repeat(50_000_000)), None),
        ("a key of four million signs", format!("{{\"{}\":1}}", "x".repeat(4_000_000)), Some("")),
        ("half a million keys", keys(500_000), Some("400000")),
        ("a million keys", keys(1_000_000), None),
    ] {
        match (parse(text.as_bytes()), reason) {
            (Err(ReadError::NotJson { problem, .. }), Some(reason)) => {
                assert!(problem.contains(reason), "{what}: {problem}");
            }
            // A long key by itself is no trouble: it is none of ours.
            (Ok(_), Some("")) => assert!(read_submission(text.as_bytes()).is_err(), "{what}"),
            (Err(error), None) => assert_eq!(error, too_large, "{what}"),
            (other, _) => panic!("{what}: {:?}", other.map(drop)),
        }
    }
}

fn keys(count: u32) -> String {
    let members: Vec<String> = (0..count).map(|n| format!("\"{n:x}\":0")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn a_count_is_a_whole_number_or_the_file_is_refused() {
    assert!(read_submission(with_count("4").as_bytes()).is_ok());
    for number in [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "-1e400",
        "-0",
        "-1",
        "0.5",
        "3.0",
        "3e0",
        "0.30000000000000004",
        "1.7976931348623157e308",
        "9007199254740993",
        "4294967296",
        "18446744073709551616",
        "\"3\"",
        "\"NaN\"",
        "\"３\"",
        "true",
        "null",
        "[]",
        "[3]",
        "{}",
        "03",
        "+3",
        ".5",
        "3.",
        "0x3",
        "3_0",
        "٣",
        "",
    ] {
        let error = read_submission(with_count(number).as_bytes()).err();
        let named = match &error {
            Some(ReadError::NotJson { line: 1, column, .. }) => *column > 1,
            Some(ReadError::Malformed { problem }) => problem.at.starts_with("body.entries.deduct.answer"),
            // Not even the shape of a value: the text is one that was altered.
            _ => false,
        };
        assert!(named, "{number:?}: {error:?}");
    }
}

#[test]
fn points_are_written_in_quotes_as_they_are_meant() {
    let sheet = cases::json_of("templates/strong_branch.json");
    for number in [
        "\"1e2\"",
        "\"NaN\"",
        "\"-0\"",
        "\" 1\"",
        "\"1 \"",
        "\"01\"",
        "\"1.\"",
        "\".5\"",
        "\"1.00001\"",
        "\"１\"",
        "\"99999999999999999999\"",
        "100",
        "1.5",
        "null",
    ] {
        let mut sheet = sheet.clone();
        sheet["body"]["full_score"] = serde_json::from_str(number).expect("JSON");
        sheet.as_object_mut().expect("a document").remove("integrity");
        let error = yardstick::format::read_template(sheet.to_string().as_bytes()).err();
        assert!(matches!(error, Some(ReadError::Malformed { .. } | ReadError::NotJson { .. })), "{number}: {error:?}");
    }
}

/// A file may claim any result: it is scored anew.
#[test]
fn what_a_file_says_it_comes_to_is_never_believed() {
    let honest = export();
    let total = Sheet::open(read_submission(cases::sealed(honest.clone()).as_bytes()).expect("an export").submission)
        .totals()
        .total;
    let mut boast = honest;
    boast["body"]["result"]["total"] = json!("999");
    let read = read_submission(cases::sealed(boast).as_bytes()).expect("its digest is right").submission;
    assert_eq!(Sheet::open(read).totals().total, total);
    assert!(total < points("999"));
}
