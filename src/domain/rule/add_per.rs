//! So much for each count, up to the item's full score.

use super::Reason;
use super::Source;
use super::deduct_per::{capped, grouped};
use super::input::{Found, Input, Outcome, real};
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::points::Points;
use crate::domain::take::Take;
use crate::domain::text::Texts;

/// Points by count.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddPer {
    /// What is counted.
    pub counts: Vec<AddedCount>,
    /// All counts together, or only the one that brings most: several channels, once.
    #[serde(default, skip_serializing_if = "Take::is_sum")]
    pub take: Take,
}

/// One count and what it brings.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddedCount {
    /// Its id inside the item.
    pub id: FieldId,
    /// What is counted.
    pub label: Texts,
    /// The word after the number: 次, 项.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// For each.
    pub each: Points,
    /// Only whole groups of so many bring something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u32>,
    /// The most this count can bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    /// Read from another item instead of being asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

impl AddPer {
    /// A field left empty counts as none, as long as one has been filled.
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let mut found = Vec::new();
        for field in &self.counts {
            found.push(input.count(&field.id, field.from.as_ref())?);
        }
        if found.iter().all(Option::is_none) {
            return Err(Outcome::Unfinished(None));
        }
        let (mut gains, mut reasons) = (Vec::new(), Vec::new());
        for (field, times) in self.counts.iter().zip(found) {
            let times = times.unwrap_or(0);
            real(&field.id, times)?;
            let groups = grouped(&field.id, times, field.every, &mut reasons);
            let gained = capped(field.each, groups, field.cap)?;
            reasons.push(Reason::Added { count: field.id.clone(), times: groups, each: field.each, gained });
            gains.push(gained);
        }
        let points = self.take.of(gains.into_iter());
        if !self.take.is_sum() {
            reasons.push(Reason::Took { take: self.take, points });
        }
        Ok(Outcome::Points(points, reasons))
    }
}
