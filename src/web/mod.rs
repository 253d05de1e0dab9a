//! Floor 4: the browser. The only floor that may touch `window`. [`App`] owns the model and is the
//! one place where messages and effects meet; pages are plain functions of the model; components
//! are functions of their properties.

pub mod components;
pub mod pages;
pub mod sheet;

mod beside;
mod clock;
mod connection;
mod desk;
mod files;
mod idb;
mod keys;
mod perform;
mod quarantine;
mod received;
mod root;
mod storage;
mod tree;
mod vault;
mod windows;
mod worker;
mod world;

use clock::{moment, now};
pub use root::{App, Desk, Filling, Screens, start};
pub use worker::{is_page, listen};
use world::{focus_main, show};
