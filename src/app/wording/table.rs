//! The roll-up as a table for Excel and WPS.

use super::{grade, marks, period, stage};
use crate::app::words::{Word, fill, word};
use crate::domain::rollup::{RankedUnit, Rollup};
use crate::domain::{Lang, Points, SubmissionId, Veto, VetoEffect};
use crate::export::{Cell, csv};

/// One row a unit: who, points by item and section, totals, grade.
pub fn rollup_csv(lang: Lang, rollup: &Rollup) -> String {
    let mut rows = vec![head(lang, rollup)];
    rows.extend(rollup.units.iter().map(|unit| row(lang, rollup, unit)));
    rows.push(means(lang, rollup));
    csv(&rows)
}

fn head(lang: Lang, rollup: &Rollup) -> Vec<Cell> {
    let say = |key| Cell::from(word(lang, key));
    let mut cells =
        vec![say(Word::ColumnRank), say(Word::ColumnUnit), say(Word::ColumnCode), say(Word::ColumnSuperior)];
    cells.extend([say(Word::ColumnPeriod), say(Word::ColumnStage)]);
    for (section, items) in rollup.template.columns() {
        cells.extend(items.iter().map(|item| Cell::from(item.number.as_str())));
        cells.push(Cell::Text(format!("{} {}", section.title.get(lang), word(lang, Word::ColumnSubtotal))));
    }
    cells.extend([say(Word::ColumnCore), say(Word::ColumnBonus), say(Word::ColumnTotal), say(Word::ColumnGrade)]);
    cells.extend([say(Word::ColumnAward), say(Word::ColumnCheckCode)]);
    cells.extend(more(rollup).into_iter().map(say));
    cells
}

/// Columns that only some standards fill; they stand behind the others, so that these keep their places.
fn more(rollup: &Rollup) -> Vec<Word> {
    let standard = &rollup.template;
    let mut columns = Vec::new();
    if rollup.units.iter().any(|unit| unit.sheet.totals().rescaled) {
        columns.extend([Word::ColumnObtained, Word::ColumnObtainable]);
    }
    if standard.shown_out_of.is_some() {
        columns.push(Word::ColumnShown);
    }
    let bars = |veto: &Veto| matches!(veto.effect, VetoEffect::Bar { .. });
    let requires = standard.grades.iter().any(|grade| !grade.requires.is_empty());
    if requires || !standard.flags.is_empty() || standard.vetoes.iter().any(bars) {
        columns.push(Word::ColumnMarks);
    }
    if rollup.units.iter().any(|unit| unit.sheet.submission().is_altered()) {
        columns.push(Word::ColumnAltered);
    }
    if let Some(ranking) = &standard.ranking {
        columns.extend((!ranking.tiers.is_empty()).then_some(Word::ColumnTier));
        columns.extend(ranking.normalise.is_some().then_some(Word::ColumnNormalised));
    }
    columns
}

fn cell(lang: Lang, rollup: &Rollup, unit: &RankedUnit, column: Word) -> Cell {
    let totals = unit.sheet.totals();
    let number = |number: Option<Points>| number.map_or(Cell::Empty, Cell::Number);
    match column {
        Word::ColumnObtained => Cell::Number(totals.obtained),
        Word::ColumnObtainable => Cell::Number(totals.obtainable),
        Word::ColumnShown => number(totals.shown),
        Word::ColumnNormalised => number(unit.normalised),
        Word::ColumnAltered if unit.sheet.submission().is_altered() => Cell::from(word(lang, Word::AlteredMark)),
        Word::ColumnAltered => Cell::Empty,
        Word::ColumnTier => Cell::Text(tier(lang, rollup, unit.sheet.id())),
        _ => Cell::Text(marks(lang, unit.sheet.form(), totals).join(word(lang, Word::RuleJoin))),
    }
}

/// The share from the top that a unit is in; at a border with equal totals the committee decides.
fn tier(lang: Lang, rollup: &Rollup, unit: &SubmissionId) -> String {
    let found = rollup.tiers.iter().find(|tier| tier.units.contains(unit) || tier.tied.contains(unit));
    let tiers = rollup.template.ranking.iter().flat_map(|ranking| &ranking.tiers);
    let Some((found, tier)) =
        found.and_then(|found| Some((found, tiers.into_iter().find(|tier| tier.id == found.tier)?)))
    else {
        return String::new();
    };
    let label = tier.label.get(lang);
    if found.tied.contains(unit) { fill(lang, Word::ColumnTied, &[("tier", label)]) } else { label.to_owned() }
}

fn row(lang: Lang, rollup: &Rollup, unit: &RankedUnit) -> Vec<Cell> {
    let (sheet, who) = (&unit.sheet, unit.sheet.unit());
    let totals = sheet.totals();
    let rank =
        unit.rank.map_or_else(|| Cell::from(word(lang, Word::RankVetoed)), |rank| Cell::Number(Points::count(rank)));
    let when = sheet.period().map(|when| period(lang, when)).unwrap_or_default();
    let mut cells = vec![rank, Cell::from(who.name.as_str()), Cell::from(who.code.as_str())];
    cells.extend([Cell::from(who.superior.as_str()), Cell::Text(when), Cell::from(stage(lang, sheet.stage()))]);
    for (section, items) in rollup.template.columns() {
        let found = |id: &str| sheet.find(id).filter(|row| !row.line.dropped);
        let cell = |row: &std::sync::Arc<crate::domain::Row>| Cell::Number(row.line.obtained);
        cells.extend(items.iter().map(|item| found(item.id.as_str()).map_or(Cell::Empty, cell)));
        let part = sheet.parts().iter().find(|part| part.section.id == section.id);
        cells.push(part.map_or(Cell::Empty, |part| Cell::Number(part.score.obtained)));
    }
    cells.extend([Cell::Number(totals.core), Cell::Number(totals.bonus), Cell::Number(totals.total)]);
    let reached = totals.standing.as_ref().map(|standing| grade(lang, &rollup.template, &standing.grade));
    cells.push(Cell::Text(reached.unwrap_or_default()));
    let award = rollup.template.award.as_ref().filter(|_| unit.awarded).map(|award| award.label.get(lang));
    cells.extend([Cell::from(award.unwrap_or_default()), Cell::from(unit.check_code.as_str())]);
    cells.extend(more(rollup).into_iter().map(|column| cell(lang, rollup, unit, column)));
    cells
}

fn means(lang: Lang, rollup: &Rollup) -> Vec<Cell> {
    let mut cells =
        vec![Cell::Empty, Cell::from(word(lang, Word::ColumnMean)), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    let mut items = rollup.items.iter();
    for (_, columns) in rollup.template.columns() {
        let mean = |item: &crate::domain::rollup::ItemSummary| item.mean.map_or(Cell::Empty, Cell::Number);
        cells.extend(items.by_ref().take(columns.len()).map(mean));
        cells.push(Cell::Empty);
    }
    cells.extend([Cell::Empty, Cell::Empty, rollup.mean_total().map_or(Cell::Empty, Cell::Number)]);
    cells
}
