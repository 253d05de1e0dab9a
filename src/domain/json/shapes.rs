//! The shapes of plain types.

use std::collections::BTreeSet;
use std::sync::Arc;

use litemap::LiteMap;
use serde_json::{Map, Value};

use super::node::At;
use super::{Json, Node, Problem, Shape};

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
            list.push(Node::at(value, &At::Entry(node.at, n)).contents()?);
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
            let value = Node::at(value, &At::Member(node.at, name)).contents()?;
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
