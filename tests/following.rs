//! Items that look at others: an edited sheet equals one opened anew, whatever was done to it, and
//! what did not change keeps its pointer.

use std::sync::{Arc, LazyLock};

use expect_test::expect;
use proptest::prelude::*;
use serde_json::{Value, json};
use yardstick::domain::{
    Answer, Date, Edit, Entry, Evidence, Item, ItemId, LineState, Missing, Period, Points, Quantity, Sheet, Submission,
    Unit, UnitTypeId, VetoId, json as read, points,
};
use yardstick::format::read_template;

use crate::cases;
use crate::scenario::Scenario;
use crate::small;
use crate::wide;

static EMPTY: LazyLock<Sheet> = LazyLock::new(wide::sheet);

fn answer(value: &Value) -> Answer {
    read::read(value, "answer").unwrap_or_else(|problem| panic!("{value}: {problem}"))
}

fn entry(value: &Value) -> Entry {
    Entry { answer: Some(answer(value)), ..Entry::default() }
}

fn put(sheet: &mut Sheet, item: &str, value: &Value) {
    sheet.apply(Edit::Entry(ItemId::from(item), entry(value)));
}

fn kind(sheet: &mut Sheet, kind: &str) {
    let unit = Unit { name: "一村".to_owned(), unit_type: Some(UnitTypeId::from(kind)), ..Unit::default() };
    sheet.apply(Edit::Unit(unit));
}

fn row(id: u32, n: u32) -> Value {
    let day = |n: u32| format!("2026-0{}-{:02}", n % 6 + 1, n % 28 + 1);
    let mut fields = json!({ "what": "事", "due": day(n), "kind": (["own", "told", "odd"][n as usize % 7 % 3]) });
    if !n.is_multiple_of(3) {
        fields["done"] = json!(day(n / 2));
    }
    if n % 4 > 1 {
        fields["cost"] = json!(format!("{}.{}", n % 5, n % 9 + 1));
    }
    let trail =
        [json!([]), json!(["open"]), json!(["open", "closed"]), json!(["open", "closed", "back"]), json!(["closed"])];
    let trail: Vec<Value> = trail[n as usize % 11 % 5]
        .as_array()
        .expect("a list")
        .iter()
        .map(|state| json!({ "state": state, "on": "2026-05-01" }))
        .collect();
    let children: Vec<Value> = (0..n % 3)
        .map(|n| json!({ "id": format!("c{n}"), "fields": { "met": (["no", "yes"][n as usize % 2]) } }))
        .collect();
    json!({ "id": format!("r{id}"), "fields": fields, "trail": trail, "children": children })
}

