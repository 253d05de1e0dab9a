//! What a rule makes of an answer, and how it gets at the numbers in it.

use litemap::LiteMap;

use super::Source;
use super::field::NumberField;
use super::{Line, Reason};
use crate::domain::answer::{Answer, MAX_COUNT};
use crate::domain::bounds::Bounds;
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;
use crate::domain::scene::{Reading, Scene};

/// What a rule made of an answer, before the item's own floor and cap.
pub(super) enum Outcome {
    /// Nothing or not everything has been put in yet; with what is open where that is hard to see.
    Unfinished(Option<Reason>),
    /// The answer contradicts itself or does not fit the rule.
    Invalid(Reason),
    /// There is nothing to assess: too few answers, nothing to divide by. The item's policy decides.
    Void(Reason),
    /// Points, with the reasons that lead to them.
    Points(Points, Vec<Reason>),
    /// A table, with what is computed from it.
    Table(usize, Vec<(FieldId, Quantity)>),
}

/// Something found in an answer, or what the item comes to because it cannot be.
pub(super) type Found<T> = Result<T, Outcome>;

/// An answer, and everything else a rule may look at.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) answer: Option<&'a Answer>,
    pub(super) scene: &'a Scene<'a>,
    pub(super) full: Points,
    /// Where there is nothing to assess the item's policy gives something else than nothing.
    pub(super) policy: bool,
}

impl<'a> Input<'a> {
    pub(super) const fn decimals(&self) -> u8 {
        self.scene.decimals
    }

    pub(super) fn choice(&self) -> Found<&'a FieldId> {
        match self.answer {
            Some(Answer::Choice(option)) => Ok(option),
            other => Err(unfit(other)),
        }
    }

    fn counts(&self) -> Found<Option<&'a LiteMap<FieldId, u32>>> {
        match self.answer {
            None => Ok(None),
            Some(Answer::Counts(counts)) => Ok(Some(counts)),
            Some(_) => Err(Outcome::Invalid(Reason::Unfit)),
        }
    }

    /// A count that is there, typed or read.
    pub(super) fn count(&self, id: &FieldId, from: Option<&Source>) -> Found<Option<u32>> {
        let typed = self.counts()?;
        let Some(source) = from else { return Ok(typed.and_then(|counts| counts.get(id).copied())) };
        match self.read(source)? {
            None => Ok(None),
            Some(Quantity::Amount { value }) => match value.to_count() {
                Some(count) => Ok(Some(count)),
                None => Err(Outcome::Invalid(Reason::TooLarge { count: id.clone() })),
            },
            Some(_) => Err(Outcome::Invalid(Reason::Unfit)),
        }
    }

    /// The counts of some fields, in their order, or why they cannot be used: first what is still
    /// open, then what is larger than any real count.
    pub(super) fn all_counts(&self, fields: &[(&FieldId, Option<&Source>)]) -> Found<Vec<u32>> {
        let mut found = Vec::new();
        for (id, from) in fields {
            found.push(self.count(id, *from)?.ok_or(Outcome::Unfinished(None))?);
        }
        for ((id, _), count) in fields.iter().zip(&found) {
            real(id, *count)?;
        }
        Ok(found)
    }

    /// A measured number that is there, typed, read or fixed.
    pub(super) fn number(&self, field: &NumberField) -> Found<Option<Points>> {
        if let Some(fixed) = field.value {
            return Ok(Some(fixed));
        }
        let typed = match self.answer {
            None => None,
            Some(Answer::Numbers(numbers)) => numbers.get(&field.id).copied(),
            Some(_) => return Err(Outcome::Invalid(Reason::Unfit)),
        };
        let Some(source) = &field.from else { return Ok(typed) };
        match self.read(source)? {
            None => Ok(None),
            Some(Quantity::Amount { value }) => Ok(Some(value)),
            Some(_) => Err(Outcome::Invalid(Reason::Unfit)),
        }
    }

    /// What another item says; nothing while that is open.
    pub(super) fn read(&self, source: &Source) -> Found<Option<Quantity>> {
        match self.scene.read(source) {
            Reading::Open => Ok(None),
            Reading::Number(Quantity::Nothing {}) => Err(Outcome::Void(Reason::NothingToDivide)),
            Reading::Number(number) => Ok(Some(number)),
        }
    }
}

/// Whether a number that was typed is one that may be; what is read or fixed may be any.
pub(super) fn within(field: &NumberField, value: Points) -> Found<()> {
    let typed = field.from.is_none() && field.value.is_none();
    if typed { in_range(value, field.at_least, field.at_most) } else { Ok(()) }
}

pub(super) fn unfit(answer: Option<&Answer>) -> Outcome {
    if answer.is_none() { Outcome::Unfinished(None) } else { Outcome::Invalid(Reason::Unfit) }
}

pub(super) fn real(id: &FieldId, count: u32) -> Found<()> {
    if count > MAX_COUNT { Err(Outcome::Invalid(Reason::TooLarge { count: id.clone() })) } else { Ok(()) }
}

pub(super) fn in_range(value: Points, least: Option<Points>, most: Option<Points>) -> Found<()> {
    let bounds = Bounds { at_least: least, at_most: most, ..Bounds::default() };
    if bounds.hold(Quantity::amount(value)) {
        Ok(())
    } else {
        Err(Outcome::Invalid(Reason::OutOfRange { least, most }))
    }
}

/// A step that can be computed, or a line that says that it cannot.
pub(super) fn reach(points: Option<Points>) -> Found<Points> {
    points.and_then(Points::in_range).ok_or(Outcome::Invalid(Reason::BeyondReach))
}

impl Outcome {
    /// Kept between a floor and a cap. The result may not be beyond reach.
    pub(super) fn limited(self, floor: Option<Points>, cap: Option<Points>) -> Outcome {
        let Outcome::Points(raw, mut reasons) = self else { return self };
        let mut points = raw;
        if let Some(floor) = floor.filter(|floor| raw < *floor) {
            reasons.push(if floor == Points::ZERO { Reason::Floor } else { Reason::FloorAt { floor } });
            points = floor;
        } else if let Some(cap) = cap.filter(|cap| raw > *cap) {
            reasons.push(Reason::Cap { cap });
            points = cap;
        }
        match points.in_range() {
            Some(points) => Outcome::Points(points, reasons),
            None => Outcome::Invalid(Reason::BeyondReach),
        }
    }

    /// The line of an item whose policy has no say.
    pub(super) fn line(self, full: Points) -> Line {
        match self {
            Outcome::Unfinished(open) => Line::unanswered(full, open),
            Outcome::Invalid(reason) => Line::invalid(full, reason),
            Outcome::Void(reason) => Line::scored(Points::ZERO, full, vec![reason]),
            Outcome::Points(points, reasons) => Line::scored(points, full, reasons),
            Outcome::Table(rows, figures) => {
                let computed =
                    figures.iter().map(|(figure, value)| Reason::Figure { figure: figure.clone(), value: *value });
                let reasons = std::iter::once(Reason::Rows { rows }).chain(computed).collect();
                Line { figures, ..Line::scored(Points::ZERO, full, reasons) }
            }
        }
    }
}
