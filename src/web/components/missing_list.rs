use yew::prelude::*;

use crate::app::{Msg, Word, word, wording};
use crate::domain::{Lang, Sheet};

/// What is still missing; each line leads to its place.
pub fn missing_list(lang: Lang, sheet: &Sheet, send: &Callback<Msg>) -> Html {
    let line = |missing: crate::domain::Missing| {
        let text = wording::missing(lang, sheet.template(), &missing);
        let follow = send.reform(move |_: MouseEvent| Msg::MissingFollowed(missing.clone()));
        html! { <li><button type="button" class="link" onclick={follow}>{ text }</button></li> }
    };
    html! {
        <section class="missing" id="missing" aria-labelledby="missing-title">
            <h2 id="missing-title">{ word(lang, Word::MissingTitle) }</h2>
            <ol>{ for sheet.missing().into_iter().map(line) }</ol>
            <button type="button" onclick={send.reform(|_: MouseEvent| Msg::MissingToggled)}>{ word(lang, Word::Close) }</button>
        </section>
    }
}
