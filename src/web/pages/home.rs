//! Home: go on with a record, start a sheet, open a file.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Head, Model, Msg, Route, Word, fill, word, wording};
use crate::domain::Lang;
use crate::format::{Card, Subject, library};
use crate::web::components::{Tone, alert, file_button};
use crate::web::{moment, now};

/// The library, subject by subject.
const SUBJECTS: [(Subject, Word); 4] = [
    (Subject::Party, Word::LibraryParty),
    (Subject::Peace, Word::LibraryPeace),
    (Subject::Law, Word::LibraryLaw),
    (Subject::General, Word::LibraryGeneral),
];

/// The first screen; `opened` takes the files that are picked.
pub(super) fn view(model: &Model, send: &Callback<Msg>, opened: Callback<HtmlInputElement>) -> Html {
    let lang = model.lang;
    html! {
        <div class="home">
            <h1>{ word(lang, Word::HomeTitle) }</h1>
            { removing(model, send) }
            <section aria-labelledby="records-title">
                <h2 id="records-title">{ word(lang, Word::RecordsTitle) }</h2>
                { records(model, send) }
            </section>
            // In sight where records are missed: the file exported last brings them back.
            <section aria-labelledby="open-title">
                <h2 id="open-title">{ word(lang, Word::OpenTitle) }</h2>
                <p>{ word(lang, Word::OpenHint) }</p>
                { file_button("open-file", word(lang, Word::OpenFile), false, opened) }
            </section>
            <section aria-labelledby="library-title">
                <h2 id="library-title">{ word(lang, Word::LibraryTitle) }</h2>
                { for SUBJECTS.iter().map(|&(subject, label)| html! {<>
                    <h3>{ word(lang, label) }</h3>
                    <ul class="library">
                        { for library().iter().filter(|card| card.subject == subject).map(|card| standard(lang, card)) }
                    </ul>
                </>}) }
            </section>
            <p class="home__promise">{ word(lang, Word::HomePromise) }</p>
            // Not seen in the one file itself, which `cargo xtask single` makes.
            <p class="home__single"><a href="yardstick.html" download="">{ word(lang, Word::HomeSingle) }</a>{ " " }{ word(lang, Word::HomeSingleText) }</p>
        </div>
    }
}

fn records(model: &Model, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    match &model.heads {
        None => html! { <p class="working" role="status">{ word(lang, Word::RecordsLoading) }</p> },
        Some(Err(error)) => {
            alert(Tone::Error, word(lang, Word::StoreTitle), html! { <p>{ wording::store_trouble(lang, error) }</p> })
        }
        Some(Ok(heads)) if heads.is_empty() => html! { <p class="empty">{ word(lang, Word::RecordsEmpty) }</p> },
        Some(Ok(heads)) => html! { <ul class="records">{ for heads.iter().map(|head| record(lang, head, send)) }</ul> },
    }
}

fn record(lang: Lang, head: &Head, send: &Callback<Msg>) -> Html {
    let unit = wording::unit_name(lang, &head.unit);
    let when = head.period.map(|period| wording::period(lang, period)).unwrap_or_default();
    let progress = fill(
        lang,
        Word::RecordProgress,
        &[("done", &head.done.to_string()), ("items", &head.items.to_string()), ("total", &head.total.to_string())],
    );
    let saved = fill(lang, Word::RecordSaved, &[("when", &moment(lang, head.saved_at))]);
    let overdue = head.overdue(now());
    let exported = match head.exported {
        None => word(lang, Word::RecordNeverExported).to_owned(),
        Some(_) if overdue.is_some() => {
            fill(lang, Word::RecordOverdue, &[("days", &overdue.unwrap_or_default().to_string())])
        }
        Some((at, _)) if head.has_unexported() => fill(lang, Word::RecordExportedOld, &[("when", &moment(lang, at))]),
        Some((at, _)) => fill(lang, Word::RecordExported, &[("when", &moment(lang, at))]),
    };
    let id = head.id.clone();
    let remove = send.reform(move |_: MouseEvent| Msg::RemoveAsked(id.clone()));
    html! {
        <li class="record" data-record={head.id.to_string()}>
            <a class="record__open" href={Route::Fill(head.id.clone()).hash()}>
                <b><bdi>{ unit }</bdi></b>
                <span>{ head.title.get(lang) }{ " " }{ when }</span>
            </a>
            <p class="record__state">{ progress }</p>
            <p class="record__state" data-unexported={head.has_unexported().to_string()}>{ saved }{ word(lang, Word::Stop) }{ if overdue.is_some() { html! { <b>{ exported }</b> } } else { exported.into() } }</p>
            <p class="record__actions">
                <a class="button button--primary" href={Route::Fill(head.id.clone()).hash()}>{ word(lang, Word::RecordContinue) }</a>
                <button type="button" class="button--quiet" onclick={remove}>{ word(lang, Word::RecordRemove) }</button>
            </p>
        </li>
    }
}

fn standard(lang: Lang, card: &Card) -> Html {
    let facts = fill(
        lang,
        if card.full_score == "0" { Word::LibraryUnscored } else { Word::LibraryFacts },
        &[("items", &card.items.to_string()), ("full", card.full_score), ("edition", card.edition)],
    );
    html! {
        <li class="standard">
            <div>
                <b>{ card.title(lang) }</b>
                <p>{ facts }</p>
            </div>
            <a class="button" href={Route::New(card.id.to_owned()).hash()}>{ word(lang, Word::LibraryStart) }</a>
        </li>
    }
}

fn removing(model: &Model, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let heads = model.heads.as_ref().and_then(|heads| heads.as_ref().ok());
    let head = model.removing.as_ref().and_then(|id| heads?.iter().find(|head| head.id == *id));
    let Some(head) = head else { return html! {} };
    let title = fill(lang, Word::RemoveTitle, &[("unit", &head.unit), ("title", head.title.get(lang))]);
    let text = if head.has_unexported() { Word::RemoveTextUnexported } else { Word::RemoveText };
    let body = html! {<>
        <p>{ word(lang, text) }</p>
        <p class="row">
            <button type="button" onclick={send.reform(|_: MouseEvent| Msg::RemoveAnswered(false))}>{ word(lang, Word::RemoveNo) }</button>
            <button type="button" class="button--quiet" onclick={send.reform(|_: MouseEvent| Msg::RemoveAnswered(true))}>{ word(lang, Word::RemoveYes) }</button>
        </p>
    </>};
    alert(Tone::Error, &title, body)
}
