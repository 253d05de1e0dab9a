//! What may be asked of a row.

use super::Record;
use crate::domain::bounds::Bounds;
use crate::domain::date::Date;
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::limit::True;
use crate::domain::points::Points;
use crate::domain::rule::info::{Field, FieldValue};

/// Two columns with days.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DueDone {
    /// The column that says when it is due.
    pub due: FieldId,
    /// The column that says when it was done.
    pub done: FieldId,
}

/// What may be asked of a row.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum RowCondition {
    /// All of these.
    All {
        /// These.
        all: Vec<RowCondition>,
    },
    /// One of these.
    Any {
        /// These.
        any: Vec<RowCondition>,
    },
    /// Not this.
    Not {
        /// This.
        not: Box<RowCondition>,
    },
    /// It is in one of these states.
    State {
        /// The states.
        state: Vec<FieldId>,
    },
    /// It went into one of these states.
    PassedThrough {
        /// The states.
        passed_through: Vec<FieldId>,
    },
    /// Done after the due day, or not done and due before the sheet's day.
    Late {
        /// The columns.
        late: DueDone,
    },
    /// Done, and not after the due day.
    InTime {
        /// The columns.
        in_time: DueDone,
    },
    /// One of these stands in a column.
    Is {
        /// The column.
        column: FieldId,
        /// What stands there.
        is: Vec<FieldId>,
    },
    /// Something stands in a column.
    Filled {
        /// The column.
        column: FieldId,
        /// It does.
        filled: True,
    },
    /// The number in a column keeps limits.
    Number {
        /// The column.
        column: FieldId,
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
    /// Every row.
    Every {},
}

impl<'a> Record<'a> {
    fn field(self, column: &FieldId) -> Option<(&'a Field, &'a FieldValue)> {
        let field = self.columns.iter().find(|field| field.id == *column)?;
        Some((field, self.fields.get(column).filter(|value| value.is_filled())?))
    }

    pub(super) fn number(self, column: &FieldId) -> Option<crate::domain::Quantity> {
        self.field(column).and_then(|(field, value)| field.number(value))
    }

    pub(super) fn date(self, column: &FieldId) -> Option<Date> {
        self.field(column).and_then(|(field, value)| field.date(value))
    }
}

impl RowCondition {
    pub(super) fn holds(&self, row: Record<'_>) -> bool {
        match self {
            RowCondition::All { all } => all.iter().all(|one| one.holds(row)),
            RowCondition::Any { any } => any.iter().any(|one| one.holds(row)),
            RowCondition::Not { not } => !not.holds(row),
            RowCondition::State { state } => row.state.is_some_and(|is| state.contains(is)),
            RowCondition::PassedThrough { passed_through } => {
                let mut went = row.trail.iter().map(|step| &step.state).chain(row.state);
                went.any(|state| passed_through.contains(state))
            }
            RowCondition::Late { late } => match (row.date(&late.due), row.date(&late.done)) {
                (Some(due), Some(done)) => done > due,
                (Some(due), None) => row.today.is_some_and(|today| due < today),
                (None, _) => false,
            },
            RowCondition::InTime { in_time } => match (row.date(&in_time.due), row.date(&in_time.done)) {
                (Some(due), Some(done)) => done <= due,
                _ => false,
            },
            RowCondition::Is { column, is } => row.field(column).is_some_and(|(_, value)| value.is_one_of(is)),
            RowCondition::Filled { column, .. } => row.field(column).is_some(),
            RowCondition::Number { column, at_least, at_most, above, below } => {
                let bounds = Bounds { at_least: *at_least, at_most: *at_most, above: *above, below: *below };
                row.number(column).is_some_and(|number| bounds.hold(number))
            }
            RowCondition::Every {} => true,
        }
    }

    /// Whether it looks at the sheet's day.
    pub fn uses_day(&self) -> bool {
        match self {
            RowCondition::All { all: list } | RowCondition::Any { any: list } => {
                list.iter().any(RowCondition::uses_day)
            }
            RowCondition::Not { not } => not.uses_day(),
            RowCondition::Late { .. } => true,
            _ => false,
        }
    }
}
