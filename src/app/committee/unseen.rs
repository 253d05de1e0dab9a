//! Files that have not been looked at yet, document by document.

use std::collections::VecDeque;
use std::rc::Rc;

use super::quarantine::Quarantined;
use crate::app::msg::Picked;
use crate::app::unpack::{Loose, Unpacking, loosen, unpack};
use crate::domain::intake::Intake;
use crate::format::{Decoder, Kind, OpenKey, is_bundle};

/// So many batches are given out at once: while one is looked at the next is on its way.
const GIVEN: usize = 2;
/// About so many bytes are given out as one.
const BATCH: usize = 1024 * 1024;

/// A file that has not been looked at.
#[derive(Clone, Debug)]
enum Waiting {
    /// It counts already, and comes out of the store.
    Stored(String),
    /// It could not be used when it came, and comes out of the store too.
    Again(Quarantined),
    /// It has just come in.
    Picked(Picked),
    /// What is left of one that is taken apart.
    Opened(Box<Unpacking>, Option<Quarantined>),
    /// A document of one.
    Document(Document),
}

/// What is looked at next.
pub(super) enum Next {
    /// A file that counts already.
    Stored(String),
    /// One that could not be used when it came.
    Again(Quarantined),
    /// A document.
    Document(Document),
}

/// A document, and the file of the store that it comes out of.
pub(super) type Document = (Loose, Option<Quarantined>);

/// Files that have not been looked at yet.
#[derive(Clone, Debug, Default)]
pub struct Unseen {
    /// So many have been looked at since there were none.
    done: usize,
    /// So many are still being read from the disk.
    awaited: usize,
    files: VecDeque<Waiting>,
    /// Documents that somebody else looks at, in the batches in which they were given out.
    given: VecDeque<(usize, Vec<Document>)>,
    /// How many batches there have been.
    batches: usize,
    /// So many stood in the table already when they came in.
    pub(super) earlier: usize,
    /// The key of this unit, once it is open.
    pub(super) key: Option<Rc<OpenKey>>,
    /// What would count if those before them did; nothing before the first of them.
    pub(super) trial: Option<Intake>,
}

impl Unseen {
    /// How many there were, as far as is known.
    pub fn all(&self) -> usize {
        self.done + self.left()
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        let files = self.files.iter().map(|file| match file {
            Waiting::Opened(rest, _) => rest.len(),
            _ => 1,
        });
        self.awaited + files.sum::<usize>() + self.given.iter().map(|(_, batch)| batch.len()).sum::<usize>()
    }

    /// Whether there is something to look at now.
    pub fn is_waiting(&self) -> bool {
        !self.files.is_empty() && self.given.len() < GIVEN
    }

    /// Whether files that count are among them.
    pub(super) fn has_stored(&self) -> bool {
        self.files.iter().any(|file| matches!(file, Waiting::Stored(_)))
    }

    /// Files are about to come, while so many stand in the table.
    pub(super) fn begin(&mut self, staged: usize) {
        if self.left() == 0 {
            (self.done, self.earlier, self.trial) = (0, staged, None);
        }
    }

    pub(super) fn expect(&mut self, files: usize) {
        self.awaited += files;
    }

    pub(super) fn pick(&mut self, files: Vec<Picked>) {
        self.awaited = self.awaited.saturating_sub(files.len());
        self.files.extend(files.into_iter().map(Waiting::Picked));
    }

    pub(super) fn load(&mut self, texts: Vec<String>) {
        self.files.extend(texts.into_iter().map(Waiting::Stored));
    }

    pub(super) fn take_again(&mut self, files: Vec<Quarantined>) {
        self.files.extend(files.into_iter().map(Waiting::Again));
    }

    /// Lets all of them go.
    pub fn clear(&mut self) {
        *self = Unseen { batches: self.batches, key: self.key.take(), ..Unseen::default() };
    }

    /// What comes next. An archive or a bundle is taken apart as far as its next document.
    pub(super) fn next(&mut self, gb18030: Decoder) -> Option<Next> {
        loop {
            match self.files.pop_front()? {
                Waiting::Stored(text) => return Some(Next::Stored(text)),
                Waiting::Picked(file) => self.open(file, None, gb18030),
                Waiting::Again(file) => return Some(Next::Again(file)),
                Waiting::Opened(mut rest, again) => {
                    let Some(loose) = rest.next() else { continue };
                    self.files.push_front(Waiting::Opened(rest, again.clone()));
                    self.files.push_front(Waiting::Document((loose, again)));
                }
                Waiting::Document(document) if document.0.contents.as_ref().is_ok_and(|bytes| is_bundle(bytes)) => {
                    self.unpack(&document);
                }
                Waiting::Document(document) => return Some(Next::Document(document)),
            }
        }
    }

    /// Has the documents of one that could not be used come next.
    pub(super) fn open_again(&mut self, file: Quarantined, gb18030: Decoder) {
        let picked = Picked { name: file.name.clone(), contents: Ok(file.bytes.to_vec()) };
        self.open(picked, Some(file), gb18030);
    }

    fn open(&mut self, file: Picked, again: Option<Quarantined>, gb18030: Decoder) {
        self.files.push_front(Waiting::Opened(Box::new(loosen(file, gb18030).with(self.key.clone())), again));
    }

    /// Puts the documents of a bundle in its place.
    pub(super) fn unpack(&mut self, (bundle, again): &Document) {
        let bytes = bundle.contents.as_deref().unwrap_or_default();
        for Picked { name, contents } in unpack(&bundle.name, bytes, Kind::Submission).into_iter().rev() {
            let came = contents.as_ref().unwrap_or(&bundle.came).clone();
            let loose = Loose { name, contents, charset: bundle.charset, came };
            self.files.push_front(Waiting::Document((loose, again.clone())));
        }
    }

    /// Counts one that has been looked at.
    pub(super) fn done(&mut self) {
        self.done += 1;
    }

    /// Gives documents out as a batch: its number, and their contents.
    pub(super) fn give_out(&mut self, batch: Vec<Document>) -> (usize, Vec<Vec<u8>>) {
        let contents = batch.iter().map(|(loose, _)| loose.contents.clone().unwrap_or_default()).collect();
        self.batches += 1;
        self.given.push_back((self.batches, batch));
        (self.batches, contents)
    }

    /// Takes a batch back, unless it has come back already.
    pub(super) fn take_back(&mut self, number: usize) -> Vec<Document> {
        let place = self.given.iter().position(|(given, _)| *given == number);
        place.and_then(|place| self.given.remove(place)).map_or_else(Vec::new, |(_, batch)| batch)
    }
}

/// Whether a batch is full.
pub(super) fn is_full(batch: &[Document], most: usize) -> bool {
    let bytes: usize = batch.iter().map(|(loose, _)| loose.came.len()).sum();
    batch.len() >= most || bytes >= BATCH
}
