//! What a file is that is none of ours, by its first bytes: so that whoever sent it can be told in words.

use serde::Serialize;
use serde_json::Value;

use super::archive::{Caps, is_archive, read_archive};
use super::charset::no_decoder;
use super::error::ReadError;
use super::strict::parse;

/// What a file seems to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    /// Without a byte.
    Empty,
    /// Nothing but zeros or blanks: what a pulled-out stick leaves behind.
    Blank,
    /// A spreadsheet.
    Table,
    /// A text document.
    Document,
    /// Slides.
    Slides,
    /// An OFD document.
    Ofd,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// Sound.
    Sound,
    /// A film.
    Film,
    /// A program.
    Program,
    /// An archive other than zip.
    Archive,
    /// A zip archive where none belongs.
    Zip,
    /// A page of the web.
    Page,
    /// A mail.
    Mail,
    /// A database.
    Database,
    /// A shortcut to a file.
    Shortcut,
    /// A table as text.
    Csv,
    /// XML.
    Xml,
    /// JSON of another program, by its name where it is known.
    Json(Option<&'static str>),
    /// Any other text.
    Text,
}

impl Foreign {
    /// Whether it is made of letters: anything else is left as it is.
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Foreign::Text
                | Foreign::Csv
                | Foreign::Xml
                | Foreign::Page
                | Foreign::Mail
                | Foreign::Shortcut
                | Foreign::Json(_)
        )
    }
}

/// Where a kind of file has which bytes. The first that fits.
const SIGNS: [(usize, &[u8], Foreign); 37] = [
    (0, b"%PDF", Foreign::Pdf),
    (0, b"\x89PNG", Foreign::Picture),
    (0, b"\xff\xd8\xff", Foreign::Picture),
    (0, b"GIF8", Foreign::Picture),
    (8, b"WEBP", Foreign::Picture),
    (0, b"II*\0", Foreign::Picture),
    (0, b"MM\0*", Foreign::Picture),
    (4, b"ftyphei", Foreign::Picture),
    (4, b"ftypmif1", Foreign::Picture),
    (0, b"8BPS", Foreign::Picture),
    (0, b"MZ", Foreign::Program),
    (0, b"\x7fELF", Foreign::Program),
    (0, b"\xca\xfe\xba\xbe", Foreign::Program),
    (0, b"Rar!", Foreign::Archive),
    (0, b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
    (0, b"\x1f\x8b", Foreign::Archive),
    (0, b"BZh", Foreign::Archive),
    (0, b"\xfd7zXZ", Foreign::Archive),
    (257, b"ustar", Foreign::Archive),
    (0, b"{\\rtf", Foreign::Document),
    (0, b"SQLite format 3", Foreign::Database),
    (4, b"Standard ", Foreign::Database),
    (0, b"L\0\0\0\x01\x14\x02\0", Foreign::Shortcut),
    (0, b"[InternetShortcut]", Foreign::Shortcut),
    (8, b"AVI ", Foreign::Film),
    (4, b"ftyp", Foreign::Film),
    (0, b"\x1a\x45\xdf\xa3", Foreign::Film),
    (0, b"\x30\x26\xb2\x75", Foreign::Film),
    (8, b"WAVE", Foreign::Sound),
    (0, b"ID3", Foreign::Sound),
    (0, b"\xff\xfb", Foreign::Sound),
    (0, b"#!AMR", Foreign::Sound),
    (0, b"#!", Foreign::Program),
    (0, b"OggS", Foreign::Sound),
    (0, b"fLaC", Foreign::Sound),
    (0, b"Received: ", Foreign::Mail),
    (0, b"From: ", Foreign::Mail),
];

/// What makes JSON one of these.
const MAKERS: [(&str, &str); 12] = [
    ("openapi", "OpenAPI"),
    ("swagger", "OpenAPI"),
    ("nbformat", "Jupyter"),
    ("excalidraw", "Excalidraw"),
    ("FeatureCollection", "GeoJSON"),
    ("Questionnaire", "FHIR"),
    ("QuestionnaireResponse", "FHIR"),
    ("surveyId", "SurveyJS"),
    ("pages", "SurveyJS"),
    ("asset_type", "KoboToolbox"),
    ("$schema", "JSON Schema"),
    ("dependencies", "npm"),
];

/// What a file seems to be that could not be read; the trouble itself where that says more.
pub fn told(error: ReadError, bytes: &[u8]) -> ReadError {
    let seems = match error {
        ReadError::NotOurs => Some(of_json(bytes)),
        ReadError::NotText | ReadError::NotJson { .. } | ReadError::CutOff { .. } => seems(bytes),
        _ => None,
    };
    seems.map_or(error, |seems| ReadError::Foreign { seems })
}

/// What a file seems to be; nothing for what may be JSON.
pub fn seems(bytes: &[u8]) -> Option<Foreign> {
    const OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.is_empty() {
        return Some(Foreign::Empty);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if text.iter().all(|&byte| byte == 0) {
        return Some(Foreign::Blank);
    }
    if is_archive(bytes) {
        return Some(of_archive(bytes));
    }
    if bytes.starts_with(OFFICE) {
        return Some(of_office(bytes));
    }
    if text.starts_with(b"{") && !text.starts_with(b"{\\rtf") || text.starts_with(b"[") && !text.starts_with(b"[Int") {
        return None;
    }
    let fits = |(at, sign, _): &&(usize, &[u8], Foreign)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign));
    let found = SIGNS.iter().find(fits).map(|(_, _, seems)| *seems);
    Some(found.unwrap_or_else(|| of_text(text)))
}