/// An answer to an item, mostly one that fits.
fn any_answer(item: &str, a: u32, b: u32) -> Value {
    let amount = |n: u32| format!("{}.{}", n % 700, n % 10);
    let yes_no = |n: u32| ["yes", "no"][n as usize % 2];
    match item {
        "I1" => {
            let mut fields = json!({ "status": (["normal", "model"][a as usize % 2]), "members": b % 14 });
            if b.is_multiple_of(5) {
                fields.as_object_mut().expect("fields").remove("members");
            }
            if a.is_multiple_of(7) {
                fields["share"] = json!(amount(b));
            }
            json!({ "fields": fields })
        }
        "L1" => json!({ "rows": (0..a % 4).map(|n| row(n, b.wrapping_add(n * 5))).collect::<Vec<_>>() }),
        "band" => json!({ "numbers": { "area": amount(a) } }),
        "listed" => json!({ "elements": { "have": (&["a", "b", "c"][..a as usize % 4]) } }),
        "rows" => {
            let classes = json!([["county"], ["city"], ["county", "city"], []]);
            let matter = |n: u32| json!({ "what": "经验", "classes": classes[(b.wrapping_add(n)) as usize % 4] });
            json!({ "matters": (0..a % 5).map(matter).collect::<Vec<_>>() })
        }
        "target" => json!({ "numbers": { "target": amount(a), "actual": amount(b) } }),
        "date" if a.is_multiple_of(4) => json!({ "choice": "not_done" }),
        "date" => json!({ "dates": { "done": format!("2026-0{}-{:02}", a % 9 + 1, b % 31 + 1) } }),
        "parts" if a.is_multiple_of(3) => json!({ "parts": { "one": { "choice": yes_no(b) } } }),
        "parts" => json!({ "parts": { "one": { "choice": yes_no(a) }, "two": { "counts": { "held": b % 6 } } } }),
        "poll" => {
            json!({ "counts": { "onsite.issued": 20, "onsite.good": a % 15, "onsite.bad": b % 9, "phone.issued": 9, "phone.good": b % 11, "phone.bad": 0 } })
        }
        "judged" => json!({ "numbers": { "points": format!("{}.{}", a % 6, [0, 5, 3][b as usize % 3]) } }),
        "given" => json!({ "numbers": { "points": amount(a) } }),
        "linked" if a.is_multiple_of(3) => json!({ "linked": { "part": a % 9, "whole": b % 9 } }),
        "linked" => json!({ "linked": { "value": amount(b) } }),
        "prizes" => json!({ "counts": { "one": a % 9, "two": b % 9 } }),
        "level" => json!({ "choice": (["high", "low", "odd"][a as usize % 3]) }),
        "events" => json!({ "counts": { "events": a % 5 } }),
        "kind" if a.is_multiple_of(2) => json!({ "counts": { "part": a % 9, "whole": b % 9 } }),
        "lates" | "read" => json!({ "counts": { "part": 1 } }),
        _ => json!({ "choice": yes_no(a) }),
    }
}

const ITEMS: [&str; 21] = [
    "I1", "L1", "band", "listed", "rows", "target", "date", "parts", "poll", "judged", "given", "linked", "read",
    "lates", "plain", "prizes", "level", "events", "kind", "N1", "stranger",
];

fn local(n: u32) -> Vec<Arc<Item>> {
    let item = |id: &str| {
        let item =
            json!({ "id": id, "text": { "zh-Hans": "自选" }, "full_score": "4", "rule": { "kind": "all_or_nothing" } });
        Arc::new(read::read::<Item>(&item, "item").expect("an item"))
    };
    // The third is one too many, and one may not be called like an item of the standard.
    ["N1", "N2", if n.is_multiple_of(2) { "N3" } else { "band" }][..n as usize % 4].iter().map(|id| item(id)).collect()
}

fn edit(what: u32, a: u32, b: u32) -> Edit {
    let id = ITEMS[a as usize % ITEMS.len()];
    let item = ItemId::from(id);
    match what {
        0..=13 => Edit::Entry(item, entry(&any_answer(id, b, b / 7 + what))),
        14 => Edit::Entry(
            item,
            Entry { not_applicable: true, confirmed_by: "乡".repeat(b as usize % 2), ..Entry::default() },
        ),
        15 => Edit::Entry(item, Entry::default()),
        16 => {
            let evidence = vec![Evidence { name: format!("照片{b}"), ..Evidence::default() }];
            Edit::Entry(item, Entry { evidence, ..entry(&any_answer(id, b, a)) })
        }
        17 => {
            let unit_type = [None, Some("village"), Some("town"), Some("moon")][b as usize % 4].map(UnitTypeId::from);
            Edit::Unit(Unit { name: "村".repeat(a as usize % 2), unit_type, ..Unit::default() })
        }
        18 => Edit::Period(["2026", "2026-S2", "2027", "once"][b as usize % 4].parse::<Period>().ok()),
        19 => Edit::AsOf(["2026-03-15", "2026-06-30"][b as usize % 2].parse::<Date>().ok()),
        20 => Edit::LocalItems(local(b)),
        _ => {
            Edit::Veto(VetoId::from(["fails", "caps", "stranger"][a as usize % 3]), [None, Some(true)][b as usize % 2])
        }
    }
}

