"""Inventing templates: every rule, role, weight, condition and parameter, with sums that are right."""

import random
from fractions import Fraction

from invent_ledger import ledger, named, text
from scorer.amounts import half_up, plain
from scorer.sections import joined

PLAIN_RULES = ["all_or_nothing", "options", "deduct_per", "deduct_list", "add_per", "ratio_band", "rate_times", "survey"]
RULES = [*PLAIN_RULES, "add_rows", "band", "n_of_m", "target_steps", "date", "manual", "external", "linked", "parts"]


class Inventor:
    """One template. `plain_only` keeps to what version 1 of the first program knew."""

    def __init__(self, chance, plain_only=False):
        self.chance, self.plain_only = chance, plain_only
        self.parameters, self.items, self.types = [], [], []
        self.decimals = chance.choice([0, 1, 2, 2, 2, 3, 4])

    # Small things

    def some(self, probability):
        return self.chance.random() < probability and not self.plain_only

    def points(self, most, least=0):
        """Quarters between two bounds."""
        return Fraction(self.chance.randint(int(least * 4), int(most * 4)), 4)

    def amount(self, value, vary=None):
        """An amount, sometimes as a parameter; `vary` is another value for the second kind of unit."""
        return self.parameter(plain(value), None if vary is None else plain(vary))

    def count(self, value, vary=None):
        return self.parameter(value, vary)

    def parameter(self, value, other):
        if not self.some(0.06):
            return value
        name = f"p{len(self.parameters)}"
        one = named(name, value=value)
        if self.types and other is not None:
            one["by_type"] = {self.types[-1]: other}
        self.parameters.append(one)
        return f"@{name}"

    def ends(self, least, most, how_many):
        """Different numbers in falling order."""
        return sorted(self.chance.sample(range(least, most + 1), how_many), reverse=True)

    def bands(self, full, ends, negative=False):
        """Bands of one direction; the points fall, or go below nothing."""
        worth = [self.points(full, -2 if negative else 0) for _ in ends] + [self.points(full / 2, -2 if negative else 0)]
        if self.some(0.4):
            ends = list(reversed(ends))
            key = "at_most"
        else:
            key = "at_least"
        found = [{key: self.amount(end), "points": plain(points)} for end, points in zip(ends, worth)]
        return [*found, {"points": plain(worth[-1])}]

    # Reading from other items

    def sources(self, kind):
        """Fields and figures of earlier items that hold a count, a number or a ratio."""
        found = []
        for item in self.items:
            rule = item["rule"]
            if rule["kind"] == "info":
                types = {"count": ("count",), "number": ("count", "number"), "ratio": ()}[kind]
                found += [{"item": item["id"], "field": field["id"]} for field in rule["fields"] if field["type"] in types]
            if rule["kind"] == "ledger":
                for figure in rule["figures"]:
                    ratio, whole = "part" in figure, "count" in figure or "count_children" in figure
                    if (kind == "ratio" and ratio) or (kind == "count" and whole) or (kind == "number" and {"sum", "mean_days", "count"} & set(figure)):
                        found.append({"item": item["id"], "figure": figure["id"]})
        return found

    def maybe_read(self, kind, probability=0.12):
        sources = self.sources(kind)
        return {"from": self.chance.choice(sources)} if sources and self.some(probability) else {}

    # Rules: each makes a rule and further keys of its item

    def all_or_nothing(self, full):
        return {}, {}

    def options(self, full):
        negative = self.some(0.2)
        listed = [named("o0", points=plain(full))]
        listed += [named(f"o{n}", points=plain(self.points(full, -2 if negative else 0))) for n in range(1, self.chance.randint(2, 4))]
        if self.some(0.15):
            listed[1]["remark_required"] = True
        if self.some(0.1) and self.types:
            listed[-1]["for"] = [self.chance.choice(self.types)]
        return {"options": listed}, {"floor": "-2"} if negative else {}

    def deducted(self, n):
        field = named(f"c{n}", each=self.amount(self.points(2, 0.25), Fraction(1, 2)), **self.maybe_read("count"))
        if self.chance.random() < 0.5:
            field["required"] = self.count(self.chance.randint(1, 12), 3)
        elif self.some(0.4):
            field["free"] = self.chance.randint(1, 3)
        if self.some(0.25):
            field["cap"] = plain(self.points(3, 0.5))
        if self.some(0.2):
            field["every"] = self.chance.randint(2, 5)
        return field

    def deduct_per(self, full):
        return {"counts": [self.deducted(n) for n in range(self.chance.randint(1, 3))]}, self.floor()

    def floor(self):
        return {"floor": self.chance.choice(["-1", "-2.5", "none"])} if self.some(0.1) else {}

    def elements(self, least, most):
        return [named(f"e{n}") for n in range(self.chance.randint(least, most))]

    def deduct_list(self, full):
        listed = [{**element, "each": plain(self.points(2, 0.25))} for element in self.elements(2, 5)]
        for element in listed:
            if self.chance.random() < 0.3:
                element["exempt_when"] = text("excused")
        if self.some(0.15) and self.types:
            listed[-1]["for"] = [self.chance.choice(self.types)]
        return {"elements": listed}, self.floor()

    def added(self, n):
        field = named(f"c{n}", each="2000.5" if self.some(0.02) else plain(self.points(2, 0.25)), **self.maybe_read("count", 0.1))
        if self.some(0.25):
            field["cap"] = plain(self.points(3, 0.5))
        if self.some(0.2):
            field["every"] = self.chance.randint(2, 5)
        return field

    def add_per(self, full):
        rule = {"counts": [self.added(n) for n in range(self.chance.randint(1, 3))]}
        return {**rule, "take": "highest"} if self.some(0.3) else rule, {}

    def add_rows(self, full):
        rule = {"classes": [named(f"k{n}", points=plain(self.points(min(full, 3), 0.25))) for n in range(self.chance.randint(2, 4))]}
        if self.some(0.3):
            rule["take"] = "highest"
        if self.some(0.3):
            rule["most_rows"] = self.chance.randint(1, 3)
        return rule, {}

    def band(self, full):
        negative = self.some(0.2)
        value = named("v", unit=text("unit"), **self.maybe_read("number", 0.2))
        if "from" not in value and self.some(0.2):
            value |= {"at_least": "0", "at_most": "90"}
        ends = self.ends(1, 60, self.chance.randint(1, 3))
        return {"value": value, "bands": self.bands(full, ends, negative)}, {"floor": "-2"} if negative else {}

    def n_of_m(self, full):
        listed = self.elements(2, 5)
        ends = self.ends(1, len(listed), self.chance.randint(1, min(3, len(listed))))
        return {"elements": listed, "bands": self.bands(full, ends)}, {}

    def ratio(self):
        rule = {"part": named("part"), "whole": named("whole")}
        sources = self.sources("ratio")
        if sources and self.some(0.4):
            rule["from"] = self.chance.choice(sources)
        else:
            for name in rule:
                rule[name] |= self.maybe_read("count", 0.1)
        if self.some(0.3):
            rule["over"] = "full"
        return rule

    def ratio_band(self, full):
        ends = self.ends(20, 98, self.chance.randint(1, 3))
        if self.plain_only:
            found = [{"at_least": plain(end), "points": plain(self.points(full))} for end in ends]
            return {**self.ratio(), "bands": [*found, {"points": "0"}]}, {}
        return {**self.ratio(), "bands": self.bands(full, ends)}, {}

    def rate_times(self, full):
        return self.ratio(), {}

    def side(self):
        side = {"every": plain(self.points(10, 0.5)), "of": self.chance.choice(["percent", "amount"]), "each": plain(self.points(2, 0.25))}
        if self.some(0.5):
            side["partial"] = self.chance.random() < 0.8
        if self.some(0.4):
            side["cap"] = plain(self.points(4, 0.5))
        return side

    def target_steps(self, full):
        rule = {"target": named("target"), "actual": named("actual", **self.maybe_read("number"))}
        if self.some(0.3):
            rule["target"]["value"] = self.amount(self.points(60, 1))
        else:
            rule["target"] |= {"at_least": "0"} if self.some(0.5) else {}
        rule |= {name: self.side() for name in self.chance.choice([["below"], ["above"], ["below", "above"], ["below", "above"]])}
        return rule, {"cap": plain(full + self.points(3))} if self.some(0.6) else {}

    def date(self, full):
        due = self.chance.choice([
            {"day": self.chance.choice(["12-31", "06-30", "02-28"])},
            {"on": "2026-06-30"},
            {"field": named("last"), "plus_years": self.chance.randint(0, 5), "plus_months": self.chance.randint(1, 11)},
        ])
        ends = list(reversed(self.ends(-10, 90, self.chance.randint(1, 3))))
        bands = [{"at_most": plain(end), "points": plain(self.points(full))} for end in ends]
        rule = {"due": due, "done": named("done"), "bands": [*bands, {"points": "0"}]}
        return {**rule, "not_done": plain(self.points(full / 2))} if self.some(0.3) else rule, {}

    def manual(self, full):
        rule = {"step": self.chance.choice(["0.25", "0.5", "1"])} if self.some(0.7) else {}
        return rule, {}

    def external(self, full):
        rule = {"by": text("body")}
        return {**rule, "out_of": self.chance.choice(["100", "30", "7"])} if self.some(0.6) else rule, {}

    def linked(self, full):
        rule = {"template": "another", "take": "total"}
        if self.some(0.5):
            return {**rule, "out_of": self.chance.choice(["100", "30"])}, {}
        return {**rule, "bands": self.bands(full, self.ends(20, 98, 2))}, {}

    def survey(self, full):
        weights = ["100", self.chance.choice(["80", "60", "75"]), "0"]
        options = [named(f"s{n}", weight=weight) for n, weight in enumerate(weights)]
        if self.chance.random() < 0.6:
            options.append(named("unknown"))
        rule = {"issued": named("issued"), "options": options}
        if self.plain_only or self.some(0.7):
            rule["minimum"] = self.chance.choice([1, 5, 10])
        if self.some(0.3):
            rule["channels"] = [named(f"w{n}", weight=self.chance.choice(["60", "40", "20", "33.3"])) for n in range(2)]
        return rule, {}

    def parts(self, full):
        take = self.chance.choice(["sum", "sum", "highest", "lowest"])
        shares = self.shares(full, self.chance.randint(2, 3)) if take == "sum" else [full] * self.chance.randint(2, 3)
        listed = []
        for n, share in enumerate(shares):
            kind = self.chance.choice([rule for rule in RULES if rule not in ("parts", "survey")])
            rule, more = getattr(self, kind)(share)
            more.pop("cap", None)
            listed.append(named(f"q{n}", full_score=plain(share), rule={"kind": kind, **rule}, **more))
        return {"parts": listed, **({} if take == "sum" else {"take": take})}, self.floor()

    def shares(self, full, how_many):
        """Quarters that add up."""
        cuts = sorted(self.chance.choices(range(0, int(full * 4) + 1), k=how_many - 1))
        found = [Fraction(b - a, 4) for a, b in zip([0, *cuts], [*cuts, int(full * 4)])]
        return found if all(found) else [full - Fraction(how_many - 1, 4), *[Fraction(1, 4)] * (how_many - 1)]

    # Items

    def policy(self, full):
        kind = self.chance.choice(["no", "no", "drop", "drop", "full"] if self.plain_only else ["no", "drop", "drop", "full", "fixed"])
        if kind == "no":
            return {}
        more = {"points": plain(self.points(full))} if kind == "fixed" else {}
        if self.some(0.3):
            more["confirmed_by"] = text("county")
        return {"not_applicable": {"policy": kind, **more, "when": text("none here")}}

    def papers(self):
        """Papers to show, a remark to write."""
        listed = []
        for name in ["paper", "list"][: self.chance.randint(1, 2)]:
            paper = {"name": text(name), **self.chance.choice([{}, {"required": True}, {"required": True}, {"required": False}])}
            if self.items and self.some(0.4):
                paper["when"] = self.condition()
            listed.append(paper)
        return {**({"evidence": listed} if self.some(0.2) else {}), **({"remark_required": True} if self.some(0.05) else {})}

    def item(self, name, full):
        kind = self.chance.choice(PLAIN_RULES if self.plain_only else RULES)
        rule, more = getattr(self, kind)(full)
        item = {"id": name, "text": text(name), "full_score": plain(full), **more, "rule": {"kind": kind, **rule}, **self.policy(full), **self.papers()}
        if self.items and self.some(0.12):
            item["when"] = self.condition()
            if self.some(0.6):
                item["otherwise"] = self.chance.choice(["drop", "full", "zero", {"fixed": plain(self.points(full))}])
        for key in ("zero_when", "full_when"):
            if self.items and self.some(0.08):
                item[key] = [{"if": self.condition(), "text": text("because")}]
        self.items.append(item)
        return item

    def penalty_item(self, name):
        rule, _ = self.deduct_per(Fraction(0))
        item = {"id": name, "text": text(name), "full_score": "0", "floor": self.chance.choice(["-3", "-5", "none"]), "rule": {"kind": "deduct_per", **rule}}
        self.items.append(item)
        return item

    def info_item(self, name):
        fields = [named("n", type="count", required=self.chance.random() < 0.8), named("m", type="number", required=False, **({"at_most": "80"} if self.some(0.3) else {})), named("yn", type="yes_no", required=self.chance.random() < 0.5)]
        listed = [named("ta"), named("tb"), named("tc")]
        fields += [named("tk", type="ticks", required=self.some(0.2), options=listed), named("ch", type="choice", required=False, options=listed)]
        fields += [named("on", type="date", required=False), named("tx", type="text", required=False, most=5)]
        item = {"id": name, "text": text(name), "full_score": "0", "rule": {"kind": "info", "fields": fields}}
        self.items.append(item)
        return item

    def ledger_item(self, name):
        item = {"id": name, "text": text(name), "full_score": "0", "rule": ledger(self.chance)}
        self.items.append(item)
        return item

    # Conditions about earlier items

    def condition(self, depth=0):
        kind = self.chance.random()
        if depth < 2 and kind < 0.2:
            return {self.chance.choice(["all", "any"]): [self.condition(depth + 1) for _ in range(self.chance.randint(1, 3))]}
        if depth < 2 and kind < 0.3:
            return {"not": self.condition(depth + 1)}
        if self.types and kind < 0.4:
            return {"unit_type": [self.chance.choice(self.types)]}
        return self.about(self.chance.choice(self.items))

    def about(self, item):
        rule, name = item["rule"], item["id"]
        found = [{"item": name, "answered": True}, {"item": name, "points_at_least": "1"}, {"item": name, "points_below": "2"}]
        if "not_applicable" in item:
            found.append({"item": name, "not_applicable": True})
        if rule["kind"] in ("all_or_nothing", "options"):
            found += [{"item": name, "chosen": [self.chance.choice(self.choices_of(rule))]}] * 3
        if rule["kind"] in ("deduct_list", "n_of_m"):
            found += [{"item": name, "ticked": [rule["elements"][0]["id"]]}] * 2
        if rule["kind"] in ("deduct_per", "add_per"):
            found += [{"item": name, "field": "c0", self.chance.choice(["at_least", "at_most", "above", "below"]): "2"}] * 2
        if rule["kind"] == "info":
            found += [{"item": name, "field": "n", "above": "3"}, {"item": name, "field": "yn", "is": ["yes"]}, {"item": name, "field": "m", "at_most": "40"}]
            found += [{"item": name, "ticked": ["ta", "tb"][: self.chance.randint(1, 2)]}, {"item": name, "field": "ch", "is": ["ta", "tb"]}]
        if rule["kind"] == "date":
            found += [{"item": name, "field": "done", self.chance.choice(["above", "at_most"]): "3"}] * 2
        if rule["kind"] in ("ratio_band", "rate_times"):
            found += [{"item": name, "field": self.chance.choice(["part", "whole"]), "above": "3"}] * 2
        if rule["kind"] == "band":
            found += [{"item": name, "field": "v", "below": "30"}] * 2
        if rule["kind"] == "target_steps":
            found += [{"item": name, "field": "actual", "below": "30"}] * 2
        if rule["kind"] == "survey":
            found += [{"item": name, "field": ("w0." if "channels" in rule else "") + self.chance.choice(["issued", "s0"]), "above": "2"}] * 2
        if rule["kind"] == "ledger":
            found += [{"item": name, "field": figure["id"], "at_least": "2"} for figure in rule["figures"]]
        return self.chance.choice(found)

    @staticmethod
    def choices_of(rule):
        """The options of a rule that are there for every kind of unit."""
        if rule["kind"] == "all_or_nothing":
            return ["yes", "no"]
        return [option["id"] for option in rule["options"] if "for" not in option] if rule["kind"] == "options" else []

    def choices(self):
        return list(dict.fromkeys(name for item in self.items for name in self.choices_of(item["rule"])))

    # Sections and the sheet

    def only_deductions(self, name):
        """A core section that is no part of the full score."""
        return {"id": name, "title": text(name), "full_score": "0", "floor": self.chance.choice(["none", "-4"]), "items": [self.penalty_item(f"{name}0")]}

    def core(self, name):
        if self.some(0.06):
            return self.only_deductions(name)
        count = self.chance.randint(1, 4)
        section = {"id": name, "title": text(name)}
        if self.items and self.some(0.1):
            section["when"] = self.condition()
            if self.some(0.6):
                section["otherwise"] = self.chance.choice(["drop", "full", "zero", {"fixed": "1"}])
        if self.items and self.some(0.06):
            section["full_when"] = self.condition()
        base = self.points(5) if self.some(0.15) else Fraction(0)
        items, fulls = [], []
        for n in range(count):
            full = self.points(12, 1)
            fulls.append(full)
            both = self.types if len(self.types) == 2 and self.some(0.12) else []
            for kind in both:
                items.append({**self.item(f"{name}{n}{kind}", full), "for": [kind]})
                self.items.pop()
            if not both:
                items.append(self.item(f"{name}{n}", full))
        if self.some(0.08):
            items.append(self.penalty_item(f"{name}p"))
        total = base + sum(fulls)
        if self.some(0.1):
            section["take"] = "highest"
            total = base + max(fulls)
        if base:
            section["base"] = plain(base)
        if self.some(0.1):
            section["cap"] = self.chance.choice(["none", plain(max(total - 2, Fraction(1)))])
            total = max(total - 2, Fraction(1))
        if self.some(0.1):
            section["floor"] = self.chance.choice(["none", "-3", "1"])
        if self.some(0.2):
            section["weight"] = self.amount(self.chance.choice([Fraction(70), Fraction(30), Fraction(335, 10), Fraction(120)]))
        section["full_score"] = plain(total)
        section["items"] = items
        return section

    def extra(self, role, name):
        make = {"bonus": lambda n: self.item(n, self.points(5, 1)), "penalty": self.penalty_item}[role]
        section = {"id": name, "title": text(name), "role": role}
        if self.items and self.some(0.15):
            section["when"] = self.condition()
            if self.some(0.5):
                section["otherwise"] = self.chance.choice(["drop", "full", "zero", {"fixed": "0" if role == "penalty" else "1"}])
        elif self.some(0.1) and role == "bonus":
            section["take"] = "highest"
        items = [make(f"{name}{n}") for n in range(self.chance.randint(1, 2))]
        most = joined(section, [Fraction(item["full_score"]) for item in items])
        section |= {"full_score": plain(self.points(most, 1)) if role == "bonus" else "0", "items": items}
        if self.some(0.3) and role == "penalty":
            section["floor"] = plain(-self.points(6, 1))
        return section

    def weighted_full(self, section):
        values = {parameter["id"]: parameter["value"] for parameter in self.parameters}
        weight = section.get("weight")
        if weight is None:
            return Fraction(section["full_score"])
        weight = values[weight[1:]] if weight.startswith("@") else weight
        return half_up(Fraction(section["full_score"]) * Fraction(weight) / 100, self.decimals)

    def sections(self):
        notes = []
        if self.some(0.6):
            notes = [{"id": "N", "title": text("N"), "role": "info", "full_score": "0", "items": [self.info_item("N0"), self.ledger_item("N1")]}]
        cores = [self.core(name) for name in "ABC"[: self.chance.randint(1, 3)]]
        rest = [self.extra("bonus", "F")] if self.chance.random() < 0.5 else []
        rest += [self.extra("penalty", "P")] if self.some(0.4) else []
        found = [*notes, *cores, *rest]
        if self.some(0.3):
            self.chance.shuffle(found)
        return found

    def grades(self):
        ends = self.ends(20, 95, self.chance.randint(1, 3))
        listed = [named(f"g{n}", at_least=plain(end)) for n, end in enumerate(ends)] + [named("last")]
        if self.some(0.3):
            listed[0]["requires"] = [{"if": self.sheet_condition(), "text": text("required")}]
        return listed

    def sheet_condition(self):
        section = self.chance.choice(["A"])
        return self.chance.choice([
            {"section": section, "percent_below": "50"},
            {"section": section, "points_at_least": "3"},
            {"total_below": "40"},
            {"total_at_least": "30"},
            {"any_section_percent_below": "50"},
            {"answered_below": {"part": 2, "whole": 3}},
            *({"chosen_count": [self.chance.choice(chosen)], self.chance.choice(["at_least", "at_most"]): 2} for chosen in [self.choices()] if chosen),
            {"not": {"any_section_points_below": "2"}},
            *([self.condition()] if self.items else []),
        ])

    def vetoes(self, grades):
        listed = []
        for n in range(self.chance.randint(0, 2)):
            effects = [{"kind": "fail"}, {"kind": "cap_grade", "grade": grades[-1]["id"]}]
            if not self.plain_only:
                effects.append({"kind": "bar", "text": text("barred")})
            veto = {"id": f"V{n}", "text": text(f"V{n}"), "effect": self.chance.choice(effects)}
            if self.some(0.4):
                veto["if"] = self.sheet_condition()
            listed.append(veto)
        return listed

    def total(self):
        rule = {}
        if self.some(0.3):
            rule["rescale"] = self.chance.choice(["sheet", "section", "none"])
        if self.some(0.2):
            rule["base"] = plain(self.points(20))
        if self.some(0.15):
            rule["floor"] = plain(self.points(10))
        if self.some(0.15):
            rule["ceiling"] = plain(self.points(120, 20))
        if self.some(0.25):
            rule["decimals"] = self.chance.randint(0, 4)
        return rule

    def template(self):
        kinds = self.chance.choice([[], ["x"], ["x", "y"]])
        self.types = [] if self.plain_only else kinds
        sections, rule = self.sections(), self.total()
        full = sum((self.weighted_full(section) for section in sections if section.get("role", "core") == "core"), Fraction(rule.get("base", "0")))
        grades = self.grades()
        body = {
            "id": "invented", "edition": "1", "title": text("T"), "mode": "appraisal", "periods": ["year"], "decimals": self.decimals,
            "full_score": plain(full), "unit_types": [named(kind) for kind in kinds], "sections": sections, "grades": grades,
            "vetoes": self.vetoes(grades),
        }
        if rule:
            body["total"] = rule
        if full and self.some(0.2):
            body["shown_out_of"] = "100"
        if self.choices() and self.some(0.1):
            choices = self.choices()
            body["grade_by"] = {"chosen_count": self.chance.sample(choices, min(2, len(choices)))}
            for n, grade in enumerate(grades[:-1]):
                del grade["at_least"]
                grade["at_most"] = n
        if self.some(0.3):
            body["flags"] = [named("flag", **{"if": self.sheet_condition()})]
        if self.some(0.2):
            body["supplement"] = {"title": text("own"), "most_items": 3, "full_score": plain(self.points(10, 1)), "score_apart": True}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def invent(seed, plain_only=False):
    """A template, always the same for a seed."""
    return Inventor(random.Random(seed), plain_only).template()
