//! Sorting. One sort of places serves every list: the standard library's is made anew for each type,
//! and each is four kilobytes of what a visitor downloads. This one is a heap sort, a tenth of that.

use std::cmp::Ordering;

/// The places of a list of so many, in order. Equal ones stay as they stood.
pub fn ranked(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    // Most lists come in order.
    if (1..count).all(|n| compare(n - 1, n).is_le()) {
        return places;
    }
    let after = |one: usize, other: usize| compare(one, other).then(one.cmp(&other)).is_gt();
    for top in (0..count / 2).rev() {
        sink(&mut places, top, &after);
    }
    for end in (1..count).rev() {
        places.swap(0, end);
        sink(&mut places[..end], 0, &after);
    }
    places
}

/// Brings a place down to where none below it comes after it.
fn sink(places: &mut [usize], mut top: usize, after: &dyn Fn(usize, usize) -> bool) {
    loop {
        let mut below = 2 * top + 1;
        if below >= places.len() {
            return;
        }
        if below + 1 < places.len() && after(places[below + 1], places[below]) {
            below += 1;
        }
        if !after(places[below], places[top]) {
            return;
        }
        places.swap(top, below);
        top = below;
    }
}
