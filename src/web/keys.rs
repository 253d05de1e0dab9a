//! What the unit's key asks of the browser: chance, a moment's work, a place to be remembered, a hand on the machine.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use yew::Callback;

use super::world::{chance, document};
use super::{beside, clock, files};
use crate::app::{File, KeyMsg, Keys, LockMsg, Msg, Passphrase, Remembered};
use crate::format::{Key, OpenKey, is_recipient};

/// The screen says that it takes a moment before it does, in milliseconds.
const FIRST_SAID: u32 = 50;
/// How often it is asked whether anybody is there, in milliseconds.
const ASKED: u32 = 1000;
/// What somebody does who is there.
const SIGNS_OF_LIFE: [&str; 4] = ["pointerdown", "keydown", "wheel", "touchstart"];

thread_local! {
    static WATCH: RefCell<Option<(Interval, [EventListener; 4])>> = const { RefCell::new(None) };
}

/// What is remembered of the key.
pub(super) fn remembered() -> Keys {
    let idle = beside::remembered(Remembered::Idle).and_then(|text| text.parse().ok());
    // One that cannot be read is none: its file is elsewhere too.
    let key = beside::remembered(Remembered::Key).and_then(|text| Key::read(text.as_bytes()).ok());
    let to = beside::remembered(Remembered::To).filter(|to| is_recipient(to)).unwrap_or_default();
    Keys { key, to, idle, ..Keys::default() }
}

/// Makes a key.
pub(super) fn make(send: Callback<Msg>, id: String, unit: String, passphrase: Passphrase) {
    let make = move || {
        let (key, open) = Key::make(&id, &unit, &passphrase.0, &mut chance);
        send.emit(Msg::Key(KeyMsg::Made(Box::new(key), Rc::new(open))));
    };
    Timeout::new(FIRST_SAID, make).forget();
}

/// Opens one.
pub(super) fn open(send: Callback<Msg>, key: Key, passphrase: Passphrase) {
    let open = move || send.emit(Msg::Key(KeyMsg::Opened(key.open(&passphrase.0).map(Rc::new))));
    Timeout::new(FIRST_SAID, open).forget();
}

/// Hands a file up: signed, and encrypted for somebody.
pub(super) fn hand_up(file: File, key: &OpenKey, to: Option<&str>) {
    // What this page writes is a sound document.
    let text = key.sign(&file.text).unwrap_or(file.text);
    match to.map(|to| key.encrypt(text.as_bytes(), Some(to), &mut chance)) {
        None => files::download(&File { text, ..file }),
        Some(Ok(bytes)) => files::download_bytes(&file.name, &bytes),
        // The model takes nothing else for somebody to encrypt for. Nothing goes out that was to be encrypted.
        Some(Err(_)) => {}
    }
}

/// Tells when nobody has touched the machine for so many seconds.
pub(super) fn watch(send: Callback<Msg>, seconds: Option<u32>) {
    let watch = seconds.map(|seconds| {
        let last = Rc::new(Cell::new(clock::now()));
        let alive = SIGNS_OF_LIFE.map(|sign| {
            let last = last.clone();
            EventListener::new(&document(), sign, move |_| last.set(clock::now()))
        });
        // Asked of the clock, since a machine that sleeps counts no seconds.
        let ask = Interval::new(ASKED, move || {
            if clock::now().saturating_sub(last.get()) >= u64::from(seconds) * 1000 {
                last.set(clock::now());
                send.emit(Msg::Lock(LockMsg::Asked));
            }
        });
        (ask, alive)
    });
    WATCH.set(watch);
}
