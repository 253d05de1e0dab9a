//! What the list of records shows without opening one.

use crate::domain::json::{Json, Write};

use crate::domain::{Period, Points, Revision, Sheet, SubmissionId, TemplateId, Texts};

/// After so many days a backup is asked for.
const DAYS_WITHOUT_EXPORT: u64 = 7;
const MILLISECONDS_PER_DAY: u64 = 24 * 60 * 60 * 1000;

/// A record at a glance. Stored beside its journal and written in the same transaction.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
pub struct Head {
    /// The record.
    pub id: SubmissionId,
    /// Its standard.
    pub template: TemplateId,
    /// The title of the standard.
    pub title: Texts,
    /// The unit's name.
    pub unit: String,
    /// For when.
    pub period: Option<Period>,
    /// The newest revision stored.
    pub revision: Revision,
    /// Items done.
    pub done: u32,
    /// Items in all.
    pub items: u32,
    /// Things missing.
    pub missing: u32,
    /// The total.
    pub total: Points,
    /// When it was last saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// When it was last exported, and at which revision.
    pub exported: Option<(u64, Revision)>,
}

impl Head {
    /// The head of a sheet at this moment.
    pub fn of(sheet: &Sheet, now: u64, exported: Option<(u64, Revision)>) -> Head {
        let totals = sheet.totals();
        Head {
            id: sheet.id().clone(),
            template: sheet.template().id.clone(),
            title: sheet.template().title.clone(),
            unit: sheet.unit().name.clone(),
            period: sheet.period(),
            revision: sheet.revision(),
            done: totals.done,
            items: totals.items,
            missing: totals.missing,
            total: totals.total,
            saved_at: now,
            exported,
        }
    }

    /// What is left of a head that is damaged: opening the record draws it anew.
    pub fn lost(id: SubmissionId, revision: Revision) -> Head {
        Head {
            id,
            template: TemplateId::from(""),
            title: Texts::default(),
            unit: String::new(),
            period: None,
            revision,
            done: 0,
            items: 0,
            missing: 0,
            total: Points::default(),
            saved_at: 0,
            exported: None,
        }
    }

    /// How many days ago it was exported, where that is a week or longer and changes have come since: time for
    /// a backup.
    pub fn overdue(&self, now: u64) -> Option<u64> {
        let (at, _) = self.exported.filter(|_| self.has_unexported())?;
        let days = now.saturating_sub(at) / MILLISECONDS_PER_DAY;
        (days >= DAYS_WITHOUT_EXPORT).then_some(days)
    }

    /// Whether it was saved so long ago that the computer has been off since, or could have been.
    pub const fn has_stayed(&self, now: u64) -> bool {
        now.saturating_sub(self.saved_at) >= MILLISECONDS_PER_DAY / 2
    }

    /// Changes that no exported file has.
    pub fn has_unexported(&self) -> bool {
        self.exported.is_none_or(|(_, revision)| revision < self.revision)
    }
}
