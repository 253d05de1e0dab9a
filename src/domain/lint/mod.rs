//! The checks that every template passes before it can be used, wherever it comes from.

mod conditions;
mod fields;
mod grades;
mod items;
mod ledger;
mod local;
mod rules;
mod texts;

use litemap::LiteMap;

use super::flaw::{Flaw, FlawKind, Level};
use super::form;
use super::id::{ItemId, UnitTypeId, is_well_formed, repeated};
use super::local::SUPPLEMENT;
use super::points::Points;
use super::section::{Section, SectionRole};
use super::sheet::Place;
use super::standard::Standard;
use super::take::Take;
use super::text::{Lang, Texts};
use conditions::Scope;
pub use local::check_local;

/// The most items a template may have.
const MOST_ITEMS: usize = 20_000;

/// Everything wrong with a standard, in its own order.
pub fn check(standard: &Standard) -> Vec<Flaw> {
    let mut lint = Lint::new(standard);
    lint.standard();
    lint.flaws
}

/// Everything wrong with the sheets of all kinds of unit. What is wrong with only some of them is told
/// with the kind.
pub(super) fn check_kinds(kinds: &[(UnitTypeId, Standard)]) -> Vec<Flaw> {
    let found: Vec<Vec<Flaw>> = kinds.iter().map(|(_, standard)| check(standard)).collect();
    let mut flaws = Vec::new();
    for ((kind, _), own) in kinds.iter().zip(&found) {
        for flaw in own {
            let everywhere = found.iter().all(|other| other.contains(flaw));
            let at = if everywhere { flaw.at.clone() } else { format!("{kind}: {}", flaw.at) };
            flaws.push(Flaw { at, ..flaw.clone() });
        }
    }
    flaws
}

struct Lint<'a> {
    standard: &'a Standard,
    places: LiteMap<ItemId, Place>,
    flaws: Vec<Flaw>,
    /// The languages the title has, and so the ones every text should have.
    langs: Vec<Lang>,
}