/// A sheet in which everything has something: answers of every shape, papers, own items, a period, a day.
#[cfg(feature = "schema")]
pub(crate) fn filled() -> Sheet {
    let mut sheet = EMPTY.clone();
    for (what, a, b) in [(17, 1, 1), (18, 0, 0), (19, 0, 0), (20, 0, 2), (21, 0, 1)] {
        sheet.apply(edit(what, a, b));
    }
    for n in (0..ITEMS.len()).filter_map(|n| u32::try_from(n).ok()) {
        sheet.apply(edit(16, n, 11));
    }
    sheet
}

fn check(sheet: &Sheet) -> Result<(), TestCaseError> {
    let opened = Sheet::open(sheet.submission().clone());
    prop_assert_eq!(sheet.parts(), opened.parts());
    prop_assert_eq!(sheet.local(), opened.local());
    prop_assert_eq!(sheet.totals(), opened.totals());
    prop_assert_eq!(sheet.missing(), opened.missing());
    let head = sheet.missing().len();
    prop_assert_eq!(head, sheet.totals().missing as usize);
    let total = sheet.totals().total;
    prop_assert!(total >= Points::ZERO && total <= points("100"), "the total is {}", total);
    for row in sheet.rows() {
        prop_assert!(!row.line.reasons.is_empty(), "{} says nothing", row.item.id);
    }
    Ok(())
}

