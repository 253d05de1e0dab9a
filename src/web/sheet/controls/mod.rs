//! The native fields of an item's rule. They only carry names: the listener of the sheet hears them all.

mod cells;
mod choices;
mod ledger;
mod numbers;
mod rows;

use super::item::Look;
use crate::app::{Word, fill, link_element, word};
use crate::domain::rule::{CountField, Due, NO, NOT_DONE, NumberField, POINTS, Rule, Source, YES};
use crate::domain::{Answer, FieldId, Lang, Points, Row, Texts};
use crate::web::tree::{Tree, el, of};

/// What is drawn: a rule, what has been answered to it, and where its fields belong.
struct Scope<'a> {
    lang: Lang,
    row: &'a Row,
    look: &'a Look,
    rule: &'a Rule,
    answer: Option<&'a Answer>,
    /// The name of its radios and checkboxes: the item, or the item and one of its parts.
    name: String,
}

/// Draws them.
pub(super) fn controls(lang: Lang, row: &Row, look: &Look) -> Vec<Tree> {
    let (rule, answer) = (&row.item.rule, row.entry.answer.as_ref());
    Scope { lang, row, look, rule, answer, name: row.item.id.to_string() }.fields()
}

/// A field for what a local item is worth.
pub(super) fn worth(lang: Lang, row: &Row, look: &Look) -> Tree {
    let name = row.item.id.to_string();
    let scope = Scope { lang, row, look, rule: &row.item.rule, answer: None, name };
    scope.worth(row.item.full_score)
}

