//! Why a line scores what it scores, one sentence a step.

use super::phrase;
use crate::app::words::{Word, fill, word};
use crate::domain::rule::{Reason, Rule};
use crate::domain::{FieldId, Item, Lang, Points, Quantity, Take};

/// One step of "why this score".
pub fn reason(lang: Lang, item: &Item, reason: &Reason) -> String {
    Teller { lang, item, rule: &item.rule }.tell(reason)
}

struct Teller<'a> {
    lang: Lang,
    item: &'a Item,
    /// The item's rule, or that of one of its parts.
    rule: &'a Rule,
}

type Blanks<'a> = Vec<(&'static str, Blank<'a>)>;

/// What goes into a blank.
enum Blank<'a> {
    Amount(Points),
    Count(u32),
    Text(String),
    Name(&'a FieldId),
}

impl From<&Points> for Blank<'_> {
    fn from(points: &Points) -> Self {
        Blank::Amount(*points)
    }
}

impl From<&u32> for Blank<'_> {
    fn from(count: &u32) -> Self {
        Blank::Count(*count)
    }
}

impl From<String> for Blank<'_> {
    fn from(text: String) -> Self {
        Blank::Text(text)
    }
}

impl<'a> From<&'a FieldId> for Blank<'a> {
    fn from(id: &'a FieldId) -> Self {
        Blank::Name(id)
    }
}

/// `blanks!(full, points)` are the blanks `{full}` and `{points}`.
macro_rules! blanks {
    ($($name:ident),* $(; $blank:ident = $value:expr)*) => {
        vec![$((stringify!($name), Blank::from($name)),)* $((stringify!($blank), Blank::from($value)),)*]
    };
}

