//! Files of other programs: a hundred of them, and what each seems to be.

use yardstick::app::{Committee, Picked, wording};
use yardstick::domain::Lang;
use yardstick::format::{Foreign, ReadError, seems};

use crate::charsets::gb18030;
use crate::zips::{Packed, zip};

/// An archive with these files in it.
fn of(names: &[&str]) -> Vec<u8> {
    zip(&names.iter().map(|name| Packed::of(name, b"x")).collect::<Vec<_>>())
}

/// A document of an older office program with these names in it.
fn office(part: &str) -> Vec<u8> {
    let wide: Vec<u8> = part.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &[0; 600][..], &wide, &[0; 9]].concat()
}

fn bytes(begin: &[u8], at: usize) -> Vec<u8> {
    [&vec![b'.'; at][..], begin, &[1, 2, 3, 0, 0x80, 0xff]].concat()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn json(maker: &'static str) -> Foreign {
    Foreign::Json(Some(maker))
}

/// Kind by kind: what it is called by its users, what it is, and files of it.
fn kinds() -> Vec<(&'static str, Foreign, Vec<Vec<u8>>)> {
    let text = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
    let begins = |signs: &[&[u8]]| signs.iter().map(|sign| bytes(sign, 0)).collect::<Vec<_>>();
    vec![
        ("nothing", Foreign::Empty, vec![vec![]]),
        (
            "a stick pulled out",
            Foreign::Blank,
            vec![vec![0; 4096], b" \r\n\t ".to_vec(), b"\xef\xbb\xbf\n".to_vec(), vec![0]],
        ),
        (
            "xlsx",
            Foreign::Table,
            vec![
                of(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]),
                of(&["xl/workbook.xml"]),
                of(&["docProps/app.xml", "xl/styles.xml"]),
            ],
        ),
        ("xls, et", Foreign::Table, vec![office("Workbook"), office("Book\0")]),
        (
            "docx",
            Foreign::Document,
            vec![
                of(&["[Content_Types].xml", "word/document.xml"]),
                of(&["_rels/.rels", "docProps/core.xml", "word/document.xml"]),
            ],
        ),
        ("doc, wps", Foreign::Document, vec![office("WordDocument"), office("?")]),
        ("odt", Foreign::Document, vec![of(&["mimetype", "content.xml", "styles.xml"])]),
        ("rtf", Foreign::Document, text(&["{\\rtf1\\ansi 述职}", "{\\rtf1"])),
        (
            "pptx",
            Foreign::Slides,
            vec![of(&["[Content_Types].xml", "ppt/presentation.xml"]), of(&["ppt/slides/slide1.xml"])],
        ),
        ("ppt, dps", Foreign::Slides, vec![office("PowerPoint Document")]),
        ("ofd", Foreign::Ofd, vec![of(&["OFD.xml", "Doc_0/Document.xml"]), of(&["OFD.xml"])]),
        ("pdf", Foreign::Pdf, begins(&[b"%PDF-1.4\n", b"%PDF-1.7\r\n%\xe2\xe3", b"%PDF-2.0"])),
        ("png", Foreign::Picture, begins(&[b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])),
        (
            "jpg",
            Foreign::Picture,
            begins(&[b"\xff\xd8\xff\xe0\0\x10JFIF", b"\xff\xd8\xff\xe1\0\x10Exif", b"\xff\xd8\xff\xdb"]),
        ),
        ("gif", Foreign::Picture, begins(&[b"GIF87a", b"GIF89a"])),
        ("webp", Foreign::Picture, vec![b"RIFF\x10\0\0\0WEBPVP8 ".to_vec()]),
        ("bmp", Foreign::Picture, begins(&[b"BM\x36\0\0\0\0\0\0\0"])),
        ("tiff", Foreign::Picture, begins(&[b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"])),
        ("heic", Foreign::Picture, vec![b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), b"\0\0\0\x18ftypmif1\0\0".to_vec()]),
        ("psd", Foreign::Picture, begins(&[b"8BPS\0\x01"])),
        ("svg", Foreign::Picture, text(&["<svg xmlns=\"http://www.w3.org/2000/svg\"/>"])),
        (
            "mp4, mov",
            Foreign::Film,
            vec![b"\0\0\0\x18ftypisom\0\0".to_vec(), b"\0\0\0\x14ftypqt  ".to_vec(), b"\0\0\0\x20ftypmp42".to_vec()],
        ),
        (
            "avi, mkv, wmv",
            Foreign::Film,
            vec![
                b"RIFF\x10\0\0\0AVI LIST".to_vec(),
                b"\x1a\x45\xdf\xa3\x9f".to_vec(),
                b"\x30\x26\xb2\x75\x8e\x66".to_vec(),
            ],
        ),
        ("mp3", Foreign::Sound, begins(&[b"ID3\x03", b"\xff\xfb\x90"])),
        (
            "wav, amr, ogg, flac",
            Foreign::Sound,
            vec![
                b"RIFF\x10\0\0\0WAVEfmt ".to_vec(),
                b"#!AMR\n\x3c".to_vec(),
                b"OggS\0\x02".to_vec(),
                b"fLaC\0".to_vec(),
            ],
        ),
        ("exe, dll", Foreign::Program, begins(&[b"MZ\x90\0\x03", b"MZ"])),
        ("elf", Foreign::Program, begins(&[b"\x7fELF\x02\x01"])),
        (
            "apk, jar",
            Foreign::Program,
            vec![of(&["AndroidManifest.xml", "classes.dex"]), of(&["META-INF/MANIFEST.MF", "A.class"])],
        ),
        (
            "class, script",
            Foreign::Program,
            vec![bytes(b"\xca\xfe\xba\xbe\0\0\0\x34", 0), b"#!/bin/sh\nrm -rf /".to_vec()],
        ),
        ("rar", Foreign::Archive, begins(&[b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\x01\0"])),
        ("7z", Foreign::Archive, begins(&[b"7z\xbc\xaf\x27\x1c\0\x04"])),
        ("gz, bz2, xz", Foreign::Archive, begins(&[b"\x1f\x8b\x08\0", b"BZh91AY&SY", b"\xfd7zXZ\0"])),
        ("tar", Foreign::Archive, vec![bytes(b"ustar\x0000", 257)]),
        ("a damaged zip", Foreign::Zip, vec![b"PK\x03\x04\x14\0\0\0".to_vec(), b"PK\x05\x06".to_vec()]),
        (
            "html",
            Foreign::Page,
            text(&["<!DOCTYPE html><html>", "<html lang=zh>", "\u{feff}<!doctype HTML>", "\n  <HTML>"]),
        ),
        ("xml", Foreign::Xml, text(&["<?xml version=\"1.0\"?><a/>", "<note/>"])),
        ("mail", Foreign::Mail, text(&["From: a@b.cn\r\nSubject: x", "Received: from mx"])),
        (
            "sqlite, mdb",
            Foreign::Database,
            vec![
                b"SQLite format 3\0\x10".to_vec(),
                b"\0\x01\0\0Standard Jet DB\0".to_vec(),
                b"\0\x01\0\0Standard ACE DB\0".to_vec(),
            ],
        ),
        (
            "lnk, url",
            Foreign::Shortcut,
            vec![bytes(b"L\0\0\0\x01\x14\x02\0", 0), b"[InternetShortcut]\r\nURL=x".to_vec()],
        ),
        (
            "csv",
            Foreign::Csv,
            vec![
                "单位,得分,名次\r\n东山村,90,1".into(),
                "\u{feff}单位,得分,名次\n".into(),
                gbk("单位,得分,名次\r\n东山村,90,1"),
                "a\tb\tc\n1\t2\t3".into(),
            ],
        ),
        (
            "txt",
            Foreign::Text,
            vec!["请查收附件".into(), gbk("请查收附件"), "hello".into(), b"\xff\xfeh\0i\0".to_vec()],
        ),
        (
            "json of others",
            Foreign::Json(None),
            text(&["{}", "[]", "[1,2]", "{\"name\":\"x\",\"version\":1}", "{\"format\":\"其他\"}", "{\"format\":1}"]),
        ),
        ("json of known makers", json("Excalidraw"), text(&["{\"type\":\"excalidraw\",\"version\":2}"])),
        ("geojson", json("GeoJSON"), text(&["{\"type\":\"FeatureCollection\",\"features\":[]}"])),
        ("openapi", json("OpenAPI"), text(&["{\"openapi\":\"3.1.0\"}", "{\"swagger\":\"2.0\"}"])),
        ("jupyter", json("Jupyter"), text(&["{\"cells\":[],\"nbformat\":4}"])),
        (
            "fhir",
            json("FHIR"),
            text(&["{\"resourceType\":\"Questionnaire\"}", "{\"resourceType\":\"QuestionnaireResponse\"}"]),
        ),
        ("surveyjs", json("SurveyJS"), text(&["{\"pages\":[{\"elements\":[]}]}"])),
        ("kobo", json("KoboToolbox"), text(&["{\"asset_type\":\"survey\",\"content\":{}}"])),
        ("json schema", json("JSON Schema"), text(&["{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}"])),
        ("npm", json("npm"), text(&["{\"name\":\"x\",\"dependencies\":{}}"])),
    ]
}

#[test]
fn a_hundred_files_of_thirty_kinds_are_named_for_what_they_are() {
    let (mut files, kinds) = (0, kinds());
    for (called, wanted, examples) in &kinds {
        for (n, bytes) in examples.iter().enumerate() {
            let mut committee = Committee::default();
            // Renamed, as somebody does who was told to send a JSON file.
            let renamed = Picked { name: "上报.json".to_owned(), contents: Ok(bytes.clone()) };
            committee.stage(vec![renamed], gb18030);
            let outcome = &committee.staged[0].outcome;
            let broken = *wanted == Foreign::Zip;
            match outcome {
                Err(ReadError::Foreign { seems }) if !broken => assert_eq!(seems, wanted, "{called} {n}"),
                Err(ReadError::Archive { .. }) if broken => assert_eq!(seems(bytes), Some(Foreign::Zip)),
                other => panic!("{called} {n}: {other:?}"),
            }
            assert_eq!(committee.countable(), 0);
            files += 1;
        }
    }
    println!("{files} files of {} kinds", kinds.len());
    assert!(files >= 100 && kinds.len() >= 30, "{files} files of {} kinds", kinds.len());
}

#[test]
fn the_message_names_the_kind_and_says_what_to_send_instead() {
    for lang in Lang::ALL {
        let mut told: Vec<String> = Vec::new();
        for (_, seems, _) in kinds() {
            let sentence = wording::read_trouble(lang, &ReadError::Foreign { seems });
            assert!(sentence.contains(".json"), "{sentence}");
            told.push(sentence);
        }
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 22 + 8, "each kind has its own name");
    }
}

#[test]
fn what_may_be_ours_keeps_its_own_reason() {
    for text in ["{\"format\":\"yardstick.submission\",", "{", "[1,", "{\"a\":1,\"a\":2}", "{\"a\":1.5}"] {
        assert_eq!(seems(text.as_bytes()), None, "{text}");
    }
}
