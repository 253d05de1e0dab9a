//! Sums, in the order the rule book prescribes: sections, re-scaling, bonus, vetoes, grade.

use std::sync::Arc;

use serde::Serialize;

use super::id::{GradeId, ItemId, VetoId};
use super::points::Points;
use super::rule::LineState;
use super::sheet::{Part, Row};
use super::submission::Submission;
use super::template::{Section, SectionRole, Standard, VetoEffect};

/// The sums of one section.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct SectionScore {
    /// What its items bring, stopped at the cap of a bonus section.
    pub obtained: Points,
    /// What its items could bring, without those that left the sheet.
    pub obtainable: Points,
    /// Items that are done.
    pub done: u32,
    /// Items in all.
    pub items: u32,
    /// Things still missing in it.
    pub missing: u32,
    /// The sum of its items before the cap.
    sum: Points,
}

impl SectionScore {
    pub(super) fn of(section: &Section, rows: &[Arc<Row>]) -> SectionScore {
        let mut score = SectionScore::default();
        for row in rows {
            score.count(section, row, 1);
        }
        score.cap(section);
        score
    }

    /// One row was replaced by another.
    pub(super) fn exchange(&mut self, section: &Section, before: &Row, after: &Row) {
        self.count(section, before, -1);
        self.count(section, after, 1);
        self.cap(section);
    }

    fn count(&mut self, section: &Section, row: &Row, sign: i32) {
        let signed = |points: Points| if sign < 0 { -points } else { points };
        let step = |slot: &mut u32, counts: bool| *slot = slot.saturating_add_signed(sign * i32::from(counts));
        self.sum += signed(row.line.obtained);
        self.obtainable += signed(row.line.obtainable);
        step(&mut self.items, true);
        step(&mut self.done, matches!(row.line.state, LineState::Scored | LineState::NotApplicable));
        step(&mut self.missing, Missing::in_row(section, row).is_some());
    }

    fn cap(&mut self, section: &Section) {
        self.obtained = self.sum.min(section.full_score);
    }
}

/// The result of a whole sheet.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Totals {
    /// What the core sections bring.
    pub obtained: Points,
    /// What they could bring, without items that left the sheet.
    pub obtainable: Points,
    /// `obtained`, re-scaled to the template's full score when items left the sheet.
    pub core: Points,
    /// Whether `core` was re-scaled.
    pub rescaled: bool,
    /// Bonus sections, each stopped at its cap.
    pub bonus: Points,
    /// `core` plus `bonus`.
    pub total: Points,
    /// Vetoes that apply.
    pub vetoes: Vec<VetoId>,
    /// A veto that fails the unit applies.
    pub failed: bool,
    /// Where it stands among the grades, if the template has any.
    pub standing: Option<GradeStanding>,
    /// Items that are done.
    pub done: u32,
    /// Items in all.
    pub items: u32,
    /// Things still missing; with none the sheet can be handed up.
    pub missing: u32,
}

/// The grade, and how far it is to the next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GradeStanding {
    /// The grade that counts.
    pub grade: GradeId,
    /// The grade by total alone, before vetoes.
    pub by_total: GradeId,
    /// The veto that lowered it.
    pub lowered_by: Option<VetoId>,
    /// The next better grade by total and the points that are missing to it.
    pub next: Option<(GradeId, Points)>,
}

