//! What is kept beside the store, in another place of the machine, so that a store that was emptied or damaged
//! is noticed and its records come back.
//!
//! - the *tail*: edits that are not on disk yet, written right after the turn that made them. A net for what
//!   was typed last, never an acknowledgement; one for each window.
//! - the *mark*: the head that was acknowledged last.
//! - the *mirror*: the newest file that was written of the record.

use super::Journalled;
use super::line::{open, seal, text, value};
use crate::app::home::Head;
use crate::domain::json::Write;
use crate::domain::{Revision, SubmissionId};

/// Keys in that place begin like this; the record follows, in a tail after its window and a dot.
pub const TAIL: &str = "yardstick.tail.";
/// The same for marks.
pub const MARK: &str = "yardstick.mark.";
/// The same for mirrors.
pub const MIRROR: &str = "yardstick.mirror.";

/// Sixteen letters name a window, and a dot follows.
const WINDOW: usize = 17;

/// Whether a key is that of a record's tail.
pub fn is_tail(key: &str, id: &SubmissionId) -> bool {
    key.strip_prefix(TAIL).and_then(|rest| rest.get(WINDOW..)) == Some(id.as_str())
}

/// The longest file that is mirrored, and all of them together, in bytes. The place beside the store holds
/// five million letters.
const LONGEST: usize = 400_000;
const MOST: usize = 3_500_000;

/// A file of the record as it was at a revision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mirrored {
    /// The revision it holds.
    pub revision: Revision,
    /// The file.
    pub file: String,
}

/// What was found beside the store about one record. Lines that are damaged are as good as none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beside {
    /// The head that was acknowledged last.
    pub known: Option<Head>,
    /// The mirror.
    pub mirrored: Option<Mirrored>,
    /// The tails.
    pub tails: Vec<Journalled>,
}

impl Beside {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.known.is_none() && self.mirrored.is_none() && self.tails.is_empty()
    }

    /// Reads the lines of a record.
    pub fn read(id: &SubmissionId, mark: Option<&str>, mirror: Option<&str>, tails: &[String]) -> Beside {
        let contents = |line| open(id.as_str(), line).map(|(_, contents)| contents);
        Beside {
            known: mark.and_then(|mark| marked(id, mark)),
            mirrored: mirror.and_then(contents).and_then(|mirror| {
                let (revision, file) = mirror.split_once(' ')?;
                Some(Mirrored { revision: revision.parse().ok()?, file: file.to_owned() })
            }),
            tails: tails.iter().filter_map(|tail| value(contents(tail)?)).collect(),
        }
    }
}

/// The record that a key is about, unless it is a tail: a record of which nothing else is left was never stored.
pub(in crate::app) fn record_of(key: &str) -> Option<SubmissionId> {
    [MARK, MIRROR].iter().find_map(|prefix| key.strip_prefix(prefix)).map(SubmissionId::from)
}

/// Reads the mark of a record.
pub fn marked(id: &SubmissionId, line: &str) -> Option<Head> {
    value(open(id.as_str(), line)?.1)
}

/// The line of a tail or of a mark.
pub fn small_line(id: &SubmissionId, value: &impl Write) -> String {
    seal(id.as_str(), &text(value))
}

/// The line of a mirror; none where it would leave no room. `taken` is what the other mirrors take up.
pub fn mirror_line(id: &SubmissionId, revision: Revision, file: &str, taken: usize) -> Option<String> {
    let fits = file.len() <= LONGEST && taken + file.len() <= MOST;
    fits.then(|| seal(id.as_str(), &[&revision.to_string(), " ", file].concat()))
}
