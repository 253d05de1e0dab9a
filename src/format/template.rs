//! Templates as files.

use std::sync::Arc;

use super::envelope::{Kind, open, seal};
use super::error::ReadError;
use crate::domain::{Authored, Template};

/// Says whether a standard may be used, and makes it a template. There are two: [`linted`] and [`known`].
pub type Judge = fn(Authored) -> Result<Template, ReadError>;

/// Any standard in which the linter finds no error.
///
/// # Errors
/// [`ReadError::Template`] with everything it finds.
pub fn linted(standard: Authored) -> Result<Template, ReadError> {
    Template::new(standard).map_err(|flaws| ReadError::Template { flaws })
}

/// The standards of the library only. A page that takes no other does not have to carry the linter.
///
/// # Errors
/// [`ReadError::Unchecked`] for every other.
pub fn known(standard: Authored) -> Result<Template, ReadError> {
    Template::known(standard).ok_or(ReadError::Unchecked)
}

/// Reads and checks a template.
///
/// # Errors
/// Any [`ReadError`]; [`ReadError::Template`] when the linter refuses it.
pub fn read_template(bytes: &[u8]) -> Result<Arc<Template>, ReadError> {
    read_template_by(linted, bytes)
}

/// Reads a template that is judged by `judge`.
///
/// # Errors
/// Any [`ReadError`].
pub fn read_template_by(judge: Judge, bytes: &[u8]) -> Result<Arc<Template>, ReadError> {
    let opened = open(bytes, Kind::Template)?;
    let authored = Authored::read(opened.body, "body").map_err(|problem| ReadError::Malformed { problem })?;
    judge(authored).map(Arc::new)
}

/// Writes a template.
pub fn write_template(template: &Template) -> String {
    seal(Kind::Template, template.id.as_str(), template.value().clone()).0
}
