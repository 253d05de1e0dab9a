//! [`Desk`]: the page without a browser. Messages go in; effects come out, and those that a store, a
//! clock or the project's own files can answer are carried out when asked.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use yardstick::app::machine::Contents;
use yardstick::app::{
    CarryMsg, Change, CommitteeMsg, Effect, FetchError, Filling, Input, KeyMsg, MachineMsg, MemoryStore, Model, Msg,
    Quarantined, Route, Stamp, Store, update_desk, update_filling,
};
use yardstick::domain::{FieldId, ItemId, SubmissionId};
use yardstick::format::{Key, Standards, known, linted, sha256};

use crate::aside::Aside;
use crate::project;

/// The page and the world around it.
pub(crate) struct Desk {
    /// What the page knows.
    pub(crate) model: Model,
    /// Records on disk.
    pub(crate) store: MemoryStore,
    /// What is kept beside it.
    pub(crate) aside: Aside,
    /// Which window it is.
    pub(crate) window: u32,
    /// Files of the roll-up on disk.
    pub(crate) received: BTreeMap<String, String>,
    /// How many of them there were, beside the store.
    pub(crate) counted: usize,
    /// Files that could not be used, on disk.
    pub(crate) quarantine: BTreeMap<String, Quarantined>,
    /// The keys that units are known by, on disk.
    pub(crate) signers: Vec<(String, String)>,
    /// What a worker knows, where there is one.
    pub(crate) worker: Option<Standards>,
    /// Effects that only a person would see, in order.
    pub(crate) seen: Vec<Effect>,
    /// It is the page that fills the standards of the library and calls the desk for anything else.
    pub(crate) only_fills: bool,
    clock: u64,
}

impl Desk {
    /// A page that has just been opened on a machine where nothing is stored.
    pub(crate) fn new() -> Desk {
        Desk {
            model: Model::new(2026),
            only_fills: false,
            store: MemoryStore::default(),
            aside: Aside::default(),
            window: 0,
            received: BTreeMap::new(),
            counted: 0,
            quarantine: BTreeMap::new(),
            signers: Vec::new(),
            worker: Some(Standards::default()),
            seen: Vec::new(),
            clock: 0,
        }
    }

    /// The filling page, in which nothing has been asked for yet.
    pub(crate) fn only_filling() -> Desk {
        Desk { model: Model::judging(2026, known), only_fills: true, ..Desk::new() }
    }

