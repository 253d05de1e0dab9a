//! What a page that has stopped gives out (`rescue.js`): the lines of the store, and those beside it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::machine::Contents;
use super::store::{Beside, MARK, MIRROR, Parts, is_tail, read, record_of};
use crate::domain::SubmissionId;

const BEGINNING: &[u8] = b"[\"yardstick\"";

/// Reads what `rescue.js` gave out, if it is that: a line for each value, `[store, key, value]`. A line that is
/// damaged is left out.
pub(super) fn rescued(file: &[u8]) -> Option<Contents> {
    let text = file.starts_with(BEGINNING).then(|| std::str::from_utf8(file).ok()).flatten()?;
    let mut records: BTreeMap<SubmissionId, Parts> = BTreeMap::new();
    let (mut received, mut aside) = (Vec::new(), Vec::new());
    for (store, key, value) in text.lines().filter_map(three) {
        let (id, number) = match &key {
            Value::Array(pair) => (pair.first().and_then(Value::as_str), pair.get(1).and_then(Value::as_u64)),
            key => (key.as_str(), None),
        };
        match (store.as_str(), id) {
            ("heads", Some(id)) => of(&mut records, id).head = Some(value),
            ("snapshots", Some(id)) => of(&mut records, id).slots[usize::from(number == Some(1))] = Some(value),
            ("journal", Some(id)) => of(&mut records, id).journal.push((number.unwrap_or_default(), value)),
            ("received", _) => received.push(value),
            ("beside", Some(key)) => aside.push((key.to_owned(), value)),
            _ => {}
        }
    }
    for id in aside.iter().filter_map(|(key, _)| record_of(key)) {
        records.entry(id).or_default();
    }
    let stored = |(id, parts): (SubmissionId, Parts)| {
        let stored = read(&parts, &id);
        let beside = beside(&id, &aside);
        (id, stored, beside)
    };
    Some(Contents { records: records.into_iter().map(stored).collect(), received })
}

fn of<'a>(records: &'a mut BTreeMap<SubmissionId, Parts>, id: &str) -> &'a mut Parts {
    records.entry(SubmissionId::from(id)).or_default()
}

/// What stood beside the store of a record, among keys and lines.
fn beside(id: &SubmissionId, lines: &[(String, String)]) -> Beside {
    let line = |prefix: &str| {
        let found = lines.iter().find(|(key, _)| key.strip_prefix(prefix) == Some(id.as_str()));
        found.map(|(_, line)| line.as_str())
    };
    let tails = lines.iter().filter(|(key, _)| is_tail(key, id)).map(|(_, line)| line.clone());
    Beside::read(id, line(MARK), line(MIRROR), &tails.collect::<Vec<String>>())
}

fn three(line: &str) -> Option<(String, Value, String)> {
    // Not read strictly: whole files stand in one text, and each is looked at by itself, behind its checksum.
    let Ok(Value::Array(three)) = serde_json::from_str(line) else { return None };
    let [store, key, value] = <[Value; 3]>::try_from(three).ok()?;
    Some((store.as_str()?.to_owned(), key, value.as_str()?.to_owned()))
}
