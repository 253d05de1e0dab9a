//! What the linter refuses and what it only remarks on: every flaw once, beside what just passes.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};
use yardstick::domain::{Authored, Flaw, FlawKind, Item, ItemId, Level, Section, Template, lint};
use yardstick::format::{ReadError, read_template};

use crate::small;

/// The name of a kind. Exhaustive on purpose: a new kind needs a row below.
pub(crate) fn name(kind: &FlawKind) -> &'static str {
    match kind {
        FlawKind::BadId { .. } => "bad id",
        FlawKind::RepeatedId { .. } => "repeated id",
        FlawKind::Empty => "empty",
        FlawKind::NoText => "no text",
        FlawKind::NoTranslation { .. } => "no translation",
        FlawKind::SectionSum { .. } => "section sum",
        FlawKind::TotalSum { .. } => "total sum",
        FlawKind::Negative => "negative",
        FlawKind::AboveFull { .. } => "above full",
        FlawKind::FullUnreachable { .. } => "full unreachable",
        FlawKind::BandOrder => "band order",
        FlawKind::BandRest => "band rest",
        FlawKind::UnknownGrade { .. } => "unknown grade",
        FlawKind::VetoWithoutEffect => "veto without effect",
        FlawKind::UnknownUnitType { .. } => "unknown unit type",
        FlawKind::UnknownParameter { .. } => "unknown parameter",
        FlawKind::ParameterKind { .. } => "parameter kind",
        FlawKind::UnusedParameter => "unused parameter",
        FlawKind::NotThere { .. } => "not there",
        FlawKind::OutOfPlace { .. } => "out of place",
        FlawKind::Circle { .. } => "circle",
        FlawKind::TooDeep { .. } => "too deep",
        FlawKind::Unreachable => "unreachable",
        FlawKind::MixedBands => "mixed bands",
        FlawKind::NotPositive => "not positive",
        FlawKind::NotScored => "not scored",
        FlawKind::FloorAboveCap => "floor above cap",
        FlawKind::BelowFloor { .. } => "below floor",
        FlawKind::TooManyDecimals => "too many decimals",
        FlawKind::TooMany { .. } => "too many",
        FlawKind::AsksAboutPerson { .. } => "asks about person",
        FlawKind::PersonWord { .. } => "person word",
    }
}

const KINDS: usize = 32;

const CORE: &str = "/sections/0/items";

