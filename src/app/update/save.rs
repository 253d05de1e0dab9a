//! Saving and exporting.

use crate::app::effect::{Effect, File, Stamp};
use crate::app::home::Head;
use crate::app::model::{Model, Notice};
use crate::app::route::Route;
use crate::app::store::StoreError;
use crate::app::wording;
use crate::domain::{Revision, SubmissionId};
use crate::format::write_submission;

/// Starts a save unless one is under way.
pub(super) fn begin(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    let Some(filling) = &mut model.filling else { return vec![] };
    let job = filling.saver.begin(&filling.sheet, stamp.now, filling.exported);
    job.map(|job| Effect::Save(Box::new(job))).into_iter().collect()
}

pub(super) fn saved(stamp: &Stamp, model: &mut Model, id: &SubmissionId, revision: Revision) -> Vec<Effect> {
    let open = model.filling.as_mut().filter(|filling| filling.sheet.id() == id);
    let Some(filling) = open else { return vec![Effect::LoadHeads] };
    let first = filling.saver.stored().is_none();
    let snapshot_due = filling.saver.saved(revision);
    filling.saved_at = Some(stamp.now);
    let mut effects = Vec::new();
    if first && matches!(model.route, Route::New(_)) {
        // From now on a reload comes back to this record instead of starting another.
        model.route = Route::Fill(id.clone());
        effects.push(Effect::ReplaceRoute(model.route.clone()));
    }
    let up_to_date = filling.sheet.revision() == revision;
    if snapshot_due && up_to_date {
        effects.push(Effect::Snapshot(id.clone(), revision, write_submission(&filling.sheet).text));
    }
    effects.extend(begin(stamp, model));
    effects
}

pub(super) fn failed(model: &mut Model, id: &SubmissionId, error: StoreError) -> Vec<Effect> {
    match model.filling.as_mut().filter(|filling| filling.sheet.id() == id) {
        Some(filling) => filling.saver.failed(error),
        None => model.notice = Some(Notice::Store(error)),
    }
    vec![]
}

/// Hands the file up, complete or not: a draft is a backup too.
pub(super) fn export(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    let mut effects = begin(stamp, model);
    let Some(filling) = &mut model.filling else { return vec![] };
    let sheet = &filling.sheet;
    let written = write_submission(sheet);
    let name = wording::submission_name(lang, sheet, &written.check_code);
    model.notice =
        Some(Notice::Exported { name: name.clone(), check_code: written.check_code, missing: sheet.totals().missing });
    filling.exported = Some((stamp.now, sheet.revision()));
    if filling.saver.stored().is_some() {
        effects.push(Effect::NoteHead(Box::new(Head::of(sheet, stamp.now, filling.exported))));
    }
    effects.push(Effect::Download(File { name, mime: "application/json", text: written.text }));
    effects
}
