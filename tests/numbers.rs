//! The two spellings in every file: amounts and periods.

use std::cmp::Ordering;

use proptest::prelude::*;
use yardstick::domain::{Date, MonthDay, Period, PeriodKind, Points, Quantity, points, ranked};

#[test]
fn an_amount_has_one_spelling() {
    for text in ["0", "4", "2.5", "-0.25", "0.0001", "1000000", "-1000000", "95.005"] {
        assert_eq!(points(text).to_string(), text);
    }
    for text in [
        "",
        "-",
        "+1",
        "-0",
        "-0.0",
        "01",
        "00",
        ".5",
        "5.",
        "1.",
        "1e2",
        "1,5",
        " 1",
        "1 ",
        "1.00001",
        "1000000000.0001",
        "-1000000000.0001",
        "1000000001",
        "99999999999999999999",
        "１",
        "½",
        "NaN",
        "0x1",
        "1_000",
        "--1",
        "1.2.3",
        "1.-5",
    ] {
        assert!(text.parse::<Points>().is_err(), "{text:?} was let in");
    }
    assert_eq!(points("2.50"), points("2.5"), "zeros at the end are let in and not written");
}

#[test]
fn shares_are_rounded_half_up() {
    let share = |of: &str, part: i32, whole: i32| {
        let found = points(of).share(Points::whole(part), Points::whole(whole), 2);
        found.map(|points| points.to_string())
    };
    assert_eq!(share("1", 1, 3).as_deref(), Some("0.33"));
    assert_eq!(share("1", 2, 3).as_deref(), Some("0.67"));
    assert_eq!(share("0.01", 1, 2).as_deref(), Some("0.01"));
    assert_eq!(share("-0.01", 1, 2).as_deref(), Some("0"), "up, not away from nothing");
    assert_eq!(share("1", 1, 0), None);
    assert_eq!(share("1000000", 1_000_000, 1).as_deref(), Some("1000000000000"), "no overflow on the way");
    let rounded: Vec<String> = (0..=4).map(|places| points("1.2345").round(places).to_string()).collect();
    assert_eq!(rounded, ["1", "1.2", "1.23", "1.235", "1.2345"]);
}

#[test]
fn a_ratio_just_below_a_band_does_not_reach_it() {
    let reaches =
        |bound: &str, part, whole| Quantity::Ratio { part, whole }.compare(points(bound)).is_some_and(Ordering::is_ge);
    assert!(reaches("95", 19, 20));
    assert!(!reaches("95", 94_995, 100_000), "94.995 is shown as 95 but is less");
    assert_eq!(Points::percent(94_995, 100_000, 2), Some(points("95")));
    assert!(reaches("33.3333", 1, 3));
    assert!(!reaches("33.3334", 1, 3));
    assert_eq!(Quantity::Ratio { part: 0, whole: 0 }.compare(points("0")), None);
    assert_eq!(Quantity::amount(points("2.125")).rounded(2), Some(points("2.125")), "an amount is shown as it is");
}

#[test]
fn a_period_has_one_spelling() {
    for text in [
        "2026",
        "2026-H1",
        "2026-H2",
        "2026-Q1",
        "2026-Q4",
        "2026-01",
        "2026-12",
        "1949",
        "2199",
        "2026-01-A",
        "2026-12-B",
        "2026-S1",
        "2026-S9",
        "once",
    ] {
        assert_eq!(text.parse::<Period>().map(|period| period.to_string()).as_deref(), Ok(text));
    }
    for text in [
        "",
        "26",
        "02026",
        "+2026",
        "1948",
        "2200",
        "2026-",
        "2026-H0",
        "2026-H3",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-00",
        "2026-13",
        "2026-1",
        "2026-001",
        "2026-+1",
        "2026-Q１",
        "2026 ",
        "2026-01-01",
        "2026年",
        "2026-13-A",
        "2026-01-C",
        "2026-1-A",
        "2026-S0",
        "once-1",
        "2026-年A",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text:?} was let in");
    }
    for kind in [
        PeriodKind::Year,
        PeriodKind::Half,
        PeriodKind::Quarter,
        PeriodKind::Month,
        PeriodKind::HalfMonth,
        PeriodKind::Stage,
        PeriodKind::Once,
    ] {
        assert!(Period::new(kind, 2026, kind.parts()).is_some());
        assert!(Period::new(kind, 2026, kind.parts() + 1).is_none() && Period::new(kind, 2026, 0).is_none());
    }
}