    /// A desk with a new sheet of the strong-branch standard.
    pub(crate) fn filling() -> Desk {
        let mut desk = Desk::new();
        desk.live(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
        desk
    }

    /// A desk with the committee's page.
    pub(crate) fn committee() -> Desk {
        let mut desk = Desk::new();
        desk.live(Msg::RouteChanged(Route::Rollup));
        desk
    }

    /// The page is closed without a word, and opened anew.
    pub(crate) fn crash(&mut self) {
        self.model = Model::judging(2026, if self.only_fills { known } else { linted });
        self.window += 1;
    }

    /// Something happens; returns what the page asks for, carried out or not by the caller.
    pub(crate) fn tell(&mut self, msg: Msg) -> Vec<Effect> {
        self.clock += 1;
        let stamp = Stamp { now: self.clock, year: 2026, today: None, uid: format!("uid{:013}", self.clock) };
        let update = if self.only_fills { update_filling } else { update_desk };
        let mut effects = update(&stamp, &mut self.model, msg);
        // What is kept beside the store is kept in the same turn.
        effects.retain(|effect| match effect {
            Effect::Keep(id, what) => {
                self.aside.keep(self.window, id, what);
                false
            }
            _ => true,
        });
        effects
    }

    /// An option is chosen.
    pub(crate) fn choose(&mut self, item: &str, option: &str) -> Vec<Effect> {
        self.tell(chosen(item, option))
    }

    /// Something happens, and everything that follows from it until the page is quiet.
    pub(crate) fn live(&mut self, msg: Msg) {
        let mut happening = VecDeque::from([msg]);
        while let Some(msg) = happening.pop_front() {
            for effect in self.tell(msg) {
                happening.extend(self.carry_out(effect));
            }
        }
    }

    /// Carries one effect out; returns how it went.
    pub(crate) fn carry_out(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::LoadHeads => Some(Msg::HeadsLoaded(now(self.store.heads()), Some(self.aside.marks()))),
            Effect::LoadOlder(id) => {
                let stored = now(self.store.load(&id)).ok().flatten().map(Box::new);
                Some(Msg::Carry(CarryMsg::OlderLoaded(stored)))
            }
            Effect::LoadRecord(id) => {
                let stored = now(self.store.load(&id)).map(|stored| stored.map(Box::new));
                let beside = Box::new(self.aside.read(&id));
                Some(Msg::RecordLoaded(id, stored, beside))
            }
            Effect::LoadReceived => {
                self.live(Msg::Committee(CommitteeMsg::SignersLoaded(self.signers.clone())));
                let texts = self.received.values().cloned().collect();
                self.live(Msg::Committee(CommitteeMsg::Loaded(Ok(texts), self.counted)));
                let files = self.quarantine.values().cloned().collect();
                Some(Msg::Committee(CommitteeMsg::QuarantineLoaded(Ok(files))))
            }
            Effect::FetchTemplate(address) => {
                let bytes = fs::read(project::path(&address)).map_err(|_| FetchError::Status(404));
                Some(Msg::TemplateFetched(address, bytes))
            }
            Effect::Save(job) => Some(match now(self.store.save(&job)) {
                Ok(()) => Msg::Saved(job.head.id.clone(), job.head.revision),
                Err(error) => Msg::SaveFailed(job.head.id.clone(), error),
            }),
            Effect::SaveSoon => Some(Msg::TypingPaused),
            Effect::DrawSoon => Some(Msg::TimeToDraw(2)),
            Effect::Snapshot(id, revision, text) => {
                now(self.store.snapshot(&id, revision, &text)).expect("memory has room");
                None
            }
            Effect::NoteHead(head) => {
                now(self.store.note(&head)).expect("memory has room");
                None
            }
            Effect::Remove(id) => {
                self.aside.forget(&id);
                Some(Msg::Removed(now(self.store.remove(&id))))
            }
            Effect::StageSoon => Some(Msg::Committee(CommitteeMsg::TimeToStage)),
            Effect::LookAt(batch, documents) => {
                let briefs = documents.iter().map(|document| self.worker.as_mut()?.brief(document)).collect();
                Some(Msg::Committee(CommitteeMsg::LookedAt(batch, briefs)))
            }
            Effect::Receive(Change { keep, let_go, .. }) => {
                self.received.extend(keep);
                self.received.retain(|digest, _| !let_go.contains(digest));
                Some(Msg::Committee(CommitteeMsg::Stored(Ok(()))))
            }
            Effect::Quarantine(files) => {
                self.quarantine.extend(files.into_iter().map(|file| (file.key.clone(), file)));
                Some(Msg::Committee(CommitteeMsg::Quarantined(Ok(()))))
            }
            Effect::Release(keys) => {
                self.quarantine.retain(|key, _| !keys.contains(key));
                Some(Msg::Committee(CommitteeMsg::Quarantined(Ok(()))))
            }
            Effect::CountReceived(count) => {
                self.counted = count;
                None
            }
            Effect::LoadEverything => {
                let stored = |id: &SubmissionId| now(self.store.load(id)).ok().flatten();
                let ids: Vec<SubmissionId> = self.store.records.borrow().keys().cloned().collect();
                let records = ids.into_iter().map(|id| (id.clone(), stored(&id), self.aside.read(&id))).collect();
                let received = self.received.values().cloned().collect();
                Some(Msg::Machine(MachineMsg::Read(Ok(Box::new(Contents { records, received })))))
            }
            Effect::Restore(jobs, received) => {
                let saved = jobs.iter().try_for_each(|job| now(self.store.save(job)));
                self.received.extend(received);
                Some(Msg::Machine(MachineMsg::Restored(saved)))
            }
            Effect::Clear => {
                self.store = MemoryStore::default();
                self.aside = Aside::default();
                self.received.clear();
                self.quarantine.clear();
                self.counted = 0;
                Some(Msg::Machine(MachineMsg::Cleared(Ok(()))))
            }
            Effect::KeepSigners(signers) => {
                self.signers = signers;
                None
            }
            Effect::MakeKey { id, unit, passphrase } => {
                let (key, open) = Key::make(&id, &unit, &passphrase.0, &mut chance(&unit));
                Some(Msg::Key(KeyMsg::Made(Box::new(key), Rc::new(open))))
            }
            Effect::OpenKey(key, passphrase) => Some(Msg::Key(KeyMsg::Opened(key.open(&passphrase.0).map(Rc::new)))),
            // As start.js does.
            Effect::HandOver => {
                let route = self.model.route.clone();
                self.only_fills = false;
                self.crash();
                Some(Msg::RouteChanged(route))
            }
            other => {
                self.seen.push(other);
                None
            }
        }
    }

    /// The open sheet.
    pub(crate) fn sheet(&self) -> &Filling {
        self.model.filling.as_ref().expect("a sheet is open")
    }
}

/// Bytes that look like chance and are the same in every run.
pub(crate) fn chance(seed: &str) -> impl FnMut(&mut [u8]) {
    let mut state = sha256(seed);
    move |bytes| {
        for byte in bytes {
            state = sha256(&state);
            *byte = u8::from_str_radix(&state[..2], 16).expect("two digits");
        }
    }
}

/// An option was chosen.
pub(crate) fn chosen(item: &str, option: &str) -> Msg {
    Msg::Filled(ItemId::from(item), Input::Chosen(FieldId::from(option)))
}

/// A remark was typed.
pub(crate) fn remarked(item: &str, text: &str) -> Msg {
    Msg::Filled(ItemId::from(item), Input::Remarked(text.to_owned()))
}

/// The value of a future that never waits.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("memory never waits"),
    }
}
