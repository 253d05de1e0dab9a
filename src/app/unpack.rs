//! Archives and bundles as if their documents had been picked one by one.

use std::borrow::Cow;

use super::msg::Picked;
use crate::format::{
    ArchiveFlaw, Caps, Charset, Decoder, Foreign, Kind, ReadError, is_archive, legible, read_archive, read_bundle,
    seems,
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

/// Takes a file as it was picked: an archive is taken apart, one file at a time, and text is read in whatever
/// encoding it is.
pub fn loosen(picked: Picked, gb18030: Decoder, each: &mut dyn FnMut(Loose)) {
    let Picked { name, contents } = picked;
    let mut give = |name, came: Vec<u8>, contents: Result<Vec<u8>, ReadError>| {
        let (contents, charset) = match contents {
            // Almost any bytes are GB 18030 to its decoder.
            Ok(bytes) if seems(&bytes).is_none_or(Foreign::is_text) => {
                let (bytes, charset) = legible(bytes, gb18030);
                (Ok(bytes), charset)
            }
            other => (other, Charset::Utf8),
        };
        each(Loose { name, contents, charset, came });
    };
    let bytes = match contents {
        // What only looks like an archive is told apart where it is read.
        Ok(bytes) if is_archive(&bytes) && seems(&bytes) == Some(Foreign::Zip) => bytes,
        Ok(bytes) => return give(name, bytes.clone(), Ok(bytes)),
        Err(error) => return give(name, vec![], Err(error)),
    };
    match read_archive(&bytes, Caps::REAL, gb18030) {
        Ok(archive) => {
            for (inner, contents) in archive {
                let nested = |bytes: &Vec<u8>| is_archive(bytes) && seems(bytes) == Some(Foreign::Zip);
                let came = contents.clone().unwrap_or_default();
                let contents = match contents {
                    Ok(bytes) if nested(&bytes) => Err(ArchiveFlaw::Nested.into()),
                    other => other,
                };
                give([&name, "/", &inner].concat(), came, contents);
            }
        }
        Err(error) => give(name, bytes, Err(error)),
    }
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
