//! What an input makes of an answer. An answer with nothing left in it is no answer.

use litemap::LiteMap;

use super::{Input, rows};
use crate::domain::rule::{FieldValue, Rule};
use crate::domain::{Answer, FieldId, IdSet, LinkedValue};

impl Input {
    pub(super) fn answer(self, rule: &Rule, answer: Option<Answer>) -> Option<Answer> {
        match self {
            Input::Chosen(option) => Some(Answer::Choice(option)),
            Input::Counted(field, count) if matches!(rule, Rule::Linked(_)) => linked(answer, field.as_str(), count),
            Input::Counted(field, count) => {
                let counts = if let Some(Answer::Counts(counts)) = answer { counts } else { LiteMap::new() };
                map(counts, field, count).map(Answer::Counts)
            }
            Input::Numbered(_, number) if matches!(rule, Rule::Linked(_)) => {
                Some(Answer::Linked(LinkedValue::Value { value: number? }))
            }
            Input::Numbered(field, number) => {
                let numbers = if let Some(Answer::Numbers(numbers)) = answer { numbers } else { LiteMap::new() };
                map(numbers, field, number).map(Answer::Numbers)
            }
            Input::Dated(field, day) => {
                let days = if let Some(Answer::Dates(days)) = answer { days } else { LiteMap::new() };
                map(days, field, day).map(Answer::Dates)
            }
            Input::Ticked(element, ticked) => {
                let (mut have, exempt) = elements(answer);
                put(&mut have, element, ticked);
                // The last tick taken away leaves the item open: "none" has a box of its own.
                let open = have.is_empty() && exempt.is_empty();
                (!open).then_some(Answer::Elements { have, exempt })
            }
            Input::NoneTicked(ticked) => {
                let none = match rule {
                    Rule::Ledger(_) => Answer::Rows(Vec::new()),
                    Rule::AddRows(_) => Answer::Matters(Vec::new()),
                    _ => Answer::Elements { have: IdSet::new(), exempt: elements(answer).1 },
                };
                ticked.then_some(none)
            }
            Input::Exempted(element, ticked) => {
                let (have, mut exempt) = elements(answer);
                put(&mut exempt, element, ticked);
                Some(Answer::Elements { have, exempt })
            }
            Input::Recorded(cell, value) => rows::fill(rule, answer, &cell, |_| value),
            Input::CellTicked(cell, option, ticked) => rows::fill(rule, answer, &cell, |old| {
                let mut ticks = if let Some(FieldValue::Ticks(ticks)) = old { ticks } else { IdSet::new() };
                put(&mut ticks, option, ticked);
                (!ticks.is_empty()).then_some(FieldValue::Ticks(ticks))
            }),
            Input::RowAdded(under) => Some(rows::add(rule, answer, under)),
            Input::RowRemoved(row, child) => rows::remove(answer, row, child),
            Input::RowMoved(row, state, on) => rows::go(rule, answer, row, state, on),
            Input::Named(matter, what) => rows::matter(answer, matter, |matter| matter.what = what),
            Input::Classed(matter, class, reached) => {
                rows::matter(answer, matter, |matter| put(&mut matter.classes, class, reached))
            }
            Input::Part(part, input) => {
                let Rule::Parts(parts) = rule else { return answer };
                let Some(one) = parts.parts.iter().find(|one| one.id == part) else { return answer };
                let mut answers = if let Some(Answer::Parts(answers)) = answer { answers } else { LiteMap::new() };
                let before = answers.remove(&part);
                map(answers, part, input.answer(&one.rule, before)).map(Answer::Parts)
            }
            // What is done to the item, not to its answer.
            Input::NotApplicable(_)
            | Input::Confirmed(_)
            | Input::Remarked(_)
            | Input::Evidenced(_)
            | Input::Cleared
            | Input::Worded(_)
            | Input::Worth(_)
            | Input::TakenAway => answer,
        }
    }
}

/// Both counts of a ratio, or the one that was typed so far beside a 0.
fn linked(answer: Option<Answer>, field: &str, count: Option<u32>) -> Option<Answer> {
    let (mut part, mut whole) = match answer {
        Some(Answer::Linked(LinkedValue::Ratio { part, whole })) => (part, whole),
        _ => (0, 0),
    };
    *(if field == "part" { &mut part } else { &mut whole }) = count?;
    Some(Answer::Linked(LinkedValue::Ratio { part, whole }))
}

/// The map with this value in its place; nothing when nothing is left.
fn map<T>(mut map: LiteMap<FieldId, T>, field: FieldId, value: Option<T>) -> Option<LiteMap<FieldId, T>> {
    match value {
        Some(value) => map.insert(field, value),
        None => map.remove(&field),
    };
    (!map.is_empty()).then_some(map)
}

fn elements(answer: Option<Answer>) -> (IdSet, IdSet) {
    match answer {
        Some(Answer::Elements { have, exempt }) => (have, exempt),
        _ => Default::default(),
    }
}

fn put(set: &mut IdSet, element: FieldId, there: bool) {
    if there {
        set.insert(element);
    } else {
        set.remove(&element);
    }
}
