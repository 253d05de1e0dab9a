//! [`Sheet`]: a submission being filled, every answer beside what it scores.
//!
//! The one place where scores come together. A full scoring is a sheet opened; an incremental one
//! is a sheet edited: only the edited line, the lines that look at it, their sections' sums and the
//! totals are computed again. Sections and rows are shared (`Arc`), so that whoever draws them sees
//! by pointer what changed.

use std::sync::Arc;

use super::form::Form;
use super::id::SubmissionId;
use super::item::Item;
use super::json::Write;
use super::lint;
use super::local;
use super::missing::Missing;
use super::period::Period;
use super::rule::{self, Line};
use super::scene::Scene;
use super::section::Section;
use super::submission::{Edit, Entry, Revision, Stage, Submission, Unit};
use super::template::Template;
use super::totals::{SectionScore, Totals};

/// Where an item stands: which section, which row of it. A unit's own items stand behind all
/// sections.
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
    /// What is still missing in it.
    pub missing: Vec<Missing>,
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
    form: Arc<Form>,
    parts: Vec<Arc<Part>>,
    local: Option<Arc<Part>>,
    totals: Totals,
}

fn scene<'a>(submission: &'a Submission, form: &'a Form, parts: &'a [Arc<Part>]) -> Scene<'a> {
    Scene {
        form,
        parts,
        decimals: form.decimals,
        unit_type: submission.unit.unit_type.as_ref(),
        period: submission.period,
        as_of: submission.as_of,
        own: None,
        totals: None,
    }
}

impl Row {
    fn of(item: &Arc<Item>, entry: Entry, section: &Section, scene: &Scene<'_>) -> Row {
        let asked = section.when.as_ref().is_none_or(|when| scene.holds(when));
        let line = rule::score(item, &entry, scene, asked);
        let row = Row { item: item.clone(), entry, line, missing: Vec::new() };
        let missing = Missing::in_row(section.role, &row, &Scene { own: Some(&row), ..*scene });
        Row { missing, ..row }
    }

    /// A row that looks at others, before it is its turn.
    fn waiting(item: &Arc<Item>, entry: Entry) -> Row {
        Row { item: item.clone(), entry, line: Line::unanswered(item.full_score, None), missing: Vec::new() }
    }
}

impl Sheet {
    /// Scores every item of a submission.
    pub fn open(submission: Submission) -> Sheet {
        let form = submission.template.form(submission.unit.unit_type.as_ref()).clone();
        let mut sheet = Sheet { submission, form, parts: Vec::new(), local: None, totals: Totals::default() };
        sheet.fill();
        sheet
    }

    /// Scores everything. What is as it was keeps its pointer.
    fn fill(&mut self) {
        let (submission, form) = (&self.submission, &self.form);
        let entry = |item: &Item| submission.entries.get(&item.id).cloned().unwrap_or_default();
        let alone = scene(submission, form, &[]);
        let build = |part: usize, section: &Arc<Section>| {
            let row = |(row, item): (usize, &Arc<Item>)| {
                let waits = form.is_dependent(Place { part, row });
                Arc::new(if waits {
                    Row::waiting(item, entry(item))
                } else {
                    Row::of(item, entry(item), section, &alone)
                })
            };
            let rows: Vec<Arc<Row>> = section.items.iter().enumerate().map(row).collect();
            let score = SectionScore::of(section, &rows, &alone);
            Arc::new(Part { section: section.clone(), rows, score })
        };
        let parts = form.sections.iter().enumerate().map(|(n, section)| build(n, section)).collect();
        let local = local::section(submission, form).map(|section| build(form.sections.len(), &section));
        let before = std::mem::replace(&mut self.parts, parts);
        for &(place, _) in self.form.clone().order() {
            self.score(place);
        }
        self.settle();
        for (part, before) in self.parts.iter_mut().zip(&before) {
            keep(part, before);
        }
        self.local = local;
        self.total();
    }

    /// Scores a row again; whether it came out otherwise.
    fn score(&mut self, place: Place) -> bool {
        let row = self.row(place);
        let (item, entry) = (row.item.clone(), row.entry.clone());
        self.put(place, &item, entry)
    }

    fn put(&mut self, place: Place, item: &Arc<Item>, entry: Entry) -> bool {
        let is_local = place.part == self.parts.len();
        let section = if is_local { self.local.as_ref() } else { self.parts.get(place.part) };
        let Some(section) = section.map(|part| part.section.clone()) else { return false };
        let after = Row::of(item, entry, &section, &scene(&self.submission, &self.form, &self.parts));
        if self.row(place).says_the_same(&after) {
            return false;
        }
        let part = if is_local { self.local.as_mut() } else { self.parts.get_mut(place.part) };
        if let Some(part) = part.map(Arc::make_mut) {
            let before = std::mem::replace(&mut part.rows[place.row], Arc::new(after));
            part.score.exchange(&section, &before, &part.rows, &part.rows[place.row]);
        }
        true
    }

    /// Scores what looks at a row that came out otherwise, and what looks at that.
    fn follow(&mut self, place: Place) {
        let form = self.form.clone();
        let mut changed = vec![place];
        for (place, looks_at) in form.order() {
            if looks_at.iter().any(|other| changed.contains(other)) && self.score(*place) {
                changed.push(*place);
            }
        }
        self.settle();
    }

