//! The sheet on paper: what the superior sees. A4, the table's head on every page, the check code at
//! its foot, room for signature and seal.

use yew::prelude::*;

use super::annex::annexes;
use crate::app::{Filling, Msg, Route, Word, fill, word, wording};
use crate::domain::rule::LineState;
use crate::domain::{Lang, Part, Points, Row, Sheet};
use crate::format::write_submission;

/// The paper, and the buttons beside it that are not printed.
pub(super) fn view(lang: Lang, filling: &Filling, send: &Callback<Msg>) -> Html {
    let sheet = &filling.sheet;
    let code = write_submission(sheet).check_code;
    html! {
        <div class="paper">
            <p class="paper__actions row">
                <a class="button" href={Route::Fill(sheet.id().clone()).hash()}>{ word(lang, Word::PrintBack) }</a>
                <button type="button" class="button--primary" onclick={send.reform(|_: MouseEvent| Msg::PrintAsked)}>{ word(lang, Word::PrintNow) }</button>
                <span>{ word(lang, Word::PrintHint) }</span>
            </p>
            <h1>{ sheet.template().title.get(lang) }</h1>
            { head(lang, sheet) }
            <table class="paper__table">
                <thead>
                    <tr>
                        { for COLUMNS.iter().map(|&(class, label)| html! { <th scope="col" class={class}>{ word(lang, label) }</th> }) }
                    </tr>
                </thead>
                <tfoot>
                    <tr><td colspan="7">{ foot(lang, sheet, &code) }</td></tr>
                </tfoot>
                { for sheet.parts().iter().chain(sheet.local()).map(|part| section(lang, part)) }
                { result(lang, sheet) }
                // Inside the table, so that the check code stands at the foot of this page too.
                <tbody class="paper__end">
                    <tr><td colspan="7">{ vetoes(lang, sheet) }{ signatures(lang) }</td></tr>
                </tbody>
            </table>
            { annexes(lang, sheet, &foot(lang, sheet, &code)) }
        </div>
    }
}

const COLUMNS: [(&str, Word); 7] = [
    ("paper__section", Word::PaperSection),
    ("paper__content", Word::PaperContent),
    ("paper__points", Word::PaperPoints),
    ("paper__rule", Word::PaperRule),
    ("paper__points", Word::PaperSelf),
    ("paper__points", Word::PaperReview),
    ("paper__remark", Word::PaperRemark),
];

fn head(lang: Lang, sheet: &Sheet) -> Html {
    let unit = sheet.unit();
    let types = &sheet.template().unit_types;
    let kind = types.iter().find(|known| unit.unit_type.as_ref() == Some(&known.id)).map(|known| known.label.get(lang));
    let when = sheet.period().map(|period| wording::period(lang, period));
    let line = |label, value: &str| html! { <p>{ word(lang, label) }{ word(lang, Word::Colon) }<bdi>{ value.to_owned() }</bdi></p> };
    html! {
        <div class="paper__head">
            { line(Word::UnitName, &unit.name) }
            { line(Word::UnitType, kind.unwrap_or_default()) }
            { line(Word::Period, &when.unwrap_or_default()) }
            { line(Word::UnitCode, &unit.code) }
            { line(Word::UnitSuperior, &unit.superior) }
        </div>
    }
}

fn section(lang: Lang, part: &Part) -> Html {
    let title = part.section.title.get(lang);
    let rows = part.rows.iter().filter(|row| row.line.state != LineState::NotAsked);
    html! {
        <tbody>
            { for rows.enumerate().map(|(n, row)| html! {<>
                <tr>
                    // Not one tall cell: browsers do not break pages inside of it.
                    <td class="paper__title">{ if n == 0 { title } else { "" } }</td>
                    <td>{ item_text(lang, row) }</td>
                    <td class="paper__number">{ worth(row.item.full_score) }</td>
                    <td class="paper__small">{ wording::rule(lang, &row.item) }</td>
                    <td class="paper__number">{ points(row) }</td>
                    <td></td>
                    <td class="paper__small">{ remark(lang, row) }</td>
                </tr>
                { for wording::written(lang, row).into_iter().map(|line| html! {
                    <tr><td class="paper__title"></td><td class="paper__small" colspan="6"><bdi>{ line }</bdi></td></tr>
                }) }
            </>}) }
            if part.section.full_score != Points::ZERO || part.score.obtained != Points::ZERO {
                <tr class="paper__subtotal">
                    <td class="paper__title"></td>
                    <td>{ word(lang, Word::ColumnSubtotal) }</td>
                    <td class="paper__number">{ worth(part.section.full_score) }</td>
                    <td></td>
                    <td class="paper__number">{ part.score.obtained.to_string() }</td>
                    <td></td>
                    <td></td>
                </tr>
            }
        </tbody>
    }
}

