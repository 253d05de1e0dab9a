//! A value being read: its place is known, its members are ticked off.

use std::fmt;

use serde_json::{Map, Value};

use super::{Context, Filled, Json, Problem, ProblemKind, Shape};

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
    pub(super) tag: Option<&'static str>,
    /// What names and `for` mean here; only a standard has them.
    pub(super) context: Option<&'a Context<'a>>,
}

pub(super) fn read<T: Json>(value: &Value, at: &'static str, context: Option<&Context<'_>>) -> Result<T, Box<Problem>> {
    Node { value, at: &At::Top(at), tag: None, context }.contents()
}

static NOTHING: Value = Value::Null;

impl<'a> Node<'a> {
    /// A value inside this one.
    pub(super) const fn inner(self, value: &'a Value, at: &'a At<'a>) -> Node<'a> {
        Node { value, at, tag: None, context: self.context }
    }

    /// What stands here.
    pub(in crate::domain) fn contents<T: Json>(&self) -> Result<T, Box<Problem>> {
        let mut it = T::blank();
        it.fill(self)?;
        Ok(it)
    }

    /// The value itself.
    pub(in crate::domain) const fn value(&self) -> &'a Value {
        self.value
    }

    /// Anything in a list of a standard may say for which kinds of unit it is.
    pub(super) fn may_have_for(&self) -> bool {
        self.context.is_some() && matches!(self.at, At::Entry(..))
    }

    /// Where it stands.
    pub(super) fn place(&self) -> String {
        self.at.to_string()
    }

    /// The value that stands here, or the one that the parameter named here has.
    pub(in crate::domain) fn named(&self) -> &'a Value {
        match (self.context, self.value) {
            (Some(context), Value::String(text)) if text.starts_with('@') => context.value(self, &text[1..]),
            _ => self.value,
        }
    }

    /// A name stands here, but not of a number that fits; that has been noted.
    pub(in crate::domain) fn is_wrong_name(&self) -> bool {
        self.context.is_some_and(|context| context.is_other_kind(self))
    }

    // Boxed where it is made: it is only ever passed up.
    #[allow(clippy::unnecessary_box_returns)]
    pub(super) fn problem(&self, kind: ProblemKind) -> Box<Problem> {
        Box::new(Problem { at: self.at.to_string(), kind })
    }

    /// Something else should stand here.
    #[allow(clippy::unnecessary_box_returns)]
    pub fn other(&self, wanted: Shape) -> Box<Problem> {
        self.problem(ProblemKind::Other { wanted })
    }

    /// The text that stands here.
    ///
    /// # Errors
    /// When it is none.
    pub fn text(&self) -> Result<&'a str, Box<Problem>> {
        self.value.as_str().ok_or_else(|| self.other(Shape::Text))
    }

    pub(super) fn object(&self) -> Result<&'a Map<String, Value>, Box<Problem>> {
        self.value.as_object().ok_or_else(|| self.other(Shape::Object))
    }

    pub(super) fn array(&self) -> Result<&'a Vec<Value>, Box<Problem>> {
        self.value.as_array().ok_or_else(|| self.other(Shape::List))
    }

    /// The variant named by a member, and the node with the rest of it.
    ///
    /// # Errors
    /// When there is no such member.
    pub fn tagged(&self, tag: &'static str) -> Result<(&'a str, Node<'a>), Box<Problem>> {
        let missing = || self.problem(ProblemKind::Missing { name: tag.to_owned() });
        let name = self.object()?.get(tag).and_then(Value::as_str).ok_or_else(missing)?;
        Ok((name, Node { tag: Some(tag), ..*self }))
    }

    /// Whether it is an object that has all of these members.
    pub fn has(&self, names: &[&str]) -> bool {
        self.value.as_object().is_some_and(|members| names.iter().all(|name| members.contains_key(*name)))
    }

    /// Refuses what is no object.
    ///
    /// # Errors
    /// When it is none.
    pub fn members(&self) -> Result<(), Box<Problem>> {
        self.object().map(|_| ())
    }

    /// The members are those of no variant.
    #[allow(clippy::unnecessary_box_returns)]
    pub fn unshaped(&self, known: &[&str]) -> Box<Problem> {
        let found: Vec<&str> = self.value.as_object().into_iter().flat_map(Map::keys).map(String::as_str).collect();
        self.unknown_variant(&found.join(" + "), known)
    }

    /// A variant as `"name"` or `{ "name": contents }`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn variant(&self) -> Result<(&'a str, Node<'a>), Box<Problem>> {
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
    #[allow(clippy::unnecessary_box_returns)]
    pub fn unknown_variant(&self, found: &str, known: &[&str]) -> Box<Problem> {
        let known = known.iter().map(|&name| name.to_owned()).collect();
        self.problem(ProblemKind::Unlisted { found: found.to_owned(), known })
    }

    /// A variant without contents.
    ///
    /// # Errors
    /// When it has some.
    pub fn nothing(&self) -> Result<(), Box<Problem>> {
        match self.value {
            Value::Null => Ok(()),
            _ if self.tag.is_some() => super::members::only_known(self, &[]),
            _ => Err(self.other(Shape::Nothing)),
        }
    }

    /// A list of exactly so many.
    ///
    /// # Errors
    /// When there are more or fewer.
    pub fn list(&self, count: usize) -> Result<List<'a>, Box<Problem>> {
        let values = self.array()?;
        if values.len() == count { Ok(List { values, node: *self }) } else { Err(self.other(Shape::List)) }
    }

    pub(super) fn is_whole(&self, most: u64) -> Result<u64, Box<Problem>> {
        match self.named().as_u64().filter(|n| *n <= most) {
            Some(n) => Ok(n),
            None if self.is_wrong_name() => Ok(0),
            None => Err(self.other(Shape::Whole)),
        }
    }
}

/// The entries of a list of known length.
pub struct List<'a> {
    values: &'a [Value],
    node: Node<'a>,
}

impl List<'_> {
    /// Reads the n-th entry.
    ///
    /// # Errors
    /// Where it has another shape.
    pub fn fill(&self, n: usize, it: &mut dyn Json) -> Filled {
        it.fill(&self.node.inner(&self.values[n], &At::Entry(self.node.at, n)))
    }
}
