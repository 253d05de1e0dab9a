//! What is computed from the rows of a ledger.

use super::{Ledger, LedgerRow, Record, RowCondition};
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;
use crate::domain::rule::input::Input;
use crate::domain::text::Texts;

/// Two columns with days.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The earlier one.
    pub from: FieldId,
    /// The later one.
    pub to: FieldId,
}

/// A number computed from rows.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Figure {
    /// How many rows fulfil a condition.
    Count {
        /// Its id inside the item.
        id: FieldId,
        /// Its name.
        label: Texts,
        /// The condition.
        count: RowCondition,
    },
    /// How many rows under rows fulfil a condition.
    CountChildren {
        /// Its id inside the item.
        id: FieldId,
        /// Its name.
        label: Texts,
        /// The condition.
        count_children: RowCondition,
    },
    /// A ratio of two numbers of rows.
    Ratio {
        /// Its id inside the item.
        id: FieldId,
        /// Its name.
        label: Texts,
        /// Counted among those of the whole.
        part: RowCondition,
        /// The whole.
        whole: RowCondition,
    },
    /// The sum of a column.
    Sum {
        /// Its id inside the item.
        id: FieldId,
        /// Its name.
        label: Texts,
        /// The column.
        sum: FieldId,
        /// Only over these rows.
        #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
        only: Option<RowCondition>,
    },
    /// The mean of the days between two columns.
    MeanDays {
        /// Its id inside the item.
        id: FieldId,
        /// Its name.
        label: Texts,
        /// The columns.
        mean_days: Days,
        /// Only over these rows.
        #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
        only: Option<RowCondition>,
    },
}

impl Figure {
    /// Its id inside the item.
    pub const fn id(&self) -> &FieldId {
        match self {
            Figure::Count { id, .. }
            | Figure::CountChildren { id, .. }
            | Figure::Ratio { id, .. }
            | Figure::Sum { id, .. }
            | Figure::MeanDays { id, .. } => id,
        }
    }

    /// Its name.
    pub const fn label(&self) -> &Texts {
        match self {
            Figure::Count { label, .. }
            | Figure::CountChildren { label, .. }
            | Figure::Ratio { label, .. }
            | Figure::Sum { label, .. }
            | Figure::MeanDays { label, .. } => label,
        }
    }

    /// Every condition in it, and whether it is about the rows under rows.
    pub fn conditions(&self) -> Vec<(&RowCondition, bool)> {
        match self {
            Figure::Count { count, .. } => vec![(count, false)],
            Figure::CountChildren { count_children, .. } => vec![(count_children, true)],
            Figure::Ratio { part, whole, .. } => vec![(part, false), (whole, false)],
            Figure::Sum { only, .. } | Figure::MeanDays { only, .. } => only.iter().map(|only| (only, false)).collect(),
        }
    }
}

impl Ledger {
    pub(super) fn compute(&self, figure: &Figure, rows: &[LedgerRow], input: Input<'_>) -> Quantity {
        let today = input.scene.as_of;
        let records = || rows.iter().map(|row| self.record(row, today));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let among = |only: &Option<RowCondition>| -> Vec<Record<'_>> {
            records().filter(|row| only.as_ref().is_none_or(|only| only.holds(*row))).collect()
        };
        match figure {
            Figure::Count { count: wanted, .. } => {
                Quantity::count(count(records().filter(|row| wanted.holds(*row)).count()))
            }
            Figure::CountChildren { count_children, .. } => {
                let children = rows.iter().flat_map(|row| &row.children).map(|child| self.child(child, today));
                Quantity::count(count(children.filter(|row| count_children.holds(*row)).count()))
            }
            Figure::Ratio { part, whole, .. } => {
                let wholes: Vec<Record<'_>> = records().filter(|row| whole.holds(*row)).collect();
                let parts = wholes.iter().filter(|row| part.holds(**row)).count();
                Quantity::Ratio { part: count(parts), whole: count(wholes.len()) }
            }
            Figure::Sum { sum, only, .. } => {
                let numbers = among(only).into_iter().filter_map(|row| match row.number(sum) {
                    Some(Quantity::Amount { value }) => Some(value),
                    _ => None,
                });
                Quantity::amount(numbers.sum())
            }
            Figure::MeanDays { mean_days, only, .. } => {
                let days: Vec<i128> = among(only)
                    .into_iter()
                    .filter_map(|row| Some(i128::from(row.date(&mean_days.to)?.since(row.date(&mean_days.from)?))))
                    .collect();
                let sum = Points::whole(1).units() * days.iter().sum::<i128>();
                let mean = Points::quotient(sum, days.len() as i128, input.decimals());
                mean.map_or(Quantity::Nothing {}, Quantity::amount)
            }
        }
    }
}