    /// Sections that look at items are summed up again.
    fn settle(&mut self) {
        for n in 0..self.parts.len() {
            let part = &self.parts[n];
            if part.section.when.is_none() && part.section.full_when.is_none() {
                continue;
            }
            let score = SectionScore::of(&part.section, &part.rows, &scene(&self.submission, &self.form, &self.parts));
            if score != part.score {
                Arc::make_mut(&mut self.parts[n]).score = score;
            }
        }
    }

    fn total(&mut self) {
        let scene = scene(&self.submission, &self.form, &self.parts);
        self.totals = Totals::of(&self.submission, self.local.as_deref(), &scene);
    }

    /// Makes a change and scores what depends on it. Returns whether anything changed; an edit of
    /// an item or veto that the template does not have changes nothing.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let mut anew = false;
        let changed = match edit {
            Edit::Unit(unit) => {
                anew = unit.unit_type != self.submission.unit.unit_type;
                replace(&mut self.submission.unit, unit)
            }
            Edit::Period(period) => {
                anew = self.form.uses_period();
                replace(&mut self.submission.period, period)
            }
            Edit::AsOf(day) => {
                anew = self.form.uses_day();
                replace(&mut self.submission.as_of, day)
            }
            Edit::LocalItems(items) => {
                if !lint::check_local(self.template(), &items).is_empty() {
                    return false;
                }
                anew = true;
                // Compared as they are written: comparing every rule there is would be code of its own.
                let changed = self.submission.local_items.write() != items.write();
                self.submission.local_items = items;
                changed
            }
            Edit::Veto(veto, answer) => {
                if !self.form.vetoes.iter().any(|known| known.id == veto && known.condition.is_none()) {
                    return false;
                }
                let before = match answer {
                    Some(applies) => self.submission.vetoes.insert(veto, applies),
                    None => self.submission.vetoes.remove(&veto),
                };
                before != answer
            }
            Edit::Entry(item, entry) => {
                let Some(place) = self.place(item.as_str()) else { return false };
                if self.row(place).entry == entry {
                    return false;
                }
                let asked = self.row(place).item.clone();
                self.put(place, &asked, entry.clone());
                self.follow(place);
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
            if anew {
                self.form = self.template().form(self.submission.unit.unit_type.as_ref()).clone();
                self.fill();
            } else {
                self.total();
            }
        }
        changed
    }

    /// What is being filled, as it stands.
    pub const fn submission(&self) -> &Submission {
        &self.submission
    }

    /// Which one it is.
    pub const fn id(&self) -> &SubmissionId {
        &self.submission.id
    }

    /// The standard it answers to, for every kind of unit.
    pub const fn template(&self) -> &Arc<Template> {
        &self.submission.template
    }

    /// The standard as this kind of unit fills it.
    pub const fn form(&self) -> &Arc<Form> {
        &self.form
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

    /// The unit's own items, if there are any.
    pub const fn local(&self) -> Option<&Arc<Part>> {
        self.local.as_ref()
    }

    /// Where an item stands in this sheet.
    pub fn place(&self, item: &str) -> Option<Place> {
        let local = || {
            let rows = &self.local.as_ref()?.rows;
            let row = rows.iter().position(|row| row.item.id.as_str() == item)?;
            Some(Place { part: self.parts.len(), row })
        };
        self.form.place(item).or_else(local)
    }

    /// The row at a place of this sheet.
    ///
    /// # Panics
    /// When there is no such place.
    pub fn row(&self, place: Place) -> &Arc<Row> {
        let part = self.parts.get(place.part).or(self.local.as_ref()).expect("a place of this sheet");
        &part.rows[place.row]
    }

    /// The row of an item.
    pub fn find(&self, item: &str) -> Option<&Arc<Row>> {
        Some(self.row(self.place(item)?))
    }

    /// All rows in order, without the unit's own items.
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
        let parts = self.parts.iter().chain(&self.local).filter(|part| part.score.missing > 0);
        let rows = parts.flat_map(|part| &part.rows).flat_map(|row| &row.missing).cloned();
        let vetoes = Missing::in_vetoes(&self.submission, &self.form);
        head.into_iter().chain(rows).chain(vetoes).collect()
    }
}

fn replace<T: PartialEq>(slot: &mut T, value: T) -> bool {
    let changed = *slot != value;
    *slot = value;
    changed
}

/// Puts the old pointers in where nothing changed.
fn keep(part: &mut Arc<Part>, before: &Arc<Part>) {
    if !Arc::ptr_eq(&part.section, &before.section) {
        return;
    }
    let own = Arc::make_mut(part);
    let mut changed = own.score != before.score;
    for (row, before) in own.rows.iter_mut().zip(&before.rows) {
        if row.says_the_same(before) {
            *row = before.clone();
        } else {
            changed = true;
        }
    }
    if !changed {
        *part = before.clone();
    }
}

impl Row {
    /// Whether the same was put in, and it came to the same. What is asked is the same anyway.
    fn says_the_same(&self, other: &Row) -> bool {
        self.entry == other.entry && self.line == other.line && self.missing == other.missing
    }
}
