//! What a rule is made of, for those that look at all rules alike: conditions, the linter, wording.

use super::info::Field;
use super::input::Input;
use super::{CountField, DateField, Due, NumberField, RateTimes, RatioBand, Rule, Source};
use crate::domain::answer::Answer;
use crate::domain::id::FieldId;
use crate::domain::item::Item;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;
use crate::domain::scene::{Reading, Scene};
use crate::domain::text::Texts;

/// Called with every text of a rule, and the id of what it names.
type Each<'a, 'f> = &'f mut dyn FnMut(Option<&'a FieldId>, &'a Texts);

/// A number of an answer by the id of its field: a count, a measured number, the days something was
/// late. Figures are in the item's line.
pub(in crate::domain) fn number(
    item: &Item,
    answer: Option<&Answer>,
    field: &FieldId,
    scene: &Scene<'_>,
) -> Option<Quantity> {
    if let Some((_, source)) = item.rule.sources().into_iter().find(|(id, _)| *id == Some(field)) {
        return match scene.read(source) {
            Reading::Open => None,
            Reading::Number(number) => Some(number),
        };
    }
    if let Rule::RatioBand(RatioBand { part, whole, from: Some(from), .. })
    | Rule::RateTimes(RateTimes { part, whole, from: Some(from), .. }) = &item.rule
    {
        return match scene.read(from) {
            Reading::Number(Quantity::Ratio { part: count, .. }) if part.id == *field => Some(Quantity::count(count)),
            Reading::Number(Quantity::Ratio { whole: count, .. }) if whole.id == *field => Some(Quantity::count(count)),
            _ => None,
        };
    }
    match (&item.rule, answer) {
        (Rule::TargetSteps(rule), _) if rule.target.id == *field && rule.target.value.is_some() => {
            rule.target.value.map(Quantity::amount)
        }
        (Rule::Date(rule), Some(answer)) if rule.done.id == *field => {
            let days = rule.days(Input { answer: Some(answer), scene, full: Points::ZERO, policy: false }).ok();
            days.map(|(due, done)| Quantity::amount(Points::whole(done.since(due))))
        }
        (Rule::Info(rule), Some(Answer::Fields(values))) => {
            let field = rule.fields.iter().find(|known| known.id == *field)?;
            values.get(&field.id).and_then(|value| field.number(value))
        }
        (_, Some(Answer::Counts(counts))) => counts.get(field).copied().map(Quantity::count),
        (_, Some(Answer::Numbers(numbers))) => numbers.get(field).copied().map(Quantity::amount),
        _ => None,
    }
}

impl Rule {
    /// Whether a remark belongs to this answer.
    pub fn asks_remark(&self, answer: Option<&Answer>) -> bool {
        match (self, answer) {
            (Rule::Options(rule), Some(Answer::Choice(chosen))) => {
                rule.options.iter().any(|option| option.id == *chosen && option.remark_required)
            }
            (Rule::Parts(rule), Some(Answer::Parts(answers))) => {
                rule.parts.iter().any(|part| part.rule.asks_remark(answers.get(&part.id)))
            }
            _ => false,
        }
    }

    /// What is read from other items, and the field it is read for; a ratio reads both at once.
    pub fn sources(&self) -> Vec<(Option<&FieldId>, &Source)> {
        fn count(field: &CountField) -> Option<(Option<&FieldId>, &Source)> {
            Some((Some(&field.id), field.from.as_ref()?))
        }
        fn number(field: &NumberField) -> Option<(Option<&FieldId>, &Source)> {
            Some((Some(&field.id), field.from.as_ref()?))
        }
        match self {
            Rule::DeductPer(rule) => {
                rule.counts.iter().filter_map(|one| Some((Some(&one.id), one.from.as_ref()?))).collect()
            }
            Rule::AddPer(rule) => {
                rule.counts.iter().filter_map(|one| Some((Some(&one.id), one.from.as_ref()?))).collect()
            }
            Rule::RatioBand(RatioBand { part, whole, from, .. })
            | Rule::RateTimes(RateTimes { part, whole, from, .. }) => {
                let both = from.iter().map(|from| (None, from));
                both.chain(count(part)).chain(count(whole)).collect()
            }
            Rule::Survey(rule) => count(&rule.issued).into_iter().collect(),
            Rule::Band(rule) => number(&rule.value).into_iter().collect(),
            Rule::TargetSteps(rule) => number(&rule.target).into_iter().chain(number(&rule.actual)).collect(),
            Rule::Parts(rule) => rule.parts.iter().flat_map(|part| part.rule.sources()).collect(),
            _ => Vec::new(),
        }
    }

