//! Fill: the head, the sections, the vetoes, the bar that stays in sight.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Filling, Model, Msg, Word, word, wording};
use crate::domain::{ItemId, Lang, VetoId};
use crate::web::components::{HeadForm, PartGroup, Tone, TotalBar, alert, missing_list, veto_list};

/// More sections than this are not listed beside the sheet: nobody reads such a list.
const MOST_IN_OUTLINE: usize = 40;

/// Sections that are compared together: an edit looks at each group, then at the sections of one.
const GROUP: usize = 16;

/// The sheet. Native fields of items and vetoes are heard here, once.
pub(super) fn view(model: &Model, filling: &Filling, send: &Callback<Msg>) -> Html {
    let lang = model.lang;
    let sheet = &filling.sheet;
    let template = sheet.template();
    let heard = send.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(msg) = changed(&event) {
            heard.emit(msg);
        }
    });
    html! {
        <div class="sheet" key={sheet.id().as_str()}>
            { outline(lang, filling) }
            <div class="sheet__body">
                <h1>{ template.title.get(lang) }</h1>
                if let Some(reminder) = &template.reminder {
                    <p class="sheet__reminder">{ reminder.get(lang) }</p>
                }
                { trouble(lang, filling, send) }
                { TotalBar { filling, lang, send }.view() }
                if filling.missing_open {
                    { missing_list(lang, sheet, send) }
                }
                <HeadForm template={template.clone()} unit={sheet.unit().clone()} period={sheet.period()} year={model.year} {lang}
                    send={send.clone()} />
                <div {onchange}>
                    // In a list of its own, all keyed: an unkeyed neighbour would make Yew match by position.
                    <>{ for sheet.parts()[..filling.drawn].chunks(GROUP).enumerate().map(|(n, parts)| html! {
                        <PartGroup key={n} parts={parts.to_vec()} {lang} send={send.clone()} />
                    }) }</>
                    if filling.is_drawn() && !template.vetoes.is_empty() {
                        { veto_list(lang, sheet.submission()) }
                    }
                </div>
                if !filling.is_drawn() {
                    <p class="working" role="status">{ word(lang, Word::DrawingMore) }</p>
                }
            </div>
        </div>
    }
}

/// What a native field says by its hooks.
fn changed(event: &Event) -> Option<Msg> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let role = input.get_attribute("data-role").unwrap_or_else(|| input.type_());
    let (name, value) = (input.name(), input.value());
    match role.as_str() {
        "veto" => Some(Msg::VetoAnswered(VetoId::from(name.as_str()), value == "yes")),
        "radio" | "checkbox" | "none" | "exempt" | "applies" => {
            Some(Msg::FieldChanged(ItemId::from(name.as_str()), role, value, input.checked()))
        }
        _ => None,
    }
}

/// A save that failed stays in sight until one succeeds; the answers stay where they are.
fn trouble(lang: Lang, filling: &Filling, send: &Callback<Msg>) -> Html {
    let Some(error) = filling.saver.trouble() else { return html! {} };
    let body = html! {<>
        <p>{ wording::store_trouble(lang, error) }</p>
        <p>{ word(lang, Word::SaveFailedText) }</p>
        <p class="row">
            <button type="button" onclick={send.reform(|_: MouseEvent| Msg::SaveRetried)}>{ word(lang, Word::SaveRetry) }</button>
            <button type="button" onclick={send.reform(|_: MouseEvent| Msg::ExportAsked)}>{ word(lang, Word::SaveBackup) }</button>
        </p>
    </>};
    alert(Tone::Error, word(lang, Word::SaveFailedTitle), body)
}

fn outline(lang: Lang, filling: &Filling) -> Html {
    let parts = filling.sheet.parts();
    if parts.len() > MOST_IN_OUTLINE {
        return html! {};
    }
    html! {
        <nav class="outline" aria-label={word(lang, Word::OutlineLabel)}>
            <ol>
                { for parts.iter().map(|part| {
                    let id = format!("part-{}", part.section.id);
                    let jump = Callback::from(move |event: MouseEvent| { event.prevent_default(); crate::web::show(&id); });
                    let done = part.score.done == part.score.items;
                    html! {
                        <li data-done={done.to_string()}>
                            <a href={format!("#part-{}", part.section.id)} onclick={jump}>{ part.section.title.get(lang) }</a>
                            <span>{ format!("{}/{}", part.score.done, part.score.items) }</span>
                        </li>
                    }
                }) }
            </ol>
        </nav>
    }
}
