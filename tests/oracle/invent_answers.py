"""Inventing answers to a template: mostly whole and near the boundaries, some open, some contradictory."""

import random
from datetime import date, timedelta
from fractions import Fraction

import invent_ledger
from scorer.amounts import plain
from scorer.resolve import resolve


class Answerer:
    def __init__(self, chance, template, unit_type):
        self.chance, self.unit_type = chance, unit_type
        self.sheet = resolve(template, unit_type)

    def often(self, probability):
        return self.chance.random() < probability

    def near(self, numbers, most):
        """A whole number, often on or beside one that matters."""
        if numbers and self.often(0.6):
            return max(0, int(Fraction(self.chance.choice(numbers))) + self.chance.choice([-1, 0, 0, 1]))
        return self.chance.randint(0, most)

    def counts(self, fields, value):
        """Counts of the fields that are typed; now and then one is left out."""
        typed = [field for field in fields if "from" not in field]
        return {"counts": {field["id"]: value(field) for field in typed if not self.often(0.04)}}

    def ends(self, rule):
        return [band[key] for band in rule.get("bands", []) for key in ("at_least", "at_most") if key in band]

    def all_or_nothing(self, rule, full):
        return {"choice": self.chance.choices(["yes", "no", "maybe"], [60, 38, 2])[0]}

    def options(self, rule, full):
        return {"choice": self.chance.choice([option["id"] for option in rule["options"]] + (["nowhere"] if self.often(0.1) else []))}

    def deduct_per(self, rule, full):
        return self.counts(rule["counts"], lambda field: self.near([field.get("required", field.get("free", 0))], 8))

    def add_per(self, rule, full):
        return self.counts(rule["counts"], lambda field: self.chance.choice([0, 1, 2, 3, 5, 20, 1000000]))

    def deduct_list(self, rule, full):
        names = [element["id"] for element in rule["elements"]]
        have = [name for name in names if self.often(0.6)] + (["other"] if self.often(0.03) else [])
        exempt = [name for name in names if self.often(0.2)]
        return {"elements": {"have": have, **({"exempt": exempt} if exempt else {})}}

    def n_of_m(self, rule, full):
        return {"elements": {"have": [element["id"] for element in rule["elements"] if self.often(0.6)]}}

    def matter(self, n, names):
        """A row, now and then an unfinished one."""
        return {"what": "" if self.often(0.02) else f"m{n}", "classes": self.chance.sample(names, 0 if self.often(0.02) else self.chance.randint(1, len(names)))}

    def add_rows(self, rule, full):
        names = [kind["id"] for kind in rule["classes"]]
        return {"matters": [self.matter(n, names) for n in range(self.chance.randint(0, 4))]}

    def band(self, rule, full):
        if "from" in rule["value"]:
            return {"numbers": {}} if self.often(0.2) else None
        value = Fraction(self.near(self.ends(rule), 100)) + self.chance.choice([0, 0, Fraction(1, 100), Fraction(-1, 10000)])
        return {"numbers": {"v": plain(value)}}

    def two(self, ends, over):
        whole = self.chance.choice([0] * self.often(0.1) + [1, 3, 7, 20, 100, 100, 10000])
        part = self.chance.randint(0, whole)
        if ends and self.often(0.6):
            part = max(0, min(whole, int(Fraction(self.chance.choice(ends)) * whole / 100) + self.chance.choice([-1, 0, 0, 1])))
        if self.often(0.05) or (over and self.often(0.2)):
            part = whole + 1
        return {"part": part, "whole": whole}

    def ratio_band(self, rule, full):
        if "from" in rule:
            return None
        made = self.two(self.ends(rule), "over" in rule)
        return self.counts([rule["part"], rule["whole"]], lambda field: made[field["id"]])

    rate_times = ratio_band

    def target_steps(self, rule, full):
        target = self.chance.choice([0] * self.often(0.2) + [-5] * self.often(0.1) + [10, 20, 60, 200])
        actual = Fraction(target) * self.chance.choice([1, Fraction(9, 10), Fraction(4, 5), Fraction(21, 20), 2]) + self.chance.choice([0, 0, Fraction(1, 10), Fraction(-1, 100)])
        made = {"target": plain(target), "actual": plain(max(actual, Fraction(0)))}
        typed = [name for name in made if "from" not in rule[name] and "value" not in rule[name]]
        return {"numbers": {name: made[name] for name in typed if not self.often(0.03)}}

    def date(self, rule, full):
        if self.often(0.1):
            return {"choice": "not_done"}
        base = date(2026, self.chance.choice([2, 6, 12]), 28)
        done = base + timedelta(days=self.chance.randint(-12, 100))
        last = date(self.chance.randint(2021, 2025), self.chance.randint(1, 12), self.chance.randint(1, 28))
        if self.often(0.2):
            last = date(2024, self.chance.choice([1, 3, 8, 10, 12]), 31)
        dates = {"done": done.isoformat()}
        if "field" in rule["due"]:
            dates["last"] = last.isoformat()
        return {"dates": {name: value for name, value in dates.items() if not self.often(0.03)}}

    def manual(self, rule, full):
        step = Fraction(rule.get("step", "1"))
        value = step * self.chance.randint(0, int(full / step)) + (Fraction(1, 10) if self.often(0.05) else 0)
        return {"numbers": {"points": plain(value)}}

    def external(self, rule, full):
        most = Fraction(rule["out_of"]) if "out_of" in rule else full
        return {"numbers": {"points": plain(Fraction(self.chance.randint(0, int(most * 100)), 100) + (1 if self.often(0.05) else 0))}}

    def linked(self, rule, full):
        if self.often(0.3):
            made = self.two(self.ends(rule), False)
            return {"linked": {**made, "whole": max(made["whole"], 1)}}
        return {"linked": {"value": plain(Fraction(self.near(self.ends(rule), 100)) + self.chance.choice([0, Fraction(-1, 100)]))}}

    def survey(self, rule, full):
        counts = {}
        for prefix in [channel["id"] + "." for channel in rule.get("channels", [])] or [""]:
            given = {prefix + option["id"]: self.chance.choice([0, 1, 2, 3, 5, 17]) for option in rule["options"]}
            counts |= given | {prefix + "issued": sum(given.values()) + self.chance.choice([0, 0, 1, 5] + [-1] * self.often(0.2))}
        return {"counts": {name: max(value, 0) for name, value in counts.items() if not self.often(0.01)}}

    def parts(self, rule, full):
        given = {part["id"]: self.answer(part["rule"], Fraction(part["full_score"])) for part in rule["parts"] if not self.often(0.04)}
        return {"parts": {name: value for name, value in given.items() if value is not None}}

    def info(self, rule, full):
        ticks = [name for name in ("ta", "tb", "tc") if self.often(0.5)]
        made = {"tk": ticks, "ch": self.chance.choice(["ta", "tb", "tc"]), "on": "2026-02-03", "tx": self.chance.choice(["", "word", "three", "three", "too long" if self.often(0.2) else "two"])}
        made |= {"n": self.chance.randint(0, 12), "m": plain(Fraction(self.chance.randint(0, 900), 10)), "yn": self.chance.choice(["yes", "no"])}
        return {"fields": {name: value for name, value in made.items() if not self.often(0.06)}}

    def ledger(self, rule, full):
        return {"rows": invent_ledger.rows(self.chance)}

    def answer(self, rule, full):
        return getattr(self, rule["kind"])(rule, full)

    def entry(self, item):
        entry = {}
        if not self.often(0.06):
            answer = self.answer(item["rule"], Fraction(item["full_score"]))
            entry = {} if answer is None else {"answer": answer}
        if self.often(0.15 if "not_applicable" in item else 0.01):
            entry["not_applicable"] = True
        if self.often(0.3):
            entry["confirmed_by"] = self.chance.choice(["county", "county", " "])
        if self.often(0.3):
            entry["remark"] = self.chance.choice(["because", "because", " "])
        if self.often(0.3):
            entry["evidence"] = [{"name": name} for name in self.chance.choice([["paper"], ["list"], ["paper", "list"], ["the paper no. 3"], ["pap"], ["other"]])]
        return entry

    def local_item(self, n):
        full = self.chance.randint(1, 8)
        options = [{"id": f"o{place}", "label": {"zh-Hans": "level"}, "points": str(points)} for place, points in enumerate([full, full // 2])]
        rule = self.chance.choice([{"kind": "all_or_nothing"}, {"kind": "manual", "step": "0.5"}, {"kind": "options", "options": options}])
        return {"id": f"own{n}", "text": {"zh-Hans": "own"}, "full_score": str(full), "rule": rule}

    def body(self):
        items = [item for section in self.sheet["sections"] for item in section["items"]]
        vetoes = {veto["id"]: self.often(0.15) for veto in self.sheet["vetoes"] if "if" not in veto and self.often(0.9)}
        unit = {"name": "unit", **({"unit_type": self.unit_type} if self.unit_type else {})}
        own = [self.local_item(n) for n in range(self.chance.randint(0, 3))] if "supplement" in self.sheet else []
        entries = {item["id"]: self.entry(item) for item in [*items, *own]}
        return {"unit": unit, "period": "2026", "as_of": "2026-06-30", "stage": "draft", "revision": 1, "entries": entries, "vetoes": vetoes, **({"local_items": own} if own else {})}


def invent_answers(seed, template):
    chance = random.Random(f"answers {seed}")
    kinds = [kind["id"] for kind in template["unit_types"]]
    return Answerer(chance, template, chance.choice(kinds) if kinds else None).body()
