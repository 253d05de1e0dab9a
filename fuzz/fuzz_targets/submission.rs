//! Any JSON as what was put in, against every template of the library: refused with words or scored; what
//! was read is written so that it reads the same, and an edited sheet equals one opened anew.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use yardstick::domain::{Edit, Entry, Sheet};
use yardstick::format::{canonical, read_submission, sha256, write_submission};

static TEMPLATES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../templates");
    let mut files: Vec<_> = fs::read_dir(folder).expect("templates").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let body = |file| {
        let text = fs::read(file).expect("a template");
        serde_json::from_slice::<Value>(&text).expect("JSON")["body"].take()
    };
    files.into_iter().map(body).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let Some((which, text)) = bytes.split_first() else { return };
    let Ok(Value::Object(mut body)) = serde_json::from_slice::<Value>(text) else { return };
    let template = TEMPLATES[usize::from(*which) % TEMPLATES.len()].clone();
    body.insert("template".to_owned(), template);
    let mut document = json!({ "format": "yardstick.submission", "version": 1, "id": "fuzz", "body": body });
    let digest = sha256(&canonical(&document));
    document["integrity"] = json!({ "alg": "jcs-sha256", "digest": digest });
    let Ok(received) = read_submission(canonical(&document).as_bytes()) else { return };
    let mut sheet = Sheet::open(received.submission);
    let written = write_submission(&sheet).text;
    let again = read_submission(written.as_bytes()).expect("what was written can be read");
    assert_eq!(write_submission(&Sheet::open(again.submission)).text, written);
    let items: Vec<_> = sheet.rows().map(|row| (row.item.id.clone(), row.entry.clone())).collect();
    for (item, entry) in items {
        sheet.apply(Edit::Entry(item.clone(), Entry::default()));
        sheet.apply(Edit::Entry(item, entry));
    }
    assert_eq!(sheet.totals(), Sheet::open(sheet.submission().clone()).totals());
});
