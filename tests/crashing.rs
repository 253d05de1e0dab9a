//! A page that crashes at any moment: what was acknowledged is there afterwards.

use proptest::prelude::*;
use yardstick::app::{Effect, Input, Msg, Picked, Route, SaveJob, Store, StoreError, UnitField, restore};
use yardstick::domain::{Answer, Edit, Sheet};
use yardstick::format::write_submission;

use crate::aside::Aside;
use crate::desk::{Desk, now};
use crate::scoring::{Step, steps};
use crate::small;

fn text(sheet: &Sheet) -> String {
    write_submission(sheet).text
}

/// What may happen between two crashes.
#[derive(Clone, Debug)]
enum Event {
    Edited(Step),
    Paused,
    /// The save that is under way ends well.
    Stored,
    /// It fails.
    Failed,
    /// It is on disk, but the page is gone before it hears of that.
    StoredUnheard,
    Crashed,
    Folded,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let edited = steps(2).prop_map(|mut steps| Event::Edited(steps.remove(0)));
    let event = prop_oneof![
        8 => edited,
        2 => Just(Event::Paused),
        5 => Just(Event::Stored),
        1 => Just(Event::Failed),
        1 => Just(Event::StoredUnheard),
        1 => Just(Event::Crashed),
        1 => Just(Event::Folded),
    ];
    prop::collection::vec(event, 1..50)
}

/// A page under test: the save that is under way, with the sheet it promises, and the last one that
/// was acknowledged.
struct Run {
    desk: Desk,
    under_way: Option<(SaveJob, Sheet)>,
    acknowledged: Option<(SaveJob, Sheet)>,
}

impl Run {
    fn new() -> Run {
        let mut run = Run { desk: Desk::new(), under_way: None, acknowledged: None };
        run.crash();
        run
    }

    fn tell(&mut self, msg: Msg) {
        for effect in self.desk.tell(msg) {
            if let Effect::Save(job) = effect {
                assert!(self.under_way.is_none(), "two saves at once");
                self.under_way = Some((*job, self.desk.sheet().sheet.clone()));
            }
        }
    }

    fn store(&mut self) -> bool {
        let Some((job, promised)) = self.under_way.take() else { return false };
        assert_eq!(now(self.desk.store.save(&job)), Ok(()));
        self.acknowledged = Some((job, promised));
        true
    }

    /// The page is gone, and comes back to its record, or to a new sheet while there is none.
    fn crash(&mut self) {
        self.under_way = None;
        // The store alone has to keep the promise.
        self.desk.aside = Aside::default();
        self.desk.crash();
        match &self.acknowledged {
            Some((job, _)) => self.desk.live(Msg::RouteChanged(Route::Fill(job.head.id.clone()))),
            None => {
                let contents = Ok(small::file(&small::standard()).into_bytes());
                self.desk.live(Msg::FilesOpened(vec![Picked { name: "small.json".to_owned(), contents }]));
            }
        }
    }

    fn edit(&mut self, step: &Step) {
        match step.edit(&self.desk.sheet().sheet) {
            Edit::Entry(item, entry) => {
                self.tell(Msg::Filled(item.clone(), Input::Remarked(entry.remark)));
                match entry.answer {
                    Some(Answer::Choice(option)) => self.tell(Msg::Filled(item, Input::Chosen(option))),
                    Some(Answer::Counts(counts)) => {
                        for (field, count) in counts {
                            self.tell(Msg::Filled(item.clone(), Input::Counted(field, Some(count))));
                        }
                    }
                    Some(Answer::Elements { have, .. }) => {
                        for element in have {
                            self.tell(Msg::Filled(item.clone(), Input::Ticked(element, true)));
                        }
                    }
                    _ => self.tell(Msg::Filled(item, Input::Cleared)),
                }
            }
            Edit::Veto(veto, applies) => self.tell(Msg::VetoAnswered(veto, applies == Some(true))),
            Edit::Period(period) => self.tell(Msg::PeriodChosen(period)),
            Edit::Unit(unit) => self.tell(Msg::UnitTyped(UnitField::Name, unit.name)),
            // The page makes these by itself.
            Edit::AsOf(_) | Edit::LocalItems(_) => {}
        }
    }

    fn happen(&mut self, event: &Event) {
        match event {
            Event::Edited(step) => self.edit(step),
            Event::Paused => self.tell(Msg::TypingPaused),
            Event::Stored => {
                let heard = self.under_way.as_ref().map(|(job, _)| Msg::Saved(job.head.id.clone(), job.head.revision));
                if self.store()
                    && let Some(msg) = heard
                {
                    self.tell(msg);
                }
            }
            Event::Failed => {
                if let Some((job, _)) = self.under_way.take() {
                    self.tell(Msg::SaveFailed(job.head.id, StoreError::Full));
                    self.tell(Msg::SaveRetried);
                }
            }
            Event::StoredUnheard => {
                self.store();
                self.crash();
            }
            Event::Crashed => self.crash(),
            Event::Folded => {
                if let Some((job, promised)) = &self.acknowledged {
                    let (id, revision) = (&job.head.id, job.head.revision);
                    now(self.desk.store.snapshot(id, revision, &text(promised))).expect("memory has room");
                }
            }
        }
    }

    fn check(&self) -> Result<(), TestCaseError> {
        if let Some((job, promised)) = &self.acknowledged {
            let stored = now(self.desk.store.load(&job.head.id)).expect("a store").expect("the record");
            let restored = restore(&stored).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(&text(&restored), &text(promised));
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_crash_at_any_moment_loses_nothing_that_was_acknowledged(events in events()) {
        let mut run = Run::new();
        for event in &events {
            run.happen(event);
            if matches!(event, Event::StoredUnheard | Event::Folded) {
                run.check()?;
            }
        }
        run.check()?;
        run.crash();
        if let Some((_, promised)) = &run.acknowledged {
            prop_assert_eq!(text(&run.desk.sheet().sheet), text(promised));
        }
    }
}
