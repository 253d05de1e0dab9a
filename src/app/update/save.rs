//! Saving and exporting.

use crate::app::effect::{Effect, File, Kept, Stamp};
use crate::app::filling::Filling;
use crate::app::home::Head;
use crate::app::model::{Model, Notice};
use crate::app::route::Route;
use crate::app::store::{Beside, StoreError};
use crate::app::wording;
use crate::domain::{Revision, SubmissionId};
use crate::format::write_submission;

/// Starts a save of the open sheet unless one is under way.
pub(super) fn begin(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    model.filling.as_mut().and_then(|filling| next(stamp, filling)).into_iter().collect()
}

fn keep(filling: &Filling, what: Kept) -> Effect {
    Effect::Keep(filling.sheet.id().clone(), what)
}

/// What is not on disk goes beside it, right after the turn that made it.
pub(super) fn tail(filling: &Filling) -> Vec<Effect> {
    if filling.saver.stored().is_none() {
        return vec![];
    }
    vec![keep(filling, Kept::Tail(filling.saver.tail(&filling.sheet)))]
}

fn next(stamp: &Stamp, filling: &mut Filling) -> Option<Effect> {
    let job = filling.saver.begin(&filling.sheet, stamp.now, filling.exported);
    job.map(|job| Effect::Save(Box::new(job)))
}

pub(super) fn saved(stamp: &Stamp, model: &mut Model, id: &SubmissionId, revision: Revision) -> Vec<Effect> {
    let open = is_open(model, id);
    if model.notice == Some(Notice::Store(StoreError::Silent)) {
        model.notice = None;
    }
    let Some(filling) = model.sheet_of(id) else { return vec![Effect::LoadHeads] };
    let first = filling.saver.stored().is_none();
    let snapshot_due = filling.saver.saved(revision);
    let mut effects = tail(filling);
    let mark = Head { revision, ..Head::of(&filling.sheet, stamp.now, filling.exported) };
    effects.push(Effect::mark(mark));
    if std::mem::take(&mut filling.unsettled) {
        effects.push(keep(filling, Kept::Settled));
    }
    let left = !(open && filling.holder.is_here()) && filling.saver.is_idle();
    if snapshot_due || left {
        let file = write_submission(&filling.sheet).text;
        effects.push(keep(filling, Kept::Mirror(revision, file.clone())));
        filling.unmirrored = false;
        if snapshot_due {
            effects.push(Effect::Snapshot(id.clone(), revision, file));
        }
    } else if !std::mem::replace(&mut filling.unmirrored, true) {
        effects.push(Effect::MirrorSoon);
    }
    effects.extend(next(stamp, filling));
    if first {
        effects.push(Effect::Persist);
    }
    if open && first && matches!(model.route, Route::New(_)) {
        // From now on a reload comes back to this record instead of starting another.
        model.route = Route::Fill(id.clone());
        effects.push(Effect::ReplaceRoute(model.route.clone()));
    }
    model.leaving.retain(|left| !left.saver.is_idle());
    if !open {
        effects.push(Effect::LoadHeads);
    }
    effects
}

/// What stood beside the store is lost: it is put there again.
pub(super) fn mark_again(model: &mut Model, beside: &Beside, head: &Head) -> Vec<Effect> {
    let Some(filling) = model.filling.as_mut().filter(|_| beside.known.is_none()) else { return vec![] };
    filling.unmirrored = true;
    vec![Effect::MirrorSoon, Effect::mark(head.clone())]
}

/// What is on disk goes beside the store as a file, before the sheet is left or after a moment of work.
pub(super) fn mirror(model: &mut Model) -> Vec<Effect> {
    let due = |filling: &&mut Filling| filling.unmirrored && filling.holder.is_here();
    let Some(filling) = model.filling.as_mut().filter(due) else { return vec![] };
    // A copy of what is not on disk would pass for what the store has lost.
    if !filling.saver.is_idle() {
        return vec![Effect::MirrorSoon];
    }
    filling.unmirrored = false;
    vec![keep(filling, Kept::Mirror(filling.sheet.revision(), write_submission(&filling.sheet).text))]
}

fn is_open(model: &Model, id: &SubmissionId) -> bool {
    model.filling.as_ref().is_some_and(|filling| filling.sheet.id() == id)
}

/// A save is not answered.
pub(super) fn silent(model: &mut Model, id: &SubmissionId) -> Vec<Effect> {
    let open = is_open(model, id);
    if let Some(filling) = model.sheet_of(id) {
        filling.saver.silent();
        if !open {
            model.notice = Some(Notice::Store(StoreError::Silent));
        }
    }
    vec![]
}

/// A sheet that was left keeps its changes and can be opened again.
pub(super) fn failed(stamp: &Stamp, model: &mut Model, id: &SubmissionId, error: StoreError) -> Vec<Effect> {
    let open = is_open(model, id);
    let Some(filling) = model.sheet_of(id) else {
        // A version of another window that could not be stored stays in its tail. One that was removed meanwhile has
        // nothing left to save.
        let Some(filling) = model.filling.as_mut().filter(|filling| filling.unsettled) else { return vec![] };
        filling.unsettled = false;
        model.notice = Some(Notice::Store(error));
        return vec![Effect::Remove(id.clone())];
    };
    // Nothing is there where there was something.
    if error == (StoreError::Conflict { found: 0 }) {
        filling.saver.vanished();
        let again = next(stamp, filling);
        model.notice = Some(Notice::Vanished);
        return again.into_iter().collect();
    }
    filling.saver.failed(error.clone());
    if !open {
        model.notice = Some(Notice::Store(error));
    }
    vec![]
}

/// Hands the file up, complete or not: a draft is a backup too.
pub(super) fn export(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    let Some(filling) = &mut model.filling else { return vec![] };
    filling.exported = Some((stamp.now, filling.sheet.revision()));
    let mut effects: Vec<Effect> = next(stamp, filling).into_iter().collect();
    let (filling, sheet) = (&*filling, &filling.sheet);
    let written = write_submission(sheet);
    let name = model.keys.named(wording::submission_name(lang, sheet, &written.check_code));
    model.notice =
        Some(Notice::Exported { name: name.clone(), check_code: written.check_code, missing: sheet.totals().missing });
    if filling.saver.is_kept() && filling.holder.is_here() {
        effects.push(keep(filling, Kept::Mirror(sheet.revision(), written.text.clone())));
        effects.push(Effect::NoteHead(Box::new(Head::of(sheet, stamp.now, filling.exported))));
    }
    effects.push(model.keys.hand_up(File { name, mime: "application/json", text: written.text }));
    effects
}
