//! One answer of one unit: what was put in and why it scores what it scores.

use yew::prelude::*;

use crate::app::{Committee, CommitteeMsg, Msg, Word, fill, word, wording};
use crate::domain::rollup::Rollup;
use crate::domain::{Lang, Signing};
use crate::web::components::why;

/// The answer that is looked at.
pub(super) fn view(lang: Lang, committee: &Committee, rollup: &Rollup, send: &Callback<Msg>) -> Html {
    let found = committee.looked_at.as_ref().and_then(|(submission, item)| {
        let unit = rollup.units.iter().find(|unit| unit.sheet.id() == submission)?;
        Some((unit, unit.sheet.find(item.as_str())?))
    });
    let Some((unit, row)) = found else { return html! {} };
    let id = unit.sheet.id().clone();
    let signing = committee.signing_of(&id);
    let signed = signing.and_then(|(signing, received)| wording::signing(lang, signing, received));
    let trust = signing.filter(|(signing, _)| *signing == Signing::Changed).map(|_| {
        let id = id.clone();
        let trust = send.reform(move |_: MouseEvent| Msg::Committee(CommitteeMsg::SignerTrusted(id.clone())));
        html! { <button type="button" data-do="trust" onclick={trust}>{ word(lang, Word::SigningTrust) }</button> }
    });
    let withdraw = send.reform(move |_: MouseEvent| Msg::Committee(CommitteeMsg::Withdrawn(id.clone())));
    let evidence: Vec<&str> = row.entry.evidence.iter().map(|one| one.name.as_str()).collect();
    html! {
        <section class="look" id="looked-at" aria-labelledby="look-title">
            <h2 id="look-title"><bdi>{ &unit.sheet.unit().name }</bdi>{ " " }{ &row.item.number }</h2>
            <p>{ row.item.text.get(lang) }</p>
            <p class="item__rule">{ wording::rule(lang, &row.item) }</p>
            <p class="look__score"><b>{ row.line.obtained.to_string() }</b>{ fill(lang, Word::ScoreOf, &[("full", &row.item.full_score.to_string())]) }</p>
            { why(lang, row) }
            if !row.entry.remark.is_empty() {
                <p>{ word(lang, Word::Remark) }{ word(lang, Word::Colon) }<bdi>{ &row.entry.remark }</bdi></p>
            }
            if !evidence.is_empty() {
                <p>{ word(lang, Word::Evidence) }{ word(lang, Word::Colon) }<bdi>{ evidence.join(word(lang, Word::ListComma)) }</bdi></p>
            }
            <p>{ fill(lang, Word::LookCode, &[("code", &unit.check_code)]) }</p>
            { for signed.map(|signed| html! { <p>{ signed }</p> }) }
            <p class="row">
                <button type="button" onclick={send.reform(|_: MouseEvent| Msg::Committee(CommitteeMsg::CellClosed))}>{ word(lang, Word::Close) }</button>
                { for trust }
                <button type="button" class="button--quiet" data-do="withdraw" onclick={withdraw}>{ word(lang, Word::LookWithdraw) }</button>
            </p>
        </section>
    }
}
