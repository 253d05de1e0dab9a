//! Bytes → strict JSON. What that is stands in `crates/strict-json`.

use serde_json::Value;
use strict_json::Read;

use super::error::ReadError;

/// The largest file that is read.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// The text of a file, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { most: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // The file ends inside a character.
        None => ReadError::CutOff { line: bytes.split(|&b| b == b'\n').count() },
        Some(_) => ReadError::NotText,
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads strict JSON.
///
/// # Errors
/// [`ReadError::TooLarge`], [`ReadError::NotText`], [`ReadError::CutOff`], [`ReadError::NotJson`].
pub fn parse(bytes: &[u8]) -> Result<Value, ReadError> {
    Ok(parse_text(bytes)?.value)
}

/// The same, with the text where that is canonical.
pub(super) fn parse_text(bytes: &[u8]) -> Result<Read<'_>, ReadError> {
    let text = text(bytes)?;
    strict_json::parse(text).map_err(|mistake| match mistake.problem {
        Some(problem) => ReadError::NotJson { line: mistake.line, column: mistake.column, problem },
        None => ReadError::CutOff { line: mistake.line },
    })
}
