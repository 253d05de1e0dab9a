//! What went wrong, and what to do next.

use super::period;
use crate::app::model::Misfit;
use crate::app::msg::FetchError;
use crate::app::store::{Noticed, RestoreError, StoreError};
use crate::app::words::{Word, fill, word};
use crate::domain::intake::{Received, Verdict};
use crate::domain::json::{ProblemKind, Shape};
use crate::domain::signs::visible;
use crate::domain::{Lang, Signing};
use crate::format::{ArchiveFlaw, Foreign, Kind, MAX_BATCH_BYTES, MAX_FILES, ReadError, Sealing, card, check_code};

/// Why a file cannot be used.
pub fn read_trouble(lang: Lang, error: &ReadError) -> String {
    let place = |line: &usize, column: &usize| [line.to_string(), column.to_string()];
    match error {
        ReadError::TooLarge { most } => fill(lang, Word::ReadTooLarge, &[("most", &(most / 1024 / 1024).to_string())]),
        ReadError::TooMany => {
            let most = (MAX_BATCH_BYTES / 1024 / 1024).to_string();
            fill(lang, Word::ReadTooMany, &[("files", &MAX_FILES.to_string()), ("most", &most)])
        }
        ReadError::Archive { flaw } => word(lang, archive(*flaw)).to_owned(),
        ReadError::Foreign { seems } => fill(lang, Word::ReadForeign, &[("kind", &foreign(lang, *seems))]),
        ReadError::NotText => word(lang, Word::ReadNotText).to_owned(),
        ReadError::CutOff { .. } => word(lang, Word::ReadCutOff).to_owned(),
        ReadError::NotJson { line, column, problem } => {
            let [line, column] = place(line, column);
            fill(lang, Word::ReadNotJson, &[("line", &line), ("column", &column), ("problem", problem)])
        }
        ReadError::NotOurs => word(lang, Word::ReadNotOurs).to_owned(),
        ReadError::OtherKind { found, .. } => fill(lang, Word::ReadOtherKind, &[("kind", kind(lang, *found))]),
        ReadError::Newer { found, supported } => {
            fill(lang, Word::ReadNewer, &[("found", &found.to_string()), ("supported", &supported.to_string())])
        }
        ReadError::Altered => word(lang, Word::ReadAltered).to_owned(),
        ReadError::BadSignature => word(lang, Word::ReadBadSignature).to_owned(),
        ReadError::Encrypted { why } => {
            let sentence = match why {
                Sealing::NoKey => Word::ReadEncrypted,
                Sealing::OtherKey => Word::ReadEncryptedOther,
                Sealing::Damaged => Word::ReadEncryptedDamaged,
            };
            word(lang, sentence).to_owned()
        }
        ReadError::Malformed { problem: found } => {
            fill(lang, Word::ReadMalformed, &[("at", &found.at), ("problem", &problem(lang, &found.kind))])
        }
        ReadError::Template { flaws } => fill(lang, Word::ReadTemplate, &[("count", &flaws.len().to_string())]),
        ReadError::Unchecked => word(lang, Word::ReadUnchecked).to_owned(),
    }
}

const fn archive(flaw: ArchiveFlaw) -> Word {
    match flaw {
        ArchiveFlaw::Broken => Word::ZipBroken,
        ArchiveFlaw::Encrypted => Word::ZipEncrypted,
        ArchiveFlaw::Link => Word::ZipLink,
        ArchiveFlaw::Path => Word::ZipPath,
        ArchiveFlaw::Nested => Word::ZipNested,
        ArchiveFlaw::Method => Word::ZipMethod,
        ArchiveFlaw::Bomb => Word::ZipBomb,
        ArchiveFlaw::TooMuch => Word::ZipTooMuch,
    }
}

