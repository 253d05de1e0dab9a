//! What is known about a sheet while something in it is looked at.

use std::sync::Arc;

use super::answer::Answer;
use super::bounds::Bounds;
use super::condition::Condition;
use super::date::Date;
use super::form::Form;
use super::id::{FieldId, UnitTypeId};
use super::period::Period;
use super::points::Points;
use super::quantity::Quantity;
use super::rule::{self, LineState, Rule, Source};
use super::sheet::{Part, Row};
use super::totals::{SectionScore, Totals};

/// What is known about a sheet while something in it is looked at. Rows that are looked at have been
/// scored before: see [`Form::order`].
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) form: &'a Form,
    pub(super) parts: &'a [Arc<Part>],
    pub(super) decimals: u8,
    pub(super) unit_type: Option<&'a UnitTypeId>,
    pub(super) period: Option<Period>,
    pub(super) as_of: Option<Date>,
    /// A row that has just been scored and is not among the parts yet.
    pub(super) own: Option<&'a Row>,
    /// As far as they have come.
    pub(super) totals: Option<&'a Totals>,
}

/// What another item says.
pub(super) enum Reading {
    /// Nothing yet.
    Open,
    /// A number.
    Number(Quantity),
}

impl<'a> Scene<'a> {
    /// An item that is asked and does not contradict itself.
    fn row(&self, item: &str) -> Option<&'a Row> {
        let row: &'a Row = match self.own.filter(|own| own.item.id.as_str() == item) {
            Some(own) => own,
            None => {
                let place = self.form.place(item)?;
                self.parts.get(place.part)?.rows.get(place.row)?
            }
        };
        (!matches!(row.line.state, LineState::Invalid | LineState::NotAsked)).then_some(row)
    }

    /// Its answer, unless it is marked as not applicable.
    fn answered(&self, item: &str) -> Option<(&'a Row, &'a Answer)> {
        let row = self.row(item)?;
        Some((row, row.entry.answer.as_ref().filter(|_| !row.entry.not_applicable)?))
    }

    /// A number of an item: a count, a measured number, a figure, the days something was late.
    fn number(&self, item: &str, field: &FieldId) -> Option<Quantity> {
        let row = self.row(item)?;
        if row.entry.not_applicable {
            return None;
        }
        if let Some((_, value)) = row.line.figures.iter().find(|(figure, _)| figure == field) {
            return Some(*value);
        }
        rule::number(&row.item, row.entry.answer.as_ref(), field, self)
    }

    pub(super) fn read(&self, source: &Source) -> Reading {
        let (item, field) = source.place();
        self.number(item.as_str(), field).map_or(Reading::Open, Reading::Number)
    }

    fn sections(&self) -> impl Iterator<Item = &'a SectionScore> {
        self.parts.iter().filter(|part| part.section.role.is_core()).map(|part| &part.score)
    }

    /// How many items have one of these options chosen.
    pub(super) fn chosen(&self, options: &[FieldId]) -> u32 {
        let chosen = |row: &&Arc<Row>| {
            let is = matches!(&row.entry.answer, Some(Answer::Choice(option)) if options.contains(option));
            is && row.line.state == LineState::Scored
        };
        let rows = self.parts.iter().flat_map(|part| &part.rows);
        u32::try_from(rows.filter(chosen).count()).unwrap_or(u32::MAX)
    }

    /// Whether it is so. What is unanswered is not so.
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        let number = |points: Points| condition.bounds().hold(Quantity::amount(points));
        match condition {
            Condition::All { all } => all.iter().all(|one| self.holds(one)),
            Condition::Any { any } => any.iter().any(|one| self.holds(one)),
            Condition::Not { not } => !self.holds(not),
            Condition::Answered { item, .. } => self.row(item.as_str()).is_some_and(|row| row.line.is_done()),
            Condition::Chosen { item, chosen } => {
                matches!(self.answered(item.as_str()), Some((_, Answer::Choice(option))) if chosen.contains(option))
            }
            Condition::Ticked { item, ticked } => match self.answered(item.as_str()) {
                Some((_, Answer::Elements { have, .. })) => ticked.iter().all(|one| have.contains(one)),
                Some((_, Answer::Fields(values))) => {
                    ticked.iter().all(|one| values.values().any(|value| value.has_ticked(one)))
                }
                _ => false,
            },
            Condition::NotApplicable { item, .. } => {
                self.row(item.as_str()).is_some_and(|row| row.entry.not_applicable)
            }
            Condition::Is { item, field, is } => match self.answered(item.as_str()) {
                Some((row, Answer::Fields(values))) => {
                    let known =
                        matches!(&row.item.rule, Rule::Info(info) if info.fields.iter().any(|f| f.id == *field));
                    known && values.get(field).is_some_and(|value| value.is_one_of(is))
                }
                _ => false,
            },
            Condition::Number { item, field, .. } => {
                self.number(item.as_str(), field).is_some_and(|number| condition.bounds().hold(number))
            }
            Condition::Scored { item, .. } => self
                .row(item.as_str())
                .is_some_and(|row| row.line.state == LineState::Scored && number(row.line.obtained)),
            Condition::UnitType { unit_type } => self.unit_type.is_some_and(|kind| unit_type.contains(kind)),
            Condition::Section { section, percent_at_least, percent_below, points_at_least, points_below } => {
                let part = self.parts.iter().find(|part| part.section.id == *section);
                let percent = Bounds { at_least: *percent_at_least, below: *percent_below, ..Bounds::default() };
                let points = Bounds { at_least: *points_at_least, below: *points_below, ..Bounds::default() };
                part.is_some_and(|part| {
                    part.score.keeps_percent(&percent) && points.hold(Quantity::amount(part.score.obtained))
                })
            }
            Condition::TotalBelow { .. } | Condition::TotalAtLeast { .. } => {
                self.totals.is_some_and(|totals| number(totals.total))
            }
            Condition::Veto { veto } => self.totals.is_some_and(|totals| totals.vetoes.contains(veto)),
            Condition::Grade { grade } => {
                let standing = self.totals.and_then(|totals| totals.standing.as_ref());
                standing.is_some_and(|standing| grade.contains(&standing.grade))
            }
            Condition::AnySectionPercent { any_section_percent_below } => {
                let below = Bounds { below: Some(*any_section_percent_below), ..Bounds::default() };
                self.sections().any(|score| score.keeps_percent(&below))
            }
            Condition::AnySectionPoints { any_section_points_below } => {
                self.sections().any(|score| score.obtained < *any_section_points_below)
            }
            Condition::AnsweredBelow { answered_below } => {
                let counts = self.parts.iter().map(|part| (part.score.done, part.score.items));
                let (done, items) =
                    counts.fold((0_u64, 0_u64), |sum, one| (sum.0 + u64::from(one.0), sum.1 + u64::from(one.1)));
                done * u64::from(answered_below.whole) < items * u64::from(answered_below.part)
            }
            Condition::ChosenCount { chosen_count, .. } => {
                condition.bounds().hold(Quantity::count(self.chosen(chosen_count)))
            }
        }
    }
}
