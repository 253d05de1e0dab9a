//! So much off for each occurrence, or for each one short of a required number.

use super::Reason;
use super::Source;
use super::input::{Found, Input, Outcome, reach};
use crate::domain::id::FieldId;
use crate::domain::json::Json;
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
    /// So many occurrences cost nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<u32>,
    /// Only whole groups of so many cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u32>,
    /// Off for each, as a positive amount.
    pub each: Points,
    /// The most this count can cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
    /// Read from another item instead of being asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

impl DeductPer {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let fields: Vec<_> = self.counts.iter().map(|field| (&field.id, field.from.as_ref())).collect();
        let actuals = input.all_counts(&fields)?;
        let (mut left, mut reasons) = (input.full, Vec::new());
        for (field, actual) in self.counts.iter().zip(actuals) {
            left -= field.lost(actual, &mut reasons)?;
        }
        if reasons.is_empty() {
            reasons.push(Reason::NothingDeducted { full: input.full });
        }
        Ok(Outcome::Points(left, reasons))
    }
}

impl DeductedCount {
    fn lost(&self, actual: u32, reasons: &mut Vec<Reason>) -> Found<Points> {
        let free = self.free.unwrap_or(0);
        let times = self.required.map_or(actual.saturating_sub(free), |required| required.saturating_sub(actual));
        if free > 0 && actual > 0 && self.required.is_none() {
            reasons.push(Reason::Spared { count: self.id.clone(), times: actual, free });
        }
        if times == 0 {
            return Ok(Points::ZERO);
        }
        let groups = grouped(&self.id, times, self.every, reasons);
        let lost = capped(self.each, groups, self.cap)?;
        let (count, each) = (self.id.clone(), self.each);
        reasons.push(match self.required {
            Some(required) => Reason::Short { count, required, actual, short: times, each, lost },
            None => Reason::Occurred { count, times: groups, each, lost },
        });
        Ok(lost)
    }
}

/// How often something counts, when only whole groups do.
pub(super) fn grouped(id: &FieldId, times: u32, every: Option<u32>, reasons: &mut Vec<Reason>) -> u32 {
    let Some(every) = every.filter(|every| *every > 1) else { return times };
    let groups = times / every;
    reasons.push(Reason::Grouped { count: id.clone(), times, every, groups });
    groups
}

/// An amount so many times, up to a cap.
pub(super) fn capped(each: Points, times: u32, cap: Option<Points>) -> Found<Points> {
    let all = each.times(times);
    cap.map_or_else(|| reach(all), |cap| Ok(all.map_or(cap, |all| all.min(cap))))
}
