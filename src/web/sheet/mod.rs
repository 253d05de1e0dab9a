//! The sheet on the screen. Trees say what stands there ([`super::tree`]); this module remembers what
//! was written last, and writes what an answer changed: the sums at once, in the event itself, and right
//! after it one row, its section's head, the bar.

mod bar;
mod controls;
mod head;
mod hear;
mod item;
mod local;
mod part;
mod screen;
mod slot;
mod text;

use std::sync::Arc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use litemap::LiteMap;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element as Node, Event};
use yew::prelude::*;
use yew::virtual_dom::VNode;

use self::item::{Look, item};
use super::tree::{Copies, Element, build, build_like, html, patch};
use super::world::document;
use crate::app::{Filling, Model, Route, early_steps};
use crate::domain::{Form, ItemId, Lang, Part, Row, SubmissionId};

/// The events of native fields that are heard, once for all.
const HEARD: [&str; 5] = ["click", "change", "input", "compositionstart", "compositionend"];

/// Where the events go.
pub(super) type Tell = Callback<(&'static str, Event)>;

/// The sheet as it stands in the document.
pub(super) struct Sheet {
    record: SubmissionId,
    form: Arc<Form>,
    /// The language of what stands behind the sections.
    lang: Lang,
    node: Node,
    screen: Element,
    total: (Element, Node),
    list: Node,
    parts: Vec<Drawn>,
    vetoes: Option<(Element, Node)>,
    local: Option<(Element, Node)>,
    own: Option<Arc<Part>>,
    looks: LiteMap<ItemId, Look>,
    early: Vec<(ItemId, String)>,
    copies: Copies,
    /// The field in which something is being composed.
    composing: Option<Node>,
    _listeners: Vec<EventListener>,
}

/// A section that is drawn.
struct Drawn {
    /// What it shows, but for the sum, which may be ahead.
    part: Arc<Part>,
    lang: Lang,
    tree: Element,
    node: Node,
    sum: (Element, Node),
    rows: Vec<Node>,
}

impl Sheet {
    /// Brings the sums up to what the model says, and draws on; [`Sheet::settle`] does the rest.
    /// Returns whether there is another sheet now, which Yew has to put into the page.
    pub(super) fn follow(sheet: &mut Option<Sheet>, model: &Model, tell: &Tell) -> bool {
        let Some(filling) = &model.filling else {
            *sheet = None;
            return false;
        };
        let other = sheet.as_ref().is_none_or(|sheet| !sheet.shows(filling));
        if other {
            let here = matches!(model.route, Route::New(_) | Route::Fill(_));
            *sheet = here.then(|| Sheet::new(model, filling, tell));
        }
        if let Some(sheet) = sheet {
            sheet.update(model, filling);
        }
        other
    }

    /// For Yew, which draws what is around.
    pub(super) fn html(&self) -> Html {
        VNode::VRef(self.node.clone().into())
    }

    fn shows(&self, filling: &Filling) -> bool {
        self.record == *filling.sheet.id() && Arc::ptr_eq(&self.form, filling.sheet.form())
    }

    fn new(model: &Model, filling: &Filling, tell: &Tell) -> Sheet {
        let screen = screen::around(model, filling);
        let node = build(&screen);
        let listen = |&kind: &&'static str| {
            let (tell, node) = (tell.clone(), node.clone());
            let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
            EventListener::new_with_options(&document(), kind, options, move |event| {
                let target = event.target();
                if node.contains(target.as_ref().and_then(JsCast::dyn_ref)) {
                    // Yew listens too, and would look for a listener of its own on the way up.
                    event.stop_propagation();
                    tell.emit((kind, event.clone()));
                }
            })
        };
        Sheet {
            record: filling.sheet.id().clone(),
            form: filling.sheet.form().clone(),
            lang: model.lang,
            _listeners: HEARD.iter().map(listen).collect(),
            list: find(&node, "[data-parts]"),
            total: (bar::place(filling.sheet.form()), find(&node, "[data-total]")),
            node,
            screen,
            parts: Vec::new(),
            vetoes: None,
            local: None,
            own: None,
            looks: LiteMap::new(),
            early: Vec::new(),
            copies: Copies::default(),
            composing: None,
        }
    }

    fn update(&mut self, model: &Model, filling: &Filling) {
        rewrite(&mut self.total, bar::total(filling));
        for (n, part) in filling.sheet.parts()[..filling.drawn].iter().enumerate() {
            match self.parts.get_mut(n) {
                Some(drawn) if Arc::ptr_eq(&drawn.part, part) => {}
                Some(drawn) => rewrite(&mut drawn.sum, part::sum(part)),
                None => {
                    let drawn = Drawn::new(model.lang, part, &mut self.copies);
                    let _ = self.list.append_child(&drawn.node);
                    self.parts.push(drawn);
                }
            }
        }
    }

    /// Writes everything else.
    pub(super) fn settle(&mut self, model: &Model) {
        let Some(filling) = model.filling.as_ref().filter(|filling| self.shows(filling)) else { return };
        let screen = screen::around(model, filling);
        patch(&self.node, &self.screen, &screen);
        self.screen = screen;
        for (drawn, part) in self.parts.iter_mut().zip(filling.sheet.parts()) {
            drawn.settle(&self.looks, model.lang, part);
        }
        self.lang = model.lang;
        if filling.is_drawn() {
            self.tell_early(filling);
            self.own = filling.sheet.local().cloned();
            self.draw_local();
            self.draw_vetoes(filling);
        }
    }

    /// Steps that have come before an earlier one, or do so no more.
    fn tell_early(&mut self, filling: &Filling) {
        let early = early_steps(&filling.sheet);
        for (id, _) in self.early.clone().iter().chain(&early) {
            let number = early.iter().find(|(known, _)| known == id).map(|(_, number)| number.clone());
            self.look(id, |look| look.early = number);
        }
        self.early = early;
    }

    fn draw_vetoes(&mut self, filling: &Filling) {
        write(&mut self.vetoes, &self.list, part::vetoes(self.lang, &filling.sheet));
    }

    fn draw_local(&mut self) {
        let new = local::local(self.lang, &self.form, self.own.as_deref(), &self.looks);
        write(&mut self.local, &self.list, new);
    }

    /// Changes what only the screen knows of a row.
    fn look(&mut self, id: &ItemId, change: impl FnOnce(&mut Look)) {
        let before = self.looks.get(id).cloned().unwrap_or_default();
        let mut after = before.clone();
        change(&mut after);
        let place = self.form.place(id.as_str());
        let drawn = place.and_then(|place| Some((self.parts.get(place.part)?, place.row)));
        if let Some((drawn, row)) = drawn {
            let (node, row) = (&drawn.rows[row], &drawn.part.rows[row]);
            patch(node, &item(drawn.lang, row, &before), &item(drawn.lang, row, &after));
        }
        self.looks.insert(id.clone(), after);
        if place.is_none() {
            self.draw_local();
        }
    }
}

