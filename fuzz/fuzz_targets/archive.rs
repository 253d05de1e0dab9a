//! Any bytes as a file that was dropped: an archive is taken apart, text is read in whatever encoding it is, and
//! whatever comes out is refused with words or counted; nothing stands for a sign that could not be read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yardstick::app::{Committee, Picked, wording};
use yardstick::domain::Lang;
use yardstick::format::legible;

fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fuzz_target!(|bytes: &[u8]| {
    if let (text, _) = legible(bytes.to_vec(), gb18030)
        && text != bytes
    {
        assert!(std::str::from_utf8(&text).is_ok());
    }
    let mut committee = Committee::default();
    committee.stage(vec![Picked { name: "a".to_owned(), contents: Ok(bytes.to_vec()) }], gb18030);
    assert!(committee.staged.iter().all(|staged| staged.outcome.is_ok() || staged.text.is_empty()));
    let _ = wording::refused_csv(Lang::En, &committee.staged);
});
