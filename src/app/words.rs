//! The words of the page. They live in `words/`, one file a language; `build.rs` makes this table.

use crate::domain::Lang;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A word in a language.
pub fn word(lang: Lang, word: Word) -> &'static str {
    let table = match lang {
        Lang::ZhHans => 0,
        Lang::ZhHant => 1,
        Lang::En => 2,
    };
    WORDS[table][word as usize]
}

/// A sentence with its blanks filled: `fill(lang, Word::X, &[("count", "3")])`.
pub fn fill(lang: Lang, sentence: Word, blanks: &[(&str, &str)]) -> String {
    let mut rest = word(lang, sentence);
    let mut out = String::with_capacity(rest.len() + 16);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = blanks.iter().find(|(blank, _)| *blank == name) {
            out.push_str(value);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
