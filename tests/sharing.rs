//! One record in several windows: one of them fills it, the others look on, and nothing is lost when it is handed on.

use std::collections::VecDeque;
use std::mem::swap;

use proptest::prelude::*;
use yardstick::app::{Call, Effect, Holder, MemoryStore, Msg, Route, SaveState, StoreError, call_line, called};
use yardstick::domain::SubmissionId;
use yardstick::format::write_submission;

use crate::aside::Aside;
use crate::desk::{Desk, chosen, remarked};

/// The windows of one browser: one store, and calls that arrive in the order they were made, but whenever they do.
struct Browser {
    store: MemoryStore,
    aside: Aside,
    windows: Vec<Desk>,
    /// From one window to another.
    calls: Vec<Vec<VecDeque<Call>>>,
    /// Windows that have asked or taken and wait for answers.
    waiting: Vec<bool>,
    record: SubmissionId,
}

impl Browser {
    /// So many windows at home, and a record that none of them has open.
    fn new(count: usize) -> Browser {
        let mut first = Desk::filling();
        first.live(chosen("A1", "yes"));
        let record = first.sheet().sheet.id().clone();
        let mut windows: Vec<Desk> = (0..count).map(|_| Desk::new()).collect();
        windows.iter_mut().zip(1..).for_each(|(desk, n)| desk.window = n);
        let calls = vec![vec![VecDeque::new(); count]; count];
        Browser { store: first.store, aside: first.aside, windows, calls, waiting: vec![false; count], record }
    }

    /// Something happens in a window.
    fn act<T>(&mut self, n: usize, act: impl FnOnce(&mut Desk) -> T) -> T {
        let desk = &mut self.windows[n];
        swap(&mut self.store, &mut desk.store);
        swap(&mut self.aside, &mut desk.aside);
        let result = act(desk);
        swap(&mut self.store, &mut desk.store);
        swap(&mut self.aside, &mut desk.aside);
        for effect in std::mem::take(&mut self.windows[n].seen) {
            if let Effect::Call(_, call) = effect {
                self.calls[n]
                    .iter_mut()
                    .enumerate()
                    .filter(|(to, _)| *to != n)
                    .for_each(|(_, line)| line.push_back(call));
                self.waiting[n] |= matches!(call, Call::Asked | Call::Taken);
            }
        }
        result
    }

    fn live(&mut self, n: usize, msg: Msg) {
        self.act(n, |desk| desk.live(msg));
    }

    fn open(&mut self, n: usize) {
        self.live(n, Msg::RouteChanged(Route::Fill(self.record.clone())));
    }

    /// The next call from one window arrives at another.
    fn deliver(&mut self, from: usize, to: usize) -> bool {
        let Some(call) = self.calls[from][to].pop_front() else { return false };
        self.live(to, Msg::Called(self.record.clone(), call, from < to));
        true
    }

    /// A window has waited long enough.
    fn wait(&mut self, n: usize) {
        if std::mem::take(&mut self.waiting[n]) {
            self.live(n, Msg::Waited(self.record.clone()));
        }
    }

    /// Everything that was said arrives, and then nobody waits any more.
    fn settle(&mut self) {
        let count = self.windows.len();
        loop {
            let pairs = (0..count * count).map(|n| (n / count, n % count));
            if pairs.fold(false, |any, (from, to)| self.deliver(from, to) || any) {
                continue;
            }
            let Some(n) = (0..count).find(|&n| self.waiting[n]) else { return };
            self.wait(n);
        }
    }

    fn holder(&self, n: usize) -> Holder {
        self.windows[n].sheet().holder
    }

    fn text(&self, n: usize) -> String {
        write_submission(&self.windows[n].sheet().sheet).text
    }

