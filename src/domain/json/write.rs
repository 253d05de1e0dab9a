//! The pieces that written values are put together from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Json;

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
