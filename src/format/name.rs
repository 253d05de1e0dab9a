//! Names for files, valid on Windows.

use crate::domain::signs::{is_hidden, without};

/// The longest name, in UTF-16 units, without the ending.
const LONGEST: usize = 120;

/// `<part>_<part>….<ending>`: parts that are empty are left out, and whatever a file name may not
/// hold (signs that Windows refuses, controls, text direction marks) is dropped.
pub fn file_name(parts: &[&str], ending: &str) -> String {
    let clean = |part: &&str| without(part, is_allowed).trim().to_owned();
    let parts: Vec<String> = parts.iter().map(clean).filter(|part| !part.is_empty()).collect();
    let mut name = parts.join("_");
    // The last part holds the check code: when a name is too long, it is cut in front of it.
    if name.encode_utf16().count() > LONGEST {
        let tail = parts.last().cloned().unwrap_or_default();
        let room = LONGEST.saturating_sub(tail.encode_utf16().count() + 1);
        let mut used = 0;
        let head: String = name
            .chars()
            .take_while(|c| {
                used += c.len_utf16();
                used <= room
            })
            .collect();
        name = format!("{head}_{tail}");
    }
    let name = name.trim_matches(['.', ' ']);
    let prefix = if is_reserved(name) { "_" } else { "" };
    format!("{prefix}{name}.{ending}")
}

fn is_allowed(c: char) -> bool {
    let refused = matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '~');
    !refused && !is_hidden(c) && !c.is_control()
}

/// Names that Windows keeps for devices, whatever follows the first dot.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let rest = stem.strip_prefix(device);
        rest.is_some_and(|n| {
            matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "\u{b9}" | "\u{b2}" | "\u{b3}")
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}
