//! Hostile and broken bytes: all of them are refused, none of them panics.

use serde_json::{Value, json};
use yardstick::domain::intake::Received;
use yardstick::domain::sha256;
use yardstick::format::{ReadError, canonical, kind_of, parse, read_submission, read_template, write_submission};

use crate::cases;
use crate::scenario::Scenario;
use crate::small;

/// A small export with an answer to every rule.
fn export() -> String {
    let all = Scenario::with(small::sheet()).unit("东山村党支部", "village", "2026-Q3").choose("plain", "yes");
    let all = all.choose("levels", "good").remark("levels", "有\t事\u{1}例").count("deduct", "held", 3);
    let all = all.tick("list", &["two"]).count("band", "part", 1).count("band", "whole", 2).skip("poll");
    write_submission(all.veto("fails", false).sheet()).text
}

fn refused(bytes: &[u8]) -> Option<ReadError> {
    read_submission(bytes).err()
}

fn problem(text: &str) -> String {
    match parse(text.as_bytes()) {
        Err(ReadError::NotJson { problem, .. }) => problem,
        Err(other) => panic!("refused otherwise: {other}"),
        Ok(_) => panic!("{} bytes were let in: {}", text.len(), text.chars().take(60).collect::<String>()),
    }
}

/// The text of a document in which the `n`-th member, counted from 0, stands twice; `None` behind
/// the last.
fn with_repeated_member(value: &Value, n: usize) -> Option<String> {
    fn write(value: &Value, left: &mut Option<usize>) -> String {
        match value {
            Value::Object(members) => {
                let mut parts = Vec::new();
                for (key, value) in members {
                    let twice = *left == Some(0);
                    *left = left.and_then(|n| n.checked_sub(1));
                    let part = format!("{}:{}", json!(key), write(value, left));
                    parts.extend(std::iter::repeat_n(part, if twice { 2 } else { 1 }));
                }
                format!("{{{}}}", parts.join(","))
            }
            Value::Array(list) => {
                let parts: Vec<String> = list.iter().map(|value| write(value, left)).collect();
                format!("[{}]", parts.join(","))
            }
            other => other.to_string(),
        }
    }
    let mut left = Some(n);
    let text = write(value, &mut left);
    left.is_none().then_some(text)
}

#[test]
fn a_key_that_stands_twice_is_refused_wherever_it_stands() {
    let document: Value = serde_json::from_str(&export()).expect("JSON");
    let mut found = 0;
    while let Some(text) = with_repeated_member(&document, found) {
        assert!(problem(&text).contains("stands twice"), "member {found}");
        found += 1;
    }
    assert!(found > 250, "only {found} members were tried");
}

#[test]
fn the_same_key_in_other_spelling_stands_twice_too() {
    assert!(problem(r#"{"a":1,"\u0061":2}"#).contains("stands twice"));
}

#[test]
fn decimal_and_huge_numbers_are_refused() {
    for number in ["0.5", "1.0", "1e2", "1E0", "-0", "-0.0", "18446744073709551616", "-9223372036854775809", "1e999"] {
        assert!(matches!(parse(number.as_bytes()), Err(ReadError::NotJson { .. })), "{number}");
    }
    for number in ["0", "-1", "18446744073709551615", "-9223372036854775808"] {
        assert!(parse(number.as_bytes()).is_ok(), "{number}");
    }
}

#[test]
fn nesting_is_let_in_up_to_a_depth() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(nested(32).as_bytes()).is_ok());
    assert!(problem(&nested(33)).contains("deep"));
    assert!(problem(&nested(100_000)).contains("deep"));
    assert!(problem(&("{\"a\":".repeat(33) + "1" + &"}".repeat(33))).contains("deep"));
}

#[test]
fn texts_are_let_in_up_to_a_length() {
    for letter in ["a", "é", "中", "😀"] {
        let text = |length: usize| format!("\"{}\"", letter.repeat(length));
        assert!(parse(text(20_000).as_bytes()).is_ok(), "{letter}");
        assert!(problem(&text(20_001)).contains("20000"), "{letter}");
    }
}

#[test]
fn values_are_let_in_up_to_a_number() {
    let list = |length: usize| format!("[{}0]", "0,".repeat(length - 1));
    assert!(parse(list(399_999).as_bytes()).is_ok());
    assert!(problem(&list(400_000)).contains("400000"));
}

#[test]
fn a_file_larger_than_any_real_one_is_refused_unread() {
    let most = 5 * 1024 * 1024;
    assert_eq!(parse(&vec![b' '; most + 1]), Err(ReadError::TooLarge { most }));
    assert!(matches!(parse(&vec![b' '; most]), Err(ReadError::CutOff { .. })));
}

