//! The key of the unit that works here: what it signs with and is encrypted for, and what locks this machine.

use std::fmt;
use std::rc::Rc;

use super::effect::{Effect, File};
use crate::format::{Key, OpenKey};

/// The unit's key, as far as it is here and open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keys {
    /// It, with its secret half under a passphrase.
    pub key: Option<Key>,
    /// What the passphrase has opened, until the page is left or locked.
    pub open: Option<Rc<OpenKey>>,
    /// Whom files that are handed up are encrypted for; empty where they are not.
    pub to: String,
    /// What was typed instead, and is nobody to encrypt for.
    pub slip: Option<String>,
    /// After so many seconds without a hand on it this machine locks itself.
    pub idle: Option<u32>,
    /// What is going on.
    pub step: Step,
    /// Files go out unsigned although the key is not open: somebody has said so.
    pub skipped: bool,
}

/// What is going on with the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Step {
    /// Nothing.
    #[default]
    Resting,
    /// It is being made or opened, which takes a moment.
    Working,
    /// Something that was asked for cannot be.
    Failed(KeyTrouble),
    /// Whether it shall go from this browser has been asked.
    Removing,
    /// The machine locks itself as soon as everything is saved.
    Locking,
    /// It is being locked.
    Closing,
}

/// Why something cannot be done with a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyTrouble {
    /// Nobody is named whose key it is.
    NoUnit,
    /// The passphrase is too short.
    Short,
    /// The passphrase was typed differently the second time.
    Differ,
    /// The passphrase is another one.
    Wrong,
    /// The key is damaged.
    Damaged,
    /// This is nothing that can be encrypted for.
    NoRecipient,
}

/// What only its owner knows.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Passphrase(pub String);

impl fmt::Debug for Passphrase {
    /// Says nothing of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// What of it is remembered beside the store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remembered {
    /// The text of the key's file.
    Key,
    /// Whom files are encrypted for.
    To,
    /// After how many seconds the machine locks itself.
    Idle,
}

impl Step {
    /// Whether the machine is about to be locked: nothing is shown any more.
    pub const fn is_locking(self) -> bool {
        matches!(self, Step::Locking | Step::Closing)
    }
}

impl Keys {
    /// Whether somebody has to say first whether a file goes out without a signature.
    pub const fn is_closed(&self) -> bool {
        (self.key.is_some() || !self.to.is_empty()) && self.open.is_none() && !self.skipped
    }

    /// The name of a file that is handed up.
    pub fn named(&self, name: String) -> String {
        if self.open.is_some() && !self.to.is_empty() { name + ".age" } else { name }
    }

    /// Hands a file up: signed, and encrypted where that is wanted.
    pub fn hand_up(&self, file: File) -> Effect {
        match &self.open {
            None => Effect::Download(file),
            Some(key) => Effect::HandUp(file, key.clone(), (!self.to.is_empty()).then(|| self.to.clone())),
        }
    }
}
