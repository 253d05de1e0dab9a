//! What each message does. One short arm each; the work is in the files beside this one.
//!
//! There are two pages: one that fills the standards of the library and nothing else, and the desk, which
//! does everything. The second is downloaded only by those who use it.

mod carry;
mod committee;
mod fill;
mod keys;
mod link;
mod local;
mod lock;
mod machine;
mod open;
mod recover;
mod save;
mod share;

use super::effect::{Effect, Stamp};
use super::machine::Machine;
use super::model::{Model, Notice, Opening};
use super::msg::{CommitteeMsg, Msg};
use super::route::Route;
use super::store::StoreError;
use super::words::{has_words, learn};
use crate::domain::Lang;

/// Changes the model by what happened and says what to ask of the world: the filling page. It calls the desk
/// for everything else, once all that was filled is saved.
pub fn filling(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    if model.handed_over && !matches!(msg, Msg::DeskMissing) {
        return vec![];
    }
    let mut effects = match msg {
        Msg::RouteChanged(route @ Route::Print(_)) => {
            // The desk finds it in the store, even when nothing has been put in.
            if let Some(filling) = &mut model.filling {
                filling.saver.keep();
            }
            let effects = save::begin(stamp, model);
            model.route = route;
            open::for_the_desk(model);
            effects
        }
        Msg::FilesPicked => {
            let effects = save::begin(stamp, model);
            open::for_the_desk(model);
            effects
        }
        Msg::DeskMissing => {
            model.handed_over = false;
            model.opening = Opening::Nothing;
            model.notice = Some(Notice::NoDesk);
            vec![Effect::Go(Route::Home)]
        }
        Msg::HeadsLoaded(Err(StoreError::Locked(_)), _) | Msg::RecordLoaded(_, Err(StoreError::Locked(_)), _) => {
            open::for_the_desk(model);
            vec![]
        }
        Msg::RecordLoaded(id, stored, beside) => {
            share::opened(model, &id, |model| open::record(model, &id, stored, &beside))
        }
        other => both(stamp, model, other),
    };
    // What cannot be read here, the desk may know; it says so if it does not.
    let calls = matches!(model.opening, Opening::Desk | Opening::Template(_));
    if calls && model.leaving.is_empty() {
        model.handed_over = true;
        effects.push(Effect::HandOver);
    }
    effects
}

/// The same for the desk.
pub fn desk(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = at_desk(stamp, model, msg);
    effects.extend(lock::when_saved(model));
    effects
}

fn at_desk(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::HeadsLoaded(Err(StoreError::Locked(key)), _)
        | Msg::RecordLoaded(_, Err(StoreError::Locked(key)), _)
        | Msg::Committee(CommitteeMsg::Loaded(Err(StoreError::Locked(key)), _)) => lock::found(model, &key),
        Msg::RouteChanged(Route::Rollup) => {
            let mut effects = both(stamp, model, Msg::RouteChanged(Route::Rollup));
            if !model.committee.loaded {
                effects.push(Effect::LoadReceived);
            }
            effects
        }
        Msg::RecordLoaded(id, stored, beside) => {
            share::opened(model, &id, |model| recover::record(stamp, model, &id, stored, &beside))
        }
        Msg::RouteChanged(Route::Machine) => {
            let mut effects = both(stamp, model, Msg::RouteChanged(Route::Machine));
            model.machine = Machine::default();
            effects.extend([Effect::LoadHeads, Effect::Measure]);
            if !model.committee.loaded {
                effects.push(Effect::LoadReceived);
            }
            effects
        }
        Msg::HeadsLoaded(heads, marks) => {
            let mut effects = open::heads(model, heads, marks);
            // Now that it is known which records are here.
            effects.extend(carry::look(model));
            effects.push(Effect::OpenLent);
            effects
        }
        Msg::Machine(msg) => {
            let before = (model.notice.clone(), model.machine.done.clone());
            let mut effects = machine::update(stamp, model, msg);
            if before != (model.notice.clone(), model.machine.done.clone()) {
                effects.push(Effect::ToTop);
            }
            effects
        }
        Msg::FilesOpened(files) => {
            let mut effects = open::files(stamp, model, files);
            // Going elsewhere shows that from its beginning anyway.
            let stays = effects.is_empty() && model.notice.is_some();
            effects.extend(stays.then_some(Effect::ToTop));
            effects.extend(carry::look(model));
            effects
        }
        Msg::TemplateFetched(..) => {
            let mut effects = both(stamp, model, msg);
            effects.extend(carry::look(model));
            effects
        }
        Msg::Carry(msg) => carry::update(stamp, model, msg),
        Msg::PrintAsked => vec![Effect::Print],
        Msg::ExportAsked if model.keys.is_closed() => {
            model.notice = Some(Notice::KeyClosed);
            vec![Effect::ToTop]
        }
        Msg::Key(msg) => keys::update(stamp, model, msg),
        Msg::Lock(msg) => lock::update(stamp, model, msg),
        Msg::Committee(msg) => committee::update(model, msg),
        other => both(stamp, model, other),
    }
}

