//! Floor 0: the nouns of the field and how they score. Pure: no file formats, no words on a
//! screen, no browser, no clock. Start at [`Template`] and [`Sheet`].
#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

mod answer;
#[cfg(feature = "schema")]
mod authored_schema;
mod bounds;
mod carried;
mod condition;
mod date;
mod digest;
mod form;
mod grade;
mod id;
mod id_set;
mod item;
mod likeness;
mod limit;
mod local;
mod missing;
mod occurrences;
mod parameter;
mod period;
mod points;
mod quantity;
mod ranked;
pub mod rule;
mod scene;
#[cfg(feature = "schema")]
mod schemas;
mod section;
mod sheet;
mod signing;
mod standard;
mod standing;
mod submission;
mod take;
mod template;
mod text;
mod total_rule;
mod totals;

pub mod json;

pub mod flaw;
pub mod guard;
pub mod intake;
pub mod lint;
pub mod ranking;
pub mod rollup;
pub mod signs;

pub use answer::{Answer, LinkedValue, MAX_COUNT};
pub use bounds::Bounds;
pub use carried::{Carried, carried};
pub use condition::{Condition, Fraction};
pub use date::{Date, MonthDay};
pub use digest::{sha256, sha256_of};
pub use flaw::{Flaw, FlawKind, Level};
pub use form::Form;
pub use grade::{Award, Colour, Flag, Grade, GradeBy, Normalise, Ranking, Tier, Veto, VetoEffect};
pub use id::{
    FieldId, FlagId, GradeId, ItemId, ParameterId, SectionId, SubmissionId, TemplateId, TierId, UnitTypeId, VetoId,
};
pub use id_set::IdSet;
pub use item::{CheckMethod, Item, NotApplicable, Ruling, WantedEvidence};
pub use likeness::Likeness;
pub use limit::{Limit, Otherwise, True};
pub use local::SUPPLEMENT;
pub use missing::Missing;
pub use occurrences::occurrences;
pub use parameter::{Parameter, ParameterValue};
pub use period::{Period, PeriodKind};
pub use points::{Points, points};
pub use quantity::Quantity;
pub use ranked::ranked;
pub use rule::{Line, LineState, Reason, Rule};
pub use section::{Section, SectionRole};
pub use sheet::{Part, Place, Row, Sheet};
pub use signing::{Signers, Signing};
pub use standard::{Mode, Standard, Supplement, UnitType};
pub use standing::{Blocked, GradeStanding};
pub use submission::{ALTERED_FROM, Edit, Entry, Evidence, Extra, Revision, Stage, Submission, Unit};
pub use take::Take;
pub use template::{Authored, Template};
pub use text::{Lang, Texts};
pub use total_rule::{Rescale, TotalRule};
pub use totals::{SectionScore, Totals};
