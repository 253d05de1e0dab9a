//! Archives and bundles as if their documents had been picked one by one.

use std::borrow::Cow;
use std::rc::Rc;

use super::msg::Picked;
use crate::format::{
    Archive, ArchiveFlaw, Caps, Charset, Decoder, Foreign, Kind, OpenKey, ReadError, Sealing, is_age, is_archive,
    legible, read_archive, read_bundle, seems,
};

/// A file that can be read, whatever it came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loose {
    /// Its name, behind the name of its archive.
    pub name: String,
    /// Its contents in UTF-8, unless it was refused before reading.
    pub contents: Result<Vec<u8>, ReadError>,
    /// How it was encoded.
    pub charset: Charset,
    /// Its contents as they came, in whatever encoding; empty where they were not read.
    pub came: Vec<u8>,
}

/// What is in a file that was picked: itself, or the files of an archive. Each is unpacked when it is asked for.
#[derive(Clone, Debug)]
pub struct Unpacking {
    name: String,
    within: Within,
    gb18030: Decoder,
    key: Option<Rc<OpenKey>>,
}

#[derive(Clone, Debug)]
enum Within {
    One(Vec<u8>, Option<ReadError>),
    Archive(Box<Archive<'static>>),
    Nothing,
}

/// Takes a file as it was picked: an archive is taken apart, one file at a time, and text is read in whatever
/// encoding it is.
pub fn loosen(picked: Picked, gb18030: Decoder) -> Unpacking {
    let Picked { name, contents } = picked;
    let within = match contents {
        // What only looks like an archive is told apart where it is read.
        Ok(bytes) if is_zip(&bytes) => match read_archive(&bytes, Caps::REAL, gb18030).map(drop) {
            Ok(()) => read_archive(bytes, Caps::REAL, gb18030).map_or(Within::Nothing, |it| Within::Archive(it.into())),
            Err(error) => Within::One(bytes, Some(error)),
        },
        Ok(bytes) => Within::One(bytes, None),
        Err(error) => Within::One(vec![], Some(error)),
    };
    Unpacking { name, within, gb18030, key: None }
}

impl Iterator for Unpacking {
    type Item = Loose;

    fn next(&mut self) -> Option<Loose> {
        if let Within::Archive(archive) = &mut self.within {
            let (inner, contents) = archive.next()?;
            let came = contents.clone().unwrap_or_default();
            let contents =
                contents.and_then(|bytes| if is_zip(&bytes) { Err(ArchiveFlaw::Nested.into()) } else { Ok(bytes) });
            return Some(self.loose([&self.name, "/", &inner].concat(), came, contents));
        }
        match std::mem::replace(&mut self.within, Within::Nothing) {
            Within::One(bytes, None) => Some(self.loose(self.name.clone(), bytes.clone(), Ok(bytes))),
            Within::One(bytes, Some(error)) => Some(self.loose(self.name.clone(), bytes, Err(error))),
            Within::Archive(_) | Within::Nothing => None,
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.within {
            Within::One(..) => 1,
            Within::Archive(archive) => archive.names().count(),
            Within::Nothing => 0,
        };
        (left, Some(left))
    }
}

impl ExactSizeIterator for Unpacking {}

impl Unpacking {
    /// Opens with this key what is encrypted for its unit.
    #[must_use]
    pub fn with(self, key: Option<Rc<OpenKey>>) -> Unpacking {
        Unpacking { key, ..self }
    }

    fn opened(&self, bytes: Vec<u8>) -> Result<Vec<u8>, ReadError> {
        if !is_age(&bytes) {
            return Ok(bytes);
        }
        let opened = self.key.as_ref().map_or(Err(Sealing::NoKey), |key| key.decrypt(&bytes));
        opened.map_err(|why| ReadError::Encrypted { why })
    }

    fn loose(&self, name: String, came: Vec<u8>, contents: Result<Vec<u8>, ReadError>) -> Loose {
        let (contents, charset) = match contents.and_then(|bytes| self.opened(bytes)) {
            // Almost any bytes are GB 18030 to its decoder.
            Ok(bytes) if seems(&bytes).is_none_or(Foreign::is_text) => {
                let (bytes, charset) = legible(bytes, self.gb18030);
                (Ok(bytes), charset)
            }
            other => (other, Charset::Utf8),
        };
        Loose { name, contents, charset, came }
    }
}

fn is_zip(bytes: &[u8]) -> bool {
    is_archive(bytes) && seems(bytes) == Some(Foreign::Zip)
}

/// The documents of one kind in a bundle, each once. Damage of the whole is told by a last one that cannot be
/// read, whatever became of the others.
pub fn unpack(name: &str, file: &[u8], wanted: Kind) -> Vec<Picked> {
    let named = |n: usize| [name, " (", &n.to_string(), ")"].concat();
    let bundle = match read_bundle(file) {
        Ok(bundle) => bundle,
        Err(error) => return vec![Picked { name: name.to_owned(), contents: Err(error) }],
    };
    let (mut seen, mut picked): (Vec<&[u8]>, Vec<Picked>) = (Vec::new(), Vec::new());
    for (n, member) in bundle.members.iter().enumerate().filter(|(_, member)| member.place.kind() == wanted) {
        // The same submission may be a sheet of the machine and a file that was handed up to it.
        if !seen.contains(&&*member.file) {
            seen.push(&member.file);
            picked.push(Picked { name: named(n + 1), contents: Ok(Cow::into_owned(member.file.clone())) });
        }
    }
    let damage = |error: ReadError| Picked { name: name.to_owned(), contents: Err(error) };
    picked.extend(bundle.damage.map(damage));
    picked
}
