//! Roll-up: files in, who stands where, what is missed most, files out.

use web_sys::{FileList, HtmlSelectElement};
use yew::prelude::*;

use super::{look, matrix, staging};
use crate::app::{CommitteeMsg, Model, Msg, StoreError, Word, fill, word, wording};
use crate::domain::Lang;
use crate::domain::rollup::{Quota, Rollup};
use crate::web::components::{Tone, alert, file_button};
use crate::web::files;

/// The limits on the award that are offered.
const QUOTAS: [(&str, Option<Quota>); 5] = [
    ("0", None),
    ("1/2", Some(Quota { part: 1, whole: 2 })),
    ("1/3", Some(Quota { part: 1, whole: 3 })),
    ("1/4", Some(Quota { part: 1, whole: 4 })),
    ("1/5", Some(Quota { part: 1, whole: 5 })),
];

/// The committee's screen.
pub(super) fn view(model: &Model, send: &Callback<Msg>) -> Html {
    let (lang, committee) = (model.lang, &model.committee);
    html! {
        <div class="rollup">
            <h1>{ word(lang, Word::RollupTitle) }</h1>
            { for committee.unstored.as_ref().map(|error| unstored(lang, error, send)) }
            { drop_zone(lang, send) }
            { staging::view(model, send) }
            if committee.can_undo() || committee.counted() > 0 {
                <p class="row" role="status">
                    { fill(lang, Word::CommittedText, &[("count", &committee.counted().to_string())]) }
                    if committee.is_storing() {
                        { word(lang, Word::CommittedSaving) }
                    } else if committee.unstored.is_none() {
                        { word(lang, Word::CommittedSaved) }
                    }
                    if committee.can_undo() {
                        <button type="button" id="undo" onclick={send.reform(|_: MouseEvent| Msg::Committee(CommitteeMsg::Undone))}>
                            { word(lang, Word::CommittedUndo) }
                        </button>
                    }
                </p>
            }
            { groups(model, send) }
            if let Some(rollup) = committee.rollup() {
                { standing(model, rollup, send) }
                { matrix::view(lang, committee, rollup, send) }
                { look::view(lang, committee, rollup, send) }
                { missed(lang, rollup) }
            } else if committee.staged.is_empty() && committee.is_loaded() {
                <p class="empty">{ word(lang, Word::RollupEmpty) }</p>
            }
        </div>
    }
}

/// What counts is on the screen and not on the disk.
fn unstored(lang: Lang, error: &StoreError, send: &Callback<Msg>) -> Html {
    let again = send.reform(|_: MouseEvent| Msg::Committee(CommitteeMsg::StoreRetried));
    let body = html! {<>
        <p>{ word(lang, Word::UnstoredText) }</p>
        <p>{ wording::store_trouble(lang, error) }</p>
        <p class="row"><button type="button" data-do="store-again" onclick={again}>{ word(lang, Word::SaveRetry) }</button></p>
    </>};
    alert(Tone::Error, word(lang, Word::UnstoredTitle), body)
}

fn drop_zone(lang: Lang, send: &Callback<Msg>) -> Html {
    let awaited = send.reform(|files| Msg::Committee(CommitteeMsg::Awaited(files)));
    let picked = send.reform(|picked| Msg::Committee(CommitteeMsg::Dropped(picked)));
    let dropped = Callback::from(move |files: FileList| files::read_some(&files, &awaited, picked.clone()));
    let ondrop = {
        let dropped = dropped.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            if let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) {
                dropped.emit(files);
            }
        })
    };
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    html! {
        <section class="drop-zone" {ondrop} {ondragover} aria-labelledby="drop-title">
            <h2 id="drop-title">{ word(lang, Word::DropTitle) }</h2>
            <p>{ word(lang, Word::DropHint) }</p>
            <p class="row">
                { file_button("drop-files", word(lang, Word::DropFiles), false, files::take_list(dropped.clone())) }
                { file_button("drop-folder", word(lang, Word::DropFolder), true, files::take_list(dropped)) }
            </p>
        </section>
    }
}

/// Submissions to different standards or for different periods are never added up.
fn groups(model: &Model, send: &Callback<Msg>) -> Html {
    let (lang, committee) = (model.lang, &model.committee);
    let groups = committee.groups();
    if groups.len() < 2 {
        return html! {};
    }
    let chosen = send.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Committee(CommitteeMsg::GroupChosen(value.parse().unwrap_or(0)))
    });
    html! {
        <p class="field">
            <label for="group">{ fill(lang, Word::GroupLabel, &[("count", &groups.len().to_string())]) }</label>
            <select id="group" onchange={chosen}>
                { for groups.iter().enumerate().map(|(n, group)| {
                    let when = group.period.map(|period| wording::period(lang, period)).unwrap_or_default();
                    let label = fill(lang, Word::GroupOption, &[
                        ("title", group.template.title.get(lang)),
                        ("edition", &group.template.edition),
                        ("period", &when),
                        ("units", &group.units.to_string()),
                    ]);
                    html! { <option value={n.to_string()} selected={n == committee.chosen}>{ label }</option> }
                }) }
            </select>
        </p>
    }
}

