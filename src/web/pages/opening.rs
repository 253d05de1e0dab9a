//! What stands where a sheet should be: on its way, or why not and what to do.

use yew::prelude::*;

use crate::app::{MachineMsg, Msg, Opening, Route, Word, word, wording};
use crate::domain::{Lang, Level};
use crate::format::ReadError;
use crate::web::components::alert_on_top;

/// Instead of a sheet: on the filling page, which leaves to the desk what is wrong with a file.
pub(super) fn view(lang: Lang, opening: &Opening) -> Html {
    match opening {
        Opening::NotHere => instead(lang, Word::OpeningNotHere, word(lang, Word::OpeningNotHereText), html! {}),
        Opening::Store(error) => instead(lang, Word::StoreTitle, &wording::store_trouble(lang, error), html! {}),
        Opening::Fetch(address, error) => {
            instead(lang, Word::OpeningFetch, &wording::fetch_trouble(lang, address, error), html! {})
        }
        _ => html! {<>
            <h1>{ word(lang, Word::BrandName) }</h1>
            <p class="working" role="status">{ word(lang, Word::OpeningLoading) }</p>
        </>},
    }
}

/// The same on the desk, which knows everything.
pub(super) fn full_view(lang: Lang, opening: &Opening, send: &Callback<Msg>) -> Html {
    match opening {
        Opening::Damaged(error) => {
            let asked = send.reform(|_: MouseEvent| Msg::Machine(MachineMsg::LinesAsked));
            let lines = html! {
                <p><button type="button" data-do="lines" onclick={asked}>{ word(lang, Word::OpeningLines) }</button></p>
            };
            instead(lang, Word::OpeningDamaged, &wording::restore_trouble(lang, error), lines)
        }
        Opening::Template(error) => {
            instead(lang, Word::OpeningTemplate, &wording::read_trouble(lang, error), flaws(lang, error))
        }
        other => view(lang, other),
    }
}

fn instead(lang: Lang, title: Word, text: &str, more: Html) -> Html {
    let body = html! {<>
        <p><bdi>{ text }</bdi></p>
        { more }
        <p><a href={Route::Home.hash()}>{ word(lang, Word::BackHome) }</a></p>
    </>};
    alert_on_top(word(lang, title), body)
}

/// The linter's findings, with place, message and hint.
pub(super) fn flaws(lang: Lang, error: &ReadError) -> Html {
    let ReadError::Template { flaws } = error else { return html! {} };
    html! {
        <ul class="flaws">
            { for flaws.iter().map(|flaw| {
                let (message, hint) = wording::flaw(lang, flaw);
                let level = if flaw.level == Level::Error { "error" } else { "warning" };
                html! {
                    <li data-flaw={level}>
                        <p class="flaws__at">{ wording::flaw_place(lang, flaw) }</p>
                        <p><bdi>{ message }</bdi></p>
                        <p class="flaws__hint">{ hint }</p>
                    </li>
                }
            }) }
        </ul>
    }
}
