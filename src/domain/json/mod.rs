//! Strict reading and writing of our types as JSON values; `#[derive(Json)]` makes the one,
//! `#[derive(Write)]` the other. Standards are only read: they are kept as their authors wrote them.
//!
//! Strict: nothing unknown is let in unless the type keeps it, nothing is converted, and every
//! mistake names its place: `body.sections[0].items[2].rule.each`.

mod canonical;
mod context;
mod members;
mod node;
mod problem;
mod shapes;
mod write;

use serde_json::Value;

pub use canonical::canonical;
pub(in crate::domain) use context::{Context, Reader};
pub use json_derive::{Json, Write};
pub use members::{Looks, Members, Names, Rest, fill, written};
pub use node::{List, Node};
pub use problem::{Problem, ProblemKind, Shape};
pub use write::{object, tagged, variant};

/// Whether reading went well. Boxed: it is passed up through every value that is read.
pub type Filled = Result<(), Box<Problem>>;

/// A type with a JSON shape. Values are read in place, which needs a fraction of the code that
/// building them from their parts does.
pub trait Json {
    /// What a value is before anything of it is read.
    fn blank() -> Self
    where
        Self: Sized;
    /// Reads it.
    ///
    /// # Errors
    /// Where it has another shape; what has been read by then is of no use.
    fn fill(&mut self, node: &Node<'_>) -> Filled;
}

/// A type that is written as JSON. Apart from reading, so that whoever only reads carries no code for it.
pub trait Write {
    /// Writes it.
    fn write(&self) -> Value;
}

/// Reads a standard as the sheet of a kind of unit.
pub(in crate::domain) fn read_within<T: Json>(
    value: &Value,
    at: &'static str,
    context: &Context<'_>,
) -> Result<T, Problem> {
    node::read(value, at, Some(context)).map_err(|problem| *problem)
}

/// Reads a value.
///
/// # Errors
/// Where it has another shape.
pub fn read<T: Json>(value: &Value, at: &'static str) -> Result<T, Problem> {
    node::read(value, at, None).map_err(|problem| *problem)
}
