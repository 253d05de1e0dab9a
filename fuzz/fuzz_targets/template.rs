//! Any bytes as a template file: refused with words or read; what was read opens, scores and is written
//! so that it reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yardstick::domain::{Sheet, Submission, SubmissionId};
use yardstick::format::{read_template, write_template};

fuzz_target!(|bytes: &[u8]| {
    let Ok(template) = read_template(bytes) else { return };
    let sheet = Sheet::open(Submission::new(SubmissionId::from("fuzz"), template.clone()));
    let _ = (sheet.totals(), sheet.missing());
    let again = read_template(write_template(&template).as_bytes()).expect("what was written can be read");
    assert_eq!(again, template);
});
