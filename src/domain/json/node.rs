//! A value being read: its place is known, its members are ticked off.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use super::{Json, Problem, ProblemKind, Shape};

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Top(&'static str),
    Member(&'a At<'a>, &'a str),
    Entry(&'a At<'a>, usize),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Top(name) => f.write_str(name),
            At::Member(parent, name) => write!(f, "{parent}.{name}"),
            At::Entry(parent, n) => write!(f, "{parent}[{n}]"),
        }
    }
}

/// A value being read, with its place.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) at: &'a At<'a>,
    /// The member that named the variant and so is known already.
    tag: Option<&'static str>,
}

pub(super) fn read<T: Json>(value: &Value, at: &'static str) -> Result<T, Problem> {
    Node::at(value, &At::Top(at)).contents()
}

static NOTHING: Value = Value::Null;

impl<'a> Node<'a> {
    pub(super) const fn at(value: &'a Value, at: &'a At<'a>) -> Node<'a> {
        Node { value, at, tag: None }
    }

    pub(super) fn contents<T: Json>(self) -> Result<T, Problem> {
        T::read(self)
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        Problem { at: self.at.to_string(), kind }
    }

    /// Something else should stand here.
    pub fn other(&self, wanted: Shape) -> Problem {
        self.problem(ProblemKind::Other { wanted })
    }

    /// The text that stands here.
    ///
    /// # Errors
    /// When it is none.
    pub fn text(&self) -> Result<&'a str, Problem> {
        self.value.as_str().ok_or_else(|| self.other(Shape::Text))
    }

    pub(super) fn object(&self) -> Result<&'a Map<String, Value>, Problem> {
        self.value.as_object().ok_or_else(|| self.other(Shape::Object))
    }

    pub(super) fn array(&self) -> Result<&'a Vec<Value>, Problem> {
        self.value.as_array().ok_or_else(|| self.other(Shape::List))
    }

    /// The variant named by a member, and the node with the rest of it.
    ///
    /// # Errors
    /// When there is no such member.
    pub fn tagged(&self, tag: &'static str) -> Result<(&'a str, Node<'a>), Problem> {
        let missing = || self.problem(ProblemKind::Missing { name: tag.to_owned() });
        let name = self.object()?.get(tag).and_then(Value::as_str).ok_or_else(missing)?;
        Ok((name, Node { tag: Some(tag), ..*self }))
    }

    /// A variant as `"name"` or `{ "name": contents }`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn variant(&self) -> Result<(&'a str, Node<'a>), Problem> {
        if let Value::String(name) = self.value {
            return Ok((name, Node { value: &NOTHING, ..*self }));
        }
        let mut members = self.object()?.iter();
        match (members.next(), members.next()) {
            (Some((name, value)), None) => Ok((name, Node { value, ..*self })),
            _ => Err(self.other(Shape::Object)),
        }
    }

    /// The name is none of the known ones.
    pub fn unknown_variant(&self, found: &str, known: &[&str]) -> Problem {
        let known = known.iter().map(|&name| name.to_owned()).collect();
        self.problem(ProblemKind::Unlisted { found: found.to_owned(), known })
    }

    /// A variant without contents.
    ///
    /// # Errors
    /// When it has some.
    pub fn nothing(&self) -> Result<(), Problem> {
        match self.value {
            Value::Null => Ok(()),
            _ if self.tag.is_some() => Fields::of(self)?.done(),
            _ => Err(self.other(Shape::Nothing)),
        }
    }

    /// A list of exactly so many.
    ///
    /// # Errors
    /// When there are more or fewer.
    pub fn list(&self, count: usize) -> Result<List<'a>, Problem> {
        let values = self.array()?;
        if values.len() == count { Ok(List { values, at: self.at }) } else { Err(self.other(Shape::List)) }
    }

    pub(super) fn is_whole(&self, most: u64) -> Result<u64, Problem> {
        self.value.as_u64().filter(|n| *n <= most).ok_or_else(|| self.other(Shape::Whole))
    }
}

/// The entries of a list of known length.
pub struct List<'a> {
    values: &'a [Value],
    at: &'a At<'a>,
}

impl List<'_> {
    /// The n-th entry.
    ///
    /// # Errors
    /// Where it has another shape.
    pub fn get<T: Json>(&self, n: usize) -> Result<T, Problem> {
        Node::at(&self.values[n], &At::Entry(self.at, n)).contents()
    }
}

/// The members of an object, ticked off as they are read.
pub struct Fields<'a> {
    node: Node<'a>,
    members: &'a Map<String, Value>,
    read: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The members of a node.
    ///
    /// # Errors
    /// When it is no object.
    pub fn of(node: &Node<'a>) -> Result<Fields<'a>, Problem> {
        Ok(Fields { node: *node, members: node.object()?, read: Vec::from_iter(node.tag) })
    }

    fn value(&mut self, name: &'static str) -> Option<&'a Value> {
        self.read.push(name);
        self.members.get(name)
    }

    /// A member that must be there.
    ///
    /// # Errors
    /// When it is not, or has another shape.
    pub fn required<T: Json>(&mut self, name: &'static str) -> Result<T, Problem> {
        match self.value(name) {
            Some(value) => Node::at(value, &At::Member(self.node.at, name)).contents(),
            None => Err(self.node.problem(ProblemKind::Missing { name: name.to_owned() })),
        }
    }

    /// A member that may be missing.
    ///
    /// # Errors
    /// When it has another shape.
    pub fn optional<T: Json>(&mut self, name: &'static str) -> Result<Option<T>, Problem> {
        let at = At::Member(self.node.at, name);
        self.value(name).map(|value| Node::at(value, &at).contents()).transpose()
    }

    /// Everything that was not read, kept as it came.
    pub fn rest(&mut self) -> BTreeMap<String, Value> {
        let read = std::mem::take(&mut self.read);
        let mut rest = BTreeMap::new();
        for (name, value) in self.members.iter().filter(|(name, _)| !read.contains(&name.as_str())) {
            rest.insert(name.clone(), value.clone());
        }
        self.members = EMPTY.get_or_init(Map::new);
        rest
    }

    /// Refuses what was not read.
    ///
    /// # Errors
    /// When there is something.
    pub fn done(&self) -> Result<(), Problem> {
        match self.members.keys().find(|name| !self.read.contains(&name.as_str())) {
            Some(name) => Err(self.node.problem(ProblemKind::Unknown { name: name.clone() })),
            None => Ok(()),
        }
    }
}

static EMPTY: std::sync::OnceLock<Map<String, Value>> = std::sync::OnceLock::new();
