//! A file that has been looked at, and what would become of it.

use super::quarantine::Quarantined;
use crate::domain::intake::{Intake, Received, Verdict};
use crate::domain::{Points, Sheet};
use crate::format::{Charset, ReadError};

/// A file that was dropped and waits to be counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Staged {
    /// Its name.
    pub name: String,
    /// What it is, and what would become of it.
    pub outcome: Result<(Box<Received>, Verdict), ReadError>,
    /// What it comes to here, whatever it says itself.
    pub total: Option<Points>,
    /// Its text, to be kept when it counts.
    pub text: String,
    /// How it was encoded.
    pub charset: Charset,
    /// The file as it came, where it stays until somebody has mended it.
    pub quarantined: Option<Quarantined>,
}

/// What a submission comes to here.
pub(super) fn comes_to(received: &Received) -> Points {
    Sheet::open(received.submission.clone()).totals().total
}

impl Staged {
    /// A submission that contradicts one that counts.
    pub(super) fn conflicting(name: String, received: Received, verdict: Verdict, text: String) -> Staged {
        Staged {
            total: Some(comes_to(&received)),
            quarantined: Quarantined::of(&name, text.as_bytes()),
            outcome: Ok((Box::new(received), verdict)),
            charset: Charset::Utf8,
            name,
            text,
        }
    }

    /// The same file beside others.
    pub(super) fn beside(self, trial: &mut Intake) -> Staged {
        let outcome = self.outcome.map(|(received, _)| {
            let verdict = trial.take((*received).clone());
            (received, verdict)
        });
        Staged { outcome, ..self }
    }

    /// Whether somebody has to mend it before it can be used.
    pub fn is_refused(&self) -> bool {
        matches!(self.outcome, Err(_) | Ok((_, Verdict::Conflict { .. })))
    }
}
