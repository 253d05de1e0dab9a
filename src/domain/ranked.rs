//! Sorting. One sort of places serves every list: the standard library's is made anew for each type,
//! and each is four kilobytes of what a visitor downloads.

use std::cmp::Ordering;

/// The places of a list of so many, in order. Equal ones stay as they stood.
pub fn ranked(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|&one, &other| compare(one, other).then(one.cmp(&other)));
    places
}