    /// Windows that may fill the record that they show.
    fn fillers(&self) -> Vec<usize> {
        let fills = |desk: &Desk| {
            let shows = matches!(desk.model.route, Route::Fill(_));
            shows && desk.model.filling.as_ref().is_some_and(|filling| filling.holder.is_here())
        };
        (0..self.windows.len()).filter(|&n| fills(&self.windows[n])).collect()
    }
}

/// Two windows: the first fills the record, the second has been told so.
fn two() -> Browser {
    let mut browser = Browser::new(2);
    browser.open(0);
    browser.settle();
    browser.open(1);
    browser.settle();
    assert_eq!((browser.holder(0), browser.holder(1)), (Holder::Here, Holder::Elsewhere));
    browser
}

#[test]
fn a_record_is_shown_before_anybody_is_asked_and_is_filled_when_nobody_answers() {
    let mut browser = Browser::new(1);
    let id = browser.record.clone();
    let loaded = browser.act(0, |desk| {
        let load = desk.tell(Msg::RouteChanged(Route::Fill(id.clone()))).remove(0);
        let loaded = desk.carry_out(load).expect("an answer");
        desk.tell(loaded)
    });
    assert_eq!(loaded, [Effect::DrawSoon, Effect::Call(id, Call::Asked)]);
    browser.live(0, chosen("A3", "yes"));
    assert_eq!((browser.windows[0].sheet().sheet.revision(), browser.holder(0)), (2, Holder::Asking));
    browser.waiting[0] = true;
    browser.settle();
    assert_eq!(browser.holder(0), Holder::Here);
}

#[test]
fn a_new_record_has_nobody_to_ask() {
    let mut desk = Desk::filling();
    desk.live(chosen("A1", "yes"));
    assert!(!desk.seen.iter().any(|effect| matches!(effect, Effect::Call(..))), "{:?}", desk.seen);
    assert_eq!(desk.sheet().holder, Holder::Here);
}

#[test]
fn where_it_is_only_looked_at_nothing_can_be_put_in_and_nothing_is_kept() {
    let mut browser = two();
    let (before, aside) = (browser.text(1), browser.aside.clone());
    let id = browser.record.clone();
    for msg in [chosen("A3", "yes"), remarked("A1", "看"), Msg::TypingPaused, Msg::SaveRetried, Msg::LocalAdded] {
        let effects = browser.act(1, |desk| desk.tell(msg));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save(_) | Effect::SaveSoon)), "{effects:?}");
    }
    assert_eq!(browser.windows[1].sheet().saver.state(), SaveState::Saved);
    // Taking the file out goes on, but the copy beside the store stays that of the window that fills it.
    let effects = browser.act(1, |desk| desk.tell(Msg::ExportAsked));
    assert!(matches!(effects[..], [Effect::Download(_)]), "{effects:?}");
    assert_eq!((browser.text(1), &browser.aside), (before, &aside));
    browser.live(0, Msg::ExportAsked);
    assert!(browser.aside.mirrors.contains_key(&id));
}

#[test]
fn what_was_typed_elsewhere_is_saved_before_it_is_filled_here() {
    let mut browser = two();
    browser.act(0, |desk| desk.tell(remarked("A1", "最后一句")));
    assert_eq!(
        browser.act(1, |desk| desk.tell(Msg::TakeOverAsked)),
        [Effect::Call(browser.record.clone(), Call::Taken)]
    );
    assert_eq!(browser.act(1, |desk| desk.tell(Msg::TakeOverAsked)), [], "it has been said");
    let id = browser.record.clone();
    let mut effects = browser.act(0, |desk| desk.tell(Msg::Called(id.clone(), Call::Taken, false)));
    assert_eq!(browser.holder(0), Holder::Elsewhere, "at once");
    let (Some(save), 0) = (effects.pop(), effects.len()) else { panic!("not released before it is saved") };
    let saved = browser.act(0, |desk| desk.carry_out(save)).expect("an answer");
    let effects = browser.act(0, |desk| desk.tell(saved));
    assert_eq!(effects, [Effect::Call(id.clone(), Call::Released)]);
    assert_eq!(browser.holder(1), Holder::Taking);
    assert_ne!(browser.text(0), browser.text(1));
    browser.live(1, Msg::Called(id.clone(), Call::Released, true));
    browser.settle();
    assert_eq!((browser.holder(0), browser.holder(1)), (Holder::Elsewhere, Holder::Here));
    assert_eq!(browser.text(0), browser.text(1));
    assert!(browser.windows.iter().all(|desk| desk.model.notice.is_none()));
    // And back.
    browser.live(1, chosen("A3", "no"));
    browser.live(0, Msg::TakeOverAsked);
    browser.settle();
    browser.live(0, chosen("C2", "late"));
    assert_eq!((browser.windows[0].sheet().sheet.revision(), browser.holder(1)), (4, Holder::Elsewhere));
    assert_eq!(browser.windows[0].sheet().saver.trouble(), None);
}

