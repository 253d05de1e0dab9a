//! The section of a unit's own items: added up like a bonus, apart from the total.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::form::Form;
use super::id::SectionId;
use super::item::{Item, WantedEvidence};
use super::json::{Write, tagged};
use super::limit::Otherwise;
use super::rule::Rule;
use super::section::{Section, SectionRole};
use super::submission::Submission;
use super::take::Take;

/// The id of the section of a unit's own items; no section of a template may have it.
pub const SUPPLEMENT: &str = "supplement";

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
