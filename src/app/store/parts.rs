//! A record as lines, and what each change puts. Pure: the browser's store and its native twins carry the
//! same puts out, each in one transaction.
//!
//! | part | line |
//! |---|---|
//! | head | `<sum> <link> <Head as JSON>`; `<link>` is the checksum of the newest entry |
//! | two slots | `<sum> <link> <revision> <file>`: a snapshot; the link is that of the entry it folds |
//! | journal | `<sum> <Journalled as JSON>`; the sum covers the sum before it, so entries are a chain |
//! | before | all lines of a record of the first version, whose lines had no sums, as they were before it was written anew |
//!
//! Nothing is written over that may still be needed: a snapshot goes into the slot of the older one, and the
//! journal reaches back to the one that stays. So a write that stops anywhere leaves what was there before.

use super::line::{SUM, is_bare, open, seal, text, value};
use super::{Journalled, SaveJob, StoreError, whole};
use crate::app::home::Head;
use crate::domain::{Revision, SubmissionId};
use crate::format::checksum;

/// The lines of a record, as far as they were read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parts {
    /// Its head.
    pub head: Option<String>,
    /// Its snapshots.
    pub slots: [Option<String>; 2],
    /// Its journal by revision, oldest first.
    pub journal: Vec<(Revision, String)>,
    /// What it was in the first version, if it has been one. Nothing reads it but people.
    pub before: Option<String>,
}

/// One thing to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Put {
    /// The head.
    Head(String),
    /// A snapshot, into one of the two slots.
    Slot(usize, String),
    /// An entry of the journal, by its revision.
    Entry(Revision, String),
    /// Entries up to a revision go.
    Trim(Revision),
    /// What the record was in an older version.
    Before(String),
}

/// A snapshot that is whole.
pub(super) struct Snapshot<'a> {
    pub(super) slot: usize,
    pub(super) link: &'a str,
    pub(super) revision: Revision,
    pub(super) file: &'a str,
}

impl Parts {
    /// The head, if its line is whole.
    pub fn head(&self, id: &SubmissionId) -> Option<Head> {
        self.linked(id).map(|(_, head)| head)
    }

    pub(super) fn linked(&self, id: &SubmissionId) -> Option<(&str, Head)> {
        let (link, head) = self.split_head(id)?;
        Some((link, value(head)?))
    }

    /// The link of the newest entry, as the head says.
    pub(super) fn link(&self, id: &SubmissionId) -> Option<&str> {
        self.split_head(id).map(|(link, _)| link)
    }

    fn split_head(&self, id: &SubmissionId) -> Option<(&str, &str)> {
        let line = self.head.as_deref()?;
        if is_bare(line) { Some(("", line)) } else { open(id.as_str(), line)?.1.split_once(' ') }
    }

    /// The snapshots that are whole, the newest first.
    pub(super) fn snapshots(&self, id: &SubmissionId) -> Vec<Snapshot<'_>> {
        let snapshot = |slot: usize| {
            let text = self.slots[slot].as_deref()?;
            if is_bare(text) {
                return Some(Snapshot { slot, link: "", revision: 0, file: text });
            }
            let (_, contents) = open(id.as_str(), text)?;
            let mut parts = contents.splitn(3, ' ');
            let (link, revision, file) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
            Some(Snapshot { slot, link, revision, file })
        };
        let mut found: Vec<Snapshot> = [0, 1].into_iter().filter_map(snapshot).collect();
        if matches!(&found[..], [first, second] if first.revision < second.revision) {
            found.reverse();
        }
        found
    }

    /// The slot that may be written over.
    fn free(&self, id: &SubmissionId) -> usize {
        self.snapshots(id).first().map_or(0, |newest| 1 - newest.slot)
    }

    /// Every line as it is, in a list.
    fn lines(&self) -> String {
        let journal = self.journal.iter().map(|(_, line)| line);
        let lines: Vec<String> = self.head.iter().chain(self.slots.iter().flatten()).chain(journal).cloned().collect();
        text(&lines)
    }

    /// Whether anything of the record is there.
    pub fn is_empty(&self) -> bool {
        *self == Parts::default()
    }
}

fn head(id: &SubmissionId, link: &str, head: &Head) -> Put {
    Put::Head(seal(id.as_str(), &[link, " ", &text(head)].concat()))
}

fn slot(id: &SubmissionId, slot: usize, link: &str, revision: Revision, file: &str) -> Put {
    Put::Slot(slot, seal(id.as_str(), &[link, " ", &revision.to_string(), " ", file].concat()))
}

/// What a record was, before something takes its place.
pub type Keep = fn(&Parts, &SubmissionId) -> Option<Put>;

/// Keeps a record that an older program wrote.
pub fn keep_old(parts: &Parts, id: &SubmissionId) -> Option<Put> {
    whole(parts, id).filter(|whole| whole.is_old).map(|_| Put::Before(parts.lines()))
}

/// Keeps nothing, for a page that does not write older records anew.
pub fn keep_none(_: &Parts, _: &SubmissionId) -> Option<Put> {
    None
}

/// What a save puts. `found` is what is stored, from [`super::found`].
///
/// # Errors
/// [`StoreError::Conflict`] when another revision is stored than the one that was changed.
pub fn save(parts: &Parts, found: Option<(String, Revision)>, job: &SaveJob) -> Result<Vec<Put>, StoreError> {
    save_by(keep_old, parts, found, job)
}

/// The same, keeping what was there by `keep`.
///
/// # Errors
/// Those of [`save`].
pub fn save_by(
    keep: Keep,
    parts: &Parts,
    found: Option<(String, Revision)>,
    job: &SaveJob,
) -> Result<Vec<Put>, StoreError> {
    let (mut link, revision) = found.unwrap_or_default();
    if revision != job.base {
        return Err(StoreError::Conflict { found: revision });
    }
    let (id, entry) = (&job.head.id, Journalled::of(job));
    let mut puts = Vec::new();
    if let Some(source) = &job.create {
        puts.extend(keep(parts, id));
        // A chain of its own begins. The older one stays until the next snapshot.
        link = checksum(id.as_str(), &source.text);
        puts.push(slot(id, parts.free(id), &link, source.revision, &source.text));
    }
    if !entry.edits.is_empty() || entry.base != entry.revision {
        let sealed = seal(&link, &text(&entry));
        sealed[..SUM].clone_into(&mut link);
        puts.push(Put::Entry(entry.revision, sealed));
    }
    puts.push(head(id, &link, &job.head));
    Ok(puts)
}

/// What folding the journal up to `revision` into `file` puts: nothing where the record has moved on
/// otherwise. The journal need only hold the entry of that revision.
pub fn fold(parts: &Parts, id: &SubmissionId, revision: Revision, file: &str) -> Vec<Put> {
    let entry = parts.journal.iter().find(|(key, _)| *key == revision);
    let Some(link) = entry.and_then(|(_, line)| line.get(..SUM)) else { return vec![] };
    let snapshots = parts.snapshots(id);
    match snapshots.first() {
        Some(newest) if newest.revision < revision => {
            vec![slot(id, parts.free(id), link, revision, file), Put::Trim(newest.revision)]
        }
        _ => vec![],
    }
}

/// What noting an export puts.
pub fn note(parts: &Parts, noted: &Head) -> Vec<Put> {
    let Some((link, found)) = parts.linked(&noted.id) else { return vec![] };
    vec![head(&noted.id, link, &Head { exported: noted.exported, ..found })]
}
