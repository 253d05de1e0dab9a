//! A real page on such a disk: what it puts, what it was told is saved, and how it comes back.

use std::collections::{BTreeSet, VecDeque};

use yardstick::app::{
    Effect, Filling, Head, Input, Msg, Parts, Picked, Put, RestoreError, Route, SaveJob, StoreError, UnitField, fold,
    found, note, read, restore, save_puts, whole,
};
use yardstick::domain::{FieldId, ItemId, Revision, SubmissionId, VetoId};
use yardstick::format::write_submission;

use crate::aside::Aside;
use crate::desk::{Desk, chosen, remarked};
use crate::random::Random;
use crate::small;

/// Something the page asked the store for.
enum Wish {
    Save(Box<SaveJob>),
    Fold(SubmissionId, Revision, String),
    Note(Box<Head>),
}

/// A save that was begun: how the disk shows that it is there, and the sheet it promised.
struct Promise {
    link: String,
    text: String,
}

/// Writes that are on their way.
pub(super) struct Flying {
    pub(super) puts: Vec<Put>,
    answer: Option<(SaveJob, usize)>,
}

/// One record from its first answer on, through crashes.
pub(super) struct Life {
    pub(super) desk: Desk,
    pub(super) random: Random,
    /// What a page reads: everything that is complete.
    pub(super) parts: Parts,
    /// What survives a power cut for sure, and what was completed since.
    pub(super) synced: Parts,
    pub(super) unsynced: Vec<Vec<Put>>,
    pub(super) flying: Option<Flying>,
    pub(super) id: Option<SubmissionId>,
    /// Whether what is acknowledged is synced first.
    strict: bool,
    wishes: VecDeque<Wish>,
    promises: Vec<Promise>,
    /// So many promises were acknowledged.
    acknowledged: usize,
    checked: BTreeSet<String>,
    pub(super) saves: u64,
    pub(super) branches: u64,
    pub(super) lost: u64,
}

impl Life {
    pub(super) fn new(seed: u64, strict: bool) -> Life {
        let mut life = Life {
            desk: Desk::new(),
            random: Random::new(seed),
            parts: Parts::default(),
            synced: Parts::default(),
            unsynced: Vec::new(),
            flying: None,
            id: None,
            strict,
            wishes: VecDeque::new(),
            promises: Vec::new(),
            acknowledged: 0,
            checked: BTreeSet::new(),
            saves: 0,
            branches: 0,
            lost: 0,
        };
        life.open();
        life
    }

    pub(super) fn sheet(&self) -> &Filling {
        self.desk.sheet()
    }

    fn tell(&mut self, msg: Msg) {
        let effects = self.desk.tell(msg);
        self.hear(effects);
    }

