//! [`Scenario`]: a sheet filled step by step and what it comes to, through public functions only.

use expect_test::Expect;
use yardstick::app::{Input, wording};
use yardstick::domain::{Edit, FieldId, Lang, Sheet, Submission, SubmissionId, Unit, UnitTypeId, VetoId};

use crate::cases::{self, STRONG_BRANCH};

/// A sheet being filled.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    sheet: Sheet,
}

impl Scenario {
    /// An empty sheet of a template of the library.
    pub(crate) fn of(template: &str) -> Scenario {
        let template = match template {
            "strong_branch" => STRONG_BRANCH.clone(),
            other => cases::template(other),
        };
        Scenario::with(Sheet::open(Submission::new(SubmissionId::from("scenario0000000"), template)))
    }

    /// Goes on with a sheet.
    pub(crate) fn with(sheet: Sheet) -> Scenario {
        Scenario { sheet }
    }

    /// Gives the sheet another id.
    pub(crate) fn called(self, id: &str) -> Scenario {
        let submission = Submission { id: SubmissionId::from(id), ..self.sheet.submission().clone() };
        Scenario::with(Sheet::open(submission))
    }

    /// Fills the head.
    pub(crate) fn unit(self, name: &str, unit_type: &str, period: &str) -> Scenario {
        let unit = Unit { name: name.to_owned(), unit_type: Some(UnitTypeId::from(unit_type)), ..Unit::default() };
        self.edit(Edit::Unit(unit)).edit(Edit::Period(Some(period.parse().expect("a period"))))
    }

    /// Gives the unit a code.
    pub(crate) fn code(self, code: &str) -> Scenario {
        let unit = Unit { code: code.to_owned(), ..self.sheet.unit().clone() };
        self.edit(Edit::Unit(unit))
    }

    /// Names the unit that it reports to.
    pub(crate) fn superior(self, superior: &str) -> Scenario {
        let unit = Unit { superior: superior.to_owned(), ..self.sheet.unit().clone() };
        self.edit(Edit::Unit(unit))
    }

    /// Chooses an option.
    pub(crate) fn choose(self, item: &str, option: &str) -> Scenario {
        self.put(item, Input::Chosen(FieldId::from(option)))
    }

    /// Types a count.
    pub(crate) fn count(self, item: &str, field: &str, count: u32) -> Scenario {
        self.put(item, Input::Counted(FieldId::from(field), Some(count)))
    }

    /// Ticks elements.
    pub(crate) fn tick(self, item: &str, elements: &[&str]) -> Scenario {
        elements.iter().fold(self, |all, element| all.put(item, Input::Ticked(FieldId::from(*element), true)))
    }

    /// Marks an item as not applicable.
    pub(crate) fn skip(self, item: &str) -> Scenario {
        self.put(item, Input::NotApplicable(true))
    }

    /// Writes a remark.
    pub(crate) fn remark(self, item: &str, text: &str) -> Scenario {
        self.put(item, Input::Remarked(text.to_owned()))
    }

    /// Answers a veto.
    pub(crate) fn veto(self, veto: &str, applies: bool) -> Scenario {
        self.edit(Edit::Veto(VetoId::from(veto), Some(applies)))
    }

    /// Does something to an item, as the page would.
    pub(crate) fn put(self, item: &str, input: Input) -> Scenario {
        let edit = input.edit(self.sheet.find(item).expect("an item of the template"));
        self.edit(edit)
    }

    /// Makes an edit.
    pub(crate) fn edit(mut self, edit: Edit) -> Scenario {
        self.sheet.apply(edit);
        self
    }

    /// The sheet as it stands.
    pub(crate) fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// What an item scores and why, as the page says it in English.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn score(self, item: &str, expect: Expect) -> Scenario {
        let row = self.sheet.find(item).expect("an item of the template");
        let why: Vec<String> = row.line.reasons.iter().map(|why| wording::reason(Lang::En, &row.item, why)).collect();
        expect.assert_eq(&format!("{} of {}: {}", row.line.obtained, row.line.obtainable, why.join("; ")));
        self
    }

    /// What the sheet comes to.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn total(self, expect: Expect) -> Scenario {
        let totals = self.sheet.totals();
        let grade = totals.standing.as_ref().map_or("none", |standing| standing.grade.as_str());
        expect.assert_eq(&format!(
            "{} of {} is {}, bonus {}, total {}: {grade}, missing {}",
            totals.obtained, totals.obtainable, totals.core, totals.bonus, totals.total, totals.missing
        ));
        self
    }
}
