//! Everything the page knows.

use super::carrying::Carrying;
use super::committee::Committee;
use super::filling::Filling;
use super::home::Head;
use super::keys::Keys;
use super::machine::{Done, Machine};
use super::msg::FetchError;
use super::route::Route;
use super::save::SaveState;
use super::store::{Noticed, RestoreError, StoreError};
use crate::domain::{Lang, Period, SubmissionId, TemplateId, Texts};
use crate::format::{Decoder, Judge, Key, ReadError, linted, no_decoder};

/// Everything the page knows.
#[derive(Debug)]
pub struct Model {
    /// The language it speaks.
    pub lang: Lang,
    /// Where it is.
    pub route: Route,
    /// The records, newest first; `None` until they have been read.
    pub heads: Option<Result<Vec<Head>, StoreError>>,
    /// The open sheet.
    pub filling: Option<Filling>,
    /// Sheets that were left before everything of them was saved.
    pub leaving: Vec<Filling>,
    /// What stands in its place while there is none.
    pub opening: Opening,
    /// What could be carried over into it.
    pub carrying: Option<Carrying>,
    /// The committee's side.
    pub committee: Committee,
    /// Everything of this machine.
    pub machine: Machine,
    /// The key of the unit that works here.
    pub keys: Keys,
    /// The key that everything stored here is under, while it is.
    pub locked: Option<Key>,
    /// Something the user should know; stays until it is closed.
    pub notice: Option<Notice>,
    /// A record that was asked to be deleted and waits for a yes.
    pub removing: Option<SubmissionId>,
    /// This year, for offering periods.
    pub year: u16,
    /// Says which standards may be filled here.
    pub judge: Judge,
    /// Reads text that is encoded as was customary in China.
    pub gb18030: Decoder,
    /// The page was opened as a file: other such pages of this machine may read its store.
    pub is_file: bool,
    /// The browser has kept a record over a night. A private window never does, nor a computer that is reset.
    pub has_kept: bool,
    /// The desk has been called to go on here: until it comes nothing happens any more.
    pub handed_over: bool,
}

impl Model {
    /// A page that has just been opened, and fills any sound standard.
    pub fn new(year: u16) -> Model {
        Model::judging(year, linted)
    }

    /// A page that has just been opened, and fills the standards that `judge` lets through.
    pub fn judging(year: u16, judge: Judge) -> Model {
        Model {
            lang: Lang::default(),
            route: Route::Home,
            heads: None,
            filling: None,
            leaving: Vec::new(),
            opening: Opening::Nothing,
            carrying: None,
            committee: Committee::default(),
            machine: Machine::default(),
            keys: Keys::default(),
            locked: None,
            notice: None,
            removing: None,
            year,
            judge,
            gb18030: no_decoder,
            is_file: false,
            has_kept: true,
            handed_over: false,
        }
    }
}

impl Model {
    /// Puts the open sheet away. One with unsaved changes is kept until they are saved.
    pub(super) fn leave(&mut self) {
        self.leaving.extend(self.filling.take().filter(|filling| !filling.saver.is_idle()));
    }

    /// Whether every record of this machine is known, and in a file just as it is; what was received too.
    pub fn is_exported(&self) -> bool {
        matches!(&self.heads, Some(Ok(heads)) if heads.iter().all(|head| !head.has_unexported()))
            && self.committee.is_loaded()
            && (self.committee.counted() == 0 || matches!(self.machine.done, Some(Done::BackedUp { .. })))
    }

    /// How saving stands, of the open sheet and of what was received; nothing where there is neither.
    pub fn save_state(&self) -> Option<SaveState> {
        let sheet = self.filling.as_ref().map(|filling| filling.saver.state());
        match sheet {
            None | Some(SaveState::Saved) => self.committee.save_state().or(sheet),
            Some(_) => sheet,
        }
    }

    /// A sheet that is open, or was left before everything of it was saved.
    pub(super) fn sheet_of(&mut self, id: &SubmissionId) -> Option<&mut Filling> {
        self.filling.iter_mut().chain(&mut self.leaving).find(|filling| filling.sheet.id() == id)
    }
}

/// What stands in place of a sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opening {
    /// Nothing was asked for.
    Nothing,
    /// It is on its way.
    Loading,
    /// Only the desk can do what was asked for.
    Desk,
    /// The record is not on this machine.
    NotHere,
    /// The store failed.
    Store(StoreError),
    /// What is stored cannot be opened.
    Damaged(RestoreError),
    /// The template could not be fetched.
    Fetch(String, FetchError),
    /// The template cannot be used.
    Template(ReadError),
}

/// Why the result of another sheet cannot be taken out of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// It is of another standard.
    Standard {
        /// Its standard.
        found: Texts,
        /// The one that is asked for.
        wanted: TemplateId,
    },
    /// It is of another unit.
    Unit {
        /// Its unit.
        found: String,
        /// The unit here.
        wanted: String,
    },
    /// No period has been chosen here.
    NoPeriod,
    /// It is for another period.
    Period {
        /// Its period.
        found: Option<Period>,
        /// The one that is asked for.
        wanted: Period,
    },
    /// It is not complete.
    Draft,
    /// It does not hold the number that is asked for.
    Nothing,
}

/// Something the user should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// A file was handed to the browser for download.
    Exported {
        /// Its name.
        name: String,
        /// Its check code.
        check_code: String,
        /// How much was still missing.
        missing: u32,
    },
    /// A file that was opened cannot be used.
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: ReadError,
    },
    /// A file was opened that was no UTF-8.
    Converted {
        /// Its name.
        name: String,
    },
    /// A file was opened whose record is here already, as new or newer.
    AlreadyHere {
        /// The file's name.
        name: String,
    },
    /// A file was opened that is newer than its record here, which has changes that no exported file has.
    WouldReplace {
        /// The file's name.
        name: String,
    },
    /// A file whose result cannot be taken.
    Misfit {
        /// Its name.
        name: String,
        /// Why.
        misfit: Misfit,
    },
    /// The store failed outside of a save.
    Store(StoreError),
    /// A record went out of the store while it was open; it is stored anew from what is open.
    Vanished,
    /// Something of the record that was opened is not as it was left.
    Noticed(Vec<Noticed>),
    /// The store has lost so many records, or changes to them; what stands beside it tells of them.
    Missing(usize),
    /// The store has lost so many files of the roll-up.
    MissingFiles(usize),
    /// Nothing stands beside the store about so many records. Opening one puts it there again.
    Unmarked(usize),
    /// A file was to be handed up, and the unit's key is not open.
    KeyClosed,
    /// The machine could not be locked.
    NotLocked(StoreError),
    /// It was not, since files wait in the roll-up that do not count yet.
    NotCounted,
    /// Items were carried over from an older edition of the standard.
    Carried {
        /// So many.
        count: usize,
        /// Those that say or count something else now, as they are numbered.
        check: Vec<String>,
    },
    /// The words of a language could not be fetched.
    NoWords(Lang),
    /// The desk could not be downloaded.
    NoDesk,
}
