//! The other windows of this browser. Where there is no way to talk to them nobody answers; what two windows write is
//! told apart by the store.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};
use yew::Callback;

use super::world::uid;
use crate::app::{Call, Msg, call_line, called};
use crate::domain::SubmissionId;

/// The page shares its origin with others, hence the name.
const CHANNEL: &str = "yardstick.windows";

/// This window among the others.
pub(super) struct Windows {
    name: String,
    channel: Option<BroadcastChannel>,
    _listener: Option<EventListener>,
}

impl Windows {
    pub(super) fn new(send: &Callback<Msg>) -> Windows {
        let name = uid();
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let listen = |channel: &BroadcastChannel| {
            let (send, name) = (send.clone(), name.clone());
            EventListener::new(channel, "message", move |event| {
                let line = event.unchecked_ref::<MessageEvent>().data().as_string();
                if let Some((call, window, id)) = line.as_deref().and_then(called) {
                    send.emit(Msg::Called(id, call, *window < *name));
                }
            })
        };
        let listener = channel.as_ref().map(listen);
        Windows { name, channel, _listener: listener }
    }

    pub(super) fn say(&self, id: &SubmissionId, call: Call) {
        if let Some(channel) = &self.channel {
            // Nobody hears it then, as without a channel.
            let _ = channel.post_message(&call_line(call, &self.name, id).into());
        }
    }
}
