//! What the page can ask of the world. The web floor carries each out and answers with a message.

use std::rc::Rc;

use super::committee::{Change, Quarantined};
use super::home::Head;
use super::keys::{Passphrase, Remembered};
use super::route::Route;
use super::store::{Journalled, SaveJob};
use super::windows::Call;
use crate::domain::{Date, ItemId, Lang, Revision, SubmissionId};
use crate::format::{Key, OpenKey};

/// When and by whom: the only way time and chance come in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    /// Milliseconds since 1970, for showing only; nothing is ordered by it.
    pub now: u64,
    /// The calendar year.
    pub year: u16,
    /// The day; what is overdue depends on it.
    pub today: Option<Date>,
    /// Sixteen letters nobody had before.
    pub uid: String,
}

/// A file to hand to the user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its contents.
    pub text: String,
}

/// What is kept of a record beside the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kept {
    /// What this window has not saved yet; none any more.
    Tail(Option<Journalled>),
    /// Every window's tail has found its place.
    Settled,
    /// The head that was acknowledged last.
    Mark(Box<Head>),
    /// A file of the record, with its revision.
    Mirror(Revision, String),
}

/// Something to ask of the world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Read the list of records.
    LoadHeads,
    /// Read one record.
    LoadRecord(SubmissionId),
    /// Read a record of an older edition of a standard.
    LoadOlder(SubmissionId),
    /// Read the files of the roll-up, and those that could not be used.
    LoadReceived,
    /// Fetch a template from the same origin.
    FetchTemplate(String),
    /// Read the file that was picked in the field of an item.
    ReadFile(ItemId),
    /// Write changes; answered only when they are on disk.
    Save(Box<SaveJob>),
    /// Remind of unsaved changes in a moment, when typing pauses.
    SaveSoon,
    /// Remind of the mirror in a moment.
    MirrorSoon,
    /// Ask the browser not to clear its store by itself.
    Persist,
    /// Fold the journal of a record into one text.
    Snapshot(SubmissionId, Revision, String),
    /// Note when a record was last exported.
    NoteHead(Box<Head>),
    /// Keep something of a record beside the store, at once; it may fail without a word.
    Keep(SubmissionId, Kept),
    /// Say something about a record to the other windows. Who asks or takes is told when they have had time to answer.
    Call(SubmissionId, Call),
    /// Delete a record, and what is kept beside it.
    Remove(SubmissionId),
    /// Look at more of the files that came in when there is time.
    StageSoon,
    /// Keep files of the roll-up, and let others go.
    Receive(Change),
    /// Read a batch of documents away from the page, where there is such a place; told either way, by its number.
    LookAt(usize, Vec<Vec<u8>>),
    /// Remember the key of each unit that has signed, by unit.
    KeepSigners(Vec<(String, String)>),
    /// Remember beside the store how many files of the roll-up there are.
    CountReceived(usize),
    /// Keep files that cannot be used, as they came.
    Quarantine(Vec<Quarantined>),
    /// Let such files go, by key.
    Release(Vec<String>),
    /// Hand such a file to the user.
    HandBack(Quarantined),
    /// Ask the browser for its space.
    Measure,
    /// Read everything.
    LoadEverything,
    /// Read every value just as it is stored, and what stands beside the store.
    LoadLines,
    /// Write records, and files of the roll-up by digest.
    Restore(Vec<SaveJob>, Vec<(String, String)>),
    /// Delete everything, beside the store too.
    Clear,
    /// Hand a file to the user.
    Download(File),
    /// The same, signed, and encrypted for somebody.
    HandUp(File, Rc<OpenKey>, Option<String>),
    /// Make a key for a unit.
    MakeKey {
        /// Its id.
        id: String,
        /// The name of the unit.
        unit: String,
        /// What is to open it.
        passphrase: Passphrase,
    },
    /// Open a key, which takes a moment.
    OpenKey(Box<Key>, Passphrase),
    /// Remember something of the key beside the store, or forget it.
    Remember(Remembered, Option<String>),
    /// Tell when nobody has touched the machine for so many seconds.
    Watch(Option<u32>),
    /// Put everything that is stored under the key, whose text stays with it, and begin the page anew.
    Lock(Box<Key>),
    /// Tell if everything that is stored is locked.
    FindLocked,
    /// Put under the key what has been left beside what is locked.
    LockRest(Box<Key>),
    /// Take it out again.
    Unlock(Rc<OpenKey>),
    /// Hand out what is locked, as it is.
    HandOutLocked,
    /// Change the address without a step in the history.
    ReplaceRoute(Route),
    /// Go somewhere.
    Go(Route),
    /// Let the desk go on from here, where the address leads now.
    HandOver,
    /// Open the files that were picked before the desk was there.
    OpenLent,
    /// Show the screen from its beginning, where what has to be said stands.
    ToTop,
    /// Put the focus on an element and bring it into view.
    Focus(String),
    /// Draw the next sections when there is time.
    DrawSoon,
    /// Speak and remember a language.
    Speak(Lang),
    /// Fetch the words of a language.
    FetchWords(Lang),
    /// Print.
    Print,
}

impl Effect {
    /// Keep the head of a record beside the store, since it is on disk.
    pub(super) fn mark(head: Head) -> Effect {
        Effect::Keep(head.id.clone(), Kept::Mark(Box::new(head)))
    }
}