impl<'a> Lint<'a> {
    fn new(standard: &'a Standard) -> Lint<'a> {
        let title = &standard.title;
        let there = [(Lang::ZhHant, title.zh_hant.is_some()), (Lang::En, title.en.is_some())];
        let langs = there.into_iter().filter_map(|(lang, there)| there.then_some(lang)).collect();
        Lint { standard, places: form::places(standard), flaws: Vec::new(), langs }
    }

    fn error(&mut self, at: &str, kind: FlawKind) {
        self.flaws.push(Flaw { level: Level::Error, at: at.to_owned(), kind });
    }

    fn warning(&mut self, at: &str, kind: FlawKind) {
        self.flaws.push(Flaw { level: Level::Warning, at: at.to_owned(), kind });
    }

    fn error_if(&mut self, wrong: bool, at: &str, kind: FlawKind) {
        if wrong {
            self.error(at, kind);
        }
    }

    /// Something that may not stand there.
    fn misplaced(&mut self, wrong: bool, at: &str, name: &'static str) {
        self.error_if(wrong, at, FlawKind::OutOfPlace { name });
    }

    fn not_there(&mut self, wrong: bool, at: &str, id: &str) {
        self.error_if(wrong, at, FlawKind::NotThere { id: id.to_owned() });
    }

    fn standard(&mut self) {
        let standard = self.standard;
        self.ids("id", std::iter::once(standard.id.as_str()));
        self.text("title", &standard.title);
        for (n, text) in standard.basis.iter().chain(&standard.issuer).chain(&standard.reminder).enumerate() {
            self.prose(&format!("basis[{n}]"), text);
        }
        self.error_if(standard.decimals > 4, "decimals", FlawKind::TooManyDecimals);
        self.not_empty("periods", standard.periods.is_empty());
        self.not_empty("sections", standard.sections.is_empty());
        let items = || standard.sections.iter().flat_map(|section| &section.items);
        self.ids("unit_types", standard.unit_types.iter().map(|unit| unit.id.as_str()));
        let vetoes = standard.vetoes.iter().map(|veto| veto.id.as_str());
        // Both become names of radio buttons in one page.
        self.ids("items", items().map(|item| item.id.as_str()).chain(vetoes));
        for unit in &standard.unit_types {
            self.text(&format!("unit_types.{}", unit.id), &unit.label);
        }
        self.parameters();
        let own = standard.supplement.iter().map(|_| SUPPLEMENT);
        self.ids("sections", standard.sections.iter().map(|section| section.id.as_str()).chain(own));
        if items().count() > MOST_ITEMS {
            self.error("sections", FlawKind::TooMany { most: MOST_ITEMS });
        }
        for section in &standard.sections {
            self.section(section);
        }
        if let Err(path) = form::order(standard, &self.places) {
            let path: Vec<&str> = path.iter().map(ItemId::as_str).collect();
            let at = format!("items.{}", path.first().unwrap_or(&""));
            self.error(&at, FlawKind::Circle { path: path.join(" → ") });
        }
        self.total();
        self.grades();
        if let Some(supplement) = &standard.supplement {
            self.text("supplement", &supplement.title);
            self.error_if(supplement.full_score.is_negative(), "supplement", FlawKind::Negative);
            self.error_if(supplement.most_items == 0, "supplement", FlawKind::NotPositive);
        }
    }

    fn parameters(&mut self) {
        let standard = self.standard;
        self.ids("parameters", standard.parameters.iter().map(|one| one.id.as_str()));
        for parameter in &standard.parameters {
            let at = format!("parameters.{}", parameter.id);
            self.text(&at, &parameter.label);
            for (kind, value) in parameter.by_type.iter() {
                let same = std::mem::discriminant(value) == std::mem::discriminant(&parameter.value);
                self.error_if(!same, &at, FlawKind::ParameterKind { id: parameter.id.to_string() });
                self.unit_type(&at, kind);
            }
        }
    }

    fn unit_type(&mut self, at: &str, kind: &UnitTypeId) {
        let known = self.standard.unit_types.iter().any(|known| known.id == *kind);
        self.error_if(!known, at, FlawKind::UnknownUnitType { id: kind.to_string() });
    }

    fn section(&mut self, section: &'a Section) {
        let at = format!("sections.{}", section.id);
        self.text(&at, &section.title);
        self.not_empty(&at, section.items.is_empty());
        let items = section.take.of(section.items.iter().map(|item| item.full_score));
        let sum = section.base.unwrap_or_default() + items;
        let printed = section.full_score;
        let fits = match section.role {
            SectionRole::Core if section.cap.is_none() => sum == printed,
            SectionRole::Core | SectionRole::Bonus => sum >= printed,
            SectionRole::Penalty | SectionRole::Info => true,
        };
        self.error_if(!fits, &at, FlawKind::SectionSum { sum, printed });
        let takes = matches!(section.role, SectionRole::Penalty | SectionRole::Info);
        let is_scored = printed != Points::ZERO || section.items.iter().any(|item| item.full_score != Points::ZERO);
        self.error_if(takes && is_scored, &at, FlawKind::NotScored);
        self.error_if(printed.is_negative(), &at, FlawKind::Negative);
        let (floor, cap) = section.limits();
        self.between(&at, floor, cap);
        self.misplaced(section.weight.is_some() && !section.role.is_core(), &at, "weight");
        let weightless = section.weight.is_some_and(|weight| weight <= Points::ZERO);
        self.error_if(weightless, &at, FlawKind::NotPositive);
        self.misplaced(section.take == Take::Lowest, &at, "lowest");
        self.misplaced(section.when.is_none() && !section.otherwise.is_drop(), &at, "otherwise");
        for condition in section.when.iter().chain(&section.full_when) {
            self.condition(&at, condition, Scope::Item);
        }
        for item in &section.items {
            self.item(item);
        }
    }

    fn total(&mut self) {
        let standard = self.standard;
        let rule = standard.total.clone().unwrap_or_default();
        let core = standard.sections.iter().filter(|section| section.role.is_core());
        let sum: Points = core.map(|section| section.weighted(section.full_score, standard.decimals)).sum();
        let sum = sum + rule.base.unwrap_or_default();
        if sum != standard.full_score {
            self.error("full_score", FlawKind::TotalSum { sum, printed: standard.full_score });
        }
        self.error_if(rule.decimals.is_some_and(|decimals| decimals > 4), "total", FlawKind::TooManyDecimals);
        self.between("total", rule.floor, rule.ceiling);
        if let Some(out_of) = standard.shown_out_of {
            let positive = out_of > Points::ZERO && standard.full_score > Points::ZERO;
            self.error_if(!positive, "shown_out_of", FlawKind::NotPositive);
        }
    }

    fn between(&mut self, at: &str, floor: Option<Points>, cap: Option<Points>) {
        let wrong = matches!((floor, cap), (Some(floor), Some(cap)) if floor > cap);
        self.error_if(wrong, at, FlawKind::FloorAboveCap);
    }

    fn not_empty(&mut self, at: &str, empty: bool) {
        self.error_if(empty, at, FlawKind::Empty);
    }

    fn ids<'i>(&mut self, at: &str, ids: impl Iterator<Item = &'i str>) {
        let (good, bad): (Vec<&str>, Vec<&str>) = ids.partition(|id| is_well_formed(id));
        for id in bad {
            self.error(at, FlawKind::BadId { id: id.to_owned() });
        }
        for id in repeated(good.into_iter()) {
            self.error(at, FlawKind::RepeatedId { id: id.to_owned() });
        }
    }
}
