//! Signs that nobody sees, in every field and on every screen.

use yardstick::domain::signs::{is_control, is_hidden, typed, visible};
use yardstick::domain::{Edit, Unit};
use yardstick::format::{open_submission, write_submission};

use crate::cases;
use crate::scenario::Scenario;

/// Every sign there is, in order, in pieces that a field takes.
fn pieces() -> Vec<String> {
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    assert_eq!(all.len(), 1_114_112 - 2_048, "all code points but the surrogates, which are no signs");
    all.chunks(19_900).map(|piece| piece.iter().collect()).collect()
}

#[test]
fn every_sign_there_is_goes_through_a_text_field() {
    let start = Scenario::with(cases::one("sixteen", "01"));
    for piece in pieces() {
        let text = typed(&piece);
        assert!(piece.chars().filter(|&c| !is_control(c)).eq(text.chars()), "only controls are dropped");
        let unit =
            Unit { name: text.clone(), code: text.clone(), superior: text.clone(), ..start.sheet().unit().clone() };
        let sheet = start.clone().remark("A1", &text).edit(Edit::Unit(unit));
        let written = write_submission(sheet.sheet()).text;
        let read = open_submission(written.as_bytes()).expect("what was written can be read");
        let remark =
            read.entries.iter().find(|(item, _)| item.as_str() == "A1").map(|(_, entry)| entry.remark.as_str());
        assert_eq!(remark, Some(text.as_str()));
        assert!([&read.unit.name, &read.unit.code, &read.unit.superior].iter().all(|field| **field == text));
        let shown = visible(text.as_str().into());
        assert!(!shown.contains(|c| is_control(c) || is_hidden(c)));
        assert!(text.contains(is_hidden) || shown == text, "what can be seen is left alone");
    }
}

#[test]
fn what_turns_or_hides_text_is_shown_by_its_number() {
    for (text, shown) in [
        ("报表\u{202e}nosj.exe", "报表‹U+202E›nosj.exe"),
        ("a\u{200b}b\u{feff}", "a‹U+200B›b‹U+FEFF›"),
        ("\u{0}\u{7f}\u{85}", "‹U+0000›‹U+007F›‹U+0085›"),
        ("\u{e0041}", "‹U+E0041›"),
        ("\u{2066}\u{2069}\u{61c}\u{ad}", "‹U+2066›‹U+2069›‹U+061C›‹U+00AD›"),
        ("一\n二\t三 é 😀\u{fe0f} 㐀", "一\n二\t三 é 😀\u{fe0f} 㐀"),
        ("", ""),
    ] {
        assert_eq!(visible(text.into()), shown);
    }
}

#[test]
fn controls_are_not_taken_from_the_keyboard() {
    assert_eq!(typed("a\u{0}\u{1b}[31mb\r\n\tc\u{9c}\u{202e}"), "a[31mb\n\tc\u{202e}");
}
