//! Crashes at every step and every byte, and power cuts: what was acknowledged is there afterwards.

use serde_json::json;
use yardstick::app::{Parts, read};

use super::disk::{crashes, power_cut};
use super::life::Life;
use super::{record, scaled};

/// How many ways a power cut may go are tried for each thing written.
const CUTS: u64 = 120;

#[derive(Default)]
struct Count {
    crashes: u64,
    cuts: u64,
    saves: u64,
    restarts: u64,
    branches: u64,
    lost: u64,
}

/// Lives until so many crash points were looked at.
fn live(seed: u64, strict: bool, most: u64, count: &mut Count) {
    let mut life = Life::new(seed, strict);
    let mut older = life.desk.aside.clone();
    while count.crashes < most {
        life.act();
        if life.random.once_in(3) {
            continue;
        }
        while life.begin() {
            let flying = life.flying.as_ref().expect("it was begun").puts.clone();
            let base = life.synced.clone();
            let mut states: Vec<Parts> = Vec::new();
            // Now and then the page goes on from one of these disks.
            let chosen = if life.random.once_in(60) { Some(count.crashes + life.random.next() % 900) } else { None };
            crashes(&base, &flying, |parts| {
                count.crashes += 1;
                life.look(parts);
                if Some(count.crashes) == chosen {
                    states.push(parts.clone());
                }
            });
            let unsynced: Vec<_> = life.unsynced.iter().flatten().chain(&flying).cloned().collect();
            for _ in 0..CUTS {
                count.cuts += 1;
                let mut random = life.random.clone();
                let parts = power_cut(&mut random, &base, &unsynced);
                life.random = random;
                life.look(&parts);
                if life.random.once_in(8000) {
                    states.push(parts);
                }
            }
            if life.random.once_in(8) {
                older = life.desk.aside.clone();
            }
            match states.pop().filter(|_| life.id.is_some()) {
                Some(disk) => {
                    count.restarts += 1;
                    life.crash(disk, &older);
                }
                None => {
                    let well = !life.random.once_in(12);
                    life.end(well);
                }
            }
        }
    }
    count.saves += life.saves;
    count.branches += life.branches;
    count.lost += life.lost;
}

#[test]
fn nothing_acknowledged_is_lost_by_a_crash_or_a_power_cut() {
    let (most, mut count) = (scaled(1_000_000), Count::default());
    for seed in 1..=8 {
        let part = most * seed / 8;
        live(seed, true, part, &mut count);
        assert_eq!(count.lost, 0, "seed {seed} lost what was acknowledged");
    }
    record(
        "native",
        &json!({
            "crash_points": count.crashes,
            "power_cuts": count.cuts,
            "acknowledged_saves": count.saves,
            "pages_opened_again": count.restarts,
            "versions_of_other_windows_kept": count.branches,
            "acknowledged_edits_lost": count.lost,
        }),
    );
    assert!(count.saves * 3_000 > most && count.cuts * 13 > most && count.restarts > 0, "it looked at little");
}

#[test]
fn a_record_of_the_first_version_is_written_anew_or_stays_as_it_was() {
    let (mut points, mut stopped) = (0, 0);
    for seed in 1..=40 {
        let mut life = Life::new(seed, true);
        let older = life.desk.aside.clone();
        let lines = loop {
            life.act();
            while life.begin() {
                life.end(true);
            }
            if life.random.once_in(9)
                && let Some(lines) = life.grow_old(&older)
            {
                break lines;
            }
        };
        let id = life.id.clone().expect("a record");
        let is_old = |parts: &Parts| read(parts, &id).expect("a record").is_old;
        assert!(is_old(&life.parts), "seed {seed}");
        assert!(life.begin(), "it is written anew without being touched");
        let flying = life.flying.as_ref().expect("it was begun").puts.clone();
        // The page goes on from one of these disks.
        let (mut disk, base, mut length) = (life.synced.clone(), life.synced.clone(), 0);
        crashes(&base, &flying, |_| length += 1);
        let chosen =
            points + if seed % 2 == 0 { life.random.next() % length } else { length - life.random.next() % 400 };
        crashes(&base, &flying, |parts| {
            points += 1;
            life.look(parts);
            if points == chosen {
                disk.clone_from(parts);
            }
        });
        assert_eq!(life.lost, 0, "seed {seed}");
        stopped += u64::from(!is_old(&disk));
        life.crash(disk, &older);
        while life.begin() {
            life.end(true);
        }
        let before: Vec<String> =
            serde_json::from_str(life.parts.before.as_deref().expect("what it was")).expect("a list");
        assert!(before.starts_with(&lines), "what it was is kept");
        assert!(!is_old(&life.parts), "it is written anew");
        life.crash(life.parts.clone(), &older);
        assert!(!life.begin(), "once is enough");
    }
    record("native-older-records", &json!({ "records_written_anew": 40, "crash_points": points, "lost": 0 }));
    assert!(points > 100_000 && stopped > 0, "it looked at little: {points}, {stopped}");
}

#[test]
fn a_disk_that_is_not_synced_loses_and_is_found_out() {
    let mut count = Count::default();
    live(1, false, scaled(1_000_000) / 10, &mut count);
    assert!(count.lost > count.cuts / 100, "the tests above could not fail: {} of {}", count.lost, count.cuts);
}
