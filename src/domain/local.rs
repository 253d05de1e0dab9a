//! The section of a unit's own items: added up like a bonus, apart from the total.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::form::Form;
use super::id::{ItemId, SectionId};
use super::item::{Item, WantedEvidence};
use super::json::{Write, object, read, tagged};
use super::limit::Otherwise;
use super::lint;
use super::points::Points;
use super::rule::Rule;
use super::section::{Section, SectionRole};
use super::sheet::Sheet;
use super::submission::Submission;
use super::take::Take;

/// The id of the section of a unit's own items; no section of a template may have it.
pub const SUPPLEMENT: &str = "supplement";

impl Item {
    /// An item that a unit adds, to begin with: worth a point, scored in steps of half a point.
    pub fn local(id: &str, text: &str) -> Option<Arc<Item>> {
        let rule = object(vec![("kind", "manual".into()), ("step", "0.5".into())]);
        let item = vec![("id", id.into()), ("text", texts(text)), ("full_score", "1".into()), ("rule", rule)];
        read(&object(item), "local_items").ok()
    }

    /// The same item with another text or full score. By way of its written form, since copying every rule
    /// there is would be code of its own.
    fn with(&self, key: &str, value: Value) -> Option<Arc<Item>> {
        let mut item = self.write();
        item.as_object_mut()?.insert(key.to_owned(), value);
        read(&item, "local_items").ok()
    }

    /// The same item with another text.
    pub fn worded(&self, text: &str) -> Option<Arc<Item>> {
        self.with("text", texts(text))
    }

    /// The same item with another full score.
    pub fn worth(&self, points: Points) -> Option<Arc<Item>> {
        self.with("full_score", points.write())
    }
}

fn texts(text: &str) -> Value {
    object(vec![("zh-Hans", text.into())])
}

impl Sheet {
    /// Whether this may be the text of a local item: neither empty nor about a person.
    pub fn may_word(&self, item: &ItemId, text: &str) -> bool {
        let item = self.find(item.as_str()).and_then(|row| row.item.worded(text));
        item.is_some_and(|item| lint::check_local(self.template(), &[item]).is_empty())
    }
}

/// A unit's own items as a section: like a bonus, up to the supplement's full score.
pub(super) fn section(submission: &Submission, form: &Form) -> Option<Arc<Section>> {
    let supplement = form.supplement.as_ref().filter(|_| !submission.local_items.is_empty())?;
    Some(Arc::new(Section {
        id: SectionId::from(SUPPLEMENT),
        title: supplement.title.clone(),
        role: SectionRole::Bonus,
        full_score: supplement.full_score,
        items: submission.local_items.clone(),
        base: None,
        floor: None,
        cap: None,
        weight: None,
        take: Take::Sum,
        when: None,
        otherwise: Otherwise::Drop,
        full_when: None,
    }))
}

/// Items of a template stay as their author wrote them; those that a unit adds are the only ones that are
/// written from what they are, and plain: see [`super::lint::check_local`].
impl Write for Item {
    fn write(&self) -> Value {
        let mut members = Map::new();
        let mut put = |name: &str, there: bool, value: &dyn Write| {
            if there {
                members.insert(name.to_owned(), value.write());
            }
        };
        put("id", true, &self.id);
        put("number", !self.number.is_empty(), &self.number);
        put("text", true, &self.text);
        put("guidance", self.guidance.is_some(), &self.guidance);
        put("full_score", true, &self.full_score);
        put("floor", self.floor.is_some(), &self.floor);
        put("cap", self.cap.is_some(), &self.cap);
        put("methods", !self.methods.is_empty(), &self.methods);
        put("evidence", !self.evidence.is_empty(), &self.evidence);
        put("remark_required", self.remark_required, &self.remark_required);
        put("scored_by", self.scored_by.is_some(), &self.scored_by);
        let rule = match &self.rule {
            Rule::Options(rule) => tagged("kind", "options", Some(rule.write())),
            Rule::Manual(rule) => tagged("kind", "manual", Some(rule.write())),
            _ => tagged("kind", "all_or_nothing", None),
        };
        members.insert("rule".to_owned(), rule);
        members.insert("not_applicable".to_owned(), tagged("policy", "no", None));
        Value::Object(members)
    }
}

impl Write for WantedEvidence {
    fn write(&self) -> Value {
        let mut members = Map::new();
        members.insert("name".to_owned(), self.name.write());
        if self.required {
            members.insert("required".to_owned(), true.into());
        }
        Value::Object(members)
    }
}
