//! Whether a submission is signed with the key that its unit has always signed with. The first key that is seen is taken
//! for the unit's: nobody here knows better, and whoever wants to, asks by phone.

use litemap::LiteMap;
use serde::Serialize;

use super::intake::Received;
use super::submission::Unit;

/// How a submission stands to the key of its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// It has no signature, nor has the unit ever signed.
    Unsigned,
    /// It is the first that the unit signed.
    First,
    /// It is signed with the unit's key.
    Known,
    /// It is signed with another key than the unit's.
    Changed,
    /// It has no signature, though the unit has signed before.
    Missing,
}

/// The public key of each unit that has signed. A unit is known by its code, by its name below its superior, and by its
/// submission, so that leaving one of them out makes it no other unit. One that has come with two keys at once has an empty
/// one, until somebody says which it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Signers(LiteMap<String, String>);

impl Signers {
    /// Those that were known before.
    pub fn of(known: impl IntoIterator<Item = (String, String)>) -> Signers {
        Signers(known.into_iter().collect())
    }

    /// All of them, by what units are known by.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(unit, key)| (&**unit, &**key))
    }

    /// How a submission stands, beside others that came in.
    pub fn judge<'a>(&self, received: &Received, others: impl IntoIterator<Item = &'a Received>) -> Signing {
        let names = names(received);
        let known: Vec<&String> = names.iter().filter_map(|name| self.0.get(name)).collect();
        match &received.signer {
            None if known.is_empty() => Signing::Unsigned,
            None => Signing::Missing,
            Some(signer) if known.iter().any(|key| *key != signer) => Signing::Changed,
            Some(signer) if !known.is_empty() || !has_rival(&names, signer, others) => {
                if known.is_empty() {
                    Signing::First
                } else {
                    Signing::Known
                }
            }
            Some(_) => Signing::Changed,
        }
    }

    /// Takes the keys of what comes in for those of its units; where two are there for one, neither. Returns whether
    /// anything was new.
    pub fn learn<'a>(&mut self, coming: impl Iterator<Item = &'a Received> + Clone) -> bool {
        let before = self.clone();
        for received in coming.clone() {
            let Some(signer) = &received.signer else { continue };
            let names = names(received);
            match before.judge(received, coming.clone()) {
                Signing::First | Signing::Known => self.name(names, signer),
                // Nobody has been known by any of these.
                Signing::Changed if names.iter().all(|name| before.0.get(name).is_none()) => self.name(names, ""),
                _ => {}
            }
        }
        *self != before
    }

    /// From now on the key of this submission is its unit's.
    pub fn trust(&mut self, received: &Received) {
        if let Some(signer) = &received.signer {
            self.name(names(received), signer);
        }
    }

    fn name(&mut self, names: Vec<String>, key: &str) {
        self.0.extend(names.into_iter().map(|name| (name, key.to_owned())));
    }
}

fn has_rival<'a>(names: &[String], signer: &str, others: impl IntoIterator<Item = &'a Received>) -> bool {
    let shares = |other: &Received| self::names(other).iter().any(|name| names.contains(name));
    others.into_iter().any(|other| other.signer.as_ref().is_some_and(|one| one != signer) && shares(other))
}

/// What a unit is known by. No name has a line's end in it.
fn names(received: &Received) -> Vec<String> {
    let Unit { code, name, superior, .. } = &received.submission.unit;
    let [code, name, superior] = [code, name, superior].map(|text| text.trim());
    let coded = (!code.is_empty()).then(|| ["code\n", code].concat());
    let called = (!name.is_empty()).then(|| ["name\n", superior, "\n", name].concat());
    let filed = ["file\n", received.submission.id.as_str()].concat();
    coded.into_iter().chain(called).chain([filed]).collect()
}
