//! Texts: they are there, in every language, and ask about no person.

use super::{FlawKind, Lang, Lint, Texts};
use crate::domain::guard;

impl Lint<'_> {
    /// A text that names something to fill in or to check.
    pub(super) fn text(&mut self, at: &str, text: &Texts) {
        if text.zh_hans.trim().is_empty() {
            self.error(at, FlawKind::NoText);
        }
        for lang in self.langs.clone() {
            let there = match lang {
                Lang::ZhHans => true,
                Lang::ZhHant => text.zh_hant.is_some(),
                Lang::En => text.en.is_some(),
            };
            if !there {
                self.warning(at, FlawKind::NoTranslation { lang: lang.tag() });
            }
        }
        if let Some(word) = text.all().find_map(guard::refused) {
            self.error(at, FlawKind::AsksAboutPerson { word });
        }
        self.prose(at, text);
    }

    /// A text that explains; it may say what must not be written.
    pub(super) fn prose(&mut self, at: &str, text: &Texts) {
        if let Some(word) = text.all().find_map(guard::warned) {
            self.warning(at, FlawKind::PersonWord { word });
        }
    }
}
