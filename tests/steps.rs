//! The steps of a procedure: a later one dated before an earlier one is told.

use yardstick::app::{Cell, Input, Msg, Route, early_steps};
use yardstick::domain::rule::FieldValue;
use yardstick::domain::{FieldId, ItemId};

use crate::desk::Desk;

#[test]
fn a_step_dated_before_an_earlier_one_is_told_beside_it() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::New("ssr_process".to_owned())));
    let mut told = |item: &str, field: &str, day: &str| {
        let cell = Cell { row: None, child: None, field: FieldId::from(field) };
        let day = (!day.is_empty()).then(|| FieldValue::Text(day.to_owned()));
        desk.live(Msg::Filled(ItemId::from(item), Input::Recorded(cell, day)));
        let early = early_steps(&desk.sheet().sheet);
        early.into_iter().map(|(item, number)| format!("{item} before {number}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told("S1", "on", "2026-03-01"), "");
    assert_eq!(told("S2", "on", "2026-03-01"), "", "the same day is in order");
    assert_eq!(told("S4", "on", "2026-02-27"), "S4 before 2");
    // When hearing began is not when it was done.
    assert_eq!(told("S5", "begun", "2026-01-01"), "S4 before 2");
    assert_eq!(told("S5", "on", "2026-02-28"), "S4 before 2, S5 before 2");
    assert_eq!(told("S4", "on", "2026-03-05"), "S5 before 4");
    assert_eq!(told("S5", "on", ""), "");
}

#[test]
fn only_a_procedure_has_an_order() {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::New("rectify_ledger".to_owned())));
    assert!(early_steps(&desk.sheet().sheet).is_empty());
}
