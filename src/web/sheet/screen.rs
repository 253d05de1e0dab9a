//! The screen of a sheet around its sections.

use super::bar::{self, bar, hue};
use super::head::head;
use super::item::flag;
use crate::app::{Filling, Model, Word, word, wording};
use crate::domain::rule::Rule;
use crate::domain::{Grade, Lang};
use crate::web::tree::{Element, Tree, button, el, of};

/// More sections than this are not listed beside the sheet: nobody reads such a list.
const MOST_IN_OUTLINE: usize = 40;

/// Draws it, with places for what [`super::Sheet`] writes itself: the total and the sections.
pub(super) fn around(model: &Model, filling: &Filling) -> Element {
    screen(model, filling, bar::place(filling.sheet.form()), Vec::new())
}

/// Draws it.
pub(super) fn screen(model: &Model, filling: &Filling, total: Element, parts: Vec<Tree>) -> Element {
    let lang = model.lang;
    let template = filling.sheet.template();
    let reminder = template.reminder.as_ref();
    let wide = filling
        .sheet
        .form()
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .any(|item| matches!(item.rule, Rule::Ledger(_)));
    of("div", "sheet").maybe("data-wide", wide.then_some("")).add(outline(lang, filling)).add(
        of("div", "sheet__body")
            .add(el("h1").text(template.title.get(lang).to_owned()))
            .add(reminder.map(|text| of("p", "sheet__reminder").text(text.get(lang).to_owned())))
            .add(
                (!model.has_kept && filling.exported.is_none())
                    .then(|| of("p", "sheet__reminder").with("data-unproven", "").text(word(lang, Word::SaveUnproven))),
            )
            .add(elsewhere(lang, filling))
            .add(trouble(lang, filling))
            .add(colours(lang, filling))
            .add(bar(lang, filling, total))
            .add(filling.missing_open.then(|| missing(lang, filling)))
            .add(
                of("fieldset", "sheet__fields")
                    .with("role", "presentation")
                    .maybe("disabled", (!filling.holder.is_here()).then_some(""))
                    .add(head(lang, model.year, &filling.sheet))
                    .add(el("div").with("data-parts", "").all(parts)),
            )
            .add(
                (!filling.is_drawn())
                    .then(|| of("p", "working").with("role", "status").text(word(lang, Word::DrawingMore))),
            ),
    )
}

/// What each colour means, where grades have colours.
fn colours(lang: Lang, filling: &Filling) -> Option<Element> {
    let coloured = filling.sheet.form().grades.iter().filter(|grade| grade.colour.is_some());
    let line = |grade: &Grade| el("li").maybe("data-colour", hue(grade)).text(grade.label.get(lang).to_owned());
    let lines: Vec<Element> = coloured.map(line).collect();
    (!lines.is_empty()).then(|| of("ul", "colours").all(lines))
}

/// What another window fills can only be looked at here, until it is taken over.
fn elsewhere(lang: Lang, filling: &Filling) -> Option<Element> {
    if filling.holder.is_here() {
        return None;
    }
    let take = button(None, "take-over", word(lang, Word::ElsewhereTake));
    let body = of("div", "alert__body").add(el("p").text(word(lang, Word::ElsewhereText))).add(take);
    Some(alert("note", "status", word(lang, Word::ElsewhereTitle), body))
}

fn alert(tone: &'static str, role: &'static str, title: &'static str, body: Element) -> Element {
    let title = of("p", "alert__title").add(el("bdi").text(title));
    of("div", "alert").with("data-tone", tone).with("role", role).add(title).add(body)
}

/// A save that failed stays in sight until one succeeds; the answers stay where they are.
fn trouble(lang: Lang, filling: &Filling) -> Option<Element> {
    let error = filling.saver.trouble()?;
    // While one save waits for its answer another one is no use.
    let is_over = !filling.saver.is_silent();
    let buttons = of("p", "row").add(is_over.then(|| button(None, "retry", word(lang, Word::SaveRetry)))).add(button(
        None,
        "export",
        word(lang, Word::SaveBackup),
    ));
    let body = of("div", "alert__body")
        .add(el("p").text(wording::store_trouble(lang, error)))
        .add(is_over.then(|| el("p").text(word(lang, Word::SaveFailedText))))
        .add(buttons);
    let title = if is_over { Word::SaveFailedTitle } else { Word::SaveSilent };
    Some(alert("error", "alert", word(lang, title), body))
}

/// What is still missing; each line leads to its place.
fn missing(lang: Lang, filling: &Filling) -> Element {
    let lines = filling.sheet.missing().into_iter().enumerate().map(|(n, missing)| {
        let text = wording::missing(lang, filling.sheet.form(), &filling.sheet.submission().local_items, &missing);
        el("li").add(button(Some("link"), "follow", text).with("data-at", n.to_string()))
    });
    of("section", "missing")
        .with("id", "missing")
        .with("aria-labelledby", "missing-title")
        .add(el("h2").with("id", "missing-title").text(word(lang, Word::MissingTitle)))
        .add(el("ol").all(lines))
        .add(button(None, "missing", word(lang, Word::Close)))
}

fn outline(lang: Lang, filling: &Filling) -> Option<Element> {
    let parts = filling.sheet.parts();
    let line = |part: &std::sync::Arc<crate::domain::Part>| {
        let (section, score) = (&part.section, &part.score);
        let place = ["#part-", section.id.as_str()].concat();
        el("li")
            .with("data-done", flag(score.done == score.items))
            .add(el("a").with("href", place).with("data-do", "jump").text(section.title.get(lang).to_owned()))
            .add(el("span").text(format!("{}/{}", score.done, score.items)))
    };
    (parts.len() <= MOST_IN_OUTLINE).then(|| {
        of("nav", "outline")
            .with("aria-label", word(lang, Word::OutlineLabel))
            .add(el("ol").all(parts.iter().map(line)))
    })
}
