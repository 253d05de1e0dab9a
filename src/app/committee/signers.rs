//! Which key each unit signs with, and files that are encrypted for this one.

use std::rc::Rc;

use super::Committee;
use crate::domain::SubmissionId;
use crate::domain::intake::Received;
use crate::domain::{Signers, Signing};
use crate::format::{OpenKey, ReadError};

/// The keys that units are known by.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    signers: Signers,
    /// Some of them have not been stored.
    is_new: bool,
}

impl Committee {
    /// Takes the keys that units were known by before.
    pub fn know(&mut self, signers: Vec<(String, String)>) {
        self.known.signers = Signers::of(signers);
    }

    /// How a file stands to the key of its unit.
    pub fn signing(&self, received: &Received) -> Signing {
        self.known.signers.judge(received, self.intake.held().chain(self.waiting()))
    }

    /// The same of one that counts.
    pub fn signing_of(&self, id: &SubmissionId) -> Option<(Signing, &Received)> {
        self.intake.get(id).map(|received| (self.known.signers.judge(received, self.intake.held()), received))
    }

    /// Somebody has asked the unit: from now on this is its key.
    pub fn trust(&mut self, id: &SubmissionId) {
        if let Some(received) = self.intake.get(id) {
            self.known.signers.trust(received);
            self.known.is_new = true;
        }
    }

    /// Takes the keys of what counts, and of what is about to.
    pub(super) fn learn_signers(&mut self) {
        let mut signers = std::mem::take(&mut self.known.signers);
        self.known.is_new |= signers.learn(self.intake.held().chain(self.waiting()));
        self.known.signers = signers;
    }

    /// The keys that units are known by, when some are new; those of what counts are among them.
    pub fn new_signers(&mut self) -> Option<Vec<(String, String)>> {
        if self.is_loaded() {
            self.known.is_new |= self.known.signers.learn(self.intake.held());
        }
        let is_new = std::mem::take(&mut self.known.is_new);
        is_new.then(|| self.known.signers.all().map(|(unit, key)| (unit.to_owned(), key.to_owned())).collect())
    }

    /// The key is not here any more.
    pub fn close_key(&mut self) {
        self.unseen.key = None;
    }

    /// From now on files that are encrypted for this key are opened with it. Returns whether some have waited for it.
    pub fn open_with(&mut self, key: Rc<OpenKey>) -> bool {
        self.unseen.key = Some(key);
        let waits = |error: &ReadError| matches!(error, ReadError::Encrypted { .. });
        let (again, staged) = std::mem::take(&mut self.staged)
            .into_iter()
            .partition::<Vec<_>, _>(|staged| staged.quarantined.is_some() && staged.outcome.as_ref().is_err_and(waits));
        self.staged = staged;
        let again: Vec<_> = again.into_iter().filter_map(|staged| staged.quarantined).collect();
        let waited = !again.is_empty();
        if waited {
            self.unseen.begin(self.staged.len());
            self.unseen.take_again(again);
        }
        waited
    }
}
