//! The other side: what the module does in the worker.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::format::{Brief, Standards};

/// Whether there is a page to draw; a worker has none.
pub fn is_page() -> bool {
    web_sys::window().is_some()
}

/// Reads what the page sends, batch by batch, for as long as there is a page.
pub fn listen() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (page, mut standards) = (scope.clone(), Standards::default());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let documents: Array = event.data().unchecked_into();
        let briefs: Array = documents
            .iter()
            .map(|document| standards.brief(&Uint8Array::new(&document).to_vec()).map_or(JsValue::NULL, plain))
            .collect();
        // A page that cannot take it is told nothing, and waits no longer than it has patience.
        let _ = page.post_message(&briefs);
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    let _ = scope.post_message(&JsValue::NULL);
}

fn plain(brief: Brief) -> JsValue {
    let Brief { digest, standard, text, signer } = brief;
    Array::<JsValue>::of(&[digest.into(), standard.into(), text.into(), signer.into()]).into()
}
