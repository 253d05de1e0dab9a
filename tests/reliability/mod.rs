//! Reliability in numbers: real pages on a disk that fails. What was found stands in
//! `target/reliability/*.json` for the table of the test command.

mod cuts;
mod disk;
mod files;
mod life;

use std::path::PathBuf;

use serde_json::Value;

/// How much is tried, in hundredths of what the test command tries: it sets `YARDSTICK_SIM=100`.
fn scale() -> u64 {
    let told = std::env::var("YARDSTICK_SIM").ok().and_then(|told| told.parse().ok());
    told.unwrap_or(5)
}

/// So much of what a release tries, at least once.
fn scaled(whole: u64) -> u64 {
    (whole * scale() / 100).max(1)
}

/// Keeps the figures of a test.
fn record(name: &str, figures: &Value) {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::project::path("target"), PathBuf::from);
    let folder = crate::project::path("").join(target).join("reliability");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let text = serde_json::to_string_pretty(figures).expect("JSON");
    println!("{name}: {text}");
    std::fs::write(folder.join(format!("{name}.json")), text).expect("a file can be written");
}
