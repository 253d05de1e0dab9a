//! Signs that nobody sees: controls are not taken from the keyboard, and what would turn or hide text is
//! shown by its number instead of at work.

use std::borrow::Cow;

/// A control that belongs into no text: C0 and C1 without the tab and the line end.
pub fn is_control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// A sign without a shape that turns the direction of text, hides in it, or joins what looks apart.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Text from a field, without controls.
pub fn typed(text: &str) -> String {
    without(text, |c| !is_control(c))
}

/// The signs of a text that may stay.
pub fn without(text: &str, may_stay: fn(char) -> bool) -> String {
    text.chars().filter(|&c| may_stay(c)).collect()
}

/// Text to be shown: what nobody would see stands there by its number, `‹U+202E›`.
pub fn visible(text: Cow<'_, str>) -> Cow<'_, str> {
    let stands_out = |c: char| is_control(c) || is_hidden(c);
    if !text.chars().any(stands_out) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if stands_out(c) {
            number(u32::from(c), &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn number(code: u32, out: &mut String) {
    out.push_str("\u{2039}U+");
    let digits = if code > 0xffff { 5 } else { 4 };
    out.extend(
        (0..digits).rev().filter_map(|n| char::from_digit((code >> (4 * n)) & 0xf, 16)).map(|c| c.to_ascii_uppercase()),
    );
    out.push('\u{203a}');
}
