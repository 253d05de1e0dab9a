//! How an item scores, in one line: the column 评分办法. Made from the rule itself, so that the words
//! can never say something else than the sum does.

use super::phrase;
use super::reason::bound;
use crate::app::words::{Word, fill, word};
use crate::domain::rule::{Band, Over, Rule, StepUnit, Steps};
use crate::domain::{CheckMethod, Item, Lang, Limit, Points, Take, Texts};

/// How an item scores.
pub fn rule(lang: Lang, item: &Item) -> String {
    Teller { lang }.rule(&item.rule, item.full_score, item.cap())
}

struct Teller {
    lang: Lang,
}

impl Teller {
    fn say(&self, sentence: Word, blanks: &[(&str, &str)]) -> String {
        fill(self.lang, sentence, blanks)
    }

    fn join(&self, parts: impl IntoIterator<Item = String>) -> String {
        let parts: Vec<String> = parts.into_iter().collect();
        parts.join(word(self.lang, Word::RuleJoin))
    }

    fn name<'a>(&self, texts: &'a Texts) -> &'a str {
        phrase(texts.get(self.lang))
    }

    /// Only one of several counts.
    fn taken(&self, take: Take) -> Option<String> {
        let sentence = match take {
            Take::Sum => return None,
            Take::Highest => Word::RuleHighest,
            Take::Lowest => Word::RuleLowest,
        };
        Some(word(self.lang, sentence).to_owned())
    }

    /// `{ sentence }{ blank }` for what may be there.
    fn if_some(&self, value: Option<impl ToString>, sentence: Word, blank: &str) -> String {
        value.map(|value| self.say(sentence, &[(blank, &value.to_string())])).unwrap_or_default()
    }

    fn rule(&self, rule: &Rule, full: Points, cap: Option<Points>) -> String {
        let full_text = full.to_string();
        let full_blank = ("full", full_text.as_str());
        match rule {
            Rule::AllOrNothing(_) => self.say(Word::RuleAllOrNothing, &[full_blank]),
            Rule::Options(rule) => self.join(rule.options.iter().map(|option| {
                let points = option.points.to_string();
                self.say(Word::RuleOption, &[("option", self.name(&option.label)), ("points", &points)])
            })),
            Rule::DeductPer(rule) => {
                let counts = rule.counts.iter().map(|count| {
                    let (name, each) = (count.label.get(self.lang), count.each.to_string());
                    let main = match count.required {
                        Some(required) => {
                            let required = required.to_string();
                            self.say(Word::RuleShort, &[("name", name), ("required", &required), ("each", &each)])
                        }
                        None => self.say(Word::RuleOccurred, &[("name", name), ("each", &each)]),
                    };
                    main + &self.if_some(count.free, Word::RuleFree, "free")
                        + &self.if_some(count.every, Word::RuleEvery, "every")
                        + &self.if_some(count.cap, Word::RuleAtMost, "cap")
                });
                self.join(counts.chain([word(self.lang, Word::RuleUntilNothing).to_owned()]))
            }
            Rule::DeductList(rule) => {
                let (count, first) = (rule.elements.len(), rule.elements.first().map(|element| element.each));
                let same = rule.elements.iter().all(|element| Some(element.each) == first);
                match first.filter(|_| same) {
                    Some(each) => {
                        self.say(Word::RuleMissing, &[("count", &count.to_string()), ("each", &each.to_string())])
                    }
                    None => self.join(rule.elements.iter().map(|element| {
                        let each = element.each.to_string();
                        self.say(Word::RuleMissingOne, &[("name", self.name(&element.label)), ("each", &each)])
                    })),
                }
            }
            Rule::AddPer(rule) => {
                let counts = rule.counts.iter().map(|count| {
                    let each = count.each.to_string();
                    self.say(Word::RuleAdded, &[("name", self.name(&count.label)), ("each", &each)])
                        + &self.if_some(count.every, Word::RuleEvery, "every")
                        + &self.if_some(count.cap, Word::RuleAddedAtMost, "cap")
                });
                let most = cap.map(|cap| self.say(Word::RuleAddedCap, &[("cap", &cap.to_string())]));
                self.join(counts.chain(self.taken(rule.take)).chain(most))
            }
            Rule::AddRows(rule) => {
                let classes = rule.classes.iter().map(|class| {
                    let points = class.points.to_string();
                    self.say(Word::RuleClass, &[("name", self.name(&class.label)), ("points", &points)])
                });
                let once = word(self.lang, Word::RuleRowsOnce).to_owned();
                let most_rows = rule.most_rows.map(|most| self.say(Word::RuleMostRows, &[("most", &most.to_string())]));
                let most = cap.map(|cap| self.say(Word::RuleAddedCap, &[("cap", &cap.to_string())]));
                self.join(classes.chain([once]).chain(self.taken(rule.take)).chain(most_rows).chain(most))
            }
            Rule::Band(measured) => {
                let head = self.say(Word::RuleMeasured, &[("name", self.name(&measured.value.label))]);
                head + &self.bands(rule, &measured.bands)
            }
            Rule::NOfM(listed) => {
                let head = self.say(Word::RuleNOfM, &[("count", &listed.elements.len().to_string())]);
                head + &self.bands(rule, &listed.bands)
            }
            Rule::RatioBand(ratio) => {
                let (part, whole) = (ratio.part.label.get(self.lang), ratio.whole.label.get(self.lang));
                let head = self.say(Word::RuleRatio, &[("part", part), ("whole", whole)]);
                self.join(std::iter::once(head + &self.bands(rule, &ratio.bands)).chain(self.over(ratio.over)))
            }
            Rule::RateTimes(ratio) => {
                let (part, whole) = (ratio.part.label.get(self.lang), ratio.whole.label.get(self.lang));
                let head = self.say(Word::RuleRateTimes, &[("part", part), ("whole", whole), full_blank]);
                self.join(std::iter::once(head).chain(self.over(ratio.over)))
            }
            Rule::Survey(rule) => {
                let weights = rule.options.iter().map(|option| {
                    let name = option.label.get(self.lang);
                    match option.weight {
                        Some(weight) => self.say(Word::RuleWeight, &[("name", name), ("weight", &weight.to_string())]),
                        None => self.say(Word::RuleNoWeight, &[("name", name)]),
                    }
                });
                let channels = rule.channels.iter().map(|channel| {
                    let weight = channel.weight.to_string();
                    self.say(Word::RuleChannel, &[("name", self.name(&channel.label)), ("weight", &weight)])
                });
                let (weights, minimum) = (self.join(weights.chain(channels)), rule.minimum.to_string());
                self.say(Word::RuleSurvey, &[full_blank, ("weights", &weights), ("minimum", &minimum)])
            }
            Rule::TargetSteps(rule) => {
                let name = self.name(&rule.target.label);
                let head = self.say(Word::RuleTarget, &[("name", name), full_blank]);
                let steps = |steps: &Option<Steps>, sentence| {
                    steps.as_ref().map(|steps| {
                        let percent = if steps.of == StepUnit::Percent { "%" } else { "" };
                        let every = format!("{}{percent}", steps.every);
                        self.say(sentence, &[("every", &every), ("each", &steps.each.to_string())])
                            + &self.if_some(steps.cap, Word::RuleAddedAtMost, "cap")
                    })
                };
                let (below, above) = (steps(&rule.below, Word::RuleBelow), steps(&rule.above, Word::RuleAbove));
                self.join(std::iter::once(head).chain(below).chain(above))
            }
            Rule::Date(date) => {
                let head = word(self.lang, Word::RuleLate).to_owned();
                let not_done = self.say(Word::RuleNotDone, &[("points", &date.not_done.to_string())]);
                self.join([head + &self.bands(rule, &date.bands), not_done])
            }
            Rule::Manual(rule) => {
                let (lowest, step) = rule.scale();
                let (lowest, step) = (lowest.to_string(), step.to_string());
                self.say(Word::RuleManual, &[("lowest", &lowest), ("step", &step), full_blank])
            }
            Rule::External(rule) => {
                let by = ("by", self.name(&rule.by));
                match rule.out_of {
                    None => self.say(Word::RuleExternal, &[by, full_blank]),
                    Some(out_of) => {
                        self.say(Word::RuleExternalOutOf, &[by, ("out_of", &out_of.to_string()), full_blank])
                    }
                }
            }
            Rule::Linked(linked) => {
                let head = word(self.lang, Word::RuleLinked).to_owned();
                head + &match linked.out_of {
                    Some(out_of) => self.say(Word::RuleLinkedOutOf, &[("out_of", &out_of.to_string()), full_blank]),
                    None => self.bands(rule, &linked.bands),
                }
            }
            Rule::Info(_) => word(self.lang, Word::RuleInfo).to_owned(),
            Rule::Ledger(_) => word(self.lang, Word::RuleLedger).to_owned(),
            Rule::Parts(rule) => {
                let parts = rule.parts.iter().map(|part| {
                    let how = self.rule(&part.rule, part.full_score, Limit::or(part.cap, part.full_score));
                    let (name, full) = (self.name(&part.label), part.full_score.to_string());
                    self.say(Word::RulePart, &[("name", name), ("full", &full), ("rule", &how)])
                });
                self.join(parts.chain(self.taken(rule.take)))
            }
        }
    }

    fn over(&self, over: Option<Over>) -> Option<String> {
        over.map(|Over::Full| word(self.lang, Word::RuleOver).to_owned())
    }

    fn bands(&self, rule: &Rule, bands: &[Band]) -> String {
        let falls = bands.iter().any(|band| band.at_least.is_some());
        self.join(bands.iter().map(|band| {
            let points = ("points", &*band.points.to_string());
            match (band.at_least, band.at_most) {
                (Some(least), _) => self.say(Word::RuleBand, &[("least", &bound(rule, least)), points]),
                (_, Some(most)) => self.say(Word::RuleBandTo, &[("most", &bound(rule, most)), points]),
                _ if falls => self.say(Word::RuleBandRest, &[points]),
                _ => self.say(Word::RuleBandElse, &[points]),
            }
        }))
    }
}

/// How a reviewer checks an item.
pub fn method(lang: Lang, method: CheckMethod) -> &'static str {
    word(
        lang,
        match method {
            CheckMethod::Documents => Word::MethodDocuments,
            CheckMethod::OnSite => Word::MethodOnSite,
            CheckMethod::Interview => Word::MethodInterview,
            CheckMethod::Survey => Word::MethodSurvey,
        },
    )
}
