//! One section: its head with progress and sum, its items. Vetoes are a section too.

use super::bar::large;
use super::item::{Look, item};
use crate::app::{Word, fill, word};
use crate::domain::{Lang, Part, Sheet, VetoId};
use crate::web::tree::{Element, el, of};

/// Where a section's sum stands.
pub(super) fn place(part: &Part) -> Element {
    of("b", "sum").with("data-section-total", part.section.id.as_str().to_owned())
}

/// A section's sum: what every answer in it changes.
pub(super) fn sum(part: &Part) -> Element {
    place(part).text(part.score.obtained.to_string())
}

/// A section with its head and no items yet. Sections out of sight cost the browser nothing
/// (`content-visibility`); `data-size` tells the style sheet how much room to reserve.
pub(super) fn part(lang: Lang, part: &Part, sum: Element) -> Element {
    let (section, score) = (&part.section, &part.score);
    let (done, items) = (score.done.to_string(), score.items.to_string());
    let full = section.full_score.to_string();
    of("section", "part")
        .with("id", ["part-", section.id.as_str()].concat())
        .with("data-size", size(part.rows.len()))
        .add(
            of("header", "part__head")
                .add(el("h2").text(section.title.get(lang).to_owned()))
                .add(of("p", "part__progress").text(fill(
                    lang,
                    Word::SectionProgress,
                    &[("done", &done), ("items", &items)],
                )))
                .add(
                    of("p", "part__score")
                        .maybe("data-large", large(section.full_score))
                        .maybe(
                            "hidden",
                            (section.full_score == crate::domain::Points::ZERO
                                && score.obtained == crate::domain::Points::ZERO)
                                .then_some(""),
                        )
                        .add(sum)
                        .text(fill(lang, Word::ScoreOf, &[("full", &full)])),
                ),
        )
}

/// A section with its items.
pub(super) fn whole(lang: Lang, drawn: &Part) -> Element {
    part(lang, drawn, sum(drawn)).all(drawn.rows.iter().map(|row| item(lang, row, &Look::default())))
}

const fn size(items: usize) -> &'static str {
    match items {
        0..=2 => "2",
        3..=5 => "5",
        6..=10 => "10",
        _ => "20",
    }
}

/// What fails a unit whatever it scored.
pub(super) fn vetoes(lang: Lang, sheet: &Sheet) -> Option<Element> {
    let (vetoes, answers) = (&sheet.form().vetoes, &sheet.submission().vetoes);
    let radio = |id: &VetoId, applies: bool, label| {
        let field = el("input").with("type", "radio").with("name", id.to_string());
        let field = field.with("value", if applies { "yes" } else { "no" }).with("data-role", "veto");
        let chosen = answers.get(id) == Some(&applies);
        of("label", "choice").add(field.checked(chosen)).text(word(lang, label))
    };
    let items = vetoes.iter().map(|veto| {
        let fields = if veto.condition.is_some() {
            let applies = sheet.totals().vetoes.contains(&veto.id);
            let value = word(lang, if applies { Word::VetoYes } else { Word::VetoNo });
            let label = word(lang, Word::DecidedByItself);
            of("p", "count count--read").text(fill(lang, Word::ReadByItself, &[("label", label), ("value", value)]))
        } else {
            let fields = of("div", "controls controls--row").add(radio(&veto.id, false, Word::VetoNo));
            fields.add(radio(&veto.id, true, Word::VetoYes))
        };
        let answered = veto.condition.is_some() || answers.contains_key(&veto.id);
        of("fieldset", "item")
            .with("id", ["veto-", veto.id.as_str()].concat())
            .with("data-veto", veto.id.to_string())
            .with("data-state", if answered { "scored" } else { "unanswered" })
            .add(of("legend", "item__text").text(veto.text.get(lang).to_owned()))
            .add(fields)
    });
    (!vetoes.is_empty()).then(|| {
        of("section", "part")
            .with("id", "part-vetoes")
            .with("data-size", "2")
            .add(of("header", "part__head").add(el("h2").text(word(lang, Word::VetoTitle))))
            .add(of("p", "item__guidance").text(word(lang, Word::VetoHint)))
            .all(items)
    })
}
