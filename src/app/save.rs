//! What is saved and what is not, without a timer in the view: edits wait, one save is under way,
//! what changes meanwhile waits for the next.

use std::sync::Arc;

use super::home::Head;
use super::store::{Journalled, SaveJob, Source, StoreError};
use crate::domain::{Edit, Revision, Sheet};

/// A snapshot is taken when the journal has grown by this many saves.
const SAVES_PER_SNAPSHOT: usize = 64;

/// What the user is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SaveState {
    /// Changes wait.
    Dirty,
    /// Changes are being written.
    Saving,
    /// Everything is on disk; nothing has been written yet when the revision is 0.
    Saved,
    /// The last save failed; the changes are still here.
    Failed,
}

impl SaveState {
    /// The value of `data-save-state` on the body, a stable hook.
    pub const fn hook(self) -> &'static str {
        match self {
            SaveState::Dirty => "dirty",
            SaveState::Saving => "saving",
            SaveState::Saved => "saved",
            SaveState::Failed => "failed",
        }
    }
}

/// Keeps count of what is on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saver {
    state: SaveState,
    stored: Option<Revision>,
    waiting: Vec<Edit>,
    under_way: Vec<Edit>,
    /// The file it came from, until it is stored.
    source: Option<Arc<Source>>,
    /// How many entries the journal has had since the last snapshot.
    saves: usize,
    /// Why the last save failed; stays until one succeeds.
    trouble: Option<StoreError>,
}

impl Saver {
    /// For a record of which `stored` is on disk, or nothing yet.
    pub const fn new(stored: Option<Revision>) -> Saver {
        Saver {
            state: SaveState::Saved,
            stored,
            waiting: Vec::new(),
            under_way: Vec::new(),
            source: None,
            saves: 0,
            trouble: None,
        }
    }

    /// For a record that was read, whose journal has so many entries since its snapshot.
    pub fn reopened(stored: Option<Revision>, entries: usize) -> Saver {
        Saver { saves: entries, ..Saver::new(stored) }
    }

    /// For a new record of a template: nothing is stored before something is put in.
    pub fn beginning(template: String) -> Saver {
        let source = Source { text: template, revision: 0 };
        Saver { source: Some(Arc::new(source)), ..Saver::new(None) }
    }

    /// For a record that came from a file and takes the place of `stored`.
    pub fn adopting(stored: Option<Revision>, source: Source) -> Saver {
        Saver { state: SaveState::Dirty, source: Some(Arc::new(source)), ..Saver::new(stored) }
    }

    /// What the user is told.
    pub const fn state(&self) -> SaveState {
        if self.is_silent() { SaveState::Failed } else { self.state }
    }

    /// Whether a save has been under way for so long that it must not be called one.
    pub const fn is_silent(&self) -> bool {
        matches!((self.state, &self.trouble), (SaveState::Saving, Some(StoreError::Silent)))
    }

    /// The save under way is not answered. Another one would only wait behind it.
    pub fn silent(&mut self) {
        if self.state == SaveState::Saving {
            self.trouble = Some(StoreError::Silent);
        }
    }

    /// Why the last save failed, until one succeeds.
    pub const fn trouble(&self) -> Option<&StoreError> {
        self.trouble.as_ref()
    }

    /// The revision on disk.
    pub const fn stored(&self) -> Option<Revision> {
        self.stored
    }

    /// What is not on disk yet, for the tail; none while the record itself is not.
    pub fn tail(&self, sheet: &Sheet) -> Option<Journalled> {
        let base = self.stored.filter(|_| self.source.is_none())?;
        let edits: Vec<Edit> = self.under_way.iter().chain(&self.waiting).cloned().collect();
        (!edits.is_empty()).then(|| Journalled { base, revision: sheet.revision(), edits })
    }

    /// Nothing waits and nothing is under way.
    pub fn is_idle(&self) -> bool {
        self.state == SaveState::Saved
    }

    /// Whether the record is on disk, or about to be.
    pub fn is_kept(&self) -> bool {
        self.stored.is_some() || self.state == SaveState::Saving
    }

    /// It shall be stored even if nothing has been put in.
    pub fn keep(&mut self) {
        if self.stored.is_none() && self.state == SaveState::Saved {
            self.state = SaveState::Dirty;
        }
    }

    /// A change was made. A later change of the same thing replaces the one that waits.
    pub fn edited(&mut self, edit: Edit) {
        match (self.waiting.last_mut(), &edit) {
            (Some(last @ Edit::Unit(_)), Edit::Unit(_)) => *last = edit,
            (Some(Edit::Entry(waiting, last)), Edit::Entry(item, entry)) if waiting == item => last.clone_from(entry),
            _ => self.waiting.push(edit),
        }
        if self.state != SaveState::Saving {
            self.state = SaveState::Dirty;
        }
    }

    /// The next save writes even where nothing waits.
    pub fn touched(&mut self) {
        self.state = SaveState::Dirty;
    }

    /// The next save, unless one is under way or nothing waits.
    pub fn begin(&mut self, sheet: &Sheet, now: u64, exported: Option<(u64, Revision)>) -> Option<SaveJob> {
        if self.state == SaveState::Saving || (self.waiting.is_empty() && self.state == SaveState::Saved) {
            return None;
        }
        self.under_way = std::mem::take(&mut self.waiting);
        self.state = SaveState::Saving;
        let create = self.source.clone().or_else(|| self.stored.is_none().then(|| Arc::new(Source::of(sheet))));
        let base = self.stored.unwrap_or(0);
        Some(SaveJob { base, head: Head::of(sheet, now, exported), edits: self.under_way.clone(), create })
    }

    /// A save is on disk. Returns whether a snapshot is due.
    pub fn saved(&mut self, revision: Revision) -> bool {
        self.under_way.clear();
        self.source = None;
        self.trouble = None;
        self.stored = Some(revision);
        self.saves += 1;
        self.state = if self.waiting.is_empty() { SaveState::Saved } else { SaveState::Dirty };
        let due = self.saves >= SAVES_PER_SNAPSHOT && self.waiting.is_empty();
        if due {
            self.saves = 0;
        }
        due
    }

    /// The record is not in the store any more: all of it waits.
    pub fn vanished(&mut self) {
        *self = Saver { state: SaveState::Dirty, ..Saver::new(None) };
    }

    /// A save failed: its changes wait again, before those made since.
    pub fn failed(&mut self, error: StoreError) {
        let since = std::mem::take(&mut self.waiting);
        self.waiting = std::mem::take(&mut self.under_way);
        self.waiting.extend(since);
        self.state = SaveState::Failed;
        self.trouble = Some(error);
    }
}
