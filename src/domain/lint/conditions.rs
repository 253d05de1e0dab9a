//! Conditions: what they name is there, they stand where it is known, and they end.

use super::fields::{Number, number_kind};
use super::{FlawKind, Level, Lint};
use crate::domain::condition::Condition;
use crate::domain::flaw::Flaw;
use crate::domain::id::{FieldId, ItemId};
use crate::domain::item::{Item, NotApplicable, Ruling};
use crate::domain::rule::{FieldKind, NO, NOT_DONE, Rule, Source, YES};

/// How deep conditions may go.
pub(super) const DEEPEST: usize = 8;
/// How many of them may stand in one.
pub(super) const MOST: usize = 64;

/// What is known where a condition stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// Items and the kind of unit.
    Item,
    /// Sections and the total too.
    Veto,
    /// Vetoes too.
    Grade,
    /// The grade too.
    Flag,
}

impl<'a> Lint<'a> {
    fn find(&self, id: &ItemId) -> Option<&'a Item> {
        let place = self.places.get(id)?;
        Some(&self.standard.sections[place.part].items[place.row])
    }

    pub(super) fn ruling(&mut self, at: &str, ruling: &Ruling, scope: Scope) {
        self.text(at, &ruling.text);
        self.condition(at, &ruling.condition, scope);
    }

    pub(super) fn condition(&mut self, at: &str, condition: &Condition, scope: Scope) {
        let (leaves, depth) = condition.leaves();
        self.not_empty(at, leaves.is_empty());
        self.error_if(depth > DEEPEST, at, FlawKind::TooDeep { most: DEEPEST });
        self.error_if(leaves.len() > MOST, at, FlawKind::TooMany { most: MOST });
        for leaf in leaves {
            let (needs, name) = match leaf {
                Condition::Section { .. } => (Scope::Veto, "section"),
                Condition::TotalBelow { .. } => (Scope::Veto, "total_below"),
                Condition::TotalAtLeast { .. } => (Scope::Veto, "total_at_least"),
                Condition::AnySectionPercent { .. } => (Scope::Veto, "any_section_percent_below"),
                Condition::AnySectionPoints { .. } => (Scope::Veto, "any_section_points_below"),
                Condition::AnsweredBelow { .. } => (Scope::Veto, "answered_below"),
                Condition::ChosenCount { .. } => (Scope::Veto, "chosen_count"),
                Condition::Veto { .. } => (Scope::Grade, "veto"),
                Condition::Grade { .. } => (Scope::Flag, "grade"),
                _ => (Scope::Item, ""),
            };
            self.misplaced(scope < needs, at, name);
            self.leaf(at, leaf);
        }
    }

    fn leaf(&mut self, at: &str, leaf: &Condition) {
        if let Some(id) = leaf.item() {
            match self.find(id) {
                Some(item) => self.about(at, leaf, item),
                None => self.not_there(true, at, id.as_str()),
            }
        }
        let standard = self.standard;
        match leaf {
            Condition::UnitType { unit_type } => {
                self.not_empty(at, unit_type.is_empty());
                for kind in unit_type {
                    self.unit_type(at, kind);
                }
            }
            Condition::Section { section, percent_at_least, percent_below, points_at_least, points_below } => {
                let known = standard.sections.iter().any(|known| known.id == *section);
                self.not_there(!known, at, section.as_str());
                let bounds = [percent_at_least, percent_below, points_at_least, points_below];
                self.not_empty(at, bounds.iter().all(|bound| bound.is_none()));
            }
            Condition::Veto { veto } => {
                self.not_there(!standard.vetoes.iter().any(|known| known.id == *veto), at, veto.as_str());
            }
            Condition::Grade { grade } => {
                for id in grade.iter().filter(|id| !standard.grades.iter().any(|known| known.id == **id)) {
                    self.error(at, FlawKind::UnknownGrade { grade: id.to_string() });
                }
            }
            Condition::AnsweredBelow { answered_below } => {
                self.error_if(answered_below.whole == 0 || answered_below.part == 0, at, FlawKind::NotPositive);
            }
            Condition::ChosenCount { chosen_count, .. } => {
                self.offered_anywhere(at, chosen_count);
                self.not_empty(at, leaf.bounds().is_empty());
            }
            _ => {}
        }
    }

    /// Options that some item offers.
    pub(super) fn offered_anywhere(&mut self, at: &str, options: &[FieldId]) {
        self.not_empty(at, options.is_empty());
        for option in options {
            let mut items = self.standard.sections.iter().flat_map(|section| &section.items);
            let offered = items.any(|item| offers(&item.rule, option));
            self.not_there(!offered, at, option.as_str());
        }
    }

    fn about(&mut self, at: &str, leaf: &Condition, item: &Item) {
        let mut strangers = Vec::new();
        match leaf {
            Condition::Chosen { chosen, .. } => {
                strangers.extend(chosen.iter().filter(|id| !offers(&item.rule, id)));
                self.not_empty(at, chosen.is_empty());
            }
            Condition::Ticked { ticked, .. } => {
                strangers.extend(ticked.iter().filter(|id| !can_be_ticked(&item.rule, id)));
                self.not_empty(at, ticked.is_empty());
            }
            Condition::NotApplicable { .. } => {
                self.misplaced(item.not_applicable == NotApplicable::No, at, "not_applicable");
            }
            Condition::Is { field, is, .. } => {
                let fields = match &item.rule {
                    Rule::Info(info) => &info.fields[..],
                    _ => &[],
                };
                match fields.iter().find(|known| known.id == *field) {
                    Some(known) => strangers.extend(is.iter().filter(|id| match known.kind {
                        FieldKind::YesNo => ![YES, NO].contains(&id.as_str()),
                        _ => !known.options.iter().any(|option| option.id == **id),
                    })),
                    None => strangers.push(field),
                }
                self.not_empty(at, is.is_empty());
            }
            Condition::Number { field, .. } => {
                strangers.extend(number_kind(item, field).is_none().then_some(field));
                self.not_empty(at, leaf.bounds().is_empty());
            }
            Condition::Scored { .. } => self.not_empty(at, leaf.bounds().is_empty()),
            _ => {}
        }
        for id in strangers {
            self.not_there(true, at, id.as_str());
        }
    }

    /// A number that is read from another item is there and of a fitting kind.
    pub(super) fn source(&mut self, at: &str, source: &Source, wanted: Number) {
        let (id, field) = source.place();
        let Some(item) = self.find(id) else { return self.not_there(true, at, id.as_str()) };
        let is_figure = matches!(&item.rule, Rule::Ledger(_)) == matches!(source, Source::Figure { .. });
        match number_kind(item, field).filter(|_| is_figure) {
            None => self.not_there(true, at, field.as_str()),
            Some(found) if found == wanted || (found, wanted) == (Number::Count, Number::Amount) => {}
            Some(_) => self.flaws.push(Flaw {
                level: Level::Error,
                at: at.to_owned(),
                kind: FlawKind::OutOfPlace { name: "from" },
            }),
        }
    }
}

/// Whether an option can be chosen in an item.
fn offers(rule: &Rule, id: &FieldId) -> bool {
    match rule {
        Rule::AllOrNothing(_) => [YES, NO].contains(&id.as_str()),
        Rule::Options(rule) => rule.options.iter().any(|option| option.id == *id),
        Rule::Date(_) => id.as_str() == NOT_DONE,
        _ => false,
    }
}

fn can_be_ticked(rule: &Rule, id: &FieldId) -> bool {
    match rule {
        Rule::DeductList(rule) => rule.elements.iter().any(|element| element.id == *id),
        Rule::NOfM(rule) => rule.elements.iter().any(|element| element.id == *id),
        Rule::Info(rule) => {
            let ticks = rule.fields.iter().filter(|field| field.kind == FieldKind::Ticks);
            ticks.flat_map(|field| &field.options).any(|option| option.id == *id)
        }
        _ => false,
    }
}
