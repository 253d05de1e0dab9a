//! A number that bands and conditions look at: an amount, or the ratio of two counts, which is never
//! rounded before it is compared.

use std::cmp::Ordering;

use serde::Serialize;

use super::points::Points;

/// A number that is compared exactly.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub enum Quantity {
    /// An amount.
    Amount {
        /// It.
        value: Points,
    },
    /// A ratio; its whole may be 0, and then it says nothing.
    Ratio {
        /// How many fulfil it.
        part: u32,
        /// How many there are.
        whole: u32,
    },
    /// There is nothing to compute it from.
    Nothing {},
}

impl Quantity {
    /// A count.
    pub const fn count(count: u32) -> Quantity {
        Quantity::Amount { value: Points::count(count) }
    }

    /// An amount.
    pub const fn amount(value: Points) -> Quantity {
        Quantity::Amount { value }
    }

    /// Dividend and divisor in ten-thousandths; a ratio in percent.
    pub(super) fn fraction(self) -> Option<(i128, i128)> {
        match self {
            Quantity::Amount { value } => Some((value.units(), 1)),
            Quantity::Ratio { part, whole } if whole > 0 => {
                Some((Points::whole(100).units() * i128::from(part), i128::from(whole)))
            }
            Quantity::Ratio { .. } | Quantity::Nothing {} => None,
        }
    }

    /// How it compares with an amount, a ratio in percent; `None` when it says nothing.
    pub fn compare(self, bound: Points) -> Option<Ordering> {
        let (dividend, divisor) = self.fraction()?;
        Some(dividend.cmp(&(bound.units() * divisor)))
    }

    /// Rounded for showing, a ratio in percent.
    pub fn rounded(self, decimals: u8) -> Option<Points> {
        match self {
            Quantity::Amount { value } => Some(value),
            _ => self.fraction().and_then(|(dividend, divisor)| Points::quotient(dividend, divisor, decimals)),
        }
    }
}
