//! Items that a unit adds by itself, in the page.

use std::sync::Arc;

use serde_json::{Value, json};
use yardstick::app::{Effect, Input, Msg, Route, wording};
use yardstick::domain::{FieldId, Item, ItemId, Lang, json as read, lint, points};
use yardstick::format::{open_submission, write_submission};

use crate::desk::Desk;
use crate::wide;

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::New("zz_centre".to_owned())));
    desk
}

fn put(desk: &mut Desk, item: &str, input: Input) {
    desk.live(Msg::Filled(ItemId::from(item), input));
}

fn texts(desk: &Desk) -> Vec<(String, String)> {
    let items = &desk.sheet().sheet.submission().local_items;
    items.iter().map(|item| (item.id.to_string(), item.text.zh_hans.clone())).collect()
}

#[test]
fn they_are_added_worded_scored_apart_and_come_back_from_the_store() {
    let mut desk = desk();
    desk.live(Msg::LocalAdded);
    desk.live(Msg::LocalAdded);
    assert!(desk.seen.contains(&Effect::Focus("local-local1".to_owned())), "{:?}", desk.seen);
    put(&mut desk, "local1", Input::Worded("涉外服务窗口".to_owned()));
    put(&mut desk, "local1", Input::Worth(points("3")));
    put(&mut desk, "local1", Input::Numbered(FieldId::from("points"), Some(points("2.5"))));
    let before = desk.sheet().sheet.totals().clone();
    assert_eq!((before.local, before.total), (Some(points("2.5")), points("0")));
    let id = desk.sheet().sheet.id().clone();
    let text = write_submission(&desk.sheet().sheet).text;
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Fill(id)));
    assert_eq!(desk.sheet().sheet.totals(), &before);
    assert_eq!(
        texts(&desk),
        [("local1".to_owned(), "涉外服务窗口".to_owned()), ("local2".to_owned(), "本地第 2 项".to_owned())]
    );
    let file = open_submission(text.as_bytes()).expect("a file");
    assert_eq!(file.local_items.len(), 2);
}

#[test]
fn one_that_goes_takes_its_answer_along_and_its_id_is_free_again() {
    let mut desk = desk();
    desk.live(Msg::LocalAdded);
    desk.live(Msg::LocalAdded);
    put(&mut desk, "local1", Input::Numbered(FieldId::from("points"), Some(points("1"))));
    put(&mut desk, "local1", Input::TakenAway);
    let submission = desk.sheet().sheet.submission();
    assert!(submission.entries.get("local1").is_none(), "{:?}", submission.entries);
    assert_eq!(texts(&desk), [("local2".to_owned(), "本地第 2 项".to_owned())]);
    desk.live(Msg::LocalAdded);
    assert_eq!(texts(&desk).len(), 2);
    assert_eq!(texts(&desk)[1].0, "local3");
    put(&mut desk, "local2", Input::TakenAway);
    put(&mut desk, "local3", Input::TakenAway);
    assert!(desk.sheet().sheet.local().is_none());
}

#[test]
fn no_more_than_there_may_be_and_nothing_about_persons() {
    let mut desk = desk();
    for _ in 0..8 {
        desk.live(Msg::LocalAdded);
    }
    assert_eq!(texts(&desk).len(), 6);
    let sheet = &desk.sheet().sheet;
    let item = ItemId::from("local1");
    let may: Vec<bool> = ["治安巡防", "", "  ", "身份证号码"].map(|text| sheet.may_word(&item, text)).to_vec();
    assert_eq!(may, [true, false, false, false]);
    put(&mut desk, "local1", Input::Worded("身份证号码".to_owned()));
    put(&mut desk, "local1", Input::Worth(points("-1")));
    let first = desk.sheet().sheet.submission().local_items[0].clone();
    assert_eq!((first.text.zh_hans.as_str(), first.full_score), ("本地第 1 项", points("1")));
}

#[test]
fn one_that_is_called_like_an_item_or_a_veto_is_refused() {
    let item = |id: &str| Item::local(id, "自选").expect("an item");
    let refused = |id: &str| !lint::check_local(&wide::template(), &[item(id)]).is_empty();
    assert_eq!(["N1", "band", "kind", "fails", "caps"].map(refused), [false, true, true, true, true]);
}

#[test]
fn one_that_looks_at_others_or_may_be_skipped_is_refused() {
    let text = json!({ "zh-Hans": "自选" });
    let asked = json!({ "item": "I1", "answered": true });
    let ruling = json!([{ "if": asked, "text": text }]);
    let refused = |member: &str, value: Value| {
        let mut item = json!({ "id": "N1", "text": text, "full_score": "1", "rule": { "kind": "all_or_nothing" } });
        item[member] = value;
        let item = read::read::<Item>(&item, "item").unwrap_or_else(|problem| panic!("{member}: {problem}"));
        !lint::check_local(&wide::template(), &[Arc::new(item)]).is_empty()
    };
    assert!(!refused("remark_required", json!(true)));
    assert!(
        refused("when", asked.clone()) && refused("zero_when", ruling.clone()) && refused("full_when", ruling.clone())
    );
    assert!(refused("evidence", json!([{ "name": text, "when": asked }])));
    assert!(!refused("evidence", json!([{ "name": text, "required": true }])));
    assert!(refused("not_applicable", json!({ "policy": "full", "when": text })));
}

#[test]
fn one_that_contradicts_itself_is_named_among_what_is_missing() {
    let mut desk = desk();
    desk.live(Msg::LocalAdded);
    put(&mut desk, "local1", Input::Worded("涉外服务窗口".to_owned()));
    put(&mut desk, "local1", Input::Numbered(FieldId::from("points"), Some(points("5"))));
    let sheet = &desk.sheet().sheet;
    let local = &sheet.submission().local_items;
    let told =
        sheet.missing().iter().map(|one| wording::missing(Lang::ZhHans, sheet.form(), local, one)).collect::<Vec<_>>();
    assert!(told.iter().any(|line| line.contains("涉外服务窗口")), "{told:?}");
}
