//! The native twin of the place beside the store.

use std::collections::BTreeMap;

use yardstick::app::{Beside, Head, Kept, marked, mirror_line, small_line};
use yardstick::domain::SubmissionId;

/// Lines by record; tails by window too.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Aside {
    pub(crate) tails: BTreeMap<(SubmissionId, u32), String>,
    pub(crate) marks: BTreeMap<SubmissionId, String>,
    pub(crate) mirrors: BTreeMap<SubmissionId, String>,
}

impl Aside {
    pub(crate) fn keep(&mut self, window: u32, id: &SubmissionId, what: &Kept) {
        match what {
            Kept::Tail(Some(tail)) => drop(self.tails.insert((id.clone(), window), small_line(id, tail))),
            Kept::Tail(None) => drop(self.tails.remove(&(id.clone(), window))),
            Kept::Settled => self.tails.retain(|(of, _), _| of != id),
            Kept::Mark(head) => drop(self.marks.insert(id.clone(), small_line(id, &**head))),
            Kept::Mirror(revision, file) => {
                let taken = self.mirrors.iter().filter(|(of, _)| *of != id).map(|(_, line)| line.len()).sum();
                match mirror_line(id, *revision, file, taken) {
                    Some(line) => drop(self.mirrors.insert(id.clone(), line)),
                    None => drop(self.mirrors.remove(id)),
                }
            }
        }
    }

    pub(crate) fn read(&self, id: &SubmissionId) -> Beside {
        let tails: Vec<String> =
            self.tails.iter().filter(|((of, _), _)| of == id).map(|(_, line)| line.clone()).collect();
        let line = |lines: &BTreeMap<SubmissionId, String>| lines.get(id).cloned();
        Beside::read(id, line(&self.marks).as_deref(), line(&self.mirrors).as_deref(), &tails)
    }

    pub(crate) fn marks(&self) -> Vec<Head> {
        self.marks.iter().filter_map(|(id, line)| marked(id, line)).collect()
    }

    pub(crate) fn forget(&mut self, id: &SubmissionId) {
        self.tails.retain(|(of, _), _| of != id);
        self.marks.remove(id);
        self.mirrors.remove(id);
    }
}
