//! The browser's [`Store`]: IndexedDB with `durability: "strict"`.
//!
//! | object store | key | value |
//! |---|---|---|
//! | `heads` | record | the head |
//! | `snapshots` | record; record, 1 | two slots, each a submission file or the template of a new record |
//! | `journal` | record, revision | an entry |
//! | `before` | record | its lines, as they were before it was written anew in a newer version |
//! | `received` | digest; `count`; `signers`; `vault`; `opened` | a submission file of the roll-up; how many there are to be, a number; the keys of units, a list; everything while it is locked (`web::vault`); the ends of the vaults that were opened last, a list |
//!
//! What is written and what is made of it is decided in `app::store`; the lines are described there.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::beside;
use super::connection::Connection;
use super::idb::{answers, complete, store, trouble};
use super::quarantine;
use crate::app::{Head, Keep, Parts, Put, SaveJob, Store, StoreError, Stored, fold, found, note, read, save_by};
use crate::domain::{Revision, SubmissionId};

const DATABASE: &str = "yardstick";
const VERSION: u32 = 2;
pub(super) const HEADS: &str = "heads";
const SNAPSHOTS: &str = "snapshots";
const JOURNAL: &str = "journal";
const BEFORE: &str = "before";
pub(super) const RECEIVED: &str = "received";
/// Everything, while it is locked: the text of the key, and the file that it opens.
pub(super) const VAULT: &str = "vault";
/// The ends of the vaults that were opened last, in a list.
pub(super) const OPENED: &str = "opened";
pub(super) const ALL: [&str; 5] = [HEADS, SNAPSHOTS, JOURNAL, BEFORE, RECEIVED];
/// What records are kept in.
const RECORDS: [&str; 4] = [HEADS, SNAPSHOTS, JOURNAL, BEFORE];

/// Records in this browser.
pub struct IdbStore {
    records: Connection,
    /// Files that could not be used: `web::quarantine`.
    pub(super) quarantine: Connection,
    keep: Keep,
}

impl IdbStore {
    pub(super) const fn new(keep: Keep) -> IdbStore {
        let records = Connection::new(DATABASE, VERSION, &ALL);
        IdbStore { records, quarantine: quarantine::database(), keep }
    }

    pub(super) async fn read(&self, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
        self.records.read(stores).await
    }

    pub(super) async fn write(&self, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
        self.records.write(stores).await
    }
}

impl IdbStore {
    /// Fails with [`StoreError::Locked`] where it is.
    pub(super) async fn locked(&self) -> Result<(), StoreError> {
        unlocked(&self.read(&[RECEIVED]).await?).await
    }

    /// Every value with its store and key.
    pub(super) async fn values(&self) -> Result<Vec<[JsValue; 3]>, StoreError> {
        values(&self.read(&ALL).await?).await
    }

    /// Deletes everything.
    pub(super) async fn clear(&self) -> Result<(), StoreError> {
        let transaction = self.write(&ALL).await?;
        for name in ALL {
            store(&transaction, name)?.clear().map_err(|error| trouble(&error))?;
        }
        complete(&transaction).await
    }
}

impl IdbStore {
    /// The lines of a record.
    async fn parts(&self, transaction: &IdbTransaction, id: &SubmissionId) -> Result<Parts, StoreError> {
        let range = journal_until(id, None)?;
        let keys = store(transaction, JOURNAL)?.get_all_keys_with_key(&range).map_err(|error| trouble(&error))?;
        let requests = [
            get(transaction, HEADS, &id.as_str().into())?,
            get(transaction, SNAPSHOTS, &slot_key(id, 0))?,
            get(transaction, SNAPSHOTS, &slot_key(id, 1))?,
            get(transaction, JOURNAL, &range)?,
            keys,
        ];
        let mut found = answers(&requests).await?;
        let keys = found.pop().unwrap_or_default();
        let mut lines = found.iter().map(strings);
        let mut next = || lines.next().unwrap_or_default();
        let (head, slots, journal) = (next().pop(), [next().pop(), next().pop()], next());
        let journal = keys.iter().map(|key| revision(&key)).zip(journal).collect();
        Ok(Parts { head, slots, journal, before: None })
    }

