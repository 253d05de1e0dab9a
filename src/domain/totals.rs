//! Sums, in the order the rule book prescribes: sections, weights, re-scaling, bonus and penalty,
//! vetoes, grade, flags.

use std::sync::Arc;

use serde::Serialize;

use super::bounds::Bounds;
use super::grade::VetoEffect;
use super::id::{FlagId, VetoId};
use super::missing::Missing;
use super::points::Points;
use super::quantity::Quantity;
use super::rule::LineState;
use super::scene::Scene;
use super::section::{Section, SectionRole};
use super::sheet::{Part, Row};
use super::standard::Standard;
use super::standing::GradeStanding;
use super::submission::Submission;
use super::take::Take;
use super::total_rule::Rescale;

/// The sums of one section.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct SectionScore {
    /// What it brings, between its floor and its cap, before its weight.
    pub obtained: Points,
    /// What it could bring, without items that left the sheet.
    pub obtainable: Points,
    /// Items that are done.
    pub done: u32,
    /// Items that are asked.
    pub items: u32,
    /// Things still missing in it.
    pub missing: u32,
    /// Its condition is not fulfilled.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_asked: bool,
    /// It brings its full score whatever was answered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub filled: bool,
    /// The sum of its items before floor and cap.
    sum: Points,
    /// The sum of what they could bring.
    #[serde(skip)]
    could: Points,
    /// Things missing in its items.
    #[serde(skip)]
    gaps: u32,
}

impl SectionScore {
    pub(super) fn of(section: &Section, rows: &[Arc<Row>], scene: &Scene<'_>) -> SectionScore {
        let mut score = SectionScore {
            not_asked: section.when.as_ref().is_some_and(|when| !scene.holds(when)),
            filled: section.full_when.as_ref().is_some_and(|when| scene.holds(when)),
            ..SectionScore::default()
        };
        for row in rows {
            score.count(row, 1);
        }
        score.finish(section, rows);
        score
    }

    /// One row was replaced by another.
    pub(super) fn exchange(&mut self, section: &Section, before: &Row, rows: &[Arc<Row>], after: &Row) {
        self.count(before, -1);
        self.count(after, 1);
        self.finish(section, rows);
    }

    fn count(&mut self, row: &Row, sign: i32) {
        let signed = |points: Points| if sign < 0 { -points } else { points };
        let step = |slot: &mut u32, counts: u32| {
            *slot = slot.saturating_add_signed(sign * i32::try_from(counts).unwrap_or(i32::MAX));
        };
        self.sum += signed(row.line.obtained);
        self.could += signed(row.line.obtainable);
        step(&mut self.items, u32::from(row.line.state != LineState::NotAsked));
        step(&mut self.done, u32::from(row.line.is_done()));
        step(&mut self.gaps, u32::try_from(row.missing.len()).unwrap_or(0));
    }

    fn finish(&mut self, section: &Section, rows: &[Arc<Row>]) {
        let full = section.full_score;
        self.missing = if self.filled && !self.not_asked { 0 } else { self.gaps };
        if self.not_asked {
            let points = section.otherwise.points(full);
            (self.obtained, self.obtainable) = points.map_or((Points::ZERO, Points::ZERO), |points| (points, full));
            return;
        }
        if self.filled {
            (self.obtained, self.obtainable) = (full, full);
            return;
        }
        let (sum, could) = if section.take == Take::Sum {
            (self.sum, self.could)
        } else {
            let counting = || rows.iter().filter(|row| !row.line.dropped).map(|row| &row.line);
            (
                section.take.of(counting().map(|line| line.obtained)),
                counting().map(|line| line.obtainable).max().unwrap_or_default(),
            )
        };
        let base = section.base.unwrap_or_default();
        let (floor, cap) = section.limits();
        let sum = base + sum;
        let sum = floor.map_or(sum, |floor| sum.max(floor));
        self.obtained = cap.map_or(sum, |cap| sum.min(cap));
        self.obtainable = full.min(base + could);
    }

    /// Whether obtained ÷ obtainable keeps limits in percent; with nothing obtainable it is 100 %.
    pub(super) fn keeps_percent(&self, bounds: &Bounds) -> bool {
        if self.obtainable <= Points::ZERO {
            return bounds.hold(Quantity::amount(Points::whole(100)));
        }
        let hundred = Points::whole(100).units();
        // obtained × 100 against bound × obtainable, exactly.
        let keeps = |bound: Option<Points>, fits: fn(std::cmp::Ordering) -> bool| {
            bound.is_none_or(|bound| {
                fits((self.obtained.units() * hundred).cmp(&(bound.units() * self.obtainable.units())))
            })
        };
        keeps(bounds.at_least, std::cmp::Ordering::is_ge) && keeps(bounds.below, std::cmp::Ordering::is_lt)
    }
}

