//! IndexedDB as futures: requests that answer, transactions that complete.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::world::window;
use crate::app::StoreError;

/// So many milliseconds a database may take to open, on a slow disk.
const MOST_TO_OPEN: i32 = 10_000;
/// So many, while a window of an older version holds it: it may still let go.
const MOST_BLOCKED: i32 = 5_000;

/// Opens a database, making its object stores on the first visit; without a version as it is.
pub(super) async fn open(
    name: &str,
    version: Option<u32>,
    stores: &'static [&'static str],
) -> Result<IdbDatabase, StoreError> {
    let factory = window().indexed_db().ok().flatten().ok_or_else(|| StoreError::Unavailable("indexedDB".into()))?;
    let request = match version {
        Some(version) => factory.open_with_u32(name, version),
        None => factory.open(name),
    };
    let request = request.map_err(|error| trouble(&error))?;
    let upgrade = Closure::once_into_js(move |event: web_sys::Event| {
        let request: Option<IdbOpenDbRequest> = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(database) = request.and_then(|request| request.result().ok()?.dyn_into::<IdbDatabase>().ok()) {
            for store in stores {
                // Fails only if it is there already.
                let _ = database.create_object_store(store);
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database = in_time(&request).await?.unchecked_into::<IdbDatabase>();
    // A newer page wants to upgrade: let go, so that it need not wait for this one.
    database.set_onversionchange(Some(&let_go(&request)));
    Ok(database)
}

/// Waits for a database. A window of an older version that does not let go of it may keep it shut for ever.
async fn in_time(request: &IdbOpenDbRequest) -> Result<JsValue, StoreError> {
    let patience = |reject: &Function| {
        end_soon(reject, MOST_TO_OPEN);
        let reject = reject.clone();
        let blocked = Closure::once_into_js(move || end_soon(&reject, MOST_BLOCKED));
        request.set_onblocked(Some(blocked.unchecked_ref()));
    };
    let found = answered(request, asked(request, patience)).await;
    // It has no error as long as it is not answered.
    if request.error().is_ok() {
        return found;
    }
    request.set_onsuccess(Some(&let_go(request)));
    Err(StoreError::Blocked)
}

fn end_soon(reject: &Function, milliseconds: i32) {
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(reject, milliseconds);
}

/// Closes the database that was opened.
fn let_go(request: &IdbOpenDbRequest) -> Function {
    let request = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(database) = request.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    close.unchecked_into()
}

/// A transaction to read.
pub(super) fn reading(database: &IdbDatabase, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
    database.transaction_with_str_sequence(&names(stores)).map_err(|error| trouble(&error))
}

/// A transaction to write that is complete only when it is on disk. Asked for by name: what browsers
/// do unasked has changed over time. Called through reflection, since the typed binding is not
/// stable yet.
pub(super) fn writing(database: &IdbDatabase, stores: &[&str]) -> Result<IdbTransaction, StoreError> {
    let options = js_sys::Object::new();
    let (durability, strict) = (JsValue::from_str("durability"), JsValue::from_str("strict"));
    Reflect::set(&options, &durability, &strict).map_err(|error| trouble(&error))?;
    let begin = method(database, "transaction").ok_or_else(unknown)?;
    let mode = JsValue::from_str("readwrite");
    let transaction = begin.call3(database, &names(stores), &mode, &options).map_err(|error| trouble(&error))?;
    Ok(transaction.unchecked_into())
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

fn names(stores: &[&str]) -> JsValue {
    let names = Array::<JsValue>::new();
    for store in stores {
        names.push(&JsValue::from_str(store));
    }
    names.into()
}

/// An object store of a transaction.
pub(super) fn store(transaction: &IdbTransaction, name: &str) -> Result<IdbObjectStore, StoreError> {
    transaction.object_store(name).map_err(|error| trouble(&error))
}

/// Waits for requests that were made together, all of which give lists. Success is not an acknowledgement of anything written.
pub(super) async fn answers(requests: &[IdbRequest]) -> Result<Vec<Array<JsValue>>, StoreError> {
    // Each is heard from now on, for the others are answered while the first one is waited for.
    let asked: Vec<JsFuture> = requests.iter().map(|request| asked(request, |_| ())).collect();
    let mut found = Vec::new();
    for (request, done) in requests.iter().zip(asked) {
        found.push(answered(request, done).await?.unchecked_into());
    }
    Ok(found)
}

/// Hears of a request. What else may end the wait gets hold of its end.
fn asked(request: &IdbRequest, end: impl Fn(&Function)) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        end(&reject);
    }))
}

async fn answered(request: &IdbRequest, done: JsFuture) -> Result<JsValue, StoreError> {
    match done.await {
        Ok(_) => request.result().map_err(|error| trouble(&error)),
        Err(_) => Err(request.error().ok().flatten().map_or_else(unknown, |error| exception(&error))),
    }
}

/// Waits until a transaction is complete, that is on disk.
pub(super) async fn complete(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let done = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    // Saves the wait for the end of the turn; where it is missing the browser does it by itself.
    if let Some(commit) = method(transaction, "commit") {
        let _ = commit.call0(transaction);
    }
    match JsFuture::from(done).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or_else(unknown, |error| exception(&error))),
    }
}

/// What a thrown value means.
pub(super) fn trouble(error: &JsValue) -> StoreError {
    error.dyn_ref::<DomException>().map_or_else(unknown, exception)
}

fn exception(error: &DomException) -> StoreError {
    match error.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::Newer,
        name => StoreError::Unavailable(name.to_owned()),
    }
}

fn unknown() -> StoreError {
    StoreError::Unavailable("UnknownError".to_owned())
}
