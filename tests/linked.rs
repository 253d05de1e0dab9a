//! The result of another sheet: taken out of its file, or a sentence says why not.

use serde_json::{Value, json};
use yardstick::app::{Misfit, Msg, Notice, Picked, Route, UnitField};
use yardstick::domain::{
    Answer, Edit, Entry, ItemId, LinkedValue, Sheet, Submission, SubmissionId, json as read, points,
};
use yardstick::format::{read_template, write_submission};

use crate::desk::Desk;
use crate::scenario::Scenario;
use crate::small;
use crate::wide;

fn text(words: &str) -> Value {
    json!({ "zh-Hans": words, "en": format!("({words})") })
}

/// The other standard: one item, and a table with a ratio and a count.
fn other(id: &str) -> Value {
    let met = json!({ "id": "met", "text": text("要求"), "full_score": "2", "rule": { "kind": "all_or_nothing" } });
    let column = json!({ "id": "done", "label": text("办结"), "type": "yes_no" });
    let figures = json!([
        { "id": "all", "label": text("总数"), "count": {} },
        { "id": "rate", "label": text("办结率"), "part": { "column": "done", "is": ["yes"] }, "whole": {} },
    ]);
    let rule = json!({ "kind": "ledger", "columns": [column], "figures": figures });
    let table = json!({ "id": "rows", "text": text("台账"), "full_score": "0", "rule": rule });
    json!({
        "id": id, "edition": "1", "title": text("别的标准"), "mode": "appraisal", "periods": ["quarter"], "full_score": "2",
        "sections": [
            { "id": "A", "title": text("一"), "full_score": "2", "items": [met] },
            { "id": "B", "title": text("二"), "role": "info", "full_score": "0", "items": [table] },
        ],
    })
}

/// Its sheet: three rows, two of them done.
fn handed_up(standard: &str, unit: &str, period: &str, answer: Option<&str>) -> Vec<u8> {
    let template = read_template(small::file(&other(standard)).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    let sheet = Sheet::open(Submission::new(SubmissionId::from("other0000000000"), template));
    let row = |id: &str, done: &str| json!({ "id": id, "fields": { "done": done } });
    let rows = json!({ "rows": [row("a", "yes"), row("b", "yes"), row("c", "no")] });
    let entry = Entry { answer: Some(read::read(&rows, "answer").expect("rows")), ..Entry::default() };
    let filled = Scenario::with(sheet).unit(unit, "village", period).edit(Edit::Entry(ItemId::from("rows"), entry));
    let filled = answer.into_iter().fold(filled, |filled, option| filled.choose("met", option));
    write_submission(filled.sheet()).text.into_bytes()
}

/// A sheet of 一村 whose item takes one number of the other sheet.
fn desk(take: &str, period: Option<&str>) -> Desk {
    let standard = small::file(&wide::spoilt("/sections/2/items/2/rule/take", &json!(take)));
    let mut desk = Desk::new();
    desk.tell(Msg::RouteChanged(Route::New("wide.json".to_owned())));
    desk.tell(Msg::TemplateFetched("wide.json".to_owned(), Ok(standard.into_bytes())));
    desk.live(Msg::UnitTyped(UnitField::Name, "一村".to_owned()));
    desk.live(Msg::PeriodChosen(period.map(|period| period.parse().expect("a period"))));
    desk
}

fn taken(desk: &mut Desk, file: Vec<u8>) -> Result<LinkedValue, Option<Misfit>> {
    let picked = Picked { name: "other.json".to_owned(), contents: Ok(file) };
    desk.live(Msg::LinkRead(ItemId::from("linked"), vec![picked]));
    match &desk.sheet().sheet.find("linked").expect("an item").entry.answer {
        Some(Answer::Linked(value)) => Ok(*value),
        _ => Err(match desk.model.notice.clone() {
            Some(Notice::Misfit { misfit, .. }) => Some(misfit),
            _ => None,
        }),
    }
}

#[test]
fn the_total_or_a_figure_is_taken() {
    let file = || handed_up("other", "一村", "2026-Q1", Some("yes"));
    let take = |what: &str| taken(&mut desk(what, Some("2026")), file());
    assert_eq!(take("total"), Ok(LinkedValue::Value { value: points("2") }));
    assert_eq!(take("all"), Ok(LinkedValue::Value { value: points("3") }));
    assert_eq!(take("rate"), Ok(LinkedValue::Ratio { part: 2, whole: 3 }));
    assert_eq!(take("none_such"), Err(Some(Misfit::Nothing)));
}

#[test]
fn a_file_that_does_not_fit_is_told_and_changes_nothing() {
    let take = |period, file| taken(&mut desk("total", period), file);
    let period = |text: &str| text.parse().expect("a period");
    let year = Some("2026");
    let Err(Some(Misfit::Standard { found, wanted })) =
        take(year, handed_up("strange", "一村", "2026-Q1", Some("yes")))
    else {
        panic!("another standard is taken")
    };
    assert_eq!((found.zh_hans.as_str(), wanted.as_str()), ("别的标准", "other"));
    let unit = Misfit::Unit { found: "二村".to_owned(), wanted: "一村".to_owned() };
    assert_eq!(take(year, handed_up("other", "二村", "2026-Q1", Some("yes"))), Err(Some(unit)));
    let other = Misfit::Period { found: Some(period("2026-Q2")), wanted: period("2026-Q1") };
    assert_eq!(take(year, handed_up("other", "一村", "2026-Q2", Some("yes"))), Err(Some(other)));
    let file = || handed_up("other", "一村", "2026-Q1", Some("yes"));
    assert_eq!(take(None, file()), Err(Some(Misfit::NoPeriod)));
    assert_eq!(take(year, handed_up("other", "一村", "2026-Q1", None)), Err(Some(Misfit::Draft)));
    assert_eq!(take(year, b"{".to_vec()), Err(None), "it cannot be read");
}
