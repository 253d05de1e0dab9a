//! Strict reading and writing of our types as JSON values; `#[derive(Json)]` makes both.
//!
//! Strict: nothing unknown is let in unless the type keeps it, nothing is converted, and every
//! mistake names its place: `body.sections[0].items[2].rule.each`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use litemap::LiteMap;
use serde_json::{Map, Value};

pub use json_derive::Json;

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
    T::read(Node { value, at: &At::Top(at), tag: None })
}

/// What is wrong with a value, and where.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Problem {
    /// Its place.
    pub at: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: ProblemKind,
}

/// What is wrong with a value.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum ProblemKind {
    /// A member that must be there is not.
    Missing {
        /// Its name.
        name: String,
    },
    /// A member that nobody knows, perhaps misspelt.
    Unknown {
        /// Its name.
        name: String,
    },
    /// A word that is none of those that may stand there.
    Unlisted {
        /// The word.
        found: String,
        /// What may stand there.
        known: Vec<String>,
    },
    /// Another kind of value.
    Other {
        /// What should be there.
        wanted: Shape,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.at)?;
        match &self.kind {
            ProblemKind::Missing { name } => write!(f, "{name} is missing"),
            ProblemKind::Unknown { name } => write!(f, "{name} is unknown"),
            ProblemKind::Unlisted { found, known } => write!(f, "{found} is none of {}", known.join(", ")),
            ProblemKind::Other { wanted } => write!(f, "should be {wanted:?}"),
        }
    }
}

/// What kind of value should stand somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A text.
    Text,
    /// An amount as text: `"2.5"`.
    Decimal,
    /// A period as text: `"2026-Q3"`.
    Period,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Truth,
    /// `[ ]`
    List,
    /// `{ }`
    Object,
    /// Nothing more.
    Nothing,
}

/// Where a value stands.
#[derive(Clone, Copy)]
enum At<'a> {
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
    value: &'a Value,
    at: &'a At<'a>,
    /// The member that named the variant and so is known already.
    tag: Option<&'static str>,
}

static NOTHING: Value = Value::Null;

impl<'a> Node<'a> {
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

    fn object(&self) -> Result<&'a Map<String, Value>, Problem> {
        self.value.as_object().ok_or_else(|| self.other(Shape::Object))
    }

    fn array(&self) -> Result<&'a Vec<Value>, Problem> {
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

    fn is_whole(&self, most: u64) -> Result<u64, Problem> {
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
        T::read(Node { value: &self.values[n], at: &At::Entry(self.at, n), tag: None })
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
            Some(value) => T::read(Node { value, at: &At::Member(self.node.at, name), tag: None }),
            None => Err(self.node.problem(ProblemKind::Missing { name: name.to_owned() })),
        }
    }

    /// A member that may be missing.
    ///
    /// # Errors
    /// When it has another shape.
    pub fn optional<T: Json>(&mut self, name: &'static str) -> Result<Option<T>, Problem> {
        let at = At::Member(self.node.at, name);
        self.value(name).map(|value| T::read(Node { value, at: &at, tag: None })).transpose()
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

/// Puts a member into an object.
pub fn put<T: Json>(members: &mut Map<String, Value>, name: &str, value: &T) {
    members.insert(name.to_owned(), value.write());
}

/// Puts kept members back into an object.
pub fn put_rest(members: &mut Map<String, Value>, rest: &BTreeMap<String, Value>) {
    for (name, value) in rest {
        members.insert(name.clone(), value.clone());
    }
}

/// `{ "<tag>": "<name>", …contents }`.
pub fn tagged(tag: &str, name: &str, contents: Option<Value>) -> Value {
    let mut members = match contents {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    members.insert(tag.to_owned(), name.into());
    Value::Object(members)
}

/// `"<name>"` or `{ "<name>": contents }`.
pub fn variant(name: &str, contents: Option<Value>) -> Value {
    match contents {
        Some(contents) => {
            let mut members = Map::new();
            members.insert(name.to_owned(), contents);
            Value::Object(members)
        }
        None => name.into(),
    }
}

impl Json for String {
    fn read(node: Node<'_>) -> Result<String, Problem> {
        node.text().map(str::to_owned)
    }
    fn write(&self) -> Value {
        self.as_str().into()
    }
}

impl Json for bool {
    fn read(node: Node<'_>) -> Result<bool, Problem> {
        node.value.as_bool().ok_or_else(|| node.other(Shape::Truth))
    }
    fn write(&self) -> Value {
        (*self).into()
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Json for $number {
            fn read(node: Node<'_>) -> Result<$number, Problem> {
                let n = node.is_whole(u64::from(<$number>::MAX))?;
                <$number>::try_from(n).map_err(|_| node.other(Shape::Whole))
            }
            fn write(&self) -> Value {
                (*self).into()
            }
        }
    )*};
}

whole_numbers!(u8, u32, u64);

impl<T: Json> Json for Option<T> {
    fn read(node: Node<'_>) -> Result<Option<T>, Problem> {
        if node.value.is_null() { Ok(None) } else { T::read(node).map(Some) }
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Json::write)
    }
}

impl<T: Json> Json for Arc<T> {
    fn read(node: Node<'_>) -> Result<Arc<T>, Problem> {
        T::read(node).map(Arc::new)
    }
    fn write(&self) -> Value {
        T::write(self)
    }
}

impl<T: Json> Json for Vec<T> {
    fn read(node: Node<'_>) -> Result<Vec<T>, Problem> {
        let mut list = Vec::new();
        for (n, value) in node.array()?.iter().enumerate() {
            list.push(T::read(Node { value, at: &At::Entry(node.at, n), tag: None })?);
        }
        Ok(list)
    }
    fn write(&self) -> Value {
        self.iter().map(Json::write).collect()
    }
}

impl<T: Json + Ord> Json for BTreeSet<T> {
    fn read(node: Node<'_>) -> Result<BTreeSet<T>, Problem> {
        let mut set = BTreeSet::new();
        for entry in Vec::<T>::read(node)? {
            set.insert(entry);
        }
        Ok(set)
    }
    fn write(&self) -> Value {
        self.iter().map(Json::write).collect()
    }
}

impl<K: for<'k> From<&'k str> + AsRef<str> + Ord, V: Json> Json for LiteMap<K, V> {
    fn read(node: Node<'_>) -> Result<LiteMap<K, V>, Problem> {
        let mut map = LiteMap::new();
        for (name, value) in node.object()? {
            let value = V::read(Node { value, at: &At::Member(node.at, name), tag: None })?;
            map.insert(K::from(name), value);
        }
        Ok(map)
    }
    fn write(&self) -> Value {
        let mut members = Map::new();
        for (key, value) in self.iter() {
            members.insert(key.as_ref().to_owned(), value.write());
        }
        Value::Object(members)
    }
}

impl<A: Json, B: Json> Json for (A, B) {
    fn read(node: Node<'_>) -> Result<(A, B), Problem> {
        let list = node.list(2)?;
        Ok((list.get(0)?, list.get(1)?))
    }
    fn write(&self) -> Value {
        Value::Array(vec![self.0.write(), self.1.write()])
    }
}
