use std::sync::Arc;

use yew::prelude::*;

use crate::app::{Msg, Word, word, wording};
use crate::domain::{Lang, Missing, Template};

/// Properties of [`MissingList`].
#[derive(Properties, PartialEq)]
pub struct MissingListProps {
    /// The standard.
    pub template: Arc<Template>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: Callback<Msg>,
}

/// What is still missing; each line leads to its place.
#[component]
pub fn MissingList(props: &MissingListProps) -> Html {
    let MissingListProps { template, missing, lang, send } = props;
    html! {
        <section class="missing" id="missing" aria-labelledby="missing-title">
            <h2 id="missing-title">{ word(*lang, Word::MissingTitle) }</h2>
            <ol>
                { for missing.iter().map(|one| {
                    let (told, one_more) = (send.clone(), one.clone());
                    let follow = Callback::from(move |_: MouseEvent| told.emit(Msg::MissingFollowed(one_more.clone())));
                    html! { <li><button type="button" class="link" onclick={follow}>{ wording::missing(*lang, template, one) }</button></li> }
                }) }
            </ol>
            <button type="button" onclick={send.reform(|_: MouseEvent| Msg::MissingToggled)}>{ word(*lang, Word::Close) }</button>
        </section>
    }
}
