//! What the first visit downloads, and its budget.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use crate::paths;
use crate::run::{Failure, Outcome};

/// Kilobytes (1000 bytes) after brotli at its highest level: aimed at.
const WARN: usize = 160;
const LIMIT: usize = 220;

/// Beginnings of paths in `dist` that nobody fetches who comes to fill a standard of the library, but for
/// the standard itself.
const ON_DEMAND: &[&str] = &[
    "desk",
    "worker.js",
    "templates/",
    "words/",
    "offline.js",
    "sw.js",
    "icons/",
    "manifest.webmanifest",
    "yardstick.html",
];

/// Prints the table and compares the sum with the budget; returns the sum as text.
pub(crate) fn check(files: &[PathBuf]) -> Outcome<String> {
    let (mut raw, mut small) = (0, 0);
    println!("\nfirst visit{:>36}{:>14}", "bytes", "brotli 11");
    for file in files {
        let name = file.strip_prefix(paths::dist()).unwrap_or(file).to_string_lossy().replace('\\', "/");
        if ON_DEMAND.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let bytes = fs::read(file).map_err(|error| Failure::file(file, &error))?;
        let packed = packed(&bytes);
        println!("{name:<34}{:>13}{packed:>14}", bytes.len());
        raw += bytes.len();
        small += packed;
    }
    println!("{:<34}{raw:>13}{small:>14}", "together");
    let size = format!("{}.{} KB", small / 1000, small % 1000 / 100);
    if small > LIMIT * 1000 {
        return Err(Failure::new(
            format!("the first visit downloads {size} after brotli, more than {LIMIT} KB"),
            "see which file grew in the table above; what is not needed at once can be loaded on demand",
        ));
    }
    if small > WARN * 1000 {
        println!("warning: {size} after brotli is more than the {WARN} KB aimed at (the limit is {LIMIT} KB)");
    }
    Ok(format!("first visit {size} brotli"))
}

fn packed(bytes: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    // Writing into memory does not fail.
    let _ = writer.write_all(bytes);
    writer.into_inner().len()
}
