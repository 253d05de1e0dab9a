//! Data → sentences: reasons, rules, flaws, troubles, names. Every language renders the same data.

mod flaw;
mod reason;
mod refused;
mod rule;
mod table;
mod trouble;
mod written;

pub use flaw::{flaw, flaw_place};
pub use reason::{quantity, reason};
pub use refused::{refusal, refused_csv};
pub use rule::{method, rule};
pub use table::rollup_csv;
pub use trouble::{
    converted, fetch_trouble, misfit, noticed, read_trouble, restore_trouble, signing, store_trouble, verdict,
};
pub use written::{Annex, annex, trail, written};

use std::sync::Arc;

use super::words::{Word, fill, word};
use crate::domain::rollup::Rollup;
use crate::domain::{
    Date, GradeId, Item, Lang, Missing, Period, PeriodKind, Sheet, Stage, Standard, Totals, VetoEffect,
};
use crate::format::file_name;

/// A sentence as part of a longer one: without the stop at its end.
pub fn phrase(text: &str) -> &str {
    text.trim_end_matches(['\u{3002}', '.'])
}

/// The name of a unit, or that it has none yet.
pub fn unit_name(lang: Lang, name: &str) -> &str {
    if name.trim().is_empty() { word(lang, Word::UnitUnnamed) } else { name }
}

/// A period: 2026年第3季度.
pub fn period(lang: Lang, period: Period) -> String {
    let (year, part) = (period.year().to_string(), period.part().to_string());
    let sentence = match (period.kind(), period.part()) {
        (PeriodKind::Year, _) => Word::PeriodYear,
        (PeriodKind::Half, 1) => Word::PeriodHalf1,
        (PeriodKind::Half, _) => Word::PeriodHalf2,
        (PeriodKind::Quarter, _) => Word::PeriodQuarter,
        (PeriodKind::Month, _) => Word::PeriodMonth,
        (PeriodKind::HalfMonth, half) => {
            let month = half.div_ceil(2).to_string();
            let sentence = if half % 2 == 1 { Word::PeriodHalfMonth1 } else { Word::PeriodHalfMonth2 };
            return fill(lang, sentence, &[("year", &year), ("part", &month)]);
        }
        (PeriodKind::Stage, _) => Word::PeriodStage,
        (PeriodKind::Once, _) => Word::PeriodOnce,
    };
    fill(lang, sentence, &[("year", &year), ("part", &part)])
}

/// The label of a grade.
pub fn grade(lang: Lang, standard: &Standard, id: &GradeId) -> String {
    let found = standard.grades.iter().find(|grade| grade.id == *id);
    found.map_or_else(|| id.to_string(), |grade| grade.label.get(lang).to_owned())
}

/// What stands beside the grade: flags that are up, what the unit is barred from, what keeps it from a
/// better grade.
pub fn marks(lang: Lang, standard: &Standard, totals: &Totals) -> Vec<String> {
    let mut marks = Vec::new();
    for flag in &standard.flags {
        if totals.flags.contains(&flag.id) {
            marks.push(flag.label.get(lang).to_owned());
        }
    }
    for veto in &standard.vetoes {
        if let (VetoEffect::Bar { text }, true) = (&veto.effect, totals.barred.contains(&veto.id)) {
            marks.push(text.get(lang).to_owned());
        }
    }
    for blocked in totals.standing.iter().flat_map(|standing| &standing.blocked_by) {
        let known = standard.grades.iter().find(|grade| grade.id == blocked.grade);
        if let Some((grade, ruling)) = known.and_then(|grade| Some((grade, grade.requires.get(blocked.requirement)?))) {
            let blanks = [("grade", grade.label.get(lang)), ("text", phrase(ruling.text.get(lang)))];
            marks.push(fill(lang, Word::GradeBlocked, &blanks));
        }
    }
    marks
}

/// How far a submission has come.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    word(
        lang,
        match stage {
            Stage::Draft => Word::StageDraft,
            Stage::Submitted => Word::StageSubmitted,
        },
    )
}

/// Something missing, as a line that leads to it; `local` are the unit's own items.
pub fn missing(lang: Lang, standard: &Standard, local: &[Arc<Item>], missing: &Missing) -> String {
    let find = |id: &crate::domain::ItemId| {
        let mut items = standard.sections.iter().flat_map(|section| &section.items).chain(local);
        items.find(|item| item.id == *id)
    };
    let named = |id, sentence, name: &str| {
        let (number, text) = find(id).map_or(("", ""), |item| (item.number.as_str(), item.text.get(lang)));
        fill(lang, sentence, &[("number", number), ("text", text), ("name", name)])
    };
    let item = |id, sentence| named(id, sentence, "");
    match missing {
        Missing::UnitName => word(lang, Word::MissingUnitName).to_owned(),
        Missing::UnitType => word(lang, Word::MissingUnitType).to_owned(),
        Missing::Period => word(lang, Word::MissingPeriod).to_owned(),
        Missing::Answer(id) => item(id, Word::MissingAnswer),
        Missing::Mend(id) => item(id, Word::MissingMend),
        Missing::Remark(id) => item(id, Word::MissingRemark),
        Missing::Evidence(id, paper) => {
            let paper = find(id).and_then(|item| item.evidence.get(*paper));
            named(id, Word::MissingEvidence, paper.map_or("", |paper| paper.name.get(lang)))
        }
        Missing::ConfirmedBy(id) => item(id, Word::MissingConfirmedBy),
        Missing::Veto(id) => {
            let found = standard.vetoes.iter().find(|veto| veto.id == *id);
            fill(lang, Word::MissingVeto, &[("text", found.map_or("", |veto| veto.text.get(lang)))])
        }
    }
}

/// `<unit>_<standard>_<period>_<stage>_r<revision>_<code>.json`.
pub fn submission_name(lang: Lang, sheet: &Sheet, check_code: &str) -> String {
    let when = sheet.period().map(|period| period.to_string()).unwrap_or_default();
    let revision = format!("r{}", sheet.revision());
    let title = sheet.template().title.get(lang);
    file_name(&[&sheet.unit().name, title, &when, stage(lang, sheet.stage()), &revision, check_code], "json")
}

/// `<backup>_<day>_<part>.json`
pub fn backup_name(lang: Lang, today: Option<Date>, part: &str) -> String {
    let day = today.map(|day| day.to_string()).unwrap_or_default();
    file_name(&[word(lang, Word::BrandName), word(lang, Word::MachineBackupName), &day, part], "json")
}

/// `<unit>_<key>.json`
pub fn key_name(lang: Lang, unit: &str) -> String {
    file_name(&[unit, word(lang, Word::KeyFileName)], "json")
}

/// `<roll-up>_<standard>_<period>_<units>_<code>.<ending>`.
pub fn rollup_name(lang: Lang, rollup: &Rollup, check_code: &str, ending: &str) -> String {
    let when = rollup.units.first().and_then(|unit| unit.sheet.period()).map(|period| period.to_string());
    let units = fill(lang, Word::RollupUnits, &[("count", &rollup.units.len().to_string())]);
    let title = rollup.template.title.get(lang);
    file_name(&[word(lang, Word::RollupTitle), title, &when.unwrap_or_default(), &units, check_code], ending)
}
