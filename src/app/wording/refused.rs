//! Files that cannot be used, as a list for those who sent them.

use super::{read_trouble, verdict};
use crate::app::committee::Staged;
use crate::app::words::{Word, fill, word};
use crate::domain::Lang;
use crate::domain::signs::visible;
use crate::export::{Cell, csv};
use crate::format::{ArchiveFlaw, Foreign, ReadError, Sealing, file_name};

/// What a file that cannot be read is, in a word.
pub const fn refusal(error: &ReadError) -> Word {
    match error {
        ReadError::Newer { .. } => Word::VerdictNewerFormat,
        ReadError::Encrypted { .. } => Word::VerdictEncrypted,
        ReadError::BadSignature => Word::VerdictForged,
        ReadError::Archive { flaw: ArchiveFlaw::Broken } => Word::VerdictDamaged,
        ReadError::NotOurs
        | ReadError::OtherKind { .. }
        | ReadError::Foreign { .. }
        | ReadError::Archive { .. }
        | ReadError::TooMany => Word::VerdictUnknown,
        _ => Word::VerdictDamaged,
    }
}

/// The name and the text of the list: one row a file, with its reason, the place and what to do.
pub fn refused_csv(lang: Lang, staged: &[Staged]) -> (String, String) {
    let head = [Word::StagedFile, Word::StagedVerdict, Word::StagedReason, Word::RefusedColumn, Word::RefusedTodo];
    let mut rows = vec![head.map(|column| Cell::from(word(lang, column))).to_vec()];
    rows.extend(staged.iter().filter(|staged| staged.is_refused()).map(|staged| row(lang, staged)));
    let count = (rows.len() - 1).to_string();
    (file_name(&[word(lang, Word::RefusedFile), &count], "csv"), csv(&rows))
}

fn row(lang: Lang, staged: &Staged) -> Vec<Cell> {
    let (title, reason, place, todo) = match &staged.outcome {
        Ok((_, found)) => {
            let (title, reason) = verdict(lang, found);
            (title, reason, String::new(), Word::RefusedAsk)
        }
        Err(error) => (word(lang, refusal(error)), read_trouble(lang, error), place(lang, error), todo(error)),
    };
    let name = if staged.name.is_empty() { word(lang, Word::StagedStored) } else { &staged.name };
    vec![
        Cell::Text(visible(name.into()).into_owned()),
        Cell::from(title),
        Cell::Text(reason),
        Cell::Text(place),
        Cell::from(word(lang, todo)),
    ]
}

fn place(lang: Lang, error: &ReadError) -> String {
    match error {
        ReadError::NotJson { line, column, .. } => {
            fill(lang, Word::RefusedWhere, &[("line", &line.to_string()), ("column", &column.to_string())])
        }
        ReadError::CutOff { line } => fill(lang, Word::RefusedWhereCut, &[("line", &line.to_string())]),
        ReadError::Malformed { problem } => problem.at.clone(),
        _ => String::new(),
    }
}

const fn todo(error: &ReadError) -> Word {
    match error {
        ReadError::Newer { .. } => Word::RefusedUpdate,
        ReadError::Encrypted { why: Sealing::NoKey } => Word::RefusedOpenKey,
        ReadError::TooMany | ReadError::Archive { flaw: ArchiveFlaw::TooMuch } => Word::RefusedFewer,
        ReadError::Archive { flaw: ArchiveFlaw::Broken } => Word::RefusedAgain,
        ReadError::Archive { .. } | ReadError::Foreign { seems: Foreign::Archive } => Word::RefusedUnpack,
        ReadError::NotOurs | ReadError::OtherKind { .. } | ReadError::Foreign { .. } | ReadError::TooLarge { .. } => {
            Word::RefusedRightFile
        }
        _ => Word::RefusedAgain,
    }
}
