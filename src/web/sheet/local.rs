//! Items that a unit adds by itself: what they are and what they are worth can be changed, and they can be
//! taken away.

use litemap::LiteMap;

use super::controls::worth;
use super::item::{Look, item};
use super::part::{part, sum};
use super::text::TextField;
use crate::app::{Word, fill, word};
use crate::domain::{Form, ItemId, Lang, Part, Row};
use crate::web::tree::{Element, button, el, of};

/// Their section, where a standard lets units have any.
pub(super) fn local(lang: Lang, form: &Form, local: Option<&Part>, looks: &LiteMap<ItemId, Look>) -> Option<Element> {
    let supplement = form.supplement.as_ref()?;
    let rows = local.map_or(&[][..], |part| &part.rows);
    let left = (supplement.most_items as usize).saturating_sub(rows.len());
    let section = match local {
        Some(section) => part(lang, section, sum(section)),
        None => of("section", "part")
            .with("id", ["part-", crate::domain::SUPPLEMENT].concat())
            .with("data-size", "2")
            .add(of("header", "part__head").add(el("h2").text(supplement.title.get(lang).to_owned()))),
    };
    let full = supplement.full_score.to_string();
    let own = |row: &std::sync::Arc<Row>| {
        let look = looks.get(&row.item.id).cloned().unwrap_or_default();
        item(lang, row, &Look { local: true, ..look })
    };
    let add = || button(None, "add-local", fill(lang, Word::LocalAdd, &[("left", &left.to_string())]));
    let hint = of("p", "item__guidance").text(fill(lang, Word::LocalHint, &[("full", &full)]));
    Some(section.add(hint).all(rows.iter().map(own)).add((left > 0).then(add)))
}

/// What it is and what it is worth. What cannot be taken stays in its field.
pub(super) fn fields(lang: Lang, row: &Row, look: &Look) -> Element {
    let id = &row.item.id;
    let refused = look.refused.get(["local-", id.as_str()].concat().as_str());
    let text = TextField {
        lang,
        what: "local",
        item: Some(id),
        label: word(lang, Word::LocalText),
        hint: word(lang, Word::LocalTextHint).to_owned(),
        missing: refused.is_some(),
        value: refused.cloned().unwrap_or_else(|| row.item.text.get(lang).to_owned()),
    };
    of("div", "local").add(text.view()).add(worth(lang, row, look))
}

/// A way to take it away; asks once more first, since its answer goes too.
pub(super) fn drop(lang: Lang, look: &Look) -> Element {
    let row = of("p", "row");
    if look.removing.is_none() {
        return row.add(button(Some("button--quiet"), "drop", word(lang, Word::RecordRemove)));
    }
    row.add(button(Some("button--danger"), "drop-sure", word(lang, Word::RemoveYes))).add(button(
        None,
        "remove-not",
        word(lang, Word::RowKeep),
    ))
}
