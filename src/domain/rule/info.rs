//! Something that is written down and never scored, and the fields that it and ledgers have.

use litemap::LiteMap;
use serde_json::Value;

use super::input::{Found, Input, Outcome, unfit};
use super::{Labelled, NO, Reason, YES};
use crate::domain::answer::{Answer, MAX_COUNT};
use crate::domain::date::Date;
use crate::domain::id::FieldId;
use crate::domain::id_set::IdSet;
use crate::domain::json::{Filled, Json, Node, Write};
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;
use crate::domain::text::Texts;

/// The most characters of a text where the field does not say.
pub const MOST_TEXT: u32 = 200;

/// Something that is written down.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Info {
    /// What is written down.
    pub fields: Vec<Field>,
}

/// A field of an info item, or a column of a ledger.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// It must be filled.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub required: bool,
    /// What stands in it.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The most characters of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// The word after a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// The least a number may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    /// The most a number may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Points>,
    /// What can be chosen or ticked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Labelled>,
}

const fn yes() -> bool {
    true
}

// The schema leaves it out. By reference because serde calls it so.
#[cfg(feature = "schema")]
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_true(truth: &bool) -> bool {
    *truth
}

/// What stands in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A text.
    Text,
    /// A measured number.
    Number,
    /// A count.
    Count,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// One of the options.
    Choice,
    /// Any of the options.
    Ticks,
}

/// What was put into a field; what it may be is the field's to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldValue {
    /// A text, a number, a day, or the id of an option.
    Text(String),
    /// A count.
    Count(u32),
    /// Options that are ticked.
    Ticks(IdSet),
}

impl Json for FieldValue {
    fn blank() -> FieldValue {
        FieldValue::Count(0)
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = match node.value() {
            Value::Number(_) => FieldValue::Count(node.contents()?),
            Value::Array(_) => FieldValue::Ticks(node.contents()?),
            _ => FieldValue::Text(node.contents()?),
        };
        Ok(())
    }
}

impl Write for FieldValue {
    fn write(&self) -> Value {
        match self {
            FieldValue::Text(text) => text.write(),
            FieldValue::Count(count) => count.write(),
            FieldValue::Ticks(ticks) => ticks.write(),
        }
    }
}

/// What was put into some fields.
pub type FieldValues = LiteMap<FieldId, FieldValue>;

impl Field {
    /// The number in it.
    pub fn number(&self, value: &FieldValue) -> Option<Quantity> {
        match (self.kind, value) {
            (FieldKind::Count, FieldValue::Count(count)) => Some(Quantity::count(*count)),
            (FieldKind::Number, FieldValue::Text(text)) => text.parse().ok().map(Quantity::amount),
            _ => None,
        }
    }

    /// The day in it.
    pub fn date(&self, value: &FieldValue) -> Option<Date> {
        match (self.kind, value) {
            (FieldKind::Date, FieldValue::Text(text)) => text.parse().ok().filter(|date: &Date| date.is_real()),
            _ => None,
        }
    }

    /// Whether a value may stand in it.
    fn takes(&self, value: &FieldValue) -> bool {
        let offers = |id: &str| self.options.iter().any(|option| option.id.as_str() == id);
        match (self.kind, value) {
            (FieldKind::Text, FieldValue::Text(text)) => {
                text.chars().count() <= self.most.unwrap_or(MOST_TEXT) as usize
            }
            (FieldKind::Number, _) => matches!(self.number(value), Some(Quantity::Amount { value })
                if super::input::in_range(value, self.at_least, self.at_most).is_ok()),
            (FieldKind::Count, FieldValue::Count(count)) => *count <= MAX_COUNT,
            (FieldKind::Date, _) => self.date(value).is_some(),
            (FieldKind::YesNo, FieldValue::Text(text)) => text == YES || text == NO,
            (FieldKind::Choice, FieldValue::Text(text)) => offers(text),
            (FieldKind::Ticks, FieldValue::Ticks(ticks)) => ticks.iter().all(|id| offers(id.as_str())),
            _ => false,
        }
    }
}

impl FieldValue {
    /// Something stands in it.
    pub fn is_filled(&self) -> bool {
        match self {
            FieldValue::Text(text) => !text.trim().is_empty(),
            // No tick at all says that nothing applies.
            FieldValue::Count(_) | FieldValue::Ticks(_) => true,
        }
    }

    /// It has ticked this one.
    pub fn has_ticked(&self, id: &FieldId) -> bool {
        matches!(self, FieldValue::Ticks(ticks) if ticks.contains(id))
    }

    /// It is, or has ticked, one of these.
    pub fn is_one_of(&self, wanted: &[FieldId]) -> bool {
        wanted.iter().any(|id| match self {
            FieldValue::Text(text) => text == id.as_str(),
            FieldValue::Count(_) => false,
            FieldValue::Ticks(ticks) => ticks.contains(id),
        })
    }
}

/// Checks what was put into some fields: first what is wrong, then what is open.
pub(super) fn check(fields: &[Field], values: &FieldValues) -> Found<()> {
    let known = |id: &FieldId| fields.iter().any(|field| field.id == *id);
    if let Some((stranger, _)) = values.iter().find(|(id, _)| !known(id)) {
        return Err(Outcome::Invalid(Reason::BadField { field: stranger.clone() }));
    }
    let filled = |field: &&Field| values.get(&field.id).filter(|value| value.is_filled());
    let id = |field: &Field| field.id.clone();
    if let Some(bad) = fields.iter().find(|field| filled(field).is_some_and(|value| !field.takes(value))) {
        return Err(Outcome::Invalid(Reason::BadField { field: id(bad) }));
    }
    match fields.iter().find(|field| field.required && filled(field).is_none()) {
        Some(open) => Err(Outcome::Unfinished(Some(Reason::OpenField { field: id(open) }))),
        None => Ok(()),
    }
}

impl Info {
    /// Whether something must be written down.
    pub fn is_required(&self) -> bool {
        self.fields.iter().any(|field| field.required)
    }

    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let Some(Answer::Fields(values)) = input.answer else { return Err(unfit(input.answer)) };
        check(&self.fields, values)?;
        Ok(Outcome::Points(Points::ZERO, vec![Reason::Recorded]))
    }
}
