//! The rows of a ledger, as they are put in.

use crate::domain::date::Date;
use crate::domain::id::FieldId;
use crate::domain::json::{Json, Write};
use crate::domain::rule::info::FieldValues;

/// A row that was put in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerRow {
    /// Unique in the table.
    pub id: String,
    /// What stands in it.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<FieldId, crate::domain::rule::FieldValue>")
    )]
    pub fields: FieldValues,
    /// The states it went through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trail: Vec<Step>,
    /// The rows under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<ChildRow>,
}

impl LedgerRow {
    /// The state before the one it is in.
    pub fn came_from(&self) -> Option<&FieldId> {
        Some(&self.trail.iter().rev().nth(1)?.state)
    }
}

/// A state that a row went into.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The state.
    pub state: FieldId,
    /// When.
    pub on: Date,
}

/// A row under a row.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChildRow {
    /// Unique under its row.
    pub id: String,
    /// What stands in it.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<FieldId, crate::domain::rule::FieldValue>")
    )]
    pub fields: FieldValues,
}
