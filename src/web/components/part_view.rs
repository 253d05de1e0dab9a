use std::sync::Arc;

use yew::prelude::*;

use super::ItemRow;
use crate::app::{Msg, Word, fill};
use crate::domain::{Lang, Part};

/// Properties of [`PartView`].
#[derive(Properties, PartialEq)]
pub struct PartViewProps {
    /// The section being filled.
    pub part: Arc<Part>,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: Callback<Msg>,
}

/// One section: its head with progress and sum, its items. Sections out of sight cost the browser
/// nothing (`content-visibility`); `data-size` tells the style sheet how much room to reserve.
#[component]
pub fn PartView(props: &PartViewProps) -> Html {
    let PartViewProps { part, lang, send } = props;
    let (section, score) = (&part.section, &part.score);
    let progress =
        fill(*lang, Word::SectionProgress, &[("done", &score.done.to_string()), ("items", &score.items.to_string())]);
    html! {
        <section class="part" id={format!("part-{}", section.id)} data-size={size(part.rows.len())}>
            <header class="part__head">
                <h2>{ section.title.get(*lang) }</h2>
                <p class="part__progress">{ progress }</p>
                <p class="part__score">
                    <b data-section-total={section.id.as_str().to_owned()}>{ score.obtained.to_string() }</b>
                    { fill(*lang, Word::ScoreOf, &[("full", &section.full_score.to_string())]) }
                </p>
            </header>
            { for part.rows.iter().map(|row| html! {
                <ItemRow key={row.item.id.as_str()} row={row.clone()} lang={*lang} send={send.clone()} />
            }) }
        </section>
    }
}

const fn size(items: usize) -> &'static str {
    match items {
        0..=2 => "2",
        3..=5 => "5",
        6..=10 => "10",
        _ => "20",
    }
}
