//! The programs behind the test steps, and the counts in their output.

use std::fs;
use std::process::Command;

use crate::run::{Failure, Outcome, command, line, run_and_read};
use crate::{browsers, paths};

/// Runs Cargo; returns the test counts if it printed any.
pub(crate) fn cargo(args: &[&str]) -> Outcome<String> {
    let next = match args.first() {
        Some(&"fmt") => "run cargo fmt --all",
        _ => "read Cargo's messages above",
    };
    finished(command("cargo").args(args), next, cargo_counts)
}

/// Runs all browser tests but the matrix, one file after the other; each browser is killed so many times. Each test
/// writes into a book how much was asked, and how much of others than the page's own site: that must be nothing.
pub(crate) fn browser_tests(kills: u32) -> Outcome<String> {
    let book = paths::target().join("canary.txt");
    let _ = fs::remove_file(&book);
    let mut node = node_tests();
    node.args(browsers::test_files()?).env("YARDSTICK_KILLS", kills.to_string()).env("YARDSTICK_CANARY", &book);
    let counts =
        finished(&mut node, "read the failing test's message above; run one file with node --test", node_counts)?;
    let book = fs::read_to_string(&book).map_err(|error| Failure::file(&book, &error))?;
    let [browsers, requests, elsewhere] = sums(&book);
    let told = format!("{elsewhere} of {requests} requests in {browsers} browsers went to others than the site");
    if elsewhere == 0 {
        return Ok(format!("{counts}; {told}"));
    }
    Err(Failure::new(told, "see what a test's message names; the page asks nobody but its own site"))
}

/// Adds up lines of three numbers.
fn sums(book: &str) -> [u64; 3] {
    let mut sums = [0; 3];
    for line in book.lines() {
        for (sum, number) in sums.iter_mut().zip(line.split(' ')) {
            *sum += number.parse().unwrap_or(0);
        }
    }
    sums
}

/// Runs the matrix; its table is in `target/matrix.json`.
pub(crate) fn matrix() -> Outcome<String> {
    let next = "read the failing cell's message above; MATRIX=Firefox and so on runs a part of it";
    let tested = finished(node_tests().arg(browsers::MATRIX), next, node_counts);
    let (_, table) = run_and_read(browsers::node().arg("tests/browser/lib/table.mjs"))?;
    let sum = table.lines().last().unwrap_or_default().to_owned();
    tested.map(|_| sum.clone()).map_err(|failure| failure.noted(sum))
}

/// Puts the figures that the tests left into `target/reliability.json`, and prints them.
pub(crate) fn figures() -> Outcome<String> {
    finished(browsers::node().arg("tests/browser/lib/figures.mjs"), "read the message above", |_| String::new())
}

fn node_tests() -> Command {
    let mut node = browsers::node();
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    node
}

fn finished(command: &mut Command, next: &str, counts: fn(&str) -> String) -> Outcome<String> {
    let (success, output) = run_and_read(command)?;
    let counts = counts(&output);
    if success {
        return Ok(counts);
    }
    Err(Failure::new(format!("`{}`", line(command)), next).noted(counts))
}

/// Adds up the lines `test result: ok. 5 passed; 0 failed; …`.
fn cargo_counts(output: &str) -> String {
    let mut sums = [0_u32; 3];
    let mut any = false;
    for result in output.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        any = true;
        for (sum, word) in sums.iter_mut().zip(["passed", "failed", "ignored"]) {
            *sum += number_before(result, word);
        }
    }
    if any { described(sums) } else { String::new() }
}

fn number_before(text: &str, word: &str) -> u32 {
    let (before, _) = text.split_once(&format!(" {word}")).unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Reads the last lines `ℹ pass 24`, `ℹ fail 0` and `ℹ skipped 0`.
fn node_counts(output: &str) -> String {
    let number = |word: &str| {
        let last = output.lines().rev().find_map(|line| line.split_once(&format!("ℹ {word} ")));
        last.and_then(|(_, number)| number.trim().parse().ok())
    };
    match (number("pass"), number("fail"), number("skipped")) {
        (Some(passed), Some(failed), skipped) => described([passed, failed, skipped.unwrap_or(0)]),
        _ => String::new(),
    }
}

fn described([passed, failed, skipped]: [u32; 3]) -> String {
    let passed = format!("{passed} tests passed");
    let others = [(failed, "failed"), (skipped, "skipped")];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    std::iter::once(passed).chain(others.map(|(count, what)| format!("{count} {what}"))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_several_test_binaries_are_added() {
        let output = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured\n\
                      test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured\n";
        assert_eq!(cargo_counts(output), "17 tests passed, 2 failed, 1 skipped");
        assert_eq!(cargo_counts("Finished"), "");
    }

    #[test]
    fn what_each_test_file_wrote_is_added() {
        assert_eq!(sums("3 120 0\n1 7 2\n"), [4, 127, 2]);
    }

    #[test]
    fn counts_of_node_are_the_last_ones() {
        let output = "ℹ pass 1\nℹ tests 24\nℹ pass 24\nℹ fail 0\nℹ skipped 0\n";
        assert_eq!(node_counts(output), "24 tests passed");
    }
}
