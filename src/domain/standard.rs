//! The standard that units are measured against, as one kind of unit sees it.

use std::sync::Arc;

use crate::domain::json::Json;

use super::grade::{Award, Flag, Grade, GradeBy, Ranking, Veto};
use super::id::{TemplateId, UnitTypeId};
use super::limit::True;
use super::parameter::Parameter;
use super::period::PeriodKind;
use super::points::Points;
use super::section::Section;
use super::text::Texts;
use super::total_rule::TotalRule;

/// A standard, not yet checked.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The standard, whatever its edition.
    pub id: TemplateId,
    /// The issuer's own edition: `2026`.
    pub edition: String,
    /// Its title.
    pub title: Texts,
    /// Who issues it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Texts>,
    /// The documents it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Texts>,
    /// What must not be written into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminder: Option<Texts>,
    /// What the result is used for.
    pub mode: Mode,
    /// The periods it is filled for.
    pub periods: Vec<PeriodKind>,
    /// Decimal places that divisions are rounded to, half up: ratios times points, re-scaling.
    #[serde(default = "two")]
    #[cfg_attr(feature = "schema", schemars(range(max = 4)))]
    pub decimals: u8,
    /// The full score of all core sections together.
    pub full_score: Points,
    /// The total is also shown out of this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_out_of: Option<Points>,
    /// The kinds of unit it tells apart.
    #[serde(default)]
    pub unit_types: Vec<UnitType>,
    /// Numbers that the issuing level may change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// Its parts, in order.
    pub sections: Vec<Arc<Section>>,
    /// How sections become the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<TotalRule>,
    /// What fails a unit whatever it scored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<Veto>,
    /// Grades by total, best first; the last one starts at the lowest total there is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// What grades go by, when that is not the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_by: Option<GradeBy>,
    /// What stands beside the grade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// Whether units may add items of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement: Option<Supplement>,
    /// The title that the level which sees all units may give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<Award>,
    /// What is made of the ranks over many units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<Ranking>,
}

const fn two() -> u8 {
    2
}

/// What the result is used for. It changes how the sheet looks, never how it is added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Scored and graded.
    Appraisal,
    /// Coloured, never part of an appraisal.
    HealthCheck,
    /// Completion, no points.
    Checklist,
    /// Tables.
    Ledger,
    /// Steps with dates.
    Procedure,
    /// Totals only.
    Survey,
}

/// A kind of unit.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitType {
    /// Its id.
    pub id: UnitTypeId,
    /// Its name.
    pub label: Texts,
}

/// Items that a unit may add: added up apart, never part of the total.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// Their heading.
    pub title: Texts,
    /// How many there may be.
    pub most_items: u32,
    /// The most they bring together.
    pub full_score: Points,
    /// They are added up apart.
    #[serde(default = "apart")]
    pub score_apart: True,
}

const fn apart() -> True {
    True
}
