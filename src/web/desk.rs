//! What only the desk asks of the world: the files of the roll-up, everything of this machine.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::JSON::stringify;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use yew::Callback;

use super::beside;
use super::files;
use super::storage::IdbStore;
use super::{keys, worker, world};
use crate::app::machine::{Contents, Space};
use crate::app::{CarryMsg, CommitteeMsg, Effect, LockMsg, MachineMsg, Msg, SaveJob, Store, StoreError};
use crate::domain::SubmissionId;

/// So long other windows have to save what waits, before the machine is locked, in milliseconds.
const OTHERS_SAVE: u32 = 300;

thread_local! {
    /// What is still put away after a start that found the machine locked.
    static REST: RefCell<Option<Promise>> = const { RefCell::new(None) };
    static SOON: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

pub(super) fn perform(send: &Callback<Msg>, store: &Rc<IdbStore>, effect: Effect) {
    let (send, store) = (send.clone(), store.clone());
    match effect {
        Effect::LoadReceived => spawn_local(async move {
            if let Ok(signers) = store.signers().await {
                send.emit(Msg::Committee(CommitteeMsg::SignersLoaded(signers)));
            }
            let (found, count) = match store.received().await {
                Ok((found, count)) => (Ok(found), count),
                Err(error) => (Err(error), 0),
            };
            let is_locked = matches!(found, Err(StoreError::Locked(_)));
            send.emit(Msg::Committee(CommitteeMsg::Loaded(found, count.max(beside::received()))));
            // Behind what counts, for some of them contradict it.
            if !is_locked {
                send.emit(Msg::Committee(CommitteeMsg::QuarantineLoaded(store.quarantined().await)));
            }
        }),
        Effect::LoadOlder(id) => spawn_local(async move {
            let stored = store.load(&id).await.ok().flatten().map(Box::new);
            send.emit(Msg::Carry(CarryMsg::OlderLoaded(stored)));
        }),
        Effect::KeepSigners(signers) => spawn_local(async move {
            // They are learned again from what counts.
            let _ = store.keep_signers(&signers).await;
        }),
        Effect::HandUp(file, key, to) => keys::hand_up(file, &key, to.as_deref()),
        Effect::MakeKey { id, unit, passphrase } => keys::make(send, id, unit, passphrase),
        Effect::OpenKey(key, passphrase) => keys::open(send, *key, passphrase),
        Effect::Remember(what, text) => beside::remember(what, text.as_deref()),
        Effect::Watch(seconds) => keys::watch(send, seconds),
        Effect::Lock(key) => {
            world::warn_windows();
            let lock = move || {
                spawn_local(async move {
                    match store.lock(&key).await {
                        Ok(()) => world::begin_anew(),
                        Err(error) => send.emit(Msg::Lock(LockMsg::Failed(error))),
                    }
                });
            };
            Timeout::new(OTHERS_SAVE, lock).forget();
        }
        Effect::LockRest(key) => {
            let rest = future_to_promise(async move {
                // What cannot be put away now is put away the next time.
                let _ = store.lock_rest(&key).await;
                Ok(JsValue::UNDEFINED)
            });
            REST.set(Some(rest));
        }
        Effect::Unlock(key) => spawn_local(async move {
            // A file that is put away behind the back of this would stay so.
            if let Some(rest) = REST.take() {
                let _ = JsFuture::from(rest).await;
            }
            let unlocked = store.unlock(&key).await;
            send.emit(Msg::Lock(LockMsg::Unlocked(unlocked, key)));
        }),
        Effect::HandOutLocked => spawn_local(async move {
            match store.locked_file().await {
                Ok(file) => file.iter().for_each(|file| files::download_bytes("yardstick.age", file)),
                Err(error) => send.emit(Msg::Lock(LockMsg::Failed(error))),
            }
        }),
        Effect::StageSoon => {
            let soon = Timeout::new(0, move || send.emit(Msg::Committee(CommitteeMsg::TimeToStage)));
            // Once, however often it was asked for: between two looks the page has a turn of its own.
            SOON.set(Some(soon));
        }
        Effect::LookAt(batch, documents) => worker::look_at(batch, &documents, &send),
        Effect::Receive(change) => spawn_local(async move {
            send.emit(Msg::Committee(CommitteeMsg::Stored(store.receive(&change).await)));
        }),
        Effect::Quarantine(files) => spawn_local(async move {
            send.emit(Msg::Committee(CommitteeMsg::Quarantined(store.quarantine(&files).await)));
        }),
        Effect::Release(keys) => spawn_local(async move {
            send.emit(Msg::Committee(CommitteeMsg::Quarantined(store.release(&keys).await)));
        }),
        Effect::CountReceived(count) => beside::count_received(count),
        Effect::OpenLent => files::lent(send.reform(Msg::FilesOpened)),
        Effect::HandBack(file) => files::hand_back(&file),
        Effect::Measure => spawn_local(async move {
            send.emit(Msg::Machine(MachineMsg::Measured(measure().await)));
        }),
        Effect::LoadEverything => spawn_local(async move {
            send.emit(Msg::Machine(MachineMsg::Read(store.everything().await.map(Box::new))));
        }),
        Effect::LoadLines => spawn_local(async move {
            send.emit(Msg::Machine(MachineMsg::LinesRead(store.lines().await)));
        }),
        Effect::Restore(jobs, received) => spawn_local(async move {
            send.emit(Msg::Machine(MachineMsg::Restored(store.restore(&jobs, &received).await)));
        }),
        Effect::Clear => spawn_local(async move {
            let cleared = match store.clear().await {
                Ok(()) => store.release_all().await,
                failed => failed,
            };
            if cleared.is_ok() {
                beside::clear();
            }
            send.emit(Msg::Machine(MachineMsg::Cleared(cleared)));
        }),
        _ => {}
    }
}

impl IdbStore {
    /// Everything that is stored, and what stands beside it.
    pub(super) async fn everything(&self) -> Result<Contents, StoreError> {
        let mut ids: Vec<SubmissionId> = self.heads().await?.into_iter().map(|head| head.id).collect();
        for mark in beside::marks().into_iter().flatten() {
            if !ids.contains(&mark.id) {
                ids.push(mark.id);
            }
        }
        let mut records = Vec::new();
        for id in ids {
            let stored = match self.load(&id).await {
                Err(StoreError::Unreadable(_)) => None,
                stored => stored?,
            };
            let beside = beside::read(&id);
            records.push((id, stored, beside));
        }
        Ok(Contents { records, received: self.received().await?.0 })
    }

    /// Every value as it is stored, and what stands beside the store: a line for each, as in `rescue.js`.
    async fn lines(&self) -> Result<String, StoreError> {
        let mut lines = self.values().await?;
        lines.extend(beside::values());
        Ok(std::iter::once(&heading()).chain(&lines).filter_map(line).collect::<Vec<String>>().join("\n"))
    }

    /// Writes records, and files of the roll-up.
    pub(super) async fn restore(&self, jobs: &[SaveJob], received: &[(String, String)]) -> Result<(), StoreError> {
        for job in jobs {
            self.save(job).await?;
        }
        self.keep(received).await
    }
}

/// What such lines begin with.
pub(super) fn heading() -> [JsValue; 3] {
    ["yardstick", "stored", "1"].map(JsValue::from_str)
}

/// A value with its store and key, as a line.
pub(super) fn line([store, key, value]: &[JsValue; 3]) -> Option<String> {
    let line: JsValue = Array::<JsValue>::of(&[store.clone(), key.clone(), value.clone()]).into();
    stringify(&line).ok().and_then(|line| line.as_string())
}

/// What the browser says of its space. It says nothing on plain http.
async fn measure() -> Option<Space> {
    let ask = async |question| world::space(question)?.await.ok();
    let estimate = ask("estimate").await?;
    // Bytes of a disk are far below 2^53.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let bytes = |name: &str| Some(Reflect::get(&estimate, &JsValue::from_str(name)).ok()?.as_f64()? as u64);
    let is_kept = ask("persisted").await.is_some_and(|kept| kept.is_truthy());
    Some(Space { used: bytes("usage")?, quota: bytes("quota")?, is_kept })
}
