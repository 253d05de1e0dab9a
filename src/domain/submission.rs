//! One unit's answers to one template for one period.

use std::sync::Arc;

use crate::domain::json::{Json, Rest, Write};
use litemap::LiteMap;
use serde_json::Value;

use super::answer::Answer;
use super::date::Date;
use super::id::{ItemId, SubmissionId, UnitTypeId, VetoId};
use super::item::Item;
use super::period::Period;
use super::template::Template;

/// Counts the changes made to a submission; the order of versions, since clocks lie.
pub type Revision = u64;

/// A filled sheet: everything one unit says, with the standard it answers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submission {
    /// Stable for life.
    pub id: SubmissionId,
    /// The standard, carried inside so that the file can be read and scored years later.
    pub template: Arc<Template>,
    /// Who reports.
    pub unit: Unit,
    /// For when.
    pub period: Option<Period>,
    /// How far it has come.
    pub stage: Stage,
    /// How many changes have been made to it.
    pub revision: Revision,
    /// What was put in, by item.
    pub entries: LiteMap<ItemId, Entry>,
    /// Whether each veto applies; one that is not there has not been answered.
    pub vetoes: LiteMap<VetoId, bool>,
    /// The day on which it was last changed; nothing else looks at a clock.
    pub as_of: Option<Date>,
    /// Items that the unit added; their entries are among the others.
    pub local_items: Vec<Arc<Item>>,
    /// What this program does not know.
    pub extra: Extra,
}

/// Members of a file that this program does not know, kept as they came: a newer program of the same
/// version wrote them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extra {
    /// Around the body.
    pub document: Rest,
    /// Of the body.
    pub body: Rest,
    /// Of the stated result.
    pub result: Rest,
    /// A signature, with the digest that it signs: what has another digest is not signed by it.
    pub signature: Option<(String, Value)>,
}

/// The member of a submission file that was let in although it had been changed: the digest it stated then.
pub const ALTERED_FROM: &str = "altered_from";

impl Submission {
    /// Whether its file had been changed after an export, and was let in by name.
    pub fn is_altered(&self) -> bool {
        self.extra.document.contains_key(ALTERED_FROM)
    }

    /// An empty one.
    pub fn new(id: SubmissionId, template: Arc<Template>) -> Submission {
        Submission {
            id,
            template,
            unit: Unit::default(),
            period: None,
            stage: Stage::Draft,
            revision: 0,
            entries: LiteMap::new(),
            vetoes: LiteMap::new(),
            as_of: None,
            local_items: Vec::new(),
            extra: Extra::default(),
        }
    }
}

/// How far a submission has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Something is still missing.
    #[default]
    Draft,
    /// Complete, handed up.
    Submitted,
}

/// The organisation that reports. Posts and persons have no place here.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its full name.
    pub name: String,
    /// Its code in the superior's list, if it has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Which of the template's kinds it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_type: Option<UnitTypeId>,
    /// The unit it reports to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub superior: String,
}

/// What was put in for one item.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The answer; kept while the item is marked not applicable, so that the mark can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The unit has nothing to assess here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_applicable: bool,
    /// The body that confirmed that the item does not apply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confirmed_by: String,
    /// A note, or the reason why the item does not apply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The papers that prove it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Members that this program does not know, kept as they came.
    #[serde(flatten)]
    pub extra: Rest,
}

impl Entry {
    /// Nothing has been put in.
    pub fn is_empty(&self) -> bool {
        *self == Entry::default()
    }
}

/// A paper that proves an item: its name, not its contents.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// Its name, with number and date as the unit files it.
    pub name: String,
    /// Members that this program does not know, kept as they came.
    #[serde(flatten)]
    pub extra: Rest,
}

/// One change to a submission. Each says what is so now, so that applying it again changes nothing:
/// the journal of a record is a list of these.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// The head was filled.
    Unit(Unit),
    /// The period was chosen.
    Period(Option<Period>),
    /// An item was answered, noted or marked.
    Entry(ItemId, Entry),
    /// The day of the last change.
    AsOf(Option<Date>),
    /// The unit's own items.
    LocalItems(Vec<Arc<Item>>),
    /// A veto was answered, or its answer taken back.
    Veto(VetoId, Option<bool>),
}
