//! Opening: records, templates, files.

use std::sync::Arc;

use crate::app::effect::{Effect, Stamp};
use crate::app::filling::Filling;
use crate::app::home::Head;
use crate::app::model::{Model, Notice, Opening};
use crate::app::msg::{FetchError, Picked};
use crate::app::route::Route;
use crate::app::save::Saver;
use crate::app::store::{Beside, Source, StoreError, Stored, as_left};
use crate::app::unpack::{Loose, loosen};
use crate::app::update::save;
use crate::domain::{Sheet, Submission, SubmissionId, Template, ranked};
use crate::format::{Card, Charset, Kind, ReadError, card, open_submission_by, read_template_by, told};

/// The address changed: what waits is saved, then the place is opened.
pub(super) fn route(stamp: &Stamp, model: &mut Model, route: Route) -> Vec<Effect> {
    let mut effects = save::begin(stamp, model);
    effects.extend(save::mirror(model));
    if model.route != route && matches!(model.notice, Some(Notice::Exported { .. })) {
        model.notice = None;
    }
    model.route = route.clone();
    model.opening = Opening::Nothing;
    match route {
        Route::Home => effects.push(Effect::LoadHeads),
        Route::New(template) => {
            model.leave();
            model.opening = Opening::Loading;
            // Nothing of the store is read before the first save.
            effects.extend([Effect::FindLocked, Effect::FetchTemplate(address(&template))]);
        }
        Route::Fill(id) | Route::Print(id) => {
            // What another window fills may be newer by now.
            if model.filling.as_ref().is_none_or(|filling| *filling.sheet.id() != id || !filling.holder.is_here()) {
                model.leave();
                // One that was left a moment ago may know more than the store.
                match model.leaving.iter().position(|left| *left.sheet.id() == id) {
                    Some(n) => model.filling = Some(model.leaving.remove(n)),
                    None => {
                        model.opening = Opening::Loading;
                        effects.push(Effect::LoadRecord(id));
                    }
                }
            }
        }
        Route::Rollup | Route::Machine => for_the_desk(model),
    }
    effects
}

/// Only the desk can go on.
pub(super) fn for_the_desk(model: &mut Model) {
    model.leave();
    model.opening = Opening::Desk;
}

/// A standard of the library is named by its id, any other by its address.
fn address(template: &str) -> String {
    card(template).map_or_else(|| template.to_owned(), Card::address)
}

/// A new record. Nothing is stored before something is put in.
fn start(stamp: &Stamp, model: &mut Model, template: Arc<Template>, file: Vec<u8>) -> Vec<Effect> {
    let submission = Submission::new(SubmissionId::from(stamp.uid.as_str()), template);
    show(model, Filling::fresh(Sheet::open(submission), Saver::beginning(text(file))))
}

/// The text of a file that has been read.
fn text(file: Vec<u8>) -> String {
    String::from_utf8(file).unwrap_or_default()
}

pub(super) fn show(model: &mut Model, filling: Filling) -> Vec<Effect> {
    model.leave();
    model.opening = Opening::Nothing;
    let drawn = filling.is_drawn();
    model.filling = Some(filling);
    if drawn { vec![] } else { vec![Effect::DrawSoon] }
}

/// Records that the store has lost, or changes to them, are in the list too: opening one brings it back.
pub(super) fn heads(model: &mut Model, heads: Result<Vec<Head>, StoreError>, marks: Option<Vec<Head>>) -> Vec<Effect> {
    let mut missing = 0;
    // Where there is no such place, nothing is missed in it.
    let unmarked = marks
        .as_ref()
        .map_or(0, |marks| heads.iter().flatten().filter(|head| marks.iter().all(|mark| mark.id != head.id)).count());
    let marks = marks.unwrap_or_default();
    // A store that will not open is like an empty one, while something stands beside it.
    let heads =
        heads.or_else(|error| if marks.is_empty() || error == StoreError::Blocked { Err(error) } else { Ok(vec![]) });
    model.heads = Some(heads.map(|mut heads| {
        for mark in marks {
            match heads.iter_mut().find(|head| head.id == mark.id) {
                Some(head) if head.revision >= mark.revision => continue,
                Some(head) => *head = mark,
                None => heads.push(mark),
            }
            missing += 1;
        }
        let newer = |one: usize, other: usize| {
            let (one, other) = (&heads[one], &heads[other]);
            other.saved_at.cmp(&one.saved_at).then_with(|| one.id.cmp(&other.id))
        };
        ranked(heads.len(), &newer).into_iter().map(|n| heads[n].clone()).collect()
    }));
    if missing > 0 {
        model.notice = Some(Notice::Missing(missing));
    } else if unmarked > 0 {
        model.notice = Some(Notice::Unmarked(unmarked));
    }
    vec![]
}

/// Whether a record that was read is still asked for.
pub(super) fn is_awaited(model: &Model, id: &SubmissionId) -> bool {
    let wanted = matches!(&model.route, Route::Fill(open) | Route::Print(open) if open == id);
    wanted && model.filling.as_ref().is_none_or(|filling| filling.sheet.id() != id)
}

