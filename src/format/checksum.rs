//! Checksums against accidents.

/// Sixteen hexadecimal digits over a text and those before it: a checksum against accidents, not against
/// people. Every step can be undone, so one changed word always shows.
pub fn checksum(before: &str, text: &str) -> String {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut sum = MIX ^ text.len() as u64;
    for part in [before.as_bytes(), text.as_bytes()] {
        let (words, rest) = part.as_chunks::<8>();
        let rest = rest.iter().fold(1, |word: u64, byte| (word << 8) | u64::from(*byte));
        for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([rest]) {
            sum = (sum ^ word).wrapping_mul(MIX);
            sum ^= sum >> 29;
        }
    }
    format!("{sum:016x}")
}
