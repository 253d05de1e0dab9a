//! Items that a unit adds by itself: few, plain, and about no person.

use std::sync::Arc;

use super::{FlawKind, Lint};
use crate::domain::flaw::{Flaw, Level};
use crate::domain::item::Item;
use crate::domain::template::Template;

/// Why a unit may not add these items; empty when it may.
pub fn check_local(template: &Template, items: &[Arc<Item>]) -> Vec<Flaw> {
    let standard = template.standard();
    if items.is_empty() {
        return Vec::new();
    }
    let mut lint = Lint::new(standard);
    let most = standard.supplement.as_ref().map_or(0, |supplement| supplement.most_items as usize);
    let at = "local_items";
    lint.error_if(items.len() > most, at, FlawKind::TooMany { most });
    let whole = template.whole();
    let taken = whole.places().chain(whole.vetoes.iter().map(|veto| veto.id.as_str()));
    let own: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    lint.ids(at, own.iter().copied());
    for id in taken.filter(|id| own.contains(id)) {
        lint.error(at, FlawKind::RepeatedId { id: id.to_owned() });
    }
    for item in items {
        let conditional = item.when.is_some()
            || !item.zero_when.is_empty()
            || !item.full_when.is_empty()
            || item.evidence.iter().any(|paper| paper.when.is_some());
        lint.misplaced(conditional, at, "when");
        lint.misplaced(item.not_applicable.when().is_some(), at, "not_applicable");
        lint.plain_item(item);
        let at = format!("items.{}.rule", item.id);
        lint.plain_rule(&at, &item.rule, item.full_score, (item.floor(), item.cap()));
    }
    lint.flaws.retain(|flaw| flaw.level == Level::Error);
    lint.flaws
}
