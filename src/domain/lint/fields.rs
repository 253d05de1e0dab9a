//! Fields: ids, limits, what can stand in them.

use super::{FlawKind, Lint, Points};
use crate::domain::answer::MAX_COUNT;
use crate::domain::guard;
use crate::domain::id::FieldId;
use crate::domain::item::Item;
use crate::domain::rule::{Field, FieldKind, Figure, NO, NOT_DONE, NumberField, POINTS, Rule, YES};

/// The most fields one item may have; with the largest count it keeps every sum in range.
const MOST_FIELDS: usize = 64;

/// What kind of number a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Count,
    Amount,
    Ratio,
}

/// The kind of number that an item's field or figure is; `None` when it is none.
pub(super) fn number_kind(item: &Item, field: &FieldId) -> Option<Number> {
    let of_field = |fields: &[Field]| match fields.iter().find(|known| known.id == *field)?.kind {
        FieldKind::Count => Some(Number::Count),
        FieldKind::Number => Some(Number::Amount),
        _ => None,
    };
    match &item.rule {
        Rule::DeductPer(rule) => rule.counts.iter().any(|one| one.id == *field).then_some(Number::Count),
        Rule::AddPer(rule) => rule.counts.iter().any(|one| one.id == *field).then_some(Number::Count),
        Rule::RatioBand(rule) => [&rule.part, &rule.whole].iter().any(|one| one.id == *field).then_some(Number::Count),
        Rule::RateTimes(rule) => [&rule.part, &rule.whole].iter().any(|one| one.id == *field).then_some(Number::Count),
        Rule::Survey(rule) => {
            let ids = || std::iter::once(&rule.issued.id).chain(rule.options.iter().map(|option| &option.id));
            let channels = || rule.channels.iter().map(Some);
            let own = rule.channels.is_empty().then_some(None);
            let mut heaps = own.into_iter().chain(channels());
            let has = |channel| ids().any(|id| crate::domain::rule::Survey::count_id(channel, id) == *field);
            heaps.any(has).then_some(Number::Count)
        }
        Rule::Band(rule) => (rule.value.id == *field).then_some(Number::Amount),
        Rule::TargetSteps(rule) => {
            [&rule.target, &rule.actual].iter().any(|one| one.id == *field).then_some(Number::Amount)
        }
        Rule::Date(rule) => (rule.done.id == *field).then_some(Number::Amount),
        Rule::Manual(_) | Rule::External(_) => (field.as_str() == POINTS).then_some(Number::Amount),
        Rule::Info(rule) => of_field(&rule.fields),
        Rule::Ledger(rule) => match rule.figures.iter().find(|figure| figure.id() == field)? {
            Figure::Count { .. } | Figure::CountChildren { .. } => Some(Number::Count),
            Figure::Ratio { .. } => Some(Number::Ratio),
            Figure::MeanDays { .. } => Some(Number::Amount),
            Figure::Sum { sum, .. } => match rule.columns.iter().find(|column| column.id == *sum)?.kind {
                FieldKind::Count => Some(Number::Count),
                _ => Some(Number::Amount),
            },
        },
        _ => None,
    }
}

impl Lint<'_> {
    /// The fields of one item: at least one, not too many, and none called like the page's own.
    pub(super) fn fields<'i>(&mut self, at: &str, ids: impl Iterator<Item = &'i str>) {
        let ids: Vec<&str> = ids.collect();
        self.not_empty(at, ids.is_empty());
        if ids.len() > MOST_FIELDS {
            self.error(at, FlawKind::TooMany { most: MOST_FIELDS });
        }
        for id in ids.iter().filter(|id| [YES, NO, "none", NOT_DONE].contains(id)) {
            self.error(at, FlawKind::BadId { id: (*id).to_owned() });
        }
        self.ids(at, ids.into_iter());
    }

    /// Fields of an info item, columns of a ledger.
    pub(super) fn typed(&mut self, at: &str, fields: &[Field]) {
        self.fields(at, fields.iter().map(|field| field.id.as_str()));
        for field in fields {
            let at = format!("{at}.{}", field.id);
            let chooses = matches!(field.kind, FieldKind::Choice | FieldKind::Ticks);
            let counts = matches!(field.kind, FieldKind::Number | FieldKind::Count);
            self.misplaced(field.most.is_some() && field.kind != FieldKind::Text, &at, "most");
            self.misplaced(field.unit.is_some() && !counts, &at, "unit");
            let limited = field.at_least.is_some() || field.at_most.is_some();
            self.misplaced(limited && field.kind != FieldKind::Number, &at, "at_least");
            self.between(&at, field.at_least, field.at_most);
            self.misplaced(!chooses && !field.options.is_empty(), &at, "options");
            if chooses {
                self.fields(&at, field.options.iter().map(|option| option.id.as_str()));
            }
            if field.kind == FieldKind::Text {
                let word = field.label.all().find_map(guard::personal);
                if let Some(word) = word {
                    self.error(&at, FlawKind::AsksAboutPerson { word });
                }
            }
        }
    }

    pub(super) fn number(&mut self, at: &str, field: &NumberField, may_be_fixed: bool) {
        self.between(at, field.at_least, field.at_most);
        self.misplaced(field.value.is_some() && !may_be_fixed, at, "value");
        self.misplaced(field.value.is_some() && field.from.is_some(), at, "from");
        if let Some(source) = &field.from {
            self.source(at, source, Number::Amount);
        }
    }

    pub(super) fn amounts(&mut self, at: &str, mut amounts: impl Iterator<Item = Points>) {
        self.error_if(amounts.any(Points::is_negative), at, FlawKind::Negative);
    }

    /// Counts that a standard names are no larger than those that can be typed.
    pub(super) fn counts(&mut self, at: &str, mut counts: impl Iterator<Item = u32>) {
        self.error_if(counts.any(|count| count > MAX_COUNT), at, FlawKind::TooMany { most: MAX_COUNT as usize });
    }

    pub(super) fn positive(&mut self, at: &str, amount: Points) {
        self.error_if(amount <= Points::ZERO, at, FlawKind::NotPositive);
    }
}
