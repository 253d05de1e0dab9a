//! Everything that is stored, under the unit's key: the *vault*, one value in the place of all others. It comes and goes with
//! them in one transaction, so a machine that goes off meanwhile is either locked or not.
//!
//! What is in it is what a page that has stopped gives out (`rescue.js`): a line for each value. Files that could not be used
//! are in another database; each is put under the key by itself, before the rest is opened and after it is locked.

use js_sys::Array;
use js_sys::JSON::parse;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbTransaction;

use super::beside;
use super::beside::BESIDE;
use super::desk::{heading, line};
use super::idb::{answers, complete, store, trouble};
use super::storage::{ALL, HEADS, IdbStore, OPENED, RECEIVED, VAULT, delete_record, strings, values, vault};
use super::world::chance;
use crate::app::{Parts, Quarantined, StoreError};
use crate::domain::SubmissionId;
use crate::format::{Key, OpenKey, Sealing, hex, is_age, unhex_all};

/// So many digits at its end tell one vault from another: they are its checksum.
const END: usize = 32;
/// Of so many vaults an old copy is known for one.
const MOST_OPENED: usize = 16;
/// A name that no file has: what stands behind it is locked.
const LOCKED: &str = "";

impl IdbStore {
    /// Puts everything under the key, whose text stays with it; nothing where that has been done.
    pub(super) async fn lock(&self, key: &Key) -> Result<(), StoreError> {
        let transaction = self.write(&ALL).await?;
        let away = whole(&transaction, put_away(&transaction, key).await)?;
        complete(&transaction).await?;
        // A browser may throw its store away at any time: what stands beside it goes when the copy is there, or had no room.
        if let Some((sealed, aside)) = away {
            beside::keep_vault(&key.text, &sealed);
            beside::clear_values(&aside);
            if beside::vault().is_none() {
                beside::keep_vault(&key.text, &sealed);
            }
        }
        // It is locked, whatever becomes of these: the next start tries again.
        let _ = self.lock_quarantine(key).await;
        Ok(())
    }

    /// The same with files that could not be used, those that have not been put away.
    async fn lock_quarantine(&self, key: &Key) -> Result<(), StoreError> {
        for file in self.quarantined().await? {
            // One without a name is in conflict with another.
            if file.name == LOCKED && is_age(&file.bytes) {
                continue;
            }
            let plain = [file.name.as_bytes(), b"\0", &file.bytes].concat();
            let bytes = seal(key, &plain)?.into();
            self.quarantine(&[Quarantined { name: LOCKED.to_owned(), bytes, ..file }]).await?;
        }
        Ok(())
    }

    /// Takes everything out again.
    pub(super) async fn unlock(&self, key: &OpenKey) -> Result<(), StoreError> {
        for (name, bytes) in self.quarantined_as_stored().await? {
            if name == LOCKED && is_age(&bytes) {
                // One that is damaged keeps nothing else shut.
                let Ok(plain) = unseal(key, &bytes) else { continue };
                let Some(at) = plain.iter().position(|byte| *byte == 0) else { continue };
                // Under the key that it had.
                let open = Quarantined::of(&String::from_utf8_lossy(&plain[..at]), &plain[at + 1..]);
                self.quarantine(open.as_slice()).await?;
            }
        }
        let transaction = self.write(&ALL).await?;
        let found = whole(&transaction, take_out(&transaction, key).await)?;
        complete(&transaction).await?;
        // Another window may have unlocked it before.
        if let Some((aside, received)) = found {
            beside::put_back(&aside);
            beside::count_received(received);
            beside::forget_vault();
        }
        Ok(())
    }

    /// What is locked, as it is: an age file.
    pub(super) async fn locked_file(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let found = vault(&self.read(&ALL).await?).await?;
        found.map(|(_, sealed)| unhex_all(&sealed).ok_or_else(damaged)).transpose()
    }

    /// The machine may have gone off right after it was locked: does what had still to be done.
    pub(super) async fn lock_rest(&self, key: &Key) -> Result<(), StoreError> {
        let found = vault(&self.read(&ALL).await?).await?;
        if let Some((text, sealed)) = found.filter(|_| beside::vault().is_none()) {
            beside::keep_vault(&text, &sealed);
        }
        beside::clear_copies();
        self.lock_quarantine(key).await
    }
}

/// A transaction that failed half-way changes nothing.
fn whole<T>(transaction: &IdbTransaction, done: Result<T, StoreError>) -> Result<T, StoreError> {
    done.inspect_err(|_| drop(transaction.abort()))
}

/// What was put away: in hexadecimal digits, and the values among it that stood beside the store.
type Away = (String, Vec<[JsValue; 3]>);