fn foreign(lang: Lang, seems: Foreign) -> String {
    let kind = match seems {
        Foreign::Json(Some(maker)) => return fill(lang, Word::ForeignJsonOf, &[("maker", maker)]),
        Foreign::Json(None) => Word::ForeignJson,
        Foreign::Empty => Word::ForeignEmpty,
        Foreign::Blank => Word::ForeignBlank,
        Foreign::Table => Word::ForeignTable,
        Foreign::Document => Word::ForeignDocument,
        Foreign::Slides => Word::ForeignSlides,
        Foreign::Ofd => Word::ForeignOfd,
        Foreign::Pdf => Word::ForeignPdf,
        Foreign::Picture => Word::ForeignPicture,
        Foreign::Sound => Word::ForeignSound,
        Foreign::Film => Word::ForeignFilm,
        Foreign::Program => Word::ForeignProgram,
        Foreign::Archive => Word::ForeignArchive,
        Foreign::Zip => Word::ForeignZip,
        Foreign::Page => Word::ForeignPage,
        Foreign::Mail => Word::ForeignMail,
        Foreign::Database => Word::ForeignDatabase,
        Foreign::Shortcut => Word::ForeignShortcut,
        Foreign::Csv => Word::ForeignCsv,
        Foreign::Xml => Word::ForeignXml,
        Foreign::Text => Word::ForeignText,
    };
    word(lang, kind).to_owned()
}

/// A file was opened that was no UTF-8: what happened, and what to do.
pub fn converted(lang: Lang, name: &str) -> (String, &'static str) {
    (fill(lang, Word::ConvertedTitle, &[("name", name)]), word(lang, Word::ConvertedText))
}

/// Why the result of another sheet cannot be taken out of a file.
pub fn misfit(lang: Lang, misfit: &Misfit) -> String {
    let (sentence, found, wanted) = match misfit {
        Misfit::Standard { found, wanted } => {
            let known = card(wanted.as_str()).map_or(wanted.as_str(), |card| card.title(lang));
            (Word::LinkedOtherStandard, found.get(lang).to_owned(), known.to_owned())
        }
        Misfit::Unit { found, wanted } => (Word::LinkedOtherUnit, found.clone(), wanted.clone()),
        Misfit::Period { found, wanted } => {
            let found = found.map_or_else(|| "\u{2014}".to_owned(), |found| period(lang, found));
            (Word::LinkedOtherPeriod, found, period(lang, *wanted))
        }
        Misfit::NoPeriod => return word(lang, Word::LinkedNoPeriod).to_owned(),
        Misfit::Draft => return word(lang, Word::LinkedDraft).to_owned(),
        Misfit::Nothing => return word(lang, Word::LinkedNothing).to_owned(),
    };
    fill(lang, sentence, &[("found", &found), ("wanted", &wanted)])
}

fn problem(lang: Lang, problem: &ProblemKind) -> String {
    match problem {
        ProblemKind::Missing { name } => fill(lang, Word::ProblemMissing, &[("name", name)]),
        ProblemKind::Unknown { name } => fill(lang, Word::ProblemUnknown, &[("name", name)]),
        ProblemKind::Unlisted { found, known } => {
            let known = known.join(word(lang, Word::ListComma));
            fill(lang, Word::ProblemUnlisted, &[("found", found), ("known", &known)])
        }
        ProblemKind::Other { wanted } => fill(lang, Word::ProblemOther, &[("shape", shape(lang, *wanted))]),
    }
}

fn shape(lang: Lang, shape: Shape) -> &'static str {
    word(
        lang,
        match shape {
            Shape::Text => Word::ShapeText,
            Shape::Decimal => Word::ShapeDecimal,
            Shape::Period => Word::ShapePeriod,
            Shape::Date => Word::ShapeDate,
            Shape::Whole => Word::ShapeWhole,
            Shape::Truth => Word::ShapeTruth,
            Shape::List => Word::ShapeList,
            Shape::Object => Word::ShapeObject,
            Shape::Nothing => Word::ShapeNothing,
        },
    )
}

/// How a file stands to the key of its unit, where that is worth a sentence.
pub fn signing(lang: Lang, signing: Signing, received: &Received) -> Option<String> {
    let sentence = match signing {
        Signing::Unsigned => return None,
        Signing::First => Word::SigningFirst,
        Signing::Known => Word::SigningKnown,
        Signing::Changed => Word::SigningChanged,
        Signing::Missing => Word::SigningMissing,
    };
    Some(fill(lang, sentence, &[("code", &received.signer.as_deref().map(check_code).unwrap_or_default())]))
}

