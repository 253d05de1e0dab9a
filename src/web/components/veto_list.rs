use yew::prelude::*;

use crate::app::{Word, word};
use crate::domain::{Lang, Submission, VetoId};

/// What fails a unit whatever it scored. The radios are heard by the one listener of the sheet.
pub fn veto_list(lang: Lang, submission: &Submission) -> Html {
    let vetoes = &submission.vetoes;
    let radio = |id: &VetoId, applies: bool, label| {
        let value = if applies { "yes" } else { "no" };
        html! {
            <label class="choice">
                <input type="radio" name={id.to_string()} {value} data-role="veto" checked={vetoes.get(id) == Some(&applies)} />
                { word(lang, label) }
            </label>
        }
    };
    html! {
        <section class="part" id="part-vetoes" data-size="2" key="vetoes">
            <header class="part__head"><h2>{ word(lang, Word::VetoTitle) }</h2></header>
            <p class="item__guidance">{ word(lang, Word::VetoHint) }</p>
            { for submission.template.vetoes.iter().map(|veto| html! {
                <fieldset class="item" key={veto.id.as_str()} id={format!("veto-{}", veto.id)} data-veto={veto.id.as_str().to_owned()}
                    data-state={if vetoes.contains_key(&veto.id) { "scored" } else { "unanswered" }}>
                    <legend class="item__text">{ veto.text.get(lang) }</legend>
                    <div class="controls controls--row">
                        { radio(&veto.id, false, Word::VetoNo) }
                        { radio(&veto.id, true, Word::VetoYes) }
                    </div>
                </fieldset>
            }) }
        </section>
    }
}
