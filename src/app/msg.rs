//! Everything that can happen, in the past tense.

use std::rc::Rc;

use super::committee::Quarantined;
use super::home::Head;
use super::input::{Input, UnitField};
use super::keys::Passphrase;
use super::machine::{Contents, Space};
use super::route::Route;
use super::store::{Beside, StoreError, Stored};
use super::windows::Call;
use crate::domain::rollup::Quota;
use crate::domain::{ItemId, Lang, Missing, Period, Revision, SubmissionId, UnitTypeId, VetoId};
use crate::format::{Brief, Key, OpenKey, ReadError, Sealing};

/// A file that was picked or dropped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// Its contents, unless it was refused before reading.
    pub contents: Result<Vec<u8>, ReadError>,
}

/// Something that happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Msg {
    /// The address changed.
    RouteChanged(Route),
    /// A language was chosen.
    LangChosen(Lang),
    /// The words of a language were fetched.
    WordsFetched(Lang, Result<Vec<u8>, FetchError>),
    /// The notice was closed.
    NoticeClosed,

    /// The list of records was read, and the marks beside the store; none where the browser has no such place.
    HeadsLoaded(Result<Vec<Head>, StoreError>, Option<Vec<Head>>),
    /// A record was read, and what stands beside the store.
    RecordLoaded(SubmissionId, Result<Option<Box<Stored>>, StoreError>, Box<Beside>),
    /// A template was fetched.
    TemplateFetched(String, Result<Vec<u8>, FetchError>),
    /// Files were picked; they wait for the desk, which opens them.
    FilesPicked,
    /// Files were picked to be opened here: submissions to go on with, templates to fill.
    FilesOpened(Vec<Picked>),
    /// The desk could not be downloaded.
    DeskMissing,
    /// A record was asked to be deleted.
    RemoveAsked(SubmissionId),
    /// The question was answered.
    RemoveAnswered(bool),
    /// A record was deleted, or not.
    Removed(Result<(), StoreError>),

    /// Something was done to an item.
    Filled(ItemId, Input),
    /// A native field of an item changed: role or type, value, checked.
    FieldChanged(ItemId, String, String, bool),
    /// A file was picked in the field of an item that takes the result of another sheet.
    LinkPicked(ItemId),
    /// It was read.
    LinkRead(ItemId, Vec<Picked>),
    /// A local item was added.
    LocalAdded,
    /// A veto was answered.
    VetoAnswered(VetoId, bool),
    /// A text field of the head was typed.
    UnitTyped(UnitField, String),
    /// The kind of unit was chosen.
    UnitTypeChosen(Option<UnitTypeId>),
    /// The period was chosen.
    PeriodChosen(Option<Period>),
    /// There is time to draw so many sections more.
    TimeToDraw(usize),
    /// The list of what is missing was opened or closed.
    MissingToggled,
    /// Something missing was clicked.
    MissingFollowed(Missing),

    /// Typing paused.
    TypingPaused,
    /// It is time for the mirror of what was saved.
    TimeToMirror,
    /// A save is on disk.
    Saved(SubmissionId, Revision),
    /// A save has not been answered for a while.
    SaveSilent(SubmissionId),
    /// A save failed.
    SaveFailed(SubmissionId, StoreError),
    /// The user wants to try again.
    SaveRetried,
    /// Another window said something about a record; whether its name comes before the one of this window.
    Called(SubmissionId, Call, bool),
    /// Other windows have had time to answer.
    Waited(SubmissionId),
    /// The user wants to fill the sheet here, not in another window.
    TakeOverAsked,
    /// The file was asked for.
    ExportAsked,
    /// The print was asked for.
    PrintAsked,

    /// Something on the page of this machine.
    Machine(MachineMsg),
    /// Something about an older edition of the standard.
    Carry(CarryMsg),
    /// Something was done with the unit's key.
    Key(KeyMsg),
    /// The machine is locked, or unlocked.
    Lock(LockMsg),
    /// Something happened on the committee's side.
    Committee(CommitteeMsg),
}

