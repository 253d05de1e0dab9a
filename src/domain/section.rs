//! Sections: how items become a part of the total.

use std::sync::Arc;

use crate::domain::json::Json;

use super::condition::Condition;
use super::id::SectionId;
use super::item::Item;
use super::limit::{Limit, Otherwise};
use super::points::Points;
use super::take::Take;
use super::text::Texts;

/// A part of a template.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Its heading.
    pub title: Texts,
    /// How it counts.
    #[serde(default, skip_serializing_if = "SectionRole::is_core")]
    pub role: SectionRole,
    /// The most it can bring. For a core section the sum of its items; for a bonus section its cap.
    pub full_score: Points,
    /// Where it starts; 0 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Points>,
    /// The least it brings; 0 when left out, none for a penalty section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Limit>,
    /// The most it brings, when that is not its full score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Limit>,
    /// How much of its points count, in percent; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Points>,
    /// All items together, or only the best.
    #[serde(default, skip_serializing_if = "Take::is_sum")]
    pub take: Take,
    /// It is asked only if this is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What it brings when it is not asked.
    #[serde(default, skip_serializing_if = "Otherwise::is_drop")]
    pub otherwise: Otherwise,
    /// It brings its full score, whatever was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_when: Option<Condition>,
    /// Its items, in order.
    pub items: Vec<Arc<Item>>,
}

/// How a section counts towards the total.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SectionRole {
    /// Part of the full score.
    #[default]
    Core,
    /// Added on top, never re-scaled, never missing.
    Bonus,
    /// Takes points, never re-scaled.
    Penalty,
    /// Nothing is scored.
    Info,
}

impl SectionRole {
    /// Part of the full score.
    // By reference because serde calls it so.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub fn is_core(&self) -> bool {
        *self == SectionRole::Core
    }

    /// Its items may not stay empty.
    pub const fn is_asking(self) -> bool {
        !matches!(self, SectionRole::Bonus)
    }
}

impl Section {
    /// The least and the most it brings.
    pub fn limits(&self) -> (Option<Points>, Option<Points>) {
        let floor = match self.floor {
            None if self.role == SectionRole::Penalty => None,
            floor => Limit::or(floor, Points::ZERO),
        };
        (floor, Limit::or(self.cap, self.full_score))
    }

    /// Points as they count, and whether they can be computed.
    pub fn weighted(&self, points: Points, decimals: u8) -> Points {
        let share = self.weight.filter(|_| self.role.is_core());
        let weighted = share.and_then(|weight| points.share(weight, Points::whole(100), decimals));
        weighted.unwrap_or(points)
    }
}
