//! What is printed while steps run, and the table at the end.

use std::time::{Duration, Instant};

use crate::run::Outcome;

/// How a step ended.
pub(crate) enum Result {
    Passed,
    Failed,
    Skipped,
}

/// One line of the table.
struct Line {
    name: String,
    result: Result,
    took: Duration,
    note: String,
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
}

impl Report {
    /// Runs a step under a heading; what it returns (test counts, say) goes into the table.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome<String>) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let (result, note) = match work() {
            Ok(note) => (Result::Passed, note),
            Err(failure) => {
                eprintln!("{failure}");
                (Result::Failed, failure.note)
            }
        };
        let passed = matches!(result, Result::Passed);
        self.add(name, result, start.elapsed(), note);
        passed
    }

    /// Notes a step that could not be tried.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        println!("\n── {name}: skipped, {why}");
        self.add(name, Result::Skipped, Duration::ZERO, why.to_owned());
    }

    /// Prints the table; false unless all steps passed.
    pub(crate) fn finish(&self) -> bool {
        let wide = self.lines.iter().map(|line| line.name.chars().count()).max().unwrap_or(0);
        println!("\n── summary");
        for line in &self.lines {
            let result = match line.result {
                Result::Passed => "ok",
                Result::Failed => "FAILED",
                Result::Skipped => "skipped",
            };
            let seconds = line.took.as_secs_f64();
            println!("{:wide$}  {result:<7} {seconds:>7.1} s  {}", line.name, line.note);
        }
        let total: f64 = self.lines.iter().map(|line| line.took.as_secs_f64()).sum();
        let bad = self.lines.iter().filter(|line| !matches!(line.result, Result::Passed)).count();
        match bad {
            0 => println!("\nall {} steps passed in {total:.1} s", self.lines.len()),
            _ => println!("\n{bad} of {} steps did not pass ({total:.1} s)", self.lines.len()),
        }
        bad == 0
    }

    fn add(&mut self, name: &str, result: Result, took: Duration, note: String) {
        let name = name.to_owned();
        self.lines.push(Line { name, result, took, note });
    }
}

/// Announces an installation, runs it, and says how long it took.
pub(crate) fn announced(what: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("setup: {what} …");
    let start = Instant::now();
    work()?;
    println!("setup: done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}
