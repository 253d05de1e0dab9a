//! The committee's side: files come in, are looked at, counted, rolled up.

mod keeping;
mod letting_in;
mod quarantine;
mod signers;
mod staged;
mod staging;
mod unseen;

use std::rc::Rc;
use std::sync::Arc;

use super::store::StoreError;
use crate::domain::intake::{Intake, Received, Verdict};
use crate::domain::rollup::{Quota, Rollup};
use crate::domain::{ItemId, Likeness, Period, SubmissionId, Template};
use crate::format::Standards;
use litemap::LiteMap;

pub use keeping::Change;
use keeping::Keeping;
use quarantine::Quarantine;
pub use quarantine::{MAX_QUARANTINE_BYTES, Quarantined};
use signers::Known;
pub use staged::Staged;
pub use unseen::Unseen;

/// Submissions that can be rolled up together: one standard, one period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The standard.
    pub template: Arc<Template>,
    /// For when.
    pub period: Option<Period>,
    /// How many there are.
    pub units: usize,
    key: GroupKey,
}

type GroupKey = (String, Option<Period>);

fn key(received: &Received) -> GroupKey {
    (received.standard.clone(), received.submission.period)
}

/// Everything on the committee's screen.
#[derive(Clone, Debug, Default)]
pub struct Committee {
    /// Whether the store has been asked for its files.
    pub loaded: bool,
    /// Why the store did not take what changed last: it may not have what counts.
    pub unstored: Option<StoreError>,
    /// Files that have not been looked at yet, and what counts with those before them.
    pub unseen: Unseen,
    /// Files that wait.
    pub staged: Vec<Staged>,
    /// Which group is shown.
    pub chosen: usize,
    /// The limit on the award.
    pub quota: Option<Quota>,
    /// The answer that is looked at.
    pub looked_at: Option<(SubmissionId, ItemId)>,
    /// What counts.
    intake: Intake,
    /// What counted before the last step, for undo.
    before: Option<Intake>,
    /// The texts of what counts, by digest, for undo and for the store.
    texts: LiteMap<String, String>,
    /// What of it is in the store.
    keeping: Keeping,
    /// The standards of what was read.
    standards: Standards,
    /// Which of what counts may be of one unit.
    likenesses: LiteMap<SubmissionId, Likeness>,
    /// The key of each unit that has signed.
    known: Known,
    /// Which files that could not be used are in the store.
    quarantine: Quarantine,
    /// The shown roll-up.
    rollup: Option<Rc<Rollup>>,
}

impl Committee {
    /// Counts the staged files; those that cannot be read, and those that contradict one that counts, wait on.
    pub fn commit(&mut self) {
        self.learn_signers();
        let after = self.trial();
        let contradicts = |received: &Received| match after.judge(received) {
            verdict @ Verdict::Conflict { .. } => Some(verdict),
            _ => None,
        };
        for staged in std::mem::take(&mut self.staged) {
            let Ok((received, _)) = staged.outcome else {
                self.staged.push(staged);
                continue;
            };
            self.texts.insert(received.digest.clone(), staged.text.clone());
            if let Some(verdict) = contradicts(&received) {
                self.staged.push(Staged::conflicting(staged.name, *received, verdict, staged.text));
            }
        }
        // Of two that contradict each other the smaller digest counts: it may be the other one that waits.
        for received in self.intake.held() {
            if let (Some(verdict), Some(text)) = (contradicts(received), self.texts.get(&received.digest)) {
                let staged = Staged::conflicting(String::new(), received.clone(), verdict, text.clone());
                self.staged.push(staged);
            }
        }
        self.before = Some(std::mem::replace(&mut self.intake, after));
        self.roll();
    }

    /// Takes one out again that counts.
    pub fn withdraw(&mut self, id: &SubmissionId) {
        let before = self.intake.clone();
        self.intake.remove(id);
        self.before = Some(before);
        self.looked_at = None;
        self.judge_again();
    }

    /// Takes the last step back: a commit, or what was taken out.
    pub fn undo(&mut self) {
        let Some(before) = self.before.take() else { return };
        self.intake = before;
        self.judge_again();
    }

    /// What contradicted one that is gone again may count now.
    fn judge_again(&mut self) {
        let waiting = std::mem::take(&mut self.staged);
        let mut trial = self.intake.clone();
        self.staged = waiting.into_iter().map(|staged| staged.beside(&mut trial)).collect();
        self.roll();
    }

    /// Whether there is a step to take back.
    pub const fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// The groups there are, the largest first.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for received in self.intake.held() {
            let key = key(received);
            match groups.iter_mut().find(|group| group.key == key) {
                Some(group) => group.units += 1,
                None => {
                    let (template, period) = (received.submission.template.clone(), received.submission.period);
                    groups.push(Group { template, period, units: 1, key });
                }
            }
        }
        groups.sort_unstable_by(|one, other| other.units.cmp(&one.units).then_with(|| one.key.cmp(&other.key)));
        groups
    }

    /// Computes the shown roll-up again.
    pub fn roll(&mut self) {
        let groups = self.groups();
        self.chosen = self.chosen.min(groups.len().saturating_sub(1));
        self.likenesses = self.intake.likenesses();
        self.rollup = groups.get(self.chosen).map(|group| {
            let received: Vec<&Received> = self.intake.held().filter(|received| key(received) == group.key).collect();
            Rc::new(Rollup::of(group.template.clone(), &received, self.quota))
        });
    }

    /// The shown roll-up, if anything counts.
    pub const fn rollup(&self) -> Option<&Rc<Rollup>> {
        self.rollup.as_ref()
    }

    /// Whether another one that counts may be of the same unit, and how likely that is.
    pub fn likeness(&self, id: &SubmissionId) -> Option<Likeness> {
        self.likenesses.get(id).copied()
    }

    /// How many submissions count.
    pub fn counted(&self) -> usize {
        self.intake.held().len()
    }
}
