//! Files that came in and wait to be counted.

use yew::prelude::*;

use crate::app::{CommitteeMsg, Model, Msg, Quarantined, Staged, Word, fill, word, wording};
use crate::domain::{Lang, Signing};
use crate::format::{Charset, ReadError};

/// The table of what each file is, and the two buttons.
pub(super) fn view(model: &Model, send: &Callback<Msg>) -> Html {
    let (lang, committee) = (model.lang, &model.committee);
    let (count, left) = (committee.unseen.all(), committee.unseen.left());
    if left > 0 {
        let numbers = [("done", &*(count - left).to_string()), ("count", &count.to_string())];
        return html! { <p class="working" role="status">{ fill(lang, Word::StagedLooking, &numbers) }</p> };
    }
    if committee.staged.is_empty() {
        return html! {};
    }
    let (all, countable, refused) = (committee.staged.len(), committee.countable(), committee.refused());
    let kept = committee.quarantined();
    let title = fill(lang, Word::StagedTitle, &[("count", &all.to_string()), ("countable", &countable.to_string())]);
    let tell = |msg: CommitteeMsg| send.reform(move |_: MouseEvent| Msg::Committee(msg.clone()));
    html! {
        <section class="staging" aria-labelledby="staging-title">
            <h2 id="staging-title" role="status">{ title }</h2>
            <div class="scroll">
                <table class="staging__table">
                    <thead><tr>
                        <th scope="col">{ word(lang, Word::StagedVerdict) }</th>
                        <th scope="col">{ word(lang, Word::ColumnUnit) }</th>
                        <th scope="col">{ word(lang, Word::ColumnTotal) }</th>
                        <th scope="col">{ word(lang, Word::StagedReason) }</th>
                        <th scope="col">{ word(lang, Word::StagedFile) }</th>
                    </tr></thead>
                    <tbody>{ for committee.staged.iter().map(|staged| row(model, staged, send)) }</tbody>
                </table>
            </div>
            if refused > 0 {
                <p id="refused">
                    { fill(lang, Word::RefusedText, &[("count", &refused.to_string())]) }
                    if kept > 0 {
                        { fill(lang, Word::RefusedKept, &[("count", &kept.to_string())]) }
                    }
                </p>
            }
            <p class="row">
                if countable > 0 {
                    <button type="button" class="button--primary" id="commit" onclick={tell(CommitteeMsg::Committed)}>
                        { fill(lang, Word::StagedCommit, &[("count", &countable.to_string())]) }
                    </button>
                }
                if refused > 0 {
                    <button type="button" id="save-refused" onclick={tell(CommitteeMsg::RefusedAsked)}>{ word(lang, Word::RefusedSave) }</button>
                }
                <button type="button" id="discard" onclick={tell(CommitteeMsg::Discarded)}>{ word(lang, Word::StagedDiscard) }</button>
            </p>
        </section>
    }
}

fn row(model: &Model, staged: &Staged, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let (hook, counts, title, reason, unit) = match &staged.outcome {
        Ok((received, verdict)) => {
            let (title, reason) = wording::verdict(lang, verdict);
            let unit = received.submission.unit.name.clone();
            (hook(verdict), verdict.counts(), title, reason, unit)
        }
        Err(error) => (
            refused(error),
            false,
            word(lang, wording::refusal(error)),
            wording::read_trouble(lang, error),
            String::new(),
        ),
    };
    let guessed =
        (staged.outcome.is_ok() && staged.charset == Charset::Gb18030).then(|| word(lang, Word::ConvertedText));
    let is_altered = staged.outcome.as_ref().is_ok_and(|(received, _)| received.submission.is_altered());
    let altered = is_altered.then(|| word(lang, Word::AlteredText));
    let signing = staged.outcome.as_ref().ok().map(|(received, _)| (model.committee.signing(received), received));
    let signed = signing.and_then(|(signing, received)| wording::signing(lang, signing, received));
    let name = if staged.name.is_empty() { word(lang, Word::StagedStored) } else { &staged.name };
    html! {
        <tr data-verdict={hook} data-counts={counts.to_string()} data-signing={signing.map(|(signing, _)| signing_hook(signing))}>
            <td><b>{ title }</b></td>
            <td><bdi>{ unit }</bdi></td>
            <td class="number" data-label={word(lang, Word::ColumnTotal)}>{ staged.total.map(|total| total.to_string()).unwrap_or_default() }</td>
            <td class="staging__reason"><bdi>{ reason }</bdi>{ guessed }{ altered }{ signed }</td>
            <td class="staging__name">
                <bdi>{ name }</bdi>
                { for staged.quarantined.as_ref().map(|file| back(lang, file, send)) }
                { for staged.quarantined.as_ref().filter(|_| staged.may_be_let_in()).map(|file| let_in(lang, file, send)) }
            </td>
        </tr>
    }
}

/// The button that hands a file out as it came.
fn back(lang: Lang, file: &Quarantined, send: &Callback<Msg>) -> Html {
    button(lang, Word::RefusedBack, "staging__back", CommitteeMsg::QuarantinedAsked(file.key.clone()), file, send)
}

/// The button that lets a file in although it was changed.
fn let_in(lang: Lang, file: &Quarantined, send: &Callback<Msg>) -> Html {
    button(lang, Word::AlteredLetIn, "staging__let-in", CommitteeMsg::LetIn(file.key.clone()), file, send)
}

fn button(
    lang: Lang,
    label: Word,
    class: &'static str,
    msg: CommitteeMsg,
    file: &Quarantined,
    send: &Callback<Msg>,
) -> Html {
    let tell = send.reform(move |_: MouseEvent| Msg::Committee(msg.clone()));
    let name = [word(lang, label), " ", &file.name].concat();
    html! { <button type="button" {class} onclick={tell} aria-label={name}>{ word(lang, label) }</button> }
}

const fn signing_hook(signing: Signing) -> &'static str {
    match signing {
        Signing::Unsigned => "unsigned",
        Signing::First => "first",
        Signing::Known => "known",
        Signing::Changed => "changed",
        Signing::Missing => "missing",
    }
}

const fn hook(verdict: &crate::domain::intake::Verdict) -> &'static str {
    use crate::domain::intake::Verdict;
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Newer { .. } => "newer",
        Verdict::Duplicate => "duplicate",
        Verdict::Older { .. } => "older",
        Verdict::Conflict { .. } => "conflict",
        Verdict::SecondReport { .. } => "second_report",
        Verdict::LookAlike { .. } => "look_alike",
    }
}

fn refused(error: &ReadError) -> &'static str {
    match wording::refusal(error) {
        Word::VerdictNewerFormat => "newer_format",
        Word::VerdictUnknown => "unknown",
        Word::VerdictEncrypted => "encrypted",
        Word::VerdictForged => "forged",
        _ => "damaged",
    }
}
