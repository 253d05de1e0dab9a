//! Named elements, each with its own amount when it is missing.

use crate::domain::json::Json;

use super::Reason;
use super::input::{Found, Input, Outcome, unfit};
use crate::domain::answer::Answer;
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
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let full = input.full;
        let Some(Answer::Elements { have, exempt }) = input.answer else { return Err(unfit(input.answer)) };
        let known = |id: &FieldId| self.elements.iter().any(|element| element.id == *id);
        if !have.iter().chain(exempt).all(known) {
            return Err(Outcome::Invalid(Reason::Unfit));
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
        Ok(Outcome::Points(left, reasons))
    }
}
