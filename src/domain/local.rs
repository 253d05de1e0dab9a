//! The section of a unit's own items: added up like a bonus, apart from the total.

use std::sync::Arc;

use super::form::Form;
use super::id::SectionId;
use super::limit::Otherwise;
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