    /// The name of a field, option, element, figure, or anything else with an id.
    pub fn label(&self, id: &FieldId) -> Option<&Texts> {
        let mut found = None;
        self.each(&mut |named, text| {
            if found.is_none() && named == Some(id) {
                found = Some(text);
            }
        });
        found
    }

    /// Every text of the rule, for the linter.
    pub fn texts(&self) -> Vec<&Texts> {
        let mut texts = Vec::new();
        self.each(&mut |_, text| texts.push(text));
        texts
    }

    fn each<'a>(&'a self, f: Each<'a, '_>) {
        match self {
            Rule::AllOrNothing(_) | Rule::Manual(_) | Rule::Linked(_) => {}
            Rule::Options(rule) => rule.options.iter().for_each(|one| f(Some(&one.id), &one.label)),
            Rule::DeductPer(rule) => {
                rule.counts.iter().for_each(|one| named(&one.id, &one.label, one.unit.as_ref(), f));
            }
            Rule::DeductList(rule) => {
                rule.elements.iter().for_each(|one| named(&one.id, &one.label, one.exempt_when.as_ref(), f));
            }
            Rule::AddPer(rule) => {
                rule.counts.iter().for_each(|one| named(&one.id, &one.label, one.unit.as_ref(), f));
            }
            Rule::RatioBand(RatioBand { part, whole, .. }) | Rule::RateTimes(RateTimes { part, whole, .. }) => {
                for one in [part, whole] {
                    named(&one.id, &one.label, one.unit.as_ref(), f);
                }
            }
            Rule::Survey(rule) => {
                named(&rule.issued.id, &rule.issued.label, rule.issued.unit.as_ref(), f);
                rule.options.iter().for_each(|one| f(Some(&one.id), &one.label));
                rule.channels.iter().for_each(|one| f(Some(&one.id), &one.label));
            }
            Rule::AddRows(rule) => rule.classes.iter().for_each(|one| f(Some(&one.id), &one.label)),
            Rule::Band(rule) => number_texts(&rule.value, f),
            Rule::NOfM(rule) => rule.elements.iter().for_each(|one| f(Some(&one.id), &one.label)),
            Rule::TargetSteps(rule) => {
                number_texts(&rule.target, f);
                number_texts(&rule.actual, f);
            }
            Rule::Date(rule) => {
                let day = |field: &'a DateField, f: Each<'a, '_>| f(Some(&field.id), &field.label);
                if let Due::Term { field, .. } = &rule.due {
                    day(field, f);
                }
                day(&rule.done, f);
            }
            Rule::External(rule) => f(None, &rule.by),
            Rule::Info(rule) => rule.fields.iter().for_each(|one| field_texts(one, f)),
            Rule::Parts(rule) => {
                for part in &rule.parts {
                    f(Some(&part.id), &part.label);
                    part.rule.each(f);
                }
            }
            Rule::Ledger(rule) => {
                rule.columns.iter().for_each(|one| field_texts(one, f));
                if let Some(children) = &rule.children {
                    f(None, &children.title);
                    children.columns.iter().for_each(|one| field_texts(one, f));
                }
                let states = rule.states.iter().flat_map(|states| &states.list);
                states.for_each(|one| f(Some(&one.id), &one.label));
                rule.figures.iter().for_each(|one| f(Some(one.id()), one.label()));
            }
        }
    }
}

fn named<'a>(id: &'a FieldId, label: &'a Texts, more: Option<&'a Texts>, f: Each<'a, '_>) {
    f(Some(id), label);
    if let Some(more) = more {
        f(None, more);
    }
}

fn number_texts<'a>(field: &'a NumberField, f: Each<'a, '_>) {
    named(&field.id, &field.label, field.unit.as_ref(), f);
}

fn field_texts<'a>(field: &'a Field, f: Each<'a, '_>) {
    named(&field.id, &field.label, field.unit.as_ref(), f);
    field.options.iter().for_each(|one| f(Some(&one.id), &one.label));
}
