//! Templates that come with the program: `templates/`, one file each.

use std::sync::Arc;

use super::template::read_template;
use crate::domain::Template;

const FILES: &[(&str, &str)] = &[("strong_branch", include_str!("../../templates/strong_branch.json"))];

/// The built-in templates in the order they are offered.
pub fn builtins() -> Vec<Arc<Template>> {
    FILES.iter().filter_map(|(id, _)| builtin(id)).collect()
}

/// A built-in template by id.
///
/// # Panics
/// When a file in `templates/` has errors; `tests/templates.rs` sees to it that none has.
pub fn builtin(id: &str) -> Option<Arc<Template>> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == id)?;
    Some(read_template(text.as_bytes()).expect("built-in templates pass the linter"))
}
