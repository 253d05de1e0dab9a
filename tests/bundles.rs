//! Bundles: everything of a machine in one file, of which damage costs only what it touches.

use serde_json::{Value, json};
use yardstick::app::{Committee, Picked, unpack};
use yardstick::domain::rollup::Rollup;
use yardstick::format::{
    Bundle, Kind, MAX_BUNDLE_BYTES, Place, ReadError, VERSION, canonical, kind_of, no_decoder, read_bundle,
    read_submission, sha256, write_rollup, write_submission, write_template,
};

use crate::cases;
use crate::project;
use crate::scenario::Scenario;
use crate::small;

/// A short sheet of its own.
fn sheet(id: &str, option: &str) -> String {
    write_submission(Scenario::with(small::sheet()).called(id).choose("plain", option).sheet()).text
}

/// Three sheets, one of which was also handed up here, a template and a roll-up.
fn documents() -> Vec<(Place, String)> {
    let rollup = write_rollup(&Rollup::of(small::template(), &[], None)).text;
    vec![
        (Place::Received, sheet("one", "yes")),
        (Place::Records, sheet("one", "yes")),
        (Place::Records, sheet("two", "no")),
        (Place::Records, sheet("three", "yes")),
        (Place::Rollups, rollup),
        (Place::Templates, write_template(&small::template())),
    ]
}

fn bundle(documents: &[(Place, String)]) -> String {
    let mut bundle = Bundle::default();
    for (place, text) in documents {
        bundle.add(*place, text.as_bytes()).expect("whole");
    }
    assert_eq!(bundle.len(), documents.len());
    bundle.write().text
}

fn sorted(mut documents: Vec<(Place, String)>) -> Vec<(Place, String)> {
    documents.sort();
    documents
}

/// What is whole in a file, each document read by itself, and the damage of the whole.
fn whole(file: &[u8]) -> (Vec<(Place, String)>, Option<ReadError>) {
    let unpacked = read_bundle(file).expect("a bundle");
    let reads = |place: Place, file: &[u8]| Bundle::default().add(place, file).is_ok();
    let whole = unpacked.members.into_iter().filter(|member| reads(member.place, &member.file));
    let text = |file: &[u8]| String::from_utf8(file.to_vec()).expect("text");
    (sorted(whole.map(|member| (member.place, text(&member.file))).collect()), unpacked.damage)
}

#[test]
fn what_goes_in_comes_out_and_the_order_changes_no_byte() {
    let documents = documents();
    let text = bundle(&documents);
    assert_eq!(kind_of(text.as_bytes()), Ok(Kind::Bundle));
    assert_eq!(whole(text.as_bytes()), (sorted(documents.clone()), None));
    let mut other = documents.clone();
    other.reverse();
    other.push(documents[0].clone());
    let mut again = Bundle::default();
    for (place, text) in &other {
        again.add(*place, text.as_bytes()).expect("whole");
    }
    assert_eq!(again.write().text, text);
    assert_eq!(text.lines().count(), documents.len() + 5, "each document on a line, and the frame");
    let empty = bundle(&[]);
    assert_eq!(whole(empty.as_bytes()), (vec![], None));
}

#[test]
fn its_digest_is_that_of_its_canonical_text() {
    let text = bundle(&documents());
    let mut document: Value = serde_json::from_str(&text).expect("one JSON document");
    let stated = document.as_object_mut().expect("an object").remove("integrity");
    assert_eq!(stated, Some(json!({ "alg": "jcs-sha256", "digest": sha256(&canonical(&document)) })));
}

#[test]
fn one_that_was_laid_out_anew_is_the_same() {
    let (documents, text) = (documents(), bundle(&documents()));
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let inline = format!("{{\"format\":\"yardstick.bundle\",{}", &canonical(&value)[1..]);
    let inline = inline.replacen(",\"format\":\"yardstick.bundle\",\"id\"", ",\"id\"", 1);
    let marked = format!("\u{feff}{text}");
    let windows = text.replace('\n', "\r\n");
    let broken = text.replacen("},\"format\"", "},\n\"format\"", 1);
    assert_ne!(broken, text, "a document on two lines");
    for other in [value.to_string(), serde_json::to_string_pretty(&value).expect("JSON"), windows, marked, broken] {
        assert_eq!(whole(other.as_bytes()), (sorted(documents.clone()), None), "{}", &other[..80]);
    }
    assert!(inline.starts_with("{\"format\":\"yardstick.bundle\",\"body\""));
    assert_eq!(read_bundle(inline.as_bytes()).map(|read| read.members.len()), Ok(documents.len()));
}

#[test]
fn damage_costs_the_lines_it_touches_and_is_told() {
    let documents = sorted(documents());
    let text = bundle(&documents).into_bytes();
    let lines: Vec<usize> = (0..text.len()).filter(|n| text[*n] == b'\n').collect();
    // Behind the name that says what it is; every byte of the frame, and some of each document.
    for at in (30..text.len()).filter(|at| at % 61 == 0 || *at < 90 || *at > text.len() - 120 || lines.contains(at)) {
        let mut bad = text.clone();
        bad[at] ^= 1 << (at % 8);
        let Ok(read) = read_bundle(&bad) else {
            // One digit of the version makes it a newer one.
            assert!((28..50).contains(&at), "byte {at} made it unreadable");
            continue;
        };
        assert!(read.damage.is_some(), "byte {at} was not noticed");
        let (left, _) = whole(&bad);
        let touched = if lines.contains(&at) { 2 } else { 1 };
        assert!(left.len() + touched >= documents.len(), "byte {at} cost {} documents", documents.len() - left.len());
        // Its text is as it was, though the name of its list may be damaged.
        for (_, found) in &left {
            assert!(documents.iter().any(|(_, text)| text == found), "byte {at} made another document");
        }
    }
}

