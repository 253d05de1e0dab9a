//! Text in other encodings: it reads the same, and nothing stands for what could not be read.

use yardstick::app::{CommitteeMsg, Msg, Notice, Picked};
use yardstick::format::{Charset, ReadError, legible, write_submission};

use crate::cases;
use crate::desk::Desk;
use crate::project;
use crate::scenario::Scenario;
use crate::small;

/// The tables of the tests and of the command line.
pub(crate) fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// A text in each encoding.
fn encoded(text: &str) -> [(Vec<u8>, Charset); 5] {
    let wide = |bytes: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect();
    [
        (text.as_bytes().to_vec(), Charset::Utf8),
        (format!("\u{feff}{text}").into_bytes(), Charset::Utf8),
        (wide(u16::to_le_bytes), Charset::Utf16),
        (wide(u16::to_be_bytes), Charset::Utf16),
        (encoding_rs::GB18030.encode(text).0.into_owned(), Charset::Gb18030),
    ]
}

/// Two hundred exports, every tenth a real one, for other units and with signs of every plane in a remark.
fn exports() -> Vec<String> {
    let (real, small) = (cases::all("sixteen"), small::sheet());
    let named = |n: usize| {
        let name =
            format!("第{n}村党支部{}", char::from_u32(0x1_0348 + u32::try_from(n).expect("few")).unwrap_or('𠮷'));
        let (sheet, period, item) = if n.is_multiple_of(10) {
            (&real[n / 10 % real.len()].sheet, "2026", "A1")
        } else {
            (&small, "2026-Q3", "levels")
        };
        Scenario::with(sheet.clone()).unit(&name, "village", period).remark(item, "é ü 、。“” 㐀 ﷺ 👨\u{200d}👩")
    };
    (0..200).map(|n| write_submission(named(n).sheet()).text).collect()
}

#[test]
fn an_export_in_any_of_five_encodings_is_the_export() {
    for (n, text) in exports().iter().enumerate() {
        for (bytes, charset) in encoded(text) {
            let (found, told) = legible(bytes, gb18030);
            assert!(found == text.as_bytes(), "export {n} in {charset:?}");
            assert_eq!(told, charset);
        }
    }
}

#[test]
fn the_committee_counts_an_export_whatever_its_encoding_and_says_what_was_guessed() {
    let text = &exports()[0];
    let mut digests = Vec::new();
    for (bytes, charset) in encoded(text) {
        let mut desk = Desk::committee();
        desk.model.gb18030 = gb18030;
        let file = Picked { name: "a.json".to_owned(), contents: Ok(bytes) };
        desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file])));
        assert_eq!(desk.model.committee.staged[0].charset, charset);
        desk.live(Msg::Committee(CommitteeMsg::Committed));
        assert_eq!(desk.received.values().collect::<Vec<_>>(), [text], "what is kept is UTF-8");
        digests.extend(desk.received.into_keys());
    }
    digests.dedup();
    assert_eq!(digests.len(), 1);
}

#[test]
fn a_template_in_gbk_is_opened_with_a_word_of_caution() {
    let template = project::read("templates/strong_branch.json");
    let open = |bytes: Vec<u8>| {
        let mut desk = Desk::new();
        desk.model.gb18030 = gb18030;
        desk.live(Msg::FilesOpened(vec![Picked { name: "a.json".to_owned(), contents: Ok(bytes) }]));
        (desk.model.notice, desk.model.filling.map(|filling| filling.sheet.template().clone()))
    };
    let [plain, .., gbk] = encoded(&template).map(|(bytes, _)| open(bytes));
    assert_eq!(plain.0, None);
    assert_eq!(gbk.0, Some(Notice::Converted { name: "a.json".to_owned() }));
    assert!(plain.1.is_some() && plain.1 == gbk.1);
}

#[test]
fn what_is_no_text_stays_as_it_is_and_is_refused() {
    for bytes in [
        &b"{\"a\":\"\xff\"}"[..],
        b"\xff\xfe{",
        b"\xff\xfe\x00\xd8",
        b"\xfe\xff\xd8\x00\x00{",
        b"\x81",
        b"{\"a\":\"\x81\x30\"}",
        "{\"a\":\"标".as_bytes().split_last().expect("bytes").1,
        b"",
    ] {
        assert_eq!(legible(bytes.to_vec(), gb18030), (bytes.to_vec(), Charset::Utf8), "{bytes:?}");
        let mut desk = Desk::committee();
        desk.model.gb18030 = gb18030;
        let file = Picked { name: "a.json".to_owned(), contents: Ok(bytes.to_vec()) };
        desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file])));
        assert!(desk.model.committee.staged[0].outcome.is_err());
    }
}

#[test]
fn no_decoder_is_no_trouble() {
    let gbk = encoding_rs::GBK.encode("{\"标\":1}").0.into_owned();
    let mut desk = Desk::committee();
    let file = Picked { name: "a.json".to_owned(), contents: Ok(gbk) };
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file])));
    assert_eq!(desk.model.committee.staged[0].outcome, Err(ReadError::NotText));
}

/// One byte of an export changed, in any encoding, is never counted, and no decoder invents a sign.
#[test]
fn a_damaged_export_is_refused_in_every_encoding() {
    let text = &exports()[7];
    for (bytes, _) in encoded(text) {
        for at in (0..bytes.len()).step_by(301) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x81;
            let (found, _) = legible(bytes, gb18030);
            assert!(yardstick::format::read_submission(&found).is_err(), "byte {at}");
            assert!(!String::from_utf8_lossy(&found).contains('\u{fffd}') || std::str::from_utf8(&found).is_err());
        }
    }
}
