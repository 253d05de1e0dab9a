//! The official test vectors: what is accepted, and which part of a file is to blame if it is not.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use age_file::{Error, Identity, decrypt, decrypt_with_passphrase};
use sha2::{Digest, Sha256};

const VECTORS: usize = 92;
const MOST_WORK: u8 = 20;

struct Vector {
    lines: Vec<(String, String)>,
    file: Vec<u8>,
}

impl Vector {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let end = bytes.windows(2).position(|two| two == b"\n\n").unwrap();
        let lines = str::from_utf8(&bytes[..end]).unwrap().lines();
        let lines = lines.map(|line| line.split_once(": ").unwrap()).map(|(key, value)| (key.into(), value.into()));
        let vector = Self { lines: lines.collect(), file: bytes[end + 2..].to_vec() };
        if vector.all("compressed").next().is_none() {
            return vector;
        }
        let file = miniz_oxide::inflate::decompress_to_vec_zlib(&vector.file).unwrap();
        Self { file, ..vector }
    }

    fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.lines.iter().filter(move |line| line.0 == key).map(|line| line.1.as_str())
    }

    /// With each key and passphrase it names.
    fn outcomes(&self) -> Vec<Result<Vec<u8>, Error>> {
        let identities = self.all("identity").map(|text| decrypt(&self.file, &text.parse().unwrap()));
        let passphrases = self.all("passphrase").map(|text| decrypt_with_passphrase(&self.file, text, MOST_WORK));
        let outcomes: Vec<_> = identities.chain(passphrases).collect();
        if !outcomes.is_empty() {
            return outcomes;
        }
        let anybody = Identity::generate(&mut |bytes| bytes.fill(7));
        vec![decrypt(&self.file, &anybody), decrypt_with_passphrase(&self.file, "", MOST_WORK)]
    }

    fn expected(&self, name: &str) -> Result<String, Error> {
        Err(match (self.all("expect").next().unwrap(), name) {
            ("success", _) => return Ok(self.all("payload").next().unwrap().to_owned()),
            ("header failure", "empty" | "header_crlf" | "version_unsupported") => Error::NotAge,
            ("header failure", "scrypt_work_factor_23") => Error::TooHard(23),
            ("header failure" | "HMAC failure", _) => Error::Malformed,
            ("no match", _) => Error::NoMatch,
            // What age gives out until there is not given out here.
            ("payload failure", _) => Error::Damaged,
            (other, _) => panic!("{name}: {other} is new"),
        })
    }
}

fn digest(plain: &[u8]) -> String {
    let halves = Sha256::digest(plain).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from_digit(half.into(), 16).unwrap()).collect()
}

#[test]
fn official_vectors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testkit");
    let mut run = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name == "README.md" {
            continue;
        }
        let vector = Vector::read(&path);
        let expected = vector.expected(name);
        for outcome in vector.outcomes() {
            assert_eq!(outcome.map(|plain| digest(&plain)), expected, "{name}");
        }
        run += 1;
    }
    assert_eq!(run, VECTORS);
}
