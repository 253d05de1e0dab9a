//! What counts goes into the store: one change after the other, so that none overtakes another.

use litemap::LiteMap;

use super::Committee;
use crate::app::save::SaveState;
use crate::app::store::StoreError;
use crate::domain::intake::{Received, Verdict};

/// What to keep and what to let go in the store.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Files by digest.
    pub keep: Vec<(String, String)>,
    /// Digests.
    pub let_go: Vec<String>,
    /// How many there are afterwards.
    pub count: usize,
}

/// Files of the store by digest, and whether each is certainly there: a change under way, or one that failed, may be
/// there by half.
type Held = LiteMap<String, bool>;

/// What is in the store.
#[derive(Clone, Debug, Default)]
pub(super) struct Keeping {
    held: Held,
    /// What is there when the change under way is.
    under_way: Option<Held>,
}

impl Keeping {
    /// A file came out of the store, where `other` of the same submission counted before it.
    pub(super) fn found(&mut self, received: &Received, verdict: &Verdict, other: Option<&str>) {
        match (verdict, other) {
            // Neither goes before somebody has asked the unit.
            (Verdict::Conflict { .. }, Some(other)) => drop(self.held.remove(other)),
            _ => drop(self.held.insert(received.digest.clone(), true)),
        }
    }
}

impl Committee {
    /// What to change next, so that the store has what counts; nothing while a change is under way, and none after one
    /// that failed until it is tried again.
    pub fn next_change(&mut self) -> Option<Change> {
        if self.is_storing() || self.unstored.is_some() {
            return None;
        }
        let wanted: Held = self.intake.held().map(|received| (received.digest.clone(), true)).collect();
        let text = |digest: &String| self.texts.get(digest).map(|text| (digest.clone(), text.clone()));
        let held = &mut self.keeping.held;
        let change = Change {
            keep: wanted.keys().filter(|digest| held.get(*digest) != Some(&true)).filter_map(text).collect(),
            count: wanted.len(),
            let_go: held.keys().filter(|digest| !wanted.contains_key(*digest)).cloned().collect(),
        };
        if change.keep.is_empty() && change.let_go.is_empty() {
            return None;
        }
        for digest in change.keep.iter().map(|(digest, _)| digest).chain(&change.let_go) {
            held.insert(digest.clone(), false);
        }
        self.keeping.under_way = Some(wanted);
        Some(change)
    }

    /// The change under way is in the store, or is not.
    pub fn changed(&mut self, result: Result<(), StoreError>) {
        let after = self.keeping.under_way.take();
        match result {
            Ok(()) => {
                // What was found meanwhile stays.
                self.keeping.held.retain(|_, surely| *surely);
                self.keeping.held.extend(after.unwrap_or_default());
            }
            Err(error) => self.unstored = Some(error),
        }
    }

    /// Whether something that counts is on its way into the store.
    pub const fn is_storing(&self) -> bool {
        self.keeping.under_way.is_some()
    }

    /// What the user is told while the store does not have what counts.
    pub(in crate::app) const fn save_state(&self) -> Option<SaveState> {
        match self.unstored {
            _ if self.is_storing() => Some(SaveState::Saving),
            Some(_) => Some(SaveState::Failed),
            None => None,
        }
    }
}
