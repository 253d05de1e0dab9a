//! The sheet on the screen.

use super::save::Saver;
use super::windows::Holder;
use crate::domain::{Revision, Sheet};

/// Sections drawn at once; the others follow when there is time.
const FIRST_DRAWN: usize = 1;

/// The sheet on the screen, what of it is saved and how much of it is drawn.
#[derive(Clone, Debug)]
pub struct Filling {
    /// The answers and scores.
    pub sheet: Sheet,
    /// What is on disk.
    pub saver: Saver,
    /// Sections drawn so far.
    pub drawn: usize,
    /// When it was last exported, and at which revision.
    pub exported: Option<(u64, Revision)>,
    /// Whether the list of what is missing is open.
    pub missing_open: bool,
    /// Tails of windows that are gone are there until what they hold is saved.
    pub unsettled: bool,
    /// The mirror is older than what is on disk.
    pub unmirrored: bool,
    /// Where it is filled.
    pub holder: Holder,
}

impl Filling {
    /// A sheet that is nowhere stored.
    pub fn fresh(sheet: Sheet, saver: Saver) -> Filling {
        Filling {
            sheet,
            saver,
            drawn: FIRST_DRAWN,
            exported: None,
            missing_open: false,
            unsettled: false,
            unmirrored: false,
            holder: Holder::Here,
        }
    }

    /// Whether all sections are drawn.
    pub fn is_drawn(&self) -> bool {
        self.drawn >= self.sheet.parts().len()
    }
}
