//! A part of a text. The standard library's search is made for long texts, and is three kilobytes of what a visitor
//! downloads; those that are searched here are short, or searched once.

/// The places of a part of a text, first to last. Nothing is found of an empty one.
pub fn occurrences<'a>(text: &'a str, part: &'a str) -> impl DoubleEndedIterator<Item = usize> + 'a {
    let windows = text.as_bytes().windows(part.len().max(1)).enumerate();
    windows.filter(move |(_, window)| *window == part.as_bytes()).map(|(at, _)| at)
}