    /// Carries writes out and waits until they are on disk.
    async fn carry_out(
        &self,
        transaction: &IdbTransaction,
        id: &SubmissionId,
        puts: Vec<Put>,
    ) -> Result<(), StoreError> {
        for put in puts {
            let (name, key, line) = match put {
                Put::Head(line) => (HEADS, JsValue::from_str(id.as_str()), line),
                Put::Slot(slot, line) => (SNAPSHOTS, slot_key(id, slot), line),
                Put::Entry(revision, line) => (JOURNAL, journal_key(id, revision), line),
                Put::Before(lines) => (BEFORE, JsValue::from_str(id.as_str()), lines),
                Put::Trim(revision) => {
                    delete(transaction, JOURNAL, &journal_until(id, Some(revision))?)?;
                    continue;
                }
            };
            write(&store(transaction, name)?, &key, &line)?;
        }
        complete(transaction).await
    }
}

impl Store for IdbStore {
    async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        let transaction = self.read(&[HEADS, RECEIVED]).await?;
        unlocked(&transaction).await?;
        let heads = store(&transaction, HEADS)?;
        let keys = heads.get_all_keys().map_err(|error| trouble(&error))?;
        let lines = heads.get_all().map_err(|error| trouble(&error))?;
        let requests = [keys, lines];
        let listed = answers(&requests).await?;
        let [keys, lines] = [&listed[0], &listed[1]].map(strings);
        let mut found = Vec::new();
        for (key, line) in keys.iter().zip(lines) {
            let id = SubmissionId::from(key.as_str());
            match (Parts { head: Some(line), ..Parts::default() }).head(&id) {
                Some(head) => found.push(head),
                // Opening it tells what is left of the record.
                None => {
                    let stored = self.load(&id).await.ok().flatten();
                    found.push(stored.map_or_else(|| Head::lost(id, 0), |stored| stored.head));
                }
            }
        }
        Ok(found)
    }

    async fn load(&self, id: &SubmissionId) -> Result<Option<Stored>, StoreError> {
        let transaction = self.read(&ALL).await?;
        unlocked(&transaction).await?;
        let parts = self.parts(&transaction, id).await?;
        match read(&parts, id) {
            None if !parts.is_empty() => Err(StoreError::Unreadable(id.to_string())),
            stored => Ok(stored),
        }
    }

    async fn save(&self, job: &SaveJob) -> Result<(), StoreError> {
        let transaction = self.write(&RECORDS).await?;
        let id = &job.head.id;
        let mut parts = Parts { head: head_line(&transaction, id).await?, ..Parts::default() };
        // Nearly always the head says everything that is needed.
        if job.create.is_some() || parts.head(id).is_none() {
            parts = self.parts(&transaction, id).await?;
        }
        match save_by(self.keep, &parts, found(&parts, id), job) {
            Ok(puts) => self.carry_out(&transaction, id, puts).await,
            Err(error) => {
                let _ = transaction.abort();
                Err(error)
            }
        }
    }

    async fn snapshot(&self, id: &SubmissionId, revision: Revision, file: &str) -> Result<(), StoreError> {
        let transaction = self.write(&RECORDS).await?;
        let parts = self.parts(&transaction, id).await?;
        self.carry_out(&transaction, id, fold(&parts, id, revision, file)).await
    }

    async fn note(&self, head: &Head) -> Result<(), StoreError> {
        let transaction = self.write(&[HEADS]).await?;
        let parts = Parts { head: head_line(&transaction, &head.id).await?, ..Parts::default() };
        self.carry_out(&transaction, &head.id, note(&parts, head)).await
    }

    async fn remove(&self, id: &SubmissionId) -> Result<(), StoreError> {
        let transaction = self.write(&RECORDS).await?;
        delete_record(&transaction, id)?;
        complete(&transaction).await
    }
}

/// Every value with its store and key.
pub(super) async fn values(transaction: &IdbTransaction) -> Result<Vec<[JsValue; 3]>, StoreError> {
    let mut values = Vec::new();
    for name in ALL {
        let store = store(transaction, name)?;
        let keys = store.get_all_keys().map_err(|error| trouble(&error))?;
        let all = store.get_all().map_err(|error| trouble(&error))?;
        let found = answers(&[keys, all]).await?;
        values.extend(found[0].iter().zip(found[1].iter()).map(|(key, value)| [name.into(), key, value]));
    }
    Ok(values)
}

