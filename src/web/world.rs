//! Small things asked of the browser: time and chance, the address, the language, marks on the body.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use yew::Callback;

use crate::app::{Effect, Model, Msg, Opening, Route, Stamp, Word, fill, word};
use crate::domain::Lang;

/// Where the language is remembered. The page shares its origin with others, hence the prefix.
const LANG_KEY: &str = "yardstick.lang";

/// The window. There is one wherever this code runs.
pub(super) fn window() -> web_sys::Window {
    web_sys::window().expect("a page has a window")
}

/// The document of the page.
pub(super) fn document() -> web_sys::Document {
    window().document().expect("a window has a document")
}

/// This moment, and letters nobody had before.
pub(super) fn stamp() -> Stamp {
    let date = js_sys::Date::new_0();
    // Milliseconds since 1970 are whole and far below 2^53.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = date.get_time() as u64;
    Stamp { now, year: u16::try_from(date.get_full_year()).unwrap_or_default(), uid: uid() }
}

/// Eighty random bits. `getRandomValues` is there on plain http too, unlike `randomUUID`.
fn uid() -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0_u8; 16];
    let crypto = window().crypto().expect("every browser that runs this has crypto");
    crypto.get_random_values_with_u8_array(&mut bytes).expect("sixteen bytes are not too many");
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// The address part behind `#`.
pub(super) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

pub(super) fn go(route: &Route) {
    // Setting a hash fails only where there is no address at all.
    let _ = window().location().set_hash(&route.hash());
}

pub(super) fn replace(route: &Route) {
    let history = window().history();
    let url = route.hash();
    if let Ok(history) = history {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

/// The remembered language, or the browser's.
pub(super) fn lang() -> Lang {
    let remembered = window().local_storage().ok().flatten().and_then(|storage| storage.get_item(LANG_KEY).ok()?);
    remembered.and_then(|tag| Lang::from_tag(&tag)).unwrap_or_else(|| {
        let browser = window().navigator().language().unwrap_or_default().to_ascii_lowercase();
        match browser.as_str() {
            "zh-tw" | "zh-hk" | "zh-mo" => Lang::ZhHant,
            tag if tag.starts_with("zh-hant") => Lang::ZhHant,
            tag if tag.starts_with("en") => Lang::En,
            _ => Lang::ZhHans,
        }
    })
}

/// Tells the browser which language the page speaks, and remembers it where that is possible.
pub(super) fn speak(lang: Lang) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang.tag());
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(LANG_KEY, lang.tag());
    }
}

/// Things that happen outside of any component.
pub(super) fn listen(send: &Callback<Msg>, leave: Callback<bool>) -> Vec<EventListener> {
    let (window, document, send) = (window(), document(), send.clone());
    let (gone, hidden, back) = (leave.clone(), leave.clone(), leave);
    vec![
        EventListener::new(&window, "hashchange", move |_| send.emit(Msg::RouteChanged(Route::parse(&hash())))),
        // What was typed is saved before the page goes out of sight.
        EventListener::new(&window, "pagehide", move |_| gone.emit(true)),
        EventListener::new(&window, "pageshow", move |_| back.emit(false)),
        EventListener::new(&document.clone(), "visibilitychange", move |_| hidden.emit(document.hidden())),
    ]
}

/// The stable hooks on the body, and the title.
pub(super) fn mark(model: &Model) {
    let document = document();
    let filling = model.filling.as_ref();
    if let Some(body) = document.body() {
        let put = |name: &str, value: Option<&str>| {
            let _ = match value {
                Some(value) => body.set_attribute(name, value),
                None => body.remove_attribute(name),
            };
        };
        put("data-save-state", filling.map(|filling| filling.saver.state().hook()));
        put("data-ready", is_ready(model).then_some(""));
    }
    let name = word(model.lang, Word::BrandName);
    let title = match (&model.route, filling) {
        (Route::Fill(_) | Route::New(_) | Route::Print(_), Some(filling)) => {
            format!("{} · {name}", filling.sheet.template().title.get(model.lang))
        }
        (Route::Rollup, _) => format!("{} · {name}", word(model.lang, Word::RollupTitle)),
        _ => name.to_owned(),
    };
    if document.title() != title {
        document.set_title(&title);
    }
}

fn is_ready(model: &Model) -> bool {
    match model.route {
        Route::Home => model.heads.is_some(),
        Route::Rollup => model.committee.loaded,
        Route::New(_) | Route::Fill(_) | Route::Print(_) => {
            model.filling.is_some() || model.opening != Opening::Loading
        }
    }
}

/// Brings an element into view and puts the focus on it, or on the first field in it.
pub(super) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    element.scroll_into_view();
    let field = element.query_selector("input, textarea, select, button").ok().flatten().unwrap_or(element);
    if let Some(field) = field.dyn_ref::<web_sys::HtmlElement>() {
        let _ = field.focus();
    }
}

/// Brings an element into view.
pub(super) fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Jumps over the bar on top.
pub(super) fn focus_main() {
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}

/// A moment, in the user's time: 2026年3月1日 09:05.
pub(super) fn moment(lang: Lang, milliseconds: u64) -> String {
    // Milliseconds since 1970 are far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds as f64));
    fill(
        lang,
        Word::Moment,
        &[
            ("year", &date.get_full_year().to_string()),
            ("month", &(date.get_month() + 1).to_string()),
            ("day", &date.get_date().to_string()),
            ("time", &format!("{:02}:{:02}", date.get_hours(), date.get_minutes())),
        ],
    )
}

/// Whether an effect can only be carried out once the page shows what the model says.
pub(super) const fn waits_for_render(effect: &Effect) -> bool {
    matches!(effect, Effect::Focus(_) | Effect::Print)
}
