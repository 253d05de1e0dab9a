//! Items: their texts, limits and conditions.

use super::conditions::Scope;
use super::{FlawKind, Lint, Points};
use crate::domain::item::{Item, NotApplicable};
use crate::domain::limit::Otherwise;
use crate::domain::rule::Rule;

impl Lint<'_> {
    pub(super) fn item(&mut self, item: &Item) {
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
            let at = format!("{at}.evidence");
            self.text(&at, &evidence.name);
            evidence.when.iter().for_each(|when| self.condition(&at, when, Scope::Item));
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
        if let Some(when) = &item.when {
            self.condition(&format!("{at}.when"), when, Scope::Item);
        }
        for (name, rulings) in [("zero_when", &item.zero_when), ("full_when", &item.full_when)] {
            for ruling in rulings {
                self.ruling(&format!("{at}.{name}"), ruling, Scope::Item);
            }
        }
        let never_scored = matches!(item.rule, Rule::Info(_) | Rule::Ledger(_));
        self.error_if(never_scored && item.full_score != Points::ZERO, &at, FlawKind::NotScored);
        let at = format!("{at}.rule");
        for text in item.rule.texts() {
            self.text(&at, text);
        }
        self.rule(&at, &item.rule, item.full_score, item.floor(), item.cap());
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
