//! Files that could not be used, kept as they came: the page may be closed, and a program of tomorrow may read what
//! this one does not.

use std::rc::Rc;

use litemap::LiteMap;

use super::Committee;
use crate::domain::sha256_of;
use crate::format::{ArchiveFlaw, MAX_BYTES, ReadError, file_name};

/// All of them together, in bytes.
pub const MAX_QUARANTINE_BYTES: usize = 200 * 1024 * 1024;

/// A file as it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quarantined {
    /// SHA-256 of name and contents, 64 hexadecimal digits: the same file is kept once.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its contents.
    pub bytes: Rc<[u8]>,
}

impl Quarantined {
    /// A file as it came. There is none of an empty one, or one larger than a submission may be.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Quarantined> {
        let fits = (1..=MAX_BYTES).contains(&bytes.len());
        fits.then(|| Quarantined {
            key: sha256_of(&[name.as_bytes(), b"\0", bytes].concat()),
            name: name.to_owned(),
            bytes: bytes.into(),
        })
    }

    /// A name to save it under, good on any system: its own, without the name of its archive.
    pub fn file_name(&self) -> String {
        let own = self.name.rsplit('/').next().unwrap_or_default();
        match own.rsplit_once('.') {
            Some((stem, ending)) if ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                file_name(&[stem], ending)
            }
            _ => file_name(&[own], "json"),
        }
    }
}

/// Whether a file is kept that is refused for this reason. What is no file of ours is not: nobody knows whom it is
/// about.
pub(super) const fn is_kept(error: &ReadError) -> bool {
    match error {
        ReadError::Archive { flaw } => matches!(flaw, ArchiveFlaw::Broken),
        ReadError::Foreign { .. } | ReadError::NotOurs | ReadError::TooLarge { .. } | ReadError::TooMany => false,
        _ => true,
    }
}

/// What of it is in the store: the size of each file, by key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Quarantine {
    held: LiteMap<String, usize>,
}

impl Quarantine {
    /// A file of the store.
    pub(super) fn found(&mut self, file: &Quarantined) {
        self.held.insert(file.key.clone(), file.bytes.len());
    }

    /// Brings the store to `wanted`: the files to keep, as far as there is room, and the keys to let go.
    pub(super) fn turn_into(&mut self, wanted: &[&Quarantined]) -> (Vec<Quarantined>, Vec<String>) {
        let gone = |key: &&String| !wanted.iter().any(|file| file.key == **key);
        let let_go: Vec<String> = self.held.keys().filter(gone).cloned().collect();
        for key in &let_go {
            self.held.remove(key);
        }
        let mut room = MAX_QUARANTINE_BYTES.saturating_sub(self.held.values().sum());
        let mut keep: Vec<Quarantined> = Vec::new();
        for file in wanted {
            if !self.held.contains_key(&file.key) && file.bytes.len() <= room {
                room -= file.bytes.len();
                self.found(file);
                keep.push((*file).clone());
            }
        }
        (keep, let_go)
    }

    /// Whether the store has a file.
    pub(super) fn has(&self, file: &Quarantined) -> bool {
        self.held.contains_key(&file.key)
    }
}

impl Committee {
    /// What of the files that cannot be used the store shall keep from now on, and what it shall let go, by key.
    pub fn settle_quarantine(&mut self) -> (Vec<Quarantined>, Vec<String>) {
        let wanted: Vec<&Quarantined> = self.staged.iter().filter_map(|staged| staged.quarantined.as_ref()).collect();
        self.quarantine.turn_into(&wanted)
    }

    /// One of the files that cannot be used, as it came.
    pub fn quarantined_file(&self, key: &str) -> Option<Quarantined> {
        let mut files = self.staged.iter().filter_map(|staged| staged.quarantined.as_ref());
        files.find(|file| file.key == key).cloned()
    }

    /// How many of the files that cannot be used are in the store.
    pub fn quarantined(&self) -> usize {
        self.staged
            .iter()
            .filter(|staged| staged.is_refused())
            .filter_map(|staged| staged.quarantined.as_ref())
            .filter(|file| self.quarantine.has(file))
            .count()
    }
}
