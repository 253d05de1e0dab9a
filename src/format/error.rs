//! Why a file cannot be used. Nothing already stored changes because of one.

use serde::Serialize;

use super::archive::ArchiveFlaw;
use super::envelope::Kind;
use super::foreign::Foreign;
use crate::domain::Flaw;
use crate::domain::json::Problem;

/// Why a file cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum ReadError {
    /// Larger than any real file.
    #[error("larger than {most} bytes")]
    TooLarge {
        /// The most bytes there may be.
        most: usize,
    },
    /// Too many files at once, or too much in them; those behind it were not read.
    #[error("too many files at once")]
    TooMany,
    /// A zip archive that cannot be used, or a file in one.
    #[error("a zip archive that cannot be used")]
    Archive {
        /// Why.
        flaw: ArchiveFlaw,
    },
    /// A file of another program.
    #[error("a file of another program")]
    Foreign {
        /// What it seems to be.
        seems: Foreign,
    },
    /// Not text in UTF-8.
    #[error("not text in UTF-8")]
    NotText,
    /// The text stops in the middle.
    #[error("the file stops in the middle, at line {line}")]
    CutOff {
        /// The last line there is.
        line: usize,
    },
    /// Not JSON, or JSON that is not let in: repeated keys, decimal numbers, too deep, too much.
    #[error("line {line}, column {column}: {problem}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong, in English.
        problem: String,
    },
    /// JSON, but none of our documents.
    #[error("not a Yardstick file")]
    NotOurs,
    /// Another of our documents than the one asked for.
    #[error("a {found:?} file, not a {wanted:?} file")]
    OtherKind {
        /// What it is.
        found: Kind,
        /// What was asked for.
        wanted: Kind,
    },
    /// Made by a newer version.
    #[error("written in version {found}; this program reads up to {supported}")]
    Newer {
        /// The file's version.
        found: u64,
        /// The newest one that can be read.
        supported: u64,
    },
    /// No digest, or a digest that does not match: changed after it was written.
    #[error("the contents do not match the file's digest")]
    Altered,
    /// The signature is not of these contents: somebody changed them, and made the digest fit.
    #[error("the signature does not fit the contents")]
    BadSignature,
    /// Encrypted, and not opened.
    #[error("encrypted: {why}")]
    Encrypted {
        /// Why.
        why: Sealing,
    },
    /// The right kind of document with something wrong inside.
    #[error("{problem}")]
    Malformed {
        /// What, and where.
        problem: Problem,
    },
    /// The template has errors.
    #[error("the template has errors")]
    Template {
        /// All of them.
        flaws: Vec<Flaw>,
    },
    /// The template is none of the library's, and here is nobody to check it.
    #[error("the template has not been checked")]
    Unchecked,
}

/// Why what is encrypted is not opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Sealing {
    /// No key is open here.
    #[error("no key is open")]
    NoKey,
    /// It is for another key, or under another passphrase.
    #[error("for another key")]
    OtherKey,
    /// It was changed or cut off.
    #[error("damaged")]
    Damaged,
}
