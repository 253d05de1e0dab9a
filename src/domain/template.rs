//! The standard that units are measured against.

use std::ops::Deref;
use std::sync::Arc;

use crate::domain::json::Json;
use litemap::LiteMap;

use super::flaw::{Flaw, Level};
use super::id::{GradeId, ItemId, SectionId, TemplateId, UnitTypeId, VetoId};
use super::item::Item;
use super::lint;
use super::period::PeriodKind;
use super::points::Points;
use super::sheet::Place;
use super::text::Texts;

/// A standard as its author wrote it, not yet checked.
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
    pub decimals: u8,
    /// The full score of all core sections together.
    pub full_score: Points,
    /// The kinds of unit it tells apart.
    pub unit_types: Vec<UnitType>,
    /// Its parts, in order.
    pub sections: Vec<Arc<Section>>,
    /// What fails a unit whatever it scored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<Veto>,
    /// Grades by total, best first; the last one starts at the lowest total there is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// The title that the level which sees all units may give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<Award>,
}

const fn two() -> u8 {
    2
}

/// What the result is used for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Scored and graded.
    Appraisal,
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
}

impl SectionRole {
    /// Part of the full score.
    // By reference because serde calls it so.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub fn is_core(&self) -> bool {
        *self == SectionRole::Core
    }
}

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
}

/// What a veto does to the grade.
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
}

/// A grade and where it begins. Bands are half-open: a total equal to `at_least` is in.
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

/// A [`Standard`] that passed every check. One with errors cannot be made.
#[derive(Clone, Debug)]
pub struct Template {
    standard: Standard,
    places: LiteMap<ItemId, Place>,
    warnings: Vec<Flaw>,
}

impl Template {
    /// Checks a standard.
    ///
    /// # Errors
    /// Every flaw found, when at least one of them is an error.
    pub fn new(standard: Standard) -> Result<Template, Vec<Flaw>> {
        let flaws = lint::check(&standard);
        if flaws.iter().any(|flaw| flaw.level == Level::Error) {
            return Err(flaws);
        }
        let mut places = LiteMap::new();
        for (part, section) in standard.sections.iter().enumerate() {
            for (row, item) in section.items.iter().enumerate() {
                places.insert(item.id.clone(), Place { part, row });
            }
        }
        Ok(Template { standard, places, warnings: flaws })
    }

    /// What the checks noticed without refusing the template.
    pub fn warnings(&self) -> &[Flaw] {
        &self.warnings
    }

    /// Where an item stands.
    pub fn place(&self, item: &str) -> Option<Place> {
        self.places.get(item).copied()
    }

    /// The item of an id.
    pub fn item(&self, item: &str) -> Option<&Arc<Item>> {
        let place = self.place(item)?;
        Some(&self.standard.sections[place.part].items[place.row])
    }

    /// All items in order.
    pub fn items(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.standard.sections.iter().flat_map(|section| &section.items)
    }

    /// What the author wrote.
    pub const fn standard(&self) -> &Standard {
        &self.standard
    }
}

impl PartialEq for Template {
    fn eq(&self, other: &Template) -> bool {
        self.standard == other.standard
    }
}

impl Eq for Template {}

impl Deref for Template {
    type Target = Standard;
    fn deref(&self) -> &Standard {
        &self.standard
    }
}
