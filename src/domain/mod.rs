//! Floor 0: the nouns of the field and how they score. Pure: no file formats, no words on a
//! screen, no browser, no clock. Start at [`Template`] and [`Sheet`].
#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

mod answer;
mod id;
mod item;
mod period;
mod points;
pub mod rule;
mod sheet;
mod submission;
mod template;
mod text;
mod totals;

pub mod json;

pub mod flaw;
pub mod guard;
pub mod intake;
pub mod lint;
pub mod rollup;

pub use answer::{Answer, MAX_COUNT};
pub use flaw::{Flaw, FlawKind, Level};
pub use id::{FieldId, GradeId, ItemId, SectionId, SubmissionId, TemplateId, UnitTypeId, VetoId};
pub use item::{CheckMethod, Item, NotApplicable, WantedEvidence};
pub use period::{Period, PeriodKind};
pub use points::{Points, points};
pub use rule::{Line, LineState, Reason, Rule};
pub use sheet::{Part, Place, Row, Sheet};
pub use submission::{Edit, Entry, Evidence, Revision, Stage, Submission, Unit};
pub use template::{Award, Grade, Mode, Section, SectionRole, Standard, Template, UnitType, Veto, VetoEffect};
pub use text::{Lang, Texts};
pub use totals::{GradeStanding, Missing, SectionScore, Totals};
