//! age files (<https://age-encryption.org/v1>) in memory: to X25519 keys or a passphrase, binary, nothing else.
//!
//! A crate of its own because the usual one brings three times as many crates and ten times as much WebAssembly.
//! What is secret is computed by audited crates; here is only how an age file is put together.
//! Chance is handed in, so that nothing here needs to know where a browser keeps it.

mod header;
mod keys;
mod payload;
mod secret;
mod wrap;

use header::{FIRST_LINE, Header};
pub use keys::{Identity, NotAKey, Recipient};
use secret::FileKey;
use zeroize::Zeroizing;

/// Fills what it is given with random bytes that nobody can guess.
pub type Chance<'a> = &'a mut dyn FnMut(&mut [u8]);

/// Why a file is not opened. No part of it is given out then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Error {
    /// It does not begin like one. Armored files and other versions do not either.
    #[error("this is no age file")]
    NotAge,
    /// What stands before the content is not as it must be, was changed, or ends too early.
    #[error("the header of this age file is broken or was changed")]
    Malformed,
    /// It is meant for somebody else, or the passphrase is wrong.
    #[error("this key or passphrase does not open the file")]
    NoMatch,
    /// Its passphrase takes this much work (log₂), which is more than was allowed or than there is memory for.
    #[error("trying a passphrase takes too much work: 2^{0}")]
    TooHard(u8),
    /// The content was changed, was cut off, or something stands behind it.
    #[error("the content of this age file is damaged")]
    Damaged,
}

/// Whether it begins like an age file, so that a refusal to open it is worth telling.
#[must_use]
pub fn is_age(bytes: &[u8]) -> bool {
    bytes.starts_with(FIRST_LINE)
}

/// For whoever has the identity of one of the recipients. With no recipients nobody can ever open it.
pub fn encrypt(plain: &[u8], to: &[Recipient], chance: Chance) -> Vec<u8> {
    let key = new_key(chance);
    let stanzas: Vec<_> = to.iter().map(|recipient| wrap::for_recipient(&key, recipient, chance)).collect();
    sealed(plain, &key, &stanzas, chance)
}

/// Undoes [`encrypt`].
///
/// # Errors
/// All but [`Error::TooHard`].
pub fn decrypt(bytes: &[u8], with: &Identity) -> Result<Vec<u8>, Error> {
    let header = Header::read(bytes)?;
    let key = wrap::by_identity(&header.stanzas, with)?;
    opened(&header, &key)
}

/// For whoever knows the passphrase. `work` is log₂ of what each try costs, and of the memory it takes in KiB: 18 is
/// usual. Less than 1 cannot be written and more than 20 does not fit in a page; the nearest is taken instead.
pub fn encrypt_with_passphrase(plain: &[u8], passphrase: &str, work: u8, chance: Chance) -> Vec<u8> {
    let key = new_key(chance);
    let stanza = wrap::for_passphrase(&key, passphrase, work, chance);
    sealed(plain, &key, &[stanza], chance)
}

/// Undoes [`encrypt_with_passphrase`]. The file says how much work it takes, and whoever made it may mean harm, so
/// more than `most_work` (log₂) is not tried.
///
/// # Errors
/// Any.
pub fn decrypt_with_passphrase(bytes: &[u8], passphrase: &str, most_work: u8) -> Result<Vec<u8>, Error> {
    let header = Header::read(bytes)?;
    let key = wrap::by_passphrase(&header.stanzas, passphrase, most_work)?;
    opened(&header, &key)
}

fn new_key(chance: Chance) -> FileKey {
    let mut key = Zeroizing::new([0; 16]);
    chance(&mut *key);
    key
}

fn sealed(plain: &[u8], key: &FileKey, stanzas: &[wrap::Wrapped], chance: Chance) -> Vec<u8> {
    let mut nonce = [0; 16];
    chance(&mut nonce);
    let mut file = header::write(stanzas, key);
    payload::seal(plain, key, nonce, &mut file);
    file
}

/// The key may come from a stanza that is genuine in a header that is not: the header is proven first.
fn opened(header: &Header, key: &FileKey) -> Result<Vec<u8>, Error> {
    if !header.is_genuine(key) {
        return Err(Error::Malformed);
    }
    payload::open(header.payload, key)
}