#[test]
fn a_byte_order_mark_is_no_trouble() {
    let marked = format!("\u{feff}{}", export());
    let received = read_submission(marked.as_bytes()).expect("a mark is let in");
    assert_eq!(received.digest, read(&export()).digest);
    assert!(matches!(parse("\u{feff}\u{feff}1".as_bytes()), Err(ReadError::NotJson { .. })), "one mark, not two");
    let template = format!("\u{feff}{}", small::file(&small::standard()));
    assert!(read_template(template.as_bytes()).is_ok());
}

fn read(text: &str) -> Received {
    read_submission(text.as_bytes()).expect("an export can be read")
}

#[test]
fn what_is_not_utf_8_is_told_apart_from_what_is_cut_off() {
    let gbk = b"{\"format\":\"\xb1\xea\xb3\xdf\"}";
    assert_eq!(parse(gbk), Err(ReadError::NotText));
    let utf_16: Vec<u8> = "{\"标\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(parse(&utf_16).is_err());
    assert_eq!(parse(b"\xff\xfe{"), Err(ReadError::NotText));
    assert_eq!(parse("\"标".as_bytes().split_last().expect("bytes").1), Err(ReadError::CutOff { line: 1 }));
    assert!(problem(r#""\ud83d""#).contains("surrogate") || !problem(r#""\ud83d""#).is_empty(), "half a sign");
}

#[test]
fn what_only_looks_like_json_is_refused() {
    for text in [
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "{\"a\":1,}",
        "NaN",
        "Infinity",
        "01",
        "+1",
        "1 2",
        "{} x",
        "/**/1",
        "\"\t\"",
        "nul",
    ] {
        assert!(matches!(parse(text.as_bytes()), Err(ReadError::NotJson { .. } | ReadError::CutOff { .. })), "{text}");
    }
    assert!(matches!(parse(b""), Err(ReadError::CutOff { .. })));
}

#[test]
fn a_mistake_is_told_by_line_and_column() {
    let error = parse(b"{\n  \"a\": 1,\n  \"b\": 2.5\n}");
    let Err(ReadError::NotJson { line, column, problem }) = error else { panic!("{error:?}") };
    assert_eq!((line, column), (3, 10));
    assert!(!problem.contains("line"), "the place is told apart: {problem}");
}

#[test]
fn columns_are_counted_in_characters() {
    let error = parse("[\n  {\"标尺\": 标}]".as_bytes());
    let Err(ReadError::NotJson { line, column, .. }) = error else { panic!("{error:?}") };
    assert_eq!((line, column), (2, 10));
    let twice = parse("{\"标\":1,\"标\":2}".as_bytes());
    let Err(ReadError::NotJson { line, column, problem }) = twice else { panic!("{twice:?}") };
    assert_eq!((line, column, problem.as_str()), (1, 10, "the key \"标\" stands twice"));
}

/// What another reader makes of them.
#[test]
fn texts_and_escapes_mean_what_they_mean_everywhere() {
    for text in [
        r#""""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0041\u00e9\u6807\u2028\uFFFF\u0000""#,
        r#""\ud83d\ude00\uD83D\uDE00x""#,
        r#""\udbff\udfff\ud800\udc00""#,
        r#"{"\u6807\"":[{},[],"/",true,false,null,-0x]}"#,
        r#"{"\u6807\"":[{},[],"/",true,false,null,-7,0,10]}"#,
        " [ 1 , 2 ] ",
        r#""\ud83d""#,
        r#""\ud83d\n""#,
        r#""\ud83dx""#,
        r#""\ud83d\ud83d""#,
        r#""\ud83d\ue000""#,
        r#""\ud83d\udfff\ud83d\udc00""#,
        r#""\ude00\ud83d""#,
        r#""\u12g4""#,
        r#""\u+123""#,
        r#""\x41""#,
        "\"\u{7f}\"",
        "\"\u{1f}\"",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{,}",
        "[,]",
        "-",
        "--1",
        "-01",
        "1-2",
        "1+2",
        "truf",
        "true1",
    ] {
        let other = serde_json::from_str::<Value>(text).ok();
        assert_eq!(parse(text.as_bytes()).ok(), other, "{text}");
    }
}

#[test]
fn every_beginning_of_an_export_is_refused_as_cut_off() {
    let small = export();
    for end in 0..small.len() {
        let error = refused(&small.as_bytes()[..end]);
        assert!(matches!(error, Some(ReadError::CutOff { .. })), "cut at {end}: {error:?}");
    }
    // The real export is ten times as long; every 89th of its beginnings stands for the others.
    let large = write_submission(&cases::one("sixteen", "01")).text;
    for end in (0..large.len()).step_by(89) {
        assert!(matches!(refused(&large.as_bytes()[..end]), Some(ReadError::CutOff { .. })), "cut at {end}");
    }
}

#[test]
fn a_small_export_with_one_bit_of_any_byte_changed_is_refused() {
    let text = export();
    assert_eq!(refused(text.as_bytes()), None);
    for (n, bit) in (0..text.len()).zip((0..8).cycle()) {
        flipped(text.as_bytes(), n, bit);
    }
}

/// Every 151st byte: a real export is ten times as long as the small one. 151 is odd, so that all
/// eight bits have their turn.
#[test]
fn a_real_export_with_one_bit_changed_is_refused() {
    let text = write_submission(&cases::one("sixteen", "01")).text;
    for n in (0..text.len()).step_by(151) {
        flipped(text.as_bytes(), n, n % 8);
    }
}

fn flipped(bytes: &[u8], n: usize, bit: usize) {
    let mut changed = bytes.to_vec();
    changed[n] ^= 1 << bit;
    assert!(refused(&changed).is_some(), "byte {n}, bit {bit} was let in");
    // Whatever it is now, asking for it in other ways does not panic either.
    let _ = (kind_of(&changed), read_template(&changed));
}

/// Texts in which nearly everything stands that a text of JSON can have.
const WRITTEN: [&str; 6] = [
    r#"{"a":[1,-2,true,null,""],"a b":{},"a\"b":1,"é":"x"}"#,
    r#"{"a":"\u00e9\/\n\t\b\\\"","b":[[],{"c":"句"}]}"#,
    r#"{"!":0,"a":{"!a":1,"a":2},"b":"\u001f"}"#,
    r#"[ {"b" : 10 ,"a":18446744073709551615}]"#,
    r#"{"!":0,"a":{"a":2,"a b":"\n\\句"},"b":[false,-7,10]}"#,
    "{\"b\":-9223372036854775808,\"c\":[\"\u{7f}\"]}\n",
];

#[test]
fn what_is_said_to_be_canonical_is_what_would_be_written() {
    // Without its one sign that is given by its number.
    let plain = export().replace("\\u0001", "");
    let mut found = [0, 0];
    for text in WRITTEN.iter().map(|text| (*text).to_owned()).chain([plain.clone()]) {
        let look = |text: &str, found: &mut [usize; 2]| {
            let Ok(read) = strict_json::parse(text) else { return };
            let written = canonical(&read.value);
            // What is said is so; and our own texts are known at a look.
            assert!(read.canonical.is_none_or(|said| said == written), "{text}");
            found[usize::from(read.canonical.is_some())] += 1;
        };
        look(&text, &mut found);
        for at in (0..text.len()).filter(|&at| text.is_char_boundary(at) && text.is_char_boundary(at + 1)) {
            for sign in ["", " ", "a", "b", "!", "\\", "\"", "0", "-", ",", "é"] {
                look(&[&text[..at], sign, &text[at + 1..]].concat(), &mut found);
                look(&[&text[..at], sign, &text[at..]].concat(), &mut found);
            }
        }
    }
    assert!(found[0] > 1000 && found[1] > 1000, "{found:?}");
    assert!(strict_json::parse(&plain).expect("it is JSON").canonical.is_some());
}

#[test]
fn a_member_that_looks_like_the_integrity_of_the_document_does_not_hide_a_change() {
    let file = export();
    let document: Value = serde_json::from_str(&file).expect("JSON");
    let integrity = canonical(&document["integrity"]);
    // Behind the document's own one stands another of the same contents, inside.
    let hidden = file.trim_end().strip_suffix('}').expect("an object").to_owned()
        + &format!(",\"x_more\":{{\"a\":1,\"integrity\":{integrity}}}}}");
    assert_eq!(refused(hidden.as_bytes()), Some(ReadError::Altered));
    let mut sealed = document.clone();
    sealed["x_more"] = json!({ "a": 1, "integrity": document["integrity"] });
    sealed.as_object_mut().expect("an object").remove("integrity");
    let digest = sha256(&canonical(&sealed));
    sealed["integrity"] = json!({ "alg": "jcs-sha256", "digest": digest });
    sealed["x_more"]["integrity"] = sealed["integrity"].clone();
    let found = refused(canonical(&sealed).as_bytes());
    assert_eq!(found, Some(ReadError::Altered), "the digest was that of other contents");
}
