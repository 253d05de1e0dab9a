//! [`Date`]: a day of the calendar, counted exactly. Nothing here knows what day it is today.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::json::{Filled, Json, Node, Shape, Write};

/// A day of the Gregorian calendar, in files `2026-03-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: u16,
    day: MonthDay,
}

/// A day of every year, in files `12-31`. In a year without a 29 February that is the 28th.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthDay {
    month: u8,
    day: u8,
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// A day that there is, from the year 1 to the year 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        (known && (1..=days_in(year, month)).contains(&day)).then_some(Date { year, day: MonthDay { month, day } })
    }

    /// The day so many days after the first of January of a year; `None` when the year is over by then.
    pub fn in_year(year: u16, after: u16) -> Option<Date> {
        let mut left = after;
        for month in 1..=12 {
            let days = u16::from(days_in(year, month));
            if left < days {
                return Date::new(year, month, u8::try_from(left).ok()? + 1);
            }
            left -= days;
        }
        None
    }

    /// Whether the calendar has it: a file may say 30 February.
    pub const fn is_real(self) -> bool {
        self.day.day <= days_in(self.year, self.day.month)
    }

    /// How many days lie between an earlier day and this one; negative when it is later.
    pub fn since(self, earlier: Date) -> i32 {
        self.number() - earlier.number()
    }

    /// The days since the last of February of the year 0.
    fn number(self) -> i32 {
        // A year that begins in March has its odd day at the end.
        let (month, year) = match self.day.month {
            month @ 3.. => (i32::from(month) - 3, i32::from(self.year)),
            month => (i32::from(month) + 9, i32::from(self.year) - 1),
        };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leaps + (month * 306 + 5) / 10 + i32::from(self.day.day)
    }

    /// The same day so many months later, or the last day of a month that is shorter; `None` behind
    /// the year 9999.
    pub fn plus_months(self, months: u32) -> Option<Date> {
        let month = u32::from(self.day.month - 1).checked_add(months)?;
        let year = u16::try_from(u32::from(self.year).checked_add(month / 12)?).ok()?;
        let month = u8::try_from(month % 12 + 1).ok()?;
        Date::new(year, month, self.day.day.min(days_in(year, month)))
    }
}

impl MonthDay {
    /// This day in a year.
    pub fn of(self, year: u16) -> Option<Date> {
        Date::new(year, self.month, self.day.min(days_in(year, self.month)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}", self.year, self.day)
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day such as 2026-03-01")]
pub struct NotADate;

/// Exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl FromStr for MonthDay {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<MonthDay, NotADate> {
        // 2000 had all days that any year has.
        let date: Date = format!("2000-{text}").parse()?;
        if date.is_real() { Ok(date.day) } else { Err(NotADate) }
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let mut parts = text.splitn(3, '-');
        let mut next = |count| digits(parts.next()?, count);
        let (year, month, day) = (next(4), next(2), next(2));
        let small = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok()).unwrap_or(0);
        let (year, month, day) = (year.unwrap_or(0), small(month), small(day));
        let known = year > 0 && (1..=12).contains(&month) && (1..=31).contains(&day);
        if known { Ok(Date { year, day: MonthDay { month, day } }) } else { Err(NotADate) }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Json for Date {
    fn blank() -> Date {
        Date { year: 1, day: MonthDay::blank() }
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = node.text()?.parse().map_err(|NotADate| node.other(Shape::Date))?;
        Ok(())
    }
}

impl Write for Date {
    fn write(&self) -> Value {
        self.to_string().into()
    }
}

impl Json for MonthDay {
    fn blank() -> MonthDay {
        MonthDay { month: 1, day: 1 }
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = node.text()?.parse().map_err(|NotADate| node.other(Shape::Date))?;
        Ok(())
    }
}
