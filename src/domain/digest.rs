//! Digests.

use sha2::{Digest, Sha256};

/// SHA-256 of a text, as 64 hexadecimal digits.
pub fn sha256(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// SHA-256 of bytes, as 64 hexadecimal digits.
pub fn sha256_of(bytes: &[u8]) -> String {
    let mut digest = Sha256::new();
    // In pieces: a browser makes code faster between calls, not in the middle of one.
    for piece in bytes.chunks(4096) {
        digest.update(piece);
    }
    digest.finalize().iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"))
}
