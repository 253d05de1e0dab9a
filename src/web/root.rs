//! [`App`]: what Yew draws. [`Page`]: the one place where messages, the model and the world meet.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::marker::PhantomData;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::Event;
use yew::prelude::*;

use super::perform::World;
use super::sheet::{Sheet, Tell};
use super::storage::IdbStore;
use super::{beside, clock, desk, files, keys, pages, world};
use crate::app::{Effect, Keep, Keys, Model, Msg, Route, Stamp, keep_none, keep_old, update_desk, update_filling};
use crate::format::{Decoder, Judge, known, linted, no_decoder};

/// What one of the two pages does with messages, and how it looks.
pub trait Screens: 'static {
    /// Says which standards may be filled in it.
    const JUDGE: Judge;
    /// Reads text that is encoded as was customary in China.
    const GB18030: Decoder;
    /// What becomes of a record that is replaced.
    const KEEP: Keep;
    /// What is remembered of the unit's key.
    fn keys() -> Keys;
    /// Changes the model by what happened and says what to ask of the world.
    fn update(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect>;
    /// What is seen, around the open sheet.
    fn view(model: &Model, send: &Callback<Msg>, sheet: Html) -> Html;
    /// Carries out what only this page asks for.
    fn perform(send: &Callback<Msg>, store: &Rc<IdbStore>, effect: Effect);
}

/// Home, and filling the standards of the library.
pub struct Filling;

impl Screens for Filling {
    const JUDGE: Judge = known;
    const GB18030: Decoder = no_decoder;
    const KEEP: Keep = keep_none;

    fn keys() -> Keys {
        Keys::default()
    }

    fn update(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
        update_filling(stamp, model, msg)
    }

    fn view(model: &Model, send: &Callback<Msg>, sheet: Html) -> Html {
        pages::filling(model, send, sheet)
    }

    fn perform(_: &Callback<Msg>, _: &Rc<IdbStore>, _: Effect) {}
}

/// Everything: the same for every sound standard, printing, opening files, rolling up.
pub struct Desk;

impl Screens for Desk {
    const JUDGE: Judge = linted;
    const GB18030: Decoder = files::gb18030;
    const KEEP: Keep = keep_old;

    fn keys() -> Keys {
        keys::remembered()
    }

    fn update(stamp: &Stamp, model: &mut Model, msg: Msg) -> Vec<Effect> {
        update_desk(stamp, model, msg)
    }

    fn view(model: &Model, send: &Callback<Msg>, sheet: Html) -> Html {
        pages::desk(model, send, sheet)
    }

    fn perform(send: &Callback<Msg>, store: &Rc<IdbStore>, effect: Effect) {
        desk::perform(send, store, effect);
    }
}

/// Puts a page into `index.html`.
///
/// # Panics
/// When there is no element `app`; `index.html` has it.
pub fn start<S: Screens>() {
    yew::Renderer::<App<S>>::with_root(world::root().expect("index.html has it")).render();
}

/// The page.
pub struct App<S: Screens> {
    page: Rc<Page<S>>,
    _listeners: Vec<EventListener>,
}

/// Everything the page knows, and what has happened since.
struct Page<S> {
    state: RefCell<State<S>>,
    waiting: RefCell<VecDeque<Happened>>,
    send: Callback<Msg>,
    redraw: Callback<()>,
}

struct State<S> {
    screens: PhantomData<S>,
    model: Model,
    world: World,
    sheet: Option<Sheet>,
    tell: Tell,
    marks: world::Marks,
}