    fn hear(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                // Another window's version becomes a record of its own, which is not looked at here.
                Effect::Save(job) if self.id.as_ref().is_some_and(|id| *id != job.head.id) => self.branches += 1,
                Effect::Save(job) => self.wishes.push_back(Wish::Save(job)),
                Effect::Snapshot(id, revision, file) => self.wishes.push_back(Wish::Fold(id, revision, file)),
                Effect::NoteHead(head) => self.wishes.push_back(Wish::Note(head)),
                Effect::LoadRecord(id) => {
                    let stored = match read(&self.parts, &id) {
                        None if !self.parts.is_empty() => Err(StoreError::Unreadable(id.to_string())),
                        stored => Ok(stored.map(Box::new)),
                    };
                    let beside = Box::new(self.desk.aside.read(&id));
                    self.tell(Msg::RecordLoaded(id, stored, beside));
                }
                _ => {}
            }
        }
    }

    /// A page opens the record, or begins one.
    fn open(&mut self) {
        match self.id.clone().filter(|_| self.acknowledged > 0) {
            Some(id) => {
                self.tell(Msg::RouteChanged(Route::Fill(id)));
                assert!(self.desk.model.filling.is_some(), "not opened: {:?}", self.desk.model.opening);
            }
            None => {
                (self.parts, self.synced, self.id) = (Parts::default(), Parts::default(), None);
                self.promises.clear();
                let contents = Ok(small::file(&small::standard()).into_bytes());
                self.tell(Msg::FilesOpened(vec![Picked { name: "small.json".to_owned(), contents }]));
            }
        }
    }

    /// Somebody does something.
    pub(super) fn act(&mut self) {
        let n = self.random.below(40);
        let count = |field: &str, count: usize| Input::Counted(FieldId::from(field), u32::try_from(count).ok());
        let msg = match self.random.below(12) {
            0 => chosen("plain", ["yes", "no"][n % 2]),
            1 => chosen("levels", ["good", "poor"][n % 2]),
            2 | 3 => Msg::Filled(ItemId::from("deduct"), count("held", n)),
            4 => Msg::Filled(ItemId::from("deduct"), count("late", n)),
            5 | 6 => remarked(["plain", "levels", "band"][n % 3], &"记".repeat(n % 7)),
            7 => Msg::VetoAnswered(VetoId::from("fails"), n.is_multiple_of(2)),
            8 => Msg::UnitTyped(UnitField::Name, format!("东山村{n}")),
            9 => Msg::PeriodChosen(["2026", "2026-Q2", "2026-04"][n % 3].parse().ok()),
            10 => Msg::Filled(ItemId::from("rate"), count("whole", n)),
            _ if n == 0 => Msg::ExportAsked,
            _ => Msg::TypingPaused,
        };
        self.tell(msg);
    }

    /// The next thing the page asked for begins to be written. Returns whether something does.
    pub(super) fn begin(&mut self) -> bool {
        let Some(wish) = self.wishes.pop_front() else { return false };
        let flying = match wish {
            Wish::Save(job) => {
                let id = job.head.id.clone();
                match save_puts(&self.parts, found(&self.parts, &id), &job) {
                    Err(error) => {
                        self.tell(Msg::SaveFailed(id, error));
                        return false;
                    }
                    Ok(puts) => {
                        let mut after = self.parts.clone();
                        after.apply(puts.clone());
                        let link = whole(&after, &id).expect("what is written can be read").link.to_owned();
                        // What is typed since is not promised yet.
                        let stored = read(&after, &id).expect("what is written can be read");
                        let text = write_submission(&restore(&stored).expect("and restored")).text;
                        if self.sheet().sheet.revision() == job.head.revision {
                            assert_eq!(text, write_submission(&self.sheet().sheet).text, "the journal tells the sheet");
                        }
                        self.id = Some(id);
                        self.promises.push(Promise { link, text });
                        Flying { puts, answer: Some((*job, self.promises.len())) }
                    }
                }
            }
            Wish::Fold(id, revision, file) => Flying { puts: fold(&self.parts, &id, revision, &file), answer: None },
            Wish::Note(head) => Flying { puts: note(&self.parts, &head), answer: None },
        };
        self.flying = Some(flying);
        true
    }

    /// What is on its way ends: it is complete, or nothing of it is.
    pub(super) fn end(&mut self, well: bool) {
        let Some(Flying { puts, answer }) = self.flying.take() else { return };
        if well {
            self.parts.apply(puts.clone());
            self.unsynced.push(puts);
            if self.strict || self.unsynced.len() > 6 {
                self.sync();
            }
        }
        match answer {
            Some((job, promise)) if well => {
                self.acknowledged = promise;
                self.saves += 1;
                self.tell(Msg::Saved(job.head.id, job.head.revision));
            }
            Some((job, _)) => {
                self.promises.pop();
                self.tell(Msg::SaveFailed(job.head.id, StoreError::Full));
                self.tell(Msg::SaveRetried);
            }
            None => {}
        }
    }

    fn sync(&mut self) {
        for puts in self.unsynced.drain(..) {
            self.synced.apply(puts);
        }
    }

    /// Which promise a disk keeps, counted from 1; the whole record is compared once for each.
    fn kept(&mut self, parts: &Parts) -> Option<usize> {
        let id = self.id.clone()?;
        let whole = whole(parts, &id)?;
        let n = self.promises.iter().rposition(|promise| promise.link == whole.link)?;
        if !self.checked.contains(whole.link) {
            self.checked.insert(whole.link.to_owned());
            let mut stored = read(parts, &id).expect("it is whole");
            // A head that is older or newer than what is whole: that counts which is whole.
            if let Err(RestoreError::Gap { found, .. }) = restore(&stored) {
                stored.head.revision = found;
            }
            let text = restore(&stored).map(|sheet| write_submission(&sheet).text);
            assert_eq!(text.ok().as_ref(), Some(&self.promises[n].text), "another sheet than was promised");
        }
        Some(n + 1)
    }

    /// Counts a disk that does not keep what was acknowledged.
    pub(super) fn look(&mut self, parts: &Parts) {
        if self.acknowledged > 0 && self.kept(parts).unwrap_or(0) < self.acknowledged {
            self.lost += 1;
        }
    }

    /// What is stored becomes what the first version would have stored of it, and the page opens it again. Returns its lines,
    /// unless something is not stored yet.
    pub(super) fn grow_old(&mut self, older: &Aside) -> Option<[String; 2]> {
        let idle = self.flying.is_none() && self.wishes.is_empty();
        let promise = self.promises.pop_if(|_| idle)?;
        let head =
            self.parts.head.as_deref().and_then(|head| head.split_once('{')).map(|(_, head)| ["{", head].concat())?;
        let lines = [head.clone(), promise.text.clone()];
        self.promises = vec![Promise { link: String::new(), ..promise }];
        self.checked.clear();
        self.acknowledged = 1;
        let slots = [Some(self.promises[0].text.clone()), None];
        self.crash(Parts { head: Some(head), slots, ..Parts::default() }, older);
        Some(lines)
    }

    /// The machine stops and this is what its disk holds; the page opens again. What stands beside the store is
    /// as it was, older, or gone.
    pub(super) fn crash(&mut self, disk: Parts, older: &Aside) {
        self.look(&disk);
        let kept = self.kept(&disk).unwrap_or(0);
        self.promises.truncate(kept.max(1));
        self.acknowledged = kept;
        (self.parts, self.synced) = (disk.clone(), disk);
        self.unsynced.clear();
        self.wishes.clear();
        self.flying = None;
        self.desk.crash();
        match self.random.below(3) {
            0 => {}
            1 => self.desk.aside = older.clone(),
            _ => self.desk.aside = Aside::default(),
        }
        self.open();
    }
}
