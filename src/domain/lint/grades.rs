//! Vetoes, grades, flags, and what is made of many units.

use super::conditions::Scope;
use super::{FlawKind, Lint, Points};
use crate::domain::grade::{Grade, Ranking, VetoEffect};
use crate::domain::limit::Limit;
use crate::domain::section::SectionRole;

impl Lint<'_> {
    pub(super) fn grades(&mut self) {
        let standard = self.standard;
        let grades = &standard.grades;
        self.ids("grades", grades.iter().map(|grade| grade.id.as_str()));
        let by_count = standard.grade_by.is_some();
        for (n, grade) in grades.iter().enumerate() {
            let at = format!("grades.{}", grade.id);
            self.text(&at, &grade.label);
            self.misplaced(!by_count && grade.at_most.is_some(), &at, "at_most");
            self.misplaced(by_count && grade.at_least.is_some(), &at, "at_least");
            self.misplaced(n + 1 == grades.len() && !grade.requires.is_empty(), &at, "requires");
            grade.requires.iter().for_each(|needed| self.ruling(&at, needed, Scope::Grade));
        }
        if !grades.is_empty() {
            let most = |grade: &Grade| grade.at_most.map(Points::count).filter(|_| by_count);
            let least = |grade: &Grade| grade.at_least.filter(|_| !by_count);
            self.falling("grades", grades.iter().map(|grade| (least(grade), most(grade))).collect());
        }
        if let (Some(best), Some(least)) = (self.best_total(), grades.first().and_then(|grade| grade.at_least))
            && least > best
        {
            self.warning("grades", FlawKind::Unreachable);
        }
        if let Some(by) = &standard.grade_by {
            self.misplaced(grades.is_empty(), "grade_by", "grade_by");
            self.offered_anywhere("grade_by", &by.chosen_count);
        }
        self.vetoes();
        self.ids("flags", standard.flags.iter().map(|flag| flag.id.as_str()));
        for flag in &standard.flags {
            let at = format!("flags.{}", flag.id);
            self.text(&at, &flag.label);
            self.condition(&at, &flag.condition, Scope::Flag);
        }
        if let Some(award) = &standard.award {
            self.text("award", &award.label);
            self.known_grade("award", award.grade.as_str());
        }
        if let Some(ranking) = &standard.ranking {
            self.ranking(ranking);
        }
    }

    fn known_grade(&mut self, at: &str, id: &str) -> Option<usize> {
        let known = self.standard.grades.iter().position(|grade| grade.id.as_str() == id);
        self.error_if(known.is_none(), at, FlawKind::UnknownGrade { grade: id.to_owned() });
        known
    }

    fn vetoes(&mut self) {
        for veto in &self.standard.vetoes {
            let at = format!("vetoes.{}", veto.id);
            self.text(&at, &veto.text);
            if let Some(condition) = &veto.condition {
                self.condition(&at, condition, Scope::Veto);
            }
            let without_effect = match &veto.effect {
                VetoEffect::Fail => self.standard.grades.len() < 2,
                VetoEffect::CapGrade { grade } => self.known_grade(&at, grade.as_str()) == Some(0),
                VetoEffect::Bar { text } => {
                    self.text(&at, text);
                    false
                }
            };
            self.error_if(without_effect, &at, FlawKind::VetoWithoutEffect);
        }
    }

    /// The highest total there can be; `None` when nothing limits it.
    fn best_total(&self) -> Option<Points> {
        let rule = self.standard.total.clone().unwrap_or_default();
        let mut best = rule.base.unwrap_or_default();
        for section in &self.standard.sections {
            best += match section.role {
                SectionRole::Core | SectionRole::Bonus => {
                    section.weighted(Limit::or(section.cap, section.full_score)?, self.standard.decimals)
                }
                SectionRole::Penalty | SectionRole::Info => Points::ZERO,
            };
        }
        Some(rule.ceiling.map_or(best, |ceiling| best.min(ceiling)))
    }

    fn ranking(&mut self, ranking: &Ranking) {
        self.ids("ranking", ranking.tiers.iter().map(|tier| tier.id.as_str()));
        for tier in &ranking.tiers {
            let at = format!("ranking.{}", tier.id);
            self.text(&at, &tier.label);
            self.positive(&at, tier.share);
        }
        let (sum, full) = (ranking.tiers.iter().map(|tier| tier.share).sum(), Points::whole(100));
        self.error_if(sum > full, "ranking", FlawKind::AboveFull { best: sum, full });
        if let Some(normalise) = &ranking.normalise {
            self.error_if(normalise.low >= normalise.high, "ranking", FlawKind::FloorAboveCap);
        }
    }
}
