//! The browser's [`Store`]: IndexedDB with `durability: "strict"`.
//!
//! | object store | key | value |
//! |---|---|---|
//! | `heads` | record | [`Head`] as JSON |
//! | `snapshots` | record | a submission file, or the template of a new record |
//! | `journal` | record, revision | [`Journalled`] as JSON |
//! | `received` | digest | a submission file of the roll-up |

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::idb::{answer, complete, open, reading, store, trouble, writing};
use crate::app::{Head, Journalled, SaveJob, Store, StoreError, Stored};
use crate::domain::json::{self, Json, Write};
use crate::domain::{Revision, SubmissionId};
use crate::format::{self, canonical};

const DATABASE: &str = "yardstick";
const VERSION: u32 = 1;
const HEADS: &str = "heads";
const SNAPSHOTS: &str = "snapshots";
const JOURNAL: &str = "journal";
const RECEIVED: &str = "received";

/// Records in this browser.
#[derive(Default)]
pub(super) struct IdbStore {
    database: RefCell<Option<IdbDatabase>>,
}

impl IdbStore {
    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(database) = self.database.borrow().clone() {
            return Ok(database);
        }
        let database = open(DATABASE, VERSION, &[HEADS, SNAPSHOTS, JOURNAL, RECEIVED]).await?;
        *self.database.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    async fn read(&self, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
        self.begin(|database| reading(database, stores)).await
    }

    async fn write(&self, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
        self.begin(|database| writing(database, stores)).await
    }

    /// The connection may have been closed under us; it is opened anew once.
    async fn begin(
        &self,
        begin: impl Fn(&IdbDatabase) -> Result<IdbTransaction, StoreError>,
    ) -> Result<IdbTransaction, StoreError> {
        if let Ok(transaction) = begin(&self.database().await?) {
            return Ok(transaction);
        }
        self.database.borrow_mut().take();
        begin(&self.database().await?)
    }

    /// The files of the roll-up.
    pub(super) async fn received(&self) -> Result<Vec<String>, StoreError> {
        let transaction = self.read(&[RECEIVED]).await?;
        let all = store(&transaction, RECEIVED)?.get_all().map_err(|error| trouble(&error))?;
        Ok(strings(&answer(&all).await?))
    }

    /// Keeps files of the roll-up.
    pub(super) async fn receive(&self, files: &[(String, String)]) -> Result<(), StoreError> {
        let transaction = self.write(&[RECEIVED]).await?;
        let received = store(&transaction, RECEIVED)?;
        for (digest, text) in files {
            put(&received, &JsValue::from_str(digest), text)?;
        }
        complete(&transaction).await
    }

    /// Lets files of the roll-up go.
    pub(super) async fn withdraw(&self, digests: &[String]) -> Result<(), StoreError> {
        let transaction = self.write(&[RECEIVED]).await?;
        let received = store(&transaction, RECEIVED)?;
        for digest in digests {
            received.delete(&JsValue::from_str(digest)).map_err(|error| trouble(&error))?;
        }
        complete(&transaction).await
    }
}

