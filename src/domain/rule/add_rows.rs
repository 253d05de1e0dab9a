//! The best of one matter: each counts once, at the highest class it reached.

use super::Reason;
use super::input::{Found, Input, Outcome, unfit};
use crate::domain::answer::Answer;
use crate::domain::id::FieldId;
use crate::domain::id_set::IdSet;
use crate::domain::json::{Json, Write};
use crate::domain::points::Points;
use crate::domain::ranked::ranked;
use crate::domain::take::Take;
use crate::domain::text::Texts;

/// The most characters the name of a matter may have.
pub const MOST_MATTER: usize = 100;

/// Points by matter.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddRows {
    /// What a matter can reach.
    pub classes: Vec<Class>,
    /// All matters together, or only the best.
    #[serde(default, skip_serializing_if = "Take::is_sum")]
    pub take: Take,
    /// How many of them count, the best ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_rows: Option<u32>,
}

/// What a matter can reach: spread by the county, by the city.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// What it is worth.
    pub points: Points,
}

/// One matter: what it is called, never who did it.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// The matter, or the number of its document.
    pub what: String,
    /// The classes it reached.
    pub classes: IdSet,
}

impl AddRows {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let Some(Answer::Matters(matters)) = input.answer else { return Err(unfit(input.answer)) };
        let known = |id: &FieldId| self.classes.iter().any(|class| class.id == *id);
        let fits = |matter: &Matter| matter.what.chars().count() <= MOST_MATTER && matter.classes.iter().all(known);
        if !matters.iter().all(fits) {
            return Err(Outcome::Invalid(Reason::Unfit));
        }
        let mut rows = Vec::new();
        for matter in matters {
            let reached = self.classes.iter().filter(|class| matter.classes.contains(&class.id));
            let best = reached.max_by_key(|class| class.points).filter(|_| !matter.what.trim().is_empty());
            let best = best.ok_or(Outcome::Unfinished(None))?;
            rows.push((best.points, &matter.what, &best.id));
        }
        let best = ranked(rows.len(), &|one, other| rows[other].0.cmp(&rows[one].0));
        let mut rows: Vec<_> = best.into_iter().map(|n| rows[n]).collect();
        let mut reasons = Vec::new();
        if let Some(most) = self.most_rows.filter(|most| rows.len() > *most as usize) {
            rows.truncate(most as usize);
            reasons.push(Reason::MostRows { most });
        }
        let points = self.take.of(rows.iter().map(|(points, ..)| *points));
        reasons.extend(rows.into_iter().map(|(points, what, class)| {
            let (what, class) = (what.clone(), class.clone());
            Reason::Matter { what, class, points }
        }));
        if !self.take.is_sum() || reasons.is_empty() {
            reasons.push(Reason::Took { take: self.take, points });
        }
        Ok(Outcome::Points(points, reasons))
    }
}
