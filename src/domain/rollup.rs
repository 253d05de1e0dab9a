//! Many submissions as one: who stands where, what is missed most.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::json::{Json, Write};
use litemap::LiteMap;

use super::id::{GradeId, ItemId, SectionId, SubmissionId};
use super::intake::Received;
use super::points::Points;
use super::ranking::{self, TierPlaces};
use super::rule::LineState;
use super::sheet::Sheet;
use super::submission::{Revision, Stage, Unit};
use super::template::Template;

/// The roll-up of one standard and period.
#[derive(Clone, Debug)]
pub struct Rollup {
    /// The standard.
    pub template: Arc<Template>,
    /// Units, best first; units that a veto fails stand last, equal totals by code and
    /// name.
    pub units: Vec<RankedUnit>,
    /// Items in the order of the sheet.
    pub items: Vec<ItemSummary>,
    /// Who gets the template's award.
    pub awarding: Option<Awarding>,
    /// Who is in which share from the top.
    pub tiers: Vec<TierPlaces>,
}

/// One unit of a roll-up.
#[derive(Clone, Debug)]
pub struct RankedUnit {
    /// Its sheet, with every line.
    pub sheet: Arc<Sheet>,
    /// What to read out on the phone.
    pub check_code: String,
    /// The digest of its file.
    pub digest: String,
    /// Its place: units with equal totals share one, and the next place is left out. A unit that
    /// a veto fails has none.
    pub rank: Option<u32>,
    /// Whether it gets the template's award.
    pub awarded: bool,
    /// Its total on the template's common scale.
    pub normalised: Option<Points>,
}

/// One item over all units.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemSummary {
    /// The item.
    pub item: ItemId,
    /// Units that it applied to.
    pub units: u32,
    /// Units that lost points on it.
    pub missed: u32,
    /// Points lost by all of them.
    pub lost: Points,
    /// Mean of the points obtained where it applied, rounded as the template says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<Points>,
}

/// A limit on the share of units that an award may go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Parts that may have it…
    pub part: u32,
    /// …of so many.
    pub whole: u32,
}

impl Quota {
    /// The places there are among `units`, rounded down.
    pub fn places(self, units: u32) -> u32 {
        let places = u64::from(units) * u64::from(self.part) / u64::from(self.whole.max(1));
        u32::try_from(places).unwrap_or(units).min(units)
    }
}

/// Who gets the award, and why not more.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Awarding {
    /// Units that reached the grade the award asks for.
    pub candidates: u32,
    /// Units that get it.
    pub awarded: u32,
    /// The places there were, if they were limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// Units with equal totals at the last place: more of them than places, so none of them got
    /// it and the committee has to decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<SubmissionId>,
}

impl Rollup {
    /// Rolls up submissions of one standard. The order in which they come changes nothing.
    pub fn of(template: Arc<Template>, received: &[&Received], quota: Option<Quota>) -> Rollup {
        let mut units: Vec<RankedUnit> = received
            .iter()
            .map(|file| RankedUnit {
                sheet: Arc::new(Sheet::open(file.submission.clone())),
                check_code: file.check_code.clone(),
                digest: file.digest.clone(),
                rank: None,
                awarded: false,
                normalised: None,
            })
            .collect();
        units.sort_unstable_by(|one, other| {
            let key = |unit: &RankedUnit| (unit.sheet.totals().failed, Reverse(unit.sheet.totals().total));
            let (who, whom) = (one.sheet.unit(), other.sheet.unit());
            let names = || (&who.code, &who.name, one.sheet.id()).cmp(&(&whom.code, &whom.name, other.sheet.id()));
            key(one).cmp(&key(other)).then_with(names)
        });
        rank(&mut units);
        let awarding = award(&template, &mut units, quota);
        let tiers = stretch(&template, &mut units);
        let items = template.items().map(|item| ItemSummary::of(&template, &item.id, &units)).collect();
        Rollup { template, units, items, awarding, tiers }
    }

