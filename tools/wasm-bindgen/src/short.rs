//! The glue and its module agree on the names of imports, and on nothing else: short ones spare the first
//! visit five kilobytes. Comments and indentation are for nobody who downloads them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A name for each import. The first one tells all the others: glue and module of two builds, which a cache
/// may bring together, do not fit.
pub(crate) fn names<'a>(imports: impl Iterator<Item = &'a str>) -> HashMap<String, String> {
    let (mut names, mut all, mut first) = (HashMap::new(), DefaultHasher::new(), None);
    for import in imports {
        import.hash(&mut all);
        first.get_or_insert(import);
        let n = names.len();
        names.entry(import.to_owned()).or_insert_with(|| name(n));
    }
    if let Some(name) = first.and_then(|first| names.get_mut(first)) {
        *name = format!("{name}_{:x}", all.finish());
    }
    names
}

/// The n-th name: a, b, … z, aa, ab, …
fn name(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
        if n == 0 {
            return letters.into_iter().rev().collect();
        }
        n -= 1;
    }
}

/// What the glue says most often, to itself only.
const HELPERS: [&str; 18] = [
    "getObject",
    "addHeapObject",
    "handleError",
    "isLikeNone",
    "getStringFromWasm0",
    "getDataViewMemory0",
    "passStringToWasm0",
    "WASM_VECTOR_LEN",
    "takeObject",
    "dropObject",
    "heap_next",
    "cachedTextEncoder",
    "getUint8ArrayMemory0",
    "cachedUint8ArrayMemory0",
    "cachedDataViewMemory0",
    "debugString",
    "cachedTextDecoder",
    "numBytesDecoded",
];

/// The same with the helpers of the glue: those names begin with a dollar, as no import does.
pub(crate) fn with_helpers(mut names: HashMap<String, String>) -> HashMap<String, String> {
    names.extend(HELPERS.iter().enumerate().map(|(n, helper)| ((*helper).to_owned(), format!("${}", name(n)))));
    names
}

/// The glue with other names, and without what only people read.
pub(crate) fn glue(text: &str, names: &HashMap<String, String>) -> String {
    // A text over several lines may begin with anything.
    let is_plain = text.lines().all(|line| line.matches('`').count() % 2 == 0);
    let (mut out, mut in_comment) = (String::new(), false);
    for line in text.lines() {
        let bare = if is_plain { line.trim() } else { line };
        in_comment |= is_plain && bare.starts_with("/*");
        if !(in_comment || is_plain && (bare.is_empty() || bare.starts_with("//"))) {
            renamed(bare, names, &mut out);
            out.push('\n');
        }
        in_comment &= !bare.ends_with("*/");
    }
    out
}

fn renamed(line: &str, names: &HashMap<String, String>, out: &mut String) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = line;
    while let Some(begin) = rest.find(is_part) {
        let (before, word) = rest.split_at(begin);
        let end = word.find(|c| !is_part(c)).unwrap_or(word.len());
        out.push_str(before);
        out.push_str(names.get(&word[..end]).map_or(&word[..end], String::as_str));
        rest = &word[end..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use super::{glue, name, names};

    #[test]
    fn names_are_short_and_each_is_another() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(name), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
        assert_eq!((0..2000).map(name).collect::<BTreeSet<_>>().len(), 2000);
    }

    #[test]
    fn the_first_name_tells_all_the_others() {
        let [one, other] = [["x", "y"], ["x", "z"]].map(|imports| names(imports.into_iter()));
        assert_eq!((one.len(), one["y"].as_str(), other["z"].as_str()), (2, "b", "b"));
        assert!(one["x"].starts_with("a_") && one["x"] != other["x"]);
    }

    #[test]
    fn only_whole_names_change_and_comments_go() {
        let names = HashMap::from([("__wbg_call_1".to_owned(), "a".to_owned())]);
        let text = "/**\n * Calls.\n */\n    __wbg_call_1: f, // kept\n    // gone\n\n    __wbg_call_12: wasm.__wbg_call_1x,\n/* one line */\nend\n";
        assert_eq!(glue(text, &names), "a: f, // kept\n__wbg_call_12: wasm.__wbg_call_1x,\nend\n");
        let long = "x = `\n    // inside`;\n";
        assert_eq!(glue(long, &names), long);
    }
}
