//! The unit's key, on the page of this machine.

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{KeyMsg, KeyTrouble, Keys, LockMsg, Model, Msg, Passphrase, Step, Word, fill, word};
use crate::domain::Lang;
use crate::format::Key;
use crate::web::components::{Tone, alert, file_button};
use crate::web::files;

/// After so many minutes a machine may lock itself.
const IDLE: [u32; 3] = [5, 10, 30];

pub(super) fn view(model: &Model, send: &Callback<Msg>) -> Html {
    let (lang, keys) = (model.lang, &model.keys);
    html! {<>
        <section aria-labelledby="key-title" id="key">
            <h2 id="key-title">{ word(lang, Word::KeyTitle) }</h2>
            { match &keys.key {
                None => none(lang, keys, send),
                Some(key) => one(lang, keys, key, send),
            } }
        </section>
        if keys.open.is_some() {
            { lock(lang, keys, send) }
        }
    </>}
}

fn none(lang: Lang, keys: &Keys, send: &Callback<Msg>) -> Html {
    let make = send.reform(|event: SubmitEvent| {
        let form = submitted(&event);
        let [unit, passphrase, again] = ["unit", "passphrase", "again"].map(|name| value(&form, name));
        Msg::Key(KeyMsg::MakeAsked { unit, passphrase: Passphrase(passphrase), again: Passphrase(again) })
    });
    let picked = files::take(send.reform(|files| Msg::Key(KeyMsg::FilePicked(files))));
    html! {<>
        <p>{ word(lang, Word::KeyText) }</p>
        <details open={keys.step != Step::Resting}>
            <summary>{ word(lang, Word::KeyMakeTitle) }</summary>
            <form class="key" data-do="make-key" onsubmit={make}>
                { field(lang, "key-unit", "unit", Word::KeyUnit, "text", "organization") }
                { field(lang, "key-passphrase", "passphrase", Word::KeyNewPassphrase, "password", "new-password") }
                { field(lang, "key-again", "again", Word::KeyAgain, "password", "new-password") }
                <p>{ word(lang, Word::KeyForgotten) }</p>
                { state(lang, keys.step) }
                <p class="row"><button class="button--primary" disabled={keys.step == Step::Working}>{ word(lang, Word::KeyMake) }</button></p>
            </form>
        </details>
        <p>{ word(lang, Word::KeyHave) }</p>
        <div class="row">{ file_button("key-file", word(lang, Word::KeyPick), false, picked) }</div>
    </>}
}

fn one(lang: Lang, keys: &Keys, key: &Key, send: &Callback<Msg>) -> Html {
    let tell = |msg: KeyMsg| send.reform(move |_: MouseEvent| Msg::Key(msg.clone()));
    html! {<>
        <p>{ fill(lang, Word::KeyHere, &[("unit", key.unit()), ("code", &key.code())]) }</p>
        if keys.open.is_some() {
            <p id="key-open">{ word(lang, Word::KeyOpened) }</p>
            { codes(lang, keys, key, send) }
        } else {
            <p>{ word(lang, Word::KeyClosed) }</p>
            { passphrase(lang, keys.step, Word::KeyOpen, send) }
        }
        if keys.step == Step::Removing {
            { removing(lang, &tell) }
        } else {
            <p class="row">
                <button type="button" data-do="save-key" onclick={tell(KeyMsg::SaveAsked)}>{ word(lang, Word::KeySave) }</button>
                <button type="button" class="button--quiet" data-do="remove-key" onclick={tell(KeyMsg::RemoveAsked)}>{ word(lang, Word::KeyRemove) }</button>
            </p>
        }
    </>}
}

/// The field of the passphrase, and what it does.
pub(super) fn passphrase(lang: Lang, step: Step, does: Word, send: &Callback<Msg>) -> Html {
    let open = send.reform(|event: SubmitEvent| {
        let passphrase = value(&submitted(&event), "passphrase");
        Msg::Key(KeyMsg::OpenAsked(Passphrase(passphrase)))
    });
    html! {
        <form class="key" data-do="open-key" onsubmit={open}>
            { field(lang, "key-passphrase", "passphrase", Word::KeyPassphrase, "password", "current-password") }
            { state(lang, step) }
            <p class="row"><button class="button--primary" disabled={step == Step::Working}>{ word(lang, does) }</button></p>
        </form>
    }
}

