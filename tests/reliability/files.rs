//! Files that were cut, changed, or came in another order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use serde_json::json;
use yardstick::domain::intake::{Intake, Received};
use yardstick::domain::rollup::Rollup;
use yardstick::format::{read_submission, write_rollup, write_submission};

use super::{record, scaled};
use crate::cases;
use crate::random::Random;
use crate::scenario::Scenario;
use crate::small;

/// A filled sheet, another one for each seed.
fn sheet(seed: usize) -> Scenario {
    let mut random = Random::new(seed as u64);
    let mut count = |most: usize| u32::try_from(random.below(most)).expect("a small number");
    let sheet = Scenario::with(small::sheet()).called(&format!("unit-{seed}"));
    let sheet = sheet.unit(&format!("东山村{seed}"), "village", "2026").choose("plain", ["yes", "no"][seed % 2]);
    let sheet = sheet.count("deduct", "held", count(9)).count("deduct", "late", count(9)).count("rate", "whole", 9);
    sheet.count("rate", "part", count(9)).remark("levels", &"记\t事".repeat(count(9) as usize)).veto("fails", false)
}

fn export(seed: usize) -> Vec<u8> {
    write_submission(sheet(seed).sheet()).text.into_bytes()
}

/// Runs over all seeds on every core; each returns how many were tried and how many were let in.
fn tried(seeds: u64, each: impl Fn(usize) -> (u64, u64) + Sync) -> (u64, u64) {
    let (next, files, let_in) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed as u64 >= seeds {
                        break;
                    }
                    let (tried, wrong) = each(seed);
                    files.fetch_add(tried, Ordering::Relaxed);
                    let_in.fetch_add(wrong, Ordering::Relaxed);
                }
            });
        }
    });
    (files.into_inner(), let_in.into_inner())
}

#[test]
fn no_beginning_and_no_changed_byte_of_an_export_is_let_in() {
    let cut = tried(scaled(200), |seed| {
        let file = export(seed);
        let let_in = (0..file.len()).filter(|at| read_submission(&file[..*at]).is_ok()).count();
        (file.len() as u64, let_in as u64)
    });
    let changed = tried(scaled(50), |seed| {
        let mut file = export(seed);
        let mut let_in = 0;
        for at in 0..file.len() {
            let was = file[at];
            // Every other value comes up somewhere.
            file[at] = was ^ u8::try_from(1 + (at * 7 + seed) % 255).expect("a byte");
            let_in += u64::from(read_submission(&file).is_ok());
            file[at] = was;
        }
        assert!(read_submission(&file).is_ok(), "whole it is let in");
        (file.len() as u64, let_in)
    });
    let figures = json!({
        "beginnings_of_exports": cut.0, "let_in": cut.1,
        "changed_bytes": changed.0, "changed_let_in": changed.1,
    });
    record("files", &figures);
    assert_eq!((cut.1, changed.1), (0, 0));
}

#[test]
fn every_order_of_the_same_files_gives_one_roll_up() {
    let late = Scenario::with(sheet(1).sheet().clone()).count("deduct", "late", 30);
    let contradiction = sheet(2).remark("plain", "甲");
    let other = sheet(2).remark("plain", "乙");
    let second = sheet(3).called("unit-3b");
    let sheets = [sheet(1), late, sheet(2), contradiction, other, sheet(3), second, sheet(4), sheet(4)];
    let mut files: Vec<Received> = sheets.iter().map(|one| cases::received(one.sheet())).collect();
    let (orders, mut random) = (scaled(10_000), Random::new(7));
    let mut rollups: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for _ in 0..orders {
        random.shuffle(&mut files);
        let mut intake = Intake::default();
        for file in &files {
            intake.take(file.clone());
        }
        let held: Vec<&Received> = intake.held().collect();
        let rolled = || write_rollup(&Rollup::of(small::template(), &held, None)).text;
        rollups.entry(held.iter().map(|held| held.digest.clone()).collect()).or_insert_with(rolled);
    }
    record("orders", &json!({ "orders_of_files": orders, "different_roll_ups": rollups.len() }));
    assert_eq!(rollups.len(), 1);
    assert!(rollups.values().all(|text| text.contains("unit-3b") && text.contains("unit-4")));
}
