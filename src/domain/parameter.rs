//! Numbers with a name, which the issuing level may change without touching the rules.

use litemap::LiteMap;
use serde_json::Value;

use crate::domain::json::Json;

use super::id::{ParameterId, UnitTypeId};
use super::json::{Filled, Node, Shape};
use super::points::Points;
use super::text::Texts;

/// A number with a name: `@area` stands for it, `{@area}` shows it.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name.
    pub id: ParameterId,
    /// What it is.
    pub label: Texts,
    /// It, for every kind of unit that has none of its own.
    pub value: ParameterValue,
    /// It, by kind of unit.
    #[serde(default, skip_serializing_if = "LiteMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<UnitTypeId, ParameterValue>"))]
    pub by_type: LiteMap<UnitTypeId, ParameterValue>,
    /// The issuing level may change it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub editable: bool,
}

/// An amount, written as text, or a count, written as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterValue {
    /// An amount.
    Amount(Points),
    /// A count.
    Count(u32),
}

impl Json for ParameterValue {
    fn blank() -> ParameterValue {
        ParameterValue::Count(0)
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = match node.value() {
            Value::Number(_) => ParameterValue::Count(node.contents()?),
            Value::String(text) => ParameterValue::Amount(text.parse().map_err(|_| node.other(Shape::Decimal))?),
            _ => return Err(node.other(Shape::Decimal)),
        };
        Ok(())
    }
}
