//! One thing that is checked.

use crate::domain::json::Json;

use super::id::ItemId;
use super::points::Points;
use super::rule::Rule;
use super::text::Texts;

/// An item of a template: what is asked, what it is worth, how it scores.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable for life, unique in the template.
    pub id: ItemId,
    /// The number printed on the sheet; may repeat or be missing, as published sheets do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// What is required.
    pub text: Texts,
    /// How to understand or fill it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Texts>,
    /// The most points it can bring.
    pub full_score: Points,
    /// How the answer becomes points.
    pub rule: Rule,
    /// What happens when the unit has nothing to assess here.
    #[serde(default)]
    pub not_applicable: NotApplicable,
    /// How a reviewer checks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<CheckMethod>,
    /// The papers to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<WantedEvidence>,
    /// A written remark belongs to every answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remark_required: bool,
}

/// The policy for an item that does not apply to the unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "policy", rename_all = "snake_case", deny_unknown_fields)]
pub enum NotApplicable {
    /// It may not be skipped.
    #[default]
    No,
    /// Its points leave the sheet and the total is re-scaled to the full score.
    Drop {
        /// When that is so: "no group has been set up".
        when: Texts,
    },
    /// It brings its full score.
    Full {
        /// When that is so.
        when: Texts,
    },
}

impl NotApplicable {
    /// When the item may be skipped; `None` where it may not.
    pub const fn when(&self) -> Option<&Texts> {
        match self {
            NotApplicable::No => None,
            NotApplicable::Drop { when } | NotApplicable::Full { when } => Some(when),
        }
    }
}

/// How a reviewer checks an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckMethod {
    /// Look at documents.
    Documents,
    /// Look on site.
    OnSite,
    /// Talk with people or hold a meeting.
    Interview,
    /// Ask by questionnaire.
    Survey,
}

/// A paper that proves an item. Only its name travels; the paper stays with the unit.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WantedEvidence {
    /// What it is called.
    pub name: Texts,
}
