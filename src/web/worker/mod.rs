//! A place away from the page where documents are read: the same module in a worker. Where there is no such place, or it
//! dies, they are left to the page, which has them still.

mod address;
mod inside;
mod start;

use std::cell::RefCell;
use std::collections::VecDeque;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;
use yew::Callback;

use crate::app::{CommitteeMsg, Msg};
use crate::format::Brief;

pub use inside::{is_page, listen};

/// How long it may be silent while something is asked of it, in milliseconds.
const PATIENCE: u32 = 5000;

thread_local! {
    static PLACE: RefCell<Place> = const { RefCell::new(Place::Unknown) };
}

/// Where documents are read.
enum Place {
    /// Nothing was asked for yet.
    Unknown,
    /// In a worker.
    There(There),
    /// In the page.
    Here,
}

struct There {
    worker: web_sys::Worker,
    send: Callback<Msg>,
    is_ready: bool,
    /// What has not been answered: the number of each batch, and what is to be sent while it is not ready.
    asked: VecDeque<(usize, Array)>,
    patience: Option<Timeout>,
    _listeners: [EventListener; 3],
}

/// Has a batch of documents read.
pub(super) fn look_at(batch: usize, documents: &[Vec<u8>], send: &Callback<Msg>) {
    let asked = PLACE.with_borrow_mut(|place| {
        if let Place::Unknown = place {
            *place = start::worker(send).map_or(Place::Here, Place::There);
        }
        let Place::There(there) = place else { return false };
        let documents = documents.iter().map(|document| Uint8Array::new_from_slice(document)).collect();
        there.asked.push_back((batch, documents));
        if there.is_ready {
            there.post(there.asked.len() - 1);
        }
        there.wait();
        true
    });
    if !asked {
        tell(send, batch, vec![]);
    }
}

impl There {
    /// Hands a batch over; its bytes are not copied once more.
    fn post(&self, n: usize) {
        let Some((_, documents)) = self.asked.get(n) else { return };
        let buffers: Array =
            documents.iter().map(|document| document.unchecked_into::<Uint8Array>().buffer()).collect();
        // What cannot be sent is not answered either.
        let _ = self.worker.post_message_with_transfer(documents, &buffers);
    }

    fn wait(&mut self) {
        self.patience = (!self.asked.is_empty()).then(|| Timeout::new(PATIENCE, give_up));
    }
}

/// It has said something: that it is ready, or what it has read of the first batch.
fn heard(event: &MessageEvent) {
    let answer = PLACE.with_borrow_mut(|place| {
        let Place::There(there) = place else { return None };
        if there.is_ready {
            let (batch, _) = there.asked.pop_front()?;
            there.wait();
            return Some((there.send.clone(), batch));
        }
        there.is_ready = true;
        (0..there.asked.len()).for_each(|n| there.post(n));
        there.wait();
        None
    });
    if let Some((send, batch)) = answer {
        let briefs: Array = event.data().unchecked_into();
        tell(&send, batch, briefs.iter().map(|one| brief(&one)).collect());
    }
}

/// From now on documents are read in the page, those that have not been answered too.
fn give_up() {
    if let Place::There(there) = PLACE.replace(Place::Here) {
        there.worker.terminate();
        for (batch, _) in &there.asked {
            tell(&there.send, *batch, vec![]);
        }
    }
}

fn tell(send: &Callback<Msg>, batch: usize, briefs: Vec<Option<Brief>>) {
    send.emit(Msg::Committee(CommitteeMsg::LookedAt(batch, briefs)));
}

fn brief(value: &JsValue) -> Option<Brief> {
    let parts: &Array = value.dyn_ref()?;
    let part = |n| parts.get(n).as_string();
    Some(Brief { digest: part(0)?, standard: part(1)?, text: part(2)?, signer: part(3) })
}