impl Totals {
    pub(super) fn of(submission: &Submission, parts: &[Arc<Part>]) -> Totals {
        let standard = submission.template.standard();
        let mut totals = Totals::default();
        for part in parts {
            let score = &part.score;
            match part.section.role {
                SectionRole::Core => {
                    totals.obtained += score.obtained;
                    totals.obtainable += score.obtainable;
                }
                SectionRole::Bonus => totals.bonus += score.obtained,
            }
            totals.done += score.done;
            totals.items += score.items;
            totals.missing += score.missing;
        }
        totals.rescaled = totals.obtainable != standard.full_score;
        totals.core = if totals.rescaled {
            let scaled = standard.full_score.share(totals.obtained, totals.obtainable, standard.decimals);
            scaled.unwrap_or_default()
        } else {
            totals.obtained
        };
        totals.total = totals.core + totals.bonus;
        let applies = |id: &VetoId| submission.vetoes.get(id) == Some(&true);
        totals.vetoes = standard.vetoes.iter().filter(|veto| applies(&veto.id)).map(|veto| veto.id.clone()).collect();
        totals.failed = standard.vetoes.iter().any(|veto| veto.effect == VetoEffect::Fail && applies(&veto.id));
        totals.standing = GradeStanding::of(standard, totals.total, &totals.vetoes);
        let outside = Missing::in_head(submission).len() + Missing::in_vetoes(submission).len();
        totals.missing += u32::try_from(outside).unwrap_or(u32::MAX);
        totals
    }
}

impl GradeStanding {
    fn of(standard: &Standard, total: Points, vetoes: &[VetoId]) -> Option<GradeStanding> {
        let grades = &standard.grades;
        let last = grades.len().checked_sub(1)?;
        let by_total =
            grades.iter().position(|grade| grade.at_least.is_none_or(|least| total >= least)).unwrap_or(last);
        let next = by_total.checked_sub(1).and_then(|better| {
            let grade = &grades[better];
            Some((grade.id.clone(), grade.at_least? - total))
        });
        // Grades stand best first, so a larger index is a lower grade.
        let (mut lowest, mut lowered_by) = (by_total, None);
        for veto in standard.vetoes.iter().filter(|veto| vetoes.contains(&veto.id)) {
            let limit = match &veto.effect {
                VetoEffect::Fail => last,
                VetoEffect::CapGrade { grade } => grades.iter().position(|known| known.id == *grade).unwrap_or(last),
            };
            if limit > lowest {
                (lowest, lowered_by) = (limit, Some(veto.id.clone()));
            }
        }
        Some(GradeStanding {
            grade: grades[lowest].id.clone(),
            by_total: grades[by_total].id.clone(),
            lowered_by,
            next,
        })
    }
}

/// Something still missing before a sheet can be handed up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The name of the unit.
    UnitName,
    /// The kind of unit.
    UnitType,
    /// The period.
    Period,
    /// An answer to this item, or the rest of it.
    Answer(ItemId),
    /// This item's answer contradicts itself.
    Mend(ItemId),
    /// The remark that this item's answer asks for.
    Remark(ItemId),
    /// An answer to this veto.
    Veto(VetoId),
}

impl Missing {
    pub(super) fn in_head(submission: &Submission) -> Vec<Missing> {
        let unit = &submission.unit;
        let types = &submission.template.unit_types;
        let known = unit.unit_type.as_ref().is_some_and(|chosen| types.iter().any(|known| known.id == *chosen));
        [
            (unit.name.trim().is_empty(), Missing::UnitName),
            (!types.is_empty() && !known, Missing::UnitType),
            (submission.period.is_none(), Missing::Period),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
    }

    /// A bonus item may stay empty; a contradiction may not stand anywhere.
    pub(super) fn in_row(section: &Section, row: &Row) -> Option<Missing> {
        let id = || row.item.id.clone();
        let remark = || {
            let asked = row.item.remark_required || row.item.rule.asks_remark(row.entry.answer.as_ref());
            (asked && row.entry.remark.trim().is_empty()).then(|| Missing::Remark(id()))
        };
        match row.line.state {
            LineState::Invalid => Some(Missing::Mend(id())),
            LineState::Unanswered => section.role.is_core().then(|| Missing::Answer(id())),
            LineState::Scored => remark(),
            LineState::NotApplicable => None,
        }
    }

    pub(super) fn in_vetoes(submission: &Submission) -> Vec<Missing> {
        let vetoes = submission.template.vetoes.iter();
        vetoes
            .filter(|veto| !submission.vetoes.contains_key(&veto.id))
            .map(|veto| Missing::Veto(veto.id.clone()))
            .collect()
    }
}
