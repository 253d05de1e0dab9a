//! [`IdSet`]: a few ids, sorted.

use serde_json::Value;

use super::id::FieldId;
use super::json::{Filled, Json, Node, Write};

/// A few ids inside an item, each once, sorted. They are so few that a list serves them best.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct IdSet(Vec<FieldId>);

impl IdSet {
    /// None.
    pub const fn new() -> IdSet {
        IdSet(Vec::new())
    }

    /// Whether it is among them.
    pub fn contains(&self, id: &FieldId) -> bool {
        self.0.contains(id)
    }

    /// Adds it, if it is not among them.
    pub fn insert(&mut self, id: FieldId) {
        if let Err(place) = self.0.binary_search(&id) {
            self.0.insert(place, id);
        }
    }

    /// Takes it away.
    pub fn remove(&mut self, id: &FieldId) {
        self.0.retain(|known| known != id);
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    // By reference because the writer of files asks so.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldId> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a IdSet {
    type Item = &'a FieldId;
    type IntoIter = std::slice::Iter<'a, FieldId>;
    fn into_iter(self) -> std::slice::Iter<'a, FieldId> {
        self.iter()
    }
}

impl IntoIterator for IdSet {
    type Item = FieldId;
    type IntoIter = std::vec::IntoIter<FieldId>;
    fn into_iter(self) -> std::vec::IntoIter<FieldId> {
        self.0.into_iter()
    }
}

impl FromIterator<FieldId> for IdSet {
    fn from_iter<I: IntoIterator<Item = FieldId>>(ids: I) -> IdSet {
        ids.into_iter().fold(IdSet::new(), |mut set, id| {
            set.insert(id);
            set
        })
    }
}

impl Json for IdSet {
    fn blank() -> IdSet {
        IdSet::new()
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = node.contents::<Vec<FieldId>>()?.into_iter().collect();
        Ok(())
    }
}

impl Write for IdSet {
    fn write(&self) -> Value {
        self.0.write()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for IdSet {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IdSet".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeSet<FieldId>>::json_schema(generator)
    }
}
