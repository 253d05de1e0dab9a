"""Vetoes, grades, flags (guide 8): total, vetoes, grade by total, `requires`, vetoes lower it, flags."""

from scorer.amounts import amount


def applying(template, answers, sheet):
    """The vetoes that apply, as answered or as their condition says. A later one may ask about an earlier one."""
    sheet.applying = []
    for veto in template.get("vetoes", []):
        if sheet.true(veto["if"]) if "if" in veto else answers.get(veto["id"]) is True:
            sheet.applying.append(veto["id"])
    return [veto for veto in template.get("vetoes", []) if veto["id"] in sheet.applying]


def reached(grade, value):
    if "at_least" in grade:
        return value >= amount(grade["at_least"])
    return value <= grade["at_most"] if "at_most" in grade else True


def by_total(template, sheet):
    """The place of the first grade that the total, or the count of chosen options, reaches."""
    value = sheet.chosen(template["grade_by"]["chosen_count"]) if "grade_by" in template else sheet.total
    return next(n for n, grade in enumerate(template["grades"]) if reached(grade, value))


def required(template, place, sheet):
    """The same or the next lower grade whose requirements all hold."""
    while not all(sheet.true(one["if"]) for one in template["grades"][place].get("requires", [])):
        place += 1
    return place


def lowered(template, place, vetoes):
    names = [grade["id"] for grade in template["grades"]]
    for effect in (veto["effect"] for veto in vetoes):
        if effect["kind"] == "fail":
            place = len(names) - 1
        elif effect["kind"] == "cap_grade":
            place = max(place, names.index(effect["grade"]))
    return place


def grade(template, sheet, vetoes):
    """The grade that counts, and the grade by total alone."""
    if not template.get("grades") or ("grade_by" in template and sheet.core_open()):
        return None, None
    place = by_total(template, sheet)
    names = [grade["id"] for grade in template["grades"]]
    return names[lowered(template, required(template, place, sheet), vetoes)], names[place]


def flags(template, sheet):
    return [flag["id"] for flag in template.get("flags", []) if sheet.true(flag["if"])]
