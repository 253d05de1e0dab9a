//! What was put in for an item. Unanswered is the absence of an [`Answer`].

use crate::domain::json::{Json, Write};
use litemap::LiteMap;

use super::date::Date;
use super::id::FieldId;
use super::id_set::IdSet;
use super::points::Points;
use super::rule::{FieldValue, LedgerRow, Matter};

/// The largest count a field takes.
pub const MAX_COUNT: u32 = 1_000_000;

/// The answer to one item; which shape fits is the rule's to say.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// One option of several. `all_or_nothing` has the options `yes` and `no`.
    Choice(FieldId),
    /// Counts by field; a field that is not there has not been filled yet.
    Counts(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<FieldId, u32>"))]
        LiteMap<FieldId, u32>,
    ),
    /// Which of the listed elements are there. None ticked and none there is `have: []`.
    Elements {
        /// The elements that are there.
        have: IdSet,
        /// Elements excused by the superior body: missing, but not deducted.
        #[serde(default, skip_serializing_if = "IdSet::is_empty")]
        exempt: IdSet,
    },
    /// Measured numbers by field.
    Numbers(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<FieldId, Points>"))]
        LiteMap<FieldId, Points>,
    ),
    /// Days by field.
    Dates(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<FieldId, Date>"))]
        LiteMap<FieldId, Date>,
    ),
    /// Matters and the classes they reached.
    Matters(Vec<Matter>),
    /// The result of another sheet.
    Linked(LinkedValue),
    /// What was written down, by field.
    Fields(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<FieldId, FieldValue>"))]
        LiteMap<FieldId, FieldValue>,
    ),
    /// The answers to several scales.
    Parts(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<FieldId, Answer>"))]
        LiteMap<FieldId, Answer>,
    ),
    /// The rows of a table.
    Rows(Vec<LedgerRow>),
}

/// The result of another sheet: an amount, or the two counts of a ratio.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum LinkedValue {
    /// An amount.
    Value {
        /// It.
        value: Points,
    },
    /// A ratio.
    Ratio {
        /// How many fulfil it.
        part: u32,
        /// How many there are.
        whole: u32,
    },
}
