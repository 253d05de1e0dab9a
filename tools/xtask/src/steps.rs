//! `cargo xtask test`: every check, each timed, none hidden by an earlier failure.

use std::fs;

use crate::pipeline::{self, cargo};
use crate::report::Report;
use crate::run::{Failure, Outcome, command, run};
use crate::{browsers, bundle, deny, fuzz, oracle, paths, setup};

/// What takes seconds once it is compiled: format, lints, native tests.
pub(crate) fn quick() -> Outcome {
    let mut report = Report::default();
    native(&mut report);
    conclude(&report)
}

/// How often each browser is killed.
#[derive(Clone, Copy)]
pub(crate) enum Kills {
    Some = 20,
    Many = 100,
}

/// Everything, the built page in all browsers included.
pub(crate) fn everything(kills: Kills) -> Outcome {
    let mut report = Report::default();
    // Old figures must not pass for today's.
    for left in ["reliability", "reliability.json", "matrix.json"].map(|name| paths::target().join(name)) {
        let _ = if left.is_dir() { fs::remove_dir_all(left) } else { fs::remove_file(left) };
    }
    let tools = report.step("set up the build", || setup::build_tools().map(|()| String::new()));
    let driver = report.step("set up the browsers", || browsers::install().map(|()| String::new()));

    native(&mut report);
    report.step("licences and sources of what is linked", deny::check);
    report.step("tests of the tools", || {
        cargo(&["test", "--package", "xtask", "--package", "wasm-bindgen-shim", "--profile", "tool"])
    });
    report.step("pure floors for the browser", || cargo(&["check", "--target", "wasm32-unknown-unknown", "--lib"]));

    report.step("broken files, by the fuzzer", || fuzz::fuzz(fuzz::SHORT));

    let page = tools && report.step("build the page", bundle::page);
    if !tools {
        report.skip("build the page", "the build is not set up");
    }
    let cli = report.step("build the command line", || {
        cargo(&["build", "--profile", "cli", "--features", "cli", "--bin", "yardstick"])
    });
    if cli {
        report.step("second implementation, in Python", oracle::compare);
    } else {
        report.skip("second implementation, in Python", "it is compared with the command line");
    }
    if page && cli && driver {
        report.step("tests in the browsers", || pipeline::browser_tests(kills as u32));
        report.step("the story in every browser", pipeline::matrix);
    } else {
        for name in ["tests in the browsers", "the story in every browser"] {
            report.skip(name, "they need the page, the command line and the browsers");
        }
    }
    if driver {
        report.step("figures on reliability", pipeline::figures);
    }
    conclude(&report)
}

/// `cargo xtask matrix`: the story in every browser, on a fresh build.
pub(crate) fn matrix() -> Outcome {
    fresh()?;
    pipeline::matrix().map(drop)
}

/// `cargo xtask bench`: the measurements, on a fresh build.
pub(crate) fn bench(args: &[&str]) -> Outcome {
    fresh()?;
    let mut node = browsers::node();
    node.arg("bench/run.mjs").args(args);
    run(&mut node, "read the message above")
}

/// The browsers, the page and the command line.
fn fresh() -> Outcome {
    setup::build_tools()?;
    browsers::install()?;
    bundle::page()?;
    cargo(&["build", "--profile", "cli", "--features", "cli", "--bin", "yardstick"]).map(drop)
}

/// `cargo xtask bench scoring`: what an answer costs, without a browser.
pub(crate) fn bench_scoring() -> Outcome {
    cargo(&["run", "--profile", "cli", "--example", "scoring"]).map(drop)
}

/// A million simulated crashes; the tests leave their figures in `target/reliability/`.
fn reliability() -> Outcome<String> {
    let mut tests = command("cargo");
    tests.args(["test", "--profile", "sim", "--test", "house", "reliability"]).env("YARDSTICK_SIM", "100");
    run(&mut tests, "the seed and the disk are in the message above")?;
    let file = paths::target().join("reliability/native.json");
    let figures = std::fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let drop = |c: &char| !matches!(c, '{' | '}' | '"' | '\n');
    Ok(figures.chars().filter(drop).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

fn native(report: &mut Report) {
    report.step("format", || cargo(&["fmt", "--all", "--check"]));
    report.step("lints", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]));
    report.step("lints, all features", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])
    });
    // The lints have compiled the tests without the pages; they are the same ones.
    report.step("tests", || cargo(&["test", "--all-features", "--package", "yardstick", "--package", "age-file"]));
    // After the tests that simulate less: its figures stay.
    report.step("crashes and power cuts, simulated", reliability);
}

fn conclude(report: &Report) -> Outcome {
    if report.finish() {
        return Ok(());
    }
    Err(Failure::new("not every step passed", "look for the first FAILED step above"))
}
