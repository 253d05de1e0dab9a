//! How an answer becomes points: one file a rule.
//!
//! Order inside an item: the rule, then the item's floor at zero and its full score as the cap,
//! then not-applicable. Everything after that is [`crate::domain::Totals`].

mod add_per;
mod deduct_list;
mod deduct_per;
mod line;
mod options;
mod ratio;
mod survey;

use crate::domain::json::Json;
use litemap::LiteMap;

pub use add_per::{AddPer, AddedCount};
pub use deduct_list::{DeductList, Element};
pub use deduct_per::{DeductPer, DeductedCount};
pub use line::{Line, LineState, Reason};
pub use options::{ChoiceOption, NO, Options, YES};
pub use ratio::{Band, RateTimes, RatioBand};
pub use survey::{Survey, SurveyOption};

use super::answer::{Answer, MAX_COUNT};
use super::id::FieldId;
use super::item::{Item, NotApplicable};
use super::points::Points;
use super::submission::Entry;
use super::text::Texts;

/// The rule of an item.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rule {
    /// Everything met: full score; anything missing: nothing.
    AllOrNothing(AllOrNothing),
    /// Labelled levels with their points.
    Options(Options),
    /// So much off for each occurrence or each one short.
    DeductPer(DeductPer),
    /// So much off for each listed element that is missing.
    DeductList(DeductList),
    /// So much for each count.
    AddPer(AddPer),
    /// Points by the band a ratio of two counts falls into.
    RatioBand(RatioBand),
    /// A ratio of two counts times the full score.
    RateTimes(RateTimes),
    /// Satisfaction: weighted answers of a survey times the full score.
    Survey(Survey),
}

/// Everything met or nothing.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllOrNothing {}

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
}

/// The counts of some fields, in their order, or why they cannot be used: first what is still open,
/// then what is larger than any real count.
fn counts_of<'a>(
    counts: &LiteMap<FieldId, u32>,
    fields: impl Iterator<Item = &'a FieldId> + Clone,
) -> Result<Vec<u32>, Outcome> {
    let found: Option<Vec<u32>> = fields.clone().map(|field| counts.get(field).copied()).collect();
    let found = found.ok_or(Outcome::Unfinished)?;
    match fields.zip(&found).find(|(_, count)| **count > MAX_COUNT) {
        Some((field, _)) => Err(Outcome::Invalid(Reason::TooLarge { count: field.clone() })),
        None => Ok(found),
    }
}

/// What a rule made of an answer, before the item's own floor and cap.
pub(super) enum Outcome {
    /// Nothing or not everything has been put in yet.
    Unfinished,
    /// The answer contradicts itself or does not fit the rule.
    Invalid(Reason),
    /// A survey with too few valid answers; the item's policy decides.
    TooFew(Reason),
    /// Points, with the reasons that lead to them.
    Points(Points, Vec<Reason>),
}

impl Rule {
    fn outcome(&self, answer: &Answer, full: Points, decimals: u8) -> Outcome {
        match (self, answer) {
            (Rule::AllOrNothing(_), Answer::Choice(option)) => options::all_or_nothing(option, full),
            (Rule::Options(rule), Answer::Choice(option)) => rule.outcome(option),
            (Rule::DeductPer(rule), Answer::Counts(counts)) => rule.outcome(counts, full),
            (Rule::DeductList(rule), Answer::Elements { have, exempt }) => rule.outcome(have, exempt, full),
            (Rule::AddPer(rule), Answer::Counts(counts)) => rule.outcome(counts),
            (Rule::RatioBand(rule), Answer::Counts(counts)) => rule.outcome(counts, decimals),
            (Rule::RateTimes(rule), Answer::Counts(counts)) => rule.outcome(counts, full, decimals),
            (Rule::Survey(rule), Answer::Counts(counts)) => rule.outcome(counts, full, decimals),
            _ => Outcome::Invalid(Reason::Unfit),
        }
    }

    /// Whether a remark belongs to this answer.
    pub fn asks_remark(&self, answer: Option<&Answer>) -> bool {
        match (self, answer) {
            (Rule::Options(rule), Some(Answer::Choice(chosen))) => {
                rule.options.iter().any(|option| option.id == *chosen && option.remark_required)
            }
            _ => false,
        }
    }

    /// Every text of the rule, for the linter.
    pub fn texts(&self) -> Vec<&Texts> {
        fn count<'a>(label: &'a Texts, unit: Option<&'a Texts>) -> impl Iterator<Item = &'a Texts> {
            std::iter::once(label).chain(unit)
        }
        match self {
            Rule::AllOrNothing(_) => vec![],
            Rule::Options(rule) => rule.options.iter().map(|option| &option.label).collect(),
            Rule::DeductPer(rule) => rule.counts.iter().flat_map(|one| count(&one.label, one.unit.as_ref())).collect(),
            Rule::DeductList(rule) => {
                rule.elements.iter().flat_map(|element| count(&element.label, element.exempt_when.as_ref())).collect()
            }
            Rule::AddPer(rule) => rule.counts.iter().flat_map(|one| count(&one.label, one.unit.as_ref())).collect(),
            Rule::RatioBand(RatioBand { part, whole, .. }) | Rule::RateTimes(RateTimes { part, whole }) => {
                [part, whole].into_iter().flat_map(|one| count(&one.label, one.unit.as_ref())).collect()
            }
            Rule::Survey(rule) => {
                let options = rule.options.iter().map(|option| &option.label);
                count(&rule.issued.label, rule.issued.unit.as_ref()).chain(options).collect()
            }
        }
    }
}

/// Scores one item.
///
/// Unanswered items bring nothing but stay obtainable: leaving out is never better than answering.
pub fn score(item: &Item, entry: &Entry, decimals: u8) -> Line {
    let full = item.full_score;
    if entry.not_applicable {
        return match item.not_applicable {
            NotApplicable::No => Line::invalid(full, Reason::MayNotBeSkipped),
            NotApplicable::Drop { .. } => Line::dropped(Reason::Dropped { full }),
            NotApplicable::Full { .. } => Line {
                obtained: full,
                obtainable: full,
                state: LineState::NotApplicable,
                reasons: vec![Reason::FullUnasked { full }],
            },
        };
    }
    let Some(answer) = &entry.answer else { return Line::unanswered(full) };
    match item.rule.outcome(answer, full, decimals) {
        Outcome::Unfinished => Line::unanswered(full),
        Outcome::Invalid(reason) => Line::invalid(full, reason),
        Outcome::TooFew(reason) => match item.not_applicable {
            NotApplicable::Drop { .. } => Line::dropped(reason),
            NotApplicable::Full { .. } => Line::scored(full, full, vec![reason, Reason::FullUnasked { full }]),
            NotApplicable::No => Line::scored(Points::ZERO, full, vec![reason]),
        },
        Outcome::Points(raw, mut reasons) => {
            let obtained = if raw.is_negative() {
                reasons.push(Reason::Floor);
                Points::ZERO
            } else if raw > full {
                reasons.push(Reason::Cap { cap: full });
                full
            } else {
                raw
            };
            Line::scored(obtained, full, reasons)
        }
    }
}
