//! What the windows of one browser say to each other about a record, so that one fills it and the others look on.
//! Nothing is locked: a window that is gone does not answer, and leaves nothing behind.

use crate::domain::SubmissionId;

/// What a window says about a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Call {
    /// It has just been opened here: does another window fill it?
    Asked,
    /// It is filled here.
    Held,
    /// It is filled here from now on.
    Taken,
    /// It is not filled here any more, and what was filled is stored.
    Released,
}

const CALLS: [(Call, &str); 4] =
    [(Call::Asked, "asked"), (Call::Held, "held"), (Call::Taken, "taken"), (Call::Released, "released")];

/// Where an open record is filled, as far as this window knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holder {
    /// Here.
    Here,
    /// Here, unless another window says otherwise in a moment.
    Asking,
    /// In another window.
    Elsewhere,
    /// In another window, which has been told to let go.
    Taking,
}

impl Holder {
    /// Whether anything may be put in here.
    pub const fn is_here(self) -> bool {
        matches!(self, Holder::Here | Holder::Asking)
    }
}

/// A call as one line: what is said, by which window, about which record.
pub fn call_line(call: Call, window: &str, record: &SubmissionId) -> String {
    let word = CALLS.iter().find(|(known, _)| *known == call).map_or("", |(_, word)| word);
    [word, " ", window, " ", record.as_str()].concat()
}

/// Reads such a line; `None` for what no window of this page says.
pub fn called(line: &str) -> Option<(Call, &str, SubmissionId)> {
    let (word, rest) = line.split_once(' ')?;
    let (window, record) = rest.split_once(' ')?;
    let &(call, _) = CALLS.iter().find(|(_, known)| *known == word)?;
    Some((call, window, SubmissionId::from(record)))
}
