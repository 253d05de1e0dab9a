//! From an entry to a line.

use super::input::{Input, Outcome};
use super::{Line, LineState, Reason, Rule, options};
use crate::domain::item::{Item, NotApplicable, Ruling};
use crate::domain::points::Points;
use crate::domain::scene::{Reading, Scene};
use crate::domain::submission::Entry;

impl Rule {
    pub(super) fn outcome(&self, input: Input<'_>) -> Outcome {
        let found = match self {
            Rule::AllOrNothing(_) => input.choice().map(|option| options::all_or_nothing(option, input.full)),
            Rule::Options(rule) => input.choice().map(|option| rule.outcome(option)),
            Rule::DeductPer(rule) => rule.outcome(input),
            Rule::DeductList(rule) => rule.outcome(input),
            Rule::AddPer(rule) => rule.outcome(input),
            Rule::RatioBand(rule) => rule.outcome(input),
            Rule::RateTimes(rule) => rule.outcome(input),
            Rule::Survey(rule) => rule.outcome(input),
            Rule::AddRows(rule) => rule.outcome(input),
            Rule::Band(rule) => rule.outcome(input),
            Rule::NOfM(rule) => rule.outcome(input),
            Rule::TargetSteps(rule) => rule.outcome(input),
            Rule::Date(rule) => rule.outcome(input),
            Rule::Manual(rule) => rule.outcome(input),
            Rule::External(rule) => rule.outcome(input),
            Rule::Linked(rule) => rule.outcome(input),
            Rule::Info(rule) => rule.outcome(input),
            Rule::Parts(rule) => rule.outcome(input),
            Rule::Ledger(rule) => rule.outcome(input),
        };
        found.unwrap_or_else(|outcome| outcome)
    }
}

/// Scores one item.
///
/// Unanswered items bring nothing but stay obtainable: leaving out is never better than answering.
pub(in crate::domain) fn score(item: &Item, entry: &Entry, scene: &Scene<'_>, asked: bool) -> Line {
    let full = item.full_score;
    if !asked || item.when.as_ref().is_some_and(|when| !scene.holds(when)) {
        return not_asked(item, asked);
    }
    if entry.not_applicable {
        return skipped(item, |policy| policy).unwrap_or_else(|| Line::invalid(full, Reason::MayNotBeSkipped));
    }
    let policy = item.not_applicable != NotApplicable::No;
    let outcome = item.rule.outcome(Input { answer: entry.answer.as_ref(), scene, full, policy });
    // There is nothing to assess: the policy decides, after everything else.
    if let Outcome::Void(reason) = &outcome {
        let why = |policy| if matches!(policy, Reason::Dropped { .. }) { reason.clone() } else { policy };
        if let Some(mut line) = skipped(item, why) {
            if !line.dropped {
                line.reasons.insert(0, reason.clone());
            }
            return line;
        }
    }
    let outcome = told(outcome, item, scene);
    let holds = |rulings: &[Ruling]| rulings.iter().position(|ruling| scene.holds(&ruling.condition));
    let mut line = outcome.limited(item.floor(), item.cap()).line(full);
    if let Some(ruling) = holds(&item.zero_when) {
        line = overruled(line, Points::ZERO, full, Reason::Zeroed { ruling });
    }
    if let Some(ruling) = holds(&item.full_when) {
        line = overruled(line, full, full, Reason::Filled { ruling, full });
    }
    line
}

/// The numbers that were read stand in front of what was made of them.
fn told(outcome: Outcome, item: &Item, scene: &Scene<'_>) -> Outcome {
    let Outcome::Points(points, reasons) = outcome else { return outcome };
    let read = item.rule.sources().into_iter().filter_map(|(_, source)| match scene.read(source) {
        Reading::Number(value) => Some(Reason::Read { item: source.place().0.clone(), value }),
        Reading::Open => None,
    });
    let reasons = read.chain(reasons).collect();
    Outcome::Points(points, reasons)
}

fn overruled(line: Line, points: Points, full: Points, reason: Reason) -> Line {
    let Line { mut reasons, figures, state, .. } = line;
    if state == LineState::Unanswered {
        reasons.clear();
    }
    reasons.push(reason);
    Line { figures, ..Line::scored(points, full, reasons) }
}

/// An item in a section that is not asked brings nothing of its own: the section speaks for it.
fn not_asked(item: &Item, asked: bool) -> Line {
    let points = item.otherwise.points(item.full_score).filter(|_| asked);
    let reason = Reason::NotAsked { points };
    match points {
        Some(points) => Line::given(LineState::NotAsked, points, item.full_score, reason),
        None => Line::dropped(LineState::NotAsked, reason),
    }
}

/// What the policy gives; `None` where the item may not be skipped.
fn skipped(item: &Item, why: impl Fn(Reason) -> Reason) -> Option<Line> {
    let (full, state) = (item.full_score, LineState::NotApplicable);
    match item.not_applicable {
        NotApplicable::No => None,
        NotApplicable::Drop { .. } => Some(Line::dropped(state, why(Reason::Dropped { full }))),
        NotApplicable::Full { .. } => Some(Line::given(state, full, full, why(Reason::FullUnasked { full }))),
        NotApplicable::Fixed { points, .. } => {
            Some(Line::given(state, points, full, why(Reason::FixedUnasked { points })))
        }
    }
}
