//! What becomes of a file that comes in: counted, replaced, refused, set aside. One bad file never
//! stops the rest, and the order in which files come changes nothing.

use litemap::LiteMap;
use serde::Serialize;

use super::id::SubmissionId;
use super::likeness::{Likeness, Looks};
use super::submission::{Revision, Submission};

/// A submission that came in as a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Received {
    /// What it says.
    pub submission: Submission,
    /// SHA-256 of the file's canonical contents, 64 hexadecimal digits.
    pub digest: String,
    /// SHA-256 of its standard: only submissions to the very same standard are rolled up together.
    pub standard: String,
    /// What to read out on the phone.
    pub check_code: String,
    /// The public key that it is signed with, 64 hexadecimal digits; none where it has no signature.
    pub signer: Option<String>,
}

/// What becomes of one file, beside those that are already there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Counted.
    Accepted,
    /// Counted instead of an older revision of the same submission.
    Newer {
        /// The revision it replaces.
        replaces: Revision,
    },
    /// The same contents are already there; no effect.
    Duplicate,
    /// A newer revision is already there; no effect.
    Older {
        /// The revision that stays.
        newer: Revision,
    },
    /// The same submission and revision with other contents: somebody has to ask the unit.
    Conflict {
        /// The check code of the one that stays.
        other: String,
    },
    /// Counted, but another submission of the same unit, standard and period is there too.
    SecondReport {
        /// The check code of the other one.
        other: String,
    },
    /// Counted, but another submission of the same standard and period is there whose unit looks the same.
    LookAlike {
        /// The check code of the other one.
        other: String,
        /// The name of its unit.
        unit: String,
    },
}

impl Verdict {
    /// Whether the file's contents are part of the roll-up from now on.
    pub const fn counts(&self) -> bool {
        !matches!(self, Verdict::Duplicate | Verdict::Older { .. } | Verdict::Conflict { .. })
    }
}

/// Every submission that counts, by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Intake {
    held: LiteMap<SubmissionId, Held>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Held {
    received: Received,
    looks: Looks,
}

impl Held {
    /// How likely it is that another submission is a second report of the same unit.
    fn compare(&self, other: &Submission, looks: &Looks) -> Option<Likeness> {
        let own = &self.received.submission;
        let are_rivals = (&own.template.id, own.period) == (&other.template.id, other.period);
        are_rivals.then(|| self.looks.compare(&own.unit, looks, &other.unit)).flatten()
    }
}

impl Intake {
    /// What would become of a file.
    pub fn judge(&self, incoming: &Received) -> Verdict {
        self.judge_by(incoming, &Looks::of(&incoming.submission.unit))
    }

    fn judge_by(&self, incoming: &Received, looks: &Looks) -> Verdict {
        let new = &incoming.submission;
        if let Some(held) = self.get(&new.id) {
            let old = &held.submission;
            return match new.revision.cmp(&old.revision) {
                _ if held.digest == incoming.digest => Verdict::Duplicate,
                std::cmp::Ordering::Greater => Verdict::Newer { replaces: old.revision },
                std::cmp::Ordering::Less => Verdict::Older { newer: old.revision },
                std::cmp::Ordering::Equal => Verdict::Conflict { other: held.check_code.clone() },
            };
        }
        let mut alike = None;
        for held in self.held.values() {
            match held.compare(new, looks) {
                Some(Likeness::Same) => return Verdict::SecondReport { other: held.received.check_code.clone() },
                Some(Likeness::Alike) => alike = alike.or(Some(&held.received)),
                None => {}
            }
        }
        match alike {
            Some(held) => {
                Verdict::LookAlike { other: held.check_code.clone(), unit: held.submission.unit.name.clone() }
            }
            None => Verdict::Accepted,
        }
    }

    /// Judges a file and keeps it where it counts. Of two that contradict each other under one
    /// revision the smaller digest stays, so that every order of files ends the same.
    pub fn take(&mut self, incoming: Received) -> Verdict {
        let looks = Looks::of(&incoming.submission.unit);
        let verdict = self.judge_by(&incoming, &looks);
        let wins_conflict = || self.get(&incoming.submission.id).is_some_and(|held| incoming.digest < held.digest);
        if verdict.counts() || (matches!(verdict, Verdict::Conflict { .. }) && wins_conflict()) {
            self.held.insert(incoming.submission.id.clone(), Held { received: incoming, looks });
        }
        verdict
    }

    /// Lets one go.
    pub fn remove(&mut self, id: &SubmissionId) {
        self.held.remove(id);
    }

    /// Everything that counts, in the order of ids.
    pub fn held(&self) -> impl ExactSizeIterator<Item = &Received> + Clone {
        self.held.values().map(|held| &held.received)
    }

    /// Which of those that count may be of one unit, and how likely that is: the likelier of several.
    pub fn likenesses(&self) -> LiteMap<SubmissionId, Likeness> {
        let mut by_look: Vec<(&str, &SubmissionId, &Held)> = Vec::new();
        for (id, held) in self.held.iter() {
            by_look.extend(held.looks.keys().into_iter().filter(|look| !look.is_empty()).map(|look| (look, id, held)));
        }
        by_look.sort_unstable_by_key(|(look, id, _)| (*look, *id));
        let mut found = LiteMap::new();
        for same in by_look.chunk_by(|one, other| one.0 == other.0) {
            for (n, (_, id, held)) in same.iter().enumerate() {
                for (_, other_id, other) in &same[n + 1..] {
                    let Some(likeness) = held.compare(&other.received.submission, &other.looks) else { continue };
                    for id in [*id, *other_id] {
                        let likelier = found.get(id).map_or(likeness, |known: &Likeness| likeness.min(*known));
                        found.insert(id.clone(), likelier);
                    }
                }
            }
        }
        found
    }

    /// One that counts.
    pub fn get(&self, id: &SubmissionId) -> Option<&Received> {
        self.held.get(id).map(|held| &held.received)
    }
}
