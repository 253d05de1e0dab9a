//! Zip archives: exports come out of them as if they had been picked, and nothing else does.

use proptest::prelude::*;
use yardstick::app::{Committee, Loose, Picked, loosen};
use yardstick::format::{
    ArchiveFlaw, Caps, Charset, Foreign, Gate, MAX_ARCHIVE_BYTES, MAX_BUNDLE_BYTES, MAX_BYTES, MAX_FILES, ReadError,
    no_decoder, read_archive, write_submission,
};

use crate::cases;
use crate::charsets::gb18030;
use crate::zips::{Packed, zip, zip64};

fn export(n: usize) -> String {
    write_submission(&cases::all("sixteen")[n].sheet).text
}

fn picked(bytes: Vec<u8>) -> Picked {
    Picked { name: "报表.zip".to_owned(), contents: Ok(bytes) }
}

/// What comes out of a file: names and lengths, or why not.
fn out_of(bytes: Vec<u8>) -> Vec<(String, Result<usize, ReadError>)> {
    let out = loosen(picked(bytes), gb18030);
    out.map(|Loose { name, contents, .. }| (name, contents.map(|contents| contents.len()))).collect()
}

/// The flaw of the only file in an archive.
fn flaw(file: Packed) -> Option<ArchiveFlaw> {
    match out_of(zip(&[file])).remove(0).1 {
        Err(ReadError::Archive { flaw }) => Some(flaw),
        _ => None,
    }
}

/// What comes out under smaller caps.
fn capped(files: &[Packed], caps: Caps) -> Result<Vec<Result<usize, ReadError>>, ReadError> {
    let bytes = zip(files);
    let archive = read_archive(&bytes, caps, no_decoder)?;
    Ok(archive.map(|(_, contents)| contents.map(|contents| contents.len())).collect())
}

#[test]
fn what_is_in_an_archive_counts_as_if_it_had_been_picked() {
    let mut files: Vec<Packed> =
        (0..16).map(|n| Packed::of(&format!("青山镇/{n}.json"), export(n).as_bytes())).collect();
    files[3].method = 0;
    files[3].inside = export(3).into_bytes();
    for left_behind in ["青山镇/", "__MACOSX/青山镇/._1.json", "青山镇/.DS_Store", "Thumbs.db", "a/desktop.ini"]
    {
        files.push(Packed::of(left_behind, b"x"));
    }
    files.push(Packed::of("说明.txt", "请查收".as_bytes()));
    let mut committee = Committee::default();
    committee.stage(vec![picked(zip(&files))], gb18030);
    assert_eq!((committee.staged.len(), committee.countable()), (17, 16));
    assert_eq!(committee.staged[0].name, "报表.zip/青山镇/0.json");
    assert_eq!(committee.staged[16].outcome, Err(ReadError::Foreign { seems: Foreign::Text }));
    committee.commit();
    assert_eq!((committee.counted(), committee.staged.len()), (16, 1), "what cannot be used waits on");
}

#[test]
fn a_hostile_file_is_refused_by_name_and_the_others_come_out() {
    let good = || Packed::of("好.json", b"{}");
    let with = |change: fn(&mut Packed)| {
        let mut file = good();
        change(&mut file);
        file
    };
    for (file, wanted) in [
        (with(|file| file.flags |= 1), ArchiveFlaw::Encrypted),
        (with(|file| (file.made_by, file.mode) = (0x0314, 0o120_777)), ArchiveFlaw::Link),
        (with(|file| file.name = b"../../etc/passwd".to_vec()), ArchiveFlaw::Path),
        (with(|file| file.name = b"a/../../b.json".to_vec()), ArchiveFlaw::Path),
        (with(|file| file.name = b"..\\b.json".to_vec()), ArchiveFlaw::Path),
        (with(|file| file.name = b"/b.json".to_vec()), ArchiveFlaw::Path),
        (with(|file| file.name = b"\\\\host\\b.json".to_vec()), ArchiveFlaw::Path),
        (with(|file| file.name = b"C:\\b.json".to_vec()), ArchiveFlaw::Path),
        (with(|file| file.name = b"inner.zip".to_vec()), ArchiveFlaw::Nested),
        (with(|file| file.name = b"inner.RAR".to_vec()), ArchiveFlaw::Nested),
        (Packed::of("inner.json", &zip(&[good()])), ArchiveFlaw::Nested),
        (with(|file| file.method = 9), ArchiveFlaw::Method),
        (with(|file| file.method = 99), ArchiveFlaw::Method),
        (with(|file| file.stated += 1), ArchiveFlaw::Broken),
        (with(|file| file.stated = 0), ArchiveFlaw::Broken),
        (with(|file| file.crc ^= 1), ArchiveFlaw::Broken),
        (with(|file| file.inside[0] ^= 6), ArchiveFlaw::Broken),
        (Packed::of("bomb.json", &vec![b' '; 4 * 1024 * 1024]), ArchiveFlaw::Bomb),
    ] {
        assert_eq!(flaw(file.clone()), Some(wanted), "{}", String::from_utf8_lossy(&file.name));
        let among = out_of(zip(&[good(), file, good()]));
        assert_eq!((&among[0].1, &among[2].1, among.len()), (&Ok(2), &Ok(2), 3));
    }
    assert_eq!(flaw(good()), None);
    let large = Packed { stated: u32::MAX, ..Packed::of("a.json", &vec![b'x'; MAX_BYTES + 1]) };
    let large = Packed { method: 0, inside: vec![b'x'; MAX_BYTES + 1], ..large };
    assert_eq!(out_of(zip(&[large]))[0].1, Err(ReadError::TooLarge { most: MAX_BYTES }), "whatever it states");
}