fn kind(lang: Lang, kind: Kind) -> &'static str {
    word(
        lang,
        match kind {
            Kind::Template => Word::KindTemplate,
            Kind::Submission => Word::KindSubmission,
            Kind::Rollup => Word::KindRollup,
            Kind::Bundle => Word::KindBundle,
            Kind::Key => Word::KindKey,
        },
    )
}

/// Why something could not be stored.
pub fn store_trouble(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::Conflict { .. } => word(lang, Word::StoreConflict).to_owned(),
        StoreError::Newer => word(lang, Word::StoreNewer).to_owned(),
        StoreError::Blocked => word(lang, Word::StoreBlocked).to_owned(),
        StoreError::Full => word(lang, Word::StoreFull).to_owned(),
        // The desk shows its own screen.
        StoreError::Locked(_) => String::new(),
        StoreError::Silent => word(lang, Word::StoreSilent).to_owned(),
        StoreError::Unavailable(detail) => fill(lang, Word::StoreUnavailable, &[("detail", detail)]),
        StoreError::Unreadable(detail) => fill(lang, Word::StoreUnreadable, &[("detail", detail)]),
    }
}

/// Why a stored record cannot be opened.
pub fn restore_trouble(lang: Lang, error: &RestoreError) -> String {
    match error {
        RestoreError::Snapshot(error) => read_trouble(lang, error),
        RestoreError::Gap { found, wanted } => {
            fill(lang, Word::RestoreGap, &[("found", &found.to_string()), ("wanted", &wanted.to_string())])
        }
    }
}

/// What is not as it was left.
pub fn noticed(lang: Lang, noticed: &Noticed) -> String {
    let plain = match noticed {
        Noticed::Recovered => Word::RecoveredTail,
        Noticed::FromMirror { .. } => Word::RecoveredFromMirror,
        Noticed::Damaged => Word::RecoveredDamaged,
        Noticed::Branch => Word::RecoveredBranch,
        Noticed::Lost { found, known } => {
            let blanks = [("found", &*found.to_string()), ("known", &*known.to_string())];
            return fill(lang, Word::RecoveredLost, &blanks);
        }
    };
    word(lang, plain).to_owned()
}

/// Why a template could not be fetched.
pub fn fetch_trouble(lang: Lang, address: &str, error: &FetchError) -> String {
    match error {
        FetchError::OtherSite => fill(lang, Word::FetchOtherSite, &[("address", address)]),
        FetchError::Status(status) => {
            fill(lang, Word::FetchStatus, &[("address", address), ("status", &status.to_string())])
        }
        FetchError::NoAnswer => fill(lang, Word::FetchNoAnswer, &[("address", address)]),
    }
}

/// What becomes of a file: the short word, and what it means.
pub fn verdict(lang: Lang, verdict: &Verdict) -> (&'static str, String) {
    let plain = |title, text| (word(lang, title), word(lang, text).to_owned());
    let with = |title, text, name, value: &str| (word(lang, title), fill(lang, text, &[(name, value)]));
    match verdict {
        Verdict::Accepted => plain(Word::VerdictAccepted, Word::VerdictAcceptedText),
        Verdict::Newer { replaces } => {
            with(Word::VerdictNewer, Word::VerdictNewerText, "revision", &replaces.to_string())
        }
        Verdict::Duplicate => plain(Word::VerdictDuplicate, Word::VerdictDuplicateText),
        Verdict::Older { newer } => with(Word::VerdictOlder, Word::VerdictOlderText, "revision", &newer.to_string()),
        Verdict::Conflict { other } => with(Word::VerdictConflict, Word::VerdictConflictText, "code", other),
        Verdict::SecondReport { other } => with(Word::VerdictSecond, Word::VerdictSecondText, "code", other),
        Verdict::LookAlike { other, unit } => {
            let unit = visible(unit.into());
            let text = fill(lang, Word::VerdictAlikeText, &[("unit", &unit), ("code", other)]);
            (word(lang, Word::VerdictAlike), text)
        }
    }
}
