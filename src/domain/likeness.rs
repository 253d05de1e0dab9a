//! Names that look the same and are not written the same: 白杨镇（筹） and 白杨镇(筹), 土 and 士, a space more.

use unicode_security::confusable_detection::skeleton;

use super::submission::Unit;

/// How likely it is that two reports are of one unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Likeness {
    /// They say so.
    Same,
    /// It looks so.
    Alike,
}

/// A unit as it looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Looks {
    name: String,
    code: String,
    superior: String,
}

impl Looks {
    pub(super) fn of(unit: &Unit) -> Looks {
        Looks { name: look(&unit.name), code: look(&unit.code), superior: look(&unit.superior) }
    }

    /// Units have one of these in common, or are not alike.
    pub(super) fn keys(&self) -> [&str; 2] {
        [&self.code, &self.name]
    }

    /// Compares two units with what they look like. Codes tell units apart where both have one; names do where those
    /// that they report to may be the same.
    pub(super) fn compare(&self, unit: &Unit, other: &Looks, other_unit: &Unit) -> Option<Likeness> {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        let coded = !self.code.is_empty() && !other.code.is_empty();
        let (looks, texts) = if coded {
            ((&self.code, &other.code), (&unit.code, &other_unit.code))
        } else if differ(&self.superior, &other.superior) {
            return None;
        } else {
            ((&self.name, &other.name), (&unit.name, &other_unit.name))
        };
        match (looks.0 == looks.1 && !looks.0.is_empty(), texts.0.trim() == texts.1.trim()) {
            (false, _) => None,
            (true, true) => Some(Likeness::Same),
            (true, false) => Some(Likeness::Alike),
        }
    }
}

/// The skeleton of Unicode's security mechanisms (UTS #39), without spaces and in small letters.
fn look(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    // 0 looks like a large O, which is small again then.
    skeleton(&text).flat_map(char::to_lowercase).collect()
}
