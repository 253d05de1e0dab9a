//! The project's own files, for tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

/// A path from the root of the project.
pub(crate) fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The text of a file.
pub(crate) fn read(relative: &str) -> String {
    fs::read_to_string(path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
}

/// Every file under a folder with this ending, by name from the root, in a steady order.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(folder, ending, &mut found);
    found.sort();
    found
}

fn walk(folder: &str, ending: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(path(folder)).into_iter().flatten() {
        let entry = entry.expect("a readable folder");
        let name = entry.file_name().into_string().expect("a plain file name");
        let relative = format!("{folder}/{name}");
        if entry.file_type().expect("a file type").is_dir() {
            if name != "node_modules" {
                walk(&relative, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(relative);
        }
    }
}

/// The file's name without folder and ending.
pub(crate) fn stem(relative: &str) -> &str {
    let name = relative.rsplit('/').next().unwrap_or(relative);
    name.split('.').next().unwrap_or(name)
}

/// Whether files that tests keep shall be written anew: `UPDATE=1 cargo test`.
pub(crate) fn is_updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}
