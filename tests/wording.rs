//! Data → sentences, in three languages: nothing is left out, no blank is left open.

use std::collections::BTreeSet;
use std::mem::discriminant;

use yardstick::app::wording;
use yardstick::app::{FetchError, RestoreError, StoreError};
use yardstick::domain::intake::Verdict;
use yardstick::domain::json::{Problem, ProblemKind, Shape};
use yardstick::domain::{
    CheckMethod, Flaw, FlawKind, GradeId, Item, ItemId, Lang, Level, Missing, Quantity, Reason, Stage, Take, VetoId,
    points,
};
use yardstick::format::{Kind, ReadError};

use crate::cases;
use crate::small;
use crate::wide;

/// The sentence in every language: something, without an open blank.
fn rendered(what: &str, say: impl Fn(Lang) -> String) {
    for lang in Lang::ALL {
        let text = say(lang);
        assert!(!text.trim().is_empty(), "{what} says nothing in {}", lang.tag());
        // An empty object may be talked about; any other brace is a blank that stayed open.
        assert!(!text.replace("{ }", "").contains(['{', '}']), "{what} in {}: {text}", lang.tag());
    }
    let has_words = say(Lang::En).contains(char::is_alphabetic);
    assert!(!has_words || say(Lang::ZhHans) != say(Lang::En), "{what} is not translated");
}

/// How many variants of an enum the samples show.
fn kinds<T>(samples: &[T]) -> usize {
    let mut seen = Vec::new();
    for sample in samples.iter().map(discriminant) {
        if !seen.contains(&sample) {
            seen.push(sample);
        }
    }
    seen.len()
}

fn reasons() -> Vec<Reason> {
    let (full, each, lost) = (points("2"), points("0.5"), points("1.5"));
    let count = || "held".into();
    vec![
        Reason::Unanswered,
        Reason::Unfit,
        Reason::MayNotBeSkipped,
        Reason::Dropped { full },
        Reason::FullUnasked { full },
        Reason::Met { full },
        Reason::NotMet,
        Reason::Chosen { option: "good".into(), points: full },
        Reason::NothingDeducted { full },
        Reason::Short { count: count(), required: 4, actual: 1, short: 3, each, lost },
        Reason::Occurred { count: count(), times: 3, each, lost },
        Reason::Missing { element: "one".into(), lost: each },
        Reason::Exempt { element: "one".into() },
        Reason::Added { count: count(), times: 3, each, gained: lost },
        Reason::Ratio { part: 1, whole: 3, percent: points("33.33") },
        Reason::InBand { at_least: Some(points("95")), at_most: None, points: full },
        Reason::InBand { at_least: None, at_most: Some(points("3")), points: full },
        Reason::InBand { at_least: None, at_most: None, points: points("0") },
        Reason::RateOf { percent: points("33.33"), full, points: points("0.67") },
        Reason::PartExceedsWhole { part: 3, whole: 1 },
        Reason::NothingToDivide,
        Reason::TooLarge { count: count() },
        Reason::Surveyed { counted: 12, percent: points("90") },
        Reason::TooFewAnswers { valid: 2, minimum: 10 },
        Reason::MoreThanIssued { issued: 3, valid: 4 },
        Reason::Floor,
        Reason::Cap { cap: full },
    ]
    .into_iter()
    .chain(further_reasons())
    .collect()
}

