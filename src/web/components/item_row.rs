use std::sync::Arc;

use yew::prelude::*;

use super::{Controls, TextField, why};
use crate::app::{Input, Msg, Word, fill, item_element, word, wording};
use crate::domain::rule::{LineState, Rule};
use crate::domain::{Item, Lang, Points, Row};

/// Properties of [`ItemRow`].
#[derive(Properties, PartialEq)]
pub struct ItemRowProps {
    /// The item being filled.
    pub row: Arc<Row>,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: Callback<Msg>,
}

/// One item: what is asked, the fields, what it scores; behind a button why, the remark and the
/// evidence. Redrawn alone.
#[component]
pub fn ItemRow(props: &ItemRowProps) -> Html {
    let ItemRowProps { row, lang, send } = props;
    let lang = *lang;
    let open = use_state(|| false);
    let (item, entry, line) = (&row.item, &row.entry, &row.line);
    let (id, name) = (item_element(&item.id), AttrValue::from(item.id.as_str().to_owned()));
    let more = format!("more-{}", item.id);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let asked = item.remark_required || item.rule.asks_remark(entry.answer.as_ref());
    html! {
        <fieldset class="item" id={id} data-item={name.clone()} data-state={state(line.state)}>
            <legend class="item__text">
                { item_text(lang, item) }
            </legend>
            if tells_more_than_its_fields(&item.rule) {
                <p class="item__rule">{ wording::rule(lang, item) }</p>
            }
            if let Some(guidance) = &item.guidance {
                <p class="item__guidance">{ guidance.get(lang) }</p>
            }
            if let Some(when) = item.not_applicable.when() {
                <label class="choice choice--quiet">
                    <input type="checkbox" name={name.clone()} value="not_applicable" data-role="applies"
                        checked={entry.not_applicable} />
                    { fill(lang, Word::NotApplicableWhen, &[("when", wording::phrase(when.get(lang)))]) }
                </label>
            }
            if !entry.not_applicable {
                <div class="controls">{ Controls { row, name: name.clone(), lang, send }.view() }</div>
            }
            <p class="item__score">{ score(lang, row) }</p>
            if line.state == LineState::Invalid {
                { why(lang, row) }
            }
            if asked {
                { remark(row, lang, send, entry.remark.trim().is_empty()) }
            }
            <button type="button" class="item__more" aria-expanded={open.to_string()} aria-controls={more.clone()} onclick={toggle}>
                { more_label(lang, row) }
            </button>
            if *open {
                <div class="item__details" id={more}>
                    if line.state != LineState::Invalid {
                        { why(lang, row) }
                    }
                    if !asked {
                        { remark(row, lang, send, false) }
                    }
                    { evidence(row, lang, send) }
                    if !entry.is_empty() {
                        <button type="button" class="button--quiet" onclick={clear(row, send)}>{ word(lang, Word::AnswerClear) }</button>
                    }
                </div>
            }
        </fieldset>
    }
}

/// Levels show what they are worth beside them; said twice it would only be longer.
const fn tells_more_than_its_fields(rule: &Rule) -> bool {
    !matches!(rule, Rule::Options(_))
}

fn item_text(lang: Lang, item: &Item) -> String {
    let text = item.text.get(lang);
    if item.number.is_empty() { text.to_owned() } else { format!("{}\u{3000}{text}", item.number) }
}

const fn state(state: LineState) -> &'static str {
    match state {
        LineState::Unanswered => "unanswered",
        LineState::Invalid => "invalid",
        LineState::Scored => "scored",
        LineState::NotApplicable => "not_applicable",
    }
}

fn score(lang: Lang, row: &Row) -> Html {
    let full = row.item.full_score.to_string();
    match row.line.state {
        LineState::Unanswered => html! { fill(lang, Word::ScoreOpen, &[("full", &full)]) },
        LineState::NotApplicable if row.line.obtainable == Points::ZERO => {
            html! { word(lang, Word::ScoreDropped) }
        }
        _ => html! {<><b>{ row.line.obtained.to_string() }</b>{ fill(lang, Word::ScoreOf, &[("full", &full)]) }</>},
    }
}

/// What is behind the button, and how much of it there is.
fn more_label(lang: Lang, row: &Row) -> String {
    let mut label = word(lang, Word::ItemMore).to_owned();
    if !row.entry.remark.is_empty() {
        label.push_str(word(lang, Word::ItemHasRemark));
    }
    if !row.entry.evidence.is_empty() {
        label.push_str(&fill(lang, Word::ItemHasEvidence, &[("count", &row.entry.evidence.len().to_string())]));
    }
    label
}

fn remark(row: &Row, lang: Lang, send: &Callback<Msg>, missing: bool) -> Html {
    let id = row.item.id.clone();
    let label = if missing { Word::RemarkRequired } else { Word::Remark };
    let typed = {
        let (id, send) = (id.clone(), send.clone());
        Callback::from(move |text| send.emit(Msg::Filled(id.clone(), Input::Remarked(text))))
    };
    html! {
        <TextField id={format!("remark-{id}")} name={id.to_string()} label={word(lang, label)} lines={2} {missing}
            value={row.entry.remark.clone()} {typed} />
    }
}

fn evidence(row: &Row, lang: Lang, send: &Callback<Msg>) -> Html {
    let id = row.item.id.clone();
    let names: Vec<&str> = row.entry.evidence.iter().map(|evidence| evidence.name.as_str()).collect();
    let wanted: Vec<&str> = row.item.evidence.iter().map(|evidence| evidence.name.get(lang)).collect();
    let wanted = wanted.join(word(lang, Word::ListComma));
    let hint = if wanted.is_empty() { String::new() } else { fill(lang, Word::EvidenceWanted, &[("names", &wanted)]) };
    let typed = {
        let (id, send) = (id.clone(), send.clone());
        Callback::from(move |text| send.emit(Msg::Filled(id.clone(), Input::Evidenced(text))))
    };
    html! {
        <TextField id={format!("evidence-{id}")} name={id.to_string()} label={word(lang, Word::Evidence)} {hint} lines={2}
            value={names.join("\n")} {typed} />
    }
}

fn clear(row: &Row, send: &Callback<Msg>) -> Callback<MouseEvent> {
    let (id, send) = (row.item.id.clone(), send.clone());
    Callback::from(move |_| send.emit(Msg::Filled(id.clone(), Input::Cleared)))
}
