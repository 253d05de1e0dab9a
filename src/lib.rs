//! Yardstick · 标尺: an organisation measures itself against a published standard.
//!
//! # Where to start
//!
//! A [`domain::Template`] is the standard. A [`domain::Submission`] is one unit's answers to it.
//! A [`domain::Sheet`] is a submission being filled: every answer beside the [`domain::Line`] that
//! says what it scores and why. [`app::update`] is everything the page can do.
//!
//! # The floors, ground first
//!
//! - [`domain`]: nouns and rules; knows no file, no screen, no browser
//! - [`format`]: files: strict JSON, canonical bytes, digest, envelope, built-in templates
//! - [`export`]: what leaves in other shapes (CSV)
//! - [`app`]: the page as a pure function: model, message, update, effect
//! - [`web`]: the browser (feature `web`): components, storage, files
//! - `bin`: the doors: the page and the command line
//!
//! A floor uses itself and the floors below it, never one above (`tests/house.rs`).
//!
//! # What is absent on purpose
//!
//! No field for a person, no float in a score, no clock or randomness below the edge, no request.

pub mod domain;
pub mod export;
pub mod format;

pub mod app;

#[cfg(feature = "web")]
pub mod web;