/// What others encrypt for this unit to, and whom it encrypts for.
fn codes(lang: Lang, keys: &Keys, key: &Key, send: &Callback<Msg>) -> Html {
    // The whole line is copied, or it is of no use.
    let select = Callback::from(|event: MouseEvent| event.target_unchecked_into::<HtmlInputElement>().select());
    let typed = send
        .reform(|event: Event| Msg::Key(KeyMsg::ToTyped(event.target_unchecked_into::<HtmlInputElement>().value())));
    html! {<>
        <p class="field">
            <label for="key-receives">{ word(lang, Word::KeyReceives) }</label>
            <input id="key-receives" type="text" readonly=true onclick={select} value={key.receives().to_owned()} aria-describedby="key-receives-hint" />
            <span class="field__hint" id="key-receives-hint">{ word(lang, Word::KeyReceivesHint) }</span>
        </p>
        <p class="field">
            <label for="key-to">{ word(lang, Word::KeyTo) }</label>
            <input id="key-to" type="text" autocomplete="off" spellcheck="false" value={keys.slip.clone().unwrap_or_else(|| keys.to.clone())} onchange={typed} aria-describedby="key-to-hint" />
            <span class="field__hint" id="key-to-hint">{ word(lang, Word::KeyToHint) }</span>
        </p>
        { state(lang, keys.step) }
    </>}
}

fn lock(lang: Lang, keys: &Keys, send: &Callback<Msg>) -> Html {
    let chosen = send.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Key(KeyMsg::IdleChosen(value.parse().ok()))
    });
    html! {<section aria-labelledby="lock-title">
        <h2 id="lock-title">{ word(lang, Word::LockTitle) }</h2>
        <p>{ word(lang, Word::LockText) }</p>
        <p class="field">
            <label for="lock-idle">{ word(lang, Word::LockIdle) }</label>
            <select id="lock-idle" onchange={chosen}>
                <option value="" selected={keys.idle.is_none()}>{ word(lang, Word::LockIdleNever) }</option>
                { for IDLE.into_iter().map(|minutes| html! {
                    <option value={(minutes * 60).to_string()} selected={keys.idle == Some(minutes * 60)}>{ fill(lang, Word::LockIdleMinutes, &[("count", &minutes.to_string())]) }</option>
                }) }
            </select>
        </p>
        <p class="row">
            <button type="button" data-do="lock" onclick={send.reform(|_: MouseEvent| Msg::Lock(LockMsg::Asked))}>{ word(lang, Word::LockNow) }</button>
        </p>
    </section>}
}

fn removing(lang: Lang, tell: &dyn Fn(KeyMsg) -> Callback<MouseEvent>) -> Html {
    let body = html! {<>
        <p>{ word(lang, Word::KeyRemoveText) }</p>
        <p class="row">
            <button type="button" class="button--primary" data-do="save-key" onclick={tell(KeyMsg::SaveAsked)}>{ word(lang, Word::KeySave) }</button>
            <button type="button" onclick={tell(KeyMsg::RemoveAnswered(false))}>{ word(lang, Word::KeyRemoveNo) }</button>
            <button type="button" class="button--quiet" data-do="remove-key-yes" onclick={tell(KeyMsg::RemoveAnswered(true))}>{ word(lang, Word::KeyRemove) }</button>
        </p>
    </>};
    alert(Tone::Error, word(lang, Word::KeyRemoveAsk), body)
}

/// What is going on, or why it does not.
fn state(lang: Lang, step: Step) -> Html {
    let trouble = match step {
        Step::Working => return html! { <p class="working" role="status">{ word(lang, Word::KeyWorking) }</p> },
        Step::Failed(trouble) => trouble,
        Step::Resting | Step::Removing | Step::Locking | Step::Closing => return html! {},
    };
    let said = match trouble {
        KeyTrouble::NoUnit => Word::KeyNoUnit,
        KeyTrouble::Short => Word::KeyShort,
        KeyTrouble::Differ => Word::KeyDiffer,
        KeyTrouble::Wrong => Word::KeyWrong,
        KeyTrouble::Damaged => Word::KeyDamaged,
        KeyTrouble::NoRecipient => Word::KeyNoRecipient,
    };
    html! { <p class="key__trouble" role="alert">{ word(lang, said) }</p> }
}

fn field(
    lang: Lang,
    id: &'static str,
    name: &'static str,
    label: Word,
    kind: &'static str,
    autocomplete: &'static str,
) -> Html {
    html! {
        <p class="field">
            <label for={id}>{ word(lang, label) }</label>
            <input {id} {name} type={kind} {autocomplete} spellcheck="false" />
        </p>
    }
}

/// The form is read here and goes nowhere.
fn submitted(event: &SubmitEvent) -> HtmlFormElement {
    event.prevent_default();
    event.target_unchecked_into()
}

fn value(form: &HtmlFormElement, name: &str) -> String {
    let field = form.query_selector(&["[name=", name, "]"].concat()).ok().flatten();
    field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}
