//! Named elements, each with its own amount when it is missing.

use std::collections::BTreeSet;

use crate::domain::json::Json;

use super::{Outcome, Reason};
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// Deductions for missing elements, from the full score down to zero.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeductList {
    /// The elements that should be there.
    pub elements: Vec<Element>,
}

/// One element.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Its id inside the item.
    pub id: FieldId,
    /// Its name.
    pub label: Texts,
    /// Off when it is missing, as a positive amount.
    pub each: Points,
    /// When its absence is excused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt_when: Option<Texts>,
}

impl DeductList {
    pub(super) fn outcome(&self, have: &BTreeSet<FieldId>, exempt: &BTreeSet<FieldId>, full: Points) -> Outcome {
        let known = |id: &FieldId| self.elements.iter().any(|element| element.id == *id);
        if !have.iter().chain(exempt).all(known) {
            return Outcome::Invalid(Reason::Unfit);
        }
        let (mut left, mut reasons) = (full, Vec::new());
        for element in self.elements.iter().filter(|element| !have.contains(&element.id)) {
            if element.exempt_when.is_some() && exempt.contains(&element.id) {
                reasons.push(Reason::Exempt { element: element.id.clone() });
            } else {
                reasons.push(Reason::Missing { element: element.id.clone(), lost: element.each });
                left -= element.each;
            }
        }
        if left == full {
            reasons.push(Reason::NothingDeducted { full });
        }
        Outcome::Points(left, reasons)
    }
}
