//! [`App`]: the one struct component that knows the model.

use gloo::events::EventListener;
use yew::prelude::*;

use super::perform::World;
use super::{pages, world};
use crate::app::{Effect, Model, Msg, Route, update};

/// The page.
pub struct App {
    model: Model,
    world: World,
    send: Callback<Msg>,
    marks: world::Marks,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> App {
        let send = ctx.link().callback(|msg: Msg| msg);
        let model = Model::new(world::stamp().year);
        send.emit(Msg::LangChosen(world::lang()));
        send.emit(Msg::RouteChanged(Route::parse(&world::hash())));
        let world = World::new(send.clone());
        App { model, _listeners: world::listen(&send, world.leave()), world, send, marks: world::Marks::default() }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        let effects: Vec<Effect> = update(&world::stamp(), &mut self.model, msg);
        for effect in effects {
            self.world.perform(effect);
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        pages::view(&self.model, &self.send)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.marks.follow(&self.model);
        self.world.rendered();
    }
}
