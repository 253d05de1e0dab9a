//! The file key, wrapped for somebody and unwrapped by them.

use std::hint::black_box;

use scrypt::{Params, scrypt};
use x25519_dalek::PublicKey;
use zeroize::Zeroizing;

use crate::header::{Stanza, from_base64, to_base64};
use crate::keys::new_secret;
use crate::secret::{FileKey, Key, derived, open, seal};
use crate::{Chance, Error, Identity, Recipient};

const X25519: &[u8] = b"X25519";
pub(crate) const SCRYPT: &[u8] = b"scrypt";

/// A gibibyte, the most that a browser has for sure.
const MOST_WORK: u8 = 20;

/// A [`Stanza`] to be written.
pub(crate) struct Wrapped {
    pub(crate) words: String,
    pub(crate) body: [u8; 32],
}

pub(crate) fn for_recipient(key: &FileKey, to: &Recipient, chance: Chance) -> Wrapped {
    let secret = new_secret(chance);
    let share = PublicKey::from(&secret);
    let shared = secret.diffie_hellman(to.point());
    let words = ["X25519 ", &to_base64(share.as_bytes())].concat();
    Wrapped { words, body: seal(key, &x25519_key(shared.as_bytes(), &share, to)) }
}

/// All stanzas of the kind are checked before any is tried: whether a file is in order does not hang on who asks.
pub(crate) fn by_identity(stanzas: &[Stanza], identity: &Identity) -> Result<FileKey, Error> {
    let ours = stanzas.iter().filter(|stanza| stanza.words[0] == X25519);
    let ours: Vec<_> = ours.map(share_and_body).collect::<Option<_>>().ok_or(Error::Malformed)?;
    let recipient = identity.recipient();
    for (share, body) in ours {
        let shared = identity.secret().diffie_hellman(&share);
        // All zero: a share that makes the same secret with everybody.
        if !shared.was_contributory() {
            return Err(Error::Malformed);
        }
        if let Some(key) = open(body, &x25519_key(shared.as_bytes(), &share, &recipient)) {
            return Ok(key);
        }
    }
    Err(Error::NoMatch)
}

fn share_and_body(stanza: &Stanza) -> Option<(PublicKey, [u8; 32])> {
    let [_, share] = stanza.words[..] else { return None };
    let share: [u8; 32] = from_base64(share)?;
    Some((share.into(), stanza.body[..].try_into().ok()?))
}

fn x25519_key(shared: &[u8], share: &PublicKey, recipient: &Recipient) -> Key {
    let salt = [*share.as_bytes(), *recipient.point().as_bytes()].concat();
    derived(shared, &salt, b"age-encryption.org/v1/X25519")
}

pub(crate) fn for_passphrase(key: &FileKey, passphrase: &str, work: u8, chance: Chance) -> Wrapped {
    let work = work.clamp(1, MOST_WORK);
    let mut salt = [0; 16];
    chance(&mut salt);
    let with = scrypt_key(passphrase, salt, work).expect("so little work can be done everywhere");
    Wrapped { words: ["scrypt ", &to_base64(&salt), " ", &work.to_string()].concat(), body: seal(key, &with) }
}

/// That a stanza of the kind stands alone is seen to where the header is read.
pub(crate) fn by_passphrase(stanzas: &[Stanza], passphrase: &str, most_work: u8) -> Result<FileKey, Error> {
    let stanza = stanzas.iter().find(|stanza| stanza.words[0] == SCRYPT).ok_or(Error::NoMatch)?;
    let (salt, work, body) = salt_work_body(stanza).ok_or(Error::Malformed)?;
    if work > most_work {
        return Err(Error::TooHard(work));
    }
    let with = scrypt_key(passphrase, salt, work).ok_or(Error::TooHard(work))?;
    open(body, &with).ok_or(Error::NoMatch)
}

fn salt_work_body(stanza: &Stanza) -> Option<([u8; 16], u8, [u8; 32])> {
    let [_, salt, work] = stanza.words[..] else { return None };
    let is_plain = work.iter().all(u8::is_ascii_digit) && work[0] != b'0';
    let work = str::from_utf8(work).ok().filter(|_| is_plain)?.parse().ok()?;
    Some((from_base64(salt)?, work, stanza.body[..].try_into().ok()?))
}

/// Nothing where that much work cannot be done.
fn scrypt_key(passphrase: &str, salt: [u8; 16], work: u8) -> Option<Key> {
    let params = Params::new(work, 8, 1).ok()?;
    // scrypt takes it without asking, and where there is not as much a page would stand still. The black box keeps the
    // compiler from leaving the asking out.
    let mut memory = Vec::<u8>::new();
    memory.try_reserve_exact(1024 << work).ok()?;
    drop(black_box(memory));
    let salt = [&b"age-encryption.org/v1/scrypt"[..], &salt].concat();
    let mut key = Zeroizing::new([0; 32]);
    scrypt(passphrase.as_bytes(), &salt, &params, &mut *key).ok()?;
    Some(key)
}
