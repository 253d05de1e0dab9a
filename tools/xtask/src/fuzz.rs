//! `cargo xtask fuzz`: libFuzzer on the readers, for so many seconds each.

use std::fs;
use std::process::Command;

use crate::paths;
use crate::run::{Failure, Outcome, ask, command, run};
use crate::setup::install;

const CARGO_FUZZ: &str = "0.13.2";
const TARGETS: [&str; 5] = ["template", "submission", "condition", "archive", "stored"];

/// What every test run spends on each target; a release takes ten minutes.
pub(crate) const SHORT: u32 = 15;

/// Runs every target; a crash leaves its input in `fuzz/artifacts/` and fails.
pub(crate) fn fuzz(seconds: u32) -> Outcome<String> {
    cargo_fuzz()?;
    seeds()?;
    for target in TARGETS {
        let time = format!("-max_total_time={seconds}");
        // Stable Rust: the address sanitizer needs nightly, and this project has no unsafe code.
        let mut fuzz = cargo();
        fuzz.args(["run", "--sanitizer", "none", target]);
        fuzz.args(["--", &time, "-max_len=65536", "-timeout=10", "-verbosity=0", "-print_final_stats=1"]);
        run(
            &mut fuzz,
            &format!("the input is in fuzz/artifacts/{target}; keep it in fuzz/seeds/{target} once mended"),
        )?;
    }
    Ok(format!("{} targets, {seconds} s each, no crash", TARGETS.len()))
}

fn cargo() -> Command {
    let mut cargo = command("cargo");
    cargo.arg("fuzz");
    cargo
}

fn cargo_fuzz() -> Outcome {
    if ask("cargo-fuzz", &["--version"]).is_some_and(|version| version == format!("cargo-fuzz {CARGO_FUZZ}")) {
        return Ok(());
    }
    install("cargo-fuzz", CARGO_FUZZ, &[])
}

/// The corpus begins with what is checked in: files that once failed, templates, worked cases.
fn seeds() -> Outcome {
    let bodies = ["tests/cases/strong_branch", "tests/cases/sixteen", "tests/examples"];
    for (target, folders) in [
        ("template", &["templates", "tests/mechanisms"][..]),
        ("submission", &bodies),
        ("condition", &[]),
        ("archive", &[]),
        ("stored", &[]),
    ] {
        let corpus = paths::at("fuzz/corpus").join(target);
        fs::create_dir_all(&corpus).map_err(|error| Failure::file(&corpus, &error))?;
        let own = format!("fuzz/seeds/{target}");
        for folder in folders.iter().copied().chain([own.as_str()]) {
            copy(folder, &corpus, target == "submission" && folder != own)?;
        }
    }
    Ok(())
}

/// Copies every file below a folder that is there; a body is told by a byte in front for which template it is.
fn copy(folder: &str, corpus: &std::path::Path, as_body: bool) -> Outcome {
    let Ok(entries) = fs::read_dir(paths::at(folder)) else { return Ok(()) };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let below = format!("{folder}/{name}");
        if path.is_dir() {
            copy(&below, corpus, as_body)?;
            continue;
        }
        let text = fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
        let bytes = if as_body { [b"\0", text.as_slice()].concat() } else { text };
        let seed = corpus.join(below.replace('/', "_"));
        fs::write(&seed, bytes).map_err(|error| Failure::file(&seed, &error))?;
    }
    Ok(())
}