fn further_reasons() -> Vec<Reason> {
    let (full, each) = (points("2"), points("0.5"));
    let (id, item) = (|| "held".into(), || ItemId::from("plain"));
    let date = |text: &str| text.parse().expect("a day");
    let off_target = |below, percent| Reason::OffTarget { below, gap: full, percent, every: each, each, points: full };
    let days_late = |days| Reason::DaysLate { due: date("2026-03-01"), done: date("2026-03-04"), days };
    let ratio = Quantity::Ratio { part: 1, whole: 3 };
    vec![
        Reason::FloorAt { floor: points("-1") },
        Reason::NotAsked { points: None },
        Reason::NotAsked { points: Some(full) },
        Reason::FixedUnasked { points: full },
        Reason::Zeroed { ruling: 0 },
        Reason::Filled { ruling: 0, full },
        Reason::Read { item: item(), value: ratio },
        Reason::Spared { count: id(), times: 3, free: 1 },
        Reason::Grouped { count: id(), times: 7, every: 5, groups: 1 },
        Reason::Took { take: Take::Sum, points: full },
        Reason::Took { take: Take::Highest, points: full },
        Reason::Took { take: Take::Lowest, points: full },
        Reason::Matter { what: "文件".to_owned(), class: id(), points: full },
        Reason::MostRows { most: 3 },
        Reason::There { have: 1, of: 3 },
        Reason::Measured { field: id(), value: full },
        Reason::CountsAsFull,
        Reason::OnTarget { full },
        off_target(true, true),
        off_target(false, false),
        days_late(3),
        days_late(-3),
        Reason::NotDone { points: full },
        Reason::Given { points: full },
        Reason::OffStep { lowest: points("0"), step: each },
        Reason::OutOfRange { least: Some(each), most: None },
        Reason::OutOf { value: full, out_of: full, full, points: full },
        Reason::Channel { channel: id(), counted: 4, percent: Some(full) },
        Reason::Channel { channel: id(), counted: 1, percent: None },
        Reason::Part { part: id(), points: full, reasons: vec![Reason::NotMet] },
        Reason::InPart { part: id(), why: Box::new(Reason::Unfit) },
        Reason::InRow { row: "r1".to_owned(), why: Box::new(Reason::OpenField { field: id() }) },
        Reason::Recorded,
        Reason::Rows { rows: 4 },
        Reason::Figure { figure: id(), value: Quantity::Nothing {} },
        Reason::OpenField { field: id() },
        Reason::BadField { field: id() },
        Reason::BadRows,
        Reason::NoSuchMove { to: id() },
        Reason::MoveNeeds { to: id() },
        Reason::BeyondReach,
    ]
}

#[test]
fn every_reason_has_its_sentence() {
    assert_eq!(kinds(&reasons()), 60, "a new reason needs a sample");
    let template = small::template();
    for item in template.items() {
        for reason in reasons() {
            rendered(&format!("{reason:?}"), |lang| wording::reason(lang, item, &reason));
        }
    }
}

#[test]
fn a_reason_names_its_field_in_the_words_of_the_author() {
    let template = small::template();
    let item = |id: &str| -> &Item { template.item(id).expect("an item") };
    let short = Reason::Short {
        count: "held".into(),
        required: 4,
        actual: 1,
        short: 3,
        each: points("0.5"),
        lost: points("1"),
    };
    let text = wording::reason(Lang::ZhHans, item("deduct"), &short);
    assert!(["次数", "4", "1", "3", "0.5"].iter().all(|part| text.contains(part)), "{text}");
    let stranger = Reason::TooLarge { count: "stranger".into() };
    assert!(wording::reason(Lang::En, item("deduct"), &stranger).contains("stranger"), "better its id than nothing");
}

#[test]
fn every_rule_and_method_has_its_sentence() {
    let (template, wide) = (small::template(), wide::template());
    let all: Vec<_> = template.items().chain(wide.items()).chain(cases::STRONG_BRANCH.items()).collect();
    for item in all {
        rendered(item.id.as_str(), |lang| wording::rule(lang, item));
    }
    for method in [CheckMethod::Documents, CheckMethod::OnSite, CheckMethod::Interview, CheckMethod::Survey] {
        rendered(&format!("{method:?}"), |lang| wording::method(lang, method).to_owned());
    }
}