/// Writes a section that stands behind the others.
fn write(drawn: &mut Option<(Element, Node)>, list: &Node, new: Option<Element>) {
    let Some(new) = new else { return };
    let node = match drawn.take() {
        Some((old, node)) => {
            patch(&node, &old, &new);
            node
        }
        None => {
            let node = build(&new);
            let _ = list.append_child(&node);
            node
        }
    };
    *drawn = Some((new, node));
}

impl Drawn {
    fn new(lang: Lang, part: &Arc<Part>, copies: &mut Copies) -> Drawn {
        let place = part::place(part);
        let tree = part::part(lang, part, place.clone());
        let node = build_like(&tree, copies);
        let mut sum = (place, find(&node, "[data-section-total]"));
        rewrite(&mut sum, part::sum(part));
        let row = |row: &Arc<Row>| {
            let row = build_like(&item(lang, row, &Look::default()), copies);
            let _ = node.append_child(&row);
            row
        };
        let rows = part.rows.iter().map(row).collect();
        Drawn { part: part.clone(), lang, tree, node, sum, rows }
    }

    fn settle(&mut self, looks: &LiteMap<ItemId, Look>, lang: Lang, new: &Arc<Part>) {
        if self.lang == lang && Arc::ptr_eq(&self.part, new) {
            return;
        }
        let before = std::mem::replace(&mut self.lang, lang);
        let old = std::mem::replace(&mut self.part, new.clone());
        let tree = part::part(lang, new, part::place(new));
        patch(&self.node, &self.tree, &tree);
        self.tree = tree;
        for ((node, old), new) in self.rows.iter().zip(&old.rows).zip(&new.rows) {
            if before != lang || !Arc::ptr_eq(old, new) {
                let none = Look::default();
                let look = looks.get(&new.item.id).unwrap_or(&none);
                patch(node, &item(before, old, look), &item(lang, new, look));
            }
        }
    }
}

fn find(node: &Node, place: &str) -> Node {
    node.query_selector(place).ok().flatten().expect_throw(place)
}

/// Brings what was written by itself up to what it shall be.
fn rewrite((old, node): &mut (Element, Node), new: Element) {
    patch(node, old, &new);
    *old = new;
}

/// The open sheet with everything in it that the model calls drawn, for Yew; natively there is no
/// document to write it into.
pub fn markup(model: &Model) -> Html {
    let Some(filling) = &model.filling else { return Html::default() };
    let sheet = &filling.sheet;
    let parts = sheet.parts()[..filling.drawn].iter().map(|part| part::whole(model.lang, part));
    let vetoes = part::vetoes(model.lang, sheet).filter(|_| filling.is_drawn());
    let none = LiteMap::new();
    let own = local::local(model.lang, sheet.form(), sheet.local().map(AsRef::as_ref), &none);
    let parts = parts.chain(own.filter(|_| filling.is_drawn())).chain(vetoes).map(Into::into).collect();
    html(&screen::screen(model, filling, bar::total(filling), parts))
}

/// A section, for Yew.
pub fn part_markup(lang: Lang, part: &Part) -> Html {
    html(&part::whole(lang, part))
}

/// An item, for Yew.
pub fn item_markup(lang: Lang, row: &Row) -> Html {
    html(&item(lang, row, &Look::default()))
}
