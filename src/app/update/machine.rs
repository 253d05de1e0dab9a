//! The page of this machine: backup, the way back, clearing.

use crate::app::committee::Committee;
use crate::app::effect::{Effect, File, Stamp};
use crate::app::keys::Keys;
use crate::app::machine::{Contents, Done, MOST, Wanted, plan};
use crate::app::model::{Model, Notice};
use crate::app::msg::{MachineMsg, Picked};
use crate::app::wording;
use crate::domain::Lang;
use crate::format::{Bundle, ReadError, Sealing, is_age};

pub(super) fn update(stamp: &Stamp, model: &mut Model, msg: MachineMsg) -> Vec<Effect> {
    let machine = &mut model.machine;
    match msg {
        MachineMsg::Measured(space) => machine.space = space,
        MachineMsg::BackupAsked => return want(model, Wanted::Backup),
        MachineMsg::LinesAsked => return vec![Effect::LoadLines],
        MachineMsg::LinesRead(Ok(lines)) => return backup(stamp, model.lang, vec![lines]),
        MachineMsg::RestorePicked(files) => {
            let Some(Picked { name, contents }) = files.into_iter().next() else { return vec![] };
            match contents {
                Ok(bytes) if is_age(&bytes) => match opened(model, &bytes) {
                    Ok(bytes) => return want(model, Wanted::Restore(name, bytes)),
                    Err(why) => {
                        model.notice = Some(Notice::Unreadable { name, error: ReadError::Encrypted { why } });
                    }
                },
                Ok(bytes) => return want(model, Wanted::Restore(name, bytes)),
                Err(error) => model.notice = Some(Notice::Unreadable { name, error }),
            }
        }
        MachineMsg::Read(Ok(contents)) => return read(stamp, model, &contents),
        MachineMsg::RestoreAnswered(false) => machine.plan = None,
        MachineMsg::RestoreAnswered(true) => {
            let Some(plan) = &mut machine.plan else { return vec![] };
            let jobs = plan.steps.iter_mut().filter_map(|step| step.job.take().map(|job| *job)).collect();
            let restore = Effect::Restore(jobs, std::mem::take(&mut plan.received));
            let before = std::mem::take(&mut plan.before);
            let mut effects = backup(stamp, model.lang, before);
            effects.push(restore);
            return effects;
        }
        MachineMsg::Restored(Ok(())) => {
            let steps = machine.plan.take().map_or_else(Vec::new, |plan| plan.steps);
            let written = steps.into_iter().filter(|step| step.fate.writes());
            let mut effects: Vec<Effect> = written.map(|step| Effect::mark(step.head)).collect();
            machine.done = Some(Done::Restored(effects.len()));
            model.committee.loaded = false;
            effects.extend([Effect::LoadHeads, Effect::Measure]);
            return effects;
        }
        MachineMsg::ClearAsked => (machine.clearing, machine.given_up) = (true, false),
        MachineMsg::GivenUp(yes) => machine.given_up = yes,
        MachineMsg::ClearAnswered(yes) => {
            let asked = std::mem::take(&mut machine.clearing);
            let clears = yes && asked && (machine.given_up || model.locked.is_some() || model.is_exported());
            return if clears { vec![Effect::Clear] } else { vec![] };
        }
        MachineMsg::Cleared(Ok(())) => {
            machine.done = Some(Done::Cleared);
            model.committee = Committee::default();
            (model.keys, model.locked) = (Keys::default(), None);
            return vec![Effect::LoadHeads, Effect::LoadReceived, Effect::Measure];
        }
        MachineMsg::Read(Err(error)) | MachineMsg::LinesRead(Err(error)) => model.notice = Some(Notice::Store(error)),
        MachineMsg::Restored(Err(error)) | MachineMsg::Cleared(Err(error)) => {
            machine.plan = None;
            model.notice = Some(Notice::Store(error));
            return vec![Effect::LoadHeads];
        }
    }
    vec![]
}

/// What was locked may be brought back elsewhere, with its key.
fn opened(model: &Model, bytes: &[u8]) -> Result<Vec<u8>, Sealing> {
    model.keys.open.as_ref().map_or(Err(Sealing::NoKey), |key| key.decrypt(bytes))
}

fn want(model: &mut Model, wanted: Wanted) -> Vec<Effect> {
    model.notice = None;
    model.machine.done = None;
    model.machine.plan = None;
    model.machine.wanted = Some(wanted);
    vec![Effect::LoadEverything]
}

fn read(stamp: &Stamp, model: &mut Model, contents: &Contents) -> Vec<Effect> {
    match model.machine.wanted.take() {
        None => vec![],
        Some(Wanted::Backup) => {
            let (bundles, unreadable) = contents.bundles(&contents.sheets(model.judge), MOST);
            let documents = bundles.iter().map(Bundle::len).sum();
            let files = backup(stamp, model.lang, bundles.iter().map(|bundle| bundle.write().text).collect());
            let name = wording::backup_name(model.lang, stamp.today, "");
            model.machine.done = Some(Done::BackedUp { name, files: files.len(), documents, unreadable });
            files
        }
        Some(Wanted::Restore(name, bytes)) => {
            match plan(model.judge, name.clone(), &bytes, contents, stamp) {
                Ok(plan) => model.machine.plan = Some(plan),
                Err(error) => model.notice = Some(Notice::Unreadable { name, error }),
            }
            vec![]
        }
    }
}

/// Hands files out; where there are several, each has its number.
fn backup(stamp: &Stamp, lang: Lang, texts: Vec<String>) -> Vec<Effect> {
    let many = texts.len() > 1;
    let number = |n: usize| if many { (n + 1).to_string() } else { String::new() };
    let file = |(n, text)| {
        let name = wording::backup_name(lang, stamp.today, &number(n));
        Effect::Download(File { name, mime: "application/json", text })
    };
    texts.into_iter().enumerate().map(file).collect()
}
