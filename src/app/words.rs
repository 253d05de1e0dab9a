//! The words of the page. They live in `words/`, one file a language; `build.rs` makes the tables.
//!
//! The page carries Simplified Chinese and fetches another language when it is asked for, since most
//! never do; natively all three are there.

use std::sync::OnceLock;

use serde_json::Value;

use crate::domain::Lang;
use crate::format::{ReadError, parse};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of a language in the order of [`Word`].
type Table = Vec<&'static str>;

static TABLES: [OnceLock<Table>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];

/// What only the desk says (`words/desk.txt`), when this is the desk.
#[cfg(target_arch = "wasm32")]
static AT_DESK: OnceLock<Table> = OnceLock::new();

/// This is the desk: it says more than the filling page.
pub fn speak_at_desk() {
    #[cfg(target_arch = "wasm32")]
    AT_DESK.get_or_init(|| lines(DESK));
}

fn lines(text: &'static str) -> Table {
    text.split('\n').collect()
}

/// A word in a language; in Simplified Chinese while the language is not here.
pub fn word(lang: Lang, word: Word) -> &'static str {
    let said = table(lang).or_else(|| table(Lang::ZhHans)).map_or("", |table| table[word as usize]);
    #[cfg(target_arch = "wasm32")]
    if said.is_empty() {
        return AT_DESK.get().map_or(said, |desk| desk[word as usize]);
    }
    said
}

/// Whether the words of a language are here.
pub fn has_words(lang: Lang) -> bool {
    table(lang).is_some()
}

/// Natively all are there; in the page two of them may be missing.
fn table(lang: Lang) -> Option<&'static Table> {
    let (table, text) = (&TABLES[lang as usize], TEXTS[lang as usize]);
    if text.is_empty() { table.get() } else { Some(table.get_or_init(|| lines(text))) }
}

/// Takes in the words of a language from its file.
///
/// # Errors
/// When the file is not one of ours for this very build.
pub fn learn(lang: Lang, file: &[u8]) -> Result<(), ReadError> {
    let Value::Object(words) = parse(file)? else { return Err(ReadError::NotOurs) };
    if mark(words.keys()) != MARK {
        return Err(ReadError::NotOurs);
    }
    // Both stand in the order of their keys, so the n-th text is the n-th word.
    let texts = words.into_iter().map(|(_, text)| match text {
        Value::String(text) => Ok(&*text.leak()),
        _ => Err(ReadError::NotOurs),
    });
    let texts = texts.collect::<Result<_, _>>()?;
    TABLES[lang as usize].get_or_init(|| texts);
    Ok(())
}

/// A number that stands for a list of keys (FNV-1a); `build.rs` computes the same.
fn mark<'a>(keys: impl Iterator<Item = &'a String>) -> u64 {
    let bytes = keys.flat_map(|key| key.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
