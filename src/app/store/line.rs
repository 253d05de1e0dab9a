//! A value as it stands in a store: a line that says whether it is whole.
//!
//! `<checksum> <contents>`. The checksum also covers what the line belongs to, the record or the entry before
//! it, so that a whole line in the wrong place shows too.

use crate::domain::json::{self, Json, Write};
use crate::format::{canonical, checksum, parse};

/// How many letters a checksum has.
pub(super) const SUM: usize = 16;

/// Writes a line.
pub(super) fn seal(belongs_to: &str, contents: &str) -> String {
    [&checksum(belongs_to, contents), " ", contents].concat()
}

/// The checksum and the contents of a line, if it is whole and where it belongs.
pub(super) fn open<'a>(belongs_to: &str, line: &'a str) -> Option<(&'a str, &'a str)> {
    let (sum, contents) = line.split_once(' ')?;
    (sum.len() == SUM && sum == checksum(belongs_to, contents)).then_some((sum, contents))
}

/// A line of the first version, which had no checksums. No line with one begins like that.
pub(super) fn is_bare(line: &str) -> bool {
    line.starts_with('{')
}

/// Writes a value.
pub(super) fn text(value: &impl Write) -> String {
    canonical(&value.write())
}

/// Reads a value.
pub(super) fn value<T: Json>(text: &str) -> Option<T> {
    json::read(&parse(text.as_bytes()).ok()?, "store").ok()
}
