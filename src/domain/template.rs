//! [`Template`]: a standard that passed every check, with the form of every kind of unit.

use std::ops::Deref;
use std::sync::Arc;

use serde_json::Value;

use super::flaw::{Flaw, FlawKind, Level};
use super::form::Form;
use super::id::UnitTypeId;
use super::item::Item;
use super::json::{Context, Filled, Json, Node, Problem, Reader};
use super::lint;
use super::section::Section;
use super::standard::Standard;

/// A standard as its author wrote it, and what it means for every kind of unit. Most are written
/// alike for all of them; then there is only one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Authored {
    /// As it was written, where names or `for` stand in it.
    value: Option<Value>,
    /// For a unit that has not chosen its kind.
    plain: Standard,
    kinds: Vec<(UnitTypeId, Standard)>,
    /// Everything that stands in it, whoever it is for.
    whole: Option<Standard>,
    flaws: Vec<Flaw>,
}

impl From<Standard> for Authored {
    fn from(plain: Standard) -> Authored {
        Authored { value: None, plain, kinds: Vec::new(), whole: None, flaws: Vec::new() }
    }
}

impl Json for Authored {
    fn blank() -> Authored {
        Authored::from(Standard::blank())
    }

    fn fill(&mut self, node: &Node<'_>) -> Filled {
        let value = node.value();
        let read = |reader| -> Result<_, Box<Problem>> {
            let context = Context::new(value, reader);
            let standard: Standard = node.within(&context).contents()?;
            Ok((standard, context.done()))
        };
        let (plain, (differs, mut used, flaws)) = read(Reader::Nobody)?;
        let mut authored = Authored { flaws, ..Authored::from(plain) };
        if differs {
            authored.value = Some(value.clone());
            for id in value["unit_types"].as_array().into_iter().flatten().filter_map(|kind| kind["id"].as_str()) {
                let (standard, (_, more, flaws)) = read(Reader::Kind(id))?;
                authored.kinds.push((UnitTypeId::from(id), standard));
                authored.flaws.extend(flaws);
                used.extend(more);
            }
            let (whole, (_, more, flaws)) = read(Reader::Everybody)?;
            authored.whole = Some(whole);
            authored.flaws.extend(flaws);
            used.extend(more);
        }
        for parameter in authored.plain.parameters.iter().filter(|one| !used.contains(&one.id.as_str())) {
            let at = format!("parameters.{}", parameter.id);
            authored.flaws.push(Flaw { level: Level::Warning, at, kind: FlawKind::UnusedParameter });
        }
        *self = authored;
        Ok(())
    }

    fn write(&self) -> Value {
        self.value.clone().unwrap_or_else(|| self.plain.write())
    }
}

/// A standard that passed every check. One with errors cannot be made.
#[derive(Clone, Debug)]
pub struct Template {
    value: Option<Value>,
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
    pub fn new(authored: impl Into<Authored>) -> Result<Template, Vec<Flaw>> {
        let Authored { value, plain, kinds, whole, mut flaws } = authored.into();
        if kinds.is_empty() {
            flaws.extend(lint::check(&plain));
        } else {
            flaws.extend(lint::check_kinds(&kinds));
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
        let form = |standard| Arc::new(Form::new(standard));
        let plain = form(plain);
        let whole = whole.map_or_else(|| plain.clone(), form);
        let kinds = kinds.into_iter().map(|(kind, standard)| (kind, form(standard))).collect();
        Ok(Template { value, plain, kinds, whole, warnings: flaws })
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

    /// Where an item stands for a unit that has not chosen its kind.
    pub fn place(&self, item: &str) -> Option<super::sheet::Place> {
        self.plain.place(item)
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
    pub fn authored(&self) -> Authored {
        Authored { value: self.value.clone(), ..Authored::from(self.standard().clone()) }
    }

    /// As its author wrote it.
    pub fn write(&self) -> Value {
        self.value.clone().unwrap_or_else(|| self.standard().write())
    }
}

impl PartialEq for Template {
    fn eq(&self, other: &Template) -> bool {
        self.value == other.value && self.plain.standard() == other.plain.standard()
    }
}

impl Eq for Template {}

impl Deref for Template {
    type Target = Standard;
    fn deref(&self) -> &Standard {
        self.standard()
    }
}
