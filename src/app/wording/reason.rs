//! Why a line scores what it scores, one sentence a step.

use super::phrase;
use crate::app::words::{Word, fill, word};
use crate::domain::rule::{Reason, Rule};
use crate::domain::{FieldId, Item, Lang};

/// One step of "why this score".
pub fn reason(lang: Lang, item: &Item, reason: &Reason) -> String {
    let say = |sentence, blanks: &[(&str, &str)]| fill(lang, sentence, blanks);
    let name = |field: &FieldId| field_label(lang, &item.rule, field);
    match reason {
        Reason::Unanswered => word(lang, Word::ReasonUnanswered).to_owned(),
        Reason::Unfit => word(lang, Word::ReasonUnfit).to_owned(),
        Reason::MayNotBeSkipped => word(lang, Word::ReasonMayNotBeSkipped).to_owned(),
        Reason::Dropped { full } => {
            let when = item.not_applicable.when().map_or("", |when| phrase(when.get(lang)));
            say(Word::ReasonDropped, &[("full", &full.to_string()), ("when", when)])
        }
        Reason::FullUnasked { full } => {
            let when = item.not_applicable.when().map_or("", |when| phrase(when.get(lang)));
            say(Word::ReasonFullUnasked, &[("full", &full.to_string()), ("when", when)])
        }
        Reason::Met { full } => say(Word::ReasonMet, &[("full", &full.to_string())]),
        Reason::NotMet => word(lang, Word::ReasonNotMet).to_owned(),
        Reason::Chosen { option, points } => {
            say(Word::ReasonChosen, &[("option", &name(option)), ("points", &points.to_string())])
        }
        Reason::NothingDeducted { full } => say(Word::ReasonNothingDeducted, &[("full", &full.to_string())]),
        Reason::Short { count, required, actual, short, each, lost } => say(
            Word::ReasonShort,
            &[
                ("name", &name(count)),
                ("required", &required.to_string()),
                ("actual", &actual.to_string()),
                ("short", &short.to_string()),
                ("each", &each.to_string()),
                ("lost", &lost.to_string()),
            ],
        ),
        Reason::Occurred { count, times, each, lost } => say(
            Word::ReasonOccurred,
            &[
                ("name", &name(count)),
                ("times", &times.to_string()),
                ("each", &each.to_string()),
                ("lost", &lost.to_string()),
            ],
        ),
        Reason::Missing { element, lost } => {
            say(Word::ReasonMissing, &[("name", &name(element)), ("lost", &lost.to_string())])
        }
        Reason::Exempt { element } => say(Word::ReasonExempt, &[("name", &name(element))]),
        Reason::Added { count, times, each, gained } => say(
            Word::ReasonAdded,
            &[
                ("name", &name(count)),
                ("times", &times.to_string()),
                ("each", &each.to_string()),
                ("gained", &gained.to_string()),
            ],
        ),
        Reason::Ratio { part, whole, percent } => say(
            Word::ReasonRatio,
            &[("part", &part.to_string()), ("whole", &whole.to_string()), ("percent", &percent.to_string())],
        ),
        Reason::InBand { at_least: Some(least), points } => {
            say(Word::ReasonInBand, &[("least", &least.to_string()), ("points", &points.to_string())])
        }
        Reason::InBand { at_least: None, points } => say(Word::ReasonBelowBands, &[("points", &points.to_string())]),
        Reason::RateOf { percent, full, points } => say(
            Word::ReasonRateOf,
            &[("percent", &percent.to_string()), ("full", &full.to_string()), ("points", &points.to_string())],
        ),
        Reason::PartExceedsWhole { part, whole } => {
            say(Word::ReasonPartExceedsWhole, &[("part", &part.to_string()), ("whole", &whole.to_string())])
        }
        Reason::NothingToDivide => word(lang, Word::ReasonNothingToDivide).to_owned(),
        Reason::TooLarge { count } => say(Word::ReasonTooLarge, &[("name", &name(count))]),
        Reason::Surveyed { counted, percent } => {
            say(Word::ReasonSurveyed, &[("counted", &counted.to_string()), ("percent", &percent.to_string())])
        }
        Reason::TooFewAnswers { valid, minimum } => {
            say(Word::ReasonTooFewAnswers, &[("valid", &valid.to_string()), ("minimum", &minimum.to_string())])
        }
        Reason::MoreThanIssued { issued, valid } => {
            say(Word::ReasonMoreThanIssued, &[("issued", &issued.to_string()), ("valid", &valid.to_string())])
        }
        Reason::Floor => word(lang, Word::ReasonFloor).to_owned(),
        Reason::Cap { cap } => say(Word::ReasonCap, &[("cap", &cap.to_string())]),
    }
}

fn field_label(lang: Lang, rule: &Rule, id: &FieldId) -> String {
    let label = match rule {
        Rule::Options(rule) => rule.options.iter().find(|option| option.id == *id).map(|option| &option.label),
        Rule::DeductPer(rule) => rule.counts.iter().find(|count| count.id == *id).map(|count| &count.label),
        Rule::DeductList(rule) => rule.elements.iter().find(|element| element.id == *id).map(|element| &element.label),
        Rule::AddPer(rule) => rule.counts.iter().find(|count| count.id == *id).map(|count| &count.label),
        Rule::RatioBand(rule) => [&rule.part, &rule.whole].into_iter().find(|field| field.id == *id).map(|f| &f.label),
        Rule::RateTimes(rule) => [&rule.part, &rule.whole].into_iter().find(|field| field.id == *id).map(|f| &f.label),
        Rule::Survey(rule) => rule.options.iter().find(|option| option.id == *id).map(|option| &option.label),
        Rule::AllOrNothing(_) => None,
    };
    label.map_or_else(|| id.to_string(), |label| phrase(label.get(lang)).to_owned())
}
