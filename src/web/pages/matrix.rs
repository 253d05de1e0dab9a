//! Units × items: every figure leads to its answer.

use yew::prelude::*;

use crate::app::{Committee, CommitteeMsg, Msg, Word, fill, word, wording};
use crate::domain::rollup::{RankedUnit, Rollup};
use crate::domain::rule::LineState;
use crate::domain::{Lang, Likeness, Part, Points, Row, Signing};

/// The table.
pub(super) fn view(lang: Lang, committee: &Committee, rollup: &Rollup, send: &Callback<Msg>) -> Html {
    html! {
        <section class="matrix" aria-labelledby="matrix-title">
            <h2 id="matrix-title">{ word(lang, Word::MatrixTitle) }</h2>
            <p>{ word(lang, Word::MatrixHint) }</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="matrix-title">
                <table>
                    <thead><tr>
                        <th scope="col">{ word(lang, Word::ColumnRank) }</th>
                        <th scope="col" class="matrix__unit">{ word(lang, Word::ColumnUnit) }</th>
                        <th scope="col">{ word(lang, Word::ColumnTotal) }</th>
                        <th scope="col">{ word(lang, Word::ColumnGrade) }</th>
                        { for rollup.template.items().map(|item| html! {
                            <th scope="col" class="number" title={item.text.get(lang).to_owned()}>{ &item.number }</th>
                        }) }
                    </tr></thead>
                    <tbody>{ for rollup.units.iter().map(|unit| row(lang, committee, rollup, unit, send)) }</tbody>
                    <tfoot><tr>
                        <td></td>
                        <th scope="row" class="matrix__unit">{ word(lang, Word::ColumnMean) }</th>
                        <td class="number">{ rollup.mean_total().map(|mean| mean.to_string()).unwrap_or_default() }</td>
                        <td></td>
                        { for rollup.items.iter().map(|item| html! {
                            <td class="number" data-mean={item.item.to_string()}>{ item.mean.map(|mean| mean.to_string()).unwrap_or_default() }</td>
                        }) }
                    </tr></tfoot>
                </table>
            </div>
        </section>
    }
}

fn row(lang: Lang, committee: &Committee, rollup: &Rollup, unit: &RankedUnit, send: &Callback<Msg>) -> Html {
    let sheet = &unit.sheet;
    let totals = sheet.totals();
    let rank = unit.rank.map_or_else(|| word(lang, Word::RankVetoed).to_owned(), |rank| rank.to_string());
    let grade = totals.standing.as_ref().map(|standing| wording::grade(lang, &rollup.template, &standing.grade));
    let award = rollup.template.award.as_ref().filter(|_| unit.awarded);
    let draft = totals.missing > 0;
    let alike = committee.likeness(sheet.id()).map(|likeness| match likeness {
        Likeness::Same => Word::VerdictSecond,
        Likeness::Alike => Word::VerdictAlike,
    });
    let doubt = committee.signing_of(sheet.id()).and_then(|(signing, _)| match signing {
        Signing::Changed => Some(Word::SigningMarkChanged),
        Signing::Missing => Some(Word::SigningMarkMissing),
        Signing::Unsigned | Signing::First | Signing::Known => None,
    });
    html! {
        <tr key={sheet.id().as_str()} data-unit={sheet.unit().code.clone()} data-awarded={unit.awarded.to_string()}>
            <td class="number">{ rank }</td>
            <th scope="row" class="matrix__unit">
                <bdi>{ &sheet.unit().name }</bdi>
                if sheet.submission().is_altered() {
                    <span class="matrix__draft">{ word(lang, Word::AlteredMark) }</span>
                }
                { for alike.into_iter().chain(doubt).map(|doubt| html! { <span class="matrix__draft">{ word(lang, doubt) }</span> }) }
                if draft {
                    <span class="matrix__draft">{ fill(lang, Word::MissingCount, &[("count", &totals.missing.to_string())]) }</span>
                }
            </th>
            <td class="number"><b>{ totals.total.to_string() }</b></td>
            <td>{ award.map_or_else(|| grade.unwrap_or_default(), |award| award.label.get(lang).to_owned()) }</td>
            { for rollup.items.iter().map(|item| match sheet.place(item.item.as_str()) {
                Some(place) => cell(lang, unit, &sheet.parts()[place.part], sheet.row(place), send),
                // This kind of unit is not asked.
                None => html! { <td class="number" data-loss="off">{ "—" }</td> },
            }) }
        </tr>
    }
}

fn cell(lang: Lang, unit: &RankedUnit, part: &Part, row: &Row, send: &Callback<Msg>) -> Html {
    let (submission, item) = (unit.sheet.id().clone(), row.item.id.clone());
    let label = fill(lang, Word::MatrixCell, &[("unit", &unit.sheet.unit().name), ("item", &row.item.number)]);
    let open =
        send.reform(move |_: MouseEvent| Msg::Committee(CommitteeMsg::CellOpened(submission.clone(), item.clone())));
    let loss = match row.line.state {
        // A bonus not earned is no loss, and one not asked for is not missing.
        _ if !part.section.role.is_core() => "none",
        LineState::Unanswered => "open",
        _ if row.line.dropped => "off",
        _ if row.line.lost() == Points::ZERO => "none",
        _ if row.line.obtained == Points::ZERO => "all",
        _ => "some",
    };
    let text = match loss {
        "open" => "?".to_owned(),
        "off" => "—".to_owned(),
        _ => row.line.obtained.to_string(),
    };
    html! {
        <td class="number" data-loss={loss}>
            <button type="button" class="matrix__cell" data-cell={row.item.id.to_string()} aria-label={format!("{label} {text}")} onclick={open}>{ text }</button>
        </td>
    }
}