    /// Items that cost points, the most missed first: by units, then by points lost, then
    /// in the order of the sheet.
    pub fn most_missed(&self) -> Vec<&ItemSummary> {
        let mut missed: Vec<(usize, &ItemSummary)> = self.items.iter().enumerate().collect();
        missed.retain(|(_, item)| item.missed > 0);
        missed.sort_unstable_by_key(|(n, item)| (Reverse(item.missed), Reverse(item.lost), *n));
        missed.into_iter().map(|(_, item)| item).collect()
    }

    /// Mean total of all units, rounded as the template says.
    pub fn mean_total(&self) -> Option<Points> {
        let sum: Points = self.units.iter().map(|unit| unit.sheet.totals().total).sum();
        mean(sum, u32::try_from(self.units.len()).ok()?, self.template.decimals)
    }

    /// How many units have each grade, in the order of the template.
    pub fn grades(&self) -> Vec<(GradeId, u32)> {
        let has = |unit: &&RankedUnit, grade: &GradeId| {
            unit.sheet.totals().standing.as_ref().is_some_and(|s| s.grade == *grade)
        };
        let count = |grade: &GradeId| self.units.iter().filter(|unit| has(unit, grade)).count();
        self.template
            .grades
            .iter()
            .map(|grade| (grade.id.clone(), u32::try_from(count(&grade.id)).unwrap_or(u32::MAX)))
            .collect()
    }
}

fn rank(units: &mut [RankedUnit]) {
    let mut last: Option<(Points, u32)> = None;
    for (n, unit) in (1..).zip(units.iter_mut()) {
        let totals = unit.sheet.totals();
        if totals.failed {
            continue;
        }
        let place = match last {
            Some((total, place)) if total == totals.total => place,
            _ => n,
        };
        last = Some((totals.total, place));
        unit.rank = Some(place);
    }
}

/// What the template's ranking makes of the ranks.
fn stretch(template: &Template, units: &mut [RankedUnit]) -> Vec<TierPlaces> {
    let Some(rule) = &template.ranking else { return Vec::new() };
    let totals = || units.iter().filter(|unit| unit.rank.is_some()).map(|unit| unit.sheet.totals().total);
    if let (Some(scale), Some(least), Some(most)) = (&rule.normalise, totals().min(), totals().max()) {
        for unit in units.iter_mut().filter(|unit| unit.rank.is_some()) {
            let total = unit.sheet.totals().total;
            unit.normalised = ranking::normalised(scale, total, least, most, template.decimals);
        }
    }
    let ranked: Vec<&RankedUnit> = units.iter().filter(|unit| unit.rank.is_some()).collect();
    ranking::tiers(&rule.tiers, &ranked)
}

fn award(template: &Template, units: &mut [RankedUnit], quota: Option<Quota>) -> Option<Awarding> {
    let wanted = template.award.as_ref()?;
    // Grades stand best first: a candidate has the wanted grade or a better one.
    let position = |id: &GradeId| template.grades.iter().position(|grade| grade.id == *id);
    let least = position(&wanted.grade)?;
    let is_candidate = |unit: &RankedUnit| {
        let standing = unit.sheet.totals().standing.as_ref();
        unit.rank.is_some()
            && standing.and_then(|standing| position(&standing.grade)).is_some_and(|grade| grade <= least)
    };
    let candidates: Vec<usize> = (0..units.len()).filter(|&n| is_candidate(&units[n])).collect();
    let places = quota.map(|quota| quota.places(u32::try_from(units.len()).unwrap_or(u32::MAX)));
    let limit = places.map_or(candidates.len(), |places| candidates.len().min(places as usize));
    let total = |n: usize| units[n].sheet.totals().total;
    // The first one left out decides whether the border cuts through equal totals.
    let border =
        candidates.get(limit).map(|&n| total(n)).filter(|&out| limit > 0 && total(candidates[limit - 1]) == out);
    let tied: Vec<usize> = candidates.iter().copied().filter(|&n| border == Some(total(n))).collect();
    let winners: Vec<usize> = candidates[..limit].iter().copied().filter(|n| !tied.contains(n)).collect();
    let tied = tied.into_iter().map(|n| units[n].sheet.id().clone()).collect();
    for &n in &winners {
        units[n].awarded = true;
    }
    let count = |list: &[usize]| u32::try_from(list.len()).unwrap_or(u32::MAX);
    Some(Awarding { candidates: count(&candidates), awarded: count(&winners), places, tied })
}

