//! Templates as files.

use std::sync::Arc;

use super::canonical::canonical;
use super::digest::sha256;
use super::envelope::{Kind, open, seal, typed};
use super::error::ReadError;
use super::strict;
use crate::domain::{Standard, Template};

/// Reads and checks a template. A digest is optional, since authors write by hand, but one that is
/// there must match.
///
/// # Errors
/// Any [`ReadError`]; [`ReadError::Template`] when the linter refuses it.
pub fn read_template(bytes: &[u8]) -> Result<Arc<Template>, ReadError> {
    let opened = open(bytes, Kind::Template)?;
    let opened = if opened.integrity.is_some() { opened.unaltered()? } else { opened };
    // A hand-written template is read once more as text, so that a mistake is told by its line.
    let standard = typed::<Standard>(opened.body).map_err(|error| in_text(bytes).unwrap_or(error))?;
    check(standard)
}

/// The same mistake with the line and column of the file.
fn in_text(bytes: &[u8]) -> Option<ReadError> {
    #[derive(serde::Deserialize)]
    struct File {
        #[serde(rename = "body")]
        _body: Standard,
    }
    let error = serde_json::from_str::<File>(strict::text(bytes).ok()?).err()?;
    Some(ReadError::Malformed { line: error.line(), column: error.column(), problem: strict::plain(&error) })
}

pub(super) fn check(standard: Standard) -> Result<Arc<Template>, ReadError> {
    Template::new(standard).map(Arc::new).map_err(|flaws| ReadError::Template { flaws })
}

/// Writes a template.
///
/// # Panics
/// Never: every part of a standard has a JSON shape.
pub fn write_template(template: &Template) -> String {
    seal(Kind::Template, template.id.as_str(), body(template)).0
}

/// The digest of a standard's canonical text: two files speak of the same standard when theirs are
/// equal.
pub fn fingerprint(template: &Template) -> String {
    sha256(&canonical(&body(template)))
}

pub(super) fn body(template: &Template) -> serde_json::Value {
    serde_json::to_value(template.standard()).expect("a standard has a JSON shape")
}
