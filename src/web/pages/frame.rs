//! What every screen shares: the bar on top, the notice, the main part.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{home, opening, print, rollup};
use crate::app::{Model, Msg, Notice, Route, Word, fill as say, word, wording};
use crate::domain::Lang;
use crate::web::components::{Tone, alert};

/// The filling page around the open sheet.
pub fn filling(model: &Model, send: &Callback<Msg>, sheet: Html) -> Html {
    let lang = model.lang;
    let body = match (&model.route, &model.filling) {
        (Route::Home, _) => home::view(model, send),
        (Route::Rollup, _) => opening::view(lang, &model.opening),
        (Route::New(_) | Route::Fill(_), Some(_)) => sheet,
        (Route::Print(_), Some(filling)) => print::view(lang, filling, send),
        (Route::New(_) | Route::Fill(_) | Route::Print(_), None) => opening::view(lang, &model.opening),
    };
    frame(model, send, body)
}

/// The committee's page.
pub fn committee(model: &Model, send: &Callback<Msg>) -> Html {
    frame(model, send, rollup::view(model, send))
}

fn frame(model: &Model, send: &Callback<Msg>, body: Html) -> Html {
    let lang = model.lang;
    html! {<>
        <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| { event.prevent_default(); crate::web::focus_main(); })}>
            { word(lang, Word::SkipToMain) }
        </a>
        <header class="site">
            <a class="site__brand" href={Route::Home.hash()}>{ word(lang, Word::BrandName) }</a>
            <nav aria-label={word(lang, Word::NavLabel)}>
                { tab(lang, Word::NavHome, &Route::Home, model.route == Route::Home) }
                { tab(lang, Word::NavRollup, &Route::Rollup, model.route == Route::Rollup) }
            </nav>
            { languages(lang, send) }
        </header>
        <main id="main" tabindex="-1">
            { notice(model, send) }
            { body }
        </main>
    </>}
}

fn tab(lang: Lang, label: Word, route: &Route, here: bool) -> Html {
    html! { <a href={route.hash()} aria-current={here.then_some("page")}>{ word(lang, label) }</a> }
}

fn languages(lang: Lang, send: &Callback<Msg>) -> Html {
    let chosen = send.reform(|event: Event| {
        let tag = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::LangChosen(Lang::from_tag(&tag).unwrap_or_default())
    });
    html! {
        <label class="site__lang">
            <span class="hidden">{ word(lang, Word::LangLabel) }</span>
            <select onchange={chosen}>
                { for Lang::ALL.into_iter().map(|one| html! {
                    <option value={one.tag()} selected={one == lang} lang={one.tag()}>{ one.name() }</option>
                }) }
            </select>
        </label>
    }
}

fn notice(model: &Model, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let Some(notice) = &model.notice else { return html! {} };
    let (tone, title, text) = match notice {
        Notice::Exported { name, check_code, missing: 0 } => (
            Tone::Success,
            word(lang, Word::ExportedTitle).to_owned(),
            say(lang, Word::ExportedText, &[("name", name), ("code", check_code)]),
        ),
        Notice::Exported { name, check_code, missing } => (
            Tone::Note,
            say(lang, Word::ExportedDraftTitle, &[("count", &missing.to_string())]),
            say(lang, Word::ExportedText, &[("name", name), ("code", check_code)]),
        ),
        Notice::Unreadable { name, error } => {
            (Tone::Error, say(lang, Word::UnreadableTitle, &[("name", name)]), wording::read_trouble(lang, error))
        }
        Notice::AlreadyHere { name } => (
            Tone::Note,
            say(lang, Word::AlreadyHereTitle, &[("name", name)]),
            word(lang, Word::AlreadyHereText).to_owned(),
        ),
        Notice::NoWords(wanted) => (
            Tone::Error,
            say(lang, Word::LangMissing, &[("lang", wanted.tag())]),
            word(lang, Word::LangMissingText).to_owned(),
        ),
        Notice::Store(error) => {
            (Tone::Error, word(lang, Word::StoreTitle).to_owned(), wording::store_trouble(lang, error))
        }
    };
    let flaws = match notice {
        Notice::Unreadable { error, .. } => opening::flaws(lang, error),
        _ => html! {},
    };
    let body = html! {<>
        <p><bdi>{ text }</bdi></p>
        { flaws }
        <button type="button" onclick={send.reform(|_: MouseEvent| Msg::NoticeClosed)}>{ word(lang, Word::Close) }</button>
    </>};
    alert(tone, &title, body)
}