fn mean(sum: Points, units: u32, decimals: u8) -> Option<Points> {
    sum.share(Points::whole(1), Points::count(units), decimals)
}

impl ItemSummary {
    fn of(template: &Template, item: &ItemId, units: &[RankedUnit]) -> ItemSummary {
        let mut summary = ItemSummary { item: item.clone(), units: 0, missed: 0, lost: Points::ZERO, mean: None };
        let core = template
            .whole()
            .place(item.as_str())
            .is_some_and(|place| template.whole().sections[place.part].role.is_core());
        let mut obtained = Points::ZERO;
        for line in units.iter().filter_map(|unit| unit.sheet.find(item.as_str())).map(|row| &row.line) {
            let applied = !matches!(line.state, LineState::NotApplicable | LineState::NotAsked);
            if !applied && line.obtainable == Points::ZERO {
                continue;
            }
            summary.units += 1;
            obtained += line.obtained;
            // A bonus not earned is no loss.
            if core && line.lost() > Points::ZERO {
                summary.missed += 1;
                summary.lost += line.lost();
            }
        }
        summary.mean = mean(obtained, summary.units, template.decimals);
        summary
    }
}

/// One unit of a roll-up file.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitSummary {
    /// The submission.
    pub submission: SubmissionId,
    /// Its revision.
    pub revision: Revision,
    /// The digest of its file.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub digest: String,
    /// Who reports.
    pub unit: Unit,
    /// For when: `2026`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schemas::period_or_nothing"))]
    pub period: String,
    /// Whether it was complete.
    pub stage: Stage,
    /// Points by item; an item that did not apply is not there.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<ItemId, Points>"))]
    pub items: LiteMap<ItemId, Points>,
    /// Points by section.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<SectionId, Points>"))]
    pub sections: LiteMap<SectionId, Points>,
    /// Core points before re-scaling.
    pub obtained: Points,
    /// What the core could bring after items left the sheet.
    pub obtainable: Points,
    /// Bonus points.
    pub bonus: Points,
    /// The total.
    pub total: Points,
    /// The grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<GradeId>,
    /// Its file had been changed after an export, and was let in by name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub altered: bool,
    /// A veto fails it.
    pub failed: bool,
    /// Its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Whether it gets the award.
    pub awarded: bool,
    /// Its total on the template's common scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalised: Option<Points>,
}

impl UnitSummary {
    /// A unit as it is written to a file.
    pub fn of(unit: &RankedUnit) -> UnitSummary {
        let sheet = &unit.sheet;
        let totals = sheet.totals();
        let counted = sheet.rows().filter(|row| !row.line.dropped);
        UnitSummary {
            submission: sheet.id().clone(),
            revision: sheet.revision(),
            digest: unit.digest.clone(),
            unit: sheet.unit().clone(),
            period: sheet.period().map(|period| period.to_string()).unwrap_or_default(),
            stage: sheet.stage(),
            items: counted.map(|row| (row.item.id.clone(), row.line.obtained)).collect(),
            sections: sheet.parts().iter().map(|part| (part.section.id.clone(), part.score.obtained)).collect(),
            obtained: totals.obtained,
            obtainable: totals.obtainable,
            bonus: totals.bonus,
            total: totals.total,
            grade: totals.standing.as_ref().map(|standing| standing.grade.clone()),
            altered: sheet.submission().is_altered(),
            failed: totals.failed,
            rank: unit.rank,
            awarded: unit.awarded,
            normalised: unit.normalised,
        }
    }
}