enum Happened {
    Told(Msg),
    Heard(&'static str, Event),
    Drawn,
    Settled,
}

impl<S: Screens> Component for App<S> {
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Self>) -> App<S> {
        let redraw = ctx.link().callback(|()| ());
        let page = Rc::new_cyclic(|page: &std::rc::Weak<Page<S>>| {
            let (told, heard, settled) = (page.clone(), page.clone(), page.clone());
            let happen = |page: &std::rc::Weak<Page<S>>, what| {
                if let Some(page) = page.upgrade() {
                    page.happen(what);
                }
            };
            let send = Callback::from(move |msg| happen(&told, Happened::Told(msg)));
            let tell = Callback::from(move |(kind, event)| happen(&heard, Happened::Heard(kind, event)));
            let settle = Callback::from(move |()| happen(&settled, Happened::Settled));
            let mut model = Model::judging(clock::this_year(), S::JUDGE);
            model.gb18030 = S::GB18030;
            model.keys = S::keys();
            model.is_file = world::is_file();
            model.has_kept = beside::marks().iter().flatten().any(|mark| mark.has_stayed(clock::now()));
            let world = World::new(send.clone(), settle, S::perform, S::KEEP);
            let state = State { screens: PhantomData, model, world, sheet: None, tell, marks: world::Marks::default() };
            Page { state: RefCell::new(state), waiting: RefCell::default(), send, redraw }
        });
        let listeners = world::listen(&page.send, page.state.borrow().world.leave());
        page.send.emit(Msg::LangChosen(world::lang()));
        page.send.emit(Msg::RouteChanged(Route::parse(&world::hash())));
        App { page, _listeners: listeners }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let state = self.page.state.borrow();
        let sheet = state.sheet.as_ref().map(Sheet::html).unwrap_or_default();
        S::view(&state.model, &self.page.send, sheet)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.page.happen(Happened::Drawn);
    }
}

impl<S: Screens> Page<S> {
    /// One thing after the other: what happens in the middle of another waits for its end.
    fn happen(&self, what: Happened) {
        self.waiting.borrow_mut().push_back(what);
        let Ok(mut state) = self.state.try_borrow_mut() else { return };
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(what) = next else { return };
            if state.happen(what) {
                self.redraw.emit(());
            }
        }
    }
}

impl<S: Screens> State<S> {
    /// Returns whether Yew has to draw.
    fn happen(&mut self, what: Happened) -> bool {
        let msg = match what {
            Happened::Told(msg) => Some(msg),
            Happened::Heard(kind, event) => self.sheet.as_mut().and_then(|sheet| sheet.hear(&self.model, kind, &event)),
            Happened::Drawn => {
                self.marks.follow(&self.model);
                self.world.rendered();
                None
            }
            Happened::Settled => {
                self.settle();
                None
            }
        };
        let Some(msg) = msg else { return false };
        let (inside, answer) = (is_inside_the_sheet(&msg), is_answer(&msg));
        let effects = S::update(&clock::stamp(&msg), &mut self.model, msg);
        let other = Sheet::follow(&mut self.sheet, &self.model, &self.tell);
        // After an answer the sums are right at once; the rest follows when this turn is over.
        if answer {
            self.world.settle_soon();
        } else {
            self.settle();
        }
        for effect in effects {
            self.world.perform(effect);
        }
        if inside {
            self.marks.follow_save(&self.model);
            self.world.rendered();
        }
        !inside || other
    }

    fn settle(&mut self) {
        if let Some(sheet) = &mut self.sheet {
            sheet.settle(&self.model);
        }
    }
}

const fn is_answer(msg: &Msg) -> bool {
    matches!(msg, Msg::Filled(..) | Msg::FieldChanged(..) | Msg::VetoAnswered(..))
}

/// Whether a message changes nothing but what [`Sheet`] writes.
const fn is_inside_the_sheet(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Filled(..)
            | Msg::FieldChanged(..)
            | Msg::VetoAnswered(..)
            | Msg::UnitTyped(..)
            | Msg::UnitTypeChosen(_)
            | Msg::PeriodChosen(_)
            | Msg::TimeToDraw(_)
            | Msg::MissingToggled
            | Msg::MissingFollowed(_)
            | Msg::TypingPaused
            | Msg::TimeToMirror
            | Msg::SaveRetried
            | Msg::Saved(..)
    )
}