/// The filling page opens what is as it was left. Everything else is for the desk.
pub(super) fn record(
    model: &mut Model,
    id: &SubmissionId,
    stored: Result<Option<Box<Stored>>, StoreError>,
    beside: &Beside,
) -> Vec<Effect> {
    if !is_awaited(model, id) {
        return vec![];
    }
    match stored {
        Err(error @ StoreError::Unavailable(_)) if beside.mirrored.is_none() => model.opening = Opening::Store(error),
        Err(error @ StoreError::Blocked) => model.opening = Opening::Store(error),
        Ok(None) if beside.is_empty() => model.opening = Opening::NotHere,
        Ok(Some(stored)) => match as_left(model.judge, &stored, beside) {
            Some(sheet) => {
                let saver = Saver::reopened(Some(stored.head.revision), stored.journal.len());
                let mut effects =
                    show(model, Filling { exported: stored.head.exported, ..Filling::fresh(sheet, saver) });
                effects.extend(save::mark_again(model, beside, &stored.head));
                return effects;
            }
            None => for_the_desk(model),
        },
        _ => for_the_desk(model),
    }
    vec![]
}

pub(super) fn fetched(
    stamp: &Stamp,
    model: &mut Model,
    address: String,
    bytes: Result<Vec<u8>, FetchError>,
) -> Vec<Effect> {
    if !matches!(&model.route, Route::New(wanted) if self::address(wanted) == address) {
        return vec![];
    }
    match bytes {
        Err(error) => model.opening = Opening::Fetch(address, error),
        Ok(bytes) => match read_template_by(model.judge, &bytes) {
            Ok(template) => return start(stamp, model, template, bytes),
            Err(error) => model.opening = Opening::Template(error),
        },
    }
    vec![]
}

/// Files picked on the home page. The last one that can be opened is shown.
pub(super) fn files(stamp: &Stamp, model: &mut Model, files: Vec<Picked>) -> Vec<Effect> {
    model.notice = None;
    let mut effects = Vec::new();
    let (gb18030, key) = (model.gb18030, model.keys.open.clone());
    for picked in files {
        for Loose { name, contents, charset, .. } in loosen(picked, gb18030).with(key.clone()) {
            match contents.and_then(|bytes| file(stamp, model, &name, bytes)) {
                Ok(more) => {
                    effects = more;
                    if charset == Charset::Gb18030 && model.notice.is_none() {
                        model.notice = Some(Notice::Converted { name });
                    }
                }
                Err(error) => model.notice = Some(Notice::Unreadable { name, error }),
            }
        }
    }
    effects
}

fn file(stamp: &Stamp, model: &mut Model, name: &str, bytes: Vec<u8>) -> Result<Vec<Effect>, ReadError> {
    match open_submission_by(model.judge, &bytes) {
        Ok(submission) => Ok(adopt(stamp, model, name, submission, bytes)),
        Err(ReadError::OtherKind { found: Kind::Template, .. }) => {
            let template = read_template_by(model.judge, &bytes)?;
            // Stays at the address of no built-in template until the first save gives it its own.
            model.route = Route::New(String::new());
            Ok(start(stamp, model, template, bytes))
        }
        Err(error) => Err(told(error, &bytes)),
    }
}

/// A submission file becomes a record of this machine, unless it is here as new or newer.
fn adopt(stamp: &Stamp, model: &mut Model, name: &str, submission: Submission, file: Vec<u8>) -> Vec<Effect> {
    let sheet = Sheet::open(submission);
    let id = sheet.id().clone();
    let heads = model.heads.as_ref().and_then(|heads| heads.as_ref().ok());
    let here = heads.and_then(|heads| heads.iter().find(|head| head.id == id));
    let base = here.map_or(0, |head| head.revision);
    let name = name.to_owned();
    if base > 0 && base >= sheet.revision() {
        model.notice = Some(Notice::AlreadyHere { name });
        return vec![Effect::Go(Route::Fill(id))];
    }
    if here.is_some_and(Head::has_unexported) {
        // Nobody could tell whether the file has what was put in here since.
        model.notice = Some(Notice::WouldReplace { name });
        return vec![Effect::Go(Route::Fill(id))];
    }
    let exported = Some((stamp.now, sheet.revision()));
    let source = Source { text: text(file), revision: sheet.revision() };
    let saver = Saver::adopting((base > 0).then_some(base), source);
    let mut effects = show(model, Filling { exported, ..Filling::fresh(sheet, saver) });
    model.route = Route::Fill(id.clone());
    effects.extend(save::begin(stamp, model));
    effects.push(Effect::Go(Route::Fill(id)));
    effects
}

pub(super) fn removed(model: &mut Model, result: Result<(), StoreError>) -> Vec<Effect> {
    if let Err(error) = result {
        model.notice = Some(Notice::Store(error));
    }
    vec![Effect::LoadHeads]
}
