//! Rules: what they ask for, and whether every answer can be worth what it should.

use super::fields::Number;
use super::{FlawKind, Lint, Points};
use crate::domain::limit::Limit;
use crate::domain::rule::{Band, Due, Linked, Parts, Rule, StepUnit, Steps, Survey, TargetSteps};
use crate::domain::take::Take;

/// The least and the most an answer can bring.
pub(super) type Limits = (Option<Points>, Option<Points>);

impl Lint<'_> {
    pub(super) fn rule(&mut self, at: &str, rule: &Rule, full: Points, floor: Option<Points>, cap: Option<Points>) {
        let limits = (floor, cap);
        match rule {
            Rule::AllOrNothing(_) | Rule::Options(_) | Rule::Manual(_) => self.plain_rule(at, rule, full, limits),
            Rule::DeductPer(rule) => {
                self.fields(at, rule.counts.iter().map(|count| count.id.as_str()));
                for count in &rule.counts {
                    self.amounts(at, [Some(count.each), count.cap].into_iter().flatten());
                    self.counts(at, [count.required, count.free, count.every].into_iter().flatten());
                    self.error_if(count.every == Some(0), at, FlawKind::NotPositive);
                    self.misplaced(count.required.is_some() && count.free.is_some(), at, "free");
                    count.from.iter().for_each(|from| self.source(at, from, Number::Count));
                }
            }
            Rule::DeductList(rule) => {
                self.fields(at, rule.elements.iter().map(|element| element.id.as_str()));
                self.amounts(at, rule.elements.iter().map(|element| element.each));
            }
            Rule::AddPer(rule) => {
                self.fields(at, rule.counts.iter().map(|count| count.id.as_str()));
                self.misplaced(rule.take == Take::Lowest, at, "lowest");
                for count in &rule.counts {
                    self.amounts(at, [Some(count.each), count.cap].into_iter().flatten());
                    self.counts(at, count.every.into_iter());
                    self.error_if(count.every == Some(0), at, FlawKind::NotPositive);
                    count.from.iter().for_each(|from| self.source(at, from, Number::Count));
                }
            }
            Rule::AddRows(rule) => {
                self.fields(at, rule.classes.iter().map(|class| class.id.as_str()));
                self.amounts(at, rule.classes.iter().map(|class| class.points));
                self.misplaced(rule.take == Take::Lowest, at, "lowest");
                self.error_if(rule.most_rows == Some(0), at, FlawKind::NotPositive);
                for class in &rule.classes {
                    self.worth(at, class.points, None, cap);
                }
            }
            Rule::Band(rule) => {
                self.fields(at, std::iter::once(rule.value.id.as_str()));
                self.number(at, &rule.value, false);
                self.bands(at, &rule.bands, full, limits, (rule.value.at_least, rule.value.at_most));
            }
            Rule::NOfM(rule) => {
                self.fields(at, rule.elements.iter().map(|element| element.id.as_str()));
                let most = Points::count(u32::try_from(rule.elements.len()).unwrap_or(u32::MAX));
                self.bands(at, &rule.bands, full, limits, (Some(Points::ZERO), Some(most)));
            }
            Rule::RatioBand(rule) => {
                self.ratio(at, [&rule.part, &rule.whole], rule.from.as_ref());
                self.bands(at, &rule.bands, full, limits, (Some(Points::ZERO), Some(Points::whole(100))));
            }
            Rule::RateTimes(rule) => self.ratio(at, [&rule.part, &rule.whole], rule.from.as_ref()),
            Rule::Survey(rule) => self.survey(at, rule),
            Rule::TargetSteps(rule) => self.target(at, rule, full, cap),
            Rule::Date(rule) => {
                if let Due::On { on } = &rule.due {
                    self.not_there(!on.is_real(), at, &on.to_string());
                }
                let typed = match &rule.due {
                    Due::Term { field, plus_years, plus_months } => {
                        self.counts(at, plus_years.iter().chain(plus_months).copied());
                        Some(field.id.as_str())
                    }
                    _ => None,
                };
                self.fields(at, typed.into_iter().chain([rule.done.id.as_str()]));
                self.bands(at, &rule.bands, full, limits, (None, None));
                self.worth(at, rule.not_done, floor, cap);
            }
            Rule::External(rule) => rule.out_of.into_iter().for_each(|out_of| self.positive(at, out_of)),
            Rule::Linked(rule) => self.linked(at, rule, full, limits),
            Rule::Info(rule) => self.typed(at, &rule.fields),
            Rule::Parts(rule) => self.parts(at, rule, full, limits),
            Rule::Ledger(rule) => self.ledger(at, rule),
        }
    }

    /// A rule that looks at nothing else, as those of a unit's own items: what is no such rule has no place.
    pub(super) fn plain_rule(&mut self, at: &str, rule: &Rule, full: Points, limits: Limits) {
        match rule {
            Rule::AllOrNothing(_) => {}
            Rule::Options(rule) => {
                self.fields(at, rule.options.iter().map(|option| option.id.as_str()));
                self.best(at, rule.options.iter().map(|option| option.points), full, limits);
            }
            Rule::Manual(rule) => {
                let (lowest, step) = rule.scale();
                self.positive(at, step);
                self.between(at, Some(lowest), Some(full));
                self.worth(at, lowest, limits.0, None);
                if (full - lowest).units().checked_rem(step.units()).unwrap_or(0) != 0 {
                    self.warning(at, FlawKind::FullUnreachable { best: lowest, full });
                }
            }
            _ => self.misplaced(true, at, "rule"),
        }
    }

    fn ratio(
        &mut self,
        at: &str,
        fields: [&crate::domain::rule::CountField; 2],
        from: Option<&crate::domain::rule::Source>,
    ) {
        self.fields(at, fields.into_iter().map(|field| field.id.as_str()));
        for source in fields.into_iter().filter_map(|field| field.from.as_ref()) {
            self.misplaced(from.is_some(), at, "from");
            self.source(at, source, Number::Count);
        }
        if let Some(source) = from {
            self.source(at, source, Number::Ratio);
        }
    }

    fn survey(&mut self, at: &str, rule: &Survey) {
        let options = rule.options.iter().map(|option| option.id.as_str());
        self.fields(at, std::iter::once(rule.issued.id.as_str()).chain(options));
        let weights = || rule.options.iter().filter_map(|option| option.weight);
        self.amounts(at, weights());
        let hundred = Points::whole(100);
        self.best(at, weights(), hundred, (None, Some(hundred)));
        self.counts(at, std::iter::once(rule.minimum));
        if !rule.channels.is_empty() {
            self.fields(at, rule.channels.iter().map(|channel| channel.id.as_str()));
            rule.channels.iter().for_each(|channel| self.positive(at, channel.weight));
        }
        if let Some(source) = &rule.issued.from {
            self.misplaced(!rule.channels.is_empty(), at, "from");
            self.source(at, source, Number::Count);
        }
    }

    fn target(&mut self, at: &str, rule: &TargetSteps, full: Points, cap: Option<Points>) {
        self.fields(at, [&rule.target, &rule.actual].into_iter().map(|field| field.id.as_str()));
        self.number(at, &rule.target, true);
        self.number(at, &rule.actual, false);
        self.not_empty(at, rule.below.is_none() && rule.above.is_none());
        let by_percent = |steps: &Steps| steps.of == StepUnit::Percent;
        for steps in rule.below.iter().chain(&rule.above) {
            self.positive(at, steps.every);
            self.amounts(at, [Some(steps.each), steps.cap].into_iter().flatten());
            if let Some(target) = rule.target.value.filter(|_| by_percent(steps)) {
                self.positive(at, target);
            }
        }
        if rule.above.is_some() && cap.is_some_and(|cap| cap <= full) {
            self.warning(at, FlawKind::Unreachable);
        }
    }

    fn linked(&mut self, at: &str, rule: &Linked, full: Points, limits: Limits) {
        self.ids(at, [rule.template.as_str(), rule.take.as_str()].into_iter());
        match rule.out_of {
            Some(out_of) => {
                self.positive(at, out_of);
                self.misplaced(!rule.bands.is_empty(), at, "bands");
            }
            None => self.bands(at, &rule.bands, full, limits, (None, None)),
        }
    }

    fn parts(&mut self, at: &str, rule: &Parts, full: Points, (_, cap): Limits) {
        self.fields(at, rule.parts.iter().map(|part| part.id.as_str()));
        for part in &rule.parts {
            let at = format!("{at}.{}", part.id);
            self.misplaced(matches!(*part.rule, Rule::Parts(_)), &at, "parts");
            self.misplaced(matches!(*part.rule, Rule::Ledger(_)), &at, "ledger");
            self.error_if(part.full_score.is_negative(), &at, FlawKind::Negative);
            let limits = (Limit::or(part.floor, Points::ZERO), Limit::or(part.cap, part.full_score));
            self.between(&at, limits.0, limits.1);
            let never_scored = matches!(*part.rule, Rule::Info(_)) && part.full_score != Points::ZERO;
            self.error_if(never_scored, &at, FlawKind::NotScored);
            // The linter is no deeper than the standard: parts in parts have been refused.
            if !matches!(*part.rule, Rule::Parts(_)) {
                self.rule(&at, &part.rule, part.full_score, limits.0, limits.1);
            }
        }
        let most = rule.take.of(rule.parts.iter().map(|part| part.full_score));
        self.worth(at, most, None, cap);
        // Less than the full score is a sum that does not fit, unless it is not a sum.
        if most < full && rule.take.is_sum() {
            self.error(at, FlawKind::SectionSum { sum: most, printed: full });
        } else if most < full {
            self.warning(at, FlawKind::FullUnreachable { best: most, full });
        }
    }

    /// Bands that leave nothing out, and what they are worth; each can be reached by a number
    /// between two limits.
    fn bands(&mut self, at: &str, bands: &[Band], full: Points, limits: Limits, (least, most): Limits) {
        self.falling(at, bands.iter().map(|band| (band.at_least, band.at_most)).collect());
        self.best(at, bands.iter().map(|band| band.points), full, limits);
        let beyond = |band: &Band| {
            matches!((band.at_least, most), (Some(begin), Some(most)) if begin > most)
                || matches!((band.at_most, least), (Some(end), Some(least)) if end < least)
        };
        if bands.iter().any(beyond) {
            self.warning(at, FlawKind::Unreachable);
        }
    }

    /// The best answer brings the full score, and no answer more than the cap or less than the floor.
    fn best(&mut self, at: &str, points: impl Iterator<Item = Points> + Clone, full: Points, (floor, cap): Limits) {
        let (best, worst) = (points.clone().max().unwrap_or_default(), points.min().unwrap_or_default());
        self.worth(at, best, None, cap);
        self.worth(at, worst, floor, None);
        if best < full {
            self.warning(at, FlawKind::FullUnreachable { best, full });
        }
    }

    /// Bands from best to worst, all with a beginning or all with an end: every one behind the one
    /// before, and the last with neither, so that no value is left out and none is in two.
    pub(super) fn falling(&mut self, at: &str, ends: Vec<(Option<Points>, Option<Points>)>) {
        let Some((last, upper)) = ends.split_last() else { return self.error(at, FlawKind::Empty) };
        if *last != (None, None) || upper.contains(&(None, None)) {
            self.error(at, FlawKind::BandRest);
        }
        let (begins, stops): (Vec<Points>, Vec<Points>) = (
            ends.iter().filter_map(|(begin, _)| *begin).collect(),
            ends.iter().filter_map(|(_, stop)| *stop).collect(),
        );
        self.error_if(!begins.is_empty() && !stops.is_empty(), at, FlawKind::MixedBands);
        let order = begins.windows(2).any(|pair| pair[0] <= pair[1]) || stops.windows(2).any(|pair| pair[0] >= pair[1]);
        self.error_if(order, at, FlawKind::BandOrder);
    }
}
