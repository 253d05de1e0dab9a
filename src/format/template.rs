//! Templates as files.

use std::sync::Arc;

use super::canonical::canonical;
use super::digest::sha256;
use super::envelope::{Kind, open, seal};
use super::error::ReadError;
use crate::domain::{Authored, Template};

/// Reads and checks a template.
///
/// # Errors
/// Any [`ReadError`]; [`ReadError::Template`] when the linter refuses it.
pub fn read_template(bytes: &[u8]) -> Result<Arc<Template>, ReadError> {
    check(open::<Authored>(bytes, Kind::Template)?.body)
}

pub(super) fn check(standard: Authored) -> Result<Arc<Template>, ReadError> {
    Template::new(standard).map(Arc::new).map_err(|flaws| ReadError::Template { flaws })
}

/// Writes a template.
pub fn write_template(template: &Template) -> String {
    seal(Kind::Template, template.id.as_str(), body(template)).0
}

/// The digest of a standard's canonical text: two files speak of the same standard when theirs are
/// equal.
pub fn fingerprint(template: &Template) -> String {
    sha256(&canonical(&body(template)))
}

pub(super) fn body(template: &Template) -> serde_json::Value {
    template.write()
}
