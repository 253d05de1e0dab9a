//! Starting other programs, and what a failure tells its reader.

use std::ffi::OsString;
use std::fmt;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::{env, io};

use crate::paths;

/// What went wrong and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    next: String,
    /// A few words for the table of steps.
    pub(crate) note: String,
}

/// The result of anything that may fail for a reader to see.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// `what` failed; `next` is the advice.
    pub(crate) fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        let (what, next) = (what.into(), next.into());
        let note = String::new();
        Self { what, next, note }
    }

    /// Adds the words for the table.
    pub(crate) fn noted(self, note: String) -> Self {
        Self { note, ..self }
    }

    /// A file could not be read or written.
    pub(crate) fn file(path: &std::path::Path, error: &io::Error) -> Self {
        let what = format!("{}: {error}", path.display());
        Self::new(what, "check that the file is there and may be written")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {}\n  next: {}", self.what, self.next)
    }
}

/// A program with the repository's own tools first on `PATH`, started at the root.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root()).env("PATH", path());
    // Trunk reads it as a yes or no and stops at the customary `NO_COLOR=1`.
    if env::var("NO_COLOR").is_ok_and(|value| value != "true" && value != "false") {
        command.env("NO_COLOR", "true");
    }
    command
}

fn path() -> OsString {
    let own = paths::tools().join("bin");
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(own).chain(env::split_paths(&others))).unwrap_or(others)
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs a program, its output passed through.
pub(crate) fn run(command: &mut Command, next: &str) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` ({status})", line(command)), next))
}

/// Runs a program, its output passed through and its standard output returned,
/// together with whether it succeeded.
pub(crate) fn run_and_read(command: &mut Command) -> Outcome<(bool, String)> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let mut read = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut chunk) {
            read.extend_from_slice(&chunk[..count]);
            let mut screen = io::stdout().lock();
            // A closed screen must not end the tests.
            let _ = screen.write_all(&chunk[..count]).and_then(|()| screen.flush());
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status.success(), String::from_utf8_lossy(&read).into_owned()))
}

/// The standard output of a program that prints a line and ends; `None` if it cannot.
pub(crate) fn ask(program: &str, args: &[&str]) -> Option<String> {
    let output = command(program).args(args).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

fn not_started(command: &Command, error: &io::Error) -> Failure {
    let what = format!("`{}` could not be started: {error}", line(command));
    let program = command.get_program().to_string_lossy();
    Failure::new(what, format!("install {program}, or put it on PATH"))
}
