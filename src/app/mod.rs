//! Floor 3: the page as a pure function. [`update`] takes a [`Model`] and what happened, a [`Msg`],
//! changes the model and returns what to ask of the world, [`Effect`]s. Nothing here knows a browser.
#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

mod carrying;
mod committee;
mod effect;
mod filling;
mod home;
mod input;
mod keys;
pub mod machine;
mod model;
mod msg;
mod rescued;
mod route;
mod save;
mod shown;
mod steps;
mod store;
mod unpack;
mod update;
mod windows;
mod words;

pub mod wording;

pub use carrying::Carrying;
pub use committee::{Change, Committee, Group, MAX_QUARANTINE_BYTES, Quarantined, Staged, Unseen};
pub use effect::{Effect, File, Kept, Stamp};
pub use filling::Filling;
pub use home::Head;
pub use input::{Cell, Input, UnitField, item_element, link_element, typed};
pub use keys::{KeyTrouble, Keys, Passphrase, Remembered, Step};
pub use model::{Misfit, Model, Notice, Opening};
pub use msg::{CarryMsg, CommitteeMsg, FetchError, KeyMsg, LockMsg, MachineMsg, Msg, Picked};
pub use route::Route;
pub use save::{SaveState, Saver};
pub use shown::{show_at_desk, shown};
pub use steps::early_steps;
pub use store::{
    Beside, Journalled, Keep, MARK, MIRROR, MemoryStore, Mirrored, Noticed, Parts, Put, RestoreError, SaveJob, Source,
    Store, StoreError, Stored, TAIL, Verdict, Whole, fold, found, is_tail, keep_none, keep_old, marked, mirror_line,
    note, read, reconcile, restore, restore_by, save as save_puts, save_by, small_line, whole,
};
pub use unpack::{Loose, Unpacking, loosen, unpack};
pub use update::{desk as update_desk, filling as update_filling};
pub use windows::{Call, Holder, call_line, called};
pub use words::{Word, fill, has_words, learn, speak_at_desk, word};
