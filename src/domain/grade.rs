//! What becomes of a total: vetoes, grades, flags, and titles over many units.

use crate::domain::json::Json;

use super::condition::Condition;
use super::id::{FieldId, FlagId, GradeId, TierId, VetoId};
use super::item::Ruling;
use super::points::Points;
use super::text::Texts;

/// Something that overrides the score. The score is still computed and shown.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// Its id.
    pub id: VetoId,
    /// What must not have happened.
    pub text: Texts,
    /// What it does.
    pub effect: VetoEffect,
    /// It is decided by this and not asked.
    #[serde(default, rename = "if", skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// What a veto does.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum VetoEffect {
    /// The unit gets the lowest grade and is not ranked.
    Fail,
    /// The grade is at most this one.
    CapGrade {
        /// The best grade left.
        grade: GradeId,
    },
    /// The unit is barred from something; its grade stays.
    Bar {
        /// From what.
        text: Texts,
    },
}

/// A grade and where it begins. A boundary belongs to the better grade.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its id.
    pub id: GradeId,
    /// Its name.
    pub label: Texts,
    /// The lowest total that reaches it. The last grade has none: it takes the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    /// Where grades go by how many items have an option: the most there may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// What must hold as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Ruling>,
    /// Its colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Its stars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u32>,
}

/// The colour of a grade.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// All is well.
    Green,
    /// Something is to be done.
    Yellow,
    /// Much is to be done.
    Red,
}

/// What grades go by, when that is not the total.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GradeBy {
    /// How many items have one of these options chosen.
    pub chosen_count: Vec<FieldId>,
}

/// What stands beside the grade: a yellow card.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Its id.
    pub id: FlagId,
    /// Its name.
    pub label: Texts,
    /// When it is given.
    #[serde(rename = "if")]
    pub condition: Condition,
}

/// A title given at roll-up, by rank, among the units that reached a grade. Never part of one
/// unit's own file: only the level that sees all units can give it.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Its name: 过硬党支部.
    pub label: Texts,
    /// The grade a unit must have reached.
    pub grade: GradeId,
}

/// What is made of the ranks over many units.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// Shares of the ranked units, from the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// Totals stretched to a common scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
}

/// A share of the ranked units.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its id.
    pub id: TierId,
    /// Its name.
    pub label: Texts,
    /// Its share in percent; places are rounded down.
    pub share: Points,
}

/// A scale that the lowest and the highest total are stretched to.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Normalise {
    /// What the lowest total becomes.
    pub low: Points,
    /// What the highest total becomes.
    pub high: Points,
}
