//! Floor 1: text ↔ domain. Strict reading, canonical writing, digests, the envelope, the ladder of
//! versions, the built-in templates. Start at [`read_submission`] and [`write_submission`].
#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

mod altered;
mod archive;
mod brief;
mod builtin;
mod bundle;
mod carried;
mod charset;
mod check_code;
mod checksum;
mod envelope;
mod error;
mod foreign;
mod gate;
mod hex;
mod key;
mod migrate;
mod name;
mod rollup;
mod signature;
mod strict;
mod submission;
mod template;
mod zip64;

#[cfg(feature = "schema")]
pub mod schema;

pub use altered::let_in;
pub use archive::{Archive, ArchiveFlaw, Caps, MAX_ARCHIVE_BYTES, is_archive, read_archive};
pub use brief::{Brief, Standards};
pub use builtin::{Card, Subject, card, library};
pub use bundle::{Bundle, MAX_BUNDLE_BYTES, Member, Place, Unpacked, is_bundle, read_bundle};
pub use charset::{Charset, Decoder, legible, no_decoder};
pub use check_code::check_code;
pub use checksum::checksum;
pub use envelope::{Kind, kind_of};
pub use error::{ReadError, Sealing};
pub use foreign::{Foreign, seems, told};
pub use gate::{Gate, MAX_BATCH_BYTES, MAX_FILES};
pub use hex::{hex, unhex_all};
pub use key::{Key, MIN_PASSPHRASE, OpenKey, is_recipient};
pub use migrate::{Rung, VERSION, ladder, migrate};
pub use name::file_name;
pub use rollup::write_rollup;
pub use signature::signer;
pub use strict::{MAX_BYTES, parse};
pub use submission::{Written, open_submission, open_submission_by, read_submission, write_submission};
pub use template::{Judge, known, linted, read_template, read_template_by, write_template};

pub use age_file::is_age;

pub use crate::domain::json::canonical;
pub use crate::domain::sha256;
