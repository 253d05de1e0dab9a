use std::sync::Arc;

use yew::prelude::*;

use super::PartView;
use crate::app::Msg;
use crate::domain::{Lang, Part};

/// Properties of [`PartGroup`].
#[derive(Properties, PartialEq)]
pub struct PartGroupProps {
    /// Neighbouring sections.
    pub parts: Vec<Arc<Part>>,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: Callback<Msg>,
}

/// Neighbouring sections, compared in one go: in a sheet of hundreds of sections an edit must not
/// look at each of them.
#[component]
pub fn PartGroup(props: &PartGroupProps) -> Html {
    let PartGroupProps { parts, lang, send } = props;
    html! {<>
        { for parts.iter().map(|part| html! {
            <PartView key={part.section.id.as_str()} part={part.clone()} lang={*lang} send={send.clone()} />
        }) }
    </>}
}
