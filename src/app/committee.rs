//! The committee's side: files come in, are looked at, counted, rolled up.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use super::msg::Picked;
use super::unpack::{Loose, loosen, unpack};
use crate::domain::intake::{Intake, Received, Verdict};
use crate::domain::rollup::{Quota, Rollup};
use crate::domain::{ItemId, Period, Points, Sheet, SubmissionId, Template};
use crate::format::{Charset, Decoder, Kind, ReadError, read_submission, told};
use litemap::LiteMap;

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
}

impl Staged {
    /// Whether somebody has to mend it before it can be used.
    pub fn is_refused(&self) -> bool {
        matches!(self.outcome, Err(_) | Ok((_, Verdict::Conflict { .. })))
    }
}

/// Files that came in and have not been looked at.
#[derive(Clone, Debug, Default)]
pub struct Unseen {
    /// How many came in.
    pub all: usize,
    /// Those that are left.
    pub files: VecDeque<Picked>,
    /// What would count if those before them did.
    trial: Intake,
}

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
    /// Whether the stored files have been read.
    pub loaded: bool,
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
    /// What counted before the last commit, for undo.
    before: Option<Intake>,
    /// The texts of what counts, by digest, for undo and for the store.
    texts: LiteMap<String, String>,
    /// The shown roll-up.
    rollup: Option<Rc<Rollup>>,
}

impl Committee {
    /// Files that were stored earlier. One that cannot be read any more is left out of the sums
    /// and stays in the staging table with its reason.
    pub fn load(&mut self, texts: Vec<String>) {
        self.loaded = true;
        for text in texts {
            match read_submission(text.as_bytes()) {
                Ok(received) => {
                    self.texts.insert(received.digest.clone(), text);
                    // Undo never takes back what was stored before.
                    if let Some(before) = &mut self.before {
                        before.take(received.clone());
                    }
                    self.intake.take(received);
                }
                Err(error) => {
                    self.staged.push(Staged {
                        name: String::new(),
                        outcome: Err(error),
                        total: None,
                        text,
                        charset: Charset::Utf8,
                    });
                }
            }
        }
        self.roll();
    }

    /// Looks at files without counting them yet: each is judged beside the ones before it.
    pub fn stage(&mut self, files: Vec<Picked>, gb18030: Decoder) {
        self.take(files);
        while self.stage_some(usize::MAX, gb18030) {}
    }

    /// Takes files, to be looked at a few at a time.
    pub fn take(&mut self, files: Vec<Picked>) {
        if self.unseen.files.is_empty() {
            self.unseen = Unseen { trial: self.trial(), ..Unseen::default() };
        }
        self.unseen.all += files.len();
        self.unseen.files.extend(files);
    }

    /// Looks at so many of them; returns whether there are more. An archive counts as one.
    pub fn stage_some(&mut self, files: usize, gb18030: Decoder) -> bool {
        let mut trial = std::mem::take(&mut self.unseen.trial);
        for _ in 0..files {
            let Some(picked) = self.unseen.files.pop_front() else { break };
            loosen(picked, gb18030, &mut |loose| self.look_at(&mut trial, loose));
        }
        self.unseen.trial = trial;
        !self.unseen.files.is_empty()
    }

    fn look_at(&mut self, trial: &mut Intake, loose: Loose) {
        let Loose { name, contents, charset } = loose;
        let read = contents.as_ref().map_err(Clone::clone).and_then(|bytes| read_submission(bytes));
        let bytes = contents.unwrap_or_default();
        let mut total = None;
        let (outcome, text) = match read {
            Err(ReadError::OtherKind { found: Kind::Bundle, .. }) => {
                for Picked { name, contents } in unpack(&name, &bytes, Kind::Submission) {
                    self.look_at(trial, Loose { name, contents, charset });
                }
                return;
            }
            Ok(received) => {
                let verdict = trial.take(received.clone());
                total = Some(Sheet::open(received.submission.clone()).totals().total);
                (Ok((Box::new(received), verdict)), String::from_utf8(bytes).unwrap_or_default())
            }
            Err(error) => (Err(told(error, &bytes)), String::new()),
        };
        self.staged.push(Staged { name, outcome, total, text, charset });
    }

    /// What would count if the staged files did.
    fn trial(&self) -> Intake {
        let mut trial = self.intake.clone();
        for (received, _) in self.staged.iter().filter_map(|staged| staged.outcome.as_ref().ok()) {
            trial.take((**received).clone());
        }
        trial
    }

    /// How many of the staged files would count.
    pub fn countable(&self) -> usize {
        self.staged.iter().filter(|staged| staged.outcome.as_ref().is_ok_and(|(_, verdict)| verdict.counts())).count()
    }

    /// How many of the staged files cannot be used.
    pub fn refused(&self) -> usize {
        self.staged.iter().filter(|staged| staged.is_refused()).count()
    }

    /// Counts the staged files; those that cannot be read wait on. Returns what to keep and what to let go in
    /// the store.
    pub fn commit(&mut self) -> Change {
        let after = self.trial();
        for staged in std::mem::take(&mut self.staged) {
            match staged.outcome {
                Ok((received, _)) => drop(self.texts.insert(received.digest, staged.text)),
                Err(_) => self.staged.push(staged),
            }
        }
        let before = std::mem::replace(&mut self.intake, after);
        let change = self.change(&before, &self.intake);
        self.before = Some(before);
        self.roll();
        change
    }

    /// Takes the last commit back.
    pub fn undo(&mut self) -> Change {
        let Some(before) = self.before.take() else { return Change::default() };
        let after = std::mem::replace(&mut self.intake, before);
        let change = self.change(&after, &self.intake);
        self.roll();
        change
    }

    /// Whether there is a commit to take back.
    pub const fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    fn change(&self, before: &Intake, after: &Intake) -> Change {
        let digests = |intake: &Intake| intake.held().map(|received| received.digest.clone()).collect::<Vec<_>>();
        let (old, new) = (digests(before), digests(after));
        let text = |digest: &String| self.texts.get(digest).map(|text| (digest.clone(), text.clone()));
        Change {
            keep: new.iter().filter(|digest| !old.contains(digest)).filter_map(text).collect(),
            let_go: old.into_iter().filter(|digest| !new.contains(digest)).collect(),
        }
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
        self.rollup = groups.get(self.chosen).map(|group| {
            let received: Vec<&Received> = self.intake.held().filter(|received| key(received) == group.key).collect();
            Rc::new(Rollup::of(group.template.clone(), &received, self.quota))
        });
    }

    /// The shown roll-up, if anything counts.
    pub const fn rollup(&self) -> Option<&Rc<Rollup>> {
        self.rollup.as_ref()
    }

    /// How many submissions count.
    pub fn counted(&self) -> usize {
        self.intake.held().len()
    }
}

/// What to keep and what to let go in the store.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Files by digest.
    pub keep: Vec<(String, String)>,
    /// Digests.
    pub let_go: Vec<String>,
}
