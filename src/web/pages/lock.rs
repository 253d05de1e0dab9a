//! What stands in place of everything while this machine is locked.

use yew::prelude::*;

use super::key;
use crate::app::{LockMsg, MachineMsg, Model, Msg, Word, fill, word};
use crate::format::Key;
use crate::web::components::{Tone, alert};

pub(super) fn view(model: &Model, locked: &Key, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let tell = |msg: Msg| send.reform(move |_: MouseEvent| msg.clone());
    let file = tell(Msg::Lock(LockMsg::FileAsked));
    html! {
        <div class="home" id="locked">
            <h1>{ word(lang, Word::LockLockedTitle) }</h1>
            <p>{ fill(lang, Word::LockLockedText, &[("unit", locked.unit()), ("code", &locked.code())]) }</p>
            { key::passphrase(lang, model.keys.step, Word::LockOpen, send) }
            <details>
                <summary>{ word(lang, Word::LockForgotten) }</summary>
                <div class="key">
                <p>{ word(lang, Word::LockForgottenText) }</p>
                <p class="row">
                    <button type="button" data-do="save-locked" onclick={file}>{ word(lang, Word::LockFile) }</button>
                    <button type="button" class="button--quiet" data-do="clear" onclick={tell(Msg::Machine(MachineMsg::ClearAsked))}>{ word(lang, Word::MachineClear) }</button>
                </p>
                if model.machine.clearing {
                    { alert(Tone::Error, word(lang, Word::LockClearAsk), html! {
                        <p class="row">
                            <button type="button" class="button--primary" onclick={tell(Msg::Machine(MachineMsg::ClearAnswered(false)))}>{ word(lang, Word::MachineClearNo) }</button>
                            <button type="button" class="button--quiet" data-do="clear-yes" onclick={tell(Msg::Machine(MachineMsg::ClearAnswered(true)))}>{ word(lang, Word::MachineClearYesOpen) }</button>
                        </p>
                    }) }
                }
                </div>
            </details>
        </div>
    }
}

/// What stands there while it is being locked: nothing of what was open.
pub(super) fn locking(model: &Model) -> Html {
    html! { <p class="working" role="status">{ word(model.lang, Word::LockLocking) }</p> }
}
