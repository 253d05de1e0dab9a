//! `tests/spoilt.json`: files of ours, each with one thing wrong.

use serde_json::Value;

use crate::cases;

/// One thing that is wrong.
pub(crate) struct Spoilt {
    /// What.
    pub(crate) wrong: String,
    /// What the program says of it, in part; nothing where it does not read such files.
    pub(crate) told: String,
    at: String,
    put: Option<Value>,
    /// The digest is left as it is, fitting or not.
    as_it_is: bool,
}

impl Spoilt {
    /// Every file, and what shall be wrong with it.
    pub(crate) fn all() -> Vec<(Value, Vec<Spoilt>)> {
        let list = |value: &Value| value.as_array().expect("a list").clone();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let one = |case: &Value| Spoilt {
            wrong: text(&case["wrong"]),
            told: text(&case["told"]),
            at: text(&case["at"]),
            put: case.get("put").cloned(),
            as_it_is: case["as_it_is"] == true,
        };
        let bases = list(&cases::json_of("tests/spoilt.json"));
        let base = |base: &Value| (cases::json_of(&text(&base["of"])), list(&base["cases"]).iter().map(one).collect());
        bases.iter().map(base).collect()
    }

    /// The spoilt file, its digest made to fit where it had one.
    pub(crate) fn of(&self, base: &Value) -> Value {
        let document = changed(base, &self.at, self.put.clone());
        if self.as_it_is || document.get("integrity").is_none() || base.get("integrity").is_none() {
            return document;
        }
        serde_json::from_str(&cases::sealed(document)).expect("JSON")
    }
}

/// A copy with another value at a place; with none the member or entry is taken away.
pub(crate) fn changed(base: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut document = base.clone();
    let Some((parent, key)) = pointer.rsplit_once('/') else { return value.unwrap_or_default() };
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match (parent, value) {
        (Value::Object(members), Some(value)) => drop(members.insert(key.to_owned(), value)),
        (Value::Object(members), None) => drop(members.remove(key).unwrap_or_else(|| panic!("no {pointer}"))),
        (Value::Array(list), Some(value)) => list[key.parse::<usize>().expect("an index")] = value,
        (Value::Array(list), None) => drop(list.remove(key.parse().expect("an index"))),
        _ => panic!("nothing stands in {pointer}"),
    }
    document
}
