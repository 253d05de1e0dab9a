//! One item: what is asked, the fields, what it scores; behind a button why, the remark and the evidence.

use litemap::LiteMap;

use super::controls::controls;
use super::local;
use super::text::TextField;
use crate::app::{Word, fill, item_element, word, wording};
use crate::domain::rule::{LineState, Rule};
use crate::domain::{Item, Lang, Points, Row};
use crate::web::tree::{Element, Text, button, el, of};

/// What a row keeps that no model knows.
#[derive(Clone, Default)]
pub(super) struct Look {
    /// Whether its details are open.
    pub(super) open: bool,
    /// What was typed into number fields and is no number, by the field's id in the document.
    pub(super) refused: LiteMap<String, String>,
    /// The row, or the row under it, that was asked to be taken away.
    pub(super) removing: Option<(usize, Option<usize>)>,
    /// The step that it is dated before, though it comes after it.
    pub(super) early: Option<String>,
    /// It is an item of the unit's own.
    pub(super) local: bool,
}

/// Draws it.
pub(super) fn item(lang: Lang, row: &Row, look: &Look) -> Element {
    let (item, entry, line) = (&row.item, &row.entry, &row.line);
    let id = item.id.as_str();
    let asked = item.remark_required || item.rule.asks_remark(entry.answer.as_ref());
    // What a survey comes to is what it was made for.
    let survey = matches!(item.rule, Rule::Survey(_)) && line.state == LineState::Scored;
    let told = survey || line.state == LineState::Invalid;
    // Levels show what they are worth beside them; said twice it would only be longer.
    let rule = !matches!(item.rule, Rule::Options(_));
    of("fieldset", "item")
        .with("id", item_element(&item.id))
        .with("data-item", id.to_owned())
        .with("data-state", state(line.state))
        .maybe("data-wide", matches!(item.rule, Rule::Ledger(_)).then_some(""))
        .maybe("hidden", (line.state == LineState::NotAsked).then_some(""))
        .add(of("legend", "item__text").text(item_text(lang, item)))
        .add(rule.then(|| of("p", "item__rule").text(wording::rule(lang, item))))
        .add(item.guidance.as_ref().map(|text| of("p", "item__guidance").text(text.get(lang).to_owned())))
        .add(look.local.then(|| local::fields(lang, row, look)))
        .add(item.not_applicable.when().map(|when| {
            let text = fill(lang, Word::NotApplicableWhen, &[("when", wording::phrase(when.get(lang)))]);
            let tick = el("input").with("type", "checkbox").with("name", id.to_owned()).with("value", "not_applicable");
            let tick = tick.with("data-role", "applies").checked(entry.not_applicable);
            of("label", "choice choice--quiet").add(tick).text(text)
        }))
        .add((entry.not_applicable).then(|| confirmed(lang, row)).flatten())
        .add((!entry.not_applicable).then(|| of("div", "controls").all(controls(lang, row, look))))
        .add(look.early.as_ref().map(|number| {
            of("p", "item__early").with("role", "status").text(fill(lang, Word::StepEarly, &[("number", number)]))
        }))
        .add(score(lang, row))
        .add(told.then(|| why(lang, row)))
        .add(asked.then(|| remark(lang, row, entry.remark.trim().is_empty())))
        .add(
            // A button could not be pressed where nothing may be put in, but why is to be read there too.
            of("a", "item__more")
                .with("href", "#")
                .with("data-do", "more")
                .with("aria-expanded", flag(look.open))
                .maybe("aria-controls", look.open.then(|| ["more-", id].concat()))
                .text(more_label(lang, row)),
        )
        .add(look.open.then(|| {
            of("div", "item__details")
                .with("id", ["more-", id].concat())
                .add((!told).then(|| why(lang, row)))
                .add((!asked).then(|| remark(lang, row, false)))
                .add(evidence(lang, row))
                .add((!entry.is_empty()).then(|| button(Some("button--quiet"), "clear", word(lang, Word::AnswerClear))))
        }))
        .add(look.local.then(|| local::drop(lang, look)))
}

