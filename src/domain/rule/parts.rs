//! Several scales under one printed number.

use super::input::{Found, Input, Outcome};
use super::{Reason, Rule};
use crate::domain::answer::Answer;
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::limit::Limit;
use crate::domain::points::Points;
use crate::domain::take::Take;
use crate::domain::text::Texts;

/// Several scales, each with a rule of its own.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The scales.
    pub parts: Vec<PartRule>,
    /// All of them together, the best or the worst.
    #[serde(default, skip_serializing_if = "Take::is_sum")]
    pub take: Take,
}

/// One scale.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartRule {
    /// Its id inside the item.
    pub id: FieldId,
    /// What is asked.
    pub label: Texts,
    /// The most it brings.
    pub full_score: Points,
    /// The least it brings; 0 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Limit>,
    /// The most it brings, when that is not its full score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Limit>,
    /// How the answer becomes points.
    pub rule: Box<Rule>,
}

impl Parts {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let answers = match input.answer {
            None => None,
            Some(Answer::Parts(answers)) => Some(answers),
            Some(_) => return Err(Outcome::Invalid(Reason::Unfit)),
        };
        let (mut results, mut reasons) = (Vec::new(), Vec::new());
        // A contradiction in one part is told even while another one is open.
        let mut open = None;
        for part in &self.parts {
            let inside = |reason| Reason::InPart { part: part.id.clone(), why: Box::new(reason) };
            let answer = answers.and_then(|answers| answers.get(&part.id));
            match part.outcome(Input { answer, full: part.full_score, ..input }) {
                Outcome::Unfinished(reason) => {
                    open = open.or(Some(inside(reason.unwrap_or(Reason::Unanswered))));
                }
                Outcome::Invalid(reason) => return Err(Outcome::Invalid(inside(reason))),
                Outcome::Void(reason) if input.policy => return Err(Outcome::Void(inside(reason))),
                other => {
                    let line = other.line(part.full_score);
                    let (points, reason) = (line.obtained, line.reasons);
                    reasons.push(Reason::Part { part: part.id.clone(), points, reasons: reason });
                    results.push(points);
                }
            }
        }
        if open.is_some() {
            return Err(Outcome::Unfinished(open.filter(|_| answers.is_some())));
        }
        let points = self.take.of(results.into_iter());
        if !self.take.is_sum() {
            reasons.push(Reason::Took { take: self.take, points });
        }
        Ok(Outcome::Points(points, reasons))
    }
}

impl PartRule {
    fn outcome(&self, input: Input<'_>) -> Outcome {
        let floor = Limit::or(self.floor, Points::ZERO);
        self.rule.outcome(input).limited(floor, Limit::or(self.cap, self.full_score))
    }
}
