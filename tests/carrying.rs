//! A revised standard: of what was filled in for the older one, nothing disappears and nothing changes its meaning in silence.

use serde_json::{Value, json};
use yardstick::app::{CarryMsg, Effect, Msg, Notice, Picked, Route, Store};
use yardstick::domain::rule::LineState;
use yardstick::domain::{Edit, Sheet, Submission, carried};
use yardstick::format::{read_template, write_submission};

use crate::cases;
use crate::desk::{Desk, chosen, now, remarked};
use crate::random::Random;

/// A sheet of a standard in which nothing has been put in; nothing where the linter refuses the standard.
fn empty(standard: &Value) -> Option<Sheet> {
    let document = json!({ "format": "yardstick.template", "version": 1, "id": standard["id"], "body": standard });
    let template = read_template(document.to_string().as_bytes()).ok()?;
    Some(Sheet::open(Submission::new("new".into(), template)))
}

fn some<'a>(random: &mut Random, list: &'a mut Value) -> Option<&'a mut Value> {
    let list = list.as_array_mut().filter(|list| !list.is_empty())?;
    let n = random.below(list.len());
    Some(&mut list[n])
}

/// What an author might do to a standard.
fn revise(random: &mut Random, standard: &mut Value) -> Option<()> {
    let kind = random.below(9);
    if kind == 0 {
        let veto = some(random, &mut standard["vetoes"])?;
        veto["text"] = json!({ "zh-Hans": "另一条否决事项" });
        return Some(());
    }
    if kind == 1 {
        standard["vetoes"].as_array_mut()?.pop();
        return Some(());
    }
    if kind == 2 {
        some(random, &mut standard["unit_types"])?["id"] = json!("other_kind");
        return Some(());
    }
    if kind == 3 {
        standard["periods"] = json!(["quarter"]);
        return Some(());
    }
    let items = &mut some(random, &mut standard["sections"])?["items"];
    if kind == 4 {
        let (one, other) = (random.below(items.as_array()?.len()), random.below(items.as_array()?.len()));
        let rule = items[one]["rule"].clone();
        items[one]["rule"] = std::mem::replace(&mut items[other]["rule"], rule);
        return Some(());
    }
    let item = some(random, items)?;
    match kind {
        5 => item["id"] = json!("renamed"),
        6 => item["text"] = json!({ "zh-Hans": "要求改过了" }),
        _ => {
            let list = ["options", "counts", "elements"].into_iter().find(|list| !item["rule"][*list].is_null())?;
            some(random, &mut item["rule"][list])?["id"] = json!("renamed");
        }
    }
    Some(())
}

#[test]
fn whatever_is_revised_every_answer_is_carried_or_told_to_stay() {
    let (mut revised, mut moved, mut stayed, mut checked) = (0, 0, 0, 0);
    let cases = cases::all("sixteen");
    for seed in 0..1500 {
        let mut random = Random::new(seed);
        let old = &cases[random.below(cases.len())].sheet;
        let mut standard = old.template().value().clone();
        for _ in 0..=random.below(4) {
            revise(&mut random, &mut standard);
        }
        let Some(new) = empty(&standard) else { continue };
        revised += 1;
        let found = carried(old, &new);
        let mut next = new.clone();
        for edit in &found.edits {
            assert!(next.apply(edit.clone()), "seed {seed}: {edit:?} changes nothing");
        }
        for (id, entry) in old.submission().entries.iter() {
            let (was, is) = (old.find(id.as_str()).expect("answered"), next.find(id.as_str()));
            let is_left = found.left.contains(id);
            assert_eq!(next.submission().entries.get(id) == Some(entry), !is_left, "seed {seed}: {id}");
            let as_before = is.is_some_and(|is| is.item == was.item);
            assert!(!(as_before && (is_left || found.changed.contains(id))), "seed {seed}: {id} has not changed");
            if let Some(is) = is.filter(|_| !is_left) {
                let mended = was.line.state == LineState::Invalid || is.line.state != LineState::Invalid;
                assert!(mended, "seed {seed}: {id} does not fit");
                assert_eq!(found.changed.contains(id), !as_before, "seed {seed}: {id} is to be looked at");
            }
            if is_left { stayed += 1 } else { moved += 1 }
        }
        assert_eq!(next.submission().entries.len(), found.same + found.changed.len(), "nothing is made up");
        for (veto, applies) in old.submission().vetoes.iter() {
            let text =
                |sheet: &Sheet| sheet.template().vetoes.iter().find(|one| one.id == *veto).map(|one| one.text.clone());
            let same = text(old) == text(&next);
            let wanted = same.then_some(applies);
            assert_eq!(
                (next.submission().vetoes.get(veto), found.left_vetoes.contains(veto)),
                (wanted, !same),
                "seed {seed}"
            );
        }
        checked += found.changed.len();
    }
    println!("{revised} revisions: {moved} answers carried, {checked} of them to be looked at, {stayed} stay");
    assert!(revised > 600 && moved > 6_000 && stayed > 500 && checked > 500, "{revised} {moved} {stayed} {checked}");
}

