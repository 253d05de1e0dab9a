//! The screens, drawn natively: labels, ids and hooks of every field, in every language.

use std::collections::BTreeSet;

use yardstick::app::{CommitteeMsg, Model, Msg, Route};
use yardstick::domain::{Edit, Lang, LineState};

use crate::cases;
use crate::desk::Desk;
use crate::markup::{Tag, tags};
use crate::scenario::Scenario;
use crate::scoring::fields;
use crate::screens::{ALL, item, page, part, picked, screens};
use crate::small;

fn unlabelled(tags: &[Tag]) -> Vec<String> {
    let labelled: BTreeSet<&str> =
        tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
    let is_labelled = |tag: &&Tag| {
        tag.inside.iter().any(|name| name == "label")
            || tag.get("aria-label").is_some_and(|label| !label.is_empty())
            || tag.get("id").is_some_and(|id| labelled.contains(id))
    };
    tags.iter().filter(|tag| tag.is_field() && !is_labelled(tag)).map(|tag| format!("{tag:?}")).collect()
}

#[test]
fn every_field_of_every_screen_has_a_label() {
    let mut fields = 0;
    for (name, html) in ALL.iter() {
        let tags = tags(html);
        assert_eq!(unlabelled(&tags), [""; 0], "{name}");
        fields += tags.iter().filter(|tag| tag.is_field()).count();
    }
    assert!(fields > 500, "only {fields} fields were seen");
}

#[test]
fn ids_are_unique_and_what_names_an_id_finds_it() {
    for (name, html) in ALL.iter() {
        let tags = tags(html);
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{name}: {id} stands twice");
        }
        for attribute in ["for", "aria-labelledby", "aria-describedby"] {
            for named in tags.iter().filter_map(|tag| tag.get(attribute)).flat_map(|ids| ids.split(' ')) {
                assert!(ids.contains(named), "{name}: {attribute}={named} leads nowhere");
            }
        }
    }
}

#[test]
fn every_screen_has_one_heading_on_top_and_skips_none_below() {
    for (name, html) in ALL.iter() {
        let levels: Vec<u32> = tags(html).iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn every_button_and_link_says_what_it_does() {
    for (name, html) in ALL.iter() {
        for tag in tags(html).iter().filter(|tag| tag.name == "button" || tag.name == "a") {
            let says = !tag.text.trim().is_empty() || tag.get("aria-label").is_some_and(|label| !label.is_empty());
            assert!(says, "{name}: {tag:?}");
            assert!(tag.name != "button" || tag.get("type") == Some("button"), "{name}: {tag:?}");
        }
    }
}

#[test]
fn nothing_of_another_language_slips_in() {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    for (name, model) in screens(Lang::En).into_iter().filter(|(name, _)| *name != "roll-up") {
        let html = page(Model { lang: Lang::En, ..model });
        let stray: Vec<&str> = html.split(['<', '>']).filter(|text| text.contains(is_han)).collect();
        let known = ["简体中文", "繁體中文"];
        let stray: Vec<&&str> = stray.iter().filter(|text| !known.contains(text)).collect();
        assert!(stray.is_empty(), "{name}: {stray:?}");
    }
}

#[test]
fn every_section_carries_the_hooks_that_scripts_rely_on() {
    let sheet = cases::one("strong_branch", "01");
    for lang in Lang::ALL {
        for one in sheet.parts() {
            let html = part(one, lang);
            let tags = tags(&html);
            assert_eq!(unlabelled(&tags), [""; 0]);
            let total = tags.iter().find(|tag| tag.get("data-section-total") == Some(one.section.id.as_str()));
            assert_eq!(total.map(|tag| tag.text.clone()), Some(one.score.obtained.to_string()));
            let items: Vec<&str> = tags.iter().filter_map(|tag| tag.get("data-item")).collect();
            assert_eq!(items, one.rows.iter().map(|row| row.item.id.as_str()).collect::<Vec<_>>());
            let names: BTreeSet<&str> =
                tags.iter().filter(|tag| tag.is_field()).filter_map(|tag| tag.get("name")).collect();
            assert_eq!(names, items.into_iter().collect(), "fields are named by their items");
        }
    }
}

#[test]
fn the_fields_of_every_rule_carry_its_ids() {
    for sheet in [small::sheet(), Scenario::of("strong_branch").sheet().clone()] {
        for (row, lang) in sheet.rows().zip(Lang::ALL.into_iter().cycle()) {
            let tags = item(row, lang);
            let answers = tags.iter().filter(|tag| tag.name == "input" && tag.get("data-role").is_none());
            let ids: Vec<&str> = answers.filter_map(|tag| tag.get("data-field").or(tag.get("value"))).collect();
            let mut wanted = fields(&row.item.rule);
            wanted.retain(|id| id != "stranger");
            assert_eq!(ids, wanted, "{}", row.item.id);
            assert_eq!(tags[0].get("data-state"), Some("unanswered"));
        }
    }
}

#[test]
fn an_answer_is_shown_in_its_fields() {
    let sheet = cases::one("strong_branch", "01");
    let checked = |tags: &[Tag]| -> Vec<String> {
        tags.iter()
            .filter(|tag| tag.get("checked").is_some())
            .filter_map(|tag| tag.get("value").map(str::to_owned))
            .collect()
    };
    let shown = |id: &str| item(sheet.find(id).expect("an item"), Lang::ZhHans);
    assert_eq!(checked(&shown("A1")), ["yes"]);
    assert_eq!(checked(&shown("A4")), ["duties", "plan", "summary"]);
    let counts: Vec<Option<String>> = shown("C1")
        .iter()
        .filter(|tag| tag.get("data-field").is_some())
        .map(|tag| tag.get("value").map(str::to_owned))
        .collect();
    assert_eq!(counts, [Some("24".to_owned()), Some("24".to_owned())]);
}

#[test]
fn a_row_shows_how_it_stands() {
    let all = Scenario::with(small::sheet())
        .choose("plain", "yes")
        .skip("band")
        .count("rate", "part", 3)
        .count("rate", "whole", 1);
    for (id, state, name) in [
        ("plain", LineState::Scored, "scored"),
        ("levels", LineState::Unanswered, "unanswered"),
        ("rate", LineState::Invalid, "invalid"),
        ("band", LineState::NotApplicable, "not_applicable"),
    ] {
        let row = all.sheet().find(id).expect("an item");
        assert_eq!(row.line.state, state);
        for lang in Lang::ALL {
            let tags = item(row, lang);
            assert_eq!(tags[0].get("data-state"), Some(name));
            let says_why = tags.iter().any(|tag| tag.get("class") == Some("why"));
            assert_eq!(says_why, state == LineState::Invalid, "what has to be mended is said at once");
            let hides = state == LineState::NotApplicable;
            assert_eq!(tags.iter().any(|tag| tag.get("class") == Some("controls")), !hides);
        }
    }
}

#[test]
fn text_of_others_is_never_markup() {
    let mut sheet = small::sheet();
    let name = "<img src=x onerror=alert(1)>\"'&".to_owned();
    sheet.apply(Edit::Unit(yardstick::domain::Unit { name, ..Default::default() }));
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Rollup));
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![picked(&sheet)])));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    let html = page(desk.model);
    assert!(html.contains("&lt;img") && !html.contains("<img"));
}
