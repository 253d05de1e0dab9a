//! File names that Windows takes.

use proptest::prelude::*;
use yardstick::app::wording;
use yardstick::domain::Lang;
use yardstick::format::file_name;

use crate::cases;

const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// What Windows says to a name, or nothing.
fn complaint(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase().replace('\u{b9}', "1");
    if name.chars().any(|c| c.is_control() || "<>:\"/\\|?*".contains(c)) {
        Some("a forbidden sign")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("a dot or space at the end")
    } else if name.encode_utf16().count() > 128 {
        Some("too long")
    } else if DEVICES.contains(&stem.as_str()) {
        Some("the name of a device")
    } else {
        None
    }
}

#[test]
fn names_are_made_of_their_parts() {
    assert_eq!(
        file_name(&["东山村党支部", "", " 2026 ", "r3", "WERC8GMRZG"], "json"),
        "东山村党支部_2026_r3_WERC8GMRZG.json"
    );
    assert_eq!(file_name(&["a/b\\c:d*e?f\"g<h>i|j"], "csv"), "abcdefghij.csv");
    assert_eq!(file_name(&["..hidden.."], "json"), "hidden.json");
}

#[test]
fn a_device_gets_a_sign_in_front() {
    for device in DEVICES {
        for name in [device.to_owned(), device.to_lowercase(), format!("{device}.old"), format!("{device} .x")] {
            let made = file_name(&[&name], "json");
            assert_eq!(complaint(&made), None, "{made}");
        }
    }
    assert_eq!(file_name(&["console"], "json"), "console.json");
    assert_eq!(file_name(&["COM0"], "json"), "COM0.json");
}

#[test]
fn marks_that_hide_or_turn_text_are_dropped() {
    let made = file_name(&["报\u{200b}表\u{202e}nosj\u{2066}.\u{feff}exe\u{7f}\n"], "json");
    assert_eq!(made, "报表nosj.exe.json");
}

#[test]
fn a_long_name_keeps_its_check_code() {
    let made = file_name(&[&"支部".repeat(200), "2026", "WERC8GMRZG"], "json");
    let head: String = "支部".chars().cycle().take(109).collect();
    assert_eq!(made, format!("{head}_WERC8GMRZG.json"), "120 signs and the ending");
    let longest = "a".repeat(120);
    assert_eq!(file_name(&[&longest], "csv"), format!("{longest}.csv"));
    let emoji = file_name(&[&"😀".repeat(200), "WERC8GMRZG"], "json");
    assert_eq!(complaint(&emoji), None);
    assert!(emoji.ends_with("_WERC8GMRZG.json") && !emoji.contains('\u{fffd}'));
}

#[test]
fn the_file_of_a_sheet_says_who_what_and_when() {
    let sheet = cases::one("sixteen", "01");
    let names = Lang::ALL.map(|lang| wording::submission_name(lang, &sheet, "WERC8GMRZG"));
    for name in &names {
        assert_eq!(complaint(name), None);
        assert!(name.starts_with("白杨镇石桥村党支部_") && name.ends_with("_r1_WERC8GMRZG.json"), "{name}");
        assert!(name.contains("_2026_"), "{name}");
    }
    assert!(names[0] != names[1] && names[1] != names[2], "each language has its own");
}

/// A million names out of letters that make trouble, by a generator of its own: proptest takes a minute.
#[test]
fn a_million_names_are_taken_by_windows() {
    const LETTERS: [char; 32] = [
        'c', 'o', 'n', 'C', 'O', 'M', '1', '\u{b9}', 'L', 'p', 'T', '9', 'N', 'u', 'l', '.', '.', ' ', ' ', '/', '\\',
        ':', '*', '\u{202e}', '\u{200b}', '\0', '\n', '\u{85}', '~', '村', '😀', '_',
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below).expect("small")
    };
    let mut parts = [String::new(), String::new()];
    for _ in 0..1_000_000 {
        for part in &mut parts {
            part.clear();
            part.extend((0..next(6)).map(|_| LETTERS[next(32)]));
        }
        let made = file_name(&[&parts[0], &parts[1]], "json");
        assert_eq!(complaint(&made), None, "{parts:?} became {made:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_makes_a_name_that_windows_takes(
        parts in prop::collection::vec(prop_oneof![any::<String>(), "[ .:*a-c]{0,9}", "(con|NUL|com1|lpt9)[. ]{0,2}", "\\PC{0,60}"], 0..5),
        code in "[0-9A-Z]{10}",
    ) {
        let mut parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        parts.push(&code);
        let made = file_name(&parts, "json");
        prop_assert_eq!(complaint(&made), None, "{}", made);
        prop_assert!(made.ends_with(&format!("{code}.json")), "{}", made);
    }
}
