//! Where records are kept: a journal of edits on top of a snapshot, one per record.
//!
//! The promise: what [`Store::save`] acknowledged is there after a crash. Revisions are compared
//! and swapped, so two windows on one record cannot overwrite each other. The browser's store is
//! `web::storage`; [`MemoryStore`] is its native twin with the same meaning.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::json::{Json, Write};

use super::home::Head;
use crate::domain::{Edit, Revision, Sheet, Submission, SubmissionId};
use crate::format::{Judge, ReadError, linted, open_submission_by, read_template_by, write_submission};

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

/// A record as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Its head.
    pub head: Head,
    /// A whole submission file, or the template of a record that has been new until now.
    pub snapshot: String,
    /// What was changed since, oldest first.
    pub journal: Vec<Journalled>,
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
    /// No space is left.
    #[error("no space left")]
    Full,
    /// The browser has no store, or will not open it.
    #[error("the browser's store cannot be used: {0}")]
    Unavailable(String),
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

/// Rebuilds the sheet of a stored record: the snapshot, then every edit of the journal.
///
/// # Errors
/// When the snapshot cannot be read, or the journal does not lead to the head's revision.
pub fn restore(stored: &Stored) -> Result<Sheet, RestoreError> {
    restore_by(linted, stored)
}

/// The same for a record whose standard is judged by `judge`.
///
/// # Errors
/// Those of [`restore`].
pub fn restore_by(judge: Judge, stored: &Stored) -> Result<Sheet, RestoreError> {
    let mut submission = begin(judge, stored).map_err(RestoreError::Snapshot)?;
    for entry in &stored.journal {
        let behind = entry.revision <= submission.revision;
        if behind {
            continue;
        }
        if entry.base != submission.revision {
            break;
        }
        submission = replay(submission, entry);
    }
    if submission.revision != stored.head.revision {
        return Err(RestoreError::Gap { found: submission.revision, wanted: stored.head.revision });
    }
    Ok(Sheet::open(submission))
}

/// What the journal goes on from.
fn begin(judge: Judge, stored: &Stored) -> Result<Submission, ReadError> {
    let file = stored.snapshot.as_bytes();
    let new = || read_template_by(judge, file).map(|template| Submission::new(stored.head.id.clone(), template));
    let old = || open_submission_by(judge, file);
    // Which of the two is told by the journal, nearly always; each file is read only once.
    let (first, other): (&dyn Fn() -> _, &dyn Fn() -> _) =
        if stored.journal.first().is_some_and(|entry| entry.base == 0) { (&new, &old) } else { (&old, &new) };
    match first() {
        Err(ReadError::OtherKind { .. }) => other(),
        known => known,
    }
}

fn replay(mut submission: Submission, entry: &Journalled) -> Submission {
    for edit in entry.edits.iter().cloned() {
        match edit {
            Edit::Unit(unit) => submission.unit = unit,
            Edit::Period(period) => submission.period = period,
            Edit::AsOf(day) => submission.as_of = day,
            Edit::LocalItems(items) => submission.local_items = items,
            Edit::Entry(item, value) if value.is_empty() => drop(submission.entries.remove(&item)),
            Edit::Entry(item, value) => drop(submission.entries.insert(item, value)),
            Edit::Veto(veto, Some(applies)) => drop(submission.vetoes.insert(veto, applies)),
            Edit::Veto(veto, None) => drop(submission.vetoes.remove(&veto)),
        }
    }
    submission.revision = entry.revision;
    submission
}

/// Why a stored record cannot be opened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RestoreError {
    /// The snapshot is damaged.
    #[error("snapshot: {0}")]
    Snapshot(ReadError),
    /// Edits are missing.
    #[error("the journal ends at revision {found}, not {wanted}")]
    Gap {
        /// The revision it leads to.
        found: Revision,
        /// The revision the head names.
        wanted: Revision,
    },
}

/// A store in memory, for tests: the meaning of [`Store`] without a browser.
#[derive(Default)]
pub struct MemoryStore {
    records: RefCell<BTreeMap<SubmissionId, Stored>>,
}

impl Store for MemoryStore {
    async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        Ok(self.records.borrow().values().map(|stored| stored.head.clone()).collect())
    }

    async fn load(&self, id: &SubmissionId) -> Result<Option<Stored>, StoreError> {
        Ok(self.records.borrow().get(id).cloned())
    }

    async fn save(&self, job: &SaveJob) -> Result<(), StoreError> {
        let mut records = self.records.borrow_mut();
        let found = records.get(&job.head.id).map_or(0, |stored| stored.head.revision);
        if found != job.base {
            return Err(StoreError::Conflict { found });
        }
        let entry = Journalled::of(job);
        match &job.create {
            Some(source) => {
                let stored = Stored { head: job.head.clone(), snapshot: source.text.clone(), journal: vec![entry] };
                records.insert(job.head.id.clone(), stored);
            }
            None => {
                if let Some(stored) = records.get_mut(&job.head.id) {
                    stored.head = job.head.clone();
                    stored.journal.push(entry);
                }
            }
        }
        Ok(())
    }

    async fn snapshot(&self, id: &SubmissionId, revision: Revision, text: &str) -> Result<(), StoreError> {
        if let Some(stored) = self.records.borrow_mut().get_mut(id) {
            text.clone_into(&mut stored.snapshot);
            stored.journal.retain(|entry| entry.revision > revision);
        }
        Ok(())
    }

    async fn note(&self, head: &Head) -> Result<(), StoreError> {
        if let Some(stored) = self.records.borrow_mut().get_mut(&head.id) {
            stored.head.exported = head.exported;
        }
        Ok(())
    }

    async fn remove(&self, id: &SubmissionId) -> Result<(), StoreError> {
        self.records.borrow_mut().remove(id);
        Ok(())
    }
}
