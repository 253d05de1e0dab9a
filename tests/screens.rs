//! Every screen of the page, drawn natively with something on it.

use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use yardstick::app::{CommitteeMsg, FetchError, Model, Msg, Notice, Opening, Picked, Route, StoreError};
use yardstick::domain::{FieldId, Lang, Part, Row, Sheet};
use yardstick::format::{ReadError, write_submission};
use yardstick::web::{pages, sheet};
use yew::prelude::*;

use crate::cases;
use crate::desk::{Desk, chosen};
use crate::markup::{Tag, tags};
use crate::small;

#[derive(Properties)]
struct PageProps {
    model: Rc<Model>,
}

impl PartialEq for PageProps {
    fn eq(&self, other: &PageProps) -> bool {
        Rc::ptr_eq(&self.model, &other.model)
    }
}

#[component]
fn Page(props: &PageProps) -> Html {
    let (model, send) = (&props.model, Callback::noop());
    match model.route {
        Route::Rollup => pages::desk(model, &send, Html::default()),
        _ => pages::desk(model, &send, sheet::markup(model)),
    }
}

fn drawn<C: BaseComponent>(props: C::Properties) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(yew::LocalServerRenderer::<C>::with_props(props).hydratable(false).render())
}

pub(crate) fn page(model: Model) -> String {
    drawn::<Page>(PageProps { model: Rc::new(model) })
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    part: Option<Arc<Part>>,
    row: Option<Arc<Row>>,
    lang: Lang,
}

/// A section or an item on its own.
#[component]
fn Piece(props: &PieceProps) -> Html {
    let part = props.part.as_ref().map(|part| sheet::part_markup(props.lang, part));
    let row = props.row.as_ref().map(|row| sheet::item_markup(props.lang, row));
    part.or(row).unwrap_or_default()
}

pub(crate) fn part(part: &Arc<Part>, lang: Lang) -> String {
    drawn::<Piece>(PieceProps { part: Some(part.clone()), row: None, lang })
}

pub(crate) fn item(row: &Arc<Row>, lang: Lang) -> Vec<Tag> {
    tags(&drawn::<Piece>(PieceProps { part: None, row: Some(row.clone()), lang }))
}

fn filling(lang: Lang) -> Desk {
    let mut desk = Desk::filling();
    desk.live(Msg::LangChosen(lang));
    desk.live(Msg::TimeToDraw(99));
    desk
}

fn rollup() -> Desk {
    let mut desk = Desk::committee();
    let files = cases::all("sixteen").iter().map(|case| picked(&case.sheet)).collect();
    desk.live(Msg::Committee(CommitteeMsg::Dropped(files)));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    desk
}

pub(crate) fn picked(sheet: &Sheet) -> Picked {
    Picked { name: format!("{}.json", sheet.id()), contents: Ok(write_submission(sheet).text.into_bytes()) }
}

/// Every screen there is, with something on it.
pub(crate) fn screens(lang: Lang) -> Vec<(&'static str, Model)> {
    let mut screens = Vec::new();
    // Without records: when one was saved is told by the browser's own clock.
    let mut home = Desk::new();
    home.live(Msg::RouteChanged(Route::Home));
    screens.push(("home", home.model));
    screens.push(("a new sheet", filling(lang).model));
    let mut busy = filling(lang);
    busy.live(chosen("E1", "led"));
    busy.live(Msg::FieldChanged("B2".into(), "applies".to_owned(), "not_applicable".to_owned(), true));
    busy.live(Msg::Filled("C1".into(), yardstick::app::Input::Counted(FieldId::from("reached"), Some(9))));
    busy.live(Msg::Filled("C1".into(), yardstick::app::Input::Counted(FieldId::from("expected"), Some(3))));
    busy.live(Msg::MissingToggled);
    let id = busy.sheet().sheet.id().clone();
    busy.tell(chosen("A1", "no"));
    busy.tell(Msg::SaveFailed(id, StoreError::Full));
    busy.tell(Msg::ExportAsked);
    screens.push(("a sheet in trouble", busy.model));
    let mut paper = filling(lang);
    paper.live(chosen("A1", "yes"));
    let place = Route::Print(paper.sheet().sheet.id().clone());
    paper.live(Msg::RouteChanged(place));
    screens.push(("paper", paper.model));
    let mut full = rollup();
    full.live(Msg::Committee(CommitteeMsg::CellOpened("case-05".into(), "C1".into())));
    let bad = Picked { name: "x.json".to_owned(), contents: Err(ReadError::NotOurs) };
    full.live(Msg::Committee(CommitteeMsg::Dropped(vec![picked(&cases::one("sixteen", "01")), bad])));
    screens.push(("roll-up", full.model));
    for opening in [Opening::NotHere, Opening::Loading, Opening::Fetch("t.json".to_owned(), FetchError::NoAnswer)] {
        let route = Route::New("t.json".to_owned());
        screens.push(("nothing", Model { opening, route, ..Desk::new().model }));
    }
    let flaws = small::flaws(&small::spoilt("/full_score", "13".into()));
    let notice = Some(Notice::Unreadable { name: "x.json".to_owned(), error: ReadError::Template { flaws } });
    screens.push(("a notice", Model { notice, ..Desk::new().model }));
    screens
}

/// Every screen in every language.
pub(crate) static ALL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for lang in Lang::ALL {
        all.extend(screens(lang).into_iter().map(|(name, model)| {
            let model = Model { lang, ..model };
            (format!("{name} in {}", lang.tag()), page(model))
        }));
    }
    all
});
