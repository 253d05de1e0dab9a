//! The fields that rules ask for.

use super::Source;
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// A count that a rule asks for.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountField {
    /// Its id inside the item.
    pub id: FieldId,
    /// What is counted.
    pub label: Texts,
    /// The word after the number: 次, 人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// Read from another item instead of being asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

/// A measured number that a rule asks for.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberField {
    /// Its id inside the item.
    pub id: FieldId,
    /// What is measured.
    pub label: Texts,
    /// The word after the number: 平方米.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// The least that may be typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    /// The most that may be typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Points>,
    /// Read from another item instead of being asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
    /// Fixed by the standard and not asked for; only a target may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Points>,
}

/// A day that a rule asks for.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateField {
    /// Its id inside the item.
    pub id: FieldId,
    /// What happened on it.
    pub label: Texts,
}

/// Something with an id and a name: an element, a state, an option of a field.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
}