fn item_text(lang: Lang, row: &Row) -> String {
    let text = row.item.text.get(lang);
    if row.item.number.is_empty() { text.to_owned() } else { format!("{} {text}", row.item.number) }
}

/// Nothing stands where nothing is scored.
fn worth(points: Points) -> String {
    if points == Points::ZERO { String::new() } else { points.to_string() }
}

fn points(row: &Row) -> String {
    if row.item.full_score == Points::ZERO && row.line.obtained == Points::ZERO {
        return String::new();
    }
    match row.line.state {
        LineState::Unanswered => String::new(),
        LineState::NotApplicable if row.line.obtainable == Points::ZERO => "—".to_owned(),
        _ => row.line.obtained.to_string(),
    }
}

/// Why points are missing, then the unit's own remark.
fn remark(lang: Lang, row: &Row) -> Html {
    let told = row.line.state != LineState::Unanswered && (row.line.lost() > Points::ZERO || row.entry.not_applicable);
    let reasons = row.line.reasons.iter().filter(|_| told);
    html! {<>
        { for reasons.map(|reason| html! { <p>{ wording::reason(lang, &row.item, reason) }</p> }) }
        if !row.entry.remark.is_empty() {
            <p><bdi>{ &row.entry.remark }</bdi></p>
        }
        if !row.entry.evidence.is_empty() {
            <p>{ word(lang, Word::Evidence) }{ word(lang, Word::Colon) }{ row.entry.evidence.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(word(lang, Word::ListComma)) }</p>
        }
    </>}
}

fn result(lang: Lang, sheet: &Sheet) -> Html {
    let totals = sheet.totals();
    let standard = sheet.form().standard();
    let rescaled = totals.rescaled.then(|| {
        fill(
            lang,
            Word::TotalRescaled,
            &[
                ("obtained", &totals.obtained.to_string()),
                ("obtainable", &totals.obtainable.to_string()),
                ("core", &totals.core.to_string()),
            ],
        )
    });
    let bonus =
        (totals.bonus > Points::ZERO).then(|| fill(lang, Word::TotalBonus, &[("bonus", &totals.bonus.to_string())]));
    let marks = wording::marks(lang, standard, totals);
    let notes: Vec<String> = rescaled.into_iter().chain(bonus).chain(marks).collect();
    let grade = totals.standing.as_ref().map(|standing| wording::grade(lang, standard, &standing.grade));
    html! {
        <tbody>
            <tr class="paper__total">
                <th scope="row" colspan="2">{ word(lang, Word::TotalLabel) }</th>
                <td class="paper__number">{ worth(standard.full_score) }</td>
                <td class="paper__small">{ notes.join(word(lang, Word::RuleJoin)) }</td>
                <td class="paper__number">{ if standard.full_score == Points::ZERO { String::new() } else { totals.total.to_string() } }</td>
                <td></td>
                <td>{ grade.unwrap_or_default() }</td>
            </tr>
        </tbody>
    }
}

fn vetoes(lang: Lang, sheet: &Sheet) -> Html {
    let template = sheet.form();
    if template.vetoes.is_empty() {
        return html! {};
    }
    let applies = |veto: &crate::domain::Veto| match &veto.condition {
        Some(_) => Some(sheet.totals().vetoes.contains(&veto.id)),
        None => sheet.submission().vetoes.get(&veto.id).copied(),
    };
    let answer = |veto| match applies(veto) {
        Some(true) => word(lang, Word::VetoYes),
        Some(false) => word(lang, Word::VetoNo),
        None => "",
    };
    html! {
        <div class="paper__vetoes">
            <h2>{ word(lang, Word::VetoTitle) }</h2>
            <ol>{ for template.vetoes.iter().map(|veto| html! { <li>{ wording::phrase(veto.text.get(lang)) }{ word(lang, Word::Colon) }<b>{ answer(veto) }</b></li> }) }</ol>
        </div>
    }
}

fn signatures(lang: Lang) -> Html {
    let line = |label| html! { <p class="paper__sign">{ word(lang, label) }{ word(lang, Word::Colon) }<span class="paper__blank"></span></p> };
    html! {
        <div class="paper__signatures">
            <div>
                { line(Word::SignFiller) }
                { line(Word::SignReviewer) }
                { line(Word::SignHead) }
                <p class="paper__sign">{ word(lang, Word::SignDate) }</p>
            </div>
            <p class="paper__seal">{ word(lang, Word::SignSeal) }</p>
        </div>
    }
}

fn foot(lang: Lang, sheet: &Sheet, code: &str) -> String {
    fill(lang, Word::PaperFoot, &[("code", code), ("revision", &sheet.revision().to_string())])
}
