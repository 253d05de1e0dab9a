//! Names that files use for things. An id never changes once published; labels may.

use std::borrow::Borrow;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::json::{Filled, Json, Node, Write};
use super::ranked::ranked;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $pattern:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(regex(pattern = $pattern)))] String);

        impl $name {
            /// The id as written in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                $name(text.to_owned())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Json for $name {
            fn blank() -> $name {
                $name(String::new())
            }
            fn fill(&mut self, node: &Node<'_>) -> Filled {
                *self = $name::from(node.text()?);
                Ok(())
            }
        }

        impl Write for $name {
            fn write(&self) -> Value {
                self.as_str().into()
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

// What the schemas say of them. An answer to a survey of several channels names `channel.option`.
ids! {
    /// A standard, whatever its edition: `strong_branch`.
    TemplateId: "^[A-Za-z0-9_-]{1,64}$";
    /// A part of a template.
    SectionId: "^[A-Za-z0-9_-]{1,64}$";
    /// An item; stable over editions and apart from the printed number, which may repeat.
    ItemId: "^[A-Za-z0-9_-]{1,64}$";
    /// Something an answer names inside an item: an option, an element, a count.
    FieldId: r"^[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9_-]{1,64})?$";
    /// A grade of a template.
    GradeId: "^[A-Za-z0-9_-]{1,64}$";
    /// A veto of a template.
    VetoId: "^[A-Za-z0-9_-]{1,64}$";
    /// Something that stands beside the grade: a yellow card.
    FlagId: "^[A-Za-z0-9_-]{1,64}$";
    /// A number that the issuing level may change.
    ParameterId: "^[A-Za-z0-9_-]{1,64}$";
    /// A share of the units, from the top.
    TierId: "^[A-Za-z0-9_-]{1,64}$";
    /// A kind of unit that a template tells apart.
    UnitTypeId: "^[A-Za-z0-9_-]{1,64}$";
    /// One submission for its whole life: it keeps the id through every revision and round.
    SubmissionId: "^.{1,64}$";
}

/// What an id may look like: letters, digits, `_` and `-`, 1 to 64 of them. Ids become HTML names
/// and parts of file names, so nothing else is let in.
pub(super) fn is_well_formed(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// The ids that stand there more than once.
pub(super) fn repeated<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let ids: Vec<&str> = ids.collect();
    let places = ranked(ids.len(), &|one, other| ids[one].cmp(ids[other]));
    places.windows(2).filter(|pair| ids[pair[0]] == ids[pair[1]]).map(|pair| ids[pair[0]]).collect()
}
