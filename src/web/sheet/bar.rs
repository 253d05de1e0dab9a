//! The bar that stays in sight: total, grade and the way to the next, what is missing, what is saved.

use super::item::flag;
use crate::app::{Filling, Route, SaveState, Word, fill, word, wording};
use crate::domain::{Colour, Grade, Lang, Points, Standard, Totals};
use crate::web::tree::{Element, button, el, of};

/// Where the total stands.
pub(super) fn place(standard: &Standard) -> Element {
    of("b", "sum").with("data-total", "").maybe("hidden", unscored(standard).then_some(""))
}

/// The total: what every answer changes.
pub(super) fn total(filling: &Filling) -> Element {
    place(filling.sheet.form()).text(filling.sheet.totals().total.to_string())
}

/// A sheet without points says how far it has come.
fn unscored(standard: &Standard) -> bool {
    standard.full_score == Points::ZERO
}

/// Sums of more than three digits before the point have no fixed room.
pub(super) fn large(full: Points) -> Option<&'static str> {
    (full >= Points::whole(1000)).then_some("")
}

fn score(lang: Lang, filling: &Filling, total: Element) -> Element {
    let (totals, form) = (filling.sheet.totals(), filling.sheet.form());
    let full = match totals.shown {
        Some(shown) => {
            fill(lang, Word::TotalShown, &[("full", &form.full_score.to_string()), ("shown", &shown.to_string())])
        }
        None => fill(lang, Word::ScoreOf, &[("full", &form.full_score.to_string())]),
    };
    let done = || {
        fill(lang, Word::SectionProgress, &[("done", &totals.done.to_string()), ("items", &totals.items.to_string())])
    };
    of("p", "total-bar__total")
        .maybe("data-large", large(form.full_score))
        .add(total)
        .add(el("span").text(if unscored(form) { done() } else { full }))
}

/// Draws it.
pub(super) fn bar(lang: Lang, filling: &Filling, total: Element) -> Element {
    let sheet = &filling.sheet;
    let (totals, form) = (sheet.totals(), sheet.form());
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
        .add(score(lang, filling, total))
        .add(
            of("div", "total-bar__standing")
                .add(grade(lang, form, totals))
                .add(parts(lang, totals))
                .add(marks(lang, form, totals)),
        )
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

/// The colour of a grade, for the style sheet.
pub(super) fn hue(grade: &Grade) -> Option<&'static str> {
    Some(match grade.colour? {
        Colour::Green => "green",
        Colour::Yellow => "yellow",
        Colour::Red => "red",
    })
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
    let known = standard.grades.iter().find(|grade| grade.id == standing.grade);
    let grade = of("b", "grade").maybe("data-colour", known.and_then(hue)).text(wording::grade(
        lang,
        standard,
        &standing.grade,
    ));
    Some(el("p").add(grade).text(" ").add(el("span").text(next)))
}

/// What stands beside the grade.
fn marks(lang: Lang, standard: &Standard, totals: &Totals) -> Option<Element> {
    let marks = wording::marks(lang, standard, totals);
    (!marks.is_empty()).then(|| of("p", "total-bar__marks").text(marks.join(word(lang, Word::RuleJoin))))
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
        (SaveState::Saved, _) if !filling.holder.is_here() => Word::ElsewhereBar,
        (SaveState::Dirty, _) => Word::SaveDirty,
        (SaveState::Saving, _) => Word::SaveSaving,
        (SaveState::Failed, _) if saver.is_silent() => Word::SaveSilent,
        (SaveState::Failed, _) => Word::SaveFailed,
        (SaveState::Saved, None) => Word::SaveNothingYet,
        (SaveState::Saved, Some(revision)) => {
            return fill(lang, Word::SaveSaved, &[("revision", &revision.to_string())]);
        }
    };
    word(lang, plain).to_owned()
}
