//! Starting the worker.

use std::collections::VecDeque;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

use super::{There, address, give_up, heard};
use crate::app::Msg;
use crate::web::world::window;

/// Starts it, with the module that runs here: nothing is downloaded or compiled twice. None where there is no such thing.
pub(super) fn worker(send: &Callback<Msg>) -> Option<There> {
    let worker = construct(&address::of_script()?).ok()?;
    let fails = |kind| {
        EventListener::new_with_options(&worker, kind, EventListenerOptions::enable_prevent_default(), |event| {
            // It is no fault of the page.
            event.prevent_default();
            give_up();
        })
    };
    let listeners = [
        EventListener::new(&worker, "message", |event| heard(event.unchecked_ref())),
        fails("error"),
        fails("messageerror"),
    ];
    worker.post_message(&wasm_bindgen::module()).ok()?;
    let (asked, send) = (VecDeque::new(), send.clone());
    Some(There { worker, send, is_ready: false, asked, patience: None, _listeners: listeners })
}

/// Trusted types ask where the address of a worker comes from: always from here.
fn construct(address: &str) -> Result<web_sys::Worker, JsValue> {
    let (window, get) = (window(), |from: &JsValue, name: &str| Reflect::get(from, &name.into()));
    let method = |from: &JsValue, name: &str| get(from, name)?.dyn_into::<Function>();
    let types = get(&window, "trustedTypes")?;
    let address = if types.is_undefined() {
        address.into()
    } else {
        let rules = Object::new();
        Reflect::set(&rules, &"createScriptURL".into(), &get(&window, "String")?)?;
        let policy = method(&types, "createPolicy")?.call2(&types, &"worker".into(), &rules)?;
        method(&policy, "createScriptURL")?.call1(&policy, &address.into())?
    };
    Reflect::construct(&method(&window, "Worker")?, &Array::of(&[address])).map(JsCast::unchecked_into)
}