#[test]
fn numbers_in_64_bits_are_read_and_lie_no_better() {
    let file = Packed::of("好.json", b"{}");
    let whole = zip64(&[file.clone(), Packed::of("乙.json", b"[1]")]);
    let name = |name: &str| ["报表.zip/", name].concat();
    assert_eq!(out_of(whole.clone()), [(name("好.json"), Ok(2)), (name("乙.json"), Ok(3))]);
    let out = |bytes: &[u8]| -> Result<Vec<_>, ReadError> {
        Ok(read_archive(bytes, Caps::REAL, no_decoder)?.filter_map(|(_, contents)| contents.ok()).collect())
    };
    for end in 0..whole.len() {
        assert!(out(&whole[..end]).is_err(), "{end}");
    }
    // Any byte of it changed gives what is in it, or a reason, and never anything else.
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        for contents in out(&changed).into_iter().flatten() {
            assert!([&b"{}"[..], b"[1]"].contains(&&*contents), "{at}");
        }
    }
    let lies = Packed { stated: 3, ..file };
    assert_eq!(out_of(zip64(&[lies]))[0].1, Err(ArchiveFlaw::Broken.into()));
}

#[test]
fn names_are_shown_readably() {
    let gbk = |name: &str| encoding_rs::GBK.encode(name).0.into_owned();
    let called = |name: Vec<u8>, flags: u16| Packed { name, flags, ..Packed::of("", b"{}") };
    let files = [
        called(gbk("东山村党支部.json"), 0),
        called("东山村.json".as_bytes().to_vec(), 0),
        called("😀.json".as_bytes().to_vec(), 0x800),
        called(b"a\xff\xff.json".to_vec(), 0x800),
    ];
    let names: Vec<String> = out_of(zip(&files)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["报表.zip/东山村党支部.json", "报表.zip/东山村.json", "报表.zip/😀.json", "报表.zip/a.json"]);
}

#[test]
fn how_much_comes_out_is_counted_as_it_comes_out() {
    let caps = Caps { entry: 1000, total: 2500, ratio: 20, entries: 5 };
    let noise = |length: usize| (0..length).map(|n| ((n * n) >> 3).to_le_bytes()[0]).collect::<Vec<u8>>();
    let file = |length: usize| Packed::of("a.json", &noise(length));
    let too_much = || Err(ArchiveFlaw::TooMuch.into());
    assert_eq!(capped(&[file(1000), file(1000)], caps), Ok(vec![Ok(1000), Ok(1000)]));
    assert_eq!(capped(&[file(1001)], caps), Ok(vec![Err(ReadError::TooLarge { most: 1000 })]));
    let three = [file(1000), file(1000), file(501), file(1)];
    assert_eq!(capped(&three, caps), Ok(vec![Ok(1000), Ok(1000), too_much()]), "nothing is read behind it");
    let zeros = Packed::of("a.json", &[0; 900]);
    assert!(900 / zeros.inside.len() > 20);
    assert_eq!(capped(std::slice::from_ref(&zeros), caps), Ok(vec![Err(ArchiveFlaw::Bomb.into())]));
    // It may say that it is small; what comes out is what counts.
    assert_eq!(capped(&[Packed { stated: 1, ..zeros }], caps), Ok(vec![Err(ArchiveFlaw::Bomb.into())]));
    assert_eq!(capped(&vec![file(1); 5], caps).map(|files| files.len()), Ok(5));
    assert_eq!(capped(&vec![file(1); 6], caps), Err(ArchiveFlaw::TooMuch.into()));
    let many = vec![Packed::of("a.json", b"{}"); 65_537];
    assert_eq!(out_of(zip(&many))[0].1, Err(ArchiveFlaw::TooMuch.into()));
}