#[test]
fn everything_missing_has_its_sentence() {
    let (item, veto) = (|| ItemId::from("plain"), VetoId::from("fails"));
    let missing = [
        Missing::UnitName,
        Missing::UnitType,
        Missing::Period,
        Missing::Answer(item()),
        Missing::Mend(item()),
        Missing::Remark(item()),
        Missing::Evidence(item(), 0),
        Missing::ConfirmedBy(item()),
        Missing::Veto(veto),
    ];
    assert_eq!(kinds(&missing), 9, "a new kind needs a sample");
    let template = small::template();
    let sentences: BTreeSet<String> =
        missing.iter().map(|one| wording::missing(Lang::En, &template, &[], one)).collect();
    assert_eq!(sentences.len(), 9, "{sentences:?}");
    for one in &missing {
        rendered(&format!("{one:?}"), |lang| wording::missing(lang, &template, &[], one));
    }
}

fn flaws() -> Vec<FlawKind> {
    let (id, grade) = (|| "a b".to_owned(), "best".to_owned());
    let (two, three) = (points("2"), points("3"));
    vec![
        FlawKind::BadId { id: id() },
        FlawKind::RepeatedId { id: id() },
        FlawKind::Empty,
        FlawKind::NoText,
        FlawKind::NoTranslation { lang: "en" },
        FlawKind::SectionSum { sum: two, printed: three },
        FlawKind::TotalSum { sum: two, printed: three },
        FlawKind::Negative,
        FlawKind::AboveFull { best: three, full: two },
        FlawKind::FullUnreachable { best: two, full: three },
        FlawKind::BandOrder,
        FlawKind::BandRest,
        FlawKind::UnknownGrade { grade },
        FlawKind::VetoWithoutEffect,
        FlawKind::UnknownUnitType { id: id() },
        FlawKind::UnknownParameter { id: id() },
        FlawKind::ParameterKind { id: id() },
        FlawKind::UnusedParameter,
        FlawKind::NotThere { id: id() },
        FlawKind::OutOfPlace { name: "weight" },
        FlawKind::Circle { path: "A1 → A2 → A1".to_owned() },
        FlawKind::TooDeep { most: 8 },
        FlawKind::Unreachable,
        FlawKind::MixedBands,
        FlawKind::NotPositive,
        FlawKind::NotScored,
        FlawKind::FloorAboveCap,
        FlawKind::BelowFloor { worst: two, floor: three },
        FlawKind::TooManyDecimals,
        FlawKind::TooMany { most: 64 },
        FlawKind::AsksAboutPerson { word: "住址" },
        FlawKind::PersonWord { word: "线索" },
    ]
}

#[test]
fn every_flaw_has_its_sentence_and_a_hint() {
    assert_eq!(kinds(&flaws()), 32, "a new flaw needs a sample");
    for (kind, level) in flaws().into_iter().zip([Level::Error, Level::Warning].into_iter().cycle()) {
        let flaw = Flaw { level, at: "sections.A".to_owned(), kind };
        rendered(&format!("{flaw:?}"), |lang| wording::flaw(lang, &flaw).0);
        rendered(&format!("the hint of {flaw:?}"), |lang| wording::flaw(lang, &flaw).1);
        rendered("a place", |lang| wording::flaw_place(lang, &flaw));
        assert!(wording::flaw_place(Lang::En, &flaw).contains("sections.A"));
    }
}

fn problems() -> Vec<ProblemKind> {
    let shapes = [
        Shape::Text,
        Shape::Decimal,
        Shape::Period,
        Shape::Date,
        Shape::Whole,
        Shape::Truth,
        Shape::List,
        Shape::Object,
        Shape::Nothing,
    ];
    let known = vec!["year".to_owned(), "month".to_owned()];
    let mut problems = vec![
        ProblemKind::Missing { name: "title".to_owned() },
        ProblemKind::Unknown { name: "tytle".to_owned() },
        ProblemKind::Unlisted { found: "week".to_owned(), known },
    ];
    problems.extend(shapes.map(|wanted| ProblemKind::Other { wanted }));
    problems
}

