//! What each message does. One short arm each; the work is in the files beside this one.
//!
//! Filling and the committee's work are two pages: each is downloaded only by those who use it.
//! Going from one to the other loads the page anew, once everything is saved.

mod committee;
mod fill;
mod open;
mod save;

use super::effect::{Effect, Stamp};
use super::model::{Model, Notice};
use super::msg::Msg;
use super::route::Route;
use super::words::{has_words, learn};
use crate::domain::Lang;

/// Changes the model by what happened and says what to ask of the world: the filling page.
pub fn filling(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    model.year = stamp.year;
    let leaves = |model: &Model| model.route == Route::Rollup && model.leaving.is_empty();
    let left = leaves(model);
    let mut effects = match msg {
        Msg::RouteChanged(route) => open::route(stamp, model, route),

        Msg::HeadsLoaded(heads) => open::heads(model, heads),
        Msg::RecordLoaded(id, stored) => open::record(model, &id, stored),
        Msg::TemplateFetched(address, bytes) => open::fetched(stamp, model, address, bytes),
        Msg::FilesOpened(files) => open::files(stamp, model, files),
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
        Msg::VetoAnswered(veto, applies) => fill::veto(stamp, model, veto, applies),
        Msg::UnitTyped(field, text) => fill::unit(stamp, model, field, text),
        Msg::UnitTypeChosen(chosen) => fill::unit_type(stamp, model, chosen),
        Msg::PeriodChosen(period) => fill::period(stamp, model, period),
        Msg::TimeToDraw(sections) => fill::draw(model, sections),
        Msg::MissingToggled => fill::toggle_missing(model),
        Msg::MissingFollowed(missing) => fill::follow(model, &missing),

        Msg::TypingPaused | Msg::SaveRetried => save::begin(stamp, model),
        Msg::Saved(id, revision) => save::saved(stamp, model, &id, revision),
        Msg::SaveFailed(id, error) => save::failed(model, &id, error),
        Msg::ExportAsked => save::export(stamp, model),
        Msg::PrintAsked => vec![Effect::Print],

        other => common(model, other),
    };
    if leaves(model) && !left {
        effects.push(Effect::Reload);
    }
    effects
}

/// The same for the committee's page.
pub fn committee(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    model.year = stamp.year;
    match msg {
        Msg::RouteChanged(route) => {
            model.route = route;
            if model.route != Route::Rollup {
                vec![Effect::Reload]
            } else if model.committee.loaded {
                vec![]
            } else {
                vec![Effect::LoadReceived]
            }
        }
        Msg::Committee(msg) => committee::update(model, msg),
        other => common(model, other),
    }
}

/// What both pages do.
fn common(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
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
        _ => vec![],
    }
}

fn speak(model: &mut Model, lang: Lang) -> Vec<Effect> {
    model.lang = lang;
    vec![Effect::Speak(lang)]
}
