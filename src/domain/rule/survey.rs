//! Satisfaction from totals only: how many sheets went out, how many gave each answer. Nothing
//! about who answered.

use crate::domain::json::Json;
use litemap::LiteMap;

use super::{CountField, Outcome, Reason, counts_of};
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// A survey: Σ weight × answers ÷ answers that count, times the full score.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// How many sheets were handed out.
    pub issued: CountField,
    /// What could be answered.
    pub options: Vec<SurveyOption>,
    /// Fewer answers with a weight than this say nothing: the item's not-applicable policy decides.
    #[serde(default)]
    pub minimum: u32,
}

/// One possible answer.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurveyOption {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// What one such answer is worth, in percent. Without it the answer leaves the denominator
    /// (不了解).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Points>,
}

impl Survey {
    pub(super) fn outcome(&self, counts: &LiteMap<FieldId, u32>, full: Points, decimals: u8) -> Outcome {
        let fields = std::iter::once(&self.issued.id).chain(self.options.iter().map(|option| &option.id));
        let (issued, answers) = match counts_of(counts, fields) {
            Ok(found) => (found[0], found),
            Err(outcome) => return outcome,
        };
        let (mut valid, mut counted, mut weighted) = (0_u32, 0_u32, Points::ZERO);
        for (option, &answers) in self.options.iter().zip(&answers[1..]) {
            valid = valid.saturating_add(answers);
            if let Some(weight) = option.weight {
                counted = counted.saturating_add(answers);
                weighted += weight.times(answers);
            }
        }
        if valid > issued {
            return Outcome::Invalid(Reason::MoreThanIssued { issued, valid });
        }
        if counted < self.minimum.max(1) {
            return Outcome::TooFew(Reason::TooFewAnswers { valid: counted, minimum: self.minimum.max(1) });
        }
        // `weighted` is a sum of percents: divided by 100 × the answers it is the rate.
        let all = Points::whole(100).times(counted);
        let percent = Points::whole(100).share(weighted, all, decimals).unwrap_or_default();
        let points = full.share(weighted, all, decimals).unwrap_or_default();
        Outcome::Points(points, vec![Reason::Surveyed { counted, percent }, Reason::RateOf { percent, full, points }])
    }
}
