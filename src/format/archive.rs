//! Zip archives of exports. A name in one is only ever shown, nothing is written anywhere; how much comes out
//! is counted as it comes out, whatever the archive says about itself.

use std::borrow::Cow;
use std::collections::VecDeque;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use serde::Serialize;

use super::charset::Decoder;
use super::error::ReadError;
use super::strict::MAX_BYTES;
use super::zip64;

/// The largest archive that is read.
pub const MAX_ARCHIVE_BYTES: usize = 256 * 1024 * 1024;

/// How much may come out of an archive.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Bytes of one file.
    pub entry: usize,
    /// Bytes of all files together.
    pub total: usize,
    /// Bytes of a file for each byte of it in the archive.
    pub ratio: usize,
    /// Files.
    pub entries: usize,
}

impl Caps {
    /// More than any real archive of exports needs.
    pub const REAL: Caps = Caps { entry: MAX_BYTES, total: 1024 * 1024 * 1024, ratio: 200, entries: 20_000 };
}

/// Why an archive, or a file in it, cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveFlaw {
    /// It is damaged, or says of itself what is not so.
    Broken,
    /// It asks for a password.
    Encrypted,
    /// It is no file but points to one.
    Link,
    /// Its name leads out of the folder.
    Path,
    /// It is an archive itself.
    Nested,
    /// It is packed in a way other than the usual one.
    Method,
    /// More comes out of it than any real file holds.
    Bomb,
    /// There are too many files in it, or too much.
    TooMuch,
}

impl From<ArchiveFlaw> for ReadError {
    fn from(flaw: ArchiveFlaw) -> ReadError {
        ReadError::Archive { flaw }
    }
}

const FILE: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// Whether a file begins as archives do. So do documents of office programs.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(FILE) || bytes.starts_with(END)
}

/// The files of an archive, one after the other: name and contents. Folders and what systems leave behind are
/// left out.
#[derive(Clone, Debug)]
pub struct Archive<'a> {
    bytes: Cow<'a, [u8]>,
    caps: Caps,
    entries: VecDeque<Entry>,
    out: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    at: usize,
    packed: usize,
    stated: usize,
    crc: u32,
    method: u16,
    flaw: Option<ArchiveFlaw>,
}

/// Opens an archive.
///
/// # Errors
/// [`ReadError::Archive`] when it is none, is cut off, or has too many files.
pub fn read_archive<'a>(
    bytes: impl Into<Cow<'a, [u8]>>,
    caps: Caps,
    gb18030: Decoder,
) -> Result<Archive<'a>, ReadError> {
    let bytes = bytes.into();
    let mut at = directory(&bytes).ok_or(ArchiveFlaw::Broken)?;
    let (mut entries, mut packed) = (VecDeque::new(), 0_usize);
    while bytes.get(at..).is_some_and(|rest| rest.starts_with(CENTRAL)) {
        let (entry, length) = entry(&bytes, at, gb18030).ok_or(ArchiveFlaw::Broken)?;
        at += length;
        packed = packed.saturating_add(entry.packed);
        if entries.len() == caps.entries {
            return Err(ArchiveFlaw::TooMuch.into());
        }
        entries.push_back(entry);
    }
    // Files that lie over each other make a small archive large.
    if packed > bytes.len() || !bytes.get(at..).is_some_and(|rest| rest.starts_with(b"PK")) {
        return Err(ArchiveFlaw::Broken.into());
    }
    entries.retain(|entry| entry.flaw == Some(ArchiveFlaw::Path) || !is_left_behind(&entry.name));
    Ok(Archive { bytes, caps, entries, out: 0 })
}

/// Where the list of files begins.
fn directory(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let end = (first..=last).rev().find(|&at| {
        let ends = |length: u16| at + END_LENGTH + usize::from(length) == bytes.len();
        bytes[at..].starts_with(END) && short(bytes, at + 20).is_some_and(ends)
    })?;
    zip64::directory(bytes, end)
}

