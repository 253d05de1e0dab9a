//! Time, which comes in here and nowhere else.

use super::world::uid;
use crate::app::{Msg, Stamp, Word, fill};
use crate::domain::{Date, Lang};

/// This moment, and letters nobody had before where a record may begin.
pub(super) fn stamp(msg: &Msg) -> Stamp {
    let now = now();
    let begins = matches!(
        msg,
        Msg::TemplateFetched(..) | Msg::FilesOpened(_) | Msg::RecordLoaded(..) | Msg::Machine(_) | Msg::Key(_)
    );
    let (year, days) = calendar(now);
    Stamp { now, year, today: Date::in_year(year, days), uid: if begins { uid() } else { String::new() } }
}

/// The calendar year in China, now.
pub(super) fn this_year() -> u16 {
    calendar(now()).0
}

/// Milliseconds since 1970.
pub(super) fn now() -> u64 {
    // Whole and far below 2^53.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = js_sys::Date::now() as u64;
    now
}

/// The calendar year of a moment in China and the days of it that have passed. Asking the browser for
/// local time loads its time zones, which takes longer than drawing the page.
fn calendar(now: u64) -> (u16, u16) {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let mut days = (now + 8 * 60 * 60 * 1000) / DAY;
    let mut year = 1970;
    loop {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = if leap { 366 } else { 365 };
        if days < length {
            return (year, u16::try_from(days).unwrap_or(0));
        }
        days -= length;
        year += 1;
    }
}

/// The day in China, now.
pub(super) fn today() -> Option<Date> {
    let (year, days) = calendar(now());
    Date::in_year(year, days)
}

/// A moment, in the user's time: 2026年3月1日 09:05.
pub(super) fn moment(lang: Lang, milliseconds: u64) -> String {
    // Milliseconds since 1970 are far below 2^53.
    #[allow(clippy::cast_precision_loss)]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds as f64));
    fill(
        lang,
        Word::Moment,
        &[
            ("year", &date.get_full_year().to_string()),
            ("month", &(date.get_month() + 1).to_string()),
            ("day", &date.get_date().to_string()),
            ("time", &format!("{:02}:{:02}", date.get_hours(), date.get_minutes())),
        ],
    )
}
