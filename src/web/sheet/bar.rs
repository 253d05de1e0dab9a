//! The bar that stays in sight: total, grade and the way to the next, what is missing, what is saved.

use super::item::flag;
use crate::app::{Filling, Route, SaveState, Word, fill, word, wording};
use crate::domain::{Lang, Points, Standard, Totals};
use crate::web::tree::{Element, button, el, of};

/// Where the sums stand.
pub(super) fn places() -> [Element; 2] {
    [of("p", "total-bar__total"), of("div", "total-bar__standing")]
}

/// The sums: what every answer changes.
pub(super) fn sums(lang: Lang, filling: &Filling) -> [Element; 2] {
    let [total, standing] = places();
    let (totals, template) = (filling.sheet.totals(), filling.sheet.template());
    let full = fill(lang, Word::ScoreOf, &[("full", &template.full_score.to_string())]);
    let points = el("b").with("data-total", "").text(totals.total.to_string());
    [total.add(points).add(el("span").text(full)), standing.add(grade(lang, template, totals)).add(parts(lang, totals))]
}

/// Draws it.
pub(super) fn bar(lang: Lang, filling: &Filling, [total, standing]: [Element; 2]) -> Element {
    let sheet = &filling.sheet;
    let totals = sheet.totals();
    let missing = if totals.missing > 0 {
        let count = fill(lang, Word::MissingCount, &[("count", &totals.missing.to_string())]);
        button(None, "missing", count).with("aria-expanded", flag(filling.missing_open))
    } else {
        of("span", "total-bar__complete").text(word(lang, Word::Complete))
    };
    of("div", "total-bar")
        .with("data-saved", filling.saver.state().hook())
        .with("role", "region")
        .with("aria-label", word(lang, Word::TotalLabel))
        .add(total)
        .add(standing)
        .add(of("p", "total-bar__saved").with("aria-live", "polite").text(saved(lang, filling)))
        .add(
            of("div", "total-bar__actions")
                .add(missing)
                .add(
                    of("a", "button")
                        .with("href", Route::Print(sheet.id().clone()).hash())
                        .text(word(lang, Word::ActionPrint)),
                )
                .add(button(Some("button--primary"), "export", word(lang, Word::ActionExport)).with("id", "export")),
        )
}

fn grade(lang: Lang, standard: &Standard, totals: &Totals) -> Option<Element> {
    let standing = totals.standing.as_ref()?;
    let next = match (&standing.lowered_by, &standing.next) {
        (Some(_), _) => word(lang, Word::GradeVetoed).to_owned(),
        (None, Some((grade, points))) => {
            let grade = wording::grade(lang, standard, grade);
            fill(lang, Word::GradeNext, &[("grade", &grade), ("points", &points.to_string())])
        }
        (None, None) => String::new(),
    };
    let grade = of("b", "grade").text(wording::grade(lang, standard, &standing.grade));
    Some(el("p").add(grade).text(" ").add(el("span").text(next)))
}

/// Where the total comes from when it is not a plain sum.
fn parts(lang: Lang, totals: &Totals) -> Option<Element> {
    let mut parts = Vec::new();
    if totals.rescaled {
        let (obtained, obtainable) = (totals.obtained.to_string(), totals.obtainable.to_string());
        let blanks = [("obtained", &*obtained), ("obtainable", &obtainable), ("core", &totals.core.to_string())];
        parts.push(fill(lang, Word::TotalRescaled, &blanks));
    }
    if totals.bonus > Points::ZERO {
        parts.push(fill(lang, Word::TotalBonus, &[("bonus", &totals.bonus.to_string())]));
    }
    (!parts.is_empty()).then(|| of("p", "total-bar__parts").text(parts.join(word(lang, Word::RuleJoin))))
}

fn saved(lang: Lang, filling: &Filling) -> String {
    let saver = &filling.saver;
    let plain = match (saver.state(), saver.stored()) {
        (SaveState::Dirty, _) => Word::SaveDirty,
        (SaveState::Saving, _) => Word::SaveSaving,
        (SaveState::Failed, _) => Word::SaveFailed,
        (SaveState::Saved, None) => Word::SaveNothingYet,
        (SaveState::Saved, Some(revision)) => {
            return fill(lang, Word::SaveSaved, &[("revision", &revision.to_string())]);
        }
    };
    word(lang, plain).to_owned()
}
