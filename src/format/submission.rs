//! Submissions as files.

use std::sync::Arc;

use crate::domain::json::{self, Json, Rest, Write};
use litemap::LiteMap;

use super::brief::Standards;
use super::carried::{Carried, take, written};
use super::check_code::check_code;
use super::envelope::{Kind, Opened, open, seal_with};
use super::error::ReadError;
use super::template::{Judge, linted};
use crate::domain::intake::Received;
use crate::domain::{
    Date, Entry, Extra, GradeId, Item, ItemId, Period, Points, Revision, Sheet, Stage, Submission, SubmissionId,
    Template, Unit, VetoId, lint,
};

/// The body of a submission file.
#[derive(Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Body {
    /// Who reports.
    unit: Unit,
    /// For when: `2026`, `2026-H1`, `2026-Q3`, `2026-04`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    /// `submitted` when nothing was missing.
    stage: Stage,
    /// How many changes were made.
    revision: Revision,
    /// What was put in, by item.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<ItemId, Entry>"))]
    entries: LiteMap<ItemId, Entry>,
    /// Whether each veto applies.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<VetoId, bool>"))]
    vetoes: LiteMap<VetoId, bool>,
    /// The day on which it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    /// Items that the unit added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    local_items: Vec<Arc<Item>>,
    /// The standard.
    #[cfg_attr(feature = "schema", schemars(with = "crate::domain::Authored"))]
    template: Carried,
    /// What it came to when it was written. For people who open the file; readers compute anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<Outcome>,
    /// Members that this program does not know.
    #[serde(flatten)]
    extra: Rest,
}

/// The result as stated in a file.
#[derive(Clone, PartialEq, Eq, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Outcome {
    /// The total.
    total: Points,
    /// The grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grade: Option<GradeId>,
    /// Members that this program does not know.
    #[serde(flatten)]
    extra: Rest,
}

impl Outcome {
    fn of(sheet: &Sheet) -> Outcome {
        let totals = sheet.totals();
        let grade = totals.standing.as_ref().map(|standing| standing.grade.clone());
        Outcome { total: totals.total, grade, extra: sheet.submission().extra.result.clone() }
    }
}

/// A submission as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The canonical text of the file.
    pub text: String,
    /// SHA-256 of it without its integrity.
    pub digest: String,
    /// What to read out on the phone.
    pub check_code: String,
}

/// Writes a sheet as a file.
pub fn write_submission(sheet: &Sheet) -> Written {
    let submission = sheet.submission();
    let body = Body {
        unit: submission.unit.clone(),
        period: submission.period,
        stage: sheet.stage(),
        revision: submission.revision,
        entries: submission.entries.clone(),
        vetoes: submission.vetoes.clone(),
        as_of: submission.as_of,
        local_items: submission.local_items.clone(),
        template: Carried::from(&submission.template),
        result: Some(Outcome::of(sheet)),
        extra: submission.extra.body.clone(),
    };
    let (text, digest) = seal_with(Kind::Submission, submission.id.as_str(), body.write(), &submission.extra);
    Written { text, check_code: check_code(&digest), digest }
}

/// Reads a submission that others are to be compared with. Whoever reads many keeps [`Standards`].
///
/// # Errors
/// Any [`ReadError`].
pub fn read_submission(bytes: &[u8]) -> Result<Received, ReadError> {
    Standards::default().read(bytes)
}

/// Reads a submission to go on with.
///
/// # Errors
/// Any [`ReadError`].
pub fn open_submission(bytes: &[u8]) -> Result<Submission, ReadError> {
    open_submission_by(linted, bytes)
}

/// Reads a submission to go on with, whose standard is judged by `judge`.
///
/// # Errors
/// Any [`ReadError`].
pub fn open_submission_by(judge: Judge, bytes: &[u8]) -> Result<Submission, ReadError> {
    let mut opened = open(bytes, Kind::Submission)?;
    let written = written(&mut opened.body);
    assemble(opened, || take(judge, written))
}

/// Makes a submission of what was opened, and of its standard, which comes when all else is in shape. Its stated result
/// is never used: the answers are scored anew.
pub(super) fn assemble(
    opened: Opened,
    standard: impl FnOnce() -> Result<Arc<Template>, ReadError>,
) -> Result<Submission, ReadError> {
    let body: Body = json::read(&opened.body, "body").map_err(|problem| ReadError::Malformed { problem })?;
    let template = standard()?;
    let extra = Extra {
        document: opened.extra,
        body: body.extra,
        result: body.result.map(|result| result.extra).unwrap_or_default(),
        signature: opened.signature.map(|signature| (opened.digest, signature)),
    };
    let submission = Submission {
        id: SubmissionId::from(opened.id.as_str()),
        template,
        unit: body.unit,
        period: body.period,
        stage: body.stage,
        revision: body.revision,
        entries: body.entries,
        vetoes: body.vetoes,
        as_of: body.as_of,
        local_items: body.local_items,
        extra,
    };
    let flaws = lint::check_local(&submission.template, &submission.local_items);
    if flaws.is_empty() { Ok(submission) } else { Err(ReadError::Template { flaws }) }
}