/// The result of a whole sheet.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Totals {
    /// What the core sections bring, after their weights.
    pub obtained: Points,
    /// What they could bring, without items that left the sheet.
    pub obtainable: Points,
    /// `obtained`, re-scaled when items left the sheet.
    pub core: Points,
    /// Whether `core` was re-scaled.
    pub rescaled: bool,
    /// Where the total starts.
    pub base: Points,
    /// Bonus sections, each stopped at its cap.
    pub bonus: Points,
    /// Penalty sections, as a negative amount.
    pub penalty: Points,
    /// All of these, between the total's floor and ceiling, rounded.
    pub total: Points,
    /// The total out of another full score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Points>,
    /// What the unit's own items bring, apart from the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local: Option<Points>,
    /// Vetoes that apply.
    pub vetoes: Vec<VetoId>,
    /// A veto that fails the unit applies.
    pub failed: bool,
    /// Vetoes that bar the unit from something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<VetoId>,
    /// Where it stands among the grades, if the template has any.
    pub standing: Option<GradeStanding>,
    /// What stands beside the grade.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<FlagId>,
    /// Items that are done.
    pub done: u32,
    /// Items that are asked.
    pub items: u32,
    /// Things still missing; with none the sheet can be handed up.
    pub missing: u32,
}

impl Totals {
    pub(super) fn of(submission: &Submission, local: Option<&Part>, scene: &Scene<'_>) -> Totals {
        let standard = scene.form.standard();
        let mut totals = Totals::default();
        for part in scene.parts {
            let score = &part.score;
            match part.section.role {
                SectionRole::Core => {
                    totals.obtained += part.section.weighted(score.obtained, standard.decimals);
                    totals.obtainable += part.section.weighted(score.obtainable, standard.decimals);
                }
                SectionRole::Bonus => totals.bonus += score.obtained,
                SectionRole::Penalty => totals.penalty += score.obtained,
                SectionRole::Info => {}
            }
            totals.done += score.done;
            totals.items += score.items;
            totals.missing += score.missing;
        }
        totals.add_up(standard, scene.parts);
        totals.local = local.map(|part| part.score.obtained);
        totals.missing += local.map_or(0, |part| part.score.missing);
        for veto in &standard.vetoes {
            let applies = match &veto.condition {
                Some(condition) => Scene { totals: Some(&totals), ..*scene }.holds(condition),
                None => submission.vetoes.get(&veto.id) == Some(&true),
            };
            if applies {
                totals.vetoes.push(veto.id.clone());
                totals.failed |= veto.effect == VetoEffect::Fail;
                if matches!(veto.effect, VetoEffect::Bar { .. }) {
                    totals.barred.push(veto.id.clone());
                }
            }
        }
        totals.standing = GradeStanding::of(standard, &Scene { totals: Some(&totals), ..*scene });
        let flagged = Scene { totals: Some(&totals), ..*scene };
        let flags = standard.flags.iter().filter(|flag| flagged.holds(&flag.condition));
        totals.flags = flags.map(|flag| flag.id.clone()).collect();
        let outside = Missing::in_head(submission).len() + Missing::in_vetoes(submission, scene.form).len();
        totals.missing += u32::try_from(outside).unwrap_or(u32::MAX);
        totals
    }

    /// Core, base, bonus and penalty as one total.
    fn add_up(&mut self, standard: &Standard, parts: &[Arc<Part>]) {
        let rule = standard.total.clone().unwrap_or_default();
        let decimals = standard.decimals;
        self.base = rule.base.unwrap_or_default();
        let core = parts.iter().map(|part| &part.section).filter(|section| section.role.is_core());
        let full: Points = core.map(|section| section.weighted(section.full_score, decimals)).sum();
        self.rescaled = rule.rescale != Rescale::None && self.obtainable != full;
        self.core = match rule.rescale {
            _ if !self.rescaled => self.obtained,
            Rescale::Section => by_section(full, parts, decimals),
            _ => full.share(self.obtained, self.obtainable, decimals).unwrap_or_default(),
        };
        let total = self.base + self.core + self.bonus + self.penalty;
        let total = rule.floor.map_or(total, |floor| total.max(floor));
        let total = rule.ceiling.map_or(total, |ceiling| total.min(ceiling));
        self.total = total.round(rule.decimals.unwrap_or(decimals));
        self.shown = standard.shown_out_of.and_then(|out_of| out_of.share(self.total, standard.full_score, decimals));
    }
}

/// Every core section re-scaled by itself; where nothing of one can be obtained, the others are
/// re-scaled as a sheet.
fn by_section(full: Points, parts: &[Arc<Part>], decimals: u8) -> Points {
    let (mut sum, mut left) = (Points::ZERO, Points::ZERO);
    for part in parts.iter().filter(|part| part.section.role.is_core()) {
        let weighted = |points| part.section.weighted(points, decimals);
        let whole = weighted(part.section.full_score);
        let (obtained, obtainable) = (weighted(part.score.obtained), weighted(part.score.obtainable));
        if obtainable == whole {
            sum += obtained;
            left += whole;
        } else if let Some(scaled) = whole.share(obtained, obtainable, decimals) {
            sum += scaled;
            left += whole;
        }
    }
    if left == full { sum } else { full.share(sum, left, decimals).unwrap_or_default() }
}
