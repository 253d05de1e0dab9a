//! Lines as they might stand in a store or beside it, whole and not: whatever is read of them can be written and read
//! again. The first letter of a line says what it is; a capital one gets the checksum that makes it whole. And what might
//! come in as a key, signed or encrypted.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use yardstick::app::{Beside, Parts, fold, found, read, reconcile, restore_by};
use yardstick::domain::{Sheet, SubmissionId};
use yardstick::format::{Key, Kind, OpenKey, checksum, linted, read_submission, signer, write_submission};

static KEY: LazyLock<OpenKey> = LazyLock::new(|| {
    let mut next = 0_u32;
    let mut chance = |bytes: &mut [u8]| {
        for byte in bytes {
            next += 1;
            *byte = next.to_le_bytes()[0];
        }
    };
    Key::make("fuzz", "fuzz", "passphrase", &mut chance).1
});

fuzz_target!(|bytes: &[u8]| {
    let _ = (KEY.decrypt(bytes), Key::read(bytes), signer(bytes, Kind::Submission));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let id = SubmissionId::from("fuzz");
    let (mut parts, mut link) = (Parts::default(), String::new());
    let (mut mark, mut mirror, mut tails) = (None, None, Vec::new());
    for line in text.lines() {
        let Some(kind) = line.chars().next() else { continue };
        let line = &line[kind.len_utf8()..];
        let belongs_to = if kind == 'J' { &link } else { id.as_str() };
        let sealed = [&checksum(belongs_to, line), " ", line].concat();
        let line = if kind.is_uppercase() { sealed } else { line.to_owned() };
        match kind.to_ascii_lowercase() {
            'h' => parts.head = Some(line),
            // What is behind its checksum is the link that the journal begins with.
            's' => {
                link = line.split(' ').nth(1).unwrap_or_default().to_owned();
                parts.slots[0] = Some(line);
            }
            't' => parts.slots[1] = Some(line),
            'j' => {
                link = line.split(' ').next().unwrap_or_default().to_owned();
                parts.journal.push((parts.journal.len() as u64 + 1, line));
            }
            'm' => mark = Some(line),
            'r' => mirror = Some(line),
            _ => tails.push(line),
        }
    }
    let stored = read(&parts, &id);
    let beside = Beside::read(&id, mark.as_deref(), mirror.as_deref(), &tails);
    let _ = (found(&parts, &id), fold(&parts, &id, parts.journal.len() as u64, "{}"));
    let _ = stored.as_ref().map(|stored| restore_by(linted, stored));
    for submission in reconcile(linted, &id, stored.as_ref(), &beside).submission {
        let written = write_submission(&Sheet::open(submission)).text;
        let again = read_submission(written.as_bytes()).expect("what was written can be read");
        assert_eq!(write_submission(&Sheet::open(again.submission)).text, written);
    }
});
