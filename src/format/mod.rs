//! Floor 1: text ↔ domain. Strict reading, canonical writing, digests, the envelope, the ladder of
//! versions, the built-in templates. Start at [`read_submission`] and [`write_submission`].
#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

mod builtin;
mod canonical;
mod digest;
mod envelope;
mod error;
mod migrate;
mod name;
mod rollup;
mod strict;
mod submission;
mod template;

#[cfg(feature = "schema")]
pub mod schema;

pub use builtin::{Card, card, library};
pub use canonical::canonical;
pub use digest::{check_code, sha256};
pub use envelope::{Kind, kind_of};
pub use error::ReadError;
pub use migrate::{Rung, VERSION, ladder, migrate};
pub use name::file_name;
pub use rollup::write_rollup;
pub use strict::{MAX_BYTES, parse};
pub use submission::{Written, open_submission, read_submission, write_submission};
pub use template::{fingerprint, read_template, write_template};
