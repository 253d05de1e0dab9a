//! The states that the rows of a ledger go through.

use super::RowCondition;
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::text::Texts;

/// The states of rows.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct States {
    /// All of them; rows start in the first.
    pub list: Vec<State>,
    /// Which may follow which.
    pub moves: Vec<Move>,
}

/// A state of a row.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// The row is done with.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// A state that may follow another.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The state before.
    pub from: FieldId,
    /// The state after.
    pub to: FieldId,
    /// What must be so in the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<RowCondition>,
}
