//! Where records are kept, and the promise: **what [`Store::save`] acknowledged is there after a crash, and
//! what is not there any more is noticed.**
//!
//! | file | keeps which part of it |
//! |---|---|
//! | `mod.rs` | the trait [`Store`] and what goes in |
//! | `line.rs` | every value stands behind a checksum: what is damaged is not used |
//! | `parts.rs` | what a change writes: compare and swap, a chain of entries, two slots for snapshots |
//! | `restore.rs` | what is read: the newest snapshot that is whole and the entries that follow it |
//! | `beside.rs` | tail and mirror, small copies in another place of the machine |
//! | `reconcile.rs` | store, mirror and tails compared: the newest wins, nothing is dropped in silence |
//! | `memory.rs` | the native twin |
//!
//! The browser's store is `web::storage`: it carries the same writes out, each change in one transaction.

mod beside;
mod line;
mod memory;
mod parts;
mod reconcile;
mod restore;

use std::sync::Arc;

use crate::domain::json::{Json, Write};

use super::home::Head;
use crate::domain::{Edit, Revision, Sheet, SubmissionId};
use crate::format::write_submission;

pub(super) use beside::record_of;
pub use beside::{Beside, MARK, MIRROR, Mirrored, TAIL, is_tail, marked, mirror_line, small_line};
pub use memory::MemoryStore;
pub use parts::{Keep, Parts, Put, fold, keep_none, keep_old, note, save, save_by};
pub(super) use reconcile::as_left;
pub use reconcile::{Noticed, Verdict, reconcile};
pub use restore::{RestoreError, Stored, Whole, read, restore, restore_by, whole};

/// Changes to write in one go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveJob {
    /// The revision that must be stored now, 0 for none; anything else is a conflict.
    pub base: Revision,
    /// The head after the changes.
    pub head: Head,
    /// The changes, in order.
    pub edits: Vec<Edit>,
    /// What the record begins with, when it is stored for the first time or replaced by an imported
    /// file; it takes the place of snapshot and journal.
    pub create: Option<Arc<Source>>,
}

/// What a record begins with: the file as it came, which need not be written anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// A submission file, or the template of a new record.
    pub text: String,
    /// The revision it holds: 0 for a template. The journal goes on from there.
    pub revision: Revision,
}

impl Source {
    /// A sheet as it stands.
    pub fn of(sheet: &Sheet) -> Source {
        Source { text: write_submission(sheet).text, revision: sheet.revision() }
    }
}

/// Edits that were saved together.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
pub struct Journalled {
    /// The revision they start from.
    pub base: Revision,
    /// The revision they lead to.
    pub revision: Revision,
    /// The edits, in order.
    pub edits: Vec<Edit>,
}

impl Journalled {
    /// What a save adds to the journal.
    pub fn of(job: &SaveJob) -> Journalled {
        let base = job.create.as_ref().map_or(job.base, |source| source.revision);
        Journalled { base, revision: job.head.revision, edits: job.edits.clone() }
    }
}

/// Why something could not be stored or read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    /// The record has moved on: another window saved it.
    #[error("another window saved revision {found}")]
    Conflict {
        /// The revision that is stored.
        found: Revision,
    },
    /// The store has been taken over by a newer program: it is read, and nothing is written.
    #[error("the store belongs to a newer program")]
    Newer,
    /// The store does not open: a window of an older version may still hold it.
    #[error("the store does not open")]
    Blocked,
    /// No space is left.
    #[error("no space left")]
    Full,
    /// The browser has no store, or will not open it.
    #[error("the browser's store cannot be used: {0}")]
    Unavailable(String),
    /// The browser has said nothing for a while; it may still answer.
    #[error("the store does not answer")]
    Silent,
    /// Everything is under a key, whose text this is.
    #[error("the store is locked")]
    Locked(String),
    /// What is stored cannot be read.
    #[error("what is stored cannot be read: {0}")]
    Unreadable(String),
}

/// Where records are kept.
// One thread on both sides: nothing has to be sent anywhere.
#[allow(async_fn_in_trait)]
pub trait Store {
    /// All heads.
    async fn heads(&self) -> Result<Vec<Head>, StoreError>;
    /// One record, if it is there.
    async fn load(&self, id: &SubmissionId) -> Result<Option<Stored>, StoreError>;
    /// Writes changes; returns when they are on disk.
    async fn save(&self, job: &SaveJob) -> Result<(), StoreError>;
    /// Replaces snapshot and journal up to `revision` by one file.
    async fn snapshot(&self, id: &SubmissionId, revision: Revision, text: &str) -> Result<(), StoreError>;
    /// Rewrites a head without changing the record.
    async fn note(&self, head: &Head) -> Result<(), StoreError>;
    /// Deletes a record.
    async fn remove(&self, id: &SubmissionId) -> Result<(), StoreError>;
}

/// The newest entry's checksum and the revision that is stored, for comparing.
pub fn found(parts: &Parts, id: &SubmissionId) -> Option<(String, Revision)> {
    match parts.linked(id) {
        Some((link, head)) => Some((link.to_owned(), head.revision)),
        None => read(parts, id).map(|stored| (stored.link, stored.head.revision)),
    }
}
