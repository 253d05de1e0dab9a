//! How several results become one.

use serde::Serialize;

use super::json::Json;
use super::points::Points;

/// How several results become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// All together.
    #[default]
    Sum,
    /// Only the best.
    Highest,
    /// Only the worst.
    Lowest,
}

impl Take {
    /// Together.
    // By reference because serde calls it so.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub fn is_sum(&self) -> bool {
        *self == Take::Sum
    }

    /// One of several results; nothing of none.
    pub fn of(self, results: impl Iterator<Item = Points>) -> Points {
        match self {
            Take::Sum => results.sum(),
            Take::Highest => results.max().unwrap_or_default(),
            Take::Lowest => results.min().unwrap_or_default(),
        }
    }
}
