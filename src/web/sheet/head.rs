//! Who reports, for when.

use super::text::TextField;
use crate::app::{Word, word, wording};
use crate::domain::{Lang, Period, Sheet, Template};
use crate::web::tree::{Element, el, of};

/// Draws it.
pub(super) fn head(lang: Lang, year: u16, sheet: &Sheet) -> Element {
    let (template, unit, period) = (sheet.template(), sheet.unit(), sheet.period());
    let text = |what, label, hint, value: &str| {
        let (label, hint) = (word(lang, label), word(lang, hint).to_owned());
        TextField { lang, what, item: None, label, hint, missing: false, value: value.to_owned() }.view()
    };
    let types = template.unit_types.iter().map(|known| (known.id.to_string(), known.label.get(lang).to_owned()));
    let kind = unit.unit_type.as_ref().map(ToString::to_string);
    let offered = offered(template, year, period).into_iter().map(|one| (one.to_string(), wording::period(lang, one)));
    of("section", "head-form")
        .with("aria-labelledby", "head-form-title")
        .add(el("h2").with("id", "head-form-title").text(word(lang, Word::HeadTitle)))
        .add(text("name", Word::UnitName, Word::UnitNameHint, &unit.name))
        .add(of("div", "head-form__pair").add(list(lang, "unit-type", "type", Word::UnitType, types, kind)).add(list(
            lang,
            "period",
            "period",
            Word::Period,
            offered,
            period.map(|period| period.to_string()),
        )))
        .add(of("div", "head-form__pair").add(text("code", Word::UnitCode, Word::UnitCodeHint, &unit.code)).add(text(
            "superior",
            Word::UnitSuperior,
            Word::UnitSuperiorHint,
            &unit.superior,
        )))
}

fn list(
    lang: Lang,
    id: &'static str,
    what: &'static str,
    label: Word,
    offered: impl Iterator<Item = (String, String)>,
    chosen: Option<String>,
) -> Element {
    let chosen = chosen.unwrap_or_default();
    let option = |(value, label): (String, String)| el("option").with("value", value).text(label);
    let nothing = option((String::new(), word(lang, Word::Choose).to_owned()));
    let list = el("select").with("id", id).with("data-text", what).add(nothing).all(offered.map(option)).value(chosen);
    of("div", "field").add(el("label").with("for", id).text(word(lang, label))).add(list)
}

/// The periods around this year, and the one that was chosen before.
fn offered(template: &Template, year: u16, chosen: Option<Period>) -> Vec<Period> {
    let years = (year.saturating_sub(2)..=year.saturating_add(1)).rev();
    let of_year = |year| {
        let kinds = template.periods.iter();
        kinds.flat_map(move |&kind| (1..=kind.parts()).filter_map(move |part| Period::new(kind, year, part)))
    };
    let mut periods: Vec<Period> = years.flat_map(of_year).collect();
    periods.extend(chosen.filter(|chosen| !periods.contains(chosen)));
    periods
}