#[test]
fn a_record_that_comes_twice_is_not_filled_in_two_windows() {
    let mut browser = two();
    let id = browser.record.clone();
    let again = browser.act(1, |desk| desk.carry_out(Effect::LoadRecord(id))).expect("an answer");
    assert_eq!(browser.act(1, |desk| desk.tell(again)), []);
    assert_eq!(browser.holder(1), Holder::Elsewhere);
}

#[test]
fn of_two_that_take_it_over_at_the_same_moment_one_fills_it() {
    let mut browser = Browser::new(3);
    for n in 0..3 {
        browser.open(n);
        browser.settle();
    }
    browser.live(1, Msg::TakeOverAsked);
    browser.live(2, Msg::TakeOverAsked);
    browser.settle();
    assert_eq!(browser.fillers(), [1]);
}

#[test]
fn a_window_that_is_gone_holds_nothing() {
    for typed in [false, true] {
        let mut browser = two();
        if typed {
            browser.act(0, |desk| desk.tell(remarked("A1", "断电前")));
        }
        let left = browser.text(0);
        browser.windows[0].crash();
        browser.calls[1][0].clear();
        browser.live(1, Msg::TakeOverAsked);
        assert_eq!(browser.holder(1), Holder::Taking, "it may answer yet");
        browser.wait(1);
        browser.calls[1][0].clear();
        browser.wait(1);
        assert_eq!((browser.holder(1), browser.text(1)), (Holder::Here, left), "its last words are there");
        browser.windows[1].crash();
        browser.open(1);
        browser.settle();
        assert_eq!(browser.holder(1), Holder::Here);
    }
}

#[test]
fn a_sheet_that_nobody_looks_at_is_let_go() {
    let mut browser = Browser::new(2);
    browser.open(0);
    browser.settle();
    browser.live(0, Msg::RouteChanged(Route::Home));
    browser.open(1);
    browser.settle();
    assert_eq!(browser.fillers(), [1]);
    browser.live(1, chosen("A3", "yes"));
    // Who comes back sees what has been filled since, and is told where.
    browser.open(0);
    browser.settle();
    assert_eq!((browser.fillers(), browser.text(0)), (vec![1], browser.text(1)));
}

#[test]
fn changes_that_could_not_be_saved_are_not_read_over() {
    let mut browser = two();
    let id = browser.record.clone();
    browser.act(0, |desk| desk.tell(chosen("A3", "yes")));
    browser.act(0, |desk| desk.tell(Msg::SaveFailed(id.clone(), StoreError::Full)));
    // The disk is full, and stays so.
    let effects = browser.act(0, |desk| desk.tell(Msg::Called(id.clone(), Call::Taken, false)));
    assert!(matches!(effects[..], [Effect::Save(_)]), "{effects:?}");
    let effects = browser.act(0, |desk| desk.tell(Msg::SaveFailed(id.clone(), StoreError::Full)));
    assert_eq!(effects, [Effect::Call(id.clone(), Call::Released)], "there is nothing to wait for");
    let left = browser.text(0);
    browser.act(0, |desk| desk.tell(Msg::TakeOverAsked));
    let effects = browser.act(0, |desk| desk.tell(Msg::Called(id.clone(), Call::Released, false)));
    assert!(matches!(effects[..], [Effect::Call(_, Call::Asked), Effect::Save(_)]), "{effects:?}");
    assert_eq!((browser.holder(0), browser.text(0)), (Holder::Asking, left));
}

