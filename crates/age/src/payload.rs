//! The content: chunks of which each is proven to be in its place, and the last to be the last.

use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, Nonce, Tag};

use crate::Error;
use crate::secret::{FileKey, cipher, derived};

const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// Writes it behind what is there.
pub(crate) fn seal(plain: &[u8], key: &FileKey, nonce: [u8; 16], file: &mut Vec<u8>) {
    file.reserve_exact(nonce.len() + plain.len() + (plain.len() / CHUNK + 1) * TAG);
    file.extend_from_slice(&nonce);
    let cipher = payload_cipher(key, nonce);
    let mut rest = plain;
    for number in 0.. {
        let (chunk, behind) = rest.split_at(rest.len().min(CHUNK));
        let begin = file.len();
        file.extend_from_slice(chunk);
        let tag = cipher
            .encrypt_inout_detached(&place(number, behind.is_empty()), b"", file[begin..].as_mut().into())
            .expect("a chunk is not too long");
        file.extend_from_slice(&tag);
        if behind.is_empty() {
            break;
        }
        rest = behind;
    }
}

/// All of it or nothing.
pub(crate) fn open(payload: &[u8], key: &FileKey) -> Result<Vec<u8>, Error> {
    let (nonce, mut rest) = payload.split_first_chunk().ok_or(Error::Malformed)?;
    let cipher = payload_cipher(key, *nonce);
    let mut plain = Vec::with_capacity(rest.len());
    for number in 0.. {
        let (chunk, behind) = rest.split_at(rest.len().min(CHUNK + TAG));
        let (chunk, tag) = chunk.split_last_chunk::<TAG>().ok_or(Error::Damaged)?;
        // Else the same content could be written in two ways.
        if chunk.is_empty() && number > 0 {
            return Err(Error::Damaged);
        }
        let begin = plain.len();
        plain.extend_from_slice(chunk);
        cipher
            .decrypt_inout_detached(
                &place(number, behind.is_empty()),
                b"",
                plain[begin..].as_mut().into(),
                &Tag::from(*tag),
            )
            .map_err(|_| Error::Damaged)?;
        if behind.is_empty() {
            break;
        }
        rest = behind;
    }
    Ok(plain)
}

fn payload_cipher(key: &FileKey, nonce: [u8; 16]) -> ChaCha20Poly1305 {
    cipher(&derived(&key[..], &nonce, b"payload"))
}

/// The nonce of a chunk: its number in eleven bytes, of which eight are enough, and whether it is the last.
fn place(number: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = is_last.into();
    nonce.into()
}
