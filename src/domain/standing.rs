//! Where a sheet stands among the grades.

use serde::Serialize;

use super::grade::{Grade, VetoEffect};
use super::id::{GradeId, VetoId};
use super::points::Points;
use super::rule::{Line, LineState};
use super::scene::Scene;
use super::standard::Standard;

/// The grade, and how far it is to the next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GradeStanding {
    /// The grade that counts.
    pub grade: GradeId,
    /// The grade by total alone, before requirements and vetoes.
    pub by_total: GradeId,
    /// The veto that lowered it.
    pub lowered_by: Option<VetoId>,
    /// The next better grade by total and the points that are missing to it.
    pub next: Option<(GradeId, Points)>,
    /// Grades that the total reached, and the requirement of each that does not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocked_by: Vec<Blocked>,
}

/// A requirement that keeps a sheet from a grade.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Blocked {
    /// The grade.
    pub grade: GradeId,
    /// Which of its requirements, counted from 0.
    pub requirement: usize,
}

impl GradeStanding {
    /// With everything up to the vetoes known.
    pub(super) fn of(standard: &Standard, scene: &Scene<'_>) -> Option<GradeStanding> {
        let grades = &standard.grades;
        let last = grades.len().checked_sub(1)?;
        let totals = scene.totals?;
        let is_open = |line: &Line| matches!(line.state, LineState::Unanswered | LineState::Invalid);
        let mut core = scene.parts.iter().filter(|part| part.section.role.is_core());
        // An empty sheet has nothing undone: that is no reason to call it the best.
        if standard.grade_by.is_some() && core.any(|part| part.rows.iter().any(|row| is_open(&row.line))) {
            return None;
        }
        let chosen = standard.grade_by.as_ref().map(|by| scene.chosen(&by.chosen_count));
        let reaches = |grade: &Grade| match chosen {
            Some(count) => grade.at_most.is_none_or(|most| count <= most),
            None => grade.at_least.is_none_or(|least| totals.total >= least),
        };
        let by_total = grades.iter().position(reaches).unwrap_or(last);
        let next = by_total.checked_sub(1).and_then(|better| {
            let grade = &grades[better];
            Some((grade.id.clone(), grade.at_least? - totals.total))
        });
        let (mut lowest, mut blocked_by) = (by_total, Vec::new());
        while lowest < last {
            let blocked = (0..).zip(&grades[lowest].requires).find(|(_, needed)| !scene.holds(&needed.condition));
            let Some((requirement, _)) = blocked else { break };
            blocked_by.push(Blocked { grade: grades[lowest].id.clone(), requirement });
            lowest += 1;
        }
        // Grades stand best first, so a larger index is a lower grade.
        let mut lowered_by = None;
        for veto in standard.vetoes.iter().filter(|veto| totals.vetoes.contains(&veto.id)) {
            let limit = match &veto.effect {
                VetoEffect::Fail => last,
                VetoEffect::CapGrade { grade } => grades.iter().position(|known| known.id == *grade).unwrap_or(last),
                VetoEffect::Bar { .. } => 0,
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
            blocked_by,
        })
    }
}
