//! One match: effect → browser → message.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::beside::Aside;
use super::storage::IdbStore;
use super::windows::Windows;
use super::{beside, clock, files, world};
use crate::app::{Call, Effect, Keep, Kept, Msg, SaveJob, Store, StoreError, link_element};

/// How long typing pauses before it is saved, in milliseconds.
const TYPING_PAUSE: u32 = 150;
/// How long a save may go without an answer before it is called none, in milliseconds.
const SILENCE: u32 = 3000;
/// How much work the mirror may lack, in milliseconds.
const UNMIRRORED: u32 = 5000;
/// How long a file that was opened is on the screen before it is stored, in milliseconds.
const FIRST_PAUSE: u32 = 50;
/// How long one stretch of drawing may take, in milliseconds. Each stretch costs a frame besides; at
/// this length a click waits no longer than a person notices.
const STRETCH: u64 = 24;

/// How long other windows have to answer who fills a record, in milliseconds.
const ANSWER: u32 = 150;
/// How long they have to save what was filled in them before it is filled here, in milliseconds.
const RELEASE: u32 = 1000;

/// Carries an effect out that not every page knows.
pub(super) type Perform = fn(&Callback<Msg>, &Rc<IdbStore>, Effect);

/// Carries effects out.
pub(super) struct World {
    send: Callback<Msg>,
    settle: Callback<()>,
    /// Carries out what only one of the pages asks for.
    others: Perform,
    store: Rc<IdbStore>,
    aside: Rc<Aside>,
    windows: Windows,
    answers: Option<Timeout>,
    saves: Rc<RefCell<Vec<SaveJob>>>,
    /// The page is going out of sight: no turn may follow this one.
    leaving: Rc<Cell<bool>>,
    pause: Option<Timeout>,
    drawing: Option<Timeout>,
    stretch: Rc<RefCell<Stretch>>,
    after_render: Vec<Effect>,
}

/// How many sections are drawn in one go, found by trying.
struct Stretch {
    sections: usize,
    began: Option<u64>,
}

impl World {
    pub(super) fn new(send: Callback<Msg>, settle: Callback<()>, others: Perform, keep: Keep) -> World {
        let stretch = Rc::new(RefCell::new(Stretch { sections: 2, began: None }));
        World {
            windows: Windows::new(&send),
            answers: None,
            send,
            settle,
            others,
            store: Rc::new(IdbStore::new(keep)),
            aside: Rc::new(Aside::new()),
            saves: Rc::default(),
            leaving: Rc::default(),
            pause: None,
            drawing: None,
            stretch,
            after_render: Vec::new(),
        }
    }

    pub(super) fn perform(&mut self, effect: Effect) {
        if world::waits_for_render(&effect) {
            self.after_render.push(effect);
            return;
        }
        let (send, store, aside) = (self.send.clone(), self.store.clone(), self.aside.clone());
        match effect {
            Effect::LoadHeads => spawn_local(async move {
                let heads = store.heads().await;
                send.emit(Msg::HeadsLoaded(heads, beside::marks()));
            }),
            Effect::FindLocked => spawn_local(async move {
                if let Err(error @ StoreError::Locked(_)) = store.locked().await {
                    send.emit(Msg::HeadsLoaded(Err(error), None));
                }
            }),
            Effect::LoadRecord(id) => spawn_local(async move {
                let stored = store.load(&id).await.map(|stored| stored.map(Box::new));
                aside.settle();
                let beside = Box::new(beside::read(&id));
                send.emit(Msg::RecordLoaded(id, stored, beside));
            }),
            Effect::FetchTemplate(address) => spawn_local(async move {
                let bytes = files::fetch(&address).await;
                send.emit(Msg::TemplateFetched(address, bytes));
            }),
            Effect::ReadFile(item) => {
                let field = link_element(&item);
                files::take_from(&field, send.reform(move |files| Msg::LinkRead(item.clone(), files)));
            }
            Effect::FetchWords(lang) => spawn_local(async move {
                let file = files::fetch(&format!("words/{}.json", lang.tag())).await;
                send.emit(Msg::WordsFetched(lang, file));
            }),
            Effect::Save(job) => {
                let pause = if job.create.is_some() { FIRST_PAUSE } else { 0 };
                self.saves.borrow_mut().push(*job);
                let flush = self.flush();
                if self.leaving.get() {
                    flush.emit(());
                } else {
                    Timeout::new(pause, move || flush.emit(())).forget();
                }
            }
            Effect::SaveSoon => {
                self.pause = Some(Timeout::new(TYPING_PAUSE, move || send.emit(Msg::TypingPaused)));
            }
            Effect::MirrorSoon => {
                Timeout::new(UNMIRRORED, move || send.emit(Msg::TimeToMirror)).forget();
            }
            // Whatever the answer is, it is shown on the page of this machine.
            Effect::Persist => drop(world::space("persist")),
            // A snapshot or a note that fails loses nothing: the journal and the head stay.
            Effect::Snapshot(id, revision, text) => spawn_local(async move {
                let _ = store.snapshot(&id, revision, &text).await;
            }),
            Effect::NoteHead(head) => spawn_local(async move {
                let _ = store.note(&head).await;
            }),
            Effect::Call(id, call) => {
                self.windows.say(&id, call);
                let time = match call {
                    Call::Asked => ANSWER,
                    Call::Taken => RELEASE,
                    Call::Held | Call::Released => return,
                };
                self.answers = Some(Timeout::new(time, move || send.emit(Msg::Waited(id))));
            }
            // A page that is about to go has no other turn.
            Effect::Keep(id, what @ Kept::Tail(Some(_))) if !self.leaving.get() => aside.keep_soon(id, what),
            Effect::Keep(id, what) => aside.keep(id, what),
            Effect::Remove(id) => spawn_local(async move {
                let removed = store.remove(&id).await;
                if removed.is_ok() {
                    aside.settle();
                    beside::forget(&id);
                }
                send.emit(Msg::Removed(removed));
            }),
            Effect::Download(file) => files::download(&file),
            Effect::ReplaceRoute(route) => world::replace(&route),
            Effect::Go(route) => world::go(&route),
            Effect::HandOver => world::call_desk(),
            Effect::DrawSoon => self.draw_soon(),
            Effect::Speak(lang) => world::speak(lang),
            Effect::Focus(_) | Effect::ToTop | Effect::Print => {}
            other => (self.others)(&self.send, &self.store, other),
        }
    }

