//! [`Form`]: a standard as one kind of unit fills it, with where everything stands and what has to be
//! scored before what.

use std::ops::Deref;
use std::sync::Arc;

use litemap::LiteMap;

use super::condition::Condition;
use super::id::ItemId;
use super::item::Item;
use super::rule::{Due, Ledger, RowCondition, Rule};
use super::section::Section;
use super::sheet::Place;
use super::standard::Standard;

/// A standard as one kind of unit fills it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    standard: Standard,
    places: LiteMap<ItemId, Place>,
    order: Vec<(Place, Vec<Place>)>,
    /// Sorted.
    dependent: Vec<Place>,
    uses_period: bool,
    uses_day: bool,
}

impl Form {
    pub(super) fn new(standard: Standard) -> Form {
        let places = places(&standard);
        // The linter refuses circles; none is left here.
        let order = order(&standard, &places).unwrap_or_default();
        let dependent = sorted(order.iter().map(|(place, _)| *place));
        let rules = || standard.sections.iter().flat_map(|section| &section.items).map(|item| &item.rule);
        let uses_period = rules().any(is_due_in_period);
        let uses_day = rules().any(|rule| matches!(rule, Rule::Ledger(ledger) if looks_at_day(ledger)));
        Form { standard, places, order, dependent, uses_period, uses_day }
    }

    /// Where an item stands.
    pub fn place(&self, item: &str) -> Option<Place> {
        self.places.get(item).copied()
    }

    /// The ids of all items.
    pub(super) fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(ItemId::as_str)
    }

    /// The item of an id.
    pub fn item(&self, item: &str) -> Option<&Arc<Item>> {
        let place = self.place(item)?;
        Some(&self.standard.sections[place.part].items[place.row])
    }

    /// The standard.
    pub const fn standard(&self) -> &Standard {
        &self.standard
    }

    /// Items that look at others, each behind those that it looks at, with these.
    pub(super) fn order(&self) -> &[(Place, Vec<Place>)] {
        &self.order
    }

    /// Whether an item looks at others.
    pub(super) fn is_dependent(&self, place: Place) -> bool {
        self.dependent.binary_search(&place).is_ok()
    }

    /// Whether a score depends on the period.
    pub const fn uses_period(&self) -> bool {
        self.uses_period
    }

    /// Whether a score depends on the day on which the sheet was last changed.
    pub const fn uses_day(&self) -> bool {
        self.uses_day
    }
}

impl Deref for Form {
    type Target = Standard;
    fn deref(&self) -> &Standard {
        &self.standard
    }
}

pub(super) fn places(standard: &Standard) -> LiteMap<ItemId, Place> {
    let mut places = LiteMap::new();
    for (part, section) in standard.sections.iter().enumerate() {
        for (row, item) in section.items.iter().enumerate() {
            places.insert(item.id.clone(), Place { part, row });
        }
    }
    places
}

fn is_due_in_period(rule: &Rule) -> bool {
    match rule {
        Rule::Date(rule) => matches!(rule.due, Due::Day { .. }),
        Rule::Parts(rule) => rule.parts.iter().any(|part| is_due_in_period(&part.rule)),
        _ => false,
    }
}

fn looks_at_day(ledger: &Ledger) -> bool {
    let needs = ledger.states.iter().flat_map(|states| &states.moves).filter_map(|one| one.needs.as_ref());
    let figures = ledger.figures.iter().flat_map(|figure| figure.conditions()).map(|(condition, _)| condition);
    needs.chain(figures).any(RowCondition::uses_day)
}

/// The items that an item looks at.
fn dependencies(section: &Section, item: &Item, places: &LiteMap<ItemId, Place>) -> Vec<Place> {
    let mut found = Vec::new();
    let rulings = item.zero_when.iter().chain(&item.full_when).map(|ruling| &ruling.condition);
    for condition in section.when.iter().chain(&item.when).chain(rulings) {
        found.extend(condition.leaves().0.into_iter().filter_map(Condition::item));
    }
    // Papers are asked for after the item has been scored: they may look at its own answer.
    for condition in item.evidence.iter().filter_map(|paper| paper.when.as_ref()) {
        found.extend(condition.leaves().0.into_iter().filter_map(Condition::item).filter(|id| **id != item.id));
    }
    found.extend(item.rule.sources().into_iter().map(|(_, source)| source.place().0));
    sorted(found.into_iter().filter_map(|id| places.get(id).copied()))
}

/// Items that look at others, each behind those that it looks at.
///
/// # Errors
/// The way round, when some look at each other in a circle.
pub(super) fn order(
    standard: &Standard,
    places: &LiteMap<ItemId, Place>,
) -> Result<Vec<(Place, Vec<Place>)>, Vec<ItemId>> {
    let all: Vec<(Place, Vec<Place>)> = standard
        .sections
        .iter()
        .enumerate()
        .flat_map(|(part, section)| {
            let items = section.items.iter().enumerate();
            items.map(move |(row, item)| (Place { part, row }, dependencies(section, item, places)))
        })
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let index = |place: &Place| all.binary_search_by_key(place, |(known, _)| *known).ok();
    let item = |n: usize| &standard.sections[all[n].0.part].items[all[n].0.row];
    let (mut done, mut open, mut order) = (vec![false; all.len()], vec![false; all.len()], Vec::new());
    // The way from an item to what it looks at, with how many of these have been gone into.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..all.len() {
        path.push((start, 0));
        while let Some((n, looked)) = path.last_mut() {
            let n = *n;
            let (place, found) = &all[n];
            if done[n] || *looked == found.len() {
                if !std::mem::replace(&mut done[n], true) {
                    order.push((*place, found.clone()));
                }
                open[n] = false;
                path.pop();
                continue;
            }
            *looked += 1;
            open[n] = true;
            let Some(next) = index(&found[*looked - 1]) else { continue };
            if open[next] {
                let round = path.iter().map(|(n, _)| *n).skip_while(|n| *n != next);
                let circle = round.chain([next]);
                return Err(circle.map(|n| item(n).id.clone()).collect());
            }
            path.push((next, 0));
        }
    }
    Ok(order)
}

/// Places in order, each once. Most come in order already.
fn sorted(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut sorted = Vec::new();
    for place in places {
        if let Err(at) = sorted.binary_search(&place) {
            sorted.insert(at, place);
        }
    }
    sorted
}
