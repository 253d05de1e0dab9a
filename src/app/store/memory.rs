//! The native twin of the browser's store.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Parts, Put, SaveJob, Store, StoreError, Stored, fold, found, note, read, save};
use crate::app::home::Head;
use crate::domain::{Revision, SubmissionId};

/// A store in memory, for tests: the meaning of [`Store`] without a browser.
#[derive(Default)]
pub struct MemoryStore {
    /// The lines of every record, for tests that damage them.
    pub records: RefCell<BTreeMap<SubmissionId, Parts>>,
}

impl MemoryStore {
    fn parts(&self, id: &SubmissionId) -> Parts {
        self.records.borrow().get(id).cloned().unwrap_or_default()
    }

    fn write(&self, id: &SubmissionId, puts: Vec<Put>) {
        if !puts.is_empty() {
            self.records.borrow_mut().entry(id.clone()).or_default().apply(puts);
        }
    }
}

impl Parts {
    /// Carries puts out.
    pub fn apply(&mut self, puts: Vec<Put>) {
        for put in puts {
            match put {
                Put::Head(line) => self.head = Some(line),
                Put::Slot(slot, line) => self.slots[slot] = Some(line),
                Put::Entry(revision, line) => match self.journal.binary_search_by_key(&revision, |(key, _)| *key) {
                    Ok(at) => self.journal[at].1 = line,
                    Err(at) => self.journal.insert(at, (revision, line)),
                },
                Put::Trim(last) => self.journal.retain(|(key, _)| *key > last),
                Put::Before(lines) => self.before = Some(lines),
            }
        }
    }
}

impl Store for MemoryStore {
    async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        let records = self.records.borrow();
        Ok(records.iter().filter_map(|(id, parts)| read(parts, id)).map(|stored| stored.head).collect())
    }

    async fn load(&self, id: &SubmissionId) -> Result<Option<Stored>, StoreError> {
        let parts = self.parts(id);
        match read(&parts, id) {
            None if !parts.is_empty() => Err(StoreError::Unreadable(id.to_string())),
            stored => Ok(stored),
        }
    }

    async fn save(&self, job: &SaveJob) -> Result<(), StoreError> {
        let (id, parts) = (&job.head.id, self.parts(&job.head.id));
        self.write(id, save(&parts, found(&parts, id), job)?);
        Ok(())
    }

    async fn snapshot(&self, id: &SubmissionId, revision: Revision, text: &str) -> Result<(), StoreError> {
        self.write(id, fold(&self.parts(id), id, revision, text));
        Ok(())
    }

    async fn note(&self, head: &Head) -> Result<(), StoreError> {
        self.write(&head.id, note(&self.parts(&head.id), head));
        Ok(())
    }

    async fn remove(&self, id: &SubmissionId) -> Result<(), StoreError> {
        self.records.borrow_mut().remove(id);
        Ok(())
    }
}
