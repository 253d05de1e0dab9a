use std::sync::Arc;

use yew::prelude::*;

use crate::app::{Word, word, wording};
use crate::domain::{Lang, Row};

/// Properties of [`Why`].
#[derive(Properties, PartialEq)]
pub struct WhyProps {
    /// The item.
    pub row: Arc<Row>,
    /// The language.
    pub lang: Lang,
}

/// Why an item scores what it scores, one line a step.
#[component]
pub fn Why(props: &WhyProps) -> Html {
    let WhyProps { row, lang } = props;
    html! {
        <div class="why">
            <p class="why__title">{ word(*lang, Word::WhyTitle) }</p>
            <ul>
                { for row.line.reasons.iter().map(|reason| html! { <li>{ wording::reason(*lang, &row.item, reason) }</li> }) }
            </ul>
        </div>
    }
}
