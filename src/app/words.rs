//! The words of the page. They live in `words/`, one file a language; `build.rs` makes the tables.
//!
//! The page carries Simplified Chinese and fetches another language when it is asked for, since most
//! never do; natively all three are there.

use std::sync::OnceLock;

use serde_json::Value;

use crate::domain::Lang;
use crate::format::{ReadError, parse};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

type Table = [&'static str; COUNT];

static FETCHED: [OnceLock<Table>; 2] = [OnceLock::new(), OnceLock::new()];

/// What only the desk says (`words/desk.txt`), when this is the desk.
#[cfg(target_arch = "wasm32")]
static AT_DESK: OnceLock<&'static Table> = OnceLock::new();

/// This is the desk: it says more than the filling page.
pub fn speak_at_desk() {
    #[cfg(target_arch = "wasm32")]
    AT_DESK.get_or_init(|| &DESK);
}

/// A word in a language; in Simplified Chinese while the language is not here.
pub fn word(lang: Lang, word: Word) -> &'static str {
    let said = table(lang).unwrap_or(&ZH_HANS)[word as usize];
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

// Natively all are there; in the page two of them may be missing.
#[allow(clippy::unnecessary_wraps)]
fn table(lang: Lang) -> Option<&'static Table> {
    match lang {
        Lang::ZhHans => Some(&ZH_HANS),
        #[cfg(not(target_arch = "wasm32"))]
        Lang::ZhHant => Some(&ZH_HANT),
        #[cfg(not(target_arch = "wasm32"))]
        Lang::En => Some(&EN),
        #[cfg(target_arch = "wasm32")]
        Lang::ZhHant => FETCHED[0].get(),
        #[cfg(target_arch = "wasm32")]
        Lang::En => FETCHED[1].get(),
    }
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
    let texts: Vec<&'static str> = texts.collect::<Result<_, _>>()?;
    let table: Table = texts.try_into().map_err(|_| ReadError::NotOurs)?;
    let slot = match lang {
        Lang::ZhHans => return Ok(()),
        Lang::ZhHant => &FETCHED[0],
        Lang::En => &FETCHED[1],
    };
    slot.get_or_init(|| table);
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
