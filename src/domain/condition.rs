//! What may be asked of a sheet: the conditions under which something is asked, counts or is shown.

use super::bounds::Bounds;
use super::id::{FieldId, GradeId, ItemId, SectionId, UnitTypeId, VetoId};
use super::json::Json;
use super::limit::True;
use super::points::Points;

/// A part of a whole, as a fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fraction {
    /// So many…
    pub part: u32,
    /// …of so many.
    pub whole: u32,
}

/// What may be asked of a sheet. What is unanswered makes it false.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Condition {
    /// All of these.
    All {
        /// These.
        all: Vec<Condition>,
    },
    /// One of these.
    Any {
        /// These.
        any: Vec<Condition>,
    },
    /// Not this.
    Not {
        /// This.
        not: Box<Condition>,
    },
    /// An item has an answer, or is marked as not applicable.
    Answered {
        /// The item.
        item: ItemId,
        /// It has.
        answered: True,
    },
    /// One of these options was chosen.
    Chosen {
        /// The item.
        item: ItemId,
        /// The options.
        chosen: Vec<FieldId>,
    },
    /// All of these elements are ticked; of an info item, in any of its fields.
    Ticked {
        /// The item.
        item: ItemId,
        /// The elements.
        ticked: Vec<FieldId>,
    },
    /// An item is marked as not applicable.
    NotApplicable {
        /// The item.
        item: ItemId,
        /// It is.
        not_applicable: True,
    },
    /// One of these was chosen in a field of an info item.
    Is {
        /// The item.
        item: ItemId,
        /// The field.
        field: FieldId,
        /// What was chosen.
        is: Vec<FieldId>,
    },
    /// A number of an item keeps limits; a ratio is looked at in percent.
    Number {
        /// The item.
        item: ItemId,
        /// The count, number, figure, or the day something was done.
        field: FieldId,
        /// It is this or more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_least: Option<Points>,
        /// It is this or less.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<Points>,
        /// It is more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        above: Option<Points>,
        /// It is less.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        below: Option<Points>,
    },
    /// What an item scored.
    Scored {
        /// The item.
        item: ItemId,
        /// This or more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points_at_least: Option<Points>,
        /// Less.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points_below: Option<Points>,
    },
    /// The kind of unit.
    UnitType {
        /// One of these.
        unit_type: Vec<UnitTypeId>,
    },
    /// What a section brings.
    Section {
        /// The section.
        section: SectionId,
        /// This share or more of what it could bring.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        percent_at_least: Option<Points>,
        /// Less.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        percent_below: Option<Points>,
        /// This or more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points_at_least: Option<Points>,
        /// Less.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points_below: Option<Points>,
    },
    /// The total is below this.
    TotalBelow {
        /// This.
        total_below: Points,
    },
    /// The total is this or more.
    TotalAtLeast {
        /// This.
        total_at_least: Points,
    },
    /// A veto applies.
    Veto {
        /// The veto.
        veto: VetoId,
    },
    /// The grade.
    Grade {
        /// One of these.
        grade: Vec<GradeId>,
    },
    /// A core section brings less than this share of what it could bring.
    AnySectionPercent {
        /// This.
        any_section_percent_below: Points,
    },
    /// A core section brings less than this.
    AnySectionPoints {
        /// This.
        any_section_points_below: Points,
    },
    /// Fewer than this share of the items that ask for an answer have one.
    AnsweredBelow {
        /// The share.
        answered_below: Fraction,
    },
    /// So many items have one of these options chosen.
    ChosenCount {
        /// The options.
        chosen_count: Vec<FieldId>,
        /// So many or more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_least: Option<u32>,
        /// So many or fewer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most: Option<u32>,
    },
}

impl Condition {
    /// The conditions in it that are not made of others, and how deep it goes.
    pub fn leaves(&self) -> (Vec<&Condition>, usize) {
        let mut leaves = Vec::new();
        let depth = self.gather(&mut leaves);
        (leaves, depth)
    }

    fn gather<'a>(&'a self, leaves: &mut Vec<&'a Condition>) -> usize {
        let inner = match self {
            Condition::All { all: list } | Condition::Any { any: list } => {
                list.iter().map(|one| one.gather(leaves)).max().unwrap_or(0)
            }
            Condition::Not { not } => not.gather(leaves),
            leaf => {
                leaves.push(leaf);
                0
            }
        };
        inner + 1
    }

    /// The item it looks at, if it looks at one by itself.
    pub const fn item(&self) -> Option<&ItemId> {
        match self {
            Condition::Answered { item, .. }
            | Condition::Chosen { item, .. }
            | Condition::Ticked { item, .. }
            | Condition::NotApplicable { item, .. }
            | Condition::Is { item, .. }
            | Condition::Number { item, .. }
            | Condition::Scored { item, .. } => Some(item),
            _ => None,
        }
    }

    /// The limits of a number in it.
    pub fn bounds(&self) -> Bounds {
        match self {
            Condition::Number { at_least, at_most, above, below, .. } => {
                Bounds { at_least: *at_least, at_most: *at_most, above: *above, below: *below }
            }
            Condition::Scored { points_at_least, points_below, .. } => {
                Bounds { at_least: *points_at_least, below: *points_below, ..Bounds::default() }
            }
            Condition::TotalBelow { total_below } => Bounds { below: Some(*total_below), ..Bounds::default() },
            Condition::TotalAtLeast { total_at_least } => {
                Bounds { at_least: Some(*total_at_least), ..Bounds::default() }
            }
            Condition::ChosenCount { at_least, at_most, .. } => Bounds {
                at_least: at_least.map(Points::count),
                at_most: at_most.map(Points::count),
                ..Bounds::default()
            },
            _ => Bounds::default(),
        }
    }
}