impl Teller<'_> {
    fn tell(&self, reason: &Reason) -> String {
        let (sentence, blanks) = self.sentence(reason);
        let text = |blank: &Blank<'_>| match blank {
            Blank::Amount(points) => points.to_string(),
            Blank::Count(count) => count.to_string(),
            Blank::Text(text) => text.clone(),
            Blank::Name(id) => label(self.lang, self.rule, id),
        };
        let texts: Vec<(&str, String)> = blanks.iter().map(|(name, blank)| (*name, text(blank))).collect();
        let blanks: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        fill(self.lang, sentence, &blanks)
    }

    fn sentence<'a>(&self, reason: &'a Reason) -> (Word, Blanks<'a>) {
        match reason {
            Reason::Unanswered => (Word::ReasonUnanswered, vec![]),
            Reason::Unfit => (Word::ReasonUnfit, vec![]),
            Reason::MayNotBeSkipped => (Word::ReasonMayNotBeSkipped, vec![]),
            Reason::Dropped { full } => (Word::ReasonDropped, blanks!(full; when = self.when())),
            Reason::FullUnasked { full } => (Word::ReasonFullUnasked, blanks!(full; when = self.when())),
            Reason::FixedUnasked { points } => (Word::ReasonFixedUnasked, blanks!(points; when = self.when())),
            Reason::Met { full } => (Word::ReasonMet, blanks!(full)),
            Reason::NotMet => (Word::ReasonNotMet, vec![]),
            Reason::Chosen { option, points } => (Word::ReasonChosen, blanks!(option, points)),
            Reason::NothingDeducted { full } => (Word::ReasonNothingDeducted, blanks!(full)),
            Reason::Short { count: name, required, actual, short, each, lost } => {
                (Word::ReasonShort, blanks!(name, required, actual, short, each, lost))
            }
            Reason::Occurred { count: name, times, each, lost } => {
                (Word::ReasonOccurred, blanks!(name, times, each, lost))
            }
            Reason::Missing { element: name, lost } => (Word::ReasonMissing, blanks!(name, lost)),
            Reason::Exempt { element: name } => (Word::ReasonExempt, blanks!(name)),
            Reason::Added { count: name, times, each, gained } => {
                (Word::ReasonAdded, blanks!(name, times, each, gained))
            }
            Reason::Ratio { part, whole, percent } => (Word::ReasonRatio, blanks!(part, whole, percent)),
            Reason::InBand { at_least: Some(least), points, .. } => {
                (Word::ReasonInBand, blanks!(points; least = bound(self.rule, *least)))
            }
            Reason::InBand { at_most: Some(most), points, .. } => {
                (Word::ReasonBandMost, blanks!(points; most = bound(self.rule, *most)))
            }
            Reason::InBand { points, .. } => (Word::ReasonBelowBands, blanks!(points)),
            Reason::RateOf { percent, full, points } => (Word::ReasonRateOf, blanks!(percent, full, points)),
            Reason::PartExceedsWhole { part, whole } => (Word::ReasonPartExceedsWhole, blanks!(part, whole)),
            Reason::NothingToDivide => (Word::ReasonNothingToDivide, vec![]),
            Reason::TooLarge { count: name } => (Word::ReasonTooLarge, blanks!(name)),
            Reason::Surveyed { counted, percent } => (Word::ReasonSurveyed, blanks!(counted, percent)),
            Reason::TooFewAnswers { valid, minimum } => (Word::ReasonTooFewAnswers, blanks!(valid, minimum)),
            Reason::MoreThanIssued { issued, valid } => (Word::ReasonMoreThanIssued, blanks!(issued, valid)),
            Reason::Floor => (Word::ReasonFloor, vec![]),
            Reason::FloorAt { floor } => (Word::ReasonFloorAt, blanks!(floor)),
            Reason::Cap { cap } => (Word::ReasonCap, blanks!(cap)),
            Reason::NotAsked { points: None } => (Word::ReasonNotAskedDropped, vec![]),
            Reason::NotAsked { points: Some(points) } => (Word::ReasonNotAsked, blanks!(points)),
            Reason::Zeroed { ruling } => {
                (Word::ReasonZeroed, blanks!(; text = self.ruling(self.item.zero_when.get(*ruling))))
            }
            Reason::Filled { ruling, full } => {
                (Word::ReasonFilled, blanks!(full; text = self.ruling(self.item.full_when.get(*ruling))))
            }
            Reason::Read { item, value } => {
                (Word::ReasonRead, blanks!(; item = item.to_string(); value = quantity(*value)))
            }
            Reason::Spared { count: name, times, free } => (Word::ReasonSpared, blanks!(name, times, free)),
            Reason::Grouped { count: name, times, every, groups } => {
                (Word::ReasonGrouped, blanks!(name, times, every, groups))
            }
            Reason::Took { take, points } => (
                match take {
                    Take::Sum => Word::ReasonTookSum,
                    Take::Highest => Word::ReasonTookHighest,
                    Take::Lowest => Word::ReasonTookLowest,
                },
                blanks!(points),
            ),
            Reason::Matter { what, class, points } => (Word::ReasonMatter, blanks!(class, points; what = what.clone())),
            Reason::MostRows { most } => (Word::ReasonMostRows, blanks!(most)),
            Reason::There { have, of } => (Word::ReasonThere, blanks!(have, of)),
            Reason::Measured { field: name, value } => (Word::ReasonMeasured, blanks!(name, value)),
            Reason::CountsAsFull => (Word::ReasonCountsAsFull, vec![]),
            Reason::OnTarget { full } => (Word::ReasonOnTarget, blanks!(full)),
            Reason::OffTarget { below, gap, percent, every, each, points } => {
                let sentence = if *below { Word::ReasonBelowTarget } else { Word::ReasonAboveTarget };
                let sized = |amount: &Points| with_percent(*amount, *percent);
                (sentence, blanks!(each, points; gap = sized(gap); every = sized(every)))
            }
            Reason::DaysLate { due, done, days } => {
                let sentence = if *days > 0 { Word::ReasonDaysLate } else { Word::ReasonInTime };
                let (due, done) = (due.to_string(), done.to_string());
                (sentence, blanks!(; due = due; done = done; days = days.to_string()))
            }
            Reason::NotDone { points } => (Word::ReasonNotDone, blanks!(points)),
            Reason::Given { points } => (Word::ReasonGiven, blanks!(points)),
            Reason::OffStep { lowest, step } => (Word::ReasonOffStep, blanks!(lowest, step)),
            Reason::OutOfRange { least, most } => {
                let end = |end: &Option<Points>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
                (Word::ReasonOutOfRange, blanks!(; least = end(least); most = end(most)))
            }
            Reason::OutOf { value, out_of, full, points } => (Word::ReasonOutOf, blanks!(value, out_of, full, points)),
            Reason::Channel { channel: name, counted, percent: Some(percent) } => {
                (Word::ReasonChannel, blanks!(name, counted, percent))
            }
            Reason::Channel { channel: name, counted, percent: None } => {
                (Word::ReasonChannelLeftOut, blanks!(name, counted))
            }
            Reason::Part { part: name, points, reasons } => {
                let inner = self.inside(name);
                let why: Vec<String> = reasons.iter().map(|reason| inner.tell(reason)).collect();
                (Word::ReasonPart, blanks!(name, points; why = why.join(word(self.lang, Word::RuleJoin))))
            }
            Reason::InPart { part: name, why } => {
                (Word::ReasonInside, blanks!(name; why = self.inside(name).tell(why)))
            }
            Reason::InRow { row, why } => {
                let name = fill(self.lang, Word::ReasonRow, &[("row", row)]);
                (Word::ReasonInside, blanks!(; name = name; why = self.tell(why)))
            }
            Reason::Recorded => (Word::ReasonRecorded, vec![]),
            Reason::Rows { rows } => (Word::ReasonRows, blanks!(; rows = rows.to_string())),
            Reason::Figure { figure: name, value } => (Word::ReasonFigure, blanks!(name; value = quantity(*value))),
            Reason::OpenField { field: name } => (Word::ReasonOpenField, blanks!(name)),
            Reason::BadField { field: name } => (Word::ReasonBadField, blanks!(name)),
            Reason::BadRows => (Word::ReasonBadRows, vec![]),
            Reason::NoSuchMove { to: name } => (Word::ReasonNoSuchMove, blanks!(name)),
            Reason::MoveNeeds { to: name } => (Word::ReasonMoveNeeds, blanks!(name)),
            Reason::BeyondReach => (Word::ReasonBeyondReach, vec![]),
        }
    }

    /// When the item does not apply.
    fn when(&self) -> String {
        self.item.not_applicable.when().map_or("", |when| phrase(when.get(self.lang))).to_owned()
    }

    fn ruling(&self, ruling: Option<&crate::domain::Ruling>) -> String {
        ruling.map_or("", |ruling| phrase(ruling.text.get(self.lang))).to_owned()
    }

    /// The same inside one of several parts.
    fn inside(&self, part: &FieldId) -> Teller<'_> {
        let rule = match self.rule {
            Rule::Parts(rule) => rule.parts.iter().find(|known| known.id == *part).map(|part| &*part.rule),
            _ => None,
        };
        Teller { rule: rule.unwrap_or(self.rule), ..*self }
    }
}

