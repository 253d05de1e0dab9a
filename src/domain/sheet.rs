//! [`Sheet`]: a submission being filled, every answer beside what it scores.
//!
//! The one place where scores come together. A full scoring is a sheet opened; an incremental one
//! is a sheet edited: only the edited line, its section's sums and the totals are computed again.
//! Sections and rows are shared (`Arc`), so that whoever draws them sees by pointer what changed.

use std::sync::Arc;

use super::id::SubmissionId;
use super::item::Item;
use super::period::Period;
use super::rule::{self, Line};
use super::submission::{Edit, Entry, Revision, Stage, Submission, Unit};
use super::template::{Section, Template};
use super::totals::{Missing, SectionScore, Totals};

/// Where an item stands: which section, which row of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Index of the section.
    pub part: usize,
    /// Index of the item in it.
    pub row: usize,
}

/// One item being filled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What is asked.
    pub item: Arc<Item>,
    /// What was put in.
    pub entry: Entry,
    /// What it scores.
    pub line: Line,
}

/// One section being filled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The section.
    pub section: Arc<Section>,
    /// Its items, in order.
    pub rows: Vec<Arc<Row>>,
    /// Its sums.
    pub score: SectionScore,
}

/// A submission being filled.
#[derive(Clone, Debug)]
pub struct Sheet {
    submission: Submission,
    parts: Vec<Arc<Part>>,
    totals: Totals,
}

impl Sheet {
    /// Scores every item of a submission.
    pub fn open(submission: Submission) -> Sheet {
        let decimals = submission.template.decimals;
        let parts: Vec<Arc<Part>> = submission
            .template
            .sections
            .iter()
            .map(|section| {
                let row = |item: &Arc<Item>| {
                    let entry = submission.entries.get(&item.id).cloned().unwrap_or_default();
                    let line = rule::score(item, &entry, decimals);
                    Arc::new(Row { item: item.clone(), entry, line })
                };
                let rows: Vec<Arc<Row>> = section.items.iter().map(row).collect();
                let score = SectionScore::of(section, &rows);
                Arc::new(Part { section: section.clone(), rows, score })
            })
            .collect();
        let totals = Totals::of(&submission, &parts);
        Sheet { submission, parts, totals }
    }

    /// Makes a change and scores what depends on it. Returns whether anything changed; an edit of
    /// an item or veto that the template does not have changes nothing.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let changed = match edit {
            Edit::Unit(unit) => replace(&mut self.submission.unit, unit),
            Edit::Period(period) => replace(&mut self.submission.period, period),
            Edit::Veto(veto, answer) => {
                if !self.template().vetoes.iter().any(|known| known.id == veto) {
                    return false;
                }
                let before = match answer {
                    Some(applies) => self.submission.vetoes.insert(veto, applies),
                    None => self.submission.vetoes.remove(&veto),
                };
                before != answer
            }
            Edit::Entry(item, entry) => {
                let Some(place) = self.template().place(item.as_str()) else { return false };
                if self.row(place).entry == entry {
                    return false;
                }
                self.put(place, entry.clone());
                if entry.is_empty() {
                    self.submission.entries.remove(&item);
                } else {
                    self.submission.entries.insert(item, entry);
                }
                true
            }
        };
        if changed {
            self.submission.revision += 1;
            self.totals = Totals::of(&self.submission, &self.parts);
        }
        changed
    }

    fn put(&mut self, place: Place, entry: Entry) {
        let decimals = self.template().decimals;
        let part = Arc::make_mut(&mut self.parts[place.part]);
        let before = &part.rows[place.row];
        let after = Row { item: before.item.clone(), line: rule::score(&before.item, &entry, decimals), entry };
        part.score.exchange(&part.section, before, &after);
        part.rows[place.row] = Arc::new(after);
    }

    /// What is being filled, as it stands.
    pub const fn submission(&self) -> &Submission {
        &self.submission
    }

    /// Which one it is.
    pub const fn id(&self) -> &SubmissionId {
        &self.submission.id
    }

    /// The standard it answers to.
    pub const fn template(&self) -> &Arc<Template> {
        &self.submission.template
    }

    /// Who reports.
    pub const fn unit(&self) -> &Unit {
        &self.submission.unit
    }

    /// For when.
    pub const fn period(&self) -> Option<Period> {
        self.submission.period
    }

    /// How many changes have been made.
    pub const fn revision(&self) -> Revision {
        self.submission.revision
    }

    /// The sections in order.
    pub fn parts(&self) -> &[Arc<Part>] {
        &self.parts
    }

    /// The row at a place of this template.
    pub fn row(&self, place: Place) -> &Arc<Row> {
        &self.parts[place.part].rows[place.row]
    }

    /// The row of an item.
    pub fn find(&self, item: &str) -> Option<&Arc<Row>> {
        Some(self.row(self.template().place(item)?))
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.parts.iter().flat_map(|part| &part.rows)
    }

    /// Totals, grade, vetoes.
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Complete sheets are handed up as submitted, others as drafts.
    pub const fn stage(&self) -> Stage {
        if self.totals.missing == 0 { Stage::Submitted } else { Stage::Draft }
    }

    /// Everything that is still missing, in the order of the sheet.
    pub fn missing(&self) -> Vec<Missing> {
        let head = Missing::in_head(&self.submission);
        let rows =
            self.parts.iter().flat_map(|part| part.rows.iter().filter_map(|row| Missing::in_row(&part.section, row)));
        let vetoes = Missing::in_vetoes(&self.submission);
        head.into_iter().chain(rows).chain(vetoes).collect()
    }
}

fn replace<T: PartialEq>(slot: &mut T, value: T) -> bool {
    let changed = *slot != value;
    *slot = value;
    changed
}
