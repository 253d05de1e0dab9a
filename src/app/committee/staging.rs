//! Files that came in are looked at, and wait to be counted.

use super::Committee;
use super::quarantine::{Quarantined, is_kept};
use super::staged::{Staged, comes_to};
use super::unseen::{Document, Next, is_full};
use crate::app::msg::Picked;
use crate::app::unpack::Loose;
use crate::domain::intake::{Intake, Received, Verdict};
use crate::format::{Brief, Charset, Decoder, Kind, ReadError, told};

impl Committee {
    /// Looks at files without counting them yet: each is judged beside the ones before it.
    pub fn stage(&mut self, files: Vec<Picked>, gb18030: Decoder) {
        self.take(files);
        while let Some(next) = self.unseen.next(gb18030) {
            if let Some(document) = self.see(next, gb18030) {
                self.look_at(document, None);
            }
        }
    }

    /// So many files are on their way.
    pub fn expect(&mut self, files: usize) {
        self.unseen.begin(self.staged.len());
        self.unseen.expect(files);
    }

    /// Takes files, to be looked at a few documents at a time.
    pub fn take(&mut self, files: Vec<Picked>) {
        self.unseen.begin(self.staged.len());
        self.unseen.pick(files);
    }

    /// Takes the files that count already. One that cannot be read any more is left out of the sums and stays in the
    /// table with its reason.
    pub fn load(&mut self, texts: Vec<String>) {
        self.loaded = true;
        self.unseen.begin(self.staged.len());
        self.unseen.load(texts);
    }

    /// Takes files that could not be used when they came, to be looked at again.
    pub fn take_again(&mut self, files: Vec<Quarantined>) {
        for file in &files {
            self.quarantine.found(file);
        }
        self.unseen.begin(self.staged.len());
        self.unseen.take_again(files);
    }

    /// Whether all files that count are here.
    pub fn is_loaded(&self) -> bool {
        self.loaded && !self.unseen.has_stored()
    }

    /// There is time for so many documents: those of the store are looked at, the others are given
    /// out, for somebody to look at who has more. Returns the number of the batch and their contents.
    pub fn stage_some(&mut self, most: usize, gb18030: Decoder) -> Option<(usize, Vec<Vec<u8>>)> {
        let (mut batch, had_stored) = (Vec::new(), self.unseen.has_stored());
        for _ in 0..most {
            if !self.unseen.is_waiting() || is_full(&batch, most) {
                break;
            }
            let next = self.unseen.next(gb18030);
            batch.extend(next.and_then(|next| self.see(next, gb18030)));
        }
        if had_stored && self.is_loaded() {
            self.roll();
        }
        (!batch.is_empty()).then(|| self.unseen.give_out(batch))
    }

    /// A batch is back, with what was read of each document. Nothing of one that is not sound, or that nobody has looked
    /// at: it is read here.
    pub fn take_back(&mut self, batch: usize, briefs: Vec<Option<Brief>>) {
        let mut briefs = briefs.into_iter();
        for document in self.unseen.take_back(batch) {
            self.look_at(document, briefs.next().flatten());
        }
    }

    /// Opens what comes next, as far as its documents.
    fn see(&mut self, next: Next, gb18030: Decoder) -> Option<Document> {
        match next {
            Next::Document(document) => return Some(document),
            Next::Stored(text) => {
                self.unseen.done();
                self.unseen.trial = None;
                self.restore(text);
            }
            // What is there in the meantime is done with.
            Next::Again(file) if self.quarantined_file(&file.key).is_some() => self.unseen.done(),
            Next::Again(file) => self.unseen.open_again(file, gb18030),
        }
        None
    }

    fn restore(&mut self, text: String) {
        match self.standards.read(text.as_bytes()) {
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

    fn look_at(&mut self, document: Document, brief: Option<Brief>) {
        let again = document.1.clone();
        let Some(staged) = self.judge(document, brief) else { return };
        match again {
            None => self.put(staged),
            Some(_) if matches!(staged.outcome, Ok((_, Verdict::Duplicate | Verdict::Older { .. }))) => {}
            // What this program can read and the last one could not stays until it counts.
            quarantined => self.staged.push(Staged { quarantined, ..staged }),
        }
    }

    /// What would become of a document beside those before it; nothing of a bundle, whose documents come next.
    fn judge(&mut self, document: Document, brief: Option<Brief>) -> Option<Staged> {
        let known = brief.and_then(|brief| self.standards.follow(brief));
        let read = match &document.0.contents {
            Err(error) => Err(error.clone()),
            Ok(bytes) => known.map_or_else(|| self.standards.read(bytes), Ok),
        };
        if let Err(ReadError::OtherKind { found: Kind::Bundle, .. }) = read {
            self.unseen.unpack(&document);
            return None;
        }
        self.unseen.done();
        let Loose { name, contents, charset, came } = document.0;
        Some(match read {
            Ok(received) => {
                let mut trial = self.unseen.trial.take().unwrap_or_else(|| self.trial());
                let verdict = trial.take(received.clone());
                self.unseen.trial = Some(trial);
                let quarantined = matches!(verdict, Verdict::Conflict { .. }).then(|| Quarantined::of(&name, &came));
                Staged {
                    name,
                    total: Some(comes_to(&received)),
                    outcome: Ok((Box::new(received), verdict)),
                    text: contents.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default(),
                    charset,
                    quarantined: quarantined.flatten(),
                }
            }
            Err(error) => {
                // What was refused unread has told why.
                let error = contents.map_or(error.clone(), |bytes| told(error, &bytes));
                let quarantined = is_kept(&error).then(|| Quarantined::of(&name, &came)).flatten();
                Staged { name, outcome: Err(error), total: None, text: String::new(), charset, quarantined }
            }
        })
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
        for received in self.waiting() {
            trial.take(received.clone());
        }
        trial
    }

    /// The submissions among the staged files.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Received> + Clone {
        self.staged.iter().filter_map(|staged| staged.outcome.as_ref().ok()).map(|(received, _)| &**received)
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
