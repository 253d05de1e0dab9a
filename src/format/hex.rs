//! Bytes as hexadecimal digits, small letters only, so that every key is written in one way.

/// Two digits for each.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

/// So many bytes, no more and no less.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    unhex_all(text)?.try_into().ok()
}

/// However many there are; none of a text that is not made of such digits, two for each.
pub fn unhex_all(text: &str) -> Option<Vec<u8>> {
    let half = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some((half(*high)? << 4) | half(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(byte).collect()
}
