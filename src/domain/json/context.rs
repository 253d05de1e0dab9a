//! What a standard means for one kind of unit: `@name` is a number, `{@name}` shows it, and what is
//! `for` other kinds is not there. Applied while reading, so that every mistake keeps its place.

use std::cell::{Cell, RefCell};

use serde_json::Value;

use super::{Node, canonical};
use crate::domain::flaw::{Flaw, FlawKind, Level};
use crate::domain::occurrences;

/// Whose sheet is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum Reader<'a> {
    /// That of a unit that has not chosen its kind: nothing that has a `for`.
    Nobody,
    /// That of a kind of unit.
    Kind(&'a str),
    /// Everything that stands in the standard, whoever it is for.
    Everybody,
}

struct Parameter<'a> {
    id: &'a str,
    value: &'a Value,
    used: Cell<bool>,
}

/// The names and kinds of a standard being read.
pub(in crate::domain) struct Context<'a> {
    reader: Reader<'a>,
    kinds: Vec<&'a str>,
    parameters: Vec<Parameter<'a>>,
    /// Whether a name or a `for` was met: only then do the sheets differ from what is written.
    differs: Cell<bool>,
    flaws: RefCell<Vec<Flaw>>,
}

static ZERO: Value = Value::String(String::new());

impl<'a> Context<'a> {
    pub(in crate::domain) fn new(standard: &'a Value, reader: Reader<'a>) -> Context<'a> {
        let kinds = ids(&standard["unit_types"]).map(|(id, _)| id).collect();
        let value = |parameter: &'a Value| match reader {
            Reader::Kind(kind) => parameter["by_type"].get(kind).unwrap_or(&parameter["value"]),
            _ => &parameter["value"],
        };
        let parameters = ids(&standard["parameters"])
            .map(|(id, parameter)| Parameter { id, value: value(parameter), used: Cell::new(false) })
            .collect();
        Context { reader, kinds, parameters, differs: Cell::new(false), flaws: RefCell::default() }
    }

    /// Whether the entry of a list is there for this reader.
    pub(super) fn includes(&self, entry: &Node<'_>) -> bool {
        let Some(wanted) = entry.value().get("for") else { return true };
        self.differs.set(true);
        let named = wanted.as_array().map_or(&[][..], Vec::as_slice);
        let is_known = |kind: &Value| kind.as_str().is_some_and(|kind| self.kinds.contains(&kind));
        if named.is_empty() {
            self.flaw(entry, FlawKind::Empty);
        }
        for kind in named.iter().filter(|kind| !is_known(kind)) {
            let id = kind.as_str().unwrap_or_default().to_owned();
            self.flaw(entry, FlawKind::UnknownUnitType { id });
        }
        match self.reader {
            Reader::Nobody => false,
            Reader::Kind(kind) => named.iter().any(|named| named.as_str() == Some(kind)),
            Reader::Everybody => true,
        }
    }

    fn find(&self, node: &Node<'_>, name: &str) -> Option<&'a Value> {
        self.differs.set(true);
        let found = self.parameters.iter().find(|parameter| parameter.id == name);
        match found {
            Some(parameter) => parameter.used.set(true),
            None => self.flaw(node, FlawKind::UnknownParameter { id: name.to_owned() }),
        }
        found.map(|parameter| parameter.value)
    }

    /// The number that a name stands for.
    pub(super) fn value(&self, node: &Node<'_>, name: &str) -> &'a Value {
        self.find(node, name).unwrap_or(&ZERO)
    }

    /// A name stands where another kind of number should: told once, and read as nothing.
    pub(in crate::domain) fn is_other_kind(&self, node: &Node<'_>) -> bool {
        let named = node.value().as_str().is_some_and(|text| text.starts_with('@'));
        if named && *node.named() != ZERO {
            let id = node.value().as_str().unwrap_or_default()[1..].to_owned();
            self.flaw(node, FlawKind::ParameterKind { id });
        }
        named
    }

    /// A text with the numbers in place of their names.
    pub(super) fn shown(&self, node: &Node<'_>, text: &str) -> String {
        let (mut shown, mut rest) = (String::new(), text);
        while let Some(at) = occurrences(rest, "{@").next() {
            let (before, after) = (&rest[..at], &rest[at + 2..]);
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            shown.push_str(before);
            match self.find(node, name) {
                Some(Value::String(amount)) => shown.push_str(amount),
                Some(count) => shown.push_str(&canonical(count)),
                None => {}
            }
            rest = behind;
        }
        shown.push_str(rest);
        shown
    }

    fn flaw(&self, node: &Node<'_>, kind: FlawKind) {
        let at = node.place();
        // Places in a standard are told from its top, wherever it stands in a file.
        let at = at.strip_prefix("body.template.").or_else(|| at.strip_prefix("body.")).unwrap_or(&at).to_owned();
        self.flaws.borrow_mut().push(Flaw { level: Level::Error, at, kind });
    }

    /// Whether the sheet differs from what is written, which parameters were used, and what was wrong.
    pub(in crate::domain) fn done(self) -> (bool, Vec<&'a str>, Vec<Flaw>) {
        let used = self.parameters.iter().filter(|parameter| parameter.used.get()).map(|parameter| parameter.id);
        (self.differs.get(), used.collect(), self.flaws.into_inner())
    }
}

fn ids(list: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let entries = list.as_array().map_or(&[][..], Vec::as_slice);
    entries.iter().filter_map(|entry| Some((entry["id"].as_str()?, entry)))
}
