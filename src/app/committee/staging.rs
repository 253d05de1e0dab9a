//! Files that came in are looked at, and wait to be counted.

use std::collections::VecDeque;

use super::Committee;
use super::quarantine::{Quarantined, is_kept};
use super::staged::Staged;
use crate::app::msg::Picked;
use crate::app::unpack::{Loose, loosen, unpack};
use crate::domain::Sheet;
use crate::domain::intake::{Intake, Verdict};
use crate::format::{Charset, Decoder, Kind, ReadError, read_submission, told};

/// A file that has not been looked at.
#[derive(Clone, Debug)]
enum Waiting {
    /// It counts already, and comes out of the store.
    Stored(String),
    /// It could not be used when it came, and comes out of the store too.
    Again(Quarantined),
    /// It has just come in.
    Picked(Picked),
}

/// Files that have not been looked at yet.
#[derive(Clone, Debug, Default)]
pub struct Unseen {
    /// How many there were.
    pub all: usize,
    files: VecDeque<Waiting>,
    /// So many stood in the table already when they came in.
    earlier: usize,
    /// What would count if those before them did; nothing before the first of them.
    trial: Option<Intake>,
}

impl Unseen {
    /// How many are left.
    pub fn left(&self) -> usize {
        self.files.len()
    }

    fn add(&mut self, files: impl Iterator<Item = Waiting>) {
        if self.files.is_empty() {
            self.all = 0;
            self.trial = None;
        }
        let before = self.files.len();
        self.files.extend(files);
        self.all += self.files.len() - before;
    }
}

impl Committee {
    /// Looks at files without counting them yet: each is judged beside the ones before it.
    pub fn stage(&mut self, files: Vec<Picked>, gb18030: Decoder) {
        self.take(files);
        while self.stage_some(usize::MAX, gb18030) {}
    }

    /// Takes files, to be looked at a few at a time.
    pub fn take(&mut self, files: Vec<Picked>) {
        if self.unseen.files.is_empty() {
            self.unseen.earlier = self.staged.len();
        }
        self.unseen.add(files.into_iter().map(Waiting::Picked));
    }

    /// Takes the files that count already. One that cannot be read any more is left out of the sums and stays in the
    /// table with its reason.
    pub fn load(&mut self, texts: Vec<String>) {
        self.loaded = true;
        self.unseen.add(texts.into_iter().map(Waiting::Stored));
    }

    /// Takes files that could not be used when they came, to be looked at again.
    pub fn take_again(&mut self, files: Vec<Quarantined>) {
        for file in &files {
            self.quarantine.found(file);
        }
        self.unseen.add(files.into_iter().map(Waiting::Again));
    }

    /// Whether all files that count are here.
    pub fn is_loaded(&self) -> bool {
        self.loaded && !self.unseen.files.iter().any(|file| matches!(file, Waiting::Stored(_)))
    }

    /// Looks at so many of them; returns whether there are more. An archive counts as one.
    pub fn stage_some(&mut self, files: usize, gb18030: Decoder) -> bool {
        let mut counts = false;
        for _ in 0..files {
            let Some(file) = self.unseen.files.pop_front() else { break };
            if let Waiting::Stored(text) = file {
                counts = true;
                self.unseen.trial = None;
                self.restore(text);
                continue;
            }
            let mut trial = self.unseen.trial.take().unwrap_or_else(|| self.trial());
            match file {
                Waiting::Picked(picked) => loosen(picked, gb18030, &mut |loose| self.look_at(&mut trial, loose)),
                Waiting::Again(file) => self.look_again(&mut trial, &file, gb18030),
                Waiting::Stored(_) => {}
            }
            self.unseen.trial = Some(trial);
        }
        if counts && self.is_loaded() {
            self.roll();
        }
        self.unseen.left() > 0
    }

    fn restore(&mut self, text: String) {
        match read_submission(text.as_bytes()) {
            Ok(received) => {
                self.texts.insert(received.digest.clone(), text);
                // Undo never takes back what was stored before.
                if let Some(before) = &mut self.before {
                    before.take(received.clone());
                }
                let other = self.intake.get(&received.submission.id).map(|other| other.digest.clone());
                let verdict = self.intake.take(received.clone());
                self.keeping.found(&received, &verdict, other.as_deref());
            }
            Err(error) => {
                let (name, outcome, charset) = (String::new(), Err(error), Charset::Utf8);
                self.staged.push(Staged { name, outcome, total: None, text, charset, quarantined: None });
            }
        }
    }

    /// What is there in the meantime is done with.
    fn look_again(&mut self, trial: &mut Intake, file: &Quarantined, gb18030: Decoder) {
        if self.quarantined_file(&file.key).is_some() {
            return;
        }
        let first = self.staged.len();
        let picked = Picked { name: file.name.clone(), contents: Ok(file.bytes.to_vec()) };
        loosen(picked, gb18030, &mut |loose| self.look_at(trial, loose));
        for mut staged in self.staged.split_off(first) {
            if !matches!(staged.outcome, Ok((_, Verdict::Duplicate | Verdict::Older { .. }))) {
                // What this program can read and the last one could not stays until it counts.
                staged.quarantined = Some(file.clone());
                self.staged.push(staged);
            }
        }
    }

    fn look_at(&mut self, trial: &mut Intake, loose: Loose) {
        let Loose { name, contents, charset, came } = loose;
        let read = contents.as_ref().map_err(Clone::clone).and_then(|bytes| read_submission(bytes));
        let bytes = contents.unwrap_or_default();
        let staged = match read {
            Err(ReadError::OtherKind { found: Kind::Bundle, .. }) => {
                for Picked { name, contents } in unpack(&name, &bytes, Kind::Submission) {
                    let came = contents.as_ref().unwrap_or(&came).clone();
                    self.look_at(trial, Loose { name, contents, charset, came });
                }
                return;
            }
            Ok(received) => {
                let verdict = trial.take(received.clone());
                let quarantined = matches!(verdict, Verdict::Conflict { .. }).then(|| Quarantined::of(&name, &came));
                Staged {
                    name,
                    total: Some(Sheet::open(received.submission.clone()).totals().total),
                    outcome: Ok((Box::new(received), verdict)),
                    text: String::from_utf8(bytes).unwrap_or_default(),
                    charset,
                    quarantined: quarantined.flatten(),
                }
            }
            Err(error) => {
                let error = told(error, &bytes);
                let quarantined = is_kept(&error).then(|| Quarantined::of(&name, &came)).flatten();
                Staged { name, outcome: Err(error), total: None, text: String::new(), charset, quarantined }
            }
        };
        self.put(staged);
    }

    /// Puts a file into the table; one that has waited there since an earlier time is there once.
    fn put(&mut self, staged: Staged) {
        let earlier = &self.staged[..self.unseen.earlier.min(self.staged.len())];
        let same = |one: &Staged| staged.quarantined.is_some() && one.quarantined == staged.quarantined;
        if let Some(place) = earlier.iter().position(same) {
            self.staged.remove(place);
            self.unseen.earlier -= 1;
        }
        self.staged.push(staged);
    }

    /// What would count if the staged files did.
    pub(super) fn trial(&self) -> Intake {
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
}
