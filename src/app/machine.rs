//! Everything of this machine: out of it as one file, back into it from one, and away.
//!
//! A backup is a bundle of what stands in the store. What the page gives out when it has stopped (`rescue.js`) is
//! taken back just as well.

use super::effect::Stamp;
use super::home::Head;
use super::rescued::rescued;
use super::store::{Beside, SaveJob, Source, Stored, reconcile};
use crate::domain::{Sheet, SubmissionId};
use crate::format::{
    Bundle, Judge, MAX_BUNDLE_BYTES, Place, ReadError, open_submission_by, read_bundle, read_submission, told,
    write_submission,
};

/// What is put into one file, so that it can be read again with all that stands around it.
pub const MOST: usize = MAX_BUNDLE_BYTES / 8 * 7;

/// The machine's page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Machine {
    /// What the browser says of its space; none where it says nothing.
    pub space: Option<Space>,
    /// What was asked for and waits for the contents of the store.
    pub wanted: Option<Wanted>,
    /// What a file would change. It waits for a yes.
    pub plan: Option<Plan>,
    /// Whether everything shall be cleared has been asked, and waits for a yes.
    pub clearing: bool,
    /// What no exported file has is given up.
    pub given_up: bool,
    /// What was done last.
    pub done: Option<Done>,
}

/// The browser's space for this site, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Space {
    /// What is in use.
    pub used: u64,
    /// What there may be.
    pub quota: u64,
    /// The browser has promised not to clear it by itself.
    pub is_kept: bool,
}

/// Why everything is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// To hand it out as one file.
    Backup,
    /// To compare it with a file: its name and contents.
    Restore(String, Vec<u8>),
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Done {
    /// A backup was handed out.
    BackedUp {
        /// Its name.
        name: String,
        /// How many files it is: nearly always one.
        files: usize,
        /// How many documents are in it.
        documents: usize,
        /// How many records could not be read.
        unreadable: usize,
    },
    /// So many records were brought back.
    Restored(usize),
    /// Nothing of this page is left in the browser.
    Cleared,
}

/// Everything that is stored.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contents {
    /// Every record, with what stands beside the store.
    pub records: Vec<(SubmissionId, Option<Stored>, Beside)>,
    /// The files of the roll-up.
    pub received: Vec<String>,
}

impl Contents {
    /// The sheets as they would be opened. A record that cannot be is left out.
    pub fn sheets(&self, judge: Judge) -> Vec<Sheet> {
        let opened = |(id, stored, beside): &(SubmissionId, Option<Stored>, Beside)| {
            reconcile(judge, id, stored.as_ref(), beside).submission.map(Sheet::open)
        };
        self.records.iter().filter_map(opened).collect()
    }

    /// Everything in files whose contents have up to `most` bytes each, nearly always one; and how many records and files
    /// are in none of them since they cannot be read.
    pub fn bundles(&self, sheets: &[Sheet], most: usize) -> (Vec<Bundle>, usize) {
        let mut unreadable = self.records.len() - sheets.len();
        let (mut full, mut bundle, mut size) = (Vec::new(), Bundle::default(), 0);
        let written = sheets.iter().map(|sheet| (Place::Records, write_submission(sheet).text));
        let received = self.received.iter().map(|text| (Place::Received, text.clone()));
        for (place, text) in written.chain(received) {
            if size + text.len() > most && !bundle.is_empty() {
                full.push(std::mem::take(&mut bundle));
                size = 0;
            }
            size += text.len();
            unreadable += usize::from(bundle.add(place, text.as_bytes()).is_err());
        }
        full.push(bundle);
        (full, unreadable)
    }
}

/// What a file would change here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The file's name.
    pub name: String,
    /// What becomes of each of its records.
    pub steps: Vec<Step>,
    /// Its files of the roll-up that are not here, by digest.
    pub received: Vec<(String, String)>,
    /// What of the file is damaged. The rest can be used.
    pub damage: Option<ReadError>,
    /// Everything as it is now, to be handed out first: the contents of one file or, where there is much, of several.
    pub before: Vec<String>,
}

/// What becomes of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its head, as it is in the file.
    pub head: Head,
    /// How it compares.
    pub fate: Fate,
    /// What writes it.
    pub job: Option<Box<SaveJob>>,
}

/// How a record of a file compares with this machine's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is not here.
    New,
    /// It is here, older: it is replaced.
    Newer,
    /// It is here.
    Same,
    /// It is here, newer: nothing is done.
    Older,
    /// It is here as another one of the same revision: it comes in beside it.
    Branch,
}

impl Fate {
    /// Whether something is written.
    pub fn writes(self) -> bool {
        matches!(self, Fate::New | Fate::Newer | Fate::Branch)
    }
}

/// Compares a backup with what is here.
///
/// # Errors
/// When the file is no backup, or nothing in it can be used.
pub fn plan(judge: Judge, name: String, file: &[u8], here: &Contents, stamp: &Stamp) -> Result<Plan, ReadError> {
    let rescued = rescued(file).map(|contents| {
        let sheets = contents.sheets(judge);
        contents.bundles(&sheets, usize::MAX).0.iter().map(|bundle| bundle.write().text).collect::<String>()
    });
    let unpacked = read_bundle(rescued.as_ref().map_or(file, String::as_bytes)).map_err(|error| told(error, file))?;
    let sheets = here.sheets(judge);
    let before = here.bundles(&sheets, MOST).0.iter().map(|bundle| bundle.write().text).collect();
    let mut plan = Plan { name, steps: vec![], received: vec![], damage: unpacked.damage, before };
    for (n, member) in unpacked.members.iter().enumerate() {
        let taken = match member.place {
            Place::Records => open_submission_by(judge, &member.file).map(|submission| {
                let uid = [&stamp.uid, "-", &n.to_string()].concat();
                plan.steps.push(step(&sheets, Sheet::open(submission), stamp.now, &uid));
            }),
            Place::Received => read_submission(&member.file).map(|received| {
                let text = String::from_utf8_lossy(&member.file).into_owned();
                if !here.received.contains(&text) {
                    plan.received.push((received.digest, text));
                }
            }),
            Place::Rollups | Place::Templates => Ok(()),
        };
        plan.damage = taken.err().or(plan.damage);
    }
    Ok(plan)
}

fn step(here: &[Sheet], sheet: Sheet, now: u64, uid: &str) -> Step {
    let found = here.iter().find(|one| one.id() == sheet.id());
    let (fate, base, sheet) = match found.map(|found| (found, found.revision().cmp(&sheet.revision()))) {
        None => (Fate::New, 0, sheet),
        Some((found, std::cmp::Ordering::Less)) => (Fate::Newer, found.revision(), sheet),
        Some((_, std::cmp::Ordering::Greater)) => (Fate::Older, 0, sheet),
        Some((found, _)) if write_submission(found).digest == write_submission(&sheet).digest => (Fate::Same, 0, sheet),
        Some(_) => {
            let mut branch = sheet.submission().clone();
            branch.id = SubmissionId::from(uid);
            (Fate::Branch, 0, Sheet::open(branch))
        }
    };
    let head = Head::of(&sheet, now, None);
    let create = Some(std::sync::Arc::new(Source::of(&sheet)));
    let job = SaveJob { base, head: head.clone(), edits: vec![], create };
    Step { head, fate, job: fate.writes().then(|| Box::new(job)) }
}
