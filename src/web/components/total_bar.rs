use yew::prelude::*;

use crate::app::{Filling, Msg, Route, SaveState, Word, fill, word, wording};
use crate::domain::{Lang, Totals};

/// The bar that stays in sight: total, grade and the way to the next, what is missing, what is saved.
pub struct TotalBar<'a> {
    /// The open sheet.
    pub filling: &'a Filling,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: &'a Callback<Msg>,
}

impl TotalBar<'_> {
    /// Draws it.
    pub fn view(&self) -> Html {
        let TotalBar { filling, lang, send } = *self;
        let sheet = &filling.sheet;
        let totals = sheet.totals();
        let full = sheet.template().full_score.to_string();
        html! {
            <div class="total-bar" data-saved={filling.saver.state().hook()} role="region" aria-label={word(lang, Word::TotalLabel)}>
                <p class="total-bar__total">
                    <b data-total="">{ totals.total.to_string() }</b>
                    <span>{ fill(lang, Word::ScoreOf, &[("full", &full)]) }</span>
                </p>
                <div class="total-bar__standing">
                    { self.standing(totals) }
                    { self.parts(totals) }
                </div>
                <p class="total-bar__saved" aria-live="polite">{ self.saved() }</p>
                <div class="total-bar__actions">
                    if totals.missing > 0 {
                        <button type="button" aria-expanded={filling.missing_open.to_string()}
                            onclick={send.reform(|_: MouseEvent| Msg::MissingToggled)}>
                            { fill(lang, Word::MissingCount, &[("count", &totals.missing.to_string())]) }
                        </button>
                    } else {
                        <span class="total-bar__complete">{ word(lang, Word::Complete) }</span>
                    }
                    <a class="button" href={Route::Print(sheet.id().clone()).hash()}>{ word(lang, Word::ActionPrint) }</a>
                    <button type="button" class="button--primary" id="export" onclick={send.reform(|_: MouseEvent| Msg::ExportAsked)}>
                        { word(lang, Word::ActionExport) }
                    </button>
                </div>
            </div>
        }
    }

    fn standing(&self, totals: &Totals) -> Html {
        let standard = self.filling.sheet.template().standard();
        let Some(standing) = &totals.standing else { return html! {} };
        let name = wording::grade(self.lang, standard, &standing.grade);
        let next = match (&standing.lowered_by, &standing.next) {
            (Some(_), _) => word(self.lang, Word::GradeVetoed).to_owned(),
            (None, Some((grade, points))) => {
                let grade = wording::grade(self.lang, standard, grade);
                fill(self.lang, Word::GradeNext, &[("grade", &grade), ("points", &points.to_string())])
            }
            (None, None) => String::new(),
        };
        html! { <p><b class="grade">{ name }</b>{ " " }<span>{ next }</span></p> }
    }

    /// Where the total comes from when it is not a plain sum.
    fn parts(&self, totals: &Totals) -> Html {
        let mut parts = Vec::new();
        if totals.rescaled {
            parts.push(fill(
                self.lang,
                Word::TotalRescaled,
                &[
                    ("obtained", &totals.obtained.to_string()),
                    ("obtainable", &totals.obtainable.to_string()),
                    ("core", &totals.core.to_string()),
                ],
            ));
        }
        if totals.bonus > crate::domain::Points::ZERO {
            parts.push(fill(self.lang, Word::TotalBonus, &[("bonus", &totals.bonus.to_string())]));
        }
        if parts.is_empty() {
            return html! {};
        }
        html! { <p class="total-bar__parts">{ parts.join(word(self.lang, Word::RuleJoin)) }</p> }
    }

    fn saved(&self) -> String {
        let saver = &self.filling.saver;
        match saver.state() {
            SaveState::Dirty => word(self.lang, Word::SaveDirty).to_owned(),
            SaveState::Saving => word(self.lang, Word::SaveSaving).to_owned(),
            SaveState::Failed => word(self.lang, Word::SaveFailed).to_owned(),
            SaveState::Saved => match saver.stored() {
                Some(revision) => fill(self.lang, Word::SaveSaved, &[("revision", &revision.to_string())]),
                None => word(self.lang, Word::SaveNothingYet).to_owned(),
            },
        }
    }
}
