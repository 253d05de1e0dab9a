//! The pieces that written values are put together from.

use serde_json::{Map, Value};

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
