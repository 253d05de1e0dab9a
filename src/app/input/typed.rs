//! Numbers as people type them. Full-width digits are digits; what is no number is refused, never guessed.

use crate::domain::{MAX_COUNT, Points};

/// What was typed is no number of this kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoNumber;

/// A count; an empty field is open.
///
/// # Errors
/// When there is anything but digits, or more of them than any real count has.
pub fn count(text: &str) -> Result<Option<u32>, NoNumber> {
    let digits = narrow(text);
    if digits.is_empty() {
        return Ok(None);
    }
    let mut count = 0_u32;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return Err(NoNumber);
        }
        count = count.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
    }
    if count <= MAX_COUNT { Ok(Some(count)) } else { Err(NoNumber) }
}

/// A measured number or points; an empty field is open.
///
/// # Errors
/// When it is no decimal with at most four places.
pub fn number(text: &str) -> Result<Option<Points>, NoNumber> {
    let text = narrow(text);
    if text.is_empty() {
        return Ok(None);
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    // Files allow one way of writing; people type 007 and .5 too.
    let whole = digits.trim_start_matches('0');
    let zero = if whole.is_empty() || whole.starts_with('.') { "0" } else { "" };
    let plain = [zero, whole].concat();
    let plain = plain.strip_suffix('.').unwrap_or(&plain);
    if digits.is_empty() || digits == "." {
        return Err(NoNumber);
    }
    let nothing = plain.bytes().all(|byte| byte == b'0' || byte == b'.');
    let sign = if nothing { "" } else { sign };
    [sign, plain].concat().parse().map(Some).map_err(|_| NoNumber)
}

/// Without spaces around, full-width letters as ASCII, the Chinese full stop as a point.
fn narrow(text: &str) -> String {
    let letter = |letter: char| match letter {
        // Full-width letters stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3002}' => '.',
        '\u{2212}' => '-',
        other => other,
    };
    text.trim().chars().map(letter).collect()
}
