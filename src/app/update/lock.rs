//! The machine, locked with the unit's key and unlocked again.

use super::keys::{key_file, opened};
use super::{open, save};
use crate::app::committee::Committee;
use crate::app::effect::{Effect, Stamp};
use crate::app::keys::{KeyTrouble, Remembered, Step};
use crate::app::model::{Model, Notice};
use crate::app::msg::{LockMsg, Msg};
use crate::app::save::SaveState;
use crate::app::store::StoreError;
use crate::format::Key;

pub(super) fn update(stamp: &Stamp, model: &mut Model, msg: LockMsg) -> Vec<Effect> {
    match msg {
        LockMsg::Asked => {
            if model.keys.open.is_none() || model.keys.step == Step::Closing {
                return vec![];
            }
            if model.committee.countable() > 0 || model.committee.unseen.left() > 0 {
                model.notice = Some(Notice::NotCounted);
                return vec![Effect::ToTop];
            }
            model.keys.step = Step::Locking;
            save::begin(stamp, model)
        }
        LockMsg::Failed(error) => {
            model.keys.step = Step::Resting;
            model.notice = Some(Notice::NotLocked(error));
            vec![]
        }
        LockMsg::Unlocked(Ok(()), key) => {
            (model.keys.key, model.committee) = (model.locked.take(), Committee::default());
            let text = model.keys.key.as_ref().map(|key| key.text.clone());
            let mut effects = opened(model, key);
            effects.push(Effect::Remember(Remembered::Key, text));
            let route = model.route.clone();
            effects.extend(super::desk(stamp, model, Msg::RouteChanged(route)));
            effects
        }
        LockMsg::Unlocked(Err(StoreError::Unreadable(_)), _) => {
            model.keys.step = Step::Failed(KeyTrouble::Damaged);
            vec![]
        }
        LockMsg::Unlocked(Err(error), _) => {
            model.keys.step = Step::Resting;
            model.notice = Some(Notice::Store(error));
            vec![]
        }
        // The one is of no use without the other.
        LockMsg::FileAsked => {
            let key = model.locked.as_ref().map(|key| key_file(model.lang, key));
            [Effect::HandOutLocked].into_iter().chain(key).collect()
        }
    }
}

/// Locks the machine when that was asked for and everything is saved. What cannot be saved has to be exported first.
pub(super) fn when_saved(model: &mut Model) -> Option<Effect> {
    if model.keys.step != Step::Locking {
        return None;
    }
    let sheets = model.filling.iter().chain(&model.leaving);
    let failed =
        sheets.filter(|sheet| sheet.saver.state() == SaveState::Failed).find_map(|sheet| sheet.saver.trouble());
    if let Some(error) = failed.or(model.committee.unstored.as_ref()).cloned() {
        model.keys.step = Step::Resting;
        model.notice = Some(Notice::NotLocked(error));
        return None;
    }
    if !model.leaving.is_empty() || !matches!(model.save_state(), None | Some(SaveState::Saved)) {
        return None;
    }
    model.keys.step = Step::Closing;
    model.keys.key.clone().map(|key| Effect::Lock(Box::new(key)))
}

/// The store says that it is locked: only its key opens it.
pub(super) fn found(model: &mut Model, key: &str) -> Vec<Effect> {
    match Key::read(key.as_bytes()) {
        Ok(key) => {
            model.leave();
            // It may have been locked a moment before the machine went off.
            let rest = Effect::LockRest(Box::new(key.clone()));
            let first = model.locked.is_none();
            (model.locked, model.heads, model.notice) = (Some(key), Some(Ok(vec![])), None);
            first.then_some(rest).into_iter().collect()
        }
        Err(_) => open::heads(model, Err(StoreError::Unreadable("key".to_owned())), None),
    }
}
