//! From the lines of a record to its sheet: the newest snapshot that is whole, and every entry of the journal
//! that follows it without a gap.

use super::line::{is_bare, open, value};
use super::{Journalled, Parts};
use crate::app::home::Head;
use crate::domain::{Edit, Revision, Sheet, Submission, SubmissionId};
use crate::format::{Judge, ReadError, linted, open_submission_by, read_template_by};

/// A record as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Its head.
    pub head: Head,
    /// The checksum of the newest entry.
    pub link: String,
    /// A whole submission file, or the template of a record that has been new until now.
    pub snapshot: String,
    /// What was changed since, oldest first.
    pub journal: Vec<Journalled>,
    /// Some line is not as it was written; what is here is the newest that is whole.
    pub is_damaged: bool,
    /// An older program wrote it: it is to be written anew.
    pub is_old: bool,
}

/// Why a stored record cannot be opened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RestoreError {
    /// The snapshot is damaged.
    #[error("snapshot: {0}")]
    Snapshot(ReadError),
    /// Edits are missing.
    #[error("the journal ends at revision {found}, not {wanted}")]
    Gap {
        /// The revision it leads to.
        found: Revision,
        /// The revision the head names.
        wanted: Revision,
    },
}

/// The lines of a record that are whole and belong together.
pub struct Whole<'a> {
    /// The snapshot's file.
    pub snapshot: &'a str,
    /// The revision it says it holds.
    pub revision: Revision,
    /// The entries that follow it, without their checksums.
    pub entries: Vec<&'a str>,
    /// The checksum of the newest entry.
    pub link: &'a str,
    /// Some other line is not as it was written.
    pub is_damaged: bool,
    /// The snapshot is of the first version, without a checksum.
    pub is_old: bool,
}

/// Finds what is whole: the snapshot that leads to what the head says; while none does, the one that leads
/// furthest.
pub fn whole<'a>(parts: &'a Parts, id: &SubmissionId) -> Option<Whole<'a>> {
    let told = parts.link(id);
    let snapshots = parts.snapshots(id);
    let slots = parts.slots.iter().flatten().count();
    let mut best: Option<Whole> = None;
    for snapshot in &snapshots {
        let (link, entries) = follow(snapshot.link, &parts.journal);
        let leads = told == Some(link);
        let is_damaged = !leads || snapshots.len() < slots;
        // Of two that lead to the same end the newer one comes first.
        if leads || best.is_none() {
            let is_old = snapshot.link.is_empty();
            best =
                Some(Whole { snapshot: snapshot.file, revision: snapshot.revision, entries, link, is_damaged, is_old });
        }
        if leads {
            break;
        }
    }
    best
}

/// The entries that follow a link, and the last link.
fn follow<'a>(first: &'a str, lines: &'a [(Revision, String)]) -> (&'a str, Vec<&'a str>) {
    let (mut link, mut entries) = (first, Vec::new());
    for (_, line) in lines {
        let next = if is_bare(line) && link.is_empty() { Some(("", line.as_str())) } else { open(link, line) };
        // Another is before the snapshot, of an older chain, or damaged: the end tells which.
        if let Some((sum, entry)) = next {
            link = sum;
            entries.push(entry);
        }
    }
    (link, entries)
}

/// Reads the lines of a record; `None` when nothing of it can be used.
pub fn read(parts: &Parts, id: &SubmissionId) -> Option<Stored> {
    let whole = whole(parts, id)?;
    let journal: Vec<Journalled> = whole.entries.iter().map_while(|entry| value(entry)).collect();
    let head = parts.head(id).unwrap_or_else(|| {
        let newest = journal.last().map(|entry| entry.revision);
        Head::lost(id.clone(), newest.unwrap_or(whole.revision))
    });
    let (link, snapshot) = (whole.link.to_owned(), whole.snapshot.to_owned());
    Some(Stored { head, link, snapshot, journal, is_damaged: whole.is_damaged, is_old: whole.is_old })
}

/// Rebuilds the sheet of a stored record: the snapshot, then every edit of the journal.
///
/// # Errors
/// When the snapshot cannot be read, or the journal does not lead to the head's revision.
pub fn restore(stored: &Stored) -> Result<Sheet, RestoreError> {
    restore_by(linted, stored)
}

/// The same for a record whose standard is judged by `judge`.
///
/// # Errors
/// Those of [`restore`].
pub fn restore_by(judge: Judge, stored: &Stored) -> Result<Sheet, RestoreError> {
    let submission =
        rebuild(judge, &stored.head.id, &stored.snapshot, &stored.journal).map_err(RestoreError::Snapshot)?;
    if submission.revision != stored.head.revision {
        return Err(RestoreError::Gap { found: submission.revision, wanted: stored.head.revision });
    }
    Ok(Sheet::open(submission))
}

/// As far as the journal leads.
pub(super) fn rebuild(
    judge: Judge,
    id: &SubmissionId,
    snapshot: &str,
    journal: &[Journalled],
) -> Result<Submission, ReadError> {
    let mut submission = begin(judge, id, snapshot, journal)?;
    for entry in journal {
        let behind = entry.revision <= submission.revision;
        if behind {
            continue;
        }
        if entry.base != submission.revision {
            break;
        }
        replay(&mut submission, &entry.edits);
        submission.revision = entry.revision;
    }
    Ok(submission)
}

/// What the journal goes on from.
fn begin(judge: Judge, id: &SubmissionId, snapshot: &str, journal: &[Journalled]) -> Result<Submission, ReadError> {
    let file = snapshot.as_bytes();
    let new = || read_template_by(judge, file).map(|template| Submission::new(id.clone(), template));
    let old = || open_submission_by(judge, file);
    // Which of the two is told by the journal, nearly always; each file is read only once.
    let (first, other): (&dyn Fn() -> _, &dyn Fn() -> _) =
        if journal.first().is_some_and(|entry| entry.base == 0) { (&new, &old) } else { (&old, &new) };
    match first() {
        Err(ReadError::OtherKind { .. }) => other(),
        known => known,
    }
}

/// Makes edits. Each says what is so now, so that making it again changes nothing.
pub(super) fn replay(submission: &mut Submission, edits: &[Edit]) {
    for edit in edits.iter().cloned() {
        match edit {
            Edit::Unit(unit) => submission.unit = unit,
            Edit::Period(period) => submission.period = period,
            Edit::AsOf(day) => submission.as_of = day,
            Edit::LocalItems(items) => submission.local_items = items,
            Edit::Entry(item, value) if value.is_empty() => drop(submission.entries.remove(&item)),
            Edit::Entry(item, value) => drop(submission.entries.insert(item, value)),
            Edit::Veto(veto, Some(applies)) => drop(submission.vetoes.insert(veto, applies)),
            Edit::Veto(veto, None) => drop(submission.vetoes.remove(&veto)),
        }
    }
}
