//! Keys out of keys, and a key inside another.

use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit, Nonce, Tag};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// What everything in one file hangs on.
pub(crate) type FileKey = Zeroizing<[u8; 16]>;

/// A key that encrypts or proves.
pub(crate) type Key = Zeroizing<[u8; 32]>;

pub(crate) fn derived(secret: &[u8], salt: &[u8], info: &[u8]) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut *key).expect("32 bytes are not too many");
    key
}

pub(crate) fn cipher(key: &Key) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new((&**key).into())
}

/// The file key, and the tag that proves it. The nonce may be zero as each wrapping key is used once.
pub(crate) fn seal(key: &FileKey, with: &Key) -> [u8; 32] {
    let mut text = **key;
    let tag = cipher(with)
        .encrypt_inout_detached(&Nonce::default(), b"", text.as_mut_slice().into())
        .expect("16 bytes are not too many");
    let mut sealed = [0; 32];
    sealed[..16].copy_from_slice(&text);
    sealed[16..].copy_from_slice(&tag);
    sealed
}

/// Nothing unless it was sealed with that key. Takes 32 bytes and no more: a longer one could be made to open with
/// many keys, so that whoever tries it tells which of them they have.
pub(crate) fn open(sealed: [u8; 32], with: &Key) -> Option<FileKey> {
    let mut key = Zeroizing::new([0; 16]);
    let (text, tag) = sealed.split_at(key.len());
    key.copy_from_slice(text);
    let tag = Tag::try_from(tag).ok()?;
    cipher(with).decrypt_inout_detached(&Nonce::default(), b"", key.as_mut_slice().into(), &tag).ok()?;
    Some(key)
}
