//! Small things asked of the browser: chance, the address, the language, marks on the body.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::files;
use crate::app::{Effect, Model, Msg, Opening, Route, SaveState, Word, word};
use crate::domain::Lang;

/// Where the language is remembered. The page shares its origin with others, hence the prefix.
const LANG_KEY: &str = "yardstick.lang";

/// Told the other windows that the machine was locked.
const LOCKED_KEY: &str = "yardstick.locked";

/// The window. There is one wherever this code runs.
pub(super) fn window() -> web_sys::Window {
    web_sys::window().expect("a page has a window")
}

/// The document of the page.
pub(super) fn document() -> web_sys::Document {
    window().document().expect("a window has a document")
}

/// Fills with random bytes. `getRandomValues` is there on plain http too.
pub(super) fn chance(bytes: &mut [u8]) {
    let crypto = window().crypto().expect("every browser that runs this has crypto");
    crypto.get_random_values_with_u8_array(bytes).expect("far below 65,536 bytes are not too many");
}

/// Tells the other windows that the machine is about to be locked.
pub(super) fn warn_windows() {
    tell_windows("");
}

fn tell_windows(word: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Only a change is told.
        let _ = storage.remove_item(LOCKED_KEY);
        let _ = storage.set_item(LOCKED_KEY, word);
    }
}

/// Begins the page anew, here and in the other windows: nothing of what was open is left.
pub(super) fn begin_anew() {
    tell_windows(&uid());
    // A page that cannot be loaded anew shows nothing of what was open either.
    let _ = window().location().reload();
}

/// Eighty random bits. `getRandomValues` is there on plain http too, unlike `randomUUID`.
pub(super) fn uid() -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0_u8; 16];
    chance(&mut bytes);
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// Asks the browser about its space for this site. It does not answer on plain http.
pub(super) fn space(question: &str) -> Option<JsFuture> {
    let manager = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let method: Function = Reflect::get(&manager, &question.into()).ok()?.dyn_into().ok()?;
    let answer: Promise = method.call0(&manager).ok()?.dyn_into().ok()?;
    Some(JsFuture::from(answer))
}

/// Whether the page was opened as a file.
pub(super) fn is_file() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// The address part behind `#`.
pub(super) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

pub(super) fn go(route: &Route) {
    // Setting a hash fails only where there is no address at all.
    let _ = window().location().set_hash(&route.hash());
}

/// Calls the desk: `start.js` hears it.
pub(super) fn call_desk() {
    if let Ok(call) = web_sys::Event::new("desk") {
        let _ = window().dispatch_event(&call);
    }
}

/// Where the page is put: a fresh element in place of the one that another page may stand in, which goes with
/// everything that listens there.
pub(super) fn root() -> Option<web_sys::Element> {
    let old = document().get_element_by_id("app")?;
    let fresh = old.clone_node().ok()?;
    old.parent_node()?.replace_child(&fresh, &old).ok()?;
    fresh.dyn_into().ok()
}

pub(super) fn replace(route: &Route) {
    let history = window().history();
    let url = route.hash();
    if let Ok(history) = history {
        // The state tells `start.js` which page it is.
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&url));
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
    let (window, document, send, missing) = (window(), document(), send.clone(), send.clone());
    let warned = missing.clone();
    let (gone, hidden, back) = (leave.clone(), leave.clone(), leave);
    vec![
        EventListener::new(&window, "hashchange", move |_| {
            // Another screen is read from its beginning, where what has to be said stands.
            to_top();
            send.emit(Msg::RouteChanged(Route::parse(&hash())));
        }),
        EventListener::new(&window, "desk-missing", move |_| {
            files::take_back();
            missing.emit(Msg::DeskMissing);
        }),
        // Another window locks the machine: what waits is saved, and then nothing is shown any more.
        EventListener::new(&window, "storage", move |event| {
            let event: &web_sys::StorageEvent = event.unchecked_ref();
            if event.key().is_none_or(|key| key != LOCKED_KEY) {
                return;
            }
            match event.new_value().as_deref() {
                None => {}
                Some("") => warned.emit(Msg::TypingPaused),
                // What is not saved yet is asked about.
                Some(_) => drop(self::window().location().reload()),
            }
        }),
        // What was typed is saved before the page goes out of sight.
        EventListener::new(&window, "pagehide", move |_| gone.emit(true)),
        EventListener::new(&window, "pageshow", move |_| back.emit(false)),
        EventListener::new_with_options(
            &window,
            "beforeunload",
            EventListenerOptions::enable_prevent_default(),
            |event| {
                // A moment more and it would be saved: the browser asks before that is thrown away.
                let state = self::document().body().and_then(|body| body.get_attribute("data-save-state"));
                if state.is_some_and(|state| state != SaveState::Saved.hook()) {
                    event.prevent_default();
                    // What makes browsers ask that do not look at the prevented default.
                    if let Some(event) = event.dyn_ref::<web_sys::BeforeUnloadEvent>() {
                        event.set_return_value("-");
                    }
                }
            },
        ),
        EventListener::new(&document.clone(), "visibilitychange", move |_| hidden.emit(document.hidden())),
    ]
}

/// The stable hooks on the body and the title, as they were last put there.
#[derive(Default)]
pub(super) struct Marks {
    body: Option<web_sys::HtmlElement>,
    save_state: Option<&'static str>,
    ready: bool,
    title: String,
}

impl Marks {
    /// The title of the screen.
    fn title(model: &Model) -> String {
        let name = word(model.lang, Word::BrandName);
        match (&model.route, &model.filling) {
            (Route::Fill(_) | Route::New(_) | Route::Print(_), Some(filling)) => {
                [filling.sheet.template().title.get(model.lang), " · ", name].concat()
            }
            (Route::Rollup, _) => [word(model.lang, Word::RollupTitle), " · ", name].concat(),
            _ => name.to_owned(),
        }
    }

    /// Brings the body up to date, touching only what changed: every touch makes the browser look at
    /// its styles again.
    pub(super) fn follow(&mut self, model: &Model) {
        self.follow_save(model);
        let (ready, title) = (is_ready(model), Marks::title(model));
        if ready != self.ready {
            self.mark("data-ready", ready.then_some(""));
            self.ready = ready;
        }
        if title != self.title {
            document().set_title(&title);
            self.title = title;
        }
    }

    /// The same where only the state of saving may have changed.
    pub(super) fn follow_save(&mut self, model: &Model) {
        let new = model.save_state().map(SaveState::hook);
        if new != self.save_state {
            self.save_state = new;
            self.mark("data-save-state", new);
        }
    }

    fn mark(&mut self, name: &str, value: Option<&str>) {
        self.body = self.body.take().or_else(|| document().body());
        let Some(body) = &self.body else { return };
        let _ = match value {
            Some(value) => body.set_attribute(name, value),
            None => body.remove_attribute(name),
        };
    }
}

fn is_ready(model: &Model) -> bool {
    match model.route {
        _ if model.handed_over => false,
        _ if model.locked.is_some() => true,
        Route::Home | Route::Machine => model.heads.is_some(),
        Route::Rollup => model.committee.is_loaded(),
        Route::New(_) | Route::Fill(_) | Route::Print(_) => {
            model.filling.is_some() || !matches!(model.opening, Opening::Loading)
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

/// Shows the screen from its beginning.
pub(super) fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Jumps over the bar on top.
pub(super) fn focus_main() {
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}

/// Whether an effect can only be carried out once the page shows what the model says.
pub(super) const fn waits_for_render(effect: &Effect) -> bool {
    matches!(effect, Effect::Focus(_) | Effect::ToTop | Effect::Print)
}
