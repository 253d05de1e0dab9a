//! This machine: space, backup, the way back, clearing.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{key, opening};
use crate::app::machine::{Done, Fate, Plan, Space, Step};
use crate::app::{Head, MachineMsg, Model, Msg, Route, Word, fill, word, wording};
use crate::domain::Lang;
use crate::web::components::{Tone, alert, file_button};
use crate::web::files;

pub(super) fn view(model: &Model, send: &Callback<Msg>) -> Html {
    let (lang, machine) = (model.lang, &model.machine);
    let heads: &[Head] = model.heads.as_ref().and_then(|heads| heads.as_deref().ok()).unwrap_or_default();
    let tell = |msg: MachineMsg| send.reform(move |_: MouseEvent| Msg::Machine(msg.clone()));
    let picked = files::take(send.reform(|files| Msg::Machine(MachineMsg::RestorePicked(files))));
    html! {
        <div class="home">
            <h1>{ word(lang, Word::MachineTitle) }</h1>
            { for machine.done.iter().map(|done| told(lang, done)) }
            <div>
                <p>{ contents(lang, heads) }{ received(model, Word::MachineContentsReceived) }</p>
                { for machine.space.map(|space| measured(lang, space)) }
                if model.is_file {
                    <p>{ word(lang, Word::MachineShared) }</p>
                }
            </div>
            <section aria-labelledby="backup-title">
                <h2 id="backup-title">{ word(lang, Word::MachineBackupTitle) }</h2>
                <p>{ word(lang, Word::MachineBackupText) }</p>
                <p class="row">
                    <button type="button" class="button--primary" data-do="backup" onclick={tell(MachineMsg::BackupAsked)}>{ word(lang, Word::MachineBackup) }</button>
                </p>
            </section>
            <section aria-labelledby="restore-title">
                <h2 id="restore-title">{ word(lang, Word::MachineRestoreTitle) }</h2>
                <p>{ word(lang, Word::MachineRestoreText) }</p>
                { match &machine.plan {
                    Some(found) => plan(lang, found, &tell),
                    None => html! { <div class="row">{ file_button("restore-file", word(lang, Word::MachineRestore), false, picked) }</div> },
                } }
            </section>
            { key::view(model, send) }
            <section aria-labelledby="clear-title">
                <h2 id="clear-title">{ word(lang, Word::MachineClearTitle) }</h2>
                <p>{ word(lang, Word::MachineClearText) }</p>
                { if machine.clearing { clearing(model, heads, send, &tell) } else { html! {
                    <p class="row"><button type="button" data-do="clear" onclick={tell(MachineMsg::ClearAsked)}>{ word(lang, Word::MachineClear) }</button></p>
                } } }
            </section>
        </div>
    }
}

fn contents(lang: Lang, heads: &[Head]) -> String {
    let open = heads.iter().filter(|head| head.has_unexported()).count();
    fill(lang, Word::MachineContents, &[("count", &heads.len().to_string()), ("open", &open.to_string())])
}

/// What is said of the files that were received; nothing where there are none.
fn received(model: &Model, said: Word) -> Option<String> {
    let count = model.committee.counted();
    (count > 0).then(|| fill(model.lang, said, &[("count", &count.to_string())]))
}

fn measured(lang: Lang, space: Space) -> Html {
    let used = fill(lang, Word::MachineSpace, &[("used", &megabytes(space.used)), ("quota", &megabytes(space.quota))]);
    let kept = if space.is_kept { Word::MachineKept } else { Word::MachineNotKept };
    html! { <p>{ used }{ word(lang, kept) }</p> }
}

fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(1_000_000).to_string()
}

fn told(lang: Lang, done: &Done) -> Html {
    match done {
        Done::BackedUp { name, files, documents, unreadable } => {
            let text = fill(lang, Word::MachineBackedUpText, &[("name", name), ("count", &documents.to_string())]);
            let many = (*files > 1).then(|| fill(lang, Word::MachineBackedUpMany, &[("count", &files.to_string())]));
            let lost =
                (*unreadable > 0).then(|| fill(lang, Word::MachineUnreadable, &[("count", &unreadable.to_string())]));
            let tone = if lost.is_some() { Tone::Note } else { Tone::Success };
            alert(
                tone,
                word(lang, Word::MachineBackedUp),
                html! { <p><bdi>{ text }{ many.unwrap_or_default() }{ lost.unwrap_or_default() }</bdi></p> },
            )
        }
        Done::Restored(count) => {
            let text = fill(lang, Word::MachineRestoredText, &[("count", &count.to_string())]);
            alert(Tone::Success, word(lang, Word::MachineRestored), html! { <p>{ text }</p> })
        }
        Done::Cleared => alert(
            Tone::Success,
            word(lang, Word::MachineCleared),
            html! { <p>{ word(lang, Word::MachineClearedText) }</p> },
        ),
    }
}

