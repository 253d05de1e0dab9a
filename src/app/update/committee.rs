//! The committee's side.

use crate::app::committee::Committee;
use crate::app::effect::{Effect, File};
use crate::app::model::{Model, Notice};
use crate::app::msg::CommitteeMsg;
use crate::app::wording;
use crate::format::write_rollup;

/// So many documents are looked at before the page can be seen and clicked again.
const AT_ONCE: usize = 8;

pub(super) fn update(model: &mut Model, msg: CommitteeMsg) -> Vec<Effect> {
    let mut effects = happened(model, msg);
    // While files are looked at, nothing is known yet of those behind them.
    if model.committee.unseen.left() == 0 {
        effects.extend(quarantine(&mut model.committee));
        effects.extend(model.committee.new_signers().map(Effect::KeepSigners));
    }
    effects
}

/// What counts is stored. Its number stands beside the store before, so that what does not get there is missed.
fn keep(committee: &mut Committee) -> Vec<Effect> {
    let Some(change) = committee.next_change() else { return vec![] };
    let persist = (!change.keep.is_empty()).then_some(Effect::Persist);
    [Effect::CountReceived(change.count), Effect::Receive(change)].into_iter().chain(persist).collect()
}

/// What cannot be used is kept as it came, as long as it stands in the table.
fn quarantine(committee: &mut Committee) -> impl Iterator<Item = Effect> {
    let (keep, let_go) = committee.settle_quarantine();
    let keep = (!keep.is_empty()).then_some(Effect::Quarantine(keep));
    keep.into_iter().chain((!let_go.is_empty()).then_some(Effect::Release(let_go)))
}

fn happened(model: &mut Model, msg: CommitteeMsg) -> Vec<Effect> {
    let committee = &mut model.committee;
    match msg {
        CommitteeMsg::SignersLoaded(signers) => committee.know(signers),
        CommitteeMsg::SignerTrusted(id) => committee.trust(&id),
        CommitteeMsg::Loaded(Ok(texts), known) => {
            let found = texts.len();
            committee.load(texts);
            if found < known {
                model.notice = Some(Notice::MissingFiles(known - found));
            }
            let count = (found != known).then_some(Effect::CountReceived(found));
            return count.into_iter().chain([Effect::StageSoon]).collect();
        }
        CommitteeMsg::Loaded(Err(error), _) => {
            committee.loaded = true;
            model.notice = Some(Notice::Store(error));
        }
        CommitteeMsg::Awaited(files) => committee.expect(files),
        CommitteeMsg::Dropped(files) => {
            committee.take(files);
            return vec![Effect::StageSoon];
        }
        CommitteeMsg::TimeToStage => {
            let batch = committee.stage_some(AT_ONCE, model.gb18030);
            let look = batch.map(|(number, documents)| Effect::LookAt(number, documents));
            return look.into_iter().chain(more(committee)).collect();
        }
        CommitteeMsg::LookedAt(batch, briefs) => {
            committee.take_back(batch, briefs);
            return more(committee).into_iter().collect();
        }
        CommitteeMsg::Committed => {
            committee.commit();
            return keep(committee);
        }
        CommitteeMsg::Discarded => {
            committee.staged.clear();
            committee.unseen.clear();
        }
        CommitteeMsg::Withdrawn(id) => {
            committee.withdraw(&id);
            return keep(committee);
        }
        CommitteeMsg::Undone => {
            committee.undo();
            return keep(committee);
        }
        CommitteeMsg::GroupChosen(group) => {
            committee.chosen = group;
            committee.looked_at = None;
            committee.roll();
        }
        CommitteeMsg::QuotaChosen(quota) => {
            committee.quota = quota;
            committee.roll();
        }
        CommitteeMsg::CellOpened(submission, item) => {
            committee.looked_at = Some((submission, item));
            return vec![Effect::Focus("looked-at".to_owned())];
        }
        CommitteeMsg::CellClosed => committee.looked_at = None,
        CommitteeMsg::CsvAsked => return download(model, true),
        CommitteeMsg::FileAsked if model.keys.is_closed() => {
            model.notice = Some(Notice::KeyClosed);
            return vec![Effect::ToTop];
        }
        CommitteeMsg::FileAsked => return download(model, false),
        CommitteeMsg::RefusedAsked => return refused(model),
        CommitteeMsg::QuarantineLoaded(Ok(files)) => {
            committee.take_again(files);
            return vec![Effect::StageSoon];
        }
        CommitteeMsg::QuarantineLoaded(Err(error)) => model.notice = Some(Notice::Store(error)),
        CommitteeMsg::QuarantinedAsked(key) => {
            return committee.quarantined_file(&key).map(Effect::HandBack).into_iter().collect();
        }
        CommitteeMsg::LetIn(key) => committee.let_in(&key, model.gb18030),
        CommitteeMsg::Stored(result) => {
            committee.changed(result);
            return keep(committee);
        }
        CommitteeMsg::StoreRetried => {
            committee.unstored = None;
            return keep(committee);
        }
        CommitteeMsg::Quarantined(Ok(())) => {}
        CommitteeMsg::Quarantined(Err(error)) => model.notice = Some(Notice::Store(error)),
    }
    vec![]
}

fn more(committee: &Committee) -> Option<Effect> {
    committee.unseen.is_waiting().then_some(Effect::StageSoon)
}

fn download(model: &Model, csv: bool) -> Vec<Effect> {
    let Some(rollup) = model.committee.rollup() else { return vec![] };
    let written = write_rollup(rollup);
    let ending = if csv { "csv" } else { "json" };
    let name = wording::rollup_name(model.lang, rollup, &written.check_code, ending);
    vec![if csv {
        let text = wording::rollup_csv(model.lang, rollup);
        Effect::Download(File { name, mime: "text/csv;charset=utf-8", text })
    } else {
        let name = model.keys.named(name);
        model.keys.hand_up(File { name, mime: "application/json", text: written.text })
    }]
}

/// The list that the committee sends on, so that each unit can mend its file.
fn refused(model: &Model) -> Vec<Effect> {
    let (name, text) = wording::refused_csv(model.lang, &model.committee.staged);
    vec![Effect::Download(File { name, mime: "text/csv;charset=utf-8", text })]
}
