"""The checks of the guide that the cases and the random templates must pass: known keys, ids, sums of
the sheet of every kind of unit, bands, references, circles, words about persons.

    lint.py TEMPLATE...
"""

import json
import re
import sys

from files import contents
from keys import unknown_keys
from scorer.amounts import amount, half_up, is_amount, is_count
from scorer.resolve import resolve, values
from scorer.sections import joined, role

PERSONS = {
    "zh-Hans": ["身份证", "个人电话", "手机号", "住址", "人像", "宗教", "疾病", "案件号", "处分", "上访", "前科"],
    "en": ["identity number", "portrait", "religion", "illness", "case number", "home address"],
}


def texts(thing):
    """Every text that is shown, without what the reminder says."""
    if isinstance(thing, dict):
        if "zh-Hans" in thing:
            yield thing
        else:
            for key, value in thing.items():
                if key != "reminder":
                    yield from texts(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from texts(one)


def person_words(template):
    for text in texts(template):
        for language, words in PERSONS.items():
            yield from (f"asks about persons: {word}" for word in words if word in text.get(language, "").lower())


WHO = ["姓名", "责任人", "联系人", "性别", "年龄", "手机"]


def asks_who(thing):
    """A text field or column does not ask who somebody is."""
    if isinstance(thing, dict):
        if thing.get("type") == "text" and "label" in thing:
            yield from (f"asks who somebody is: {word}" for word in WHO if word in thing["label"]["zh-Hans"])
        for value in thing.values():
            yield from asks_who(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from asks_who(one)


def languages(template):
    wanted = set(template["title"])
    yield from (f"not in every language: {text['zh-Hans']}" for text in texts(template) if not wanted <= set(text))


def repeated(names, what):
    seen = set()
    for name in names:
        if name in seen:
            yield f"{what} {name} is there twice"
        seen.add(name)


def ids(template):
    yield from repeated([section["id"] for section in template["sections"]], "section")
    yield from repeated([item["id"] for section in template["sections"] for item in section["items"]], "item")
    if "supplement" in template and any(section["id"] == "supplement" for section in template["sections"]):
        yield "supplement is no id of a section"
    for key in ("vetoes", "grades", "flags", "parameters"):
        yield from repeated([one["id"] for one in template.get(key, [])], key)
    for section in template["sections"]:
        for item in section["items"]:
            for key in ("options", "counts", "elements", "classes", "parts", "fields", "columns", "figures", "channels"):
                yield from repeated([one["id"] for one in item["rule"].get(key, [])], f"{item['id']} {key}")


def sums(template):
    """Sections against their items, the sheet against its sections."""
    decimals, whole = template.get("decimals", 2), amount(template.get("total", {}).get("base", "0"))
    for section in template["sections"]:
        full = amount(section["full_score"])
        brings = amount(section.get("base", "0")) + joined(section, [amount(item["full_score"]) for item in section["items"]])
        if role(section) == "core":
            if "cap" not in section and brings != full:
                yield f"section {section['id']}: items bring {brings}, not {full}"
            whole += half_up(full * amount(section["weight"]) / 100, decimals) if "weight" in section else full
        elif role(section) == "penalty" and full:
            yield f"section {section['id']}: a penalty with a full score"
        elif "weight" in section:
            yield f"section {section['id']}: only core sections have a weight"
    if "shown_out_of" in template and amount(template["full_score"]) == 0:
        yield "shown_out_of: nothing to show out of"
    if whole != amount(template["full_score"]):
        yield f"the sections bring {whole}, not {template['full_score']}"


def bands(listed, what):
    """All of one direction, best first, the last open."""
    ends = [next(((key, band[key]) for key in ("at_least", "at_most") if key in band), None) for band in listed]
    if not listed or ends[-1] is not None or None in ends[:-1]:
        yield f"{what}: only the last band takes the rest"
        return
    kinds = {key for key, _ in ends[:-1]}
    numbers = [amount(value) for _, value in ends[:-1]]
    if len(kinds) > 1 or any(key in band for band in listed for key in kinds ^ {"at_least", "at_most"}):
        yield f"{what}: bands go in two directions"
    steps = list(zip(numbers, numbers[1:]))
    if any(first <= second if "at_least" in kinds else first >= second for first, second in steps):
        yield f"{what}: a band cannot be reached"


def most(rule, full):
    """The most that a rule with listed points brings."""
    listed = [*rule.get("options", []), *rule.get("classes", []), *rule.get("bands", [])] if rule["kind"] != "survey" else []
    return max((amount(one["points"]) for one in listed if "points" in one), default=full)


def item_rules(holder, name):
    rule, full = holder["rule"], amount(holder["full_score"])
    if "bands" in rule:
        yield from bands(rule["bands"], name)
    cap = holder.get("cap")
    if cap != "none" and most(rule, full) > amount(cap or full):
        yield f"{name} can score above its full score"
    if rule["kind"] in ("info", "ledger") and full:
        yield f"{name}: {rule['kind']} brings nothing"
    for part in rule.get("parts", []):
        yield from item_rules(part, f"{name}.{part['id']}")
    if rule["kind"] == "parts" and rule.get("take", "sum") == "sum" and sum(amount(part["full_score"]) for part in rule["parts"]) != full:
        yield f"{name}: the parts do not add up to its full score"
    for count in rule.get("counts", []):
        if amount(count["each"]) <= 0:
            yield f"{name}: each must be positive"


def grades(template):
    listed = template.get("grades", [])
    if not listed:
        return
    key = "at_most" if "grade_by" in template else "at_least"
    ends = [grade.get(key) for grade in listed]
    if ends[-1] is not None or None in ends[:-1]:
        yield "grades: only the last takes the rest"
    else:
        if key == "at_most" and not all(is_count(end) for end in ends[:-1]):
            yield "grades: a count of items is an integer"
        numbers = [amount(end) for end in ends[:-1]]
        if any(first <= second if key == "at_least" else first >= second for first, second in zip(numbers, numbers[1:])):
            yield "grades: one cannot be reached"
    if listed[-1].get("requires"):
        yield "grades: the last requires something"
    names = [grade["id"] for grade in listed]
    for veto in template.get("vetoes", []):
        if veto["effect"]["kind"] == "cap_grade" and veto["effect"]["grade"] not in names:
            yield f"veto {veto['id']}: no such grade"
        if veto["effect"]["kind"] == "cap_grade" and veto["effect"]["grade"] == names[0]:
            yield f"veto {veto['id']} has no effect"


def named(thing):
    """The items that a condition, rule or section mentions."""
    if isinstance(thing, dict):
        if isinstance(thing.get("item"), str):
            yield thing["item"]
        for key, value in thing.items():
            yield from named(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from named(one)


def needs(template):
    """What every item needs before it can be scored."""
    return {
        item["id"]: [*named([item["rule"], *(item.get(key, []) for key in ("when", "zero_when", "full_when"))]), *named(section.get("when", []))]
        for section in template["sections"]
        for item in section["items"]
    }


def circles(template):
    wanted, done = needs(template), set()

    def walk(name, way):
        if name in way:
            yield "a circle: " + " → ".join([*way[way.index(name) :], name])
        elif name not in done and name in wanted:
            for other in wanted[name]:
                yield from walk(other, [*way, name])
            done.add(name)

    for name in wanted:
        yield from walk(name, [])


def references(template):
    known = {item["id"] for section in template["sections"] for item in section["items"]}
    sections = {section["id"] for section in template["sections"]}
    yield from (f"no item {name}" for name in named(template) if name not in known)

    asked = everything_called("section", str, template)
    yield from (f"no section {name}" for name in asked if name not in sections)


KINDS = {
    "mode": {"appraisal", "health_check", "checklist", "ledger", "procedure", "survey"},
    "periods": {"year", "half", "quarter", "month", "half_month", "stage", "once"},
    "methods": {"documents", "on_site", "interview", "survey"},
}


def kinds(template):
    """Modes, periods and methods are those of the guide."""
    said = {"mode": [template["mode"]], "periods": template["periods"]}
    said["methods"] = [method for section in template["sections"] for item in section["items"] for method in item.get("methods", [])]
    for key, values_said in said.items():
        yield from (f"{key}: there is no {value}" for value in values_said if value not in KINDS[key])


LIMITS = ("at_least", "at_most", "above", "below")


def amounts(thing, key=""):
    """Amounts are well written."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            if name in LIMITS and not isinstance(value, dict) and not is_amount(value) and key != "grades" and "chosen_count" not in thing:
                yield f"{name}: {value!r} is no amount"
            yield from amounts(value, name)
    elif isinstance(thing, list):
        for one in thing:
            yield from amounts(one, key)
    elif key in ("full_score", "points", "each", "weight", "share") and not is_amount(thing):
        yield f"{key}: {thing!r} is no amount"


IDS = re.compile(r"[A-Za-z0-9_-]{1,64}")
RESERVED = {"yes", "no", "none", "not_done"}
ABOUT_THE_SHEET = {"section", "total_below", "total_at_least", "veto", "grade", "answered_below", "chosen_count"}


def bad_ids(thing):
    if isinstance(thing, dict):
        if "id" in thing and not IDS.fullmatch(str(thing["id"])):
            yield f"{thing['id']!r} is no id"
        for value in thing.values():
            yield from bad_ids(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from bad_ids(one)


def reserved(thing):
    """Options, elements and counts have no id that is the page's own."""
    if isinstance(thing, dict):
        listed = [one for key in ("options", "elements", "counts") for one in thing.get(key, [])]
        listed += [thing[key] for key in ("part", "whole", "issued") if key in thing]
        yield from (f"{one['id']} is the page's own" for one in listed if isinstance(one, dict) and one.get("id") in RESERVED)
        for value in thing.values():
            yield from reserved(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from reserved(one)


def depth(condition):
    inner = [*condition.get("all", []), *condition.get("any", []), *([condition["not"]] if "not" in condition else [])]
    return 1 + max((depth(one) for one in inner), default=0)


def leaves(condition):
    inner = [*condition.get("all", []), *condition.get("any", []), *([condition["not"]] if "not" in condition else [])]
    return [leaf for one in inner for leaf in leaves(one)] if inner else [condition]


def item_conditions(template):
    for section in template["sections"]:
        yield from (section[key] for key in ("when", "full_when") if key in section)
        for item in section["items"]:
            yield from ([item["when"]] if "when" in item else [])
            yield from (one["if"] for key in ("zero_when", "full_when") for one in item.get(key, []))


def conditions(template):
    """Item conditions ask about items and kinds of unit only, and are not too deep or too many."""
    for condition in item_conditions(template):
        if depth(condition) > 8 or len(leaves(condition)) > 64:
            yield "a condition is too deep or too long"
        for leaf in leaves(condition):
            if ABOUT_THE_SHEET & set(leaf):
                yield f"an item condition asks about {', '.join(leaf)}"


def everything_called(key, kind, thing):
    """Every value of this kind that stands under this key, however deep."""
    if isinstance(thing, dict):
        if isinstance(thing.get(key), kind):
            yield thing[key]
        for value in thing.values():
            yield from everything_called(key, kind, value)
    elif isinstance(thing, list):
        for one in thing:
            yield from everything_called(key, kind, one)


def reads(thing):
    return everything_called("from", dict, thing)


def sources(template):
    """What is read is there; ledger moves go between states that are there."""
    items = {item["id"]: item for section in template["sections"] for item in section["items"]}
    for source in reads([item["rule"] for item in items.values()]):
        rule = items[source["item"]]["rule"] if source["item"] in items else {}
        if "figure" in source and source["figure"] not in [figure["id"] for figure in rule.get("figures", [])]:
            yield f"no figure {source['figure']}"
    for item in items.values():
        states = item["rule"].get("states", {})
        known = [state["id"] for state in states.get("list", [])]
        for move in states.get("moves", []):
            yield from (f"no state {move[end]}" for end in ("from", "to") if move[end] not in known)


def parameters(template):
    known = set(values(template, None))
    text = json.dumps(template, ensure_ascii=False)
    for name in known:
        if f"@{name}" not in text:
            yield f"parameter {name} is used nowhere"


def problems(template):
    """Everything that is wrong, of the sheet of any kind of unit. Unknown keys come first: the rest
    of a template that has one is not looked at."""
    found = list(unknown_keys(template))
    if found:
        return found
    found = [*person_words(template), *asks_who(template["sections"]), *languages(template), *parameters(template), *kinds(template), *bad_ids(template), *reserved(template["sections"])]
    for unit_type in [None, *(kind["id"] for kind in template.get("unit_types", []))]:
        if unit_type is None and template.get("unit_types"):
            continue
        try:
            plain = resolve(template, unit_type)
            checks = [*amounts(plain)]
            if not checks:
                items = [item for section in plain["sections"] for item in section["items"]]
                checks = [*ids(plain), *sums(plain), *grades(plain), *references(plain), *circles(plain), *conditions(plain), *sources(plain)]
                checks += [problem for item in items for problem in item_rules(item, item["id"])]
        except KeyError as error:
            checks = [f"missing or unknown: {error}"]
        found += [f"{problem} ({unit_type})" if unit_type else problem for problem in checks]
    return list(dict.fromkeys(found))


if __name__ == "__main__":
    wrong = False
    for path in sys.argv[1:]:
        for problem in problems(contents(path)):
            wrong = True
            print(f"{path}: {problem}")
    sys.exit(wrong)
