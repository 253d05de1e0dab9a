//! Before anything is carried over from an older edition of a standard: what fits, what is to be looked at, what stays behind.

use yew::prelude::*;

use crate::app::{CarryMsg, Carrying, Msg, Word, fill, word};
use crate::domain::{Lang, Sheet, Texts};
use crate::web::components::{Tone, alert};

pub(super) fn view(lang: Lang, carrying: &Carrying, send: &Callback<Msg>) -> Html {
    let Carrying { older, carried, .. } = carrying;
    let answer = |yes: bool| send.reform(move |_: MouseEvent| Msg::Carry(CarryMsg::Answered(yes)));
    let item = |id: &str| older.find(id).map(|row| (row.item.number.clone(), &row.item.text));
    let changed: Vec<_> = carried.changed.iter().map(|id| item(id.as_str())).collect();
    let left = carried.left.iter().map(|id| item(id.as_str()));
    let left: Vec<_> = left.chain(carried.left_vetoes.iter().map(|id| veto(older, id.as_str()))).collect();
    let unit = older.unit().name.as_str();
    let unit = if unit.is_empty() { word(lang, Word::UnitUnnamed) } else { unit };
    let from = [("unit", unit), ("edition", older.template().edition.as_str())];
    let same = fill(lang, Word::CarrySame, &[("count", &carried.same.to_string())]);
    let body = html! {<>
        <p><bdi>{ fill(lang, Word::CarryText, &from) }</bdi></p>
        if carried.same > 0 { <p>{ same }</p> }
        { list(lang, Word::CarryChanged, &changed) }
        { list(lang, Word::CarryLeft, &left) }
        <p class="row">
            <button type="button" data-do="carry" onclick={answer(true)}>{ word(lang, Word::CarryYes) }</button>
            <button type="button" class="button--quiet" data-do="carry-nothing" onclick={answer(false)}>{ word(lang, Word::CarryNo) }</button>
        </p>
    </>};
    alert(Tone::Note, word(lang, Word::CarryTitle), body)
}

fn veto<'a>(older: &'a Sheet, id: &str) -> Option<(String, &'a Texts)> {
    let veto = older.form().vetoes.iter().find(|veto| veto.id.as_str() == id)?;
    Some((String::new(), &veto.text))
}

fn list(lang: Lang, title: Word, items: &[Option<(String, &Texts)>]) -> Html {
    if items.is_empty() {
        return html! {};
    }
    html! {
        <details>
            <summary>{ fill(lang, title, &[("count", &items.len().to_string())]) }</summary>
            <ul>
                { for items.iter().flatten().map(|(number, text)| html! { <li><bdi>{ number }{ " " }{ text.get(lang) }</bdi></li> }) }
            </ul>
        </details>
    }
}