/// The name of something in a rule; better its id than nothing.
fn label(lang: Lang, rule: &Rule, id: &FieldId) -> String {
    let one = |id: &FieldId| rule.label(id).map(|label| phrase(label.get(lang)));
    if let Some(label) = one(id) {
        return label.to_owned();
    }
    // A count of a channel is called `<channel>.<count>`.
    let parts = id.as_str().split_once('.');
    let known = parts.and_then(|(channel, count)| {
        let (channel, count) = (FieldId::from(channel), FieldId::from(count));
        Some([one(&channel)?, one(&count)?].join(" "))
    });
    known.unwrap_or_else(|| id.to_string())
}

/// Where a band begins or ends: in percent for a ratio.
pub(super) fn bound(rule: &Rule, bound: Points) -> String {
    with_percent(bound, matches!(rule, Rule::RatioBand(_)))
}

fn with_percent(amount: Points, percent: bool) -> String {
    let mut text = amount.to_string();
    if percent {
        text.push('%');
    }
    text
}

/// A number computed from something.
pub fn quantity(value: Quantity) -> String {
    match value {
        Quantity::Amount { value } => value.to_string(),
        Quantity::Ratio { part, whole } => {
            let percent = value.rounded(2).map(|percent| format!(" = {percent}%"));
            format!("{part} ÷ {whole}{}", percent.unwrap_or_default())
        }
        Quantity::Nothing {} => "—".to_owned(),
    }
}
