//! Objects: one loop for all of them, over the tables that `#[derive(Json)]` makes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::node::At;
use super::{Filled, Json, Node, ProblemKind, Write};

/// Members that nobody knows, kept as they came.
pub type Rest = BTreeMap<String, Value>;

/// What the members of an object are called.
#[derive(Clone, Copy)]
pub struct Names {
    /// All of them, those that must be there first.
    pub all: &'static [&'static str],
    /// How many must be there.
    pub required: usize,
}

/// An object whose members are fields.
pub trait Members {
    /// What they are called.
    fn names(&self) -> Names;
    /// The field of the n-th name.
    fn member(&mut self, n: usize) -> &mut dyn Json;
    /// Where unknown members are kept, if they are.
    fn rest(&mut self) -> Option<&mut Rest> {
        None
    }
}

/// The same for writing.
pub trait Looks: Members {
    /// The field of the n-th name; nothing when it is left out.
    fn look(&self, n: usize) -> Option<&dyn Write>;
    /// What was kept.
    fn kept(&self) -> Option<&Rest> {
        None
    }
}

/// Reads an object. A member that is not there leaves its field as it is.
///
/// # Errors
/// At the first member that is missing or has another shape; then when one is unknown.
pub fn fill(it: &mut dyn Members, node: &Node<'_>) -> Filled {
    let object = node.object()?;
    let names = it.names();
    let mut found = 0;
    for (n, name) in names.all.iter().enumerate() {
        if let Some(value) = object.get(*name) {
            found += 1;
            it.member(n).fill(&node.inner(value, &At::Member(node.at, name)))?;
        } else if n < names.required {
            return Err(node.problem(ProblemKind::Missing { name: (*name).to_owned() }));
        } else if found == object.len() {
            break;
        }
    }
    if found == object.len() {
        return Ok(());
    }
    let Some(rest) = it.rest() else { return only_known(node, names.all) };
    for (name, value) in object.iter().filter(|(name, _)| !is_known(node, names.all, name)) {
        rest.insert(name.clone(), value.clone());
    }
    Ok(())
}

/// Refuses members that are not known.
pub(super) fn only_known(node: &Node<'_>, names: &[&str]) -> Filled {
    match node.object()?.keys().find(|name| !is_known(node, names, name)) {
        Some(name) => Err(node.problem(ProblemKind::Unknown { name: name.clone() })),
        None => Ok(()),
    }
}

fn is_known(node: &Node<'_>, names: &[&str], name: &str) -> bool {
    names.contains(&name) || node.tag == Some(name) || (name == "for" && node.may_have_for())
}

/// Writes an object.
pub fn written(it: &dyn Looks) -> Value {
    let mut members = Map::new();
    for (n, name) in it.names().all.iter().enumerate() {
        if let Some(value) = it.look(n) {
            members.insert((*name).to_owned(), value.write());
        }
    }
    for (name, value) in it.kept().into_iter().flatten() {
        members.insert(name.clone(), value.clone());
    }
    Value::Object(members)
}
