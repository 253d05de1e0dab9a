//! So much off for each occurrence, or for each one short of a required number.

use crate::domain::json::Json;
use litemap::LiteMap;

use super::{Outcome, Reason, counts_of};
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// Deductions by count, from the full score down to zero.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeductPer {
    /// What is counted.
    pub counts: Vec<DeductedCount>,
}

/// One count and what it costs.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeductedCount {
    /// Its id inside the item.
    pub id: FieldId,
    /// What is counted.
    pub label: Texts,
    /// The word after the number: 次, 人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Texts>,
    /// How many there should be: each one short costs. Without it each occurrence costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<u32>,
    /// Off for each, as a positive amount.
    pub each: Points,
    /// The most this count can cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
}

impl DeductPer {
    pub(super) fn outcome(&self, counts: &LiteMap<FieldId, u32>, full: Points) -> Outcome {
        let actuals = match counts_of(counts, self.counts.iter().map(|field| &field.id)) {
            Ok(found) => found,
            Err(outcome) => return outcome,
        };
        let (mut left, mut reasons) = (full, Vec::new());
        for (field, actual) in self.counts.iter().zip(actuals) {
            let times = field.required.map_or(actual, |required| required.saturating_sub(actual));
            if times == 0 {
                continue;
            }
            let uncapped = field.each.times(times);
            let lost = field.cap.map_or(uncapped, |cap| uncapped.min(cap));
            let (count, each) = (field.id.clone(), field.each);
            reasons.push(match field.required {
                Some(required) => Reason::Short { count, required, actual, short: times, each, lost },
                None => Reason::Occurred { count, times, each, lost },
            });
            left -= lost;
        }
        if reasons.is_empty() {
            reasons.push(Reason::NothingDeducted { full });
        }
        Outcome::Points(left, reasons)
    }
}
