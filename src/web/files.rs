//! Files in and out.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, File as BrowserFile, FileList, HtmlAnchorElement, HtmlInputElement, Response, TextDecoder,
    TextDecoderOptions, Url,
};
use yew::Callback;

use super::world::{document, window};
use crate::app::{FetchError, File, Picked, Quarantined};
use crate::format::{Gate, ReadError};

/// So many files are read from the disk at once.
const AT_ONCE: usize = 16;

/// Reads files one after the other and hands them on together. Files that are too large are refused without being read;
/// behind too many nothing is read.
pub(super) fn read(files: &FileList, done: Callback<Vec<Picked>>) {
    let files = admitted(files);
    spawn_local(async move {
        let mut picked = Vec::new();
        for (file, may) in files {
            let contents = match may {
                Ok(()) => contents(JsFuture::from(file.array_buffer())).await,
                Err(error) => Err(error),
            };
            picked.push(Picked { name: file.name(), contents });
        }
        done.emit(picked);
    });
}

/// The same, a few at a time: how many there will be is told first.
pub(super) fn read_some(files: &FileList, all: &Callback<usize>, some: Callback<Vec<Picked>>) {
    let files = admitted(files);
    all.emit(files.len());
    spawn_local(async move {
        for few in files.chunks(AT_ONCE) {
            let reading = few.iter().map(|(file, may)| may.clone().map(|()| JsFuture::from(file.array_buffer())));
            let reading: Vec<_> = reading.collect();
            let mut picked = Vec::new();
            for ((file, _), reading) in few.iter().zip(reading) {
                let contents = match reading {
                    Ok(reading) => contents(reading).await,
                    Err(error) => Err(error),
                };
                picked.push(Picked { name: file.name(), contents });
            }
            some.emit(picked);
        }
    });
}

/// A file, and whether it may be read.
type Admitted = (BrowserFile, Result<(), ReadError>);

fn admitted(files: &FileList) -> Vec<Admitted> {
    let (mut admitted, mut gate) = (Vec::new(), Gate::default());
    for file in (0..files.length()).filter_map(|n| files.get(n)) {
        // Sizes are whole and far below 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let may = gate.admit(&file.name(), file.size() as usize);
        let full = may == Err(ReadError::TooMany);
        admitted.push((file, may));
        if full {
            break;
        }
    }
    admitted
}

async fn contents(reading: JsFuture) -> Result<Vec<u8>, ReadError> {
    // The file went away or may not be read: to the user it is a file that stops at once.
    let buffer = reading.await.map_err(|_| ReadError::CutOff { line: 0 })?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Takes the files out of a picker, so that picking the same one again is noticed.
pub(super) fn take(done: Callback<Vec<Picked>>) -> Callback<HtmlInputElement> {
    take_list(Callback::from(move |files| read(&files, done.clone())))
}

/// The same before they are read.
pub(super) fn take_list(done: Callback<FileList>) -> Callback<HtmlInputElement> {
    Callback::from(move |input: HtmlInputElement| {
        if let Some(files) = input.files() {
            done.emit(files);
        }
        input.set_value("");
    })
}

/// Keeps the files of a picker for the desk.
pub(super) fn lend(input: &HtmlInputElement) {
    // Fails only where a window takes no property.
    let _ = js_sys::Reflect::set(&window(), &LENT.into(), &input.files().into());
}

/// The desk did not come: it is not to open them at another time.
pub(super) fn take_back() {
    let _ = js_sys::Reflect::set(&window(), &LENT.into(), &JsValue::NULL);
}

/// Reads what was kept for the desk, once.
pub(super) fn lent(done: Callback<Vec<Picked>>) {
    let lent = js_sys::Reflect::get(&window(), &LENT.into()).ok().and_then(|lent| lent.dyn_into::<FileList>().ok());
    if let Some(files) = lent {
        take_back();
        read(&files, done);
    }
}

/// The property of the window that holds them.
const LENT: &str = "yardstick";

/// Takes the files out of a picker somewhere in the document.
pub(super) fn take_from(id: &str, done: Callback<Vec<Picked>>) {
    if let Some(input) = document().get_element_by_id(id) {
        take(done).emit(input.unchecked_into());
    }
}

/// Fetches from the same origin only: nothing ever goes elsewhere.
pub(super) async fn fetch(address: &str) -> Result<Vec<u8>, FetchError> {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let url = Url::new_with_base(address, &base).map_err(|_| FetchError::NoAnswer)?;
    if Ok(url.origin()) != window().location().origin() {
        return Err(FetchError::OtherSite);
    }
    let answer = JsFuture::from(window().fetch_with_str(&url.href())).await.map_err(|_| FetchError::NoAnswer)?;
    let answer: Response = answer.dyn_into().map_err(|_| FetchError::NoAnswer)?;
    if !answer.ok() {
        return Err(FetchError::Status(answer.status()));
    }
    let buffer = answer.array_buffer().map_err(|_| FetchError::NoAnswer)?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| FetchError::NoAnswer)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Reads GB 18030 with the browser's own tables.
pub(super) fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options("gb18030", &options).ok()?.decode_with_u8_array(bytes).ok()
}

/// Hands a file to the user as a download.
pub(super) fn download(file: &File) {
    // Fails only where a browser has no downloads at all.
    let _ = give(&file.name, file.mime, JsValue::from_str(&file.text));
}

/// Hands a file that could not be used to the user, as it came.
pub(super) fn hand_back(file: &Quarantined) {
    let bytes = js_sys::Uint8Array::new_from_slice(&file.bytes);
    let _ = give(&file.file_name(), "application/octet-stream", bytes.into());
}

/// The same where it is no text.
pub(super) fn download_bytes(name: &str, bytes: &[u8]) {
    let _ = give(name, "application/octet-stream", js_sys::Uint8Array::new_from_slice(bytes).into());
}

fn give(name: &str, mime: &str, contents: JsValue) -> Result<(), JsValue> {
    let parts = js_sys::Array::<JsValue>::of(&[contents]);
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the blob soon; a minute is ample.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