#[test]
fn a_day_is_one_of_the_calendar() {
    let day = |text: &str| text.parse::<Date>().expect("a day");
    for (text, real) in [("2024-02-29", true), ("2026-02-29", false), ("1900-02-29", false), ("2000-02-29", true)] {
        assert_eq!((day(text).is_real(), day(text).to_string().as_str()), (real, text));
    }
    for text in [
        "",
        "2026",
        "2026-1-01",
        "2026-13-01",
        "2026-00-01",
        "2026-01-32",
        "2026-01-00",
        "0000-01-01",
        "2026-01-01 ",
        "+026-01-01",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text:?} was let in");
    }
    for (year, after, found) in [
        (2026, 0, Some("2026-01-01")),
        (2026, 30, Some("2026-01-31")),
        (2026, 31, Some("2026-02-01")),
        (2026, 59, Some("2026-03-01")),
        (2024, 59, Some("2024-02-29")),
        (2026, 364, Some("2026-12-31")),
        (2026, 365, None),
        (2024, 365, Some("2024-12-31")),
    ] {
        let date = Date::in_year(year, after).map(|date| date.to_string());
        assert_eq!(date.as_deref(), found, "{after} days after the first of January {year}");
    }
    assert_eq!(day("2026-03-01").since(day("2025-03-01")), 365);
    assert_eq!(day("2024-03-01").since(day("2024-02-28")), 2);
    assert_eq!(day("2026-01-01").since(day("2026-03-01")), -59);
    assert_eq!(day("9999-12-31").since(day("0001-01-01")), 3_652_058);
    let later = |text: &str, months| day(text).plus_months(months).map(|day| day.to_string());
    assert_eq!(later("2026-01-31", 1).as_deref(), Some("2026-02-28"));
    assert_eq!(later("2024-02-29", 12).as_deref(), Some("2025-02-28"));
    assert_eq!(later("2026-11-30", 3).as_deref(), Some("2027-02-28"));
    assert_eq!(later("2026-03-15", 0).as_deref(), Some("2026-03-15"));
    assert_eq!((later("9999-12-01", 1), later("2026-01-01", u32::MAX)), (None, None));
    let leap: MonthDay = "02-29".parse().expect("a day of some years");
    assert_eq!(leap.of(2026).map(|day| day.to_string()).as_deref(), Some("2026-02-28"));
    assert!("02-30".parse::<MonthDay>().is_err());
}

#[test]
fn what_is_out_of_reach_is_not_a_number() {
    assert_eq!(points("1000000000").times(1), Some(Points::MAX));
    assert_eq!(points("1000000000").times(2), None);
    assert_eq!(points("0.0001").times(1_000_000), Some(points("100")));
    assert_eq!((Points::count(7).to_count(), points("7.5").to_count(), points("-7").to_count()), (Some(7), None, None));
}

#[test]
fn what_no_number_can_tell_is_held_at_the_limit() {
    let tiny = points("0.0001");
    let share = |of: Points| of.share(Points::MAX, tiny, 4).expect("a positive divisor");
    let (most, least) = (share(Points::MAX), share(-Points::MAX));
    assert_eq!([most.to_string(), least.to_string()], ["922337203685477.5807", "-922337203685477.5808"]);
    assert_eq!(Points::MAX.share(tiny, Points::ZERO, 4), None, "nothing to divide by");
    let sum: Points = [most, most, Points::whole(-1)].into_iter().sum();
    assert_eq!(sum, most - Points::whole(1), "a sum does not wrap");
    assert_eq!((least - most - most).in_range(), None);
    for places in 0..=4 {
        for amount in [most, least, most + most, least - most] {
            let off = amount.round(places) - amount;
            assert!(off <= Points::whole(1) && off >= Points::whole(-1), "{amount} to {places} places");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_stand_in_order_and_equal_ones_as_they_stood(list in prop::collection::vec(0_u8..20, 0..60)) {
        let mut sorted: Vec<usize> = (0..list.len()).collect();
        sorted.sort_by_key(|&n| list[n]);
        prop_assert_eq!(ranked(list.len(), &|one, other| list[one].cmp(&list[other])), sorted);
    }

    #[test]
    fn amounts_that_are_printed_read_back(whole in -999_999_i32..=999_999, part in 0_u32..10_000) {
        let amount = Points::whole(whole) + points(&format!("0.{part:04}"));
        prop_assert_eq!(amount.to_string().parse::<Points>(), Ok(amount));
    }

    #[test]
    fn days_are_counted_one_by_one(year in 1_u16..9999, month in 1_u8..=12, day in 1_u8..=31) {
        let (Some(one), Some(first)) = (Date::new(year, month, day), Date::new(year, month, 1)) else { return Ok(()) };
        prop_assert_eq!(one.since(first), i32::from(day) - 1);
        let next = first.plus_months(1).expect("before the year 10 000");
        prop_assert!((28..=31).contains(&next.since(first)) && next.since(one) > 0);
        prop_assert_eq!(one.to_string().parse::<Date>(), Ok(one));
    }

    #[test]
    fn any_text_is_an_amount_or_refused_without_panic(text in "[-+0-9.eE ]{0,14}|\\PC{0,12}") {
        if let Ok(amount) = text.parse::<Points>() {
            prop_assert_eq!(amount.to_string().parse::<Points>(), Ok(amount));
        }
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string(), text);
        }
    }
}