#[test]
fn a_record_that_is_gone_when_it_is_taken_over_is_told() {
    let mut browser = two();
    browser.store.records.borrow_mut().clear();
    browser.aside = Aside::default();
    browser.live(1, Msg::TakeOverAsked);
    browser.settle();
    assert!(browser.windows[1].model.filling.is_none());
    assert_eq!(browser.windows[1].model.opening, yardstick::app::Opening::NotHere);
}

#[test]
fn a_call_is_one_line_and_nothing_else_is_a_call() {
    let id = SubmissionId::from("a b");
    for call in [Call::Asked, Call::Held, Call::Taken, Call::Released] {
        let line = call_line(call, "w1", &id);
        assert_eq!(called(&line), Some((call, "w1", id.clone())));
    }
    for line in ["", "held", "held w1", "hold w1 a", " w1 a"] {
        assert_eq!(called(line), None, "{line}");
    }
}

/// What may happen in windows that have the record open or not.
#[derive(Clone, Copy, Debug)]
enum Event {
    Open(usize),
    Deliver(usize, usize),
    Wait(usize),
    Home(usize),
    Fill(usize),
    TakeOver(usize),
    Crash(usize),
}

const WINDOWS: usize = 3;

fn opening() -> impl Strategy<Value = Event> {
    let n = 0..WINDOWS;
    prop_oneof![
        2 => n.clone().prop_map(Event::Open),
        6 => (n.clone(), n.clone()).prop_map(|(from, to)| Event::Deliver(from, to)),
        2 => n.prop_map(Event::Wait),
    ]
}

fn anything() -> impl Strategy<Value = Event> {
    let n = 0..WINDOWS;
    prop_oneof![
        10 => opening(),
        1 => n.clone().prop_map(Event::Home),
        2 => n.clone().prop_map(Event::Fill),
        2 => n.clone().prop_map(Event::TakeOver),
        1 => n.prop_map(Event::Crash),
    ]
}

fn run(events: Vec<Event>) -> Browser {
    let mut browser = Browser::new(WINDOWS);
    for event in events {
        match event {
            Event::Open(n) => browser.open(n),
            Event::Deliver(from, to) => drop(browser.deliver(from, to)),
            Event::Wait(n) => browser.wait(n),
            Event::Home(n) => browser.live(n, Msg::RouteChanged(Route::Home)),
            Event::Fill(n) => {
                let option = if browser.windows[n].window.is_multiple_of(2) { "yes" } else { "no" };
                browser.live(n, chosen("A3", option));
            }
            Event::TakeOver(n) => browser.live(n, Msg::TakeOverAsked),
            Event::Crash(n) => {
                browser.act(n, Desk::crash);
                browser.waiting[n] = false;
                browser.calls.iter_mut().for_each(|lines| lines[n].clear());
            }
        }
    }
    browser.settle();
    browser
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn of_windows_that_open_a_record_exactly_one_fills_it(events in prop::collection::vec(opening(), 1..40)) {
        let browser = run(events.clone());
        let opened = events.iter().any(|event| matches!(event, Event::Open(_)));
        prop_assert_eq!(browser.fillers().len(), usize::from(opened));
    }

    #[test]
    fn whatever_happens_two_never_go_on_filling_it(events in prop::collection::vec(anything(), 1..60)) {
        let browser = run(events);
        prop_assert!(browser.fillers().len() <= 1, "{:?}", browser.fillers());
    }
}
