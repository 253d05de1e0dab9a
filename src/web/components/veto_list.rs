use std::collections::BTreeMap;
use std::sync::Arc;

use yew::prelude::*;

use crate::app::{Word, word};
use crate::domain::{Lang, Template, VetoId};

/// Properties of [`VetoList`].
#[derive(Properties, PartialEq)]
pub struct VetoListProps {
    /// The standard.
    pub template: Arc<Template>,
    /// The answers so far.
    pub vetoes: BTreeMap<VetoId, bool>,
    /// The language.
    pub lang: Lang,
}

/// What fails a unit whatever it scored. The radios are heard by the one listener of the sheet.
#[component]
pub fn VetoList(props: &VetoListProps) -> Html {
    let VetoListProps { template, vetoes, lang } = props;
    let radio = |id: &VetoId, applies: bool, label| {
        let value = if applies { "yes" } else { "no" };
        html! {
            <label class="choice">
                <input type="radio" name={id.to_string()} {value} data-role="veto" checked={vetoes.get(id) == Some(&applies)} />
                <span>{ word(*lang, label) }</span>
            </label>
        }
    };
    html! {
        <section class="part" id="part-vetoes">
            <header class="part__head"><h2>{ word(*lang, Word::VetoTitle) }</h2></header>
            <p class="item__guidance">{ word(*lang, Word::VetoHint) }</p>
            { for template.vetoes.iter().map(|veto| html! {
                <fieldset class="item" key={veto.id.as_str()} id={format!("veto-{}", veto.id)} data-veto={veto.id.to_string()}
                    data-state={if vetoes.contains_key(&veto.id) { "scored" } else { "unanswered" }}>
                    <legend class="item__text">{ veto.text.get(*lang) }</legend>
                    <div class="controls controls--row">
                        { radio(&veto.id, false, Word::VetoNo) }
                        { radio(&veto.id, true, Word::VetoYes) }
                    </div>
                </fieldset>
            }) }
        </section>
    }
}
