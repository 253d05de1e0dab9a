//! One thing that is checked.

use crate::domain::json::{Json, Write};

use super::condition::Condition;
use super::id::ItemId;
use super::limit::{Limit, Otherwise};
use super::occurrences;
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
    /// The least it brings; 0 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Limit>,
    /// The most it brings, when that is not its full score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Limit>,
    /// How the answer becomes points.
    pub rule: Rule,
    /// What happens when the unit has nothing to assess here.
    #[serde(default)]
    pub not_applicable: NotApplicable,
    /// It is asked only if this is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What it brings when it is not asked.
    #[serde(default, skip_serializing_if = "Otherwise::is_drop")]
    pub otherwise: Otherwise,
    /// When it brings nothing, whatever was answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zero_when: Vec<Ruling>,
    /// When it brings its full score, whatever was answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub full_when: Vec<Ruling>,
    /// How a reviewer checks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<CheckMethod>,
    /// The papers to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<WantedEvidence>,
    /// A written remark belongs to every answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remark_required: bool,
    /// The body that scores it, if not the unit itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scored_by: Option<Texts>,
}

impl Item {
    /// The most its answer can bring; `None` without a limit.
    pub fn cap(&self) -> Option<Points> {
        Limit::or(self.cap, self.full_score)
    }

    /// The least its answer can bring; `None` without a limit.
    pub fn floor(&self) -> Option<Points> {
        Limit::or(self.floor, Points::ZERO)
    }
}

/// A condition that decides something, with its words.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// When it is so.
    #[serde(rename = "if")]
    pub condition: Condition,
    /// The same in words.
    pub text: Texts,
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
        /// The body that confirms it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<Texts>,
    },
    /// It brings its full score.
    Full {
        /// When that is so.
        when: Texts,
        /// The body that confirms it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<Texts>,
    },
    /// It brings these points.
    Fixed {
        /// The points.
        points: Points,
        /// When that is so.
        when: Texts,
        /// The body that confirms it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<Texts>,
    },
}

impl NotApplicable {
    /// When the item may be skipped; `None` where it may not.
    pub const fn when(&self) -> Option<&Texts> {
        match self {
            NotApplicable::No => None,
            NotApplicable::Drop { when, .. } | NotApplicable::Full { when, .. } | NotApplicable::Fixed { when, .. } => {
                Some(when)
            }
        }
    }

    /// Who must confirm that it is skipped, and be named.
    pub const fn confirmed_by(&self) -> Option<&Texts> {
        match self {
            NotApplicable::No => None,
            NotApplicable::Drop { confirmed_by, .. }
            | NotApplicable::Full { confirmed_by, .. }
            | NotApplicable::Fixed { confirmed_by, .. } => confirmed_by.as_ref(),
        }
    }
}

/// How a reviewer checks an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json, Write)]
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
    /// It must be named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Only if this is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

impl WantedEvidence {
    /// Whether a paper of the unit is this one: its name contains this one's, in any language.
    pub fn is_named_by(&self, name: &str) -> bool {
        self.name.all().any(|wanted| occurrences(name, wanted.trim()).next().is_some())
    }
}
