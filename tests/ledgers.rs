//! Ledgers as people fill and print them: states, and the table on paper.

use yardstick::app::{Input, Msg, Route, wording};
use yardstick::domain::rule::{FieldValue, LedgerRow, Rule};
use yardstick::domain::{Answer, Date, FieldId, ItemId, Lang};

use crate::desk::Desk;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn desk(standard: &str) -> Desk {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::New(standard.to_owned())));
    desk
}

fn fill(desk: &mut Desk, item: &str, input: Input) {
    desk.live(Msg::Filled(ItemId::from(item), input));
}

fn rows(desk: &Desk, item: &str) -> Vec<LedgerRow> {
    match desk.sheet().sheet.find(item).and_then(|row| row.entry.answer.clone()) {
        Some(Answer::Rows(rows)) => rows,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_move_that_was_a_mistake_is_taken_back() {
    let mut desk = desk("staged_tasks");
    fill(&mut desk, "T1", Input::RowAdded(None));
    let went = |desk: &mut Desk, state: &str, on: &str| {
        fill(desk, "T1", Input::RowMoved(0, FieldId::from(state), day(on)));
        let trail: Vec<String> = rows(desk, "T1")[0].trail.iter().map(|step| step.state.to_string()).collect();
        trail.join(" ")
    };
    assert_eq!(went(&mut desk, "under_way", "2026-06-01"), "to_split under_way");
    assert_eq!(went(&mut desk, "under_way", "2026-06-01"), "to_split under_way", "where it is already");
    assert_eq!(went(&mut desk, "to_split", "2026-06-02"), "to_split");
    assert_eq!(went(&mut desk, "under_way", "2026-06-02"), "to_split under_way");
    assert_eq!(went(&mut desk, "checking", "2026-06-03"), "to_split under_way checking");
    assert_eq!(went(&mut desk, "returned", "2026-06-04"), "to_split under_way checking returned");
    // A move leads back: this is no mistake that is taken back.
    assert_eq!(went(&mut desk, "checking", "2026-06-05"), "to_split under_way checking returned checking");
}

#[test]
fn a_row_moves_only_where_a_move_leads() {
    let mut desk = desk("staged_tasks");
    fill(&mut desk, "T1", Input::RowAdded(None));
    let row = &rows(&desk, "T1")[0];
    let item = desk.sheet().sheet.find("T1").expect("a ledger").item.clone();
    let Rule::Ledger(ledger) = &item.rule else { panic!("a ledger") };
    let may = ["under_way", "to_split", "checking", "nowhere"].map(|state| ledger.may_move(row, &FieldId::from(state)));
    assert_eq!(may, [true, false, false, false]);
}

#[test]
fn on_paper_a_ledger_has_twelve_columns_and_tells_the_rest_below() {
    let mut desk = desk("rectify_ledger");
    fill(&mut desk, "L1", Input::RowAdded(None));
    fill(&mut desk, "L1", Input::RowAdded(Some(0)));
    let put = |desk: &mut Desk, child: Option<usize>, field: &str, text: &str| {
        let cell = yardstick::app::Cell { row: Some(0), child, field: FieldId::from(field) };
        fill(desk, "L1", Input::Recorded(cell, Some(FieldValue::Text(text.to_owned()))));
    };
    put(&mut desk, None, "problem", "两个月没有记录");
    put(&mut desk, None, "due", "2026-09-30");
    put(&mut desk, None, "notice_place", "公开栏");
    put(&mut desk, Some(0), "measure", "补齐");
    let row = desk.sheet().sheet.find("L1").expect("a ledger").clone();
    let annex = wording::annex(Lang::ZhHans, &row).expect("a row");
    let written = wording::written(Lang::ZhHans, &row);
    assert_eq!(written, ["共 1 条，见附表 L1"]);
    // Of the first twelve columns, those that must be filled or are: empty ones take no room.
    assert_eq!(annex.head.join(" "), " 状态 问题描述 问题来源 问题类别 现在的星级 整改时限");
    assert_eq!(annex.lines[0].join("|"), "1|待派|两个月没有记录||||2026-09-30");
    assert_eq!(annex.lines[1], ["公示地点：公开栏"]);
    assert_eq!(annex.lines[2], ["整改措施（任务书）：措施：补齐"]);
    assert_eq!(annex.lines.len(), 3);
}
