//! What is kept beside the store: local storage, which lives in another place of the disk than IndexedDB and
//! is written without waiting. It may be missing or full; the store is what counts.
//!
//! | key | value |
//! |---|---|
//! | `yardstick.tail.<window>.<record>` | edits that are not on disk yet |
//! | `yardstick.mark.<record>` | the head that was acknowledged last |
//! | `yardstick.mirror.<record>` | a file of the record |
//! | `yardstick.key` `yardstick.to` `yardstick.idle` | the unit's key, whom it encrypts for, when the machine locks itself |
//! | `yardstick.vault` | what is locked: the text of the key, and the file that it opens |
//! | `yardstick.received` | how many files of the roll-up there are |

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::world::{uid, window};
use crate::app::{Beside, Head, Kept, MARK, MIRROR, Remembered, TAIL, is_tail, marked, mirror_line, small_line};
use crate::domain::SubmissionId;

/// What stands in the place of a store's name.
pub(super) const BESIDE: &str = "beside";
const RECEIVED: &str = "yardstick.received";
const VAULT: &str = "yardstick.vault";

/// The place beside the store, for one window.
pub(super) struct Aside {
    window: String,
    /// What is to be kept when this turn is over, oldest first.
    waiting: RefCell<Vec<(SubmissionId, Kept)>>,
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn keys(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|n| storage.key(n).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

fn value(storage: &Storage, key: &str) -> Option<String> {
    storage.get_item(key).ok().flatten()
}

fn put(storage: &Storage, key: &str, line: Option<&str>) {
    let written = line.is_some_and(|line| storage.set_item(key, line).is_ok());
    if !written {
        // An old value would say what is not so.
        let _ = storage.remove_item(key);
    }
}

/// The keys of every window's tail of a record.
fn tails(storage: &Storage, id: &SubmissionId) -> Vec<String> {
    let mut keys = keys(storage, TAIL);
    keys.retain(|key| is_tail(key, id));
    keys
}

impl Aside {
    pub(super) fn new() -> Aside {
        Aside { window: uid(), waiting: RefCell::default() }
    }

    /// Keeps it when this turn is over, so that what was answered is seen first.
    pub(super) fn keep_soon(self: &Rc<Self>, id: SubmissionId, what: Kept) {
        self.waiting.borrow_mut().push((id, what));
        let aside = self.clone();
        Timeout::new(0, move || aside.settle()).forget();
    }

    /// Keeps it now, behind what waits.
    pub(super) fn keep(&self, id: SubmissionId, what: Kept) {
        self.waiting.borrow_mut().push((id, what));
        self.settle();
    }

    /// Keeps what waits, in order.
    pub(super) fn settle(&self) {
        self.waiting.take().iter().for_each(|(id, what)| self.write(id, what));
    }

    fn write(&self, id: &SubmissionId, what: &Kept) {
        let Some(storage) = storage() else { return };
        let key = |prefix: &str| [prefix, id.as_str()].concat();
        match what {
            Kept::Tail(tail) => {
                let line = tail.as_ref().map(|tail| small_line(id, tail));
                put(&storage, &[TAIL, &self.window, ".", id.as_str()].concat(), line.as_deref());
            }
            Kept::Settled => tails(&storage, id).iter().for_each(|key| put(&storage, key, None)),
            Kept::Mark(head) => put(&storage, &key(MARK), Some(&small_line(id, &**head))),
            Kept::Mirror(revision, file) => {
                let mine = key(MIRROR);
                let others = keys(&storage, MIRROR).into_iter().filter(|key| *key != mine);
                let taken = others.filter_map(|key| value(&storage, &key)).map(|line| line.len()).sum();
                put(&storage, &mine, mirror_line(id, *revision, file, taken).as_deref());
            }
        }
    }
}

/// Everything about one record.
pub(super) fn read(id: &SubmissionId) -> Beside {
    let Some(storage) = storage() else { return Beside::default() };
    let line = |prefix: &str| value(&storage, &[prefix, id.as_str()].concat());
    let tails: Vec<String> = tails(&storage, id).iter().filter_map(|key| value(&storage, key)).collect();
    Beside::read(id, line(MARK).as_deref(), line(MIRROR).as_deref(), &tails)
}

/// The mark of every record; none without such a place.
pub(super) fn marks() -> Option<Vec<Head>> {
    let storage = storage()?;
    let marks = keys(&storage, MARK).into_iter();
    Some(marks.filter_map(|key| marked(&SubmissionId::from(&key[MARK.len()..]), &value(&storage, &key)?)).collect())
}

/// How many files of the roll-up there were.
pub(super) fn received() -> usize {
    storage().and_then(|storage| value(&storage, RECEIVED)?.parse().ok()).unwrap_or(0)
}

/// Remembers it.
pub(super) fn count_received(count: usize) {
    if let Some(storage) = storage() {
        put(&storage, RECEIVED, Some(&count.to_string()));
    }
}

/// All keys and values, as lines of `beside`.
pub(super) fn values() -> Vec<[JsValue; 3]> {
    let Some(storage) = storage() else { return vec![] };
    let line = |key: String| value(&storage, &key).map(|value| [BESIDE, &key, &value].map(JsValue::from_str));
    [TAIL, MARK, MIRROR].iter().flat_map(|prefix| keys(&storage, prefix)).filter_map(line).collect()
}

const fn name(what: Remembered) -> &'static str {
    match what {
        Remembered::Key => "yardstick.key",
        Remembered::To => "yardstick.to",
        Remembered::Idle => "yardstick.idle",
    }
}

/// Something of the unit's key.
pub(super) fn remembered(what: Remembered) -> Option<String> {
    storage().and_then(|storage| value(&storage, name(what)))
}

/// Remembers it, or forgets it.
pub(super) fn remember(what: Remembered, text: Option<&str>) {
    if let Some(storage) = storage() {
        put(&storage, name(what), text);
    }
}

/// As much as of mirrors is kept: what is larger has no copy.
const MOST_VAULT: usize = 3_500_000;

/// What is locked: the text of its key, and the file that it opens.
pub(super) fn vault() -> Option<(String, String)> {
    let line = storage().and_then(|storage| value(&storage, VAULT))?;
    line.split_once('\n').map(|(key, sealed)| (key.to_owned(), sealed.to_owned()))
}

/// Keeps a copy of it, where there is room.
pub(super) fn keep_vault(key: &str, sealed: &str) {
    if let Some(storage) = storage() {
        let fits = sealed.len() <= MOST_VAULT;
        put(&storage, VAULT, fits.then(|| [key, "\n", sealed].concat()).as_deref());
    }
}

/// It is open again.
pub(super) fn forget_vault() {
    if let Some(storage) = storage() {
        put(&storage, VAULT, None);
    }
}

/// Puts values back that were locked away. Those that are here are newer.
pub(super) fn put_back(values: &[(String, String)]) {
    let Some(storage) = storage() else { return };
    for (key, line) in values {
        if value(&storage, key).is_none() {
            put(&storage, key, Some(line));
        }
    }
}

/// A record is gone, and everything about it.
pub(super) fn forget(id: &SubmissionId) {
    let Some(storage) = storage() else { return };
    for key in tails(&storage, id).iter().map(String::as_str) {
        put(&storage, key, None);
    }
    for prefix in [MARK, MIRROR] {
        put(&storage, &[prefix, id.as_str()].concat(), None);
    }
}

/// Nothing of any record is left, nor of the key.
pub(super) fn clear() {
    let Some(storage) = storage() else { return };
    for key in [TAIL, MARK, MIRROR, RECEIVED, VAULT].iter().flat_map(|prefix| keys(&storage, prefix)) {
        put(&storage, &key, None);
    }
    for what in [Remembered::Key, Remembered::To, Remembered::Idle] {
        remember(what, None);
    }
}

/// These values go, where they are what they were.
pub(super) fn clear_values(values: &[[JsValue; 3]]) {
    let Some(storage) = storage() else { return };
    for [_, key, line] in values {
        let key = key.as_string().unwrap_or_default();
        if value(&storage, &key) == line.as_string() {
            put(&storage, &key, None);
        }
    }
}

/// Nothing of what is in the store as well is left; what is only here stays.
pub(super) fn clear_copies() {
    let Some(storage) = storage() else { return };
    for key in [MARK, MIRROR].iter().flat_map(|prefix| keys(&storage, prefix)) {
        put(&storage, &key, None);
    }
}
