//! Where the script of the worker is.

use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url};

use crate::web::world::document;

const NAME: &str = "worker.js";

/// A file of the site, of the same build as the page; in the page as one file a part of the document.
pub(super) fn of_script() -> Option<String> {
    if let Some(embedded) = document().get_element_by_id(NAME) {
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let text = js_sys::Array::<JsValue>::of(&[embedded.text_content()?.into()]);
        return Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&text, &options).ok()?).ok();
    }
    let script = document().query_selector("script[data-js]").ok().flatten()?;
    let build: String = script.get_attribute("data-js")?.chars().filter(char::is_ascii_alphanumeric).collect();
    let base = document().base_uri().ok().flatten()?;
    Url::new_with_base(&[NAME, "?", &build].concat(), &base).ok().map(|address| address.href())
}
