use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Word, fill, word};
use crate::domain::{FieldId, ItemId, Lang, MAX_COUNT};

/// Properties of [`CountField`].
#[derive(Properties, PartialEq)]
pub struct CountFieldProps {
    /// The item it belongs to.
    pub item: ItemId,
    /// Its id inside the item.
    pub field: FieldId,
    /// What is counted.
    pub label: AttrValue,
    /// The word after the number.
    #[prop_or_default]
    pub unit: AttrValue,
    /// The number, if there is one.
    pub value: Option<u32>,
    /// The language.
    pub lang: Lang,
    /// A number was typed, or taken away.
    pub counted: Callback<(FieldId, Option<u32>)>,
}

/// A whole number with − and +. What is not a whole number is kept on screen, said, and counts as
/// not filled.
#[component]
pub fn CountField(props: &CountFieldProps) -> Html {
    let CountFieldProps { item, field, label, unit, value, lang, counted } = props;
    // What stands in the field when it is no whole number.
    let refused = use_state(|| None::<String>);
    let id = format!("count-{item}-{field}");
    let oninput = {
        let (counted, field, refused) = (counted.clone(), field.clone(), refused.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            let count = text.parse().ok().filter(|count| *count <= MAX_COUNT);
            // An empty field is open, but a number begun and not ended leaves it empty to scripts and
            // marked bad.
            let bad = count.is_none() && (!text.is_empty() || input.validity_is_bad());
            let now = bad.then_some(text);
            if *refused != now {
                refused.set(now);
            }
            counted.emit((field.clone(), count));
        })
    };
    let step = |by: i32| {
        let (counted, field, value, refused) = (counted.clone(), field.clone(), *value, refused.clone());
        Callback::from(move |_: MouseEvent| {
            refused.set(None);
            let next = value.map_or(0, |value| value.saturating_add_signed(by).min(MAX_COUNT));
            let next = if value.is_none() && by > 0 { 1 } else { next };
            counted.emit((field.clone(), Some(next)));
        })
    };
    let shown = value.map(|value| value.to_string()).unwrap_or_default();
    let hint = format!("{id}-bad");
    let shown = refused.as_ref().cloned().unwrap_or(shown);
    let bad = refused.is_some();
    html! {
        <div class="count">
            <label for={id.clone()}>{ label }</label>
            <span class="count__box">
                <button type="button" aria-label={fill(*lang, Word::CountLess, &[("name", label)])} onclick={step(-1)}>{ "−" }</button>
                <input type="number" inputmode="numeric" min="0" max={MAX_COUNT.to_string()} step="1" {id}
                    name={item.to_string()} data-field={field.to_string()} value={shown} {oninput}
                    aria-invalid={bad.then_some("true")} aria-describedby={bad.then(|| hint.clone())} />
                <button type="button" aria-label={fill(*lang, Word::CountMore, &[("name", label)])} onclick={step(1)}>{ "+" }</button>
            </span>
            if !unit.is_empty() {
                <span class="count__unit">{ unit }</span>
            }
            if bad {
                <p class="count__bad" id={hint} role="alert">{ word(*lang, Word::CountBad) }</p>
            }
        </div>
    }
}

/// What the browser knows about a field that its value does not say.
trait Validity {
    fn validity_is_bad(&self) -> bool;
}

impl Validity for HtmlInputElement {
    fn validity_is_bad(&self) -> bool {
        self.validity().bad_input()
    }
}
