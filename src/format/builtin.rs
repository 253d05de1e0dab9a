//! The standards that come with the program: `templates/`, one file each. The list is part of the
//! program; a file is fetched when its sheet is opened.

use crate::domain::Lang;

include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// What a standard is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The Party's own organisation.
    Party,
    /// Safe communities.
    Peace,
    /// Law and mediation.
    Law,
    /// Anything.
    General,
}

/// A standard of the library at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Card {
    /// Its id.
    pub id: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// Its title in every language.
    title: [&'static str; 3],
    /// The issuer's edition.
    pub edition: &'static str,
    /// How many items it has.
    pub items: usize,
    /// Its full score.
    pub full_score: &'static str,
}

impl Card {
    /// Its title.
    pub const fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhHans => self.title[0],
            Lang::ZhHant => self.title[1],
            Lang::En => self.title[2],
        }
    }

    /// The address of its file, relative to the page.
    pub fn address(&self) -> String {
        format!("templates/{}.json", self.id)
    }
}

/// The library, in the order of ids.
pub fn library() -> &'static [Card] {
    &LIBRARY
}

/// The standard of an id.
pub fn card(id: &str) -> Option<&'static Card> {
    LIBRARY.iter().find(|card| card.id == id)
}
