//! A sheet of an older edition of the standard that has just been opened.

use crate::domain::{Carried, Sheet, SubmissionId, carried};

/// What could be carried over from it.
#[derive(Clone, Debug)]
pub struct Carrying {
    /// The older sheet. It stays as it is.
    pub older: Sheet,
    /// What of it fits.
    pub carried: Carried,
    to: SubmissionId,
}

impl Carrying {
    /// From a sheet to a newer one.
    pub fn new(older: Sheet, to: &Sheet) -> Carrying {
        Carrying { carried: carried(&older, to), to: to.id().clone(), older }
    }

    /// Whether it is this one that takes it.
    pub fn is_for(&self, sheet: &Sheet) -> bool {
        self.to == *sheet.id()
    }

    /// Whether anything was put in.
    pub fn is_worth_it(&self) -> bool {
        !self.older.submission().entries.is_empty()
    }
}