/// What goes wrong, where, a value that is wrong and one that just passes.
fn rows() -> Vec<(&'static str, String, Value, Value)> {
    let text = |words: &str| json!({ "zh-Hans": words, "en": "x" });
    let counts = |how_many: usize| {
        let count = |n: usize| json!({ "id": format!("c{n}"), "label": text("数"), "each": "1" });
        (0..how_many).map(count).collect::<Value>()
    };
    let band = |least: Option<&str>, points: &str| match least {
        Some(least) => json!({ "at_least": least, "points": points }),
        None => json!({ "points": points }),
    };
    let bands = "/sections/0/items/4/rule/bands".to_owned();
    let core = |more: &Value| {
        let mut section = small::standard()["sections"][0].take();
        section.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
        section
    };
    let cap = |grade: &str| json!({ "kind": "cap_grade", "grade": grade });
    let ticked = |element: &str| json!([{ "if": { "item": "list", "ticked": [element] }, "text": text("不计分") }]);
    vec![
        ("bad id", "/id".into(), json!("小标准"), json!("Small_standard-2")),
        ("bad id", "/id".into(), json!(""), json!("s")),
        ("bad id", format!("{CORE}/0/id"), json!("a b"), json!("a-b")),
        ("bad id", format!("{CORE}/0/id"), json!("a".repeat(65)), json!("a".repeat(64))),
        ("bad id", format!("{CORE}/1/rule/options/0/id"), json!("yes"), json!("yes2")),
        ("bad id", format!("{CORE}/3/rule/elements/0/id"), json!("none"), json!("nothing")),
        ("bad id", "/vetoes/0/id".into(), json!("a.b"), json!("a_b")),
        ("repeated id", format!("{CORE}/1/id"), json!("plain"), json!("plainer")),
        ("repeated id", "/sections/1/items/0/id".into(), json!("plain"), json!("other")),
        ("repeated id", "/sections/1/id".into(), json!("core"), json!("core2")),
        ("repeated id", format!("{CORE}/2/rule/counts/1/id"), json!("held"), json!("held2")),
        ("repeated id", format!("{CORE}/4/rule/whole/id"), json!("part"), json!("part2")),
        ("repeated id", format!("{CORE}/6/rule/options/0/id"), json!("issued"), json!("issued2")),
        ("repeated id", "/grades/2/id".into(), json!("good"), json!("bad")),
        ("empty", "/periods".into(), json!([]), json!(["month"])),
        ("empty", "/sections/1/items".into(), json!([]), json!([small::standard()["sections"][1]["items"][0]])),
        ("empty", format!("{CORE}/2/rule/counts"), json!([]), counts(1)),
        ("empty", bands.clone(), json!([]), json!([band(None, "2")])),
        ("no text", "/title/zh-Hans".into(), json!(" "), json!("题")),
        ("no text", format!("{CORE}/1/rule/options/0/label"), text(""), text("档")),
        ("no text", "/vetoes/0/text".into(), text("\u{3000}"), text("事")),
        ("no translation", format!("{CORE}/0/text/en"), Value::Null, json!("text")),
        ("no translation", format!("{CORE}/4/not_applicable/when/en"), Value::Null, json!("when")),
        ("section sum", "/sections/0/full_score".into(), json!("13.9999"), json!("14")),
        ("section sum", "/sections/1/full_score".into(), json!("2.0001"), json!("2")),
        // A cap may be less than what stands below it.
        (
            "section sum",
            "/sections/0".into(),
            core(&json!({ "full_score": "13" })),
            core(&json!({ "full_score": "13", "cap": "13" })),
        ),
        ("section sum", "/sections/0".into(), core(&json!({ "full_score": "15", "cap": "15" })), core(&json!({}))),
        ("total sum", "/full_score".into(), json!("15.5"), json!("14")),
        ("negative", format!("{CORE}/2/rule/counts/0/each"), json!("-0.5"), json!("0")),
        ("negative", format!("{CORE}/2/rule/counts/0/cap"), json!("-0.5"), json!("0")),
        ("negative", format!("{CORE}/3/rule/elements/0/each"), json!("-1"), json!("0")),
        ("negative", "/sections/1/items/0/rule/counts/0/each".into(), json!("-1"), json!("9")),
        ("negative", "/sections/1/items/0/full_score".into(), json!("-2"), json!("2")),
        ("negative", format!("{CORE}/6/rule/options/1/weight"), json!("-1"), json!("0")),
        ("above full", format!("{CORE}/1/rule/options/0/points"), json!("2.0001"), json!("2")),
        ("above full", format!("{CORE}/6/rule/options/0/weight"), json!("100.1"), json!("100")),
        ("above full", bands.clone(), json!([band(None, "3")]), json!([band(None, "2")])),
        ("full unreachable", format!("{CORE}/1/rule/options/0/points"), json!("1.9999"), json!("2")),
        ("full unreachable", format!("{CORE}/6/rule/options/0/weight"), json!("90"), json!("100")),
        (
            "band order",
            bands.clone(),
            json!([band(Some("80"), "2"), band(Some("80"), "1"), band(None, "0")]),
            json!([band(Some("80.0001"), "2"), band(Some("80"), "1"), band(None, "0")]),
        ),
        ("band order", "/grades/1/at_least".into(), json!("12"), json!("11.9999")),
        (
            "band rest",
            bands.clone(),
            json!([band(Some("80"), "2"), band(Some("10"), "0")]),
            json!([band(Some("80"), "2"), band(None, "0")]),
        ),
        ("band rest", bands, json!([band(None, "2"), band(None, "0")]), json!([band(Some("1"), "2"), band(None, "0")])),
        ("band rest", "/grades/2/at_least".into(), json!("1"), Value::Null),
        ("unknown grade", "/award/grade".into(), json!("best"), json!("fair")),
        ("unknown grade", "/vetoes/1/effect".into(), cap("worst"), cap("poor")),
        ("veto without effect", "/vetoes/1/effect".into(), cap("good"), cap("fair")),
        ("too many decimals", "/decimals".into(), json!(5), json!(4)),
        ("too many", format!("{CORE}/2/rule/counts"), counts(65), counts(64)),
        ("not there", format!("{CORE}/0/zero_when"), ticked("three"), ticked("two")),
        ("asks about person", format!("{CORE}/0/text"), text("填写身份证号"), text("填写份数")),
        ("person word", format!("{CORE}/0/guidance"), text("重点人员情况"), text("重点工作情况")),
    ]
}

pub(crate) fn names(flaws: &[Flaw]) -> BTreeSet<&'static str> {
    flaws.iter().map(|flaw| name(&flaw.kind)).collect()
}

#[test]
fn the_small_standard_has_no_flaw() {
    assert_eq!(small::flaws(&small::standard()), []);
}

#[test]
fn every_flaw_is_found_and_its_neighbour_passes() {
    for (wanted, pointer, bad, good) in rows() {
        let found = names(&small::flaws(&small::spoilt(&pointer, bad.clone())));
        assert!(found.contains(wanted), "{pointer} = {bad}: {found:?}, not {wanted}");
        let found = names(&small::flaws(&small::spoilt(&pointer, good.clone())));
        assert!(!found.contains(wanted), "{pointer} = {good}: {wanted}");
    }
}

