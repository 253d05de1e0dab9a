//! A part of a text. The standard library's search is made for long texts, and is three kilobytes of what a visitor
//! downloads; those that are searched here are short, or searched once.

/// The places of a part of a text, first to last. Nothing is found of an empty one.
pub fn occurrences<'a>(text: &'a str, part: &'a str) -> impl DoubleEndedIterator<Item = usize> + 'a {
    let (first, part) = (part.as_bytes().first(), part.as_bytes());
    let windows = text.as_bytes().windows(part.len().max(1)).enumerate();
    // Nearly every place is told by its first letter.
    windows.filter(move |(_, window)| window.first() == first && *window == part).map(|(at, _)| at)
}
