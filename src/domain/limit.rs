//! Floors and caps, and what stands in place of points that are not scored.

use serde_json::Value;

use super::json::{Filled, Json, Node, Shape, Write};
use super::points::Points;

/// A floor or a cap: an amount, or `none`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// No limit.
    None,
    /// This amount.
    At(Points),
}

impl Limit {
    /// The amount, or the one that stands for a limit that was left out.
    pub fn or(limit: Option<Limit>, otherwise: Points) -> Option<Points> {
        match limit {
            None => Some(otherwise),
            Some(Limit::None) => None,
            Some(Limit::At(points)) => Some(points),
        }
    }
}

impl Json for Limit {
    fn blank() -> Limit {
        Limit::None
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        let unlimited = node.value().as_str() == Some("none");
        *self = if unlimited { Limit::None } else { Limit::At(node.contents()?) };
        Ok(())
    }
}

impl Write for Limit {
    fn write(&self) -> Value {
        match self {
            Limit::None => "none".into(),
            Limit::At(points) => points.write(),
        }
    }
}

/// What an item or section brings when it is not asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// Its points leave the sheet.
    #[default]
    Drop,
    /// Its full score.
    Full,
    /// Nothing.
    Zero,
    /// These points.
    Fixed(Points),
}

impl Otherwise {
    /// Its points leave the sheet.
    // By reference because serde calls it so.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub fn is_drop(&self) -> bool {
        *self == Otherwise::Drop
    }

    /// What it brings; `None` when it leaves the sheet.
    pub const fn points(self, full: Points) -> Option<Points> {
        match self {
            Otherwise::Drop => None,
            Otherwise::Full => Some(full),
            Otherwise::Zero => Some(Points::ZERO),
            Otherwise::Fixed(points) => Some(points),
        }
    }
}

/// A member that can only say `true`: where it is not so, it is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct True;

impl Json for True {
    fn blank() -> True {
        True
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        if node.value().as_bool() == Some(true) { Ok(()) } else { Err(node.other(Shape::Truth)) }
    }
}
