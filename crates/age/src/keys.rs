//! Who may open a file, as text that people pass on.

use std::fmt;
use std::str::FromStr;

use bech32::{Bech32, Hrp};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::Chance;

const RECIPIENT: Hrp = Hrp::parse_unchecked("age");
const IDENTITY: Hrp = Hrp::parse_unchecked("age-secret-key-");

/// It is no key of this kind, or was mistyped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this is no age key")]
pub struct NotAKey;

/// Opens files. Whoever has it can read all that was written to its recipient.
pub struct Identity(StaticSecret);

impl Identity {
    /// A new one.
    pub fn generate(chance: Chance) -> Self {
        Self(new_secret(chance))
    }

    /// Whom to write to so that this one can read it.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(PublicKey::from(&self.0))
    }

    /// `AGE-SECRET-KEY-1…`, as age keeps it in a file. No `Display`, so that it is nowhere written by mistake.
    #[must_use]
    pub fn to_text(&self) -> String {
        secret_text(self.0.as_bytes())
    }

    pub(crate) fn secret(&self) -> &StaticSecret {
        &self.0
    }
}

/// Tells nothing.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Identity")
    }
}

impl FromStr for Identity {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let identity = Self(StaticSecret::from(*key_bytes(text)?));
        let written = Zeroizing::new(identity.to_text());
        (*written == text).then_some(identity).ok_or(NotAKey)
    }
}

/// Whom a file is written to. Everybody may know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipient(PublicKey);

impl Recipient {
    pub(crate) fn point(&self) -> &PublicKey {
        &self.0
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        bech32::encode_lower_to_fmt::<Bech32, _>(f, RECIPIENT, self.0.as_bytes()).map_err(|_| fmt::Error)
    }
}

impl FromStr for Recipient {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let recipient = Self(PublicKey::from(*key_bytes(text)?));
        // Points of low order share the same secret with everybody. age finds that when it encrypts, which here
        // cannot fail. Which secret they are tried with makes no difference.
        let is_safe = StaticSecret::from([1; 32]).diffie_hellman(&recipient.0).was_contributory();
        (is_safe && recipient.to_string() == text).then_some(recipient).ok_or(NotAKey)
    }
}

/// Of any kind, with either checksum and in either case. There is one way to write a key: whether it is this one
/// shows when it is written again.
fn key_bytes(text: &str) -> Result<Zeroizing<[u8; 32]>, NotAKey> {
    let (_, bytes) = bech32::decode(text).map_err(|_| NotAKey)?;
    let bytes = Zeroizing::new(bytes);
    bytes.as_slice().try_into().map(Zeroizing::new).map_err(|_| NotAKey)
}

fn secret_text(bytes: &[u8; 32]) -> String {
    bech32::encode_upper::<Bech32>(IDENTITY, bytes).expect("32 bytes are not too many")
}

pub(crate) fn new_secret(chance: Chance) -> StaticSecret {
    let mut bytes = Zeroizing::new([0; 32]);
    chance(&mut *bytes);
    StaticSecret::from(*bytes)
}
