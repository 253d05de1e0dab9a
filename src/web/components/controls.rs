use yew::prelude::*;

use super::CountField;
use crate::app::{Input, Msg, Word, fill, word, wording};
use crate::domain::rule::{CountField as Counted, DeductList, NO, Rule, YES};
use crate::domain::{Answer, FieldId, Item, Lang, Row, Texts};

/// The native fields of an item's rule. Radios and checkboxes are heard by the one listener of the
/// sheet; they only carry their names.
pub struct Controls<'a> {
    /// The item being filled.
    pub row: &'a Row,
    /// The name its fields carry: the item's id.
    pub name: AttrValue,
    /// The language.
    pub lang: Lang,
    /// Where messages go.
    pub send: &'a Callback<Msg>,
}

impl Controls<'_> {
    /// Draws them.
    pub fn view(&self) -> Html {
        let unit = |unit: &Option<Texts>| unit.as_ref().map(|unit| unit.get(self.lang).to_owned()).unwrap_or_default();
        match &self.item().rule {
            Rule::AllOrNothing(_) => html! {<>
                { self.radio(YES, word(self.lang, Word::AnswerYes), None) }
                { self.radio(NO, word(self.lang, Word::AnswerNo), None) }
            </>},
            Rule::Options(rule) => rule
                .options
                .iter()
                .map(|option| {
                    let worth = fill(self.lang, Word::PointsOf, &[("points", &option.points.to_string())]);
                    self.radio(option.id.as_str(), option.label.get(self.lang), Some(worth))
                })
                .collect(),
            Rule::DeductList(rule) => self.elements(rule),
            Rule::DeductPer(rule) => {
                rule.counts.iter().map(|count| self.count(&count.id, &count.label, unit(&count.unit))).collect()
            }
            Rule::AddPer(rule) => {
                rule.counts.iter().map(|count| self.count(&count.id, &count.label, unit(&count.unit))).collect()
            }
            Rule::RatioBand(rule) => [&rule.part, &rule.whole].map(|count| self.counted(count)).into_iter().collect(),
            Rule::RateTimes(rule) => [&rule.part, &rule.whole].map(|count| self.counted(count)).into_iter().collect(),
            Rule::Survey(rule) => std::iter::once(self.counted(&rule.issued))
                .chain(rule.options.iter().map(|option| self.count(&option.id, &option.label, unit(&rule.issued.unit))))
                .collect(),
        }
    }

    fn item(&self) -> &Item {
        &self.row.item
    }

    fn radio(&self, value: &str, label: &str, worth: Option<String>) -> Html {
        let chosen = matches!(&self.row.entry.answer, Some(Answer::Choice(option)) if option.as_str() == value);
        html! {
            <label class="choice" data-worth={worth}>
                <input type="radio" name={self.name.clone()} value={value.to_owned()} checked={chosen} />
                { label }
            </label>
        }
    }

    fn elements(&self, rule: &DeductList) -> Html {
        let (have, exempt) = match &self.row.entry.answer {
            Some(Answer::Elements { have, exempt }) => (Some(have), Some(exempt)),
            _ => (None, None),
        };
        let name = &self.name;
        let ticked = |set: Option<&std::collections::BTreeSet<FieldId>>, id| set.is_some_and(|set| set.contains(id));
        let boxes = rule.elements.iter().map(|element| {
            let there = ticked(have, &element.id);
            let excuse = element.exempt_when.as_ref().filter(|_| !there);
            html! {<>
                <label class="choice">
                    <input type="checkbox" name={name.clone()} value={element.id.as_str().to_owned()} checked={there} />
                    { element.label.get(self.lang) }
                </label>
                if let Some(when) = excuse {
                    <label class="choice choice--under">
                        <input type="checkbox" name={name.clone()} value={element.id.as_str().to_owned()} data-role="exempt"
                            checked={ticked(exempt, &element.id)} />
                        { fill(self.lang, Word::ExemptWhen, &[("when", wording::phrase(when.get(self.lang)))]) }
                    </label>
                }
            </>}
        });
        let nothing = have.is_some_and(std::collections::BTreeSet::is_empty);
        html! {<>
            <p class="controls__hint">{ word(self.lang, Word::TickWhatIsThere) }</p>
            { for boxes }
            <label class="choice">
                <input type="checkbox" name={name.clone()} value="none" data-role="none" checked={nothing} />
                { word(self.lang, Word::NoneOfThem) }
            </label>
        </>}
    }

    fn counted(&self, count: &Counted) -> Html {
        let unit = count.unit.as_ref().map(|unit| unit.get(self.lang).to_owned()).unwrap_or_default();
        self.count(&count.id, &count.label, unit)
    }

    fn count(&self, field: &FieldId, label: &Texts, unit: String) -> Html {
        let value = match &self.row.entry.answer {
            Some(Answer::Counts(counts)) => counts.get(field).copied(),
            _ => None,
        };
        let (item, send) = (self.item().id.clone(), self.send.clone());
        let told = item.clone();
        let counted =
            Callback::from(move |(field, count)| send.emit(Msg::Filled(told.clone(), Input::Counted(field, count))));
        html! {
            <CountField {item} field={field.clone()} label={label.get(self.lang).to_owned()} {unit} {value}
                lang={self.lang} {counted} />
        }
    }
}
