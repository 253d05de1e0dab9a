//! What is still missing before a sheet can be handed up.

use serde::Serialize;

use super::form::Form;
use super::id::{ItemId, VetoId};
use super::rule::{LineState, Rule};
use super::scene::Scene;
use super::section::SectionRole;
use super::sheet::Row;
use super::submission::Submission;

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
    /// This item's required paper, counted from 0, is not named.
    Evidence(ItemId, usize),
    /// The body that confirmed that this item does not apply.
    ConfirmedBy(ItemId),
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
    pub(super) fn in_row(role: SectionRole, row: &Row, scene: &Scene<'_>) -> Vec<Missing> {
        let Row { item, entry, line, .. } = row;
        let id = || item.id.clone();
        let mut missing = Vec::new();
        match line.state {
            LineState::Invalid => missing.push(Missing::Mend(id())),
            LineState::Unanswered => {
                let may_stay_empty = matches!(&item.rule, Rule::Info(info) if !info.is_required());
                if !role.is_asking() || (may_stay_empty && entry.answer.is_none()) {
                    return missing;
                }
                missing.push(Missing::Answer(id()));
            }
            LineState::Scored => {
                let asked = item.remark_required || item.rule.asks_remark(entry.answer.as_ref());
                if asked && entry.remark.trim().is_empty() {
                    missing.push(Missing::Remark(id()));
                }
            }
            LineState::NotApplicable => {
                let confirmed = entry.confirmed_by.trim().is_empty() && entry.not_applicable;
                if confirmed && item.not_applicable.confirmed_by().is_some() {
                    missing.push(Missing::ConfirmedBy(id()));
                }
                return missing;
            }
            LineState::NotAsked => return missing,
        }
        for (n, paper) in item.evidence.iter().enumerate().filter(|(_, paper)| paper.required) {
            let wanted = paper.when.as_ref().is_none_or(|when| scene.holds(when));
            if wanted && !entry.evidence.iter().any(|given| paper.is_named_by(&given.name)) {
                missing.push(Missing::Evidence(id(), n));
            }
        }
        missing
    }

    pub(super) fn in_vetoes(submission: &Submission, form: &Form) -> Vec<Missing> {
        let asked = form.vetoes.iter().filter(|veto| veto.condition.is_none());
        asked
            .filter(|veto| !submission.vetoes.contains_key(&veto.id))
            .map(|veto| Missing::Veto(veto.id.clone()))
            .collect()
    }
}
