//! Before anything is carried over from an older edition of a standard: what fits, what is to be looked at, what stays behind.

use yew::prelude::*;

use crate::app::{CarryMsg, Carrying, Msg, Word, fill, word, wording};
use crate::domain::{ItemId, Lang, Texts, VetoId};
use crate::web::components::{Tone, alert};

pub(super) fn view(lang: Lang, carrying: &Carrying, send: &Callback<Msg>) -> Html {
    let Carrying { older, carried, .. } = carrying;
    let answer = |yes: bool| send.reform(move |_: MouseEvent| Msg::Carry(CarryMsg::Answered(yes)));
    let item = |id: &ItemId| {
        // One that this kind of unit is not asked may hold an answer from before.
        let item = older.find(id.as_str()).map(|row| &row.item).or_else(|| older.template().item(id.as_str()));
        item.map(|item| (item.number.as_str(), &item.text))
    };
    let veto = |id: &VetoId| {
        let veto = older.form().vetoes.iter().find(|veto| veto.id == *id);
        veto.map(|veto| ("", &veto.text))
    };
    let changed: Vec<_> = carried.changed.iter().filter_map(item).collect();
    let left: Vec<_> =
        carried.left.iter().filter_map(item).chain(carried.left_vetoes.iter().filter_map(veto)).collect();
    let from = [("unit", wording::unit_name(lang, &older.unit().name)), ("edition", older.template().edition.as_str())];
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

fn list(lang: Lang, title: Word, items: &[(&str, &Texts)]) -> Html {
    if items.is_empty() {
        return html! {};
    }
    html! {
        <details>
            <summary>{ fill(lang, title, &[("count", &items.len().to_string())]) }</summary>
            <ul>
                { for items.iter().map(|(number, text)| html! { <li><bdi>{ number }{ " " }{ text.get(lang) }</bdi></li> }) }
            </ul>
        </details>
    }
}
