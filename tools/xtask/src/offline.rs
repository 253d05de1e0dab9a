//! What the page needs to open without a network: the list of its files with their digests, in `sw.js`, and the words
//! of `offline.js`.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::run::{Failure, Outcome};
use crate::single::{base64, hex, swapped};
use crate::styles::script;

const LANGS: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// What is no part of the page: the list itself, the page as one file, a list for the build, pictures for the system.
const NOT_KEPT: [&str; 4] = ["sw.js", "yardstick.html", "words/desk.txt", "icons/"];

/// Writes both into the built page in `folder`.
pub(crate) fn write(folder: &Path) -> Outcome {
    let mut tables = String::new();
    for lang in LANGS {
        tables = tables + "\"" + lang + "\":{" + &words(folder, lang)? + "},";
    }
    put(folder, "offline.js", &swapped(&script("offline.js")?, "words = {}", &format!("words = {{{tables}}}"))?)?;
    let mut list = String::new();
    for path in files(folder)? {
        let bytes = fs::read(folder.join(&path)).map_err(|error| Failure::file(&folder.join(&path), &error))?;
        let name = if path == "index.html" { "./" } else { &path };
        list = list + "\"" + name + "\":\"" + &base64(&Sha256::digest(bytes)) + "\",\n";
    }
    let worker = swapped(&script("sw.js")?, "files = {}", &format!("files = {{\n{list}}}"))?;
    let version = &hex(&Sha256::digest(&list))[..16];
    put(folder, "sw.js", &swapped(&worker, "version = \"\"", &format!("version = \"{version}\""))?)
}

/// Every file of the page below `folder`, in order of path.
fn files(folder: &Path) -> Outcome<Vec<String>> {
    let (mut files, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(below) = folders.pop() {
        let at = folder.join(&below);
        let entries = fs::read_dir(&at).map_err(|error| Failure::file(&at, &error))?;
        for name in entries.filter_map(|entry| Some(entry.ok()?.file_name())) {
            let path = below.join(name);
            if folder.join(&path).is_dir() {
                folders.push(path);
                continue;
            }
            let path = path.to_string_lossy().replace('\\', "/");
            if !NOT_KEPT.iter().any(|not| path.starts_with(not)) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The lines of a file of words that `offline.js` says. Each word stands on a line of its own.
fn words(folder: &Path, lang: &str) -> Outcome<String> {
    let path = folder.join(format!("words/{lang}.json"));
    let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let words: String = text.lines().map(str::trim).filter(|line| line.starts_with("\"offline.")).collect();
    Ok(words.trim_end_matches(',').to_owned())
}

fn put(folder: &Path, name: &str, text: &str) -> Outcome {
    let path = folder.join(name);
    fs::write(&path, text).map_err(|error| Failure::file(&path, &error))
}
