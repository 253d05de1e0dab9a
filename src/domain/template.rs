//! [`Template`]: a standard that passed every check, with the form of every kind of unit.

use std::ops::Deref;
use std::sync::Arc;

use serde_json::Value;

use super::digest::sha256;
use super::flaw::{Flaw, FlawKind, Level};
use super::form::Form;
use super::id::UnitTypeId;
use super::item::Item;
use super::json::{Context, Problem, Reader, canonical, read_within};
use super::lint;
use super::section::Section;
use super::standard::Standard;

/// A standard as its author wrote it, and what it means for every kind of unit. Most are written
/// alike for all of them; then there is only one.
#[derive(Debug)]
pub struct Authored {
    /// As it was written.
    value: Value,
    /// For a unit that has not chosen its kind.
    plain: Standard,
    kinds: Vec<(UnitTypeId, Standard)>,
    /// Everything that stands in it, whoever it is for.
    whole: Option<Standard>,
    flaws: Vec<Flaw>,
}

impl Authored {
    /// Reads a standard; `at` is its place in the file.
    ///
    /// # Errors
    /// Where it has another shape.
    pub fn read(value: Value, at: &'static str) -> Result<Authored, Problem> {
        let read = |reader| {
            let context = Context::new(&value, reader);
            let standard: Standard = read_within(&value, at, &context)?;
            Ok((standard, context.done()))
        };
        let (plain, (differs, mut used, mut flaws)) = read(Reader::Nobody)?;
        let (mut kinds, mut whole) = (Vec::new(), None);
        if differs {
            for id in value["unit_types"].as_array().into_iter().flatten().filter_map(|kind| kind["id"].as_str()) {
                let (standard, (_, more, found)) = read(Reader::Kind(id))?;
                kinds.push((UnitTypeId::from(id), standard));
                flaws.extend(found);
                used.extend(more);
            }
            let (standard, (_, more, found)) = read(Reader::Everybody)?;
            whole = Some(standard);
            flaws.extend(found);
            used.extend(more);
        }
        for parameter in plain.parameters.iter().filter(|one| !used.contains(&one.id.as_str())) {
            let at = format!("parameters.{}", parameter.id);
            flaws.push(Flaw { level: Level::Warning, at, kind: FlawKind::UnusedParameter });
        }
        Ok(Authored { value, plain, kinds, whole, flaws })
    }
}

include!(concat!(env!("OUT_DIR"), "/known.rs"));

/// A standard that passed every check. One with errors cannot be made.
#[derive(Debug)]
pub struct Template {
    value: Value,
    plain: Arc<Form>,
    kinds: Vec<(UnitTypeId, Arc<Form>)>,
    whole: Arc<Form>,
    warnings: Vec<Flaw>,
}

impl Template {
    /// Checks a standard.
    ///
    /// # Errors
    /// Every flaw found, when at least one of them is an error.
    pub fn new(mut authored: Authored) -> Result<Template, Vec<Flaw>> {
        let mut flaws = std::mem::take(&mut authored.flaws);
        if authored.kinds.is_empty() {
            flaws.extend(lint::check(&authored.plain));
        } else {
            flaws.extend(lint::check_kinds(&authored.kinds));
        }
        let mut seen = Vec::new();
        flaws.retain(|flaw| {
            let new = !seen.contains(flaw);
            if new {
                seen.push(flaw.clone());
            }
            new
        });
        if flaws.iter().any(|flaw| flaw.level == Level::Error) {
            return Err(flaws);
        }
        Ok(Template::sound(authored, flaws))
    }

    /// A standard of the library, which has been checked when the program was built: known by the digest
    /// of its text, to the letter. `None` for any other, however sound.
    pub fn known(authored: Authored) -> Option<Template> {
        let mut known = KNOWN.iter().filter(|(id, _)| *id == authored.plain.id.as_str());
        let is_known = known.any(|(_, digest)| sha256(&canonical(&authored.value)).starts_with(digest));
        is_known.then(|| Template::sound(authored, Vec::new()))
    }

    fn sound(authored: Authored, warnings: Vec<Flaw>) -> Template {
        let Authored { value, plain, kinds, whole, .. } = authored;
        let form = |standard| Arc::new(Form::new(standard));
        let plain = form(plain);
        let whole = whole.map_or_else(|| plain.clone(), form);
        let kinds = kinds.into_iter().map(|(kind, standard)| (kind, form(standard))).collect();
        Template { value, plain, kinds, whole, warnings }
    }

    /// What the checks noticed without refusing the template.
    pub fn warnings(&self) -> &[Flaw] {
        &self.warnings
    }

    /// What a kind of unit fills.
    pub fn form(&self, kind: Option<&UnitTypeId>) -> &Arc<Form> {
        let found = self.kinds.iter().find(|(known, _)| Some(known) == kind);
        found.map_or(&self.plain, |(_, form)| form)
    }

    /// Everything that stands in the template, whatever kind of unit it is for. An item that stands in it
    /// several times is there several times.
    pub const fn whole(&self) -> &Arc<Form> {
        &self.whole
    }

    /// The item of an id, for whatever kind of unit it is.
    pub fn item(&self, item: &str) -> Option<&Arc<Item>> {
        self.whole.item(item)
    }

    /// All sections with their items, for whatever kind of unit they are; each item once.
    pub fn columns(&self) -> impl Iterator<Item = (&Arc<Section>, Vec<&Arc<Item>>)> {
        let whole = &self.whole;
        // Of several with one id the last stands at its place.
        let counts = |item: &&Arc<Item>| whole.item(item.id.as_str()).is_some_and(|known| Arc::ptr_eq(known, item));
        whole.sections.iter().map(move |section| (section, section.items.iter().filter(counts).collect()))
    }

    /// All items in order, for whatever kind of unit they are; each once.
    pub fn items(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.columns().flat_map(|(_, items)| items)
    }

    /// What a unit that has not chosen its kind sees.
    pub fn standard(&self) -> &Standard {
        self.plain.standard()
    }

    /// As its author wrote it.
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// The digest of its canonical text: two files speak of the same standard when theirs are equal.
    pub fn fingerprint(&self) -> String {
        sha256(&canonical(&self.value))
    }
}

impl PartialEq for Template {
    fn eq(&self, other: &Template) -> bool {
        self.value == other.value
    }
}

impl Eq for Template {}

impl Deref for Template {
    type Target = Standard;
    fn deref(&self) -> &Standard {
        self.standard()
    }
}