/// The figures above the table, the award, the files to hand on.
fn standing(model: &Model, rollup: &Rollup, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let grades = rollup.grades().into_iter().map(|(id, count)| {
        fill(
            lang,
            Word::GradeCount,
            &[("grade", &wording::grade(lang, &rollup.template, &id)), ("count", &count.to_string())],
        )
    });
    let mean = rollup.mean_total().map(|mean| fill(lang, Word::MeanTotal, &[("mean", &mean.to_string())]));
    let units = fill(lang, Word::RollupUnits, &[("count", &rollup.units.len().to_string())]);
    let figures: Vec<String> = std::iter::once(units).chain(mean).chain(grades).collect();
    let tell = |msg: CommitteeMsg| send.reform(move |_: MouseEvent| Msg::Committee(msg.clone()));
    html! {
        <section class="figures" aria-labelledby="figures-title">
            <h2 id="figures-title">{ rollup.template.title.get(lang) }</h2>
            <ul>{ for figures.into_iter().map(|figure| html! { <li>{ figure }</li> }) }</ul>
            { award(model, rollup, send) }
            <p class="row">
                <button type="button" class="button--primary" id="rollup-file" onclick={tell(CommitteeMsg::FileAsked)}>{ word(lang, Word::RollupFile) }</button>
                <button type="button" id="rollup-csv" onclick={tell(CommitteeMsg::CsvAsked)}>{ word(lang, Word::RollupCsv) }</button>
            </p>
        </section>
    }
}

fn award(model: &Model, rollup: &Rollup, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let (Some(award), Some(awarding)) = (&rollup.template.award, &rollup.awarding) else { return html! {} };
    let chosen = send.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let quota = QUOTAS.iter().find(|(name, _)| *name == value).and_then(|(_, quota)| *quota);
        Msg::Committee(CommitteeMsg::QuotaChosen(quota))
    });
    let label = award.label.get(lang);
    let share =
        crate::domain::Points::percent(awarding.awarded, u32::try_from(rollup.units.len()).unwrap_or(u32::MAX), 2);
    let text = fill(
        lang,
        Word::AwardText,
        &[
            ("award", label),
            ("candidates", &awarding.candidates.to_string()),
            ("awarded", &awarding.awarded.to_string()),
            ("percent", &share.unwrap_or_default().to_string()),
        ],
    );
    html! {
        <div class="award">
            <p class="field">
                <label for="quota">{ fill(lang, Word::QuotaLabel, &[("award", label)]) }</label>
                <select id="quota" onchange={chosen}>
                    { for QUOTAS.iter().map(|(name, quota)| {
                        let label = if quota.is_none() { word(lang, Word::QuotaNone).to_owned() } else { fill(lang, Word::QuotaOf, &[("share", name)]) };
                        html! { <option value={*name} selected={*quota == model.committee.quota}>{ label }</option> }
                    }) }
                </select>
            </p>
            <p role="status" data-awarded={awarding.awarded.to_string()}>{ text }</p>
            if !awarding.tied.is_empty() {
                <p class="award__tied">{ fill(lang, Word::AwardTied, &[("count", &awarding.tied.len().to_string())]) }</p>
            }
        </div>
    }
}

fn missed(lang: Lang, rollup: &Rollup) -> Html {
    const SHOWN: usize = 5;
    let missed = rollup.most_missed();
    if missed.is_empty() {
        return html! {};
    }
    html! {
        <section class="missed" aria-labelledby="missed-title">
            <h2 id="missed-title">{ word(lang, Word::MissedTitle) }</h2>
            <ol>
                { for missed.into_iter().take(SHOWN).filter_map(|summary| {
                    let item = rollup.template.item(summary.item.as_str())?;
                    let text = fill(lang, Word::MissedText, &[
                        ("missed", &summary.missed.to_string()),
                        ("units", &summary.units.to_string()),
                        ("lost", &summary.lost.to_string()),
                    ]);
                    Some(html! { <li data-missed={summary.item.to_string()}><b>{ &item.number }{ " " }{ item.text.get(lang) }</b><p>{ text }</p></li> })
                }) }
            </ol>
        </section>
    }
}
