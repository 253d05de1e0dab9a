//! Satisfaction from totals only: how many sheets went out, how many gave each answer. Nothing
//! about who answered.

use super::Source;
use super::input::{Found, Input, Outcome, reach};
use super::{CountField, Reason};
use crate::domain::id::FieldId;
use crate::domain::json::Json;
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
    /// Ways of asking, each with counts of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
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

/// One way of asking.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// How much its rate counts beside those of the others.
    pub weight: Points,
}

/// Σ weight × answers in percent, and the answers that count.
struct Tally {
    weighted: i128,
    counted: u32,
}

impl Survey {
    /// The name of a count: its own, or `<channel>.<id>`.
    pub fn count_id(channel: Option<&Channel>, id: &FieldId) -> FieldId {
        match channel {
            Some(channel) => FieldId::from([channel.id.as_str(), ".", id.as_str()].concat().as_str()),
            None => id.clone(),
        }
    }

    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let (full, decimals, minimum) = (input.full, input.decimals(), self.minimum.max(1));
        let percent = |tally: &Tally| Points::quotient(tally.weighted, i128::from(tally.counted), decimals);
        let too_few = |valid| Outcome::Void(Reason::TooFewAnswers { valid, minimum });
        if self.channels.is_empty() {
            let tally = self.tally(input, None)?;
            if tally.counted < minimum {
                return Err(too_few(tally.counted));
            }
            let rate = percent(&tally).unwrap_or_default();
            let whole = Points::whole(100).units() * i128::from(tally.counted);
            let points = reach(Points::quotient(full.units() * tally.weighted, whole, decimals))?;
            let surveyed = Reason::Surveyed { counted: tally.counted, percent: rate };
            return Ok(Outcome::Points(points, vec![surveyed, Reason::RateOf { percent: rate, full, points }]));
        }
        let mut reasons = Vec::new();
        let (mut rates, mut weights, mut counted) = (0, 0, 0);
        // Every channel's counts are looked at before one is left out.
        let tallies: Vec<Tally> =
            self.channels.iter().map(|channel| self.tally(input, Some(channel))).collect::<Found<_>>()?;
        for (channel, tally) in self.channels.iter().zip(tallies) {
            let rate = percent(&tally).filter(|_| tally.counted >= minimum);
            reasons.push(Reason::Channel { channel: channel.id.clone(), counted: tally.counted, percent: rate });
            counted += tally.counted;
            if let Some(rate) = rate {
                rates += channel.weight.units() * rate.units();
                weights += channel.weight.units();
            }
        }
        let rate = Points::quotient(rates, weights, decimals).ok_or(too_few(counted))?;
        let points = reach(full.share(rate, Points::whole(100), decimals))?;
        reasons.push(Reason::RateOf { percent: rate, full, points });
        Ok(Outcome::Points(points, reasons))
    }

    fn tally(&self, input: Input<'_>, channel: Option<&Channel>) -> Found<Tally> {
        let ids: Vec<FieldId> = std::iter::once(&self.issued.id)
            .chain(self.options.iter().map(|option| &option.id))
            .map(|id| Survey::count_id(channel, id))
            .collect();
        // Only without channels can there be one number of sheets to read.
        let from = self.issued.from.as_ref().filter(|_| channel.is_none());
        let fields: Vec<(&FieldId, Option<&Source>)> =
            ids.iter().enumerate().map(|(n, id)| (id, from.filter(|_| n == 0))).collect();
        let found = input.all_counts(&fields)?;
        let (issued, mut valid) = (found[0], 0_u32);
        let mut tally = Tally { weighted: 0, counted: 0 };
        for (option, &answers) in self.options.iter().zip(&found[1..]) {
            valid = valid.saturating_add(answers);
            if let Some(weight) = option.weight {
                tally.counted = tally.counted.saturating_add(answers);
                tally.weighted += weight.units() * i128::from(answers);
            }
        }
        if valid > issued { Err(Outcome::Invalid(Reason::MoreThanIssued { issued, valid })) } else { Ok(tally) }
    }
}
