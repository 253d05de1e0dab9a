//! Strict reading and writing of our types as JSON values; `#[derive(Json)]` makes both.
//!
//! Strict: nothing unknown is let in unless the type keeps it, nothing is converted, and every
//! mistake names its place: `body.sections[0].items[2].rule.each`.

mod node;
mod problem;
mod shapes;
mod write;

use serde_json::Value;

pub use json_derive::Json;
pub use node::{Fields, List, Node};
pub use problem::{Problem, ProblemKind, Shape};
pub use write::{put, put_rest, tagged, variant};

/// A type with a JSON shape.
pub trait Json: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Where it has another shape.
    fn read(node: Node<'_>) -> Result<Self, Problem>;
    /// Writes it.
    fn write(&self) -> Value;
}

/// Reads a value.
///
/// # Errors
/// Where it has another shape.
pub fn read<T: Json>(value: &Value, at: &'static str) -> Result<T, Problem> {
    node::read(value, at)
}