fn entry(bytes: &[u8], at: usize, gb18030: Decoder) -> Option<(Entry, usize)> {
    const HEAD: usize = 46;
    const UNIX: [u16; 2] = [3, 19];
    let (flags, method) = (short(bytes, at + 8)?, short(bytes, at + 10)?);
    let lengths = [28, 30, 32].map(|place| short(bytes, at + place).map_or(0, usize::from));
    let raw = bytes.get(at + HEAD..at + HEAD + lengths[0])?;
    let name = name(raw, flags & 0x800 != 0, gb18030);
    let mode = long(bytes, at + 38)? >> 16;
    let flaw = if flags & 1 != 0 {
        Some(ArchiveFlaw::Encrypted)
    } else if UNIX.contains(&(short(bytes, at + 4)? >> 8)) && mode & 0xf000 == 0xa000 {
        Some(ArchiveFlaw::Link)
    } else if leads_out(&name) {
        Some(ArchiveFlaw::Path)
    } else if is_nested(&name) {
        Some(ArchiveFlaw::Nested)
    } else {
        None
    };
    let extra = bytes.get(at + HEAD + lengths[0]..at + HEAD + lengths[0] + lengths[1])?;
    let [stated, packed, begin] =
        zip64::numbers([long(bytes, at + 24)?, long(bytes, at + 20)?, long(bytes, at + 42)?], extra)?;
    let entry =
        Entry { name, at: begin, packed, stated, crc: u32::try_from(long(bytes, at + 16)?).ok()?, method, flaw };
    Some((entry, HEAD + lengths.iter().sum::<usize>()))
}

/// A name to be shown. Programs in China write GBK and do not say so.
fn name(raw: &[u8], utf_8: bool, gb18030: Decoder) -> String {
    let guessed = || gb18030(raw).filter(|_| !utf_8);
    let text = std::str::from_utf8(raw).ok().map(str::to_owned).or_else(guessed);
    // Not one that stands for what could not be read: its bytes, as far as they are letters.
    text.unwrap_or_else(|| raw.iter().filter(|byte| byte.is_ascii_graphic()).map(|&byte| char::from(byte)).collect())
}

fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..")
}

fn is_nested(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    name.contains('.') && matches!(ending.as_str(), "zip" | "rar" | "7z" | "gz" | "tgz" | "tar" | "bz2" | "xz")
}

/// Folders, and what systems put into folders unasked.
fn is_left_behind(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.is_empty()
        || file.starts_with('.')
        || name.starts_with("__MACOSX/")
        || ["thumbs.db", "desktop.ini"].contains(&file.to_ascii_lowercase().as_str())
}

impl Iterator for Archive<'_> {
    type Item = (String, Result<Vec<u8>, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.entries.pop_front()?;
        let contents = match entry.flaw {
            Some(flaw) => Err(flaw.into()),
            None => self.contents(&entry),
        };
        match &contents {
            Ok(contents) => self.out += contents.len(),
            Err(error) if *error == ArchiveFlaw::TooMuch.into() => self.entries.clear(),
            Err(_) => {}
        }
        Some((entry.name, contents))
    }
}

impl Archive<'_> {
    /// The names of all files that are still to come.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    fn contents(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        const STORED: u16 = 0;
        const DEFLATED: u16 = 8;
        let packed = packed(&self.bytes, entry).ok_or(ArchiveFlaw::Broken)?;
        // What may come out, by the smallest of all limits.
        let (by_ratio, left) = (packed.len().saturating_mul(self.caps.ratio), self.caps.total - self.out);
        let most = self.caps.entry.min(by_ratio).min(left);
        let full = || {
            Err(match most {
                _ if most == self.caps.entry => ReadError::TooLarge { most },
                _ if most == left => ArchiveFlaw::TooMuch.into(),
                _ => ArchiveFlaw::Bomb.into(),
            })
        };
        let contents = match entry.method {
            STORED if packed.len() > most => return full(),
            STORED => packed.to_vec(),
            DEFLATED => match decompress_to_vec_with_limit(packed, most) {
                Ok(contents) => contents,
                Err(error) if error.status == TINFLStatus::HasMoreOutput => return full(),
                Err(_) => return Err(ArchiveFlaw::Broken.into()),
            },
            _ => return Err(ArchiveFlaw::Method.into()),
        };
        if contents.len() != entry.stated || crc(&contents) != entry.crc {
            return Err(ArchiveFlaw::Broken.into());
        }
        Ok(contents)
    }
}

/// The bytes of a file as they lie in the archive.
fn packed<'a>(bytes: &'a [u8], entry: &Entry) -> Option<&'a [u8]> {
    const HEAD: usize = 26;
    let head = bytes.get(entry.at..)?.strip_prefix(FILE)?;
    let lengths = usize::from(short(head, 22)?) + usize::from(short(head, 24)?);
    head.get(HEAD + lengths..)?.get(..entry.packed)
}

/// CRC-32 as in zip archives, a byte at a time from a table of sixteen.
fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let (mut table, mut n) = ([0; 16], 0_u32);
        while n < 16 {
            let (mut value, mut bit) = (n, 0);
            while bit < 4 {
                value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
                bit += 1;
            }
            table[n as usize] = value;
            n += 1;
        }
        table
    };
    let half = |crc: u32, bits: u8| TABLE[usize::from((crc.to_le_bytes()[0] ^ bits) & 15)] ^ (crc >> 4);
    !bytes.iter().fold(!0, |crc, &byte| half(half(crc, byte), byte >> 4))
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}
