//! Store, mirror and tails compared when a record is opened.

use super::line::text;
use super::restore::{rebuild, replay, restore_by};
use super::{Beside, Journalled, Stored};
use crate::domain::{Edit, Revision, Sheet, Submission, SubmissionId};
use crate::format::{Judge, ReadError, open_submission_by};

/// What a record comes to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// The newest there is of it, with what the tail adds; none where nothing can be used.
    pub submission: Option<Submission>,
    /// The revision of it that is whole somewhere, before the tail.
    pub found: Revision,
    /// What the tail adds and the store has not.
    pub unsaved: Vec<Edit>,
    /// Other versions, from windows that wrote at the same time.
    pub branches: Vec<Submission>,
    /// What the user has to know. Empty where everything is as it was left.
    pub noticed: Vec<Noticed>,
    /// The store holds it as an older program wrote it.
    pub is_old: bool,
}

/// Something that is not as it was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Noticed {
    /// Edits that had not been saved are back.
    Recovered,
    /// The store has lost the record, or what is in it is damaged or old; the copy beside it is used.
    FromMirror {
        /// What the store still had, 0 for nothing.
        stored: Revision,
    },
    /// The store is damaged; what is whole in it is used.
    Damaged,
    /// Changes that had been acknowledged are nowhere: the last exported file may have them.
    Lost {
        /// The revision that is there.
        found: Revision,
        /// The revision that was there.
        known: Revision,
    },
    /// Another window wrote at the same time; its version is kept.
    Branch,
}

impl Noticed {
    fn known(&self) -> Option<Revision> {
        match self {
            Noticed::Lost { known, .. } => Some(*known),
            _ => None,
        }
    }
}

impl Verdict {
    /// Whether the record must be written anew, since the store does not hold what is shown, or not as it is written today.
    pub fn is_to_be_rewritten(&self) -> bool {
        self.is_old
            || self
                .noticed
                .iter()
                .any(|noticed| matches!(noticed, Noticed::FromMirror { .. } | Noticed::Damaged | Noticed::Lost { .. }))
    }
}

/// The sheet of a record that is as it was left: whole, nothing newer beside it, nothing in a tail that it has not.
/// Everything else asks for [`reconcile`].
pub(in crate::app) fn as_left(judge: Judge, stored: &Stored, beside: &Beside) -> Option<Sheet> {
    let known = beside.known.as_ref().map(|head| head.revision);
    let mirrored = beside.mirrored.as_ref().map(|mirrored| mirrored.revision);
    let newest = known.max(mirrored) <= Some(stored.head.revision);
    let settled = beside.tails.iter().all(|tail| left(tail, &stored.journal).1.is_empty());
    let whole = newest && settled && !stored.is_damaged && !stored.is_old;
    whole.then(|| restore_by(judge, stored).ok()).flatten()
}

/// Decides what is shown of a record. `stored` is what the store makes of it, nothing when it is not there or
/// cannot be read at all; the highest revision that is whole wins, and tails come on top.
pub fn reconcile(judge: Judge, id: &SubmissionId, stored: Option<&Stored>, beside: &Beside) -> Verdict {
    let kept = match stored.map(|stored| rebuild(judge, id, &stored.snapshot, &stored.journal)) {
        // Whatever an older program would put in its place is worth less.
        Some(Err(ReadError::Newer { .. })) => return Verdict::default(),
        kept => kept.and_then(Result::ok),
    };
    let held = kept.as_ref().map_or(0, |kept| kept.revision);
    let newer = beside.mirrored.as_ref().filter(|mirrored| kept.is_none() || mirrored.revision > held);
    let mirrored =
        newer.and_then(|newer| open_submission_by(judge, newer.file.as_bytes()).ok()).filter(|file| file.id == *id);
    let (mut verdict, from_mirror) = (Verdict::default(), mirrored.is_some());
    if from_mirror {
        verdict.noticed.push(Noticed::FromMirror { stored: held });
    } else if stored.is_some_and(|stored| stored.is_damaged) {
        verdict.noticed.push(Noticed::Damaged);
    }
    let Some(mut submission) = mirrored.or(kept) else {
        verdict.noticed.extend(lost(0, stored, beside));
        return verdict;
    };
    verdict.is_old = !from_mirror && stored.is_some_and(|stored| stored.is_old);
    verdict.found = submission.revision;
    verdict.noticed.extend(lost(verdict.found, stored, beside));
    let journal = stored.map_or(&[][..], |stored| &stored.journal);
    for tail in &beside.tails {
        match beyond(tail, if from_mirror { &[] } else { journal }, &submission) {
            Beyond::Nothing => {}
            Beyond::Edits(edits) => {
                replay(&mut submission, edits);
                submission.revision = submission.revision.max(tail.revision);
                verdict.unsaved.extend_from_slice(edits);
                verdict.noticed.push(Noticed::Recovered);
            }
            Beyond::Branch => {
                let mut branch = submission.clone();
                replay(&mut branch, &tail.edits);
                verdict.branches.push(branch);
                verdict.noticed.push(Noticed::Branch);
            }
        }
    }
    if let Some(known) = verdict.noticed.iter().find_map(Noticed::known) {
        // What was lost may be in a file somewhere; what goes on from here is another, and newer.
        submission.revision = submission.revision.max(known) + 1;
    }
    verdict.submission = Some(submission);
    verdict
}

/// What was acknowledged at some time and is not there.
fn lost(found: Revision, stored: Option<&Stored>, beside: &Beside) -> Option<Noticed> {
    let told = stored.map(|stored| stored.head.revision);
    let tails = beside.tails.iter().map(|tail| tail.base);
    let mirrored = beside.mirrored.as_ref().map(|mirrored| mirrored.revision);
    let known =
        tails.chain(told).chain(beside.known.as_ref().map(|head| head.revision)).chain(mirrored).max().unwrap_or(0);
    (known > found).then_some(Noticed::Lost { found, known })
}

/// What a tail has that the record has not.
enum Beyond<'a> {
    Nothing,
    Edits(&'a [Edit]),
    Branch,
}

/// What of a tail the journal has not, and behind which revision: the entries from the tail's beginning on are
/// what it became when it was saved.
fn left<'a>(tail: &'a Journalled, journal: &[Journalled]) -> (Revision, &'a [Edit]) {
    let (mut at, mut left) = (tail.base, &tail.edits[..]);
    while let Some(entry) = journal.iter().find(|entry| entry.base == at && entry.revision > at) {
        // Two edits are the same when they are written the same.
        if left.iter().zip(&entry.edits).any(|(one, other)| text(one) != text(other)) {
            break;
        }
        (at, left) = (entry.revision, left.get(entry.edits.len()..).unwrap_or_default());
    }
    (at, left)
}

fn beyond<'a>(tail: &'a Journalled, journal: &[Journalled], submission: &Submission) -> Beyond<'a> {
    let (at, left) = left(tail, journal);
    let mut with = submission.clone();
    replay(&mut with, left);
    if with == *submission {
        Beyond::Nothing
    } else if at >= submission.revision {
        Beyond::Edits(left)
    } else {
        Beyond::Branch
    }
}
