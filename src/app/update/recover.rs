//! Opening a record that may not be as it was left. Only the desk does this.

use std::sync::Arc;

use super::open::{is_awaited, show};
use super::save;
use crate::app::effect::{Effect, Stamp};
use crate::app::filling::Filling;
use crate::app::home::Head;
use crate::app::model::{Model, Notice, Opening};
use crate::app::save::Saver;
use crate::app::store::{
    Beside, Noticed, RestoreError, SaveJob, Source, StoreError, Stored, Verdict, reconcile, restore_by,
};
use crate::domain::{Sheet, Submission, SubmissionId};

/// Opens a record, whatever became of it: the newest there is, in the store, beside it, or in a tail.
pub(super) fn record(
    stamp: &Stamp,
    model: &mut Model,
    id: &SubmissionId,
    stored: Result<Option<Box<Stored>>, StoreError>,
    beside: &Beside,
) -> Vec<Effect> {
    if !is_awaited(model, id) {
        return vec![];
    }
    let held = match &stored {
        // The copy can be read and handed up. The record may be there all the same: a save puts nothing in its place.
        Err(StoreError::Unavailable(_)) if beside.mirrored.is_some() => None,
        Err(StoreError::Unreadable(_)) => None,
        Err(error) => {
            model.opening = Opening::Store(error.clone());
            return vec![];
        }
        Ok(stored) => stored.as_deref(),
    };
    let mut verdict = reconcile(model.judge, id, held, beside);
    let Some(submission) = verdict.submission.take() else {
        model.opening = match (stored.as_ref(), held.map(|held| restore_by(model.judge, held))) {
            (_, Some(Err(error))) => Opening::Damaged(error),
            (Err(error), _) => Opening::Store(error.clone()),
            _ => match verdict.noticed[..] {
                [Noticed::Lost { found, known }] => Opening::Damaged(RestoreError::Gap { found, wanted: known }),
                _ => Opening::NotHere,
            },
        };
        return vec![];
    };
    let mut effects = Vec::new();
    for (n, branch) in std::mem::take(&mut verdict.branches).into_iter().enumerate() {
        effects.extend(keep_branch(stamp, n, branch));
    }
    let unsettled = !verdict.noticed.is_empty();
    effects.extend(show_verdict(stamp, model, submission, verdict, held));
    if let Some(held) = held.filter(|_| !unsettled) {
        effects.extend(save::mark_again(model, beside, &held.head));
    }
    effects
}

/// Shows what was found. Where the store does not hold it, it is written anew.
fn show_verdict(
    stamp: &Stamp,
    model: &mut Model,
    submission: Submission,
    verdict: Verdict,
    held: Option<&Stored>,
) -> Vec<Effect> {
    let base = held.map(|held| held.head.revision);
    let sheet = Sheet::open(submission);
    let unsettled = !verdict.noticed.is_empty();
    let saver = if verdict.is_to_be_rewritten() {
        Saver::adopting(base, Source::of(&sheet))
    } else {
        let mut saver = Saver::reopened(base, held.map_or(0, |held| held.journal.len()));
        verdict.unsaved.into_iter().for_each(|edit| saver.edited(edit));
        if unsettled {
            saver.touched();
        }
        saver
    };
    let exported = held.and_then(|held| held.head.exported);
    let mut effects = show(model, Filling { exported, unsettled, ..Filling::fresh(sheet, saver) });
    if unsettled {
        model.notice = Some(Notice::Noticed(verdict.noticed));
    }
    effects.extend(save::begin(stamp, model));
    effects
}

/// Another version of a record becomes a record of its own.
fn keep_branch(stamp: &Stamp, n: usize, branch: Submission) -> [Effect; 2] {
    let id = SubmissionId::from([&stamp.uid, "-", &n.to_string()].concat().as_str());
    let sheet = Sheet::open(Submission { id, ..branch });
    let head = Head::of(&sheet, stamp.now, None);
    let mark = Effect::mark(head.clone());
    let job = SaveJob { base: 0, head, edits: vec![], create: Some(Arc::new(Source::of(&sheet))) };
    [mark, Effect::Save(Box::new(job))]
}
