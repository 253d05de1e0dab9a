//! Files, folders and standard input, and how far through them we are.

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

use yardstick::app::{Loose, Picked, loosen, unpack};
use yardstick::format::{Kind, kind_of};

use crate::Unusable;

/// From so many files on a terminal shows how far it is.
const MANY: usize = 200;

/// Every file that some paths stand for, in order; a folder stands for the JSON files and archives in it.
pub(crate) fn all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Unusable> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    if files.is_empty() {
        return Err("no files; see yardstick --help".to_owned());
    }
    files.sort();
    files.dedup();
    Ok(files)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Unusable> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", path.display()))?.path();
        if entry.is_dir() || entry.extension().is_some_and(|end| end == "json" || end == "zip") {
            collect(&entry, files)?;
        }
    }
    Ok(())
}

/// The bytes of a file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Unusable> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
        return Ok(bytes);
    }
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The documents of one kind in a file: itself, or where it is an archive or a bundle those in it.
pub(crate) fn documents(path: &Path, wanted: Kind) -> Result<Vec<Picked>, Unusable> {
    let (mut documents, file) = (Vec::new(), Picked { name: path.display().to_string(), contents: Ok(read(path)?) });
    for Loose { name, contents, .. } in loosen(file, gb18030) {
        match contents {
            Ok(file) if kind_of(&file) == Ok(Kind::Bundle) => documents.extend(unpack(&name, &file, wanted)),
            contents => documents.push(Picked { name, contents }),
        }
    }
    Ok(documents)
}

/// Reads GB 18030.
pub(crate) fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Writes a text to a file, or to standard output.
pub(crate) fn write(out: Option<&Path>, text: &str) -> Result<(), Unusable> {
    match out {
        Some(out) => fs::write(out, text).map_err(|error| format!("{}: {error}", out.display())),
        None => {
            println!("{text}");
            Ok(())
        }
    }
}

/// How far through many files we are, on a terminal.
pub(crate) struct Progress {
    all: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    /// Nothing done yet.
    pub(crate) fn through(files: &[PathBuf]) -> Progress {
        Progress { all: files.len(), done: 0, shown: files.len() > MANY && io::stderr().is_terminal() }
    }

    /// One more is done.
    pub(crate) fn step(&mut self) {
        const WIDTH: usize = 40;
        self.done += 1;
        let at = |done: usize| done * WIDTH / self.all.max(1);
        if self.shown && (at(self.done) > at(self.done - 1) || self.done == self.all) {
            let end = if self.done == self.all { "\n" } else { "" };
            let (full, empty) = ("#".repeat(at(self.done)), ".".repeat(WIDTH - at(self.done)));
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(io::stderr(), "\r[{full}{empty}] {}/{}{end}", self.done, self.all);
        }
    }
}
