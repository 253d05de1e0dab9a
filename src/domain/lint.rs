//! The checks that every template passes before it can be used, wherever it comes from.

use std::collections::BTreeSet;

use super::flaw::{Flaw, FlawKind, Level};
use super::guard;
use super::id::is_well_formed;
use super::item::Item;
use super::points::Points;
use super::rule::{NO, Rule, YES};
use super::template::{Section, SectionRole, Standard, VetoEffect};
use super::text::{Lang, Texts};

/// The most fields one item may have; with [`super::MAX_COUNT`] it keeps every sum in range.
const MOST_FIELDS: usize = 64;
/// The most items a template may have.
const MOST_ITEMS: usize = 20_000;

/// Everything wrong with a standard, in its own order.
pub fn check(standard: &Standard) -> Vec<Flaw> {
    let mut lint = Lint { flaws: Vec::new(), langs: languages(&standard.title) };
    lint.standard(standard);
    lint.flaws
}

fn languages(title: &Texts) -> Vec<Lang> {
    let there = [(Lang::ZhHant, title.zh_hant.is_some()), (Lang::En, title.en.is_some())];
    there.into_iter().filter_map(|(lang, there)| there.then_some(lang)).collect()
}

struct Lint {
    flaws: Vec<Flaw>,
    /// The languages the title has, and so the ones every text should have.
    langs: Vec<Lang>,
}

impl Lint {
    fn error(&mut self, at: &str, kind: FlawKind) {
        self.flaws.push(Flaw { level: Level::Error, at: at.to_owned(), kind });
    }

    fn warning(&mut self, at: &str, kind: FlawKind) {
        self.flaws.push(Flaw { level: Level::Warning, at: at.to_owned(), kind });
    }

    fn standard(&mut self, standard: &Standard) {
        self.ids("id", std::iter::once(standard.id.as_str()));
        self.text("title", &standard.title);
        for (n, text) in standard.basis.iter().chain(&standard.issuer).chain(&standard.reminder).enumerate() {
            self.prose(&format!("basis[{n}]"), text);
        }
        if standard.decimals > 4 {
            self.error("decimals", FlawKind::TooManyDecimals);
        }
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
        self.ids("sections", standard.sections.iter().map(|section| section.id.as_str()));
        if items().count() > MOST_ITEMS {
            self.error("sections", FlawKind::TooMany { most: MOST_ITEMS });
        }
        for section in &standard.sections {
            self.section(section);
        }
        let core = standard.sections.iter().filter(|section| section.role.is_core());
        let sum: Points = core.map(|section| section.full_score).sum();
        if sum != standard.full_score {
            self.error("full_score", FlawKind::TotalSum { sum, printed: standard.full_score });
        }
        self.grades(standard);
    }

    fn section(&mut self, section: &Section) {
        let at = format!("sections.{}", section.id);
        self.text(&at, &section.title);
        self.not_empty(&at, section.items.is_empty());
        let sum: Points = section.items.iter().map(|item| item.full_score).sum();
        let fits = match section.role {
            SectionRole::Core => sum == section.full_score,
            SectionRole::Bonus => sum >= section.full_score,
        };
        if !fits {
            self.error(&at, FlawKind::SectionSum { sum, printed: section.full_score });
        }
        if section.full_score.is_negative() {
            self.error(&at, FlawKind::Negative);
        }
        for item in &section.items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        let at = format!("items.{}", item.id);
        self.text(&at, &item.text);
        if let Some(guidance) = &item.guidance {
            self.text(&format!("{at}.guidance"), guidance);
        }
        if let Some(when) = item.not_applicable.when() {
            self.text(&format!("{at}.not_applicable"), when);
        }
        for evidence in &item.evidence {
            self.text(&format!("{at}.evidence"), &evidence.name);
        }
        if item.full_score.is_negative() {
            self.error(&at, FlawKind::Negative);
        }
        let at = format!("{at}.rule");
        for text in item.rule.texts() {
            self.text(&at, text);
        }
        self.rule(&at, &item.rule, item.full_score);
    }

    fn rule(&mut self, at: &str, rule: &Rule, full: Points) {
        match rule {
            Rule::AllOrNothing(_) => {}
            Rule::Options(rule) => {
                self.fields(at, rule.options.iter().map(|option| option.id.as_str()));
                self.best(at, rule.options.iter().map(|option| option.points), full);
            }
            Rule::DeductPer(rule) => {
                self.fields(at, rule.counts.iter().map(|count| count.id.as_str()));
                self.amounts(at, rule.counts.iter().flat_map(|count| [Some(count.each), count.cap]).flatten());
            }
            Rule::DeductList(rule) => {
                self.fields(at, rule.elements.iter().map(|element| element.id.as_str()));
                self.amounts(at, rule.elements.iter().map(|element| element.each));
            }
            Rule::AddPer(rule) => {
                self.fields(at, rule.counts.iter().map(|count| count.id.as_str()));
                self.amounts(at, rule.counts.iter().map(|count| count.each));
            }
            Rule::RatioBand(rule) => {
                self.fields(at, [&rule.part, &rule.whole].into_iter().map(|field| field.id.as_str()));
                self.falling(at, rule.bands.iter().map(|band| band.at_least));
                self.best(at, rule.bands.iter().map(|band| band.points), full);
            }
            Rule::RateTimes(rule) => {
                self.fields(at, [&rule.part, &rule.whole].into_iter().map(|field| field.id.as_str()));
            }
            Rule::Survey(rule) => {
                let options = rule.options.iter().map(|option| option.id.as_str());
                self.fields(at, std::iter::once(rule.issued.id.as_str()).chain(options));
                let weights = || rule.options.iter().filter_map(|option| option.weight);
                self.amounts(at, weights());
                self.best(at, weights(), Points::whole(100));
            }
        }
    }

