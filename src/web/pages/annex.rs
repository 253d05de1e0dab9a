//! The ledgers of a sheet on paper: each a table of its own behind the sheet, with its head and the check
//! code on every page.

use yew::prelude::*;

use crate::app::wording::{self, Annex};
use crate::domain::rule::LineState;
use crate::domain::{Lang, Sheet};

/// All of them.
pub(super) fn annexes(lang: Lang, sheet: &Sheet, foot: &str) -> Html {
    let asked = sheet.rows().filter(|row| row.line.state != LineState::NotAsked);
    asked.filter_map(|row| Some(table(wording::annex(lang, row)?, foot))).collect()
}

fn table(annex: Annex, foot: &str) -> Html {
    let span = annex.head.len().to_string();
    let cell = |text: String, span: String| html! { <td colspan={span}><bdi>{ text }</bdi></td> };
    let line = |cells: Vec<String>| {
        let span = if cells.len() == 1 { span.as_str() } else { "1" };
        html! { <tr>{ for cells.into_iter().map(|text| cell(text, span.to_owned())) }</tr> }
    };
    html! {
        <div class="scroll">
            <table class="paper__table paper__annex">
                <caption>{ annex.title }</caption>
                <thead><tr>{ for annex.head.into_iter().map(|label| html! { <th scope="col">{ label }</th> }) }</tr></thead>
                <tfoot>{ line(vec![foot.to_owned()]) }</tfoot>
                <tbody>{ for annex.lines.into_iter().map(line) }</tbody>
            </table>
        </div>
    }
}