#[test]
fn what_was_put_into_the_new_sheet_stays() {
    let old = &cases::one("sixteen", "03");
    let mut new = empty(old.template().value()).expect("the same standard");
    new.apply(Edit::Entry("A1".into(), old.find("A3").expect("A3").entry.clone()));
    new.apply(Edit::Unit(yardstick::domain::Unit { name: "新填的名称".to_owned(), ..Default::default() }));
    let before = new.clone();
    for edit in carried(old, &before).edits {
        new.apply(edit);
    }
    assert_eq!(new.find("A1").map(|row| &row.entry), before.find("A1").map(|row| &row.entry));
    assert_eq!((new.unit().name.as_str(), &new.unit().code), ("新填的名称", &old.unit().code));
    assert_eq!(new.submission().entries.len(), old.submission().entries.len());
}

/// The strong-branch standard with one item reworded, and one whose id is another.
fn revised() -> Picked {
    let mut document = cases::json_of("templates/strong_branch.json");
    let body = &mut document["body"];
    body["edition"] = json!("2027");
    body["sections"][0]["items"][0]["text"] = json!({ "zh-Hans": "支部设置合规定（2027年版）" });
    body["sections"][0]["items"][2]["id"] = json!("A3new");
    Picked { name: "2027.json".to_owned(), contents: Ok(document.to_string().into_bytes()) }
}

/// A desk at home with one record, into which the revised standard is dropped.
fn offered() -> (Desk, String) {
    let mut desk = Desk::filling();
    for msg in [chosen("A1", "yes"), chosen("A3", "yes"), chosen("C2", "late"), remarked("C2", "晚了一天")] {
        desk.live(msg);
    }
    desk.live(Msg::TypingPaused);
    desk.live(Msg::RouteChanged(Route::Home));
    let id = desk.model.heads.as_ref().and_then(|heads| heads.as_ref().ok()).expect("heads")[0].id.clone();
    let stored = now(desk.store.load(&id)).expect("a store").expect("the record");
    desk.live(Msg::FilesOpened(vec![revised()]));
    (desk, format!("{stored:?}"))
}

#[test]
fn a_revised_standard_offers_what_was_filled_in_and_changes_nothing_by_itself() {
    let (mut desk, stored) = offered();
    let carrying = desk.model.carrying.clone().expect("it is offered");
    let ids = |list: &[yardstick::domain::ItemId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(carrying.carried.same, 1);
    assert_eq!(
        (ids(&carrying.carried.changed), ids(&carrying.carried.left)),
        (vec!["A1".to_owned()], vec!["A3".to_owned()])
    );
    assert_eq!(desk.sheet().sheet.submission().entries.len(), 0);
    let old = carrying.older.id().clone();
    desk.live(Msg::Carry(CarryMsg::Answered(true)));
    assert!(desk.model.carrying.is_none());
    assert_eq!(desk.model.notice, Some(Notice::Carried { count: 2, check: vec!["A1".to_owned()] }));
    let sheet = desk.sheet().sheet.clone();
    assert_eq!(sheet.find("C2").expect("C2").entry, carrying.older.find("C2").expect("C2").entry);
    assert_ne!(*sheet.id(), old, "a sheet of its own");
    // It is stored, and the older one is as it was.
    let text = write_submission(&sheet).text;
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Fill(sheet.id().clone())));
    assert_eq!(write_submission(&desk.sheet().sheet).text, text);
    let older = now(desk.store.load(&old)).expect("a store").expect("the older one");
    assert_eq!(format!("{older:?}"), stored);
}

#[test]
fn who_wants_nothing_carried_begins_afresh_and_the_same_standard_offers_nothing() {
    let (mut desk, _) = offered();
    desk.live(Msg::Carry(CarryMsg::Answered(false)));
    assert!(desk.model.carrying.is_none() && desk.sheet().sheet.submission().entries.is_empty());
    let mut desk = offered().0;
    desk.live(Msg::RouteChanged(Route::Home));
    let effects = desk.tell(Msg::RouteChanged(Route::New("strong_branch".to_owned())));
    for msg in effects.into_iter().filter_map(|effect| desk.carry_out(effect)).collect::<Vec<_>>() {
        let asked = desk.tell(msg);
        let look: Vec<_> = asked.into_iter().filter(|effect| matches!(effect, Effect::LoadOlder(_))).collect();
        for effect in look {
            desk.carry_out(effect).into_iter().for_each(|msg| desk.live(msg));
        }
    }
    let sheet = &desk.sheet().sheet;
    assert!(!desk.model.carrying.as_ref().is_some_and(|carrying| carrying.is_for(sheet)));
}
