//! What stands before the content: for each who may read it a stanza, and a MAC of all of it.

use base64ct::{Base64Unpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Error;
use crate::secret::{FileKey, derived};
use crate::wrap::{SCRYPT, Wrapped};

pub(crate) const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";

/// Columns of each line of a body but its last, which has fewer.
const COLUMNS: usize = 64;

/// A file is for a handful of readers. Each stanza costs whoever opens it some work before anything is proven.
const MOST_STANZAS: usize = 128;

/// The file key, wrapped for somebody. Kinds that are unknown are read like those that are known.
pub(crate) struct Stanza<'a> {
    /// The first is its kind.
    pub(crate) words: Vec<&'a [u8]>,
    pub(crate) body: Vec<u8>,
}

/// As read. Nothing of it is proven before [`Header::is_genuine`].
pub(crate) struct Header<'a> {
    pub(crate) stanzas: Vec<Stanza<'a>>,
    /// What the MAC is of: the very bytes, for what is written anew may differ from what was read.
    proven: &'a [u8],
    mac: [u8; 32],
    pub(crate) payload: &'a [u8],
}

impl<'a> Header<'a> {
    pub(crate) fn read(file: &'a [u8]) -> Result<Self, Error> {
        let rest = file.strip_prefix(FIRST_LINE).ok_or(Error::NotAge)?;
        let header = Self::behind_first_line(file, rest).ok_or(Error::Malformed)?;
        // Whoever opens a file with a passphrase takes it to be by somebody who knows that, and nobody else.
        let is_mixed = header.stanzas.len() > 1 && header.stanzas.iter().any(|stanza| stanza.words[0] == SCRYPT);
        if header.stanzas.is_empty() || is_mixed { Err(Error::Malformed) } else { Ok(header) }
    }

    fn behind_first_line(file: &'a [u8], mut rest: &'a [u8]) -> Option<Self> {
        let mut stanzas = Vec::new();
        loop {
            let begin = file.len() - rest.len();
            let line = next_line(&mut rest)?;
            if let Some(mac) = line.strip_prefix(b"--- ") {
                let proven = &file[..begin + b"---".len()];
                return Some(Self { stanzas, proven, mac: from_base64(mac)?, payload: rest });
            }
            if stanzas.len() == MOST_STANZAS {
                return None;
            }
            let words: Vec<_> = line.strip_prefix(b"-> ")?.split(|&byte| byte == b' ').collect();
            if words.iter().any(|word| word.is_empty() || !word.iter().all(u8::is_ascii_graphic)) {
                return None;
            }
            stanzas.push(Stanza { words, body: body(&mut rest)? });
        }
    }

    pub(crate) fn is_genuine(&self, key: &FileKey) -> bool {
        mac(self.proven, key).verify_slice(&self.mac).is_ok()
    }
}

fn next_line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|&byte| byte == b'\n')?;
    let line = &rest[..end];
    *rest = &rest[end + 1..];
    Some(line)
}

fn body(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = next_line(rest)?;
        let mut bytes = [0; COLUMNS / 4 * 3];
        body.extend_from_slice(Base64Unpadded::decode(line, &mut bytes).ok()?);
        if line.len() < COLUMNS {
            return Some(body);
        }
    }
}

/// Exactly so many bytes, and only from the one right way to write them.
pub(crate) fn from_base64<const LEN: usize>(text: &[u8]) -> Option<[u8; LEN]> {
    let mut bytes = [0; LEN];
    let len = Base64Unpadded::decode(text, &mut bytes).ok()?.len();
    (len == LEN).then_some(bytes)
}

pub(crate) fn to_base64(bytes: &[u8]) -> String {
    Base64Unpadded::encode_string(bytes)
}

fn mac(proven: &[u8], key: &FileKey) -> Hmac<Sha256> {
    let key = derived(&key[..], b"", b"header");
    <Hmac<Sha256> as KeyInit>::new_from_slice(&key[..]).expect("a key of any length will do").chain_update(proven)
}

pub(crate) fn write(stanzas: &[Wrapped], key: &FileKey) -> Vec<u8> {
    let mut header = FIRST_LINE.to_vec();
    for Wrapped { words, body } in stanzas {
        // A body is so short that its first line is its last.
        header.extend_from_slice(["-> ", words, "\n", &to_base64(body), "\n"].concat().as_bytes());
    }
    header.extend_from_slice(b"---");
    let mac = mac(&header, key).finalize().into_bytes();
    header.extend_from_slice([" ", &to_base64(&mac), "\n"].concat().as_bytes());
    header
}
