//! The key of a unit: it signs what the unit hands up, and opens what was encrypted for it. It is a document whose secret
//! half only the passphrase opens; that half is an age file, so any program for those opens it too.

use std::fmt;

use age_file::{Chance, Identity, Recipient, decrypt, decrypt_with_passphrase, encrypt, encrypt_with_passphrase};

use super::check_code::check_code;
use super::envelope::{Kind, Opened, open, seal};
use super::error::{ReadError, Sealing};
use super::hex::{hex, unhex, unhex_all};
use super::signature::{public_key, sign};
use crate::domain::json::{self, Json, Write};

/// How hard a passphrase is to guess: scrypt with 2^16 steps, 64 MB. A second or two on an old machine.
const WORK: u8 = 16;
/// A file that wants more would stop the page.
const MOST_WORK: u8 = 18;
/// The fewest signs of a passphrase.
pub const MIN_PASSPHRASE: usize = 8;

/// The body of a key file.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// The name of the unit.
    unit: String,
    /// Its public key for signatures (Ed25519), 64 hexadecimal digits.
    signs: String,
    /// What others encrypt for it to (X25519), as age writes it: `age1…`.
    receives: String,
    /// Both secret keys as an age file under a passphrase, in hexadecimal digits.
    locked: String,
}

/// A key as it may lie about: nobody can use it without the passphrase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    body: Body,
    /// The text of its file.
    pub text: String,
}

/// What the passphrase has opened.
pub struct OpenKey {
    signing: [u8; 32],
    identity: Identity,
}

impl fmt::Debug for OpenKey {
    /// Says nothing of what is in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenKey")
    }
}

impl PartialEq for OpenKey {
    fn eq(&self, other: &OpenKey) -> bool {
        self.signing == other.signing
    }
}

impl Eq for OpenKey {}

impl Key {
    /// Makes one. `chance` fills bytes that nobody can guess.
    pub fn make(id: &str, unit: &str, passphrase: &str, chance: Chance) -> (Key, OpenKey) {
        let mut signing = [0; 32];
        chance(&mut signing);
        let identity = Identity::generate(chance);
        let secret = [&hex(&signing), "\n", &identity.to_text(), "\n"].concat();
        let body = Body {
            unit: unit.to_owned(),
            signs: public_key(&signing),
            receives: identity.recipient().to_string(),
            locked: hex(&encrypt_with_passphrase(secret.as_bytes(), passphrase, WORK, chance)),
        };
        let (text, _) = seal(Kind::Key, id, body.write());
        (Key { body, text }, OpenKey { signing, identity })
    }

    /// Reads the file of one.
    ///
    /// # Errors
    /// Any [`ReadError`].
    pub fn read(bytes: &[u8]) -> Result<Key, ReadError> {
        let Opened { id, body, .. } = open(bytes, Kind::Key)?;
        let body: Body = json::read(&body, "body").map_err(|problem| ReadError::Malformed { problem })?;
        let (text, _) = seal(Kind::Key, &id, body.write());
        Ok(Key { body, text })
    }

    /// The unit's name.
    pub fn unit(&self) -> &str {
        &self.body.unit
    }

    /// What to read out on the phone, so that others know the key for this unit's.
    pub fn code(&self) -> String {
        check_code(&self.body.signs)
    }

    /// What others encrypt for the unit to.
    pub fn receives(&self) -> &str {
        &self.body.receives
    }

    /// Encrypts for the unit itself: only the passphrase shows it again, and none is needed for this.
    ///
    /// # Errors
    /// [`Sealing::Damaged`] where the key's file says nothing that can be encrypted for.
    pub fn seal(&self, plain: &[u8], chance: Chance) -> Result<Vec<u8>, Sealing> {
        let own: Recipient = self.body.receives.parse().map_err(|_| Sealing::Damaged)?;
        Ok(encrypt(plain, &[own], chance))
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`Sealing::OtherKey`] where the passphrase is another one, [`Sealing::Damaged`] where the secret half is not what the
    /// public one says.
    pub fn open(&self, passphrase: &str) -> Result<OpenKey, Sealing> {
        let locked = unhex_all(&self.body.locked).ok_or(Sealing::Damaged)?;
        let secret = decrypt_with_passphrase(&locked, passphrase, MOST_WORK)?;
        let parts = std::str::from_utf8(&secret).ok().and_then(|text| {
            let (signing, identity) = text.trim_end().split_once('\n')?;
            Some(OpenKey { signing: unhex(signing)?, identity: identity.parse().ok()? })
        });
        let is_its = |open: &OpenKey| {
            public_key(&open.signing) == self.body.signs && open.identity.recipient().to_string() == self.body.receives
        };
        parts.filter(is_its).ok_or(Sealing::Damaged)
    }
}

impl OpenKey {
    /// Signs a document.
    ///
    /// # Errors
    /// Any [`ReadError`] of a text that is no sound document.
    pub fn sign(&self, text: &str) -> Result<String, ReadError> {
        sign(text, &self.signing)
    }

    /// Encrypts for somebody, and for this unit itself, which can open its own file again.
    ///
    /// # Errors
    /// [`Sealing::OtherKey`] where `to` is not what somebody encrypts to.
    pub fn encrypt(&self, plain: &[u8], to: Option<&str>, chance: Chance) -> Result<Vec<u8>, Sealing> {
        let own = self.identity.recipient();
        let other = to.map(|to| to.parse::<Recipient>().map_err(|_| Sealing::OtherKey)).transpose()?;
        let all: Vec<Recipient> = other.into_iter().filter(|other| *other != own).chain([own.clone()]).collect();
        Ok(encrypt(plain, &all, chance))
    }

    /// Opens what was encrypted for this unit.
    ///
    /// # Errors
    /// Any [`Sealing`].
    pub fn decrypt(&self, bytes: &[u8]) -> Result<Vec<u8>, Sealing> {
        Ok(decrypt(bytes, &self.identity)?)
    }
}

/// Whether somebody can be encrypted for: a text that begins with `age1`, without a slip.
pub fn is_recipient(text: &str) -> bool {
    text.parse::<Recipient>().is_ok()
}

impl From<age_file::Error> for Sealing {
    fn from(error: age_file::Error) -> Sealing {
        match error {
            age_file::Error::NoMatch => Sealing::OtherKey,
            _ => Sealing::Damaged,
        }
    }
}
