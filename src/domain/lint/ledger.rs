//! Ledgers: columns, states, figures, and what is asked of rows.

use super::conditions::{DEEPEST, MOST};
use super::{FlawKind, Lint};
use crate::domain::id::FieldId;
use crate::domain::rule::{Field, FieldKind, Figure, Ledger, NO, RowCondition, YES};

/// The most rows a ledger may be given.
const MOST_ROWS: u32 = 5000;

impl Lint<'_> {
    pub(super) fn ledger(&mut self, at: &str, rule: &Ledger) {
        self.typed(&format!("{at}.columns"), &rule.columns);
        if let Some(children) = &rule.children {
            self.typed(&format!("{at}.children"), &children.columns);
        }
        self.error_if(rule.most_rows == Some(0), at, FlawKind::NotPositive);
        let too_many = rule.most_rows.is_some_and(|most| most > MOST_ROWS);
        self.error_if(too_many, at, FlawKind::TooMany { most: MOST_ROWS as usize });
        if let Some(states) = &rule.states {
            let at = format!("{at}.states");
            self.fields(&at, states.list.iter().map(|state| state.id.as_str()));
            for one in &states.moves {
                self.states(&at, rule, &[one.from.clone(), one.to.clone()]);
                if let Some(needs) = &one.needs {
                    self.row_condition(&at, needs, rule, &rule.columns);
                }
            }
            let leads_to = |id: &FieldId| states.moves.iter().any(|one| one.to == *id);
            if states.list.iter().skip(1).any(|state| !leads_to(&state.id)) {
                self.warning(&at, FlawKind::Unreachable);
            }
        }
        if !rule.figures.is_empty() {
            self.fields(&format!("{at}.figures"), rule.figures.iter().map(|figure| figure.id().as_str()));
        }
        for figure in &rule.figures {
            self.figure(&format!("{at}.figures.{}", figure.id()), figure, rule);
        }
    }

    fn figure(&mut self, at: &str, figure: &Figure, rule: &Ledger) {
        let below = rule.children.as_ref().map_or(&[][..], |children| &children.columns);
        for (condition, is_child) in figure.conditions() {
            self.misplaced(is_child && rule.children.is_none(), at, "count_children");
            self.row_condition(at, condition, rule, if is_child { below } else { &rule.columns });
        }
        match figure {
            Figure::Sum { sum, .. } => self.column(at, &rule.columns, sum, &[FieldKind::Count, FieldKind::Number]),
            Figure::MeanDays { mean_days, .. } => {
                self.column(at, &rule.columns, &mean_days.from, &[FieldKind::Date]);
                self.column(at, &rule.columns, &mean_days.to, &[FieldKind::Date]);
            }
            _ => {}
        }
    }

    fn states(&mut self, at: &str, rule: &Ledger, named: &[FieldId]) {
        self.not_empty(at, named.is_empty());
        let known = |id: &FieldId| rule.states.iter().flat_map(|states| &states.list).any(|state| state.id == *id);
        for id in named.iter().filter(|id| !known(id)) {
            self.not_there(true, at, id.as_str());
        }
    }

    fn column(&mut self, at: &str, columns: &[Field], id: &FieldId, kinds: &[FieldKind]) {
        match columns.iter().find(|column| column.id == *id) {
            Some(column) => self.misplaced(!kinds.is_empty() && !kinds.contains(&column.kind), at, "column"),
            None => self.not_there(true, at, id.as_str()),
        }
    }

    fn row_condition(&mut self, at: &str, condition: &RowCondition, rule: &Ledger, columns: &[Field]) {
        let mut leaves = Vec::new();
        let depth = gather(condition, &mut leaves);
        self.error_if(depth > DEEPEST, at, FlawKind::TooDeep { most: DEEPEST });
        self.error_if(leaves.len() > MOST, at, FlawKind::TooMany { most: MOST });
        for leaf in leaves {
            match leaf {
                RowCondition::State { state } => self.states(at, rule, state),
                RowCondition::PassedThrough { passed_through } => self.states(at, rule, passed_through),
                RowCondition::Late { late: days } | RowCondition::InTime { in_time: days } => {
                    self.column(at, columns, &days.due, &[FieldKind::Date]);
                    self.column(at, columns, &days.done, &[FieldKind::Date]);
                }
                RowCondition::Is { column, is } => {
                    self.column(at, columns, column, &[FieldKind::Choice, FieldKind::YesNo, FieldKind::Ticks]);
                    self.not_empty(at, is.is_empty());
                    let offers = |field: &Field, id: &FieldId| match field.kind {
                        FieldKind::YesNo => [YES, NO].contains(&id.as_str()),
                        _ => field.options.iter().any(|option| option.id == *id),
                    };
                    for field in columns.iter().filter(|field| field.id == *column) {
                        for id in is {
                            self.not_there(!offers(field, id), at, id.as_str());
                        }
                    }
                }
                RowCondition::Filled { column, .. } => self.column(at, columns, column, &[]),
                RowCondition::Number { column, at_least, at_most, above, below } => {
                    self.column(at, columns, column, &[FieldKind::Count, FieldKind::Number]);
                    let bounds = [at_least, at_most, above, below];
                    self.not_empty(at, bounds.iter().all(|bound| bound.is_none()));
                }
                _ => {}
            }
        }
    }
}

/// The conditions that are not made of others; returns how deep it goes.
fn gather<'a>(condition: &'a RowCondition, leaves: &mut Vec<&'a RowCondition>) -> usize {
    let inner = match condition {
        RowCondition::All { all: list } | RowCondition::Any { any: list } => {
            list.iter().map(|one| gather(one, leaves)).max().unwrap_or(0)
        }
        RowCondition::Not { not } => gather(not, leaves),
        leaf => {
            leaves.push(leaf);
            0
        }
    };
    inner + 1
}
