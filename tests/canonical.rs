//! Canonical JSON, digests and check codes against known values.

use proptest::prelude::*;
use serde_json::{Value, json};
use yardstick::format::{canonical, check_code, parse, sha256};

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn digests_are_those_of_the_standard() {
    assert_eq!(sha256(""), EMPTY);
    assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_eq!(sha256(two_blocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/// By hand: `e3b0c44298fc1` is
/// 11100 01110 11000 01100 01000 10000 10100 11000 11111 10000 and two bits more,
/// 28 14 24 12 8 16 20 24 31 16, which are the letters W E R C 8 G M R Z G.
#[test]
fn a_check_code_is_the_first_fifty_bits_in_base_32() {
    assert_eq!(check_code(EMPTY), "WERC8GMRZG");
    assert_eq!(check_code(&"0".repeat(64)), "0000000000");
    assert_eq!(check_code(&"f".repeat(64)), "ZZZZZZZZZZ");
}

#[test]
fn a_check_code_has_no_letter_that_is_misheard() {
    for n in 0..200 {
        let code = check_code(&sha256(&n.to_string()));
        assert_eq!(code.len(), 10);
        assert!(code.chars().all(|c| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c))), "{code}");
    }
}

/// The example of RFC 8785, 3.2.2, without its decimal numbers.
#[test]
fn the_example_of_the_rfc_comes_out_as_printed_there() {
    let text = r#"{ "numbers": [333333333, 4, 0], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false] }"#;
    let value = parse(text.as_bytes()).expect("JSON");
    let wanted = r#"{"literals":[null,true,false],"numbers":[333333333,4,0],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(canonical(&value), wanted);
}

/// The sorting example of RFC 8785, 3.2.3: the emoji, outside the basic plane, stands before U+FB33.
#[test]
fn keys_stand_in_the_order_of_their_utf_16_units() {
    let text = r#"{ "\u20ac": 5, "\r": 1, "\ufb33": 7, "1": 2, "\ud83d\ude00": 6, "\u0080": 3, "\u00f6": 4 }"#;
    let value = parse(text.as_bytes()).expect("JSON");
    let wanted = "{\"\\r\":1,\"1\":2,\"\u{80}\":3,\"\u{f6}\":4,\"\u{20ac}\":5,\"\u{1f600}\":6,\"\u{fb33}\":7}";
    assert_eq!(canonical(&value), wanted);
    assert_eq!(canonical(&json!({ "\u{ffee}": 2, "\u{10000}": 1 })), "{\"\u{10000}\":1,\"\u{ffee}\":2}");
}

#[test]
fn signs_are_escaped_as_shortly_as_can_be() {
    let text = "\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}\u{2028}/\"\\标尺";
    assert_eq!(canonical(&Value::from(text)), "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\u{2028}/\\\"\\\\标尺\"");
}

fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn canonical_text_reads_back_as_the_same_document(document in documents()) {
        let text = canonical(&document);
        let again = parse(text.as_bytes()).expect("canonical text is strict JSON");
        prop_assert_eq!(&again, &document);
        prop_assert_eq!(canonical(&again), text);
    }

    #[test]
    fn spaces_change_nothing_in_the_canonical_text(document in documents()) {
        let spaced = serde_json::to_string_pretty(&document).expect("JSON");
        prop_assert_eq!(canonical(&parse(spaced.as_bytes()).expect("JSON")), canonical(&document));
    }
}
