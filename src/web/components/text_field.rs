use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Properties of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// The field's id.
    pub id: AttrValue,
    /// The field's name.
    pub name: AttrValue,
    /// What belongs in it.
    pub label: AttrValue,
    /// How to fill it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The text it starts with.
    pub value: AttrValue,
    /// Lines that are shown; 1 is a single-line field.
    #[prop_or(1)]
    pub lines: u8,
    /// The most characters.
    #[prop_or(2000)]
    pub most: u32,
    /// Whether the text is still missing.
    #[prop_or_default]
    pub missing: bool,
    /// Something was typed.
    pub typed: Callback<String>,
}

/// The one place where text is typed, and so the one place that knows about input methods: nothing
/// is told, stored or redrawn in the middle of a composition.
///
/// The browser keeps the text; the property is only where it starts, and what it becomes when the
/// record changes while the focus is elsewhere.
pub struct TextField {
    node: NodeRef,
    composing: Rc<Cell<bool>>,
    listeners: Vec<EventListener>,
}

/// Something happened to the field.
pub enum FieldMsg {
    /// The browser changed the text.
    Changed,
    /// A composition ended.
    Composed,
}

impl Component for TextField {
    type Message = FieldMsg;
    type Properties = TextFieldProps;

    fn create(_: &Context<Self>) -> TextField {
        TextField { node: NodeRef::default(), composing: Rc::default(), listeners: Vec::new() }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: FieldMsg) -> bool {
        if matches!(msg, FieldMsg::Composed) || !self.composing.get() {
            ctx.props().typed.emit(self.text());
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let TextFieldProps { id, name, label, hint, lines, most, missing, .. } = ctx.props();
        let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
        let oninput = ctx.link().callback(|_: InputEvent| FieldMsg::Changed);
        let onchange = ctx.link().callback(|_: Event| FieldMsg::Changed);
        let invalid = missing.then_some("true");
        let (node, maxlength) = (self.node.clone(), most.to_string());
        html! {
            <div class="field">
                <label for={id.clone()}>{ label }</label>
                if let Some(hint_id) = &hint_id {
                    <p class="field__hint" id={hint_id.clone()}>{ hint }</p>
                }
                if *lines > 1 {
                    <textarea ref={node} id={id.clone()} name={name.clone()} rows={lines.to_string()} {maxlength}
                        aria-describedby={hint_id} aria-invalid={invalid} {oninput} {onchange} />
                } else {
                    <input ref={node} type="text" id={id.clone()} name={name.clone()} {maxlength} autocomplete="off"
                        aria-describedby={hint_id} aria-invalid={invalid} {oninput} {onchange} />
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let Some(element) = self.node.cast::<Element>() else { return };
        if first {
            let composing = self.composing.clone();
            let start = EventListener::new(&element, "compositionstart", move |_| composing.set(true));
            let (composing, link) = (self.composing.clone(), ctx.link().clone());
            let end = EventListener::new(&element, "compositionend", move |_| {
                composing.set(false);
                link.send_message(FieldMsg::Composed);
            });
            self.listeners = vec![start, end];
        }
        let focused =
            element.owner_document().and_then(|document| document.active_element()).as_ref() == Some(&element);
        // What was typed before the first drawing ended stays.
        let settled = if first { self.text().is_empty() } else { !focused };
        if settled && self.text() != *ctx.props().value {
            self.put(&ctx.props().value);
        }
    }
}

impl TextField {
    fn text(&self) -> String {
        match self.node.cast::<Element>() {
            Some(element) => match element.dyn_ref::<HtmlTextAreaElement>() {
                Some(area) => area.value(),
                None => element.unchecked_ref::<HtmlInputElement>().value(),
            },
            None => String::new(),
        }
    }

    fn put(&self, text: &str) {
        if let Some(element) = self.node.cast::<Element>() {
            match element.dyn_ref::<HtmlTextAreaElement>() {
                Some(area) => area.set_value(text),
                None => element.unchecked_ref::<HtmlInputElement>().set_value(text),
            }
        }
    }
}