/// A boolean as attributes write it.
pub(super) const fn flag(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

fn item_text(lang: Lang, item: &Item) -> String {
    let text = item.text.get(lang);
    if item.number.is_empty() { text.to_owned() } else { [&item.number, "\u{3000}", text].concat() }
}

const fn state(state: LineState) -> &'static str {
    match state {
        LineState::Unanswered => "unanswered",
        LineState::Invalid => "invalid",
        LineState::Scored => "scored",
        LineState::NotApplicable => "not_applicable",
        LineState::NotAsked => "not_asked",
    }
}

fn score(lang: Lang, row: &Row) -> Element {
    let full = row.item.full_score.to_string();
    if row.item.full_score == Points::ZERO && row.line.obtained == Points::ZERO {
        let done = matches!(row.line.state, LineState::Unanswered | LineState::Invalid);
        return of("p", "item__score").text(word(lang, if done { Word::ItemOpen } else { Word::ItemDone }));
    }
    let (points, text): (String, Text) = match row.line.state {
        LineState::Unanswered => (String::new(), fill(lang, Word::ScoreOpen, &[("full", &full)]).into()),
        LineState::NotApplicable if row.line.obtainable == Points::ZERO => {
            (String::new(), word(lang, Word::ScoreDropped).into())
        }
        _ => (row.line.obtained.to_string(), fill(lang, Word::ScoreOf, &[("full", &full)]).into()),
    };
    // Always there, so that the first answer only changes texts.
    of("p", "item__score").add(el("b").text(points)).text(text)
}

/// What is behind the button, and how much of it there is.
fn more_label(lang: Lang, row: &Row) -> Text {
    let (label, remark, evidence) = (word(lang, Word::ItemMore), &row.entry.remark, row.entry.evidence.len());
    if remark.is_empty() && evidence == 0 {
        return label.into();
    }
    let remark = if remark.is_empty() { "" } else { word(lang, Word::ItemHasRemark) };
    let count = || fill(lang, Word::ItemHasEvidence, &[("count", &evidence.to_string())]);
    let evidence = if evidence == 0 { String::new() } else { count() };
    [label, remark, &evidence].concat().into()
}

/// Why an item scores what it scores, one line a step.
fn why(lang: Lang, row: &Row) -> Element {
    let reasons = row.line.reasons.iter().map(|reason| el("li").text(wording::reason(lang, &row.item, reason)));
    let title = of("p", "why__title").text(word(lang, Word::WhyTitle));
    of("div", "why").add(title).add(el("ul").all(reasons))
}

/// The body that confirmed that the item does not apply, where one must.
fn confirmed(lang: Lang, row: &Row) -> Option<Element> {
    let body = row.item.not_applicable.confirmed_by()?;
    let value = row.entry.confirmed_by.clone();
    let (label, hint) = (word(lang, Word::ConfirmedBy), body.get(lang).to_owned());
    let missing = value.trim().is_empty();
    Some(TextField { lang, what: "confirmed", item: Some(&row.item.id), label, hint, missing, value }.view())
}

fn remark(lang: Lang, row: &Row, missing: bool) -> Element {
    let label = word(lang, if missing { Word::RemarkRequired } else { Word::Remark });
    let hint = String::new();
    TextField { lang, what: "remark", item: Some(&row.item.id), label, hint, missing, value: row.entry.remark.clone() }
        .view()
}

fn evidence(lang: Lang, row: &Row) -> Element {
    let names: Vec<&str> = row.entry.evidence.iter().map(|evidence| evidence.name.as_str()).collect();
    let wanted: Vec<&str> = row.item.evidence.iter().map(|evidence| evidence.name.get(lang)).collect();
    let wanted = wanted.join(word(lang, Word::ListComma));
    let hint = if wanted.is_empty() { wanted } else { fill(lang, Word::EvidenceWanted, &[("names", &wanted)]) };
    let (label, value) = (word(lang, Word::Evidence), names.join("\n"));
    TextField { lang, what: "evidence", item: Some(&row.item.id), label, hint, missing: false, value }.view()
}
