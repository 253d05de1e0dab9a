//! The unit's key: made, opened, put away.

use std::rc::Rc;

use super::save;
use crate::app::effect::{Effect, File, Stamp};
use crate::app::keys::{KeyTrouble, Keys, Passphrase, Remembered, Step};
use crate::app::model::{Model, Notice};
use crate::app::msg::{CommitteeMsg, KeyMsg, Picked};
use crate::app::route::Route;
use crate::app::wording;
use crate::domain::Lang;
use crate::format::{Key, MIN_PASSPHRASE, OpenKey, Sealing, is_recipient};

pub(super) fn update(stamp: &Stamp, model: &mut Model, msg: KeyMsg) -> Vec<Effect> {
    let keys = &mut model.keys;
    match msg {
        KeyMsg::MakeAsked { unit, passphrase, again } => return make(stamp, model, unit.trim(), passphrase, &again),
        KeyMsg::Made(key, open) => {
            let file = key_file(model.lang, &key);
            let remember = Effect::Remember(Remembered::Key, Some(key.text.clone()));
            keys.key = Some(*key);
            return [opened(model, open), vec![remember, file]].concat();
        }
        KeyMsg::FilePicked(files) => return picked(model, files),
        KeyMsg::OpenAsked(passphrase) => return ask(model, passphrase),
        KeyMsg::Opened(Ok(open)) if model.locked.is_some() => return vec![Effect::Unlock(open)],
        KeyMsg::Opened(Ok(open)) => return opened(model, open),
        KeyMsg::Opened(Err(Sealing::OtherKey)) => keys.step = Step::Failed(KeyTrouble::Wrong),
        KeyMsg::Opened(Err(_)) => keys.step = Step::Failed(KeyTrouble::Damaged),
        KeyMsg::Skipped => {
            keys.skipped = true;
            model.notice = None;
            let effects = match model.route {
                Route::Rollup => super::committee::update(model, CommitteeMsg::FileAsked),
                _ => save::export(stamp, model),
            };
            // What is to be encrypted is asked for each time.
            model.keys.skipped = model.keys.to.is_empty();
            return effects;
        }
        KeyMsg::SaveAsked => return keys.key.iter().map(|key| key_file(model.lang, key)).collect(),
        KeyMsg::RemoveAsked => keys.step = Step::Removing,
        KeyMsg::RemoveAnswered(yes) => {
            keys.step = Step::Resting;
            if yes {
                *keys = Keys { to: std::mem::take(&mut keys.to), ..Keys::default() };
                model.committee.close_key();
                let forget = [Remembered::Key, Remembered::Idle].map(|what| Effect::Remember(what, None));
                return forget.into_iter().chain([Effect::Watch(None)]).collect();
            }
        }
        KeyMsg::ToTyped(text) => {
            let text = text.trim().to_owned();
            let fits = text.is_empty() || is_recipient(&text);
            keys.step = if fits { Step::Resting } else { Step::Failed(KeyTrouble::NoRecipient) };
            keys.slip = (!fits).then(|| text.clone());
            if fits {
                keys.to.clone_from(&text);
                return vec![Effect::Remember(Remembered::To, Some(text).filter(|text| !text.is_empty()))];
            }
        }
        KeyMsg::IdleChosen(idle) => {
            keys.idle = idle;
            let text = idle.map(|seconds| seconds.to_string());
            return vec![Effect::Remember(Remembered::Idle, text), Effect::Watch(idle)];
        }
    }
    vec![]
}

fn make(stamp: &Stamp, model: &mut Model, unit: &str, passphrase: Passphrase, again: &Passphrase) -> Vec<Effect> {
    let trouble = if unit.is_empty() {
        Some(KeyTrouble::NoUnit)
    } else if passphrase.0.chars().count() < MIN_PASSPHRASE {
        Some(KeyTrouble::Short)
    } else {
        (passphrase != *again).then_some(KeyTrouble::Differ)
    };
    model.keys.step = trouble.map_or(Step::Working, Step::Failed);
    match trouble {
        None => vec![Effect::MakeKey { id: stamp.uid.clone(), unit: unit.to_owned(), passphrase }],
        Some(_) => vec![],
    }
}

/// A key file was picked to work with here.
fn picked(model: &mut Model, files: Vec<Picked>) -> Vec<Effect> {
    let Some(Picked { name, contents }) = files.into_iter().next() else { return vec![] };
    match contents.and_then(|bytes| Key::read(&bytes)) {
        Ok(key) => {
            let text = key.text.clone();
            (model.keys.key, model.keys.open, model.keys.step) = (Some(key), None, Step::Resting);
            model.committee.close_key();
            vec![Effect::Remember(Remembered::Key, Some(text))]
        }
        Err(error) => {
            model.notice = Some(Notice::Unreadable { name, error });
            vec![]
        }
    }
}

fn ask(model: &mut Model, passphrase: Passphrase) -> Vec<Effect> {
    let Some(key) = model.locked.clone().or_else(|| model.keys.key.clone()) else { return vec![] };
    model.keys.step = Step::Working;
    vec![Effect::OpenKey(Box::new(key), passphrase)]
}

/// What waited for the key can be read now.
pub(super) fn opened(model: &mut Model, open: Rc<OpenKey>) -> Vec<Effect> {
    (model.keys.open, model.keys.step) = (Some(open.clone()), Step::Resting);
    if model.notice == Some(Notice::KeyClosed) {
        model.notice = None;
    }
    let again = model.committee.open_with(open);
    let watch = Effect::Watch(model.keys.idle);
    [watch].into_iter().chain(again.then_some(Effect::StageSoon)).collect()
}

/// The key's file, to be put away where this machine is not.
pub(super) fn key_file(lang: Lang, key: &Key) -> Effect {
    Effect::Download(File {
        name: wording::key_name(lang, key.unit()),
        mime: "application/json",
        text: key.text.clone(),
    })
}
