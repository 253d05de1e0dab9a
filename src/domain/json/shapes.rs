//! The shapes of plain types.

use std::sync::Arc;

use litemap::LiteMap;
use serde_json::{Map, Value};

use super::node::At;
use super::{Filled, Json, Node, Shape, Write};

impl Json for String {
    fn blank() -> String {
        String::new()
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        let text = node.text()?;
        *self = node.context.map_or_else(|| text.to_owned(), |context| context.shown(node, text));
        Ok(())
    }
}

impl Write for String {
    fn write(&self) -> Value {
        self.as_str().into()
    }
}

impl Json for bool {
    fn blank() -> bool {
        false
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = node.value.as_bool().ok_or_else(|| node.other(Shape::Truth))?;
        Ok(())
    }
}

impl Write for bool {
    fn write(&self) -> Value {
        (*self).into()
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Json for $number {
            fn blank() -> $number {
                0
            }
            fn fill(&mut self, node: &Node<'_>) -> Filled {
                let n = node.is_whole(u64::from(<$number>::MAX))?;
                *self = <$number>::try_from(n).map_err(|_| node.other(Shape::Whole))?;
                Ok(())
            }
        }

        impl Write for $number {
            fn write(&self) -> Value {
                (*self).into()
            }
        }
    )*};
}

whole_numbers!(u8, u32, u64);

impl<T: Json> Json for Option<T> {
    fn blank() -> Option<T> {
        None
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = None;
        if node.value.is_null() { Ok(()) } else { self.insert(T::blank()).fill(node) }
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Write::write)
    }
}

impl<T: Json> Json for Box<T> {
    fn blank() -> Box<T> {
        Box::new(T::blank())
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        T::fill(self, node)
    }
}

impl<T: Json> Json for Arc<T> {
    fn blank() -> Arc<T> {
        Arc::new(T::blank())
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        // Nobody else has it yet.
        Arc::get_mut(self).map_or(Ok(()), |it| it.fill(node))
    }
}

impl<T: Write> Write for Arc<T> {
    fn write(&self) -> Value {
        T::write(self)
    }
}

/// Reads the entries of a list that are there for the reader.
fn entries(node: &Node<'_>, read: &mut dyn FnMut(&Node<'_>) -> Filled) -> Filled {
    for (n, value) in node.array()?.iter().enumerate() {
        let at = At::Entry(node.at, n);
        let entry = node.inner(value, &at);
        if entry.context.is_none_or(|context| context.includes(&entry)) {
            read(&entry)?;
        }
    }
    Ok(())
}

/// A list of what is written.
fn list(values: &mut dyn Iterator<Item = Value>) -> Value {
    Value::Array(values.collect())
}

impl<T: Json> Json for Vec<T> {
    fn blank() -> Vec<T> {
        Vec::new()
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        entries(node, &mut |entry| {
            self.push(T::blank());
            self.last_mut().map_or(Ok(()), |it| it.fill(entry))
        })
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self) -> Value {
        list(&mut self.iter().map(Write::write))
    }
}

impl<K: for<'k> From<&'k str> + AsRef<str> + Ord, V: Json> Json for LiteMap<K, V> {
    fn blank() -> LiteMap<K, V> {
        LiteMap::new()
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        for (name, value) in node.object()? {
            let value = node.inner(value, &At::Member(node.at, name)).contents()?;
            self.insert(K::from(name), value);
        }
        Ok(())
    }
}

impl<K: for<'k> From<&'k str> + AsRef<str> + Ord, V: Write> Write for LiteMap<K, V> {
    fn write(&self) -> Value {
        let mut members = Map::new();
        for (key, value) in self.iter() {
            members.insert(key.as_ref().to_owned(), value.write());
        }
        Value::Object(members)
    }
}

impl<A: Json, B: Json> Json for (A, B) {
    fn blank() -> (A, B) {
        (A::blank(), B::blank())
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        let list = node.list(2)?;
        list.fill(0, &mut self.0)?;
        list.fill(1, &mut self.1)
    }
}

impl<A: Write, B: Write> Write for (A, B) {
    fn write(&self) -> Value {
        Value::Array(vec![self.0.write(), self.1.write()])
    }
}
