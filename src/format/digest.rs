//! Digests, and the short code that people compare by phone.

use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O or U, so that nothing is misheard.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// SHA-256 of a text, as 64 hexadecimal digits.
pub fn sha256(text: &str) -> String {
    let mut digest = Sha256::new();
    // In pieces: a browser makes code faster between calls, not in the middle of one.
    for piece in text.as_bytes().chunks(4096) {
        digest.update(piece);
    }
    digest.finalize().iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The first 50 bits of a hexadecimal digest as ten letters, the check code that stands on screen,
/// in the file name and on the print.
pub fn check_code(digest: &str) -> String {
    let bits =
        digest.chars().take(13).fold(0_u64, |bits, digit| (bits << 4) | u64::from(digit.to_digit(16).unwrap_or(0)));
    // 13 digits are 52 bits: drop the last two.
    let bits = bits >> 2;
    (0..10).rev().map(|n| char::from(LETTERS[(bits >> (5 * n) & 31) as usize])).collect()
}