/// Returns what the vault holds; nothing where there is one.
async fn put_away(transaction: &IdbTransaction, key: &Key) -> Result<Option<Away>, StoreError> {
    if vault(transaction).await?.is_some() {
        return Ok(None);
    }
    let lines = values(transaction).await?;
    let (first, aside) = (heading(), beside::values());
    let plain: Vec<String> = [&first].into_iter().chain(&lines).chain(&aside).filter_map(line).collect();
    let sealed = hex(&seal(key, plain.join("\n").as_bytes())?);
    // It comes before anything goes.
    let vault = Array::<JsValue>::of(&[JsValue::from_str(&key.text), JsValue::from_str(&sealed)]);
    store(transaction, RECEIVED)?.put_with_key(&vault, &VAULT.into()).map_err(|error| trouble(&error))?;
    for [name, at, _] in &lines {
        let name = name.as_string().unwrap_or_default();
        store(transaction, &name)?.delete(at).map_err(|error| trouble(&error))?;
    }
    Ok(Some((sealed, aside)))
}

/// What stood beside the store, by key, and how many files of the roll-up there are.
type Aside = (Vec<(String, String)>, usize);

/// Puts every value back, and returns what belongs elsewhere.
async fn take_out(transaction: &IdbTransaction, key: &OpenKey) -> Result<Option<Aside>, StoreError> {
    let Some((_, sealed)) = vault(transaction).await? else { return Ok(None) };
    let plain = unseal(key, &unhex_all(&sealed).ok_or_else(damaged)?)?;
    let plain = String::from_utf8(plain).map_err(|_| damaged())?;
    let lines: Vec<Array<JsValue>> = plain.lines().map(value).collect::<Result<_, _>>()?;
    let passed_by = clear_way(transaction, &lines).await?;
    let ((mut aside, mut received), mut opened) = (Aside::default(), Vec::new());
    for line in lines {
        let (name, at, value) = (line.get(0).as_string().unwrap_or_default(), line.get(1), line.get(2));
        if name == RECEIVED && at == OPENED {
            opened = strings(value.unchecked_ref());
        }
        match ALL.into_iter().find(|known| *known == name) {
            None if name == BESIDE => aside.extend(at.as_string().zip(value.as_string())),
            // The line that says what this is.
            None => {}
            Some(name) if name != RECEIVED && passed_by.contains(&record(&at)) => {}
            Some(name) => {
                received += usize::from(name == RECEIVED && value.is_string());
                store(transaction, name)?.put_with_key(&value, &at).map_err(|error| trouble(&error))?;
            }
        }
    }
    opened.push(sealed[sealed.len().saturating_sub(END)..].to_owned());
    let last = opened.len().saturating_sub(MOST_OPENED);
    let opened: Array<JsValue> = opened[last..].iter().map(|end| JsValue::from_str(end)).collect();
    let store = store(transaction, RECEIVED)?;
    store.put_with_key(&opened, &OPENED.into()).map_err(|error| trouble(&error))?;
    store.delete(&VAULT.into()).map_err(|error| trouble(&error))?;
    Ok(Some((aside, received)))
}

/// Another window may have stored a record meanwhile: where it is as new, it stays, and its id is returned; where it is not, it
/// goes.
async fn clear_way(transaction: &IdbTransaction, locked: &[Array<JsValue>]) -> Result<Vec<String>, StoreError> {
    let heads = store(transaction, HEADS)?;
    let keys = heads.get_all_keys().map_err(|error| trouble(&error))?;
    let lines = heads.get_all().map_err(|error| trouble(&error))?;
    let found = answers(&[keys, lines]).await?;
    let revision = |id: &str, line: Option<String>| {
        Parts { head: line, ..Parts::default() }.head(&SubmissionId::from(id)).map(|head| head.revision)
    };
    let mut stays = Vec::new();
    for (id, line) in strings(&found[0]).into_iter().zip(strings(&found[1])) {
        let is_its = |line: &&Array<JsValue>| line.get(0) == HEADS && line.get(1) == *id;
        let before = locked.iter().find(is_its).and_then(|line| revision(&id, line.get(2).as_string()));
        if revision(&id, Some(line)) >= before {
            stays.push(id);
        } else {
            delete_record(transaction, &SubmissionId::from(id.as_str()))?;
        }
    }
    Ok(stays)
}

/// The record that a key of the store belongs to.
fn record(key: &JsValue) -> String {
    let first = key.dyn_ref::<Array<JsValue>>().map(|parts| parts.get(0));
    first.unwrap_or_else(|| key.clone()).as_string().unwrap_or_default()
}

fn value(line: &str) -> Result<Array<JsValue>, StoreError> {
    parse(line).map_err(|_| damaged()).map(JsCast::unchecked_into)
}

fn seal(key: &Key, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
    key.seal(plain, &mut chance).map_err(|_: Sealing| damaged())
}

fn unseal(key: &OpenKey, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    key.decrypt(bytes).map_err(|_: Sealing| damaged())
}

/// What is locked cannot be read; it stays as it is.
fn damaged() -> StoreError {
    StoreError::Unreadable(VAULT.to_owned())
}