impl Store for IdbStore {
    async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        let transaction = self.read(&[HEADS]).await?;
        let all = store(&transaction, HEADS)?.get_all().map_err(|error| trouble(&error))?;
        strings(&answer(&all).await?).iter().map(|text| parse(text)).collect()
    }

    async fn load(&self, id: &SubmissionId) -> Result<Option<Stored>, StoreError> {
        let transaction = self.read(&[HEADS, SNAPSHOTS, JOURNAL]).await?;
        let key = JsValue::from_str(id.as_str());
        let head = store(&transaction, HEADS)?.get(&key).map_err(|error| trouble(&error))?;
        let snapshot = store(&transaction, SNAPSHOTS)?.get(&key).map_err(|error| trouble(&error))?;
        let range = journal_until(id, None)?;
        let journal = store(&transaction, JOURNAL)?.get_all_with_key(&range).map_err(|error| trouble(&error))?;
        let (head, snapshot) = (answer(&head).await?, answer(&snapshot).await?);
        let journal = strings(&answer(&journal).await?);
        let Some(head) = head.as_string() else { return Ok(None) };
        let snapshot = snapshot.as_string().ok_or_else(|| StoreError::Unreadable(SNAPSHOTS.to_owned()))?;
        let journal = journal.iter().map(|text| parse::<Journalled>(text)).collect::<Result<_, _>>()?;
        Ok(Some(Stored { head: parse(&head)?, snapshot, journal }))
    }

    async fn save(&self, job: &SaveJob) -> Result<(), StoreError> {
        let transaction = self.write(&[HEADS, SNAPSHOTS, JOURNAL]).await?;
        let id = &job.head.id;
        let key = JsValue::from_str(id.as_str());
        let heads = store(&transaction, HEADS)?;
        let found = answer(&heads.get(&key).map_err(|error| trouble(&error))?).await?;
        let found = found.as_string().map(|text| parse::<Head>(&text)).transpose()?.map_or(0, |head| head.revision);
        if found != job.base {
            let _ = transaction.abort();
            return Err(StoreError::Conflict { found });
        }
        if let Some(source) = &job.create {
            put(&store(&transaction, SNAPSHOTS)?, &key, &source.text)?;
            let older = journal_until(id, None)?;
            store(&transaction, JOURNAL)?.delete(&older).map_err(|error| trouble(&error))?;
        }
        let entry = Journalled::of(job);
        put(&store(&transaction, JOURNAL)?, &journal_key(id, job.head.revision), &text(&entry))?;
        put(&heads, &key, &text(&job.head))?;
        complete(&transaction).await
    }

    async fn snapshot(&self, id: &SubmissionId, revision: Revision, file: &str) -> Result<(), StoreError> {
        let transaction = self.write(&[SNAPSHOTS, JOURNAL]).await?;
        put(&store(&transaction, SNAPSHOTS)?, &JsValue::from_str(id.as_str()), file)?;
        let folded = journal_until(id, Some(revision))?;
        store(&transaction, JOURNAL)?.delete(&folded).map_err(|error| trouble(&error))?;
        complete(&transaction).await
    }

    async fn note(&self, head: &Head) -> Result<(), StoreError> {
        let transaction = self.write(&[HEADS]).await?;
        let heads = store(&transaction, HEADS)?;
        let key = JsValue::from_str(head.id.as_str());
        let found = answer(&heads.get(&key).map_err(|error| trouble(&error))?).await?;
        if let Some(found) = found.as_string() {
            let noted = Head { exported: head.exported, ..parse(&found)? };
            put(&heads, &key, &text(&noted))?;
        }
        complete(&transaction).await
    }

    async fn remove(&self, id: &SubmissionId) -> Result<(), StoreError> {
        let transaction = self.write(&[HEADS, SNAPSHOTS, JOURNAL]).await?;
        let key = JsValue::from_str(id.as_str());
        for name in [HEADS, SNAPSHOTS] {
            store(&transaction, name)?.delete(&key).map_err(|error| trouble(&error))?;
        }
        let all = journal_until(id, None)?;
        store(&transaction, JOURNAL)?.delete(&all).map_err(|error| trouble(&error))?;
        complete(&transaction).await
    }
}

fn put(store: &IdbObjectStore, key: &JsValue, text: &str) -> Result<(), StoreError> {
    store.put_with_key(&JsValue::from_str(text), key).map(drop).map_err(|error| trouble(&error))
}

/// Revisions count edits: they stay far below 2^53, where the browser's numbers are exact.
#[allow(clippy::cast_precision_loss)]
fn journal_key(id: &SubmissionId, revision: Revision) -> JsValue {
    Array::<JsValue>::of(&[JsValue::from_str(id.as_str()), JsValue::from_f64(revision as f64)]).into()
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

fn strings(list: &JsValue) -> Vec<String> {
    list.unchecked_ref::<Array<JsValue>>().iter().filter_map(|value| value.as_string()).collect()
}

fn text<T: Write>(value: &T) -> String {
    canonical(&value.write())
}

fn parse<T: Json>(text: &str) -> Result<T, StoreError> {
    let value = format::parse(text.as_bytes()).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    json::read(&value, "store").map_err(|problem| StoreError::Unreadable(problem.to_string()))
}
