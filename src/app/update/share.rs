//! One record in several windows: one of them fills it, and hands it on when another one wants to.

use crate::app::effect::{Effect, Stamp};
use crate::app::filling::Filling;
use crate::app::model::Model;
use crate::app::route::Route;
use crate::app::save::SaveState;
use crate::app::update::{open, save};
use crate::app::windows::{Call, Holder};
use crate::domain::SubmissionId;

fn filling<'a>(model: &'a mut Model, id: &SubmissionId) -> Option<&'a mut Filling> {
    model.filling.as_mut().filter(|filling| filling.sheet.id() == id)
}

fn say(id: &SubmissionId, call: Call) -> Vec<Effect> {
    vec![Effect::Call(id.clone(), call)]
}

/// A record was read. What `show` makes of it is shown before other windows are asked whether they fill it.
pub(super) fn opened(
    model: &mut Model,
    id: &SubmissionId,
    show: impl FnOnce(&mut Model) -> Vec<Effect>,
) -> Vec<Effect> {
    if filling(model, id).is_some_and(|filling| filling.holder == Holder::Taking) {
        // Nothing of it is unsaved: what another window has stored takes its place.
        model.filling = None;
    }
    let awaited = open::is_awaited(model, id);
    let mut effects = show(model);
    if let Some(filling) = filling(model, id).filter(|_| awaited) {
        filling.holder = Holder::Asking;
        effects.extend(say(id, Call::Asked));
    }
    effects
}

/// Another window said something; `earlier` is whether its name comes before the one of this window.
pub(super) fn called(stamp: &Stamp, model: &mut Model, id: &SubmissionId, call: Call, earlier: bool) -> Vec<Effect> {
    let in_sight = matches!(model.route, Route::New(_) | Route::Fill(_));
    let Some(filling) = filling(model, id) else { return vec![] };
    match (call, filling.holder) {
        // Whoever comes back to it here opens it anew.
        (Call::Asked, Holder::Here | Holder::Asking) if !in_sight => {
            filling.holder = Holder::Elsewhere;
            vec![]
        }
        // Both have just been opened. The other one may have been deaf to the question yet.
        (Call::Asked, Holder::Asking) if !earlier => say(id, Call::Asked),
        (Call::Asked, Holder::Here) => say(id, Call::Held),
        // An answer that came so late that both believe to be alone.
        (Call::Held, Holder::Here) if !earlier => say(id, Call::Held),
        (Call::Taken, Holder::Taking) if !earlier => vec![],
        (Call::Asked, Holder::Asking)
        | (Call::Held, Holder::Here | Holder::Asking)
        | (Call::Taken, Holder::Here | Holder::Asking | Holder::Taking) => {
            filling.holder = Holder::Elsewhere;
            let mut effects = save::begin(stamp, model);
            effects.extend(stored(model, id));
            effects
        }
        (Call::Released, Holder::Taking) => take(stamp, model),
        _ => vec![],
    }
}

/// A save has ended: whoever took the record over may read it.
pub(super) fn stored(model: &mut Model, id: &SubmissionId) -> Vec<Effect> {
    let let_go = |filling: &Filling| filling.holder == Holder::Elsewhere && filling.saver.state() != SaveState::Saving;
    if filling(model, id).is_some_and(|filling| let_go(filling)) { say(id, Call::Released) } else { vec![] }
}

/// The user wants to fill it here.
pub(super) fn take_over(model: &mut Model) -> Vec<Effect> {
    match &mut model.filling {
        Some(filling) if filling.holder == Holder::Elsewhere => {
            filling.holder = Holder::Taking;
            say(filling.sheet.id(), Call::Taken)
        }
        _ => vec![],
    }
}

/// Other windows have had time to answer.
pub(super) fn waited(stamp: &Stamp, model: &mut Model, id: &SubmissionId) -> Vec<Effect> {
    match filling(model, id) {
        Some(filling) if filling.holder == Holder::Asking => {
            filling.holder = Holder::Here;
            vec![]
        }
        Some(filling) if filling.holder == Holder::Taking => take(stamp, model),
        _ => vec![],
    }
}

/// What the other window has stored is read; the sheet stays as it is until then. One with changes that could not
/// be saved here is filled on, and the store tells whether they fit.
fn take(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    let Some(filling) = &mut model.filling else { return vec![] };
    if filling.saver.is_idle() {
        return vec![Effect::LoadRecord(filling.sheet.id().clone())];
    }
    filling.holder = Holder::Asking;
    let mut effects = say(filling.sheet.id(), Call::Asked);
    effects.extend(save::begin(stamp, model));
    effects
}