#[test]
fn files_that_lie_over_each_other_are_refused() {
    let one = Packed::of("a.json", &export(0).into_bytes());
    let mut bytes = zip(&vec![one.clone(); 40]);
    // All forty stand where the first stands: a hundredth of the bytes, all of the contents.
    let (length, central) = (zip(std::slice::from_ref(&one)).len(), 46 + one.name.len());
    let first = bytes.len() - 22 - 40 * central;
    let mut small = bytes[..30 + one.name.len() + one.inside.len()].to_vec();
    let begin = u32::try_from(small.len()).expect("small").to_le_bytes();
    for entry in bytes[first..].chunks_exact_mut(central).take(40) {
        entry[42..46].fill(0);
        small.extend_from_slice(entry);
    }
    let end = bytes.len() - 22;
    bytes[end + 16..end + 20].copy_from_slice(&begin);
    small.extend_from_slice(&bytes[end..]);
    assert!(small.len() < length + 40 * central);
    assert_eq!(out_of(small), [("报表.zip".to_owned(), Err(ArchiveFlaw::Broken.into()))]);
}

#[test]
fn every_beginning_of_an_archive_is_refused_as_broken() {
    let whole = zip(&[Packed::of("a.json", b"{\"a\":1}"), Packed::of("b.json", b"[]")]);
    assert_eq!(out_of(whole.clone()).len(), 2);
    for end in 4..whole.len() {
        assert_eq!(out_of(whole[..end].to_vec())[0].1, Err(ArchiveFlaw::Broken.into()), "cut at {end}");
    }
    let commented = [&whole[..whole.len() - 2], &[3, 0], b"end"].concat();
    assert_eq!(out_of(commented).len(), 2, "a comment behind it is no trouble");
    assert_eq!(out_of(zip(&[])), [], "nothing is in it");
}

#[test]
fn text_in_an_archive_may_be_encoded_as_anywhere() {
    let (text, mut found) = (export(0), Vec::new());
    let wide: Vec<u8> = ['\u{feff}']
        .into_iter()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let gbk = encoding_rs::GB18030.encode(&text).0.into_owned();
    let files = [Packed::of("1.json", text.as_bytes()), Packed::of("2.json", &wide), Packed::of("3.json", &gbk)];
    found.extend(loosen(picked(zip(&files)), gb18030).map(|loose| (loose.contents, loose.charset)));
    let all = [Charset::Utf8, Charset::Utf16, Charset::Gb18030].map(|charset| (Ok(text.clone().into_bytes()), charset));
    assert_eq!(found, all);
}

#[test]
fn what_is_too_large_or_too_much_is_refused_unread() {
    let mut gate = Gate::default();
    assert_eq!(gate.admit("a.json", MAX_BUNDLE_BYTES), Ok(()));
    assert_eq!(gate.admit("a.json", MAX_BUNDLE_BYTES + 1), Err(ReadError::TooLarge { most: MAX_BUNDLE_BYTES }));
    assert_eq!(gate.admit("A.ZIP", MAX_ARCHIVE_BYTES), Ok(()));
    assert_eq!(gate.admit("a.zip", MAX_ARCHIVE_BYTES + 1), Err(ReadError::TooLarge { most: MAX_ARCHIVE_BYTES }));
    assert_eq!(gate.admit("é.z", usize::MAX), Err(ReadError::TooLarge { most: MAX_BUNDLE_BYTES }));
    let too_many = Err(ReadError::TooMany);
    let mut gate = Gate::default();
    assert!((0..MAX_FILES).all(|_| gate.admit("a.json", 1).is_ok()));
    assert_eq!(gate.admit("a.json", 1), too_many);
    let mut gate = Gate::default();
    assert!((0..4).all(|_| gate.admit("a.zip", MAX_ARCHIVE_BYTES).is_ok()));
    assert_eq!(gate.admit("a.json", 1), too_many);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever becomes of it, what comes out is what was put in, or a reason.
    #[test]
    fn a_damaged_archive_gives_nothing_but_what_was_in_it(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let contents = [&b"{\"a\":1}"[..], &[b'x'; 300], b"\xff\xfe[\0]\0"];
        let files: Vec<Packed> = contents.iter().map(|contents| Packed::of("a/b.json", contents)).collect();
        let mut bytes = zip(&files);
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        if let Ok(archive) = read_archive(&bytes, Caps::REAL, gb18030) {
            for contents in archive.filter_map(|(_, contents)| contents.ok()) {
                prop_assert!(contents.is_empty() || files.iter().any(|file| crate::zips::crc(&contents) == file.crc) || contents.len() < 400);
            }
        }
        let _ = out_of(bytes);
    }
}
