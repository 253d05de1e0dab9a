//! The ladder: how documents of older versions become documents of this one, rung by rung.
//!
//! A rung is a named pure function on a body. The current version is the number of rungs plus one,
//! and every version keeps a fixture for ever (`tests/formats.rs`), so a rung cannot be forgotten.

use serde_json::Value;

use super::envelope::Kind;

/// One step from a version to the next.
pub struct Rung {
    /// What changed.
    pub name: &'static str,
    /// How a body changes.
    pub climb: fn(Kind, Value) -> Value,
}

const LADDER: &[Rung] = &[];

/// The version that is written.
pub const VERSION: u64 = LADDER.len() as u64 + 1;

/// Every rung, oldest first.
pub const fn ladder() -> &'static [Rung] {
    LADDER
}

/// Brings a body from `version` to [`VERSION`].
pub fn migrate(kind: Kind, version: u64, body: Value) -> Value {
    let climbed = usize::try_from(version.max(1) - 1).unwrap_or(usize::MAX);
    LADDER.iter().skip(climbed).fold(body, |body, rung| (rung.climb)(kind, body))
}
