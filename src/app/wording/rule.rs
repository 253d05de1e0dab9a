//! How an item scores, in one line: the column 评分办法. Made from the rule itself, so that the words
//! can never say something else than the sum does.

use super::phrase;
use crate::app::words::{Word, fill, word};
use crate::domain::rule::{Band, Rule};
use crate::domain::{CheckMethod, Item, Lang};

/// How an item scores.
pub fn rule(lang: Lang, item: &Item) -> String {
    let say = |sentence, blanks: &[(&str, &str)]| fill(lang, sentence, blanks);
    let join = |parts: Vec<String>| parts.join(word(lang, Word::RuleJoin));
    let full = item.full_score.to_string();
    match &item.rule {
        Rule::AllOrNothing(_) => say(Word::RuleAllOrNothing, &[("full", &full)]),
        Rule::Options(rule) => join(
            rule.options
                .iter()
                .map(|option| {
                    say(
                        Word::RuleOption,
                        &[("option", phrase(option.label.get(lang))), ("points", &option.points.to_string())],
                    )
                })
                .collect(),
        ),
        Rule::DeductPer(rule) => join(
            rule.counts
                .iter()
                .map(|count| {
                    let (name, each) = (count.label.get(lang), count.each.to_string());
                    let main = match count.required {
                        Some(required) => {
                            let required = required.to_string();
                            say(Word::RuleShort, &[("name", name), ("required", &required), ("each", &each)])
                        }
                        None => say(Word::RuleOccurred, &[("name", name), ("each", &each)]),
                    };
                    let cap = count.cap.map(|cap| say(Word::RuleAtMost, &[("cap", &cap.to_string())]));
                    main + &cap.unwrap_or_default()
                })
                .chain([word(lang, Word::RuleUntilNothing).to_owned()])
                .collect(),
        ),
        Rule::DeductList(rule) => {
            let (count, first) = (rule.elements.len(), rule.elements.first().map(|element| element.each));
            let same = rule.elements.iter().all(|element| Some(element.each) == first);
            match first.filter(|_| same) {
                Some(each) => say(Word::RuleMissing, &[("count", &count.to_string()), ("each", &each.to_string())]),
                None => join(
                    rule.elements
                        .iter()
                        .map(|element| {
                            let each = element.each.to_string();
                            say(Word::RuleMissingOne, &[("name", phrase(element.label.get(lang))), ("each", &each)])
                        })
                        .collect(),
                ),
            }
        }
        Rule::AddPer(rule) => join(
            rule.counts
                .iter()
                .map(|count| {
                    say(Word::RuleAdded, &[("name", phrase(count.label.get(lang))), ("each", &count.each.to_string())])
                })
                .chain([say(Word::RuleAddedCap, &[("cap", &full)])])
                .collect(),
        ),
        Rule::RatioBand(rule) => {
            let head =
                say(Word::RuleRatio, &[("part", rule.part.label.get(lang)), ("whole", rule.whole.label.get(lang))]);
            head + &join(rule.bands.iter().map(|one| band(lang, one)).collect())
        }
        Rule::RateTimes(rule) => {
            let (part, whole) = (rule.part.label.get(lang), rule.whole.label.get(lang));
            say(Word::RuleRateTimes, &[("part", part), ("whole", whole), ("full", &full)])
        }
        Rule::Survey(rule) => {
            let weights = rule.options.iter().map(|option| {
                let name = option.label.get(lang);
                match option.weight {
                    Some(weight) => say(Word::RuleWeight, &[("name", name), ("weight", &weight.to_string())]),
                    None => say(Word::RuleNoWeight, &[("name", name)]),
                }
            });
            let weights = join(weights.collect());
            say(Word::RuleSurvey, &[("full", &full), ("weights", &weights), ("minimum", &rule.minimum.to_string())])
        }
    }
}

fn band(lang: Lang, band: &Band) -> String {
    let points = band.points.to_string();
    match band.at_least {
        Some(least) => fill(lang, Word::RuleBand, &[("least", &least.to_string()), ("points", &points)]),
        None => fill(lang, Word::RuleBandRest, &[("points", &points)]),
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
