//! Items: their texts, limits and conditions.

use super::conditions::Scope;
use super::{FlawKind, Lint, Points};
use crate::domain::item::{Item, NotApplicable};
use crate::domain::limit::Otherwise;
use crate::domain::rule::Rule;

impl Lint<'_> {
    /// Everything about an item.
    pub(super) fn item(&mut self, item: &Item) {
        self.plain_item(item);
        let at = format!("items.{}", item.id);
        let papers = format!("{at}.evidence");
        let conditions = item.evidence.iter().filter_map(|paper| paper.when.as_ref());
        conditions.for_each(|when| self.condition(&papers, when, Scope::Item));
        if let Some(when) = &item.when {
            self.condition(&format!("{at}.when"), when, Scope::Item);
        }
        for (name, rulings) in [("zero_when", &item.zero_when), ("full_when", &item.full_when)] {
            for ruling in rulings {
                self.ruling(&format!("{at}.{name}"), ruling, Scope::Item);
            }
        }
        self.rule(&format!("{at}.rule"), &item.rule, item.full_score, item.floor(), item.cap());
    }

    /// What an item says and is worth, apart from its conditions and its rule.
    pub(super) fn plain_item(&mut self, item: &Item) {
        let at = format!("items.{}", item.id);
        self.text(&at, &item.text);
        if let Some(guidance) = &item.guidance {
            self.text(&format!("{at}.guidance"), guidance);
        }
        if let Some(body) = &item.scored_by {
            self.text(&format!("{at}.scored_by"), body);
        }
        for text in item.not_applicable.when().into_iter().chain(item.not_applicable.confirmed_by()) {
            self.text(&format!("{at}.not_applicable"), text);
        }
        for evidence in &item.evidence {
            self.text(&format!("{at}.evidence"), &evidence.name);
        }
        self.error_if(item.full_score.is_negative(), &at, FlawKind::Negative);
        self.between(&at, item.floor(), item.cap());
        let given = match item.not_applicable {
            NotApplicable::Fixed { points, .. } => Some(points),
            _ => None,
        };
        let otherwise = match item.otherwise {
            Otherwise::Fixed(points) => Some(points),
            _ => None,
        };
        for points in given.into_iter().chain(otherwise) {
            self.worth(&at, points, item.floor(), item.cap());
        }
        self.misplaced(item.when.is_none() && item.otherwise != Otherwise::Drop, &at, "otherwise");
        let never_scored = matches!(item.rule, Rule::Info(_) | Rule::Ledger(_));
        self.error_if(never_scored && item.full_score != Points::ZERO, &at, FlawKind::NotScored);
        let at = format!("{at}.rule");
        for text in item.rule.texts() {
            self.text(&at, text);
        }
    }

    /// What an answer can be worth lies between floor and cap.
    pub(super) fn worth(&mut self, at: &str, points: Points, floor: Option<Points>, cap: Option<Points>) {
        if let Some(full) = cap.filter(|cap| points > *cap) {
            self.error(at, FlawKind::AboveFull { best: points, full });
        }
        if let Some(floor) = floor.filter(|floor| points < *floor) {
            self.error(at, FlawKind::BelowFloor { worst: points, floor });
        }
    }
}