#[test]
fn every_kind_of_flaw_is_tried() {
    let more = crate::linting_more::rows();
    let tried: BTreeSet<&str> = rows().iter().chain(&more).map(|(wanted, ..)| *wanted).collect();
    assert_eq!(tried.len(), KINDS, "{tried:?}");
}

#[test]
fn a_standard_is_refused_for_errors_and_only_for_errors() {
    for (_, pointer, bad, _) in rows() {
        match read_template(small::file(&small::spoilt(&pointer, bad)).as_bytes()) {
            Ok(template) => assert!(template.warnings().iter().all(|flaw| flaw.level == Level::Warning), "{pointer}"),
            Err(ReadError::Template { flaws }) => assert!(flaws.iter().any(|flaw| flaw.level == Level::Error)),
            Err(other) => panic!("{pointer}: {other}"),
        }
    }
    let read = |standard| Authored::read(standard, "body").expect("it has the shape of a standard");
    assert!(Template::new(read(small::standard())).is_ok());
    assert!(Template::new(read(small::spoilt("/full_score", "13".into()))).is_err());
}

#[test]
fn warnings_are_for_what_may_be_meant() {
    let levels = |kind: &str| -> BTreeSet<Level> {
        let bad = rows().into_iter().filter(|(wanted, ..)| *wanted == kind);
        let flaws = bad.flat_map(|(_, pointer, bad, _)| small::flaws(&small::spoilt(&pointer, bad)));
        flaws.filter(|flaw| name(&flaw.kind) == kind).map(|flaw| flaw.level).collect()
    };
    for kind in rows().iter().map(|(wanted, ..)| *wanted).collect::<BTreeSet<_>>() {
        let mild = ["no translation", "full unreachable", "person word"].contains(&kind);
        assert_eq!(levels(kind), BTreeSet::from([if mild { Level::Warning } else { Level::Error }]), "{kind}");
    }
}

#[test]
fn a_flaw_names_its_place() {
    let flaws = small::flaws(&small::spoilt(&format!("{CORE}/1/rule/options/0/points"), json!("3")));
    assert_eq!(flaws.iter().map(|flaw| flaw.at.as_str()).collect::<Vec<_>>(), ["items.levels.rule"]);
}

#[test]
fn too_many_items_are_refused() {
    let mut standard = small::template().standard().clone();
    let (section, plain) = (standard.sections[0].clone(), standard.sections[0].items[0].clone());
    let mut kinds = |items: usize| {
        let item = |n: usize| Arc::new(Item { id: ItemId::from(format!("i{n}").as_str()), ..(*plain).clone() });
        standard.sections[0] = Arc::new(Section { items: (0..items).map(item).collect(), ..(*section).clone() });
        names(&lint::check(&standard)).contains("too many")
    };
    // The small standard has one item more in its bonus section.
    assert!(!kinds(19_999) && kinds(20_000));
}

/// Where every text of the small standard stands.
pub(crate) fn text_places(value: &Value, at: &str, places: &mut Vec<String>) {
    match value {
        Value::Object(members) if members.contains_key("zh-Hans") => places.push(at.to_owned()),
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| text_places(value, &format!("{at}/{key}"), places));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, value)| text_places(value, &format!("{at}/{n}"), places));
        }
        _ => {}
    }
}

/// Texts that only explain may say what must not be written; they are looked at for warnings.
const PROSE: [&str; 3] = ["/issuer", "/basis/0", "/reminder"];

#[test]
fn every_text_of_a_standard_is_looked_at() {
    let mut places = Vec::new();
    text_places(&small::standard(), "", &mut places);
    assert!(places.len() > 40, "{places:?}");
    let mut overlooked = Vec::new();
    for place in places {
        let found = |text: &str| {
            let text = json!({ "zh-Hans": text, "en": "x" });
            names(&small::flaws(&small::spoilt(&place, text)))
        };
        let asks = PROSE.contains(&place.as_str()) || found("身份证号").contains("asks about person");
        if !asks || !found("重点人员").contains("person word") {
            overlooked.push(place);
        }
    }
    assert_eq!(overlooked, [""; 0]);
}

#[test]
fn a_bonus_section_cannot_take_points_away() {
    let found = names(&small::flaws(&small::spoilt("/sections/1/full_score", json!("-1"))));
    assert!(found.contains("negative"), "{found:?}");
}

/// Both become names of radio buttons in one page, where equal names are one group.
#[test]
fn a_veto_and_an_item_cannot_share_an_id() {
    let found = names(&small::flaws(&small::spoilt("/vetoes/0/id", json!("plain"))));
    assert!(found.contains("repeated id"), "{found:?}");
}
