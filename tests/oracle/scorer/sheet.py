"""One sheet: every line when it is asked for, in the order of what depends on what."""

from fractions import Fraction

from scorer import conditions, grades, ledger
from scorer.answers import real, within
from scorer.dates import day
from scorer.items import Context, line_of, policy_of
from scorer.local import local
from scorer.missing import missing
from scorer.outcome import INVALID, NOT_ASKED, NOTHING, SCORED, UNANSWERED, Contradiction, Line, NothingToMeasure, Unfinished
from scorer.resolve import resolve
from scorer.rules import days_late
from scorer.sections import brought, role
from scorer.totals import totals


class Circle(Exception):
    """Items that depend on each other in a circle."""


class Sheet:
    """A template and what was put in. `body` has entries, vetoes, period, as_of, local_items."""

    def __init__(self, template, body, unit_type):
        self.template, self.body, self.unit_type = resolve(template, unit_type), body, unit_type
        self.decimals = self.template.get("decimals", 2)
        self.as_of = day(body["as_of"]) if body.get("as_of") else None
        self.sections = self.template["sections"]
        self.items = {item["id"]: item for section in self.sections for item in section["items"]}
        self.place = {item["id"]: section for section in self.sections for item in section["items"]}
        self.lines, self.under_way = {}, []
        self.applying, self.total, self.grade = [], None, None

    def true(self, condition):
        return conditions.holds(condition, self)

    def entry(self, name):
        return self.body.get("entries", {}).get(name, {})

    def context(self, policy="no"):
        return Context(self.decimals, self.body.get("period"), self.as_of, policy, self.read, self.read_ratio)

    # Items

    def once(self, name, make):
        """Computed once; a circle is told."""
        if name not in self.lines:
            if name in self.under_way:
                raise Circle(" → ".join(map(str, [*self.under_way, name])))
            self.under_way.append(name)
            self.lines[name] = make()
            self.under_way.pop()
        return self.lines[name]

    def section_asked(self, section):
        return "when" not in section or self.once(("section", section["id"]), lambda: self.true(section["when"]))

    def exempt(self, section):
        """Whether a section has its full score whatever was answered: nothing of it is missing then."""
        return "full_when" in section and self.true(section["full_when"])

    def line(self, name):
        def make():
            if not self.section_asked(self.place[name]):
                return Line(NOTHING, NOTHING, NOT_ASKED)
            return line_of(self.items[name], self.entry(name), self)

        return self.once(name, make)

    def asked(self, name):
        """Whether an item is there and its conditions ask it."""
        if name not in self.items or not self.section_asked(self.place[name]):
            return False
        item = self.items[name]
        return "when" not in item or self.once(("asked", name), lambda: self.true(item["when"]))

    def asked_items(self):
        return [name for name in self.items if self.asked(name)]

    def marked(self, name):
        return bool(self.entry(name).get("not_applicable"))

    def skipped(self, name):
        """Marked as not applicable where it may be."""
        return self.marked(name) and policy_of(self.items[name])["policy"] != "no"

    def answered(self):
        return sum(self.line(name).state not in (UNANSWERED, INVALID) for name in self.asked_items())

    def core_open(self):
        """Whether an item of the core has not been answered, or contradicts itself."""
        cores = (section for section in self.sections if role(section) == "core")
        return any(self.line(item["id"]).state in (UNANSWERED, INVALID) for section in cores for item in section["items"])

    def chosen(self, options):
        """How many items have one of these options chosen."""
        live = (name for name in self.asked_items() if not self.marked(name))
        return sum((self.entry(name).get("answer") or {}).get("choice") in options for name in live)

    # What other items read

    def figures(self, name):
        """The figures of a ledger that is in order."""
        if not self.asked(name) or self.line(name).state != SCORED:
            raise Unfinished
        rows = self.entry(name)["answer"]["rows"]
        return ledger.figures(self.items[name]["rule"], rows, self.decimals, self.as_of)

    def typed(self, name, field):
        """A count, number or days late of an item as it was typed or read."""
        if not self.asked(name) or self.marked(name) or self.line(name).state == INVALID:
            raise Unfinished
        rule, answer = self.items[name]["rule"], self.entry(name).get("answer") or {}
        for own in self.number_fields(rule):
            if own["id"] == field and "from" in own:
                return self.read(own["from"])
        if isinstance(rule.get("from"), dict) and field in (rule["part"]["id"], rule["whole"]["id"]):
            return self.read_ratio(rule["from"])[field == rule["whole"]["id"]]
        if rule["kind"] == "date" and field == rule["done"]["id"]:
            return days_late(rule, answer, self.context())
        if field in answer.get("counts", {}):
            return real(answer["counts"][field])
        texts = {**answer.get("numbers", {}), **answer.get("fields", {})}
        if field not in texts or texts[field] is None:
            raise Unfinished
        own = next((one for one in [*rule.get("fields", []), *self.number_fields(rule)] if one["id"] == field), {})
        return real(texts[field]) if isinstance(texts[field], int) else within(texts[field], own)

    @staticmethod
    def number_fields(rule):
        single = (rule.get(key) for key in ("part", "whole", "value", "target", "actual", "issued"))
        return [field for field in [*single, *rule.get("counts", [])] if field]

    def read(self, source):
        """A number that another item holds; while it is unanswered, so is the reader."""
        if "figure" not in source:
            return self.read_field(source["item"], source["field"])
        value = self.figures(source["item"])[source["figure"]]
        if value is None or (isinstance(value, ledger.Ratio) and value.whole == 0):
            raise NothingToMeasure
        return Fraction(100 * value.part, value.whole) if isinstance(value, ledger.Ratio) else value

    def read_field(self, name, field):
        try:
            return self.typed(name, field)
        except Contradiction as contradiction:
            raise Unfinished from contradiction

    def read_ratio(self, source):
        return self.figures(source["item"])[source["figure"]]

    def value(self, name, field):
        """What a condition compares: nothing where it is not answered."""
        rule = self.items[name]["rule"]
        try:
            return self.read({"item": name, "figure" if rule["kind"] == "ledger" else "field": field})
        except (Unfinished, NothingToMeasure):
            return None

    # Sections

    def section(self, name):
        section = next(one for one in self.sections if one["id"] == name)
        return brought(section, [self.line(item["id"]) for item in section["items"]], self.section_asked(section), self.exempt(section))

    def core_sections(self):
        return [self.section(section["id"]) for section in self.sections if role(section) == "core"]

    def result(self):
        found = {section["id"]: self.section(section["id"]) for section in self.sections}
        summed = totals(self.template, self.sections, found)
        self.total = summed.total
        vetoes = grades.applying(self.template, self.body.get("vetoes", {}), self)
        self.grade, by_total = grades.grade(self.template, self, vetoes)
        number, papers = missing(self.template, self.body, self)
        own = local(self.template, self.body, self.context())
        return {
            "lines": {name: self.line(name) for name in self.items},
            "sections": {name: section.obtained for name, section in found.items()},
            **summed._asdict(),
            "grade": self.grade,
            "by_total": by_total,
            "failed": any(veto["effect"]["kind"] == "fail" for veto in vetoes),
            "barred": [veto["id"] for veto in vetoes if veto["effect"]["kind"] == "bar"],
            "vetoes": [veto["id"] for veto in vetoes],
            "flags": grades.flags(self.template, self),
            "figures": self.all_figures(),
            "local": own,
            "missing": number + (sum(line.state == INVALID for line in own["lines"].values()) if own else 0),
            "missing_papers": papers,
        }

    def all_figures(self):
        ledgers = [name for name, item in self.items.items() if item["rule"]["kind"] == "ledger" and self.line(name).state == SCORED]
        found = {f"{name}.{figure}": value for name in ledgers for figure, value in self.figures(name).items()}
        return {name: Fraction(value) if isinstance(value, int) else value for name, value in found.items()}


def score(template, body):
    """Everything about a sheet, with scores as fractions. `body` is that of a submission, or a test case."""
    unit_type = body["unit_type"] if "unit_type" in body else body.get("unit", {}).get("unit_type")
    return Sheet(template, body, unit_type).result()
