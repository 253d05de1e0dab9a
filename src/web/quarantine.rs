//! Files that could not be used, in a database of their own: whatever becomes of it, the records stand apart.
//!
//! | object store | key | value |
//! |---|---|---|
//! | `files` | SHA-256 of name and contents | name, contents |

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::connection::Connection;
use super::idb::{answers, complete, store, trouble};
use super::storage::IdbStore;
use crate::app::{Quarantined, StoreError};

const FILES: &str = "files";

/// The database.
pub(super) const fn database() -> Connection {
    Connection::new("yardstick-quarantine", 1, &[FILES])
}

impl IdbStore {
    /// All files that could not be used.
    pub(super) async fn quarantined(&self) -> Result<Vec<Quarantined>, StoreError> {
        let stored = self.quarantined_as_stored().await?;
        Ok(stored.iter().filter_map(|(name, bytes)| Quarantined::of(name, bytes)).collect())
    }

    /// The same by name and contents, however large.
    pub(super) async fn quarantined_as_stored(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let transaction = self.quarantine.read(&[FILES]).await?;
        let all = [store(&transaction, FILES)?.get_all().map_err(|error| trouble(&error))?];
        let all = answers(&all).await?;
        Ok(all.iter().flat_map(Array::iter).filter_map(|value| file(&value)).collect())
    }

    /// Keeps such files.
    pub(super) async fn quarantine(&self, files: &[Quarantined]) -> Result<(), StoreError> {
        let transaction = self.quarantine.write(&[FILES]).await?;
        let kept = store(&transaction, FILES)?;
        for file in files {
            let bytes = Uint8Array::new_from_slice(&file.bytes);
            let value = Array::<JsValue>::of(&[JsValue::from_str(&file.name), bytes.into()]);
            kept.put_with_key(&value, &JsValue::from_str(&file.key)).map_err(|error| trouble(&error))?;
        }
        complete(&transaction).await
    }

    /// Lets some of them go.
    pub(super) async fn release(&self, keys: &[String]) -> Result<(), StoreError> {
        let transaction = self.quarantine.write(&[FILES]).await?;
        let kept = store(&transaction, FILES)?;
        for key in keys {
            kept.delete(&JsValue::from_str(key)).map_err(|error| trouble(&error))?;
        }
        complete(&transaction).await
    }

    /// Lets all of them go.
    pub(super) async fn release_all(&self) -> Result<(), StoreError> {
        let transaction = self.quarantine.write(&[FILES]).await?;
        store(&transaction, FILES)?.clear().map_err(|error| trouble(&error))?;
        complete(&transaction).await
    }
}

fn file(value: &JsValue) -> Option<(String, Vec<u8>)> {
    let value = value.dyn_ref::<Array<JsValue>>()?;
    let bytes: Uint8Array = value.get(1).dyn_into().ok()?;
    Some((value.get(0).as_string()?, bytes.to_vec()))
}
