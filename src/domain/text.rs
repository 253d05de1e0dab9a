//! Texts an author writes, in up to three languages.

use crate::domain::json::{Json, Write};

/// A language the page speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Json)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// Traditional Chinese, mainland terms.
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// All of them, in the order they are offered.
    pub const ALL: [Lang; 3] = [Lang::ZhHans, Lang::ZhHant, Lang::En];

    /// The BCP 47 tag, as in files and in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::ZhHans => "zh-Hans",
            Lang::ZhHant => "zh-Hant",
            Lang::En => "en",
        }
    }

    /// What it calls itself, for choosing it.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::ZhHans => "\u{7b80}\u{4f53}\u{4e2d}\u{6587}",
            Lang::ZhHant => "\u{7e41}\u{9ad4}\u{4e2d}\u{6587}",
            Lang::En => "English",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

/// One text in several languages. Simplified Chinese is required; the others fall back to it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant", default, skip_serializing_if = "Option::is_none")]
    pub zh_hant: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Texts {
    /// The text in `lang`, or in Simplified Chinese where that is missing.
    pub fn get(&self, lang: Lang) -> &str {
        let wanted = match lang {
            Lang::ZhHans => None,
            Lang::ZhHant => self.zh_hant.as_deref(),
            Lang::En => self.en.as_deref(),
        };
        wanted.unwrap_or(&self.zh_hans)
    }

    /// Every language that is there.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [Some(self.zh_hans.as_str()), self.zh_hant.as_deref(), self.en.as_deref()].into_iter().flatten()
    }
}
