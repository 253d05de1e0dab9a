use std::sync::Arc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::TextField;
use crate::app::{Msg, UnitField, Word, word, wording};
use crate::domain::{Lang, Period, Template, Unit, UnitTypeId};

/// Properties of [`HeadForm`].
#[derive(Properties, PartialEq)]
pub struct HeadFormProps {
    /// The standard.
    pub template: Arc<Template>,
    /// Who reports.
    pub unit: Unit,
    /// For when.
    pub period: Option<Period>,
    /// This year.
    pub year: u16,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: Callback<Msg>,
}

/// Who reports, for when. A component, so that an answer further down does not redraw its fields.
#[component]
pub fn HeadForm(props: &HeadFormProps) -> Html {
    let HeadFormProps { template, unit, send, .. } = props;
    let (period, year, lang) = (props.period, props.year, props.lang);
    let text = |id: &'static str, label, hint, field, value: &str| {
        let typed = send.reform(move |text| Msg::UnitTyped(field, text));
        html! { <TextField {id} name={id} label={word(lang, label)} hint={word(lang, hint)} most={100} value={value.to_owned()} {typed} /> }
    };
    let type_chosen = send.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::UnitTypeChosen((!value.is_empty()).then(|| UnitTypeId::from(value.as_str())))
    });
    let period_chosen = send.reform(|event: Event| {
        Msg::PeriodChosen(event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok())
    });
    html! {
        <section class="head-form" aria-labelledby="head-form-title">
            <h2 id="head-form-title">{ word(lang, Word::HeadTitle) }</h2>
            { text("unit-name", Word::UnitName, Word::UnitNameHint, UnitField::Name, &unit.name) }
            <div class="head-form__pair">
                <div class="field">
                    <label for="unit-type">{ word(lang, Word::UnitType) }</label>
                    <select id="unit-type" onchange={type_chosen}>
                        <option value="" selected={unit.unit_type.is_none()}>{ word(lang, Word::Choose) }</option>
                        { for template.unit_types.iter().map(|known| html! {
                            <option value={known.id.to_string()} selected={unit.unit_type.as_ref() == Some(&known.id)}>
                                { known.label.get(lang) }
                            </option>
                        }) }
                    </select>
                </div>
                <div class="field">
                    <label for="period">{ word(lang, Word::Period) }</label>
                    <select id="period" onchange={period_chosen}>
                        <option value="" selected={period.is_none()}>{ word(lang, Word::Choose) }</option>
                        { for offered(template, year, period).into_iter().map(|one| html! {
                            <option value={one.to_string()} selected={period == Some(one)}>{ wording::period(lang, one) }</option>
                        }) }
                    </select>
                </div>
            </div>
            <div class="head-form__pair">
                { text("unit-code", Word::UnitCode, Word::UnitCodeHint, UnitField::Code, &unit.code) }
                { text("unit-superior", Word::UnitSuperior, Word::UnitSuperiorHint, UnitField::Superior, &unit.superior) }
            </div>
        </section>
    }
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