/// Rows and sections that are as they were are the very same.
fn keeps(before: &Sheet, after: &Sheet) -> Result<(), TestCaseError> {
    if before.form() != after.form() {
        return Ok(());
    }
    for (old, new) in before.rows().zip(after.rows()) {
        prop_assert!(old != new || Arc::ptr_eq(old, new), "{} was made anew", new.item.id);
    }
    for (old, new) in before.parts().iter().zip(after.parts()) {
        prop_assert!(old != new || Arc::ptr_eq(old, new), "{} was made anew", new.section.id);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_of_items_that_look_at_others_equals_one_opened_anew(
        steps in prop::collection::vec((0_u32..22, any::<u32>(), any::<u32>()), 1..60),
    ) {
        let mut sheet = EMPTY.clone();
        kind(&mut sheet, "village");
        for (n, &(what, a, b)) in steps.iter().enumerate() {
            let (before, edit) = (sheet.clone(), edit(what, a, b));
            let changed = sheet.apply(edit.clone());
            prop_assert_eq!(changed, sheet.revision() == before.revision() + 1);
            prop_assert!(!sheet.clone().apply(edit), "the same edit changes nothing the second time");
            keeps(&before, &sheet)?;
            if n % 6 == 0 {
                check(&sheet)?;
            }
        }
        check(&sheet)?;
    }

    #[test]
    fn a_sheet_with_everything_survives_its_file(
        steps in prop::collection::vec((0_u32..22, any::<u32>(), any::<u32>()), 1..30),
    ) {
        let mut sheet = EMPTY.clone();
        for &(what, a, b) in &steps {
            sheet.apply(edit(what, a, b));
        }
        let received = cases::received(&sheet);
        let again = Sheet::open(received.submission);
        prop_assert_eq!(again.parts(), sheet.parts());
        prop_assert_eq!(again.totals(), sheet.totals());
        prop_assert_eq!(yardstick::format::write_submission(&again), yardstick::format::write_submission(&sheet));
    }

    #[test]
    fn any_shape_of_answer_to_any_rule_is_scored_without_panic(item in 0_usize..21, other in 0_usize..21, a in any::<u32>(), b in any::<u32>()) {
        let mut sheet = EMPTY.clone();
        kind(&mut sheet, ["village", "town"][a as usize % 2]);
        sheet.apply(Edit::Period("2026".parse().ok()));
        put(&mut sheet, ITEMS[item], &any_answer(ITEMS[other], a, b));
        check(&sheet)?;
    }
}

#[test]
fn only_what_looks_at_an_edited_item_is_scored_again() {
    let mut sheet = EMPTY.clone();
    kind(&mut sheet, "village");
    let before = sheet.clone();
    put(&mut sheet, "I1", &json!({ "fields": { "status": "normal", "members": 9 } }));
    let changed: Vec<&str> = before
        .rows()
        .zip(sheet.rows())
        .filter(|(old, new)| !Arc::ptr_eq(old, new))
        .map(|(_, new)| new.item.id.as_str())
        .collect();
    assert_eq!(changed, ["I1", "judged"]);
    let untouched = before.parts().iter().zip(sheet.parts()).filter(|(old, new)| Arc::ptr_eq(old, new)).count();
    assert_eq!(untouched, sheet.parts().len() - 2);
}

#[test]
fn reading_from_a_ledger_says_where_from() {
    let mut sheet = EMPTY.clone();
    kind(&mut sheet, "village");
    let read = |sheet: &Sheet| sheet.find("read").expect("a row").line.state;
    assert_eq!(read(&sheet), LineState::Unanswered, "the ledger is open");
    put(&mut sheet, "L1", &json!({ "rows": [] }));
    assert_eq!(read(&sheet), LineState::NotApplicable, "nothing to divide: the policy is used by itself");
    let row =
        json!({ "id": "r", "fields": { "what": "事", "due": "2026-03-02", "done": "2026-03-01", "kind": "own" } });
    put(&mut sheet, "L1", &json!({ "rows": [row] }));
    let scenario = Scenario::with(sheet);
    scenario.score("read", expect!["5 of 5: Read from item L1: 1 ÷ 1 = 100%; 1 ÷ 1 = 100%; Reached 90%: score 5"]);
}

#[test]
fn a_paper_is_wanted_when_the_answer_says_so_and_named_with_its_number() {
    let mut sheet = EMPTY.clone();
    let missing = |sheet: &Sheet| sheet.missing().contains(&Missing::Evidence(ItemId::from("listed"), 0));
    put(&mut sheet, "listed", &json!({ "elements": { "have": ["b"] } }));
    assert!(!missing(&sheet));
    let have = json!({ "elements": { "have": ["a", "b"] } });
    put(&mut sheet, "listed", &have);
    assert!(missing(&sheet));
    let evidence = vec![Evidence { name: "照片(2026年3号)".to_owned(), ..Evidence::default() }];
    sheet.apply(Edit::Entry(ItemId::from("listed"), Entry { evidence, ..entry(&have) }));
    assert!(!missing(&sheet));
}

#[test]
fn a_kind_of_unit_fills_its_own_form() {
    let mut sheet = EMPTY.clone();
    assert!(sheet.find("kind").is_none(), "a unit that has not chosen its kind sees nothing with a `for`");
    put(&mut sheet, "band", &json!({ "numbers": { "area": "300" } }));
    kind(&mut sheet, "village");
    assert_eq!(sheet.find("band").map(|row| row.line.obtained), Some(points("8")));
    assert_eq!(sheet.find("band").map(|row| row.item.text.zh_hans.as_str()), Some("不少于200平方米"));
    kind(&mut sheet, "town");
    assert_eq!(sheet.find("band").map(|row| row.line.obtained), Some(points("2")));
    assert_eq!(sheet.find("plain").map(|row| row.line.state), Some(LineState::NotAsked));
    assert_eq!(sheet.template().items().count(), 19, "the question asked of both kinds is one item");
}

#[test]
fn a_kind_of_unit_that_the_standard_does_not_have_is_missing() {
    for (chosen, misses) in [("moon", true), ("village", false), ("town", false)] {
        let mut sheet = EMPTY.clone();
        assert!(sheet.missing().contains(&Missing::UnitType));
        kind(&mut sheet, chosen);
        assert_eq!(sheet.missing().contains(&Missing::UnitType), misses, "{chosen}");
    }
    let mut only = small::sheet();
    kind(&mut only, "moon");
    assert!(only.missing().contains(&Missing::UnitType));
    kind(&mut only, "village");
    assert!(!only.missing().contains(&Missing::UnitType));
}

#[test]
fn a_part_that_is_due_in_the_period_is_scored_again_with_it() {
    let text = json!({ "zh-Hans": "报送", "en": "x" });
    let bands = json!([{ "at_most": "0", "points": "2" }, { "points": "0" }]);
    let date =
        json!({ "kind": "date", "due": { "day": "06-30" }, "done": { "id": "done", "label": text }, "bands": bands });
    let part = json!({ "id": "sent", "label": text, "full_score": "2", "rule": date });
    let standard = small::spoilt("/sections/0/items/0/rule", json!({ "kind": "parts", "parts": [part] })).to_string();
    let file = small::file(&standard.parse().expect("JSON"));
    let template = read_template(file.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
    let mut sheet = Sheet::open(Submission::new("parts".into(), template));
    put(&mut sheet, "plain", &json!({ "parts": { "sent": { "dates": { "done": "2026-03-01" } } } }));
    for (period, obtained) in [("2026", "2"), ("2025", "0"), ("2027", "2")] {
        sheet.apply(Edit::Period(period.parse().ok()));
        assert_eq!(sheet.find("plain").map(|row| row.line.obtained), Some(points(obtained)), "{period}");
    }
}

#[test]
fn a_table_that_looks_at_the_day_is_counted_again_with_it() {
    let late = json!({ "late": { "due": "due", "done": "done" } });
    for count in [late.clone(), json!({ "all": [late] }), json!({ "any": [late] }), json!({ "not": { "not": late } })] {
        let standard = wide::spoilt("/sections/0/items/1/rule/figures/1/count", &count);
        let template = read_template(small::file(&standard).as_bytes());
        let template = template.unwrap_or_else(|error| panic!("{error:?}"));
        let mut sheet = Sheet::open(Submission::new("late".into(), template));
        put(
            &mut sheet,
            "L1",
            &json!({ "rows": [{ "id": "r", "fields": { "what": "事", "due": "2026-03-01", "kind": "own" } }] }),
        );
        for (day, overdue) in [("2026-03-01", 0), ("2026-03-02", 1), ("2026-02-01", 0)] {
            sheet.apply(Edit::AsOf(day.parse().ok()));
            let figures = &sheet.find("L1").expect("a ledger").line.figures;
            assert!(figures.contains(&("late".into(), Quantity::count(overdue))), "{count} on {day}: {figures:?}");
        }
    }
}

/// Where it does, the page writes the day of every change into the file.
#[test]
fn only_a_table_that_tells_what_is_late_looks_at_the_day() {
    let uses_day = |standard: &Value| {
        let template = read_template(small::file(standard).as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
        template.form(None).uses_day()
    };
    assert!(uses_day(&wide::standard()));
    let open = json!({ "state": ["open"] });
    assert!(!uses_day(&wide::spoilt("/sections/0/items/1/rule/figures/1/count", &open)));
    assert!(!uses_day(&small::standard()));
}

#[test]
fn every_change_is_written_to_the_journal_and_read_from_it() {
    for what in 0..22 {
        for n in 0..21 {
            let change = edit(what, n, n + 1);
            let written = read::Write::write(&change);
            assert_eq!(read::read::<Edit>(&written, "change"), Ok(change), "{written}");
        }
    }
    for (spoilt, told) in [
        (json!({ "entry": ["A1"] }), "change: should be List"),
        (json!({ "entry": ["A1", {}, {}] }), "change: should be List"),
        (json!({ "veto": ["V1", "yes"] }), "change[1]: should be Truth"),
        (json!({ "guess": 1 }), "change: guess is none of unit, period, entry, as_of, local_items, veto"),
        (json!({ "unit": {}, "period": null }), "change: should be Object"),
        (json!({ "entry": ["A1", { "answer": { "linked": 5 } }] }), "change[1].answer: should be Object"),
    ] {
        let problem = read::read::<Edit>(&spoilt, "change").expect_err("it is spoilt").to_string();
        assert_eq!(problem, told);
    }
}
