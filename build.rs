//! Turns `words/*.json` into one enum and its tables, so that a word missing in a language stops the
//! build and a misspelt one does not compile; and `templates/*.json` into the list of standards that
//! the library offers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use sha2::{Digest, Sha256};

const LANGS: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

fn main() {
    println!("cargo::rerun-if-changed=words");
    let tables = LANGS.map(read);
    for (lang, table) in LANGS.iter().zip(&tables).skip(1) {
        compare(LANGS[0], &tables[0], lang, table);
    }
    write("words.rs", &code(&tables));
    println!("cargo::rerun-if-changed=templates");
    let files = standards();
    write("library.rs", &list("LIBRARY", "Card", &files, card));
    write("known.rs", &list("KNOWN", "(&str, &str)", &files, known));
}

fn write(name: &str, code: &str) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(out, code).expect("the output folder is there");
}

/// The templates in the order of ids, with their bodies.
fn standards() -> Vec<(PathBuf, Value)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("templates").expect("templates/").flatten().map(|file| file.path()).collect();
    files.sort();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut document: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file, document["body"].take())
    };
    files.into_iter().map(read).collect()
}

/// A table with one line a template.
fn list(name: &str, of: &str, files: &[(PathBuf, Value)], line: fn(&Path, &Value) -> String) -> String {
    let lines: String = files.iter().map(|(file, body)| line(file, body)).collect();
    format!("static {name}: [{of}; {}] = [\n{lines}];\n", files.len())
}

/// The digest by which the page knows a standard of the library. Half of it: 128 bits are enough to tell
/// one text from any other. The keys are ASCII and sorted, so the text is the canonical one.
fn known(_: &Path, body: &Value) -> String {
    let digest = Sha256::digest(body.to_string());
    let hex = digest.iter().take(16).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    format!("    ({:?}, {hex:?}),\n", body["id"].as_str().unwrap_or_default())
}

/// A standard at a glance.
fn card(file: &Path, body: &Value) -> String {
    let text =
        |value: &Value| value.as_str().unwrap_or_else(|| panic!("{}: a text is missing", file.display())).to_owned();
    let title = LANGS
        .map(|lang| text(if body["title"][lang].is_null() { &body["title"][LANGS[0]] } else { &body["title"][lang] }));
    // One question that is asked of several kinds of unit in several ways is one item.
    let sections = body["sections"].as_array().into_iter().flatten();
    let items = sections.flat_map(|section| section["items"].as_array().into_iter().flatten());
    let items = items.map(|item| text(&item["id"])).collect::<BTreeSet<_>>().len();
    let full = text(&body["full_score"]);
    // A full score may be a parameter; what counts is what a unit sees that has not chosen its kind.
    let parameter = full.strip_prefix('@').and_then(|name| {
        let mut parameters = body["parameters"].as_array()?.iter();
        parameters.find(|parameter| parameter["id"] == name).map(|parameter| text(&parameter["value"]))
    });
    let full = parameter.unwrap_or(full);
    let subject = subject(body["issuer"][LANGS[0]].as_str().unwrap_or_default());
    format!(
        "    Card {{ id: {:?}, subject: Subject::{subject}, title: {title:?}, edition: {:?}, items: {items}, full_score: {:?} }},\n",
        text(&body["id"]),
        text(&body["edition"]),
        full,
    )
}

/// What a standard is about goes by who issues it.
fn subject(issuer: &str) -> &'static str {
    let known = [("司法", "Law"), ("平安", "Peace"), ("党组织", "Party")];
    known.iter().find(|(word, _)| issuer.contains(word)).map_or("General", |(_, subject)| subject)
}

fn read(lang: &str) -> BTreeMap<String, String> {
    let path = format!("words/{lang}.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Both languages have the same words with the same blanks.
fn compare(one: &str, first: &BTreeMap<String, String>, other: &str, second: &BTreeMap<String, String>) {
    for key in first.keys().chain(second.keys()) {
        let (Some(a), Some(b)) = (first.get(key), second.get(key)) else {
            panic!("words: {key:?} is in only one of {one} and {other}");
        };
        assert!(blanks(a) == blanks(b), "words: {key:?} has other blanks in {one} than in {other}");
    }
}

fn blanks(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn code(tables: &[BTreeMap<String, String>; 3]) -> String {
    let mut code = String::from("/// A word or sentence of the page, by its key in `words/`.\n");
    code.push_str("#[derive(Clone, Copy, PartialEq, Eq, Debug)]\n#[allow(missing_docs)]\npub enum Word {\n");
    for key in tables[0].keys() {
        writeln!(code, "    {},", variant(key)).expect("strings take everything");
    }
    let (count, mark) = (tables[0].len(), mark(tables[0].keys()));
    writeln!(code, "}}\n\n#[allow(clippy::unreadable_literal)]\nconst MARK: u64 = {mark};")
        .expect("strings take everything");
    // The page comes with one language and fetches the others when they are asked for; what only the desk
    // says stands in a table of its own, which the filling page is linked without.
    let desk = fs::read_to_string("words/desk.txt").expect("words/desk.txt");
    let all = |_: &str| true;
    let is_for_desk = |key: &str| desk.lines().any(|beginning| key.starts_with(beginning));
    let is_for_all = |key: &str| !is_for_desk(key);
    // As one text a language: an address and a length for each word would be as much again as the words.
    let text = |table: &BTreeMap<String, String>, says: &dyn Fn(&str) -> bool| {
        let lines = table.iter().map(|(key, text)| if says(key) { text.as_str() } else { "" });
        lines.collect::<Vec<_>>().join("\n")
    };
    let [hans, traditional, english] = tables;
    let (page, native) = ("target_arch = \"wasm32\"", "not(target_arch = \"wasm32\")");
    let texts = [text(hans, &all), text(traditional, &all), text(english, &all)];
    assert!(texts.iter().all(|text| text.lines().count() == count), "words: each stands on one line");
    for (condition, list) in [(native, texts), (page, [text(hans, &is_for_all), String::new(), String::new()])] {
        writeln!(code, "#[cfg({condition})]\nstatic TEXTS: [&str; 3] = {list:?};").expect("strings take everything");
    }
    writeln!(code, "#[cfg({page})]\nstatic DESK: &str = {:?};", text(hans, &is_for_desk))
        .expect("strings take everything");
    code
}

/// `save.failed_title` → `SaveFailedTitle`.
fn variant(key: &str) -> String {
    key.split(['.', '_'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}

/// A number that stands for a list of keys (FNV-1a), by which a file of another build is told apart.
/// `app::words` computes the same.
fn mark<'a>(keys: impl Iterator<Item = &'a String>) -> u64 {
    let bytes = keys.flat_map(|key| key.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