/// Documents of office programs are archives themselves.
fn of_archive(bytes: &[u8]) -> Foreign {
    const PARTS: [(&str, Foreign); 7] = [
        ("xl/", Foreign::Table),
        ("word/", Foreign::Document),
        ("ppt/", Foreign::Slides),
        ("OFD.xml", Foreign::Ofd),
        ("content.xml", Foreign::Document),
        ("AndroidManifest.xml", Foreign::Program),
        ("META-INF/", Foreign::Program),
    ];
    let Ok(archive) = read_archive(bytes, Caps::REAL, no_decoder) else { return Foreign::Zip };
    let part = |name: &str| PARTS.iter().find(|(part, _)| name.starts_with(part)).map(|(_, seems)| *seems);
    archive.names().find_map(part).unwrap_or(Foreign::Zip)
}

/// Older office programs, WPS too, name their parts in UTF-16.
fn of_office(bytes: &[u8]) -> Foreign {
    let has = |name: &str| {
        let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    if has("Workbook") || has("Book\0") {
        Foreign::Table
    } else if has("PowerPoint") {
        Foreign::Slides
    } else {
        Foreign::Document
    }
}

fn of_text(text: &[u8]) -> Foreign {
    let begins = |sign: &str| text.get(..sign.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(sign.as_bytes()));
    let first = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if begins("<!doctype html") || begins("<html") {
        Foreign::Page
    } else if begins("<svg") {
        Foreign::Picture
    } else if begins("<") {
        Foreign::Xml
    } else if text.starts_with(b"BM") && text.contains(&0) {
        Foreign::Picture
    } else if first.iter().filter(|&&byte| byte == b',' || byte == b'\t').count() > 1 {
        Foreign::Csv
    } else {
        Foreign::Text
    }
}

/// Whose JSON it is, by what its `type` says or a member at the top.
fn of_json(bytes: &[u8]) -> Foreign {
    let Ok(Value::Object(members)) = parse(bytes) else { return Foreign::Json(None) };
    let said = ["type", "resourceType"].iter().filter_map(|name| members.get(*name)?.as_str());
    let maker = |sign: &str| MAKERS.iter().find(|(known, _)| *known == sign).map(|(_, maker)| *maker);
    Foreign::Json(said.chain(members.keys().map(String::as_str)).find_map(maker))
}
