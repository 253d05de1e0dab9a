//! Bundles as if their documents had been picked one by one.

use std::borrow::Cow;

use super::msg::Picked;
use crate::format::{Kind, ReadError, read_bundle};

/// The documents of one kind in a bundle, each once. Damage of the whole is told by a last one that cannot be
/// read, whatever became of the others.
pub fn unpack(name: &str, file: &[u8], wanted: Kind) -> Vec<Picked> {
    let named = |n: usize| [name, " (", &n.to_string(), ")"].concat();
    let bundle = match read_bundle(file) {
        Ok(bundle) => bundle,
        Err(error) => return vec![Picked { name: name.to_owned(), contents: Err(error) }],
    };
    let (mut seen, mut picked): (Vec<&[u8]>, Vec<Picked>) = (Vec::new(), Vec::new());
    for (n, member) in bundle.members.iter().enumerate().filter(|(_, member)| member.place.kind() == wanted) {
        // The same submission may be a sheet of the machine and a file that was handed up to it.
        if !seen.contains(&&*member.file) {
            seen.push(&member.file);
            picked.push(Picked { name: named(n + 1), contents: Ok(Cow::into_owned(member.file.clone())) });
        }
    }
    let damage = |error: ReadError| Picked { name: name.to_owned(), contents: Err(error) };
    picked.extend(bundle.damage.map(damage));
    picked
}
