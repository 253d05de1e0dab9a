//! How many days after the due day something was done.

use super::band::{Band, worth};
use super::due::Due;
use super::field::DateField;
use super::input::{Found, Input, Outcome};
use super::{NOT_DONE, Reason};
use crate::domain::answer::Answer;
use crate::domain::date::Date;
use crate::domain::id::FieldId;
use crate::domain::json::Json;
use crate::domain::period::Period;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;

/// Points by how late something was done.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// When it was due.
    pub due: Due,
    /// When it was done.
    pub done: DateField,
    /// Bands on the days after the due day, best first; the last takes the rest.
    pub bands: Vec<Band>,
    /// What it is worth when it was not done at all.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub not_done: Points,
}

// The schema leaves it out. By reference because serde calls it so.
#[cfg(feature = "schema")]
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(points: &Points) -> bool {
    *points == Points::ZERO
}

impl Deadline {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        match input.answer {
            Some(Answer::Choice(option)) if option.as_str() == NOT_DONE => {
                let points = self.not_done;
                Ok(Outcome::Points(points, vec![Reason::NotDone { points }]))
            }
            Some(Answer::Dates(_)) => {
                let (due, done) = self.days(input)?;
                let days = done.since(due);
                let (points, band) = worth(&self.bands, Quantity::amount(Points::whole(days)));
                Ok(Outcome::Points(points, vec![Reason::DaysLate { due, done, days }, band]))
            }
            other => Err(super::input::unfit(other)),
        }
    }

    /// When it was due and when it was done.
    pub(super) fn days(&self, input: Input<'_>) -> Found<(Date, Date)> {
        let Some(Answer::Dates(dates)) = input.answer else { return Err(Outcome::Unfinished(None)) };
        let typed = |id: &FieldId| match dates.get(id) {
            Some(date) if date.is_real() => Ok(*date),
            Some(_) => Err(Outcome::Invalid(Reason::BadField { field: id.clone() })),
            None => Err(Outcome::Unfinished(None)),
        };
        let due = match &self.due {
            Due::On { on } => *on,
            Due::Day { day } => {
                let year = input.scene.period.map(Period::year);
                year.and_then(|year| day.of(year)).ok_or(Outcome::Unfinished(None))?
            }
            Due::Term { field, plus_years, plus_months } => {
                let months = plus_years.unwrap_or(0).saturating_mul(12).saturating_add(plus_months.unwrap_or(0));
                let due = typed(&field.id)?.plus_months(months);
                due.ok_or(Outcome::Invalid(Reason::BeyondReach))?
            }
        };
        Ok((due, typed(&self.done.id)?))
    }
}
