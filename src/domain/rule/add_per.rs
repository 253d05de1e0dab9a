//! So much for each count, up to the item's full score.

use crate::domain::json::Json;
use litemap::LiteMap;

use super::{Outcome, Reason};
use crate::domain::answer::MAX_COUNT;
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// Points by count. Counts exclude each other: the same content is entered once, at its highest
/// class, which the item's guidance says.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddPer {
    /// What is counted.
    pub counts: Vec<AddedCount>,
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
}

impl AddPer {
    /// A field left empty counts as none, as long as one has been filled.
    pub(super) fn outcome(&self, counts: &LiteMap<FieldId, u32>) -> Outcome {
        if !self.counts.iter().any(|field| counts.contains_key(&field.id)) {
            return Outcome::Unfinished;
        }
        let (mut sum, mut reasons) = (Points::ZERO, Vec::new());
        for field in &self.counts {
            let times = counts.get(&field.id).copied().unwrap_or(0);
            if times > MAX_COUNT {
                return Outcome::Invalid(Reason::TooLarge { count: field.id.clone() });
            }
            let gained = field.each.times(times);
            reasons.push(Reason::Added { count: field.id.clone(), times, each: field.each, gained });
            sum += gained;
        }
        Outcome::Points(sum, reasons)
    }
}
