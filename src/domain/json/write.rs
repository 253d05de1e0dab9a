//! The pieces that written values are put together from.

use serde_json::{Map, Value};

/// An object of these members.
pub fn object(members: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
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
        Some(contents) => object(vec![(name, contents)]),
        None => name.into(),
    }
}