fn plan(lang: Lang, plan: &Plan, tell: &dyn Fn(MachineMsg) -> Callback<MouseEvent>) -> Html {
    let writes = plan.steps.iter().any(|step| step.fate.writes()) || !plan.received.is_empty();
    let received = plan.received.len();
    html! {
        <div data-plan="">
            <p><b><bdi>{ &plan.name }</bdi></b></p>
            { for plan.damage.iter().map(|damage| html! { <>
                <p>{ word(lang, Word::MachineDamaged) }{ wording::read_trouble(lang, damage) }</p>
                { opening::flaws(lang, damage) }
            </> }) }
            <ul>{ for plan.steps.iter().map(|one| step(lang, one)) }</ul>
            { for (received > 0).then(|| html! { <p>{ fill(lang, Word::MachineReceived, &[("count", &received.to_string())]) }</p> }) }
            <p>{ word(lang, if writes { Word::MachineRestoreHint } else { Word::MachineNothingNew }) }</p>
            <p class="row">
                { for writes.then(|| html! {
                    <button type="button" class="button--primary" data-do="restore" onclick={tell(MachineMsg::RestoreAnswered(true))}>{ word(lang, Word::MachineRestoreYes) }</button>
                }) }
                <button type="button" onclick={tell(MachineMsg::RestoreAnswered(false))}>{ word(lang, Word::MachineRestoreNo) }</button>
            </p>
        </div>
    }
}

fn step(lang: Lang, step: &Step) -> Html {
    let fate = match step.fate {
        Fate::New => Word::MachineFateNew,
        Fate::Newer => Word::MachineFateNewer,
        Fate::Same => Word::MachineFateSame,
        Fate::Older => Word::MachineFateOlder,
        Fate::Branch => Word::MachineFateBranch,
    };
    let unit = wording::unit_name(lang, &step.head.unit);
    let when = step.head.period.map(|period| wording::period(lang, period)).unwrap_or_default();
    html! {
        <li data-fate={format!("{:?}", step.fate).to_lowercase()}>
            <bdi>{ unit }</bdi>{ " " }{ step.head.title.get(lang) }{ " " }{ when }{ word(lang, Word::Colon) }
            { fill(lang, fate, &[("revision", &step.head.revision.to_string())]) }
        </li>
    }
}

fn clearing(
    model: &Model,
    heads: &[Head],
    send: &Callback<Msg>,
    tell: &dyn Fn(MachineMsg) -> Callback<MouseEvent>,
) -> Html {
    let lang = model.lang;
    let given_up = send.reform(|event: Event| {
        Msg::Machine(MachineMsg::GivenUp(event.target_unchecked_into::<HtmlInputElement>().checked()))
    });
    let open: Vec<&Head> = heads.iter().filter(|head| head.has_unexported()).collect();
    let title = if open.is_empty() { Word::MachineClearAsk } else { Word::MachineClearAskOpen };
    let body = html! {<>
        <ul>{ for open.iter().map(|head| html! {
            <li><a href={Route::Fill(head.id.clone()).hash()}><bdi>{ &head.unit }</bdi>{ " " }{ head.title.get(lang) }</a></li>
        }) }</ul>
        <p>{ received(model, Word::MachineClearReceived) }{ word(lang, Word::MachineClearHint) }</p>
        { for (!model.is_exported()).then(|| html! {
            <label class="choice choice--quiet"><input type="checkbox" data-do="given-up" checked={model.machine.given_up} onchange={given_up} />{ word(lang, Word::MachineClearSure) }</label>
        }) }
        <p class="row">
            <button type="button" class="button--primary" onclick={tell(MachineMsg::BackupAsked)}>{ word(lang, Word::MachineBackup) }</button>
            <button type="button" onclick={tell(MachineMsg::ClearAnswered(false))}>{ word(lang, Word::MachineClearNo) }</button>
            <button type="button" class="button--quiet" data-do="clear-yes" disabled={!(model.machine.given_up || model.is_exported())} onclick={tell(MachineMsg::ClearAnswered(true))}>
                { word(lang, if open.is_empty() { Word::MachineClearYes } else { Word::MachineClearYesOpen }) }
            </button>
        </p>
    </>};
    alert(Tone::Error, &fill(lang, title, &[("count", &open.len().to_string())]), body)
}