    /// Has the rest of the page brought up to the model when this turn is over.
    pub(super) fn settle_soon(&self) {
        let settle = self.settle.clone();
        Timeout::new(0, move || settle.emit(())).forget();
    }

    /// The page goes out of sight, or comes back.
    pub(super) fn leave(&self) -> Callback<bool> {
        let (leaving, send, flush) = (self.leaving.clone(), self.send.clone(), self.flush());
        let aside = self.aside.clone();
        Callback::from(move |going| {
            leaving.set(going);
            if going {
                aside.settle();
                send.emit(Msg::TypingPaused);
                send.emit(Msg::TimeToMirror);
                flush.emit(());
            }
        })
    }

    /// Starts the saves that wait. They wait for the end of the turn, so that what was answered is
    /// seen first; a page that is about to go starts them at once.
    fn flush(&self) -> Callback<()> {
        let (send, store, saves) = (self.send.clone(), self.store.clone(), self.saves.clone());
        Callback::from(move |()| {
            for job in saves.take() {
                let (send, store) = (send.clone(), store.clone());
                spawn_local(async move {
                    let id = job.head.id.clone();
                    let (silent, waiting) = (send.clone(), id.clone());
                    let _watch = Timeout::new(SILENCE, move || silent.emit(Msg::SaveSilent(waiting)));
                    send.emit(match store.save(&job).await {
                        Ok(()) => Msg::Saved(id, job.head.revision),
                        Err(error) => Msg::SaveFailed(id, error),
                    });
                });
            }
        })
    }

    /// Draws on when the browser has had its turn; as many sections as fit into a stretch.
    fn draw_soon(&mut self) {
        let (send, stretch) = (self.send.clone(), self.stretch.clone());
        self.drawing = Some(Timeout::new(0, move || {
            let sections = {
                let mut stretch = stretch.borrow_mut();
                stretch.began = Some(clock::now());
                stretch.sections
            };
            send.emit(Msg::TimeToDraw(sections));
        }));
    }

    /// The page shows what the model says.
    pub(super) fn rendered(&mut self) {
        let mut stretch = self.stretch.borrow_mut();
        if let Some(began) = stretch.began.take() {
            let took = clock::now().saturating_sub(began);
            stretch.sections =
                if took > STRETCH { (stretch.sections / 2).max(1) } else { (stretch.sections + 1).min(16) };
        }
        for effect in std::mem::take(&mut self.after_render) {
            match effect {
                Effect::Focus(id) => world::focus(&id),
                Effect::ToTop => world::to_top(),
                Effect::Print => drop(world::window().print()),
                _ => {}
            }
        }
    }
}
