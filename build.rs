//! Turns `words/*.json` into one enum and one table, so that a word missing in a language stops the
//! build and a misspelt one does not compile.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const LANGS: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

fn main() {
    println!("cargo::rerun-if-changed=words");
    let tables = LANGS.map(read);
    for (lang, table) in LANGS.iter().zip(&tables).skip(1) {
        compare(LANGS[0], &tables[0], lang, table);
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("words.rs");
    fs::write(out, code(&tables)).expect("the output folder is there");
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
    writeln!(code, "}}\n\nstatic WORDS: [[&str; {}]; 3] = [", tables[0].len()).expect("strings take everything");
    for table in tables {
        let list: Vec<String> = table.values().map(|text| format!("{text:?}")).collect();
        writeln!(code, "    [{}],", list.join(", ")).expect("strings take everything");
    }
    code.push_str("];\n");
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
