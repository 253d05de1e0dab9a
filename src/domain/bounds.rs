//! Limits of a number in a condition or a band.

use std::cmp::Ordering;

use super::points::Points;
use super::quantity::Quantity;

/// Limits of a number; all that are given hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bounds {
    /// It is this or more.
    pub at_least: Option<Points>,
    /// It is this or less.
    pub at_most: Option<Points>,
    /// It is more.
    pub above: Option<Points>,
    /// It is less.
    pub below: Option<Points>,
}

impl Bounds {
    /// Whether a number keeps them; one that says nothing keeps none.
    pub fn hold(&self, number: Quantity) -> bool {
        let keeps = |bound: Option<Points>, fits: fn(Ordering) -> bool| {
            bound.is_none_or(|bound| number.compare(bound).is_some_and(fits))
        };
        number.fraction().is_some()
            && keeps(self.at_least, Ordering::is_ge)
            && keeps(self.at_most, Ordering::is_le)
            && keeps(self.above, Ordering::is_gt)
            && keeps(self.below, Ordering::is_lt)
    }

    /// None is given.
    pub const fn is_empty(&self) -> bool {
        self.at_least.is_none() && self.at_most.is_none() && self.above.is_none() && self.below.is_none()
    }
}
