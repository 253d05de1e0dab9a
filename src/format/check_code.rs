//! The short code that people compare by phone.

/// Crockford's base 32: no I, L, O or U, so that nothing is misheard.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first 50 bits of a hexadecimal digest as ten letters, the check code that stands on screen,
/// in the file name and on the print.
pub fn check_code(digest: &str) -> String {
    let bits =
        digest.chars().take(13).fold(0_u64, |bits, digit| (bits << 4) | u64::from(digit.to_digit(16).unwrap_or(0)));
    // 13 digits are 52 bits: drop the last two.
    let bits = bits >> 2;
    (0..10).rev().map(|n| char::from(LETTERS[(bits >> (5 * n) & 31) as usize])).collect()
}
