//! What is written is read again, and nothing else is.

#![allow(clippy::unwrap_used)]

use age_file::{Error, Identity, NotAKey, Recipient};
use age_file::{decrypt, decrypt_with_passphrase, encrypt, encrypt_with_passphrase, is_age};
use bech32::{Bech32, Bech32m, Hrp};
use sha2::{Digest, Sha256};

/// The same numbers each time, and never the same twice.
fn chance(seed: u8) -> impl FnMut(&mut [u8]) {
    let mut state = Sha256::digest([seed]);
    move |bytes| {
        for byte in bytes {
            state = Sha256::digest(state);
            *byte = state[0];
        }
    }
}

fn identities() -> [Identity; 3] {
    let mut chance = chance(1);
    [(); 3].map(|()| Identity::generate(&mut chance))
}

#[test]
fn all_sizes_to_one_and_to_three() {
    let identities = identities();
    let recipients: Vec<_> = identities.iter().map(Identity::recipient).collect();
    let mut chance = chance(2);
    for size in [0, 1, 65535, 65536, 65537, 131_072, 200_000] {
        let mut plain = vec![0; size];
        chance(&mut plain[..size.min(100)]);
        let file = encrypt(&plain, &recipients[..1], &mut chance);
        assert!(is_age(&file));
        assert_eq!(decrypt(&file, &identities[0]).as_ref(), Ok(&plain));
        assert_eq!(decrypt(&file, &identities[1]), Err(Error::NoMatch));
        assert_eq!(decrypt_with_passphrase(&file, "", 20), Err(Error::NoMatch));
        let file = encrypt(&plain, &recipients, &mut chance);
        for identity in &identities {
            assert_eq!(decrypt(&file, identity).as_ref(), Ok(&plain));
        }
        let file = encrypt_with_passphrase(&plain, "Grüße", 4, &mut chance);
        assert_eq!(decrypt_with_passphrase(&file, "Grüße", 4).as_ref(), Ok(&plain));
        assert_eq!(decrypt_with_passphrase(&file, "Grüsse", 4), Err(Error::NoMatch));
        assert_eq!(decrypt(&file, &identities[0]), Err(Error::NoMatch));
    }
}

#[test]
fn no_two_files_are_the_same() {
    let to = [identities()[0].recipient()];
    let mut chance = chance(3);
    assert_ne!(encrypt(b"", &to, &mut chance), encrypt(b"", &to, &mut chance));
}

#[test]
fn work_is_what_was_asked_for() {
    let mut chance = chance(4);
    let mut first_try = |work| {
        let file = encrypt_with_passphrase(b"plain", "word", work, &mut chance);
        (decrypt_with_passphrase(&file, "word", 0), decrypt_with_passphrase(&file, "word", work.max(1)))
    };
    assert_eq!(first_try(0), (Err(Error::TooHard(1)), Ok(b"plain".to_vec())));
    assert_eq!(first_try(9), (Err(Error::TooHard(9)), Ok(b"plain".to_vec())));
}

#[test]
fn work_without_memory_for_it_is_refused() {
    let file = encrypt_with_passphrase(b"", "word", 10, &mut chance(5));
    let text = String::from_utf8_lossy(&file).into_owned();
    for (work, error) in [(52, Error::TooHard(52)), (200, Error::TooHard(200)), (256, Error::Malformed)] {
        let harder = text.replacen(" 10\n", &format!(" {work}\n"), 1);
        assert_eq!(decrypt_with_passphrase(harder.as_bytes(), "word", 255), Err(error));
    }
}

/// Whatever is changed shows, and wherever it is cut off.
fn assert_whole(file: &[u8], open: impl Fn(&[u8]) -> Result<Vec<u8>, Error>) {
    assert_eq!(open(file).as_deref(), Ok(&b"plain"[..]));
    let mut changed = file.to_vec();
    for place in 0..file.len() {
        for bit in 0..8 {
            changed[place] ^= 1 << bit;
            assert!(open(&changed).is_err(), "byte {place}, bit {bit}");
            changed[place] = file[place];
        }
    }
    for end in 0..file.len() {
        assert!(open(&file[..end]).is_err(), "the first {end} bytes");
    }
    changed.push(0);
    assert_eq!(open(&changed), Err(Error::Damaged));
}

#[test]
fn changed_or_cut_off_is_refused() {
    let [one, other, _] = identities();
    let file = encrypt(b"plain", &[one.recipient(), other.recipient()], &mut chance(6));
    assert_whole(&file, |file| decrypt(file, &one));
    let file = encrypt_with_passphrase(b"plain", "word", 2, &mut chance(7));
    assert_whole(&file, |file| decrypt_with_passphrase(file, "word", 6));
}

#[test]
fn written_to_nobody_is_refused() {
    let file = encrypt(b"plain", &[], &mut chance(8));
    assert_eq!(decrypt(&file, &identities()[0]), Err(Error::Malformed));
}

/// From the specification: 32 bytes of 0x42.
const SECRET: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const PUBLIC: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

#[test]
fn keys_are_written_as_age_writes_them() {
    let generated = Identity::generate(&mut |bytes| bytes.fill(0x42));
    let read: Identity = SECRET.parse().unwrap();
    assert_eq!((generated.to_text(), read.to_text()), (SECRET.into(), SECRET.into()));
    assert_eq!(read.recipient().to_string(), PUBLIC);
    assert_eq!(PUBLIC.parse(), Ok(read.recipient()));
    assert_eq!(format!("{read:?}"), "Identity");
}

#[test]
fn what_is_no_key_is_refused() {
    let mistyped = PUBLIC.replacen('z', "y", 1);
    let mixed = PUBLIC.replacen('z', "Z", 1);
    let spaced = format!("{PUBLIC} ");
    for text in ["", "age1", SECRET, &PUBLIC.to_uppercase(), &mistyped, &mixed, &spaced, &PUBLIC[..61]] {
        assert_eq!(text.parse::<Recipient>(), Err(NotAKey), "{text}");
    }
    for text in ["", PUBLIC, &SECRET.to_lowercase(), &SECRET.replacen('Z', "Y", 1)] {
        assert!(text.parse::<Identity>().is_err(), "{text}");
    }
}

#[test]
fn recipients_everybody_shares_a_secret_with_are_refused() {
    let mut one = [0; 32];
    one[0] = 1;
    for (point, expected) in [([0; 32], Err(NotAKey)), (one, Err(NotAKey)), ([9; 32], Ok(()))] {
        let text = bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), &point).unwrap();
        assert_eq!(text.parse::<Recipient>().map(drop), expected);
    }
}

#[test]
fn the_other_checksum_is_refused() {
    let text = bech32::encode::<Bech32m>(Hrp::parse("age").unwrap(), &[9; 32]).unwrap();
    assert_eq!(text.parse::<Recipient>(), Err(NotAKey));
}
