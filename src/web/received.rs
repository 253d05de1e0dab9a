//! The files of the roll-up in the store, and the keys that their units are known by.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::idb::{answers, complete, store, trouble};
use super::storage::{IdbStore, RECEIVED, delete, get, strings, unlocked, write};
use crate::app::{Change, StoreError};

/// No digest.
const COUNT: &str = "count";
/// The unit and the key of each that has signed, in one list.
const SIGNERS: &str = "signers";

impl IdbStore {
    /// The files of the roll-up, and how many there are to be.
    pub(super) async fn received(&self) -> Result<(Vec<String>, usize), StoreError> {
        let transaction = self.read(&[RECEIVED]).await?;
        unlocked(&transaction).await?;
        let all = [store(&transaction, RECEIVED)?.get_all().map_err(|error| trouble(&error))?];
        let found = answers(&all).await?;
        // No machine has 2^32 files.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = found.iter().flat_map(Array::iter).find_map(|value| value.as_f64()).unwrap_or(0.0) as usize;
        Ok((found.iter().flat_map(strings).collect(), count))
    }

    /// Keeps files of the roll-up, and lets others go: first it is written how many there are to be, so that a machine
    /// that goes off meanwhile misses the rest; what is replaced goes last.
    pub(super) async fn receive(&self, change: &Change) -> Result<(), StoreError> {
        let transaction = self.write(&[RECEIVED]).await?;
        // Far below 2^53.
        #[allow(clippy::cast_precision_loss)]
        let count = JsValue::from_f64(change.count as f64);
        let received = store(&transaction, RECEIVED)?;
        received.put_with_key(&count, &COUNT.into()).map_err(|error| trouble(&error))?;
        let transaction = if change.keep.is_empty() {
            transaction
        } else {
            complete(&transaction).await?;
            self.keep(&change.keep).await?;
            self.write(&[RECEIVED]).await?
        };
        for digest in &change.let_go {
            delete(&transaction, RECEIVED, &JsValue::from_str(digest))?;
        }
        complete(&transaction).await
    }

    /// The key of each unit that has signed, by unit.
    pub(super) async fn signers(&self) -> Result<Vec<(String, String)>, StoreError> {
        let transaction = self.read(&[RECEIVED]).await?;
        let found = answers(&[get(&transaction, RECEIVED, &SIGNERS.into())?]).await?;
        let list: Vec<String> =
            found.iter().flat_map(Array::iter).flat_map(|list| strings(&list.unchecked_into())).collect();
        Ok(list.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect())
    }

    /// Remembers them.
    pub(super) async fn keep_signers(&self, signers: &[(String, String)]) -> Result<(), StoreError> {
        let transaction = self.write(&[RECEIVED]).await?;
        let list: Array<JsValue> =
            signers.iter().flat_map(|(unit, key)| [unit, key]).map(|text| JsValue::from_str(text)).collect();
        store(&transaction, RECEIVED)?.put_with_key(&list, &SIGNERS.into()).map_err(|error| trouble(&error))?;
        complete(&transaction).await
    }

    /// Keeps files of the roll-up, each by itself: what is there when the browser is killed stays.
    pub(super) async fn keep(&self, files: &[(String, String)]) -> Result<(), StoreError> {
        for (digest, text) in files {
            let transaction = self.write(&[RECEIVED]).await?;
            write(&store(&transaction, RECEIVED)?, &JsValue::from_str(digest), text)?;
            complete(&transaction).await?;
        }
        Ok(())
    }
}
