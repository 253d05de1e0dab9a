//! What each message does. One short arm each; the work is in the files beside this one.

mod committee;
mod fill;
mod open;
mod save;

use super::effect::{Effect, Stamp};
use super::model::{Model, Notice};
use super::msg::Msg;
use super::words::{has_words, learn};
use crate::domain::Lang;

/// Changes the model by what happened and says what to ask of the world.
pub fn update(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
    model.year = stamp.year;
    match msg {
        Msg::RouteChanged(route) => open::route(stamp, model, route),
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
            asked.map(Effect::Remove).into_iter().collect()
        }
        Msg::Removed(result) => open::removed(model, result),

        Msg::Filled(item, input) => fill::filled(stamp, model, &item, input),
        Msg::FieldChanged(item, role, value, checked) => fill::field(stamp, model, &item, &role, &value, checked),
        Msg::VetoAnswered(veto, applies) => fill::veto(stamp, model, veto, applies),
        Msg::UnitTyped(field, text) => fill::unit(model, field, text),
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

        Msg::Committee(msg) => committee::update(model, msg),
    }
}

fn speak(model: &mut Model, lang: Lang) -> Vec<Effect> {
    model.lang = lang;
    vec![Effect::Speak(lang)]
}