/// Something that happened on the committee's side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CommitteeMsg {
    /// The keys that units were known by were read, by unit.
    SignersLoaded(Vec<(String, String)>),
    /// The key that one is signed with shall be its unit's from now on.
    SignerTrusted(SubmissionId),
    /// Stored files were read; so many of them there were when one was last stored or let go.
    Loaded(Result<Vec<String>, StoreError>, usize),
    /// So many files were dropped or picked; they are read.
    Awaited(usize),
    /// Files that were dropped or picked have been read.
    Dropped(Vec<Picked>),
    /// There is time to look at a few of them.
    TimeToStage,
    /// A batch of documents is back: what was read of each, nothing of one that is left to the page.
    LookedAt(usize, Vec<Option<Brief>>),
    /// The staged files shall count.
    Committed,
    /// The staged files shall go.
    Discarded,
    /// One that counts shall be taken out.
    Withdrawn(SubmissionId),
    /// The last step shall be taken back.
    Undone,
    /// Another group was chosen.
    GroupChosen(usize),
    /// The limit on the award was chosen.
    QuotaChosen(Option<Quota>),
    /// A cell was clicked.
    CellOpened(SubmissionId, ItemId),
    /// It was closed.
    CellClosed,
    /// The table was asked for.
    CsvAsked,
    /// The roll-up file was asked for.
    FileAsked,
    /// The list of files that cannot be used was asked for.
    RefusedAsked,
    /// Files that could not be used when they came were read.
    QuarantineLoaded(Result<Vec<Quarantined>, StoreError>),
    /// Some of them were kept or let go, or not.
    Quarantined(Result<(), StoreError>),
    /// One of them was asked for as it came, by key.
    QuarantinedAsked(String),
    /// One of them that was changed after its export shall count all the same, by key.
    LetIn(String),
    /// Files were stored or not.
    Stored(Result<(), StoreError>),
    /// The user wants to store again what could not be stored.
    StoreRetried,
}

/// Something that happened on the page of this machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MachineMsg {
    /// The browser told of its space.
    Measured(Option<Space>),
    /// A backup was asked for.
    BackupAsked,
    /// Everything was asked for just as it is stored, since something of it cannot be opened.
    LinesAsked,
    /// It was read, each value as a line.
    LinesRead(Result<String, StoreError>),
    /// A file was picked to be brought back.
    RestorePicked(Vec<Picked>),
    /// Everything was read, for what is wanted.
    Read(Result<Box<Contents>, StoreError>),
    /// What the file would change was agreed to, or not.
    RestoreAnswered(bool),
    /// It was written, or not.
    Restored(Result<(), StoreError>),
    /// Clearing was asked for.
    ClearAsked,
    /// What no exported file has is given up, or not.
    GivenUp(bool),
    /// The question was answered.
    ClearAnswered(bool),
    /// Everything is gone, or not.
    Cleared(Result<(), StoreError>),
}

/// Something about a sheet of an older edition of the standard that was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CarryMsg {
    /// It was read, or is not there.
    OlderLoaded(Option<Box<Stored>>),
    /// Whether it shall be carried over.
    Answered(bool),
}

/// Something was done with the unit's key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyMsg {
    /// A key was asked for.
    MakeAsked {
        /// The name of the unit.
        unit: String,
        /// What is to open it.
        passphrase: Passphrase,
        /// The same once more.
        again: Passphrase,
    },
    /// It was made.
    Made(Box<Key>, Rc<OpenKey>),
    /// The file of a key was picked.
    FilePicked(Vec<Picked>),
    /// The passphrase was typed.
    OpenAsked(Passphrase),
    /// The key is open, or is not.
    Opened(Result<Rc<OpenKey>, Sealing>),
    /// A file shall go out although the key is not open.
    Skipped,
    /// The file of the key was asked for.
    SaveAsked,
    /// The key shall go from this browser.
    RemoveAsked,
    /// The question was answered.
    RemoveAnswered(bool),
    /// Whom files are encrypted for was typed.
    ToTyped(String),
    /// After how many seconds the machine locks itself was chosen.
    IdleChosen(Option<u32>),
}

/// The machine is locked, or unlocked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LockMsg {
    /// It shall be locked, by somebody or because nobody is there.
    Asked,
    /// It could not be.
    Failed(StoreError),
    /// It is unlocked with this key, or is not.
    Unlocked(Result<(), StoreError>, Rc<OpenKey>),
    /// What is locked was asked for as a file, as it is.
    FileAsked,
}

/// Why a template could not be fetched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FetchError {
    /// The address leads to another site; nothing was sent there.
    OtherSite,
    /// The site answered with this status.
    Status(u16),
    /// The site did not answer.
    NoAnswer,
}