#[test]
fn of_a_file_that_stops_in_the_middle_everything_before_that_is_there() {
    let documents = sorted(documents());
    let text = bundle(&documents);
    for at in (40..text.len()).step_by(101) {
        let cut = &text.as_bytes()[..at];
        if !cut.contains(&b'\n') {
            let cut_off = ReadError::CutOff { line: 1 };
            assert!(
                read_bundle(cut).map_or_else(|error| error == cut_off, |read| read.damage == Some(cut_off.clone()))
            );
            continue;
        }
        let lines = cut.split(|&byte| byte == b'\n').rev().skip(1);
        let complete = lines.filter(|line| line.starts_with(b"{\"body\"")).count();
        let (left, damage) = whole(cut);
        assert!(left.len() >= complete, "cut at {at}: {} of {complete}", left.len());
        assert_eq!(damage, Some(ReadError::CutOff { line: cut.split(|&byte| byte == b'\n').count() }), "cut at {at}");
    }
}

#[test]
fn what_is_damaged_or_of_another_kind_gets_into_none() {
    let mut bundle = Bundle::default();
    let bad = sheet("one", "yes").replace("\"yes\"", "\"no\"");
    assert_eq!(bundle.add(Place::Records, bad.as_bytes()), Err(ReadError::Altered));
    let template = small::file(&small::standard());
    let wrong = Err(ReadError::OtherKind { found: Kind::Template, wanted: Kind::Submission });
    assert_eq!(bundle.add(Place::Records, template.as_bytes()), wrong);
    assert!(bundle.is_empty());
    // One that was written by hand is sealed there.
    assert_eq!(bundle.add(Place::Templates, template.as_bytes()), Ok(()));
    assert!(!bundle.is_empty());
    assert!(whole(bundle.write().text.as_bytes()).0[0].1.contains("jcs-sha256"));
    let text = bundle.write().text;
    let wrong = Some(ReadError::OtherKind { found: Kind::Bundle, wanted: Kind::Submission });
    assert_eq!(read_submission(text.as_bytes()).err(), wrong);
    let wrong = ReadError::OtherKind { found: Kind::Template, wanted: Kind::Bundle };
    assert_eq!(read_bundle(template.as_bytes()).err(), Some(wrong));
}

#[test]
fn a_newer_a_huge_and_a_strange_one_are_refused() {
    let text = bundle(&documents());
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(read_bundle(newer.as_bytes()).err(), Some(ReadError::Newer { found: 2, supported: VERSION }));
    let huge = vec![b' '; MAX_BUNDLE_BYTES + 1];
    assert_eq!(read_bundle(&huge).err(), Some(ReadError::TooLarge { most: MAX_BUNDLE_BYTES }));
    let full = vec![b' '; MAX_BUNDLE_BYTES];
    assert_eq!(read_bundle(&full).err(), Some(ReadError::TooLarge { most: yardstick::format::MAX_BYTES }));
    let strange = "{\"format\":\"yardstick.bundle\",\"version\":1,\"id\":\"x\",\"body\":{\"persons\":[]}}";
    assert_eq!(read_bundle(strange.as_bytes()).err(), Some(ReadError::NotOurs));
    let strange = json!({ "format": "yardstick.bundle", "version": 1, "id": "x", "body": { "persons": [] } });
    assert_eq!(read_bundle(cases::sealed(strange).as_bytes()).err(), Some(ReadError::NotOurs));
}

#[test]
fn one_larger_than_any_single_file_is_read() {
    let mut bundle = Bundle::default();
    for n in 0..150 {
        let sheet = Scenario::with(cases::one("sixteen", "01")).called(&format!("unit-{n}"));
        bundle.add(Place::Received, write_submission(sheet.sheet()).text.as_bytes()).expect("whole");
    }
    let text = bundle.write().text;
    assert!(text.len() > yardstick::format::MAX_BYTES, "{} bytes", text.len());
    let unpacked = read_bundle(text.as_bytes()).expect("a bundle");
    assert_eq!((unpacked.members.len(), unpacked.damage), (150, None));
}

#[test]
fn the_committee_takes_a_bundle_as_its_files() {
    let text = bundle(&documents());
    let mut committee = Committee::default();
    committee.stage(vec![Picked { name: "all.json".to_owned(), contents: Ok(text.clone().into_bytes()) }], no_decoder);
    assert_eq!((committee.staged.len(), committee.countable()), (3, 3), "the one that stands twice comes once");
    assert_eq!(committee.staged[0].name, "all.json (1)");
    committee.commit();
    assert_eq!(committee.counted(), 3);
    // A damaged one is told beside what is whole in it.
    let cut = unpack("all.json", &text.as_bytes()[..text.len() - 20], Kind::Submission);
    assert!(matches!(cut.last().map(|last| &last.contents), Some(Err(ReadError::CutOff { .. }))));
    assert_eq!(cut.iter().filter(|picked| picked.contents.is_ok()).count(), 3);
}

#[test]
fn every_version_of_a_bundle_still_reads() {
    let text = bundle(&documents());
    let newest = project::path(&format!("tests/fixtures/bundle/v{VERSION}.json"));
    if project::is_updating() && !newest.exists() {
        std::fs::create_dir_all(newest.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(newest, &text).expect("a fixture can be written");
    }
    for version in 1..=VERSION {
        let text = project::read(&format!("tests/fixtures/bundle/v{version}.json"));
        let (left, damage) = whole(text.as_bytes());
        assert_eq!((left.len(), damage), (6, None), "v{version}");
    }
}
