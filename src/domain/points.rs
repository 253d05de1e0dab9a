//! [`Points`]: the only number a score is made of.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::json::{Filled, Json, Node, Shape, Write};

/// Ten-thousandths in one point. Published sheets step by 0.05 at the finest; percent weights of
/// such steps still come out exact.
const SCALE: i64 = 10_000;
const PLACES: usize = 4;

/// A score, an amount or a percentage: a signed decimal with four places, exact.
///
/// In files it is a string in plain notation: `"4"`, `"2.5"`, `"-0.25"`. Reading refuses more than
/// four places and amounts beyond one billion, and no step of a score goes beyond that, so that no
/// sum a sheet can hold overflows (20 000 items of one billion points need 2 × 10¹⁷ of the
/// 9 × 10¹⁸ units there are).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Points(i64);

/// Why a text is not [`Points`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal with at most four places and at most one billion: {0}")]
pub struct NotPoints(String);

impl Points {
    /// No points.
    pub const ZERO: Points = Points(0);
    /// The largest amount a file may hold.
    pub const MAX: Points = Points(1_000_000_000 * SCALE);

    /// Whole points.
    pub const fn whole(n: i32) -> Points {
        Points(n as i64 * SCALE)
    }

    /// This amount `count` times; `None` beyond [`Points::MAX`].
    #[must_use]
    pub fn times(self, count: u32) -> Option<Points> {
        Points::of_units(i128::from(self.0) * i128::from(count))?.in_range()
    }

    /// Itself, unless it is beyond [`Points::MAX`] on either side.
    #[must_use]
    pub fn in_range(self) -> Option<Points> {
        (self.0.unsigned_abs() <= Points::MAX.0.unsigned_abs()).then_some(self)
    }

    /// Ten-thousandths, for exact comparing and dividing.
    pub(super) fn units(self) -> i128 {
        i128::from(self.0)
    }

    /// So many ten-thousandths; `None` when there are too many.
    pub(super) fn of_units(units: i128) -> Option<Points> {
        i64::try_from(units).ok().map(Points)
    }

    /// `self × numerator ÷ denominator`, rounded half up to `places` decimals and held at the limits of
    /// what can be told, which are far beyond [`Points::MAX`]; `None` when the denominator is not positive.
    #[must_use]
    pub fn share(self, numerator: Points, denominator: Points, places: u8) -> Option<Points> {
        Points::quotient(self.units() * numerator.units(), denominator.units(), places)
    }

    /// `dividend ÷ divisor` in ten-thousandths, rounded half up to `places` decimals.
    pub(super) fn quotient(dividend: i128, divisor: i128, places: u8) -> Option<Points> {
        if divisor <= 0 {
            return None;
        }
        let step = i128::from(step(places));
        let scaled = divisor.saturating_mul(step);
        let doubled = dividend.saturating_mul(2).saturating_add(scaled);
        let units = doubled.div_euclid(scaled.saturating_mul(2)) * step;
        Some(Points::of_units(units).unwrap_or(Points(if units < 0 { i64::MIN } else { i64::MAX })))
    }

    /// `part ÷ whole` as a percentage rounded half up to `places` decimals, for showing. Bands are
    /// decided on the exact ratio, see [`super::Quantity`].
    #[must_use]
    pub fn percent(part: u32, whole: u32, places: u8) -> Option<Points> {
        Points::whole(100).share(Points::count(part), Points::count(whole), places)
    }

    /// A count as a plain number.
    #[must_use]
    pub const fn count(n: u32) -> Points {
        Points(n as i64 * SCALE)
    }

    /// As a count; `None` when it is none.
    #[must_use]
    pub fn to_count(self) -> Option<u32> {
        if self.0 % SCALE == 0 { u32::try_from(self.0 / SCALE).ok() } else { None }
    }

    /// Rounded half up to `places` decimals.
    #[must_use]
    pub fn round(self, places: u8) -> Points {
        let step = step(places);
        let over = self.0.rem_euclid(step);
        Points(if 2 * over < step { self.0.saturating_sub(over) } else { self.0.saturating_add(step - over) })
    }

    /// Below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

const fn step(places: u8) -> i64 {
    match places {
        0 => SCALE,
        1 => 1_000,
        2 => 100,
        3 => 10,
        _ => 1,
    }
}

/// A literal in code: `points("2.5")`.
///
/// # Panics
/// When the text is no decimal; for constants and tests only.
pub fn points(text: &str) -> Points {
    text.parse().expect("a decimal literal")
}

impl FromStr for Points {
    type Err = NotPoints;

    fn from_str(text: &str) -> Result<Points, NotPoints> {
        let refuse = || NotPoints(text.chars().take(24).collect());
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(refuse()),
            None => (digits, ""),
        };
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || whole.len() > 10 || leading_zero || fraction.len() > PLACES {
            return Err(refuse());
        }
        if !plain(whole) || !plain(fraction) {
            return Err(refuse());
        }
        let units: i64 = format!("{whole}{fraction:0<PLACES$}").parse().map_err(|_| refuse())?;
        if units > Points::MAX.0 || (negative && units == 0) {
            return Err(refuse());
        }
        Ok(Points(if negative { -units } else { units }))
    }
}

impl fmt::Display for Points {
    /// Plain notation without trailing zeros: `2.5`, not `2.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        let (whole, fraction) = (units / SCALE.unsigned_abs(), units % SCALE.unsigned_abs());
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{fraction:0PLACES$}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl Add for Points {
    type Output = Points;
    fn add(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

impl Sub for Points {
    type Output = Points;
    fn sub(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }
}

impl Neg for Points {
    type Output = Points;
    fn neg(self) -> Points {
        Points(self.0.saturating_neg())
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Points) {
        *self = *self + other;
    }
}

impl SubAssign for Points {
    fn sub_assign(&mut self, other: Points) {
        *self = *self - other;
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(all: I) -> Points {
        all.fold(Points::ZERO, Add::add)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Json for Points {
    fn blank() -> Points {
        Points::ZERO
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = match node.named().as_str().and_then(|text| text.parse().ok()) {
            Some(points) => points,
            None if node.is_wrong_name() => Points::ZERO,
            None => return Err(node.other(Shape::Decimal)),
        };
        Ok(())
    }
}

impl Write for Points {
    fn write(&self) -> Value {
        self.to_string().into()
    }
}