    fn grades(&mut self, standard: &Standard) {
        let grades = &standard.grades;
        self.ids("grades", grades.iter().map(|grade| grade.id.as_str()));
        for grade in grades {
            self.text(&format!("grades.{}", grade.id), &grade.label);
        }
        if !grades.is_empty() {
            self.falling("grades", grades.iter().map(|grade| grade.at_least));
        }
        let known = |id: &str| grades.iter().position(|grade| grade.id.as_str() == id);
        for veto in &standard.vetoes {
            let at = format!("vetoes.{}", veto.id);
            self.text(&at, &veto.text);
            match &veto.effect {
                VetoEffect::Fail if grades.len() < 2 => self.error(&at, FlawKind::VetoWithoutEffect),
                VetoEffect::Fail => {}
                VetoEffect::CapGrade { grade } => match known(grade.as_str()) {
                    None => self.error(&at, FlawKind::UnknownGrade { grade: grade.to_string() }),
                    Some(0) => self.error(&at, FlawKind::VetoWithoutEffect),
                    Some(_) => {}
                },
            }
        }
        if let Some(award) = &standard.award {
            self.text("award", &award.label);
            if known(award.grade.as_str()).is_none() {
                self.error("award", FlawKind::UnknownGrade { grade: award.grade.to_string() });
            }
        }
    }

    fn not_empty(&mut self, at: &str, empty: bool) {
        if empty {
            self.error(at, FlawKind::Empty);
        }
    }

    fn ids<'a>(&mut self, at: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !is_well_formed(id) {
                self.error(at, FlawKind::BadId { id: id.to_owned() });
            } else if !seen.insert(id) {
                self.error(at, FlawKind::RepeatedId { id: id.to_owned() });
            }
        }
    }

    /// The fields of one item: at least one, not too many, and none called like the page's own
    /// "yes", "no" and "none".
    fn fields<'a>(&mut self, at: &str, ids: impl Iterator<Item = &'a str> + Clone) {
        self.not_empty(at, ids.clone().next().is_none());
        if ids.clone().count() > MOST_FIELDS {
            self.error(at, FlawKind::TooMany { most: MOST_FIELDS });
        }
        for id in ids.clone().filter(|id| [YES, NO, "none"].contains(id)) {
            self.error(at, FlawKind::BadId { id: id.to_owned() });
        }
        self.ids(at, ids);
    }

    fn amounts(&mut self, at: &str, mut amounts: impl Iterator<Item = Points>) {
        if amounts.any(Points::is_negative) {
            self.error(at, FlawKind::Negative);
        }
    }

    fn best(&mut self, at: &str, points: impl Iterator<Item = Points>, full: Points) {
        let best = points.max().unwrap_or_default();
        if best > full {
            self.error(at, FlawKind::AboveFull { best, full });
        } else if best < full {
            self.warning(at, FlawKind::FullUnreachable { best, full });
        }
    }

    /// Half-open bands from best to worst: every lower end below the one before, and the last
    /// without one, so that no value is left out and none is in two.
    fn falling(&mut self, at: &str, ends: impl Iterator<Item = Option<Points>>) {
        let ends: Vec<Option<Points>> = ends.collect();
        let Some((last, upper)) = ends.split_last() else { return self.error(at, FlawKind::Empty) };
        if last.is_some() || upper.iter().any(Option::is_none) {
            self.error(at, FlawKind::BandRest);
        }
        let known: Vec<Points> = ends.iter().copied().flatten().collect();
        if known.windows(2).any(|pair| pair[0] <= pair[1]) {
            self.error(at, FlawKind::BandOrder);
        }
    }

    /// A text that names something to fill in or to check.
    fn text(&mut self, at: &str, text: &Texts) {
        if text.zh_hans.trim().is_empty() {
            self.error(at, FlawKind::NoText);
        }
        for lang in self.langs.clone() {
            let there = match lang {
                Lang::ZhHans => true,
                Lang::ZhHant => text.zh_hant.is_some(),
                Lang::En => text.en.is_some(),
            };
            if !there {
                self.warning(at, FlawKind::NoTranslation { lang: lang.tag() });
            }
        }
        if let Some(word) = text.all().find_map(guard::refused) {
            self.error(at, FlawKind::AsksAboutPerson { word });
        }
        self.prose(at, text);
    }

    /// A text that explains; it may say what must not be written.
    fn prose(&mut self, at: &str, text: &Texts) {
        if let Some(word) = text.all().find_map(guard::warned) {
            self.warning(at, FlawKind::PersonWord { word });
        }
    }
}
