use yew::prelude::*;

use crate::app::{Word, word, wording};
use crate::domain::{Lang, Row};

/// Why an item scores what it scores, one line a step.
pub fn why(lang: Lang, row: &Row) -> Html {
    html! {
        <div class="why">
            <p class="why__title">{ word(lang, Word::WhyTitle) }</p>
            <ul>
                { for row.line.reasons.iter().map(|reason| html! { <li>{ wording::reason(lang, &row.item, reason) }</li> }) }
            </ul>
        </div>
    }
}