/// A store that is locked looks empty and is not.
pub(super) async fn unlocked(transaction: &IdbTransaction) -> Result<(), StoreError> {
    vault(transaction).await?.map_or(Ok(()), |(key, _)| Err(StoreError::Locked(key)))
}

/// What is locked: the text of its key, and the file that it opens, in hexadecimal digits. Where the browser has thrown the
/// store away, the copy beside it counts, whatever has been stored since.
pub(super) async fn vault(transaction: &IdbTransaction) -> Result<Option<(String, String)>, StoreError> {
    let of = |key: &str| get(transaction, RECEIVED, &key.into());
    let found = answers(&[of(VAULT)?, of(OPENED)?]).await?;
    let list = |n: usize| found[n].iter().next().map(|list| strings(&list.unchecked_into()));
    if let Some(vault) = list(0) {
        let mut parts = vault.into_iter();
        return Ok(parts.next().zip(parts.next()));
    }
    // A browser writes late that a copy has gone: a kill brings it back.
    let opened = list(1).unwrap_or_default();
    Ok(beside::vault().filter(|(_, sealed)| !opened.iter().any(|end| sealed.ends_with(end))))
}

pub(super) fn delete_record(transaction: &IdbTransaction, id: &SubmissionId) -> Result<(), StoreError> {
    let key = JsValue::from_str(id.as_str());
    let parts = [(HEADS, key.clone()), (BEFORE, key), (SNAPSHOTS, slot_key(id, 0)), (SNAPSHOTS, slot_key(id, 1))];
    for (name, key) in parts.into_iter().chain([(JOURNAL, journal_until(id, None)?)]) {
        delete(transaction, name, &key)?;
    }
    Ok(())
}

/// The values at a key, or in a range.
pub(super) fn get(transaction: &IdbTransaction, name: &str, key: &JsValue) -> Result<IdbRequest, StoreError> {
    store(transaction, name)?.get_all_with_key(key).map_err(|error| trouble(&error))
}

async fn head_line(transaction: &IdbTransaction, id: &SubmissionId) -> Result<Option<String>, StoreError> {
    let request = [get(transaction, HEADS, &id.as_str().into())?];
    let found = answers(&request).await?;
    Ok(found.iter().find_map(|found| strings(found).pop()))
}

pub(super) fn delete(transaction: &IdbTransaction, name: &str, key: &JsValue) -> Result<(), StoreError> {
    store(transaction, name)?.delete(key).map(drop).map_err(|error| trouble(&error))
}

/// The first slot is where the first version kept its only snapshot.
fn slot_key(id: &SubmissionId, slot: usize) -> JsValue {
    let name = JsValue::from_str(id.as_str());
    if slot == 0 { name } else { Array::<JsValue>::of(&[name, JsValue::from_f64(1.0)]).into() }
}

pub(super) fn write(store: &IdbObjectStore, key: &JsValue, text: &str) -> Result<(), StoreError> {
    store.put_with_key(&JsValue::from_str(text), key).map(drop).map_err(|error| trouble(&error))
}

/// Revisions count edits: they stay far below 2^53, where the browser's numbers are exact.
#[allow(clippy::cast_precision_loss)]
fn journal_key(id: &SubmissionId, revision: Revision) -> JsValue {
    Array::<JsValue>::of(&[JsValue::from_str(id.as_str()), JsValue::from_f64(revision as f64)]).into()
}

/// The revision in a key of the journal.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn revision(key: &JsValue) -> Revision {
    key.unchecked_ref::<Array<JsValue>>().get(1).as_f64().unwrap_or(0.0) as Revision
}

/// The journal of a record up to a revision, or all of it: an empty array sorts behind every number.
fn journal_until(id: &SubmissionId, revision: Option<Revision>) -> Result<JsValue, StoreError> {
    let name = JsValue::from_str(id.as_str());
    let first = Array::<JsValue>::of(std::slice::from_ref(&name));
    let last = match revision {
        Some(revision) => journal_key(id, revision),
        None => Array::<JsValue>::of(&[name, Array::<JsValue>::new().into()]).into(),
    };
    IdbKeyRange::bound(&first, &last).map(Into::into).map_err(|error| trouble(&error))
}

pub(super) fn strings(list: &Array<JsValue>) -> Vec<String> {
    list.iter().filter_map(|value| value.as_string()).collect()
}
