//! Labelled levels, and the plainest two of them: met or not.

use crate::domain::json::{Json, Write};

use super::Reason;
use super::input::Outcome;
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// The option of an all-or-nothing item that brings its full score.
pub const YES: &str = "yes";
/// The option of an all-or-nothing item that brings nothing.
pub const NO: &str = "no";

/// Labelled levels; the lowest need not be worth 0.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The levels, best first.
    pub options: Vec<ChoiceOption>,
}

/// One level.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// What it is worth.
    pub points: Points,
    /// Choosing it asks for a written remark.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remark_required: bool,
}

impl Options {
    pub(super) fn outcome(&self, chosen: &FieldId) -> Outcome {
        match self.options.iter().find(|option| option.id == *chosen) {
            Some(ChoiceOption { id, points, .. }) => {
                Outcome::Points(*points, vec![Reason::Chosen { option: id.clone(), points: *points }])
            }
            None => Outcome::Invalid(Reason::Unfit),
        }
    }
}

pub(super) fn all_or_nothing(chosen: &FieldId, full: Points) -> Outcome {
    match chosen.as_str() {
        YES => Outcome::Points(full, vec![Reason::Met { full }]),
        NO => Outcome::Points(Points::ZERO, vec![Reason::NotMet]),
        _ => Outcome::Invalid(Reason::Unfit),
    }
}
