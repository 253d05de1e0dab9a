//! What every screen shares: the bar on top, the notice, the main part.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{carry, home, lock, machine, opening, print, rollup, signs};
use crate::app::{KeyMsg, Model, Msg, Notice, Noticed, Opening, Route, Word, fill as say, word, wording};
use crate::domain::Lang;
use crate::web::components::{Tone, alert};
use crate::web::files;

/// The filling page around the open sheet.
pub fn filling(model: &Model, send: &Callback<Msg>, sheet: Html) -> Html {
    let lend = send.reform(|input: HtmlInputElement| {
        files::lend(&input);
        Msg::FilesPicked
    });
    let body = match (&model.route, &model.opening) {
        (_, Opening::Desk) => opening::view(model.lang, &model.opening),
        (Route::Home, _) => home::view(model, send, lend),
        _ if model.filling.is_some() => sheet,
        (_, opening) => opening::view(model.lang, opening),
    };
    frame(model, send, notice(model, send), body)
}

/// The desk around the open sheet.
pub fn desk(model: &Model, send: &Callback<Msg>, sheet: Html) -> Html {
    let body = match (&model.route, &model.filling) {
        _ if model.keys.step.is_locking() => lock::locking(model),
        _ if model.locked.is_some() => {
            model.locked.as_ref().map(|key| lock::view(model, key, send)).unwrap_or_default()
        }
        (Route::Home, _) => home::view(model, send, files::take(send.reform(Msg::FilesOpened))),
        (Route::Rollup, _) => rollup::view(model, send),
        (Route::Machine, _) => machine::view(model, send),
        (Route::Print(_), Some(filling)) => print::view(model.lang, filling, send),
        (_, Some(filling)) => {
            let offered = model.carrying.iter().find(|carrying| carrying.is_for(&filling.sheet));
            html! {<>{ for offered.map(|carrying| carry::view(model.lang, carrying, send)) }{ sheet }</>}
        }
        (_, None) => opening::full_view(model.lang, &model.opening, send),
    };
    let notice = match &model.notice {
        Some(Notice::Unreadable { name, error }) => {
            let title = say(model.lang, Word::UnreadableTitle, &[("name", name)]);
            let text = wording::read_trouble(model.lang, error);
            told(model.lang, send, Tone::Error, &title, &text, opening::flaws(model.lang, error))
        }
        Some(Notice::Noticed(noticed)) => {
            let sentences: Vec<String> = noticed.iter().map(|one| wording::noticed(model.lang, one)).collect();
            let (tone, title) = match noticed[..] {
                [Noticed::Recovered] => (Tone::Success, Word::RecoveredTitle),
                _ => (Tone::Error, Word::StoreTitle),
            };
            told(model.lang, send, tone, word(model.lang, title), &sentences.concat(), html! {})
        }
        Some(Notice::KeyClosed) => closed(model, send),
        Some(Notice::NotLocked(error)) => {
            let text = wording::store_trouble(model.lang, error);
            told(model.lang, send, Tone::Error, word(model.lang, Word::LockFailed), &text, html! {})
        }
        Some(Notice::NotCounted) => {
            let [title, text] = [Word::LockFailed, Word::LockWaiting].map(|one| word(model.lang, one));
            told(model.lang, send, Tone::Error, title, text, html! {})
        }
        Some(Notice::Carried { count, check }) => {
            let mut text = say(model.lang, Word::CarryDone, &[("count", &count.to_string())]);
            if !check.is_empty() {
                let items = check.join(word(model.lang, Word::ListComma));
                text.push_str(&say(model.lang, Word::CarryCheck, &[("items", &items)]));
            }
            told(model.lang, send, Tone::Success, word(model.lang, Word::CarryDoneTitle), &text, html! {})
        }
        Some(Notice::Converted { name }) => {
            let (title, text) = wording::converted(model.lang, name);
            told(model.lang, send, Tone::Note, &title, text, html! {})
        }
        _ => notice(model, send),
    };
    let mut page = frame(model, send, notice, body);
    signs::tell(&mut page);
    page
}

/// A file was to be handed up: with the key it is signed, without it somebody has to want that.
fn closed(model: &Model, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let encrypts = !model.keys.to.is_empty();
    let skip = send.reform(|_: MouseEvent| Msg::Key(KeyMsg::Skipped));
    let more = html! {
        <p class="row">
            <a class="button" href={Route::Machine.hash()}>{ word(lang, Word::KeyGo) }</a>
            <button type="button" class="button--quiet" data-do="skip-key" onclick={skip}>{ word(lang, if encrypts { Word::KeySkipPlain } else { Word::KeySkip }) }</button>
        </p>
    };
    told(lang, send, Tone::Note, word(lang, Word::KeyClosedTitle), word(lang, Word::KeyClosedText), more)
}

fn frame(model: &Model, send: &Callback<Msg>, notice: Html, body: Html) -> Html {
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
                { tab(lang, Word::NavMachine, &Route::Machine, model.route == Route::Machine) }
            </nav>
            { languages(lang, send) }
        </header>
        <main id="main" tabindex="-1">
            { notice }
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
        // Only the desk converts, and has keys.
        Notice::Converted { .. }
        | Notice::KeyClosed
        | Notice::NotLocked(_)
        | Notice::NotCounted
        | Notice::Carried { .. } => {
            return html! {};
        }
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
        // The desk tells which of many ways.
        Notice::Unreadable { name, .. } => (
            Tone::Error,
            say(lang, Word::UnreadableTitle, &[("name", name)]),
            word(lang, Word::LinkedUnreadable).to_owned(),
        ),
        Notice::NoDesk => {
            (Tone::Error, word(lang, Word::DeskMissing).to_owned(), word(lang, Word::DeskMissingText).to_owned())
        }
        Notice::Misfit { name, misfit } => {
            (Tone::Error, say(lang, Word::UnreadableTitle, &[("name", name)]), wording::misfit(lang, misfit))
        }
        Notice::WouldReplace { name } => (
            Tone::Note,
            say(lang, Word::WouldReplaceTitle, &[("name", name)]),
            word(lang, Word::WouldReplaceText).to_owned(),
        ),
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
        // Only the desk brings something back.
        Notice::Noticed(_) => return html! {},
        Notice::Missing(count) => (
            Tone::Error,
            word(lang, Word::StoreTitle).to_owned(),
            say(lang, Word::StoreMissing, &[("count", &count.to_string())]),
        ),
        Notice::MissingFiles(count) => (
            Tone::Error,
            word(lang, Word::StoreTitle).to_owned(),
            say(lang, Word::StoreMissingFiles, &[("count", &count.to_string())]),
        ),
        Notice::Unmarked(count) => (
            Tone::Note,
            word(lang, Word::StoreUnmarkedTitle).to_owned(),
            say(lang, Word::StoreUnmarked, &[("count", &count.to_string())]),
        ),
        Notice::Vanished => {
            (Tone::Error, word(lang, Word::StoreTitle).to_owned(), word(lang, Word::StoreVanished).to_owned())
        }
        Notice::Store(error) => {
            (Tone::Error, word(lang, Word::StoreTitle).to_owned(), wording::store_trouble(lang, error))
        }
    };
    told(lang, send, tone, &title, &text, html! {})
}

fn told(lang: Lang, send: &Callback<Msg>, tone: Tone, title: &str, text: &str, more: Html) -> Html {
    let body = html! {<>
        <p><bdi>{ text }</bdi></p>
        { more }
        <button type="button" onclick={send.reform(|_: MouseEvent| Msg::NoticeClosed)}>{ word(lang, Word::Close) }</button>
    </>};
    alert(tone, title, body)
}