/// What both pages do.
fn both(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    model.year = stamp.year;
    match msg {
        Msg::RouteChanged(route) => open::route(stamp, model, route),

        Msg::HeadsLoaded(heads, marks) => open::heads(model, heads, marks),
        Msg::TemplateFetched(address, bytes) => open::fetched(stamp, model, address, bytes),
        Msg::RemoveAsked(id) => {
            model.removing = Some(id);
            vec![]
        }
        Msg::RemoveAnswered(yes) => {
            let asked = model.removing.take().filter(|_| yes);
            if model.filling.as_ref().is_some_and(|filling| Some(filling.sheet.id()) == asked.as_ref()) {
                model.filling = None;
            }
            model.leaving.retain(|left| Some(left.sheet.id()) != asked.as_ref());
            asked.map(Effect::Remove).into_iter().collect()
        }
        Msg::Removed(result) => open::removed(model, result),

        Msg::Filled(item, input) => fill::filled(stamp, model, &item, input),
        Msg::FieldChanged(item, role, value, checked) => fill::field(stamp, model, &item, &role, &value, checked),
        Msg::LinkPicked(item) => vec![Effect::ReadFile(item)],
        Msg::LinkRead(item, files) => link::taken(stamp, model, &item, files),
        Msg::LocalAdded => local::add(stamp, model),
        Msg::VetoAnswered(veto, applies) => fill::veto(stamp, model, veto, applies),
        Msg::UnitTyped(field, text) => fill::unit(stamp, model, field, text),
        Msg::UnitTypeChosen(chosen) => fill::unit_type(stamp, model, chosen),
        Msg::PeriodChosen(period) => fill::period(stamp, model, period),
        Msg::TimeToDraw(sections) => fill::draw(model, sections),
        Msg::MissingToggled => fill::toggle_missing(model),
        Msg::MissingFollowed(missing) => fill::follow(model, &missing),

        Msg::TypingPaused | Msg::SaveRetried => save::begin(stamp, model),
        Msg::TimeToMirror => save::mirror(model),
        Msg::Saved(id, revision) => {
            let mut effects = save::saved(stamp, model, &id, revision);
            effects.extend(share::stored(model, &id));
            effects
        }
        Msg::SaveSilent(id) => save::silent(model, &id),
        Msg::SaveFailed(id, error) => {
            let mut effects = save::failed(stamp, model, &id, error);
            effects.extend(share::stored(model, &id));
            effects
        }
        Msg::Called(id, call, earlier) => share::called(stamp, model, &id, call, earlier),
        Msg::Waited(id) => share::waited(stamp, model, &id),
        Msg::TakeOverAsked => share::take_over(model),
        Msg::ExportAsked => save::export(stamp, model),

        Msg::LangChosen(lang) if has_words(lang) => speak(model, lang),
        Msg::LangChosen(lang) => vec![Effect::FetchWords(lang)],
        Msg::WordsFetched(lang, file) => match file.ok().map(|file| learn(lang, &file)) {
            Some(Ok(())) => speak(model, lang),
            _ => {
                model.notice = Some(Notice::NoWords(lang));
                vec![]
            }
        },
        Msg::NoticeClosed => {
            model.notice = None;
            vec![]
        }

        Msg::RecordLoaded(..)
        | Msg::FilesPicked
        | Msg::FilesOpened(_)
        | Msg::DeskMissing
        | Msg::PrintAsked
        | Msg::Committee(_)
        | Msg::Carry(_)
        | Msg::Key(_)
        | Msg::Lock(_)
        | Msg::Machine(_) => vec![],
    }
}

fn speak(model: &mut Model, lang: Lang) -> Vec<Effect> {
    model.lang = lang;
    vec![Effect::Speak(lang)]
}
