//! What is refused unread: no real batch is that large, and an old machine would stand still over it.

use super::archive::MAX_ARCHIVE_BYTES;
use super::bundle::MAX_BUNDLE_BYTES;
use super::error::ReadError;

/// The most files that are read at once.
pub const MAX_FILES: usize = 10_000;
/// The most bytes that are read at once.
pub const MAX_BATCH_BYTES: usize = 1024 * 1024 * 1024;

/// Counts the files of one batch.
#[derive(Default)]
pub struct Gate {
    files: usize,
    bytes: usize,
}

impl Gate {
    /// Lets a file of this name and size in, or says why not.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`]; [`ReadError::TooMany`], behind which nothing gets in any more.
    pub fn admit(&mut self, name: &str, size: usize) -> Result<(), ReadError> {
        // Two spellings: this is downloaded with the filling page.
        #[allow(clippy::case_sensitive_file_extension_comparisons)]
        let archive = name.ends_with(".zip") || name.ends_with(".ZIP");
        let most = if archive { MAX_ARCHIVE_BYTES } else { MAX_BUNDLE_BYTES };
        if size > most {
            return Err(ReadError::TooLarge { most });
        }
        self.files += 1;
        self.bytes = self.bytes.saturating_add(size);
        if self.files > MAX_FILES || self.bytes > MAX_BATCH_BYTES {
            return Err(ReadError::TooMany);
        }
        Ok(())
    }
}
