//! A file that was changed after its export may count all the same: one at a time, by name, and marked.

use super::Committee;
use super::staged::{Staged, comes_to};
use crate::format::{Decoder, ReadError, legible, let_in};

impl Staged {
    /// Whether it was changed after its export, and is here as it came.
    pub fn may_be_let_in(&self) -> bool {
        self.quarantined.is_some() && matches!(self.outcome, Err(ReadError::Altered))
    }
}

impl Committee {
    /// Lets the file with this key in. One that cannot be read for yet another reason stays with that.
    pub fn let_in(&mut self, key: &str, gb18030: Decoder) {
        let is_it = |staged: &Staged| staged.may_be_let_in() && staged.quarantined.iter().all(|file| file.key == key);
        let Some(place) = self.staged.iter().position(is_it) else { return };
        let mut trial = self.trial();
        let staged = &mut self.staged[place];
        let bytes = staged.quarantined.as_ref().map(|file| file.bytes.to_vec()).unwrap_or_default();
        let text = let_in(&legible(bytes, gb18030).0);
        match text.and_then(|text| Ok((self.standards.read(text.as_bytes())?, text))) {
            Ok((received, text)) => {
                staged.total = Some(comes_to(&received));
                let verdict = trial.take(received.clone());
                staged.outcome = Ok((Box::new(received), verdict));
                staged.text = text;
            }
            Err(error) => staged.outcome = Err(error),
        }
    }
}