impl Scope<'_> {
    fn fields(&self) -> Vec<Tree> {
        let lang = self.lang;
        let count = |id: &FieldId, label: &Texts, unit: Option<&Texts>| self.count(id, label.get(lang), unit, None);
        match self.rule {
            Rule::AllOrNothing(_) => vec![
                self.radio(YES, word(lang, Word::AnswerYes).into(), None),
                self.radio(NO, word(lang, Word::AnswerNo).into(), None),
            ],
            Rule::Options(rule) => {
                let radio = |option: &crate::domain::rule::ChoiceOption| {
                    let worth = fill(lang, Word::PointsOf, &[("points", &option.points.to_string())]);
                    // Where nothing is scored nothing is worth anything.
                    let worth = (self.row.item.full_score != Points::ZERO).then_some(worth);
                    self.radio(option.id.as_str(), option.label.get(lang).to_owned().into(), worth)
                };
                rule.options.iter().map(radio).collect()
            }
            Rule::DeductList(rule) => {
                self.ticks(rule.elements.iter().map(|one| (&one.id, &one.label, one.exempt_when.as_ref())))
            }
            Rule::NOfM(rule) => self.ticks(rule.elements.iter().map(|one| (&one.id, &one.label, None))),
            Rule::DeductPer(rule) => {
                let one = |one: &crate::domain::rule::DeductedCount| {
                    self.count(&one.id, one.label.get(lang), one.unit.as_ref(), one.from.as_ref())
                };
                rule.counts.iter().map(one).collect()
            }
            Rule::AddPer(rule) => {
                let one = |one: &crate::domain::rule::AddedCount| {
                    self.count(&one.id, one.label.get(lang), one.unit.as_ref(), one.from.as_ref())
                };
                rule.counts.iter().map(one).collect()
            }
            Rule::RatioBand(rule) => self.ratio(&rule.part, &rule.whole, rule.from.as_ref()),
            Rule::RateTimes(rule) => self.ratio(&rule.part, &rule.whole, rule.from.as_ref()),
            Rule::Survey(rule) => {
                let counts = |channel: Option<&str>| -> Vec<Tree> {
                    let unit = rule.issued.unit.as_ref();
                    let named = |id: &FieldId| match channel {
                        Some(channel) => FieldId::from([channel, ".", id.as_str()].concat().as_str()),
                        None => id.clone(),
                    };
                    let options = rule.options.iter().map(|one| count(&named(&one.id), &one.label, unit));
                    std::iter::once(count(&named(&rule.issued.id), &rule.issued.label, unit)).chain(options).collect()
                };
                if rule.channels.is_empty() {
                    return counts(None);
                }
                let channel = |channel: &crate::domain::rule::Channel| {
                    let title = el("p").with("class", "controls__title").text(channel.label.get(lang).to_owned());
                    of("div", "controls__group").add(title).all(counts(Some(channel.id.as_str()))).into()
                };
                rule.channels.iter().map(channel).collect()
            }
            Rule::Band(rule) => vec![self.number(&rule.value)],
            Rule::TargetSteps(rule) => vec![self.number(&rule.target), self.number(&rule.actual)],
            Rule::Manual(_) | Rule::External(_) => {
                vec![self.amount(&FieldId::from(POINTS), word(lang, Word::PointsGiven), None)]
            }
            Rule::Linked(rule) => {
                let value = self.amount(&FieldId::from("value"), word(lang, Word::LinkedValue), None);
                let take = self.take();
                if rule.takes_total() {
                    return vec![take, value];
                }
                // A ratio is two counts, so that a band is decided exactly.
                let count = |id: &str, label| self.count(&FieldId::from(id), word(lang, label), None, None);
                vec![take, value, count("part", Word::LinkedPart), count("whole", Word::LinkedWhole)]
            }
            Rule::Date(rule) => {
                let due = match &rule.due {
                    Due::Term { field, .. } => Some(self.day(&field.id, field.label.get(lang))),
                    _ => None,
                };
                let not_done = self.tick(NOT_DONE, None, self.chosen(NOT_DONE), word(lang, Word::NotDone).into());
                due.into_iter().chain([self.day(&rule.done.id, rule.done.label.get(lang)), not_done]).collect()
            }
            Rule::Info(rule) => {
                vec![of("div", "fields").all(rule.fields.iter().map(|field| self.info(field))).into()]
            }
            Rule::AddRows(rule) => self.matters(rule),
            Rule::Ledger(rule) => self.ledger(rule),
            Rule::Parts(rule) => rule.parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    /// One of several scales under one number.
    fn part(&self, part: &crate::domain::rule::PartRule) -> Tree {
        let answer = match self.answer {
            Some(Answer::Parts(answers)) => answers.get(&part.id),
            _ => None,
        };
        let name = [&self.name, ".", part.id.as_str()].concat();
        let (lang, row, look) = (self.lang, self.row, self.look);
        let fields = Scope { lang, row, look, rule: &part.rule, answer, name }.fields();
        let full = fill(lang, Word::PointsOf, &[("points", &part.full_score.to_string())]);
        let title = of("p", "controls__title").text(part.label.get(lang).to_owned());
        of("div", "controls__group")
            .with("data-part", part.id.to_string())
            .add(title.add(of("span", "controls__worth").text(full)))
            .all(fields)
            .into()
    }

    /// A field for the file of another sheet; one of several scales is typed.
    fn take(&self) -> Tree {
        let item = &self.row.item.id;
        let id = link_element(item);
        let input = el("input").with("type", "file").with("id", id.clone()).with("accept", ".json");
        let label = el("label").with("for", id).text(word(self.lang, Word::LinkedTake));
        let button = of("div", "file-button").add(input.with("data-text", "link")).add(label);
        (self.name == item.as_str()).then_some(button).into()
    }

    fn ratio(&self, part: &CountField, whole: &CountField, from: Option<&Source>) -> Vec<Tree> {
        let count = |field: &CountField| {
            self.count(&field.id, field.label.get(self.lang), field.unit.as_ref(), field.from.as_ref().or(from))
        };
        vec![count(part), count(whole)]
    }

    fn chosen(&self, option: &str) -> bool {
        matches!(self.answer, Some(Answer::Choice(chosen)) if chosen.as_str() == option)
    }

    /// The id of a field: unique in the document, and where what was refused is remembered.
    fn id(&self, field: &str) -> String {
        ["in-", &self.name, "-", field].concat()
    }

    /// A number that is not asked for.
    fn read(&self, label: &str, value: &str) -> Tree {
        of("p", "count count--read")
            .text(fill(self.lang, Word::ReadByItself, &[("label", label), ("value", value)]))
            .into()
    }

    /// A number that is measured, fixed or read.
    fn number(&self, field: &NumberField) -> Tree {
        let label = field.label.get(self.lang);
        match (&field.value, &field.from) {
            (Some(fixed), _) => self.read(label, &fixed.to_string()),
            (None, Some(_)) => self.read(label, word(self.lang, Word::ReadFromAnother)),
            (None, None) => self.amount(&field.id, label, field.unit.as_ref()),
        }
    }
}