fn read_errors() -> Vec<ReadError> {
    let mut errors = vec![
        ReadError::TooLarge { most: 5 * 1024 * 1024 },
        ReadError::NotText,
        ReadError::CutOff { line: 3 },
        ReadError::NotJson { line: 3, column: 4, problem: "the key \"a\" stands twice".to_owned() },
        ReadError::NotOurs,
        ReadError::Newer { found: 9, supported: 1 },
        ReadError::Altered,
        ReadError::Template { flaws: vec![] },
    ];
    errors.extend(Kind::ALL.map(|found| ReadError::OtherKind { found, wanted: Kind::Template }));
    let malformed = |kind| ReadError::Malformed { problem: Problem { at: "body.unit".to_owned(), kind } };
    errors.extend(problems().into_iter().map(malformed));
    errors
}

#[test]
fn every_trouble_with_a_file_has_its_sentence() {
    assert_eq!((kinds(&read_errors()), kinds(&problems())), (10, 4), "a new kind needs a sample");
    for error in read_errors() {
        rendered(&format!("{error:?}"), |lang| wording::read_trouble(lang, &error));
    }
    let large = wording::read_trouble(Lang::En, &ReadError::TooLarge { most: 5 * 1024 * 1024 });
    assert!(large.contains('5') && !large.contains("5242880"), "{large}");
}

#[test]
fn every_trouble_with_the_store_has_its_sentence() {
    let detail = || "QuotaExceeded".to_owned();
    let errors = [
        StoreError::Conflict { found: 3 },
        StoreError::Full,
        StoreError::Newer,
        StoreError::Silent,
        StoreError::Unavailable(detail()),
        StoreError::Unreadable(detail()),
    ];
    assert_eq!(kinds(&errors), 6);
    for error in &errors {
        rendered(&format!("{error:?}"), |lang| wording::store_trouble(lang, error));
    }
    for error in [RestoreError::Snapshot(ReadError::Altered), RestoreError::Gap { found: 3, wanted: 4 }] {
        rendered(&format!("{error:?}"), |lang| wording::restore_trouble(lang, &error));
    }
    for error in [FetchError::OtherSite, FetchError::Status(404), FetchError::NoAnswer] {
        rendered(&format!("{error:?}"), |lang| wording::fetch_trouble(lang, "t.json", &error));
        assert!(wording::fetch_trouble(Lang::En, "t.json", &error).contains("t.json"));
    }
}

#[test]
fn every_verdict_has_a_word_and_a_sentence() {
    let other = || "WERC8GMRZG".to_owned();
    let verdicts = [
        Verdict::Accepted,
        Verdict::Newer { replaces: 3 },
        Verdict::Duplicate,
        Verdict::Older { newer: 4 },
        Verdict::Conflict { other: other() },
        Verdict::SecondReport { other: other() },
        Verdict::LookAlike { other: other(), unit: "东山村党支部".to_owned() },
    ];
    assert_eq!(kinds(&verdicts), 7);
    for verdict in &verdicts {
        rendered(&format!("{verdict:?}"), |lang| wording::verdict(lang, verdict).0.to_owned());
        rendered(&format!("{verdict:?}"), |lang| wording::verdict(lang, verdict).1);
    }
    let words: BTreeSet<&str> = verdicts.iter().map(|verdict| wording::verdict(Lang::ZhHans, verdict).0).collect();
    assert_eq!(words.len(), 7, "each is told apart by its word: {words:?}");
}

#[test]
fn periods_stages_and_grades_have_names() {
    for text in ["2026", "2026-H1", "2026-H2", "2026-Q3", "2026-04", "2026-04-A", "2026-04-B", "2026-S2"] {
        let period = text.parse().expect("a period");
        rendered(text, |lang| wording::period(lang, period));
        assert!(wording::period(Lang::ZhHans, period).contains("2026"));
    }
    for stage in [Stage::Draft, Stage::Submitted] {
        rendered(&format!("{stage:?}"), |lang| wording::stage(lang, stage).to_owned());
    }
    let grade = |id: &str| wording::grade(Lang::ZhHans, &small::template(), &GradeId::from(id));
    assert_eq!((grade("good"), grade("gone")), ("好".to_owned(), "gone".to_owned()));
}
