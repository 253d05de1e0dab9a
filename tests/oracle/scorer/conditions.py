"""Conditions (guide 5). What has not been answered makes them false."""

from fractions import Fraction

from scorer.amounts import amount
from scorer.outcome import INVALID, SCORED, UNANSWERED

ORDERS = {
    "at_least": lambda value, limit: value >= limit,
    "at_most": lambda value, limit: value <= limit,
    "above": lambda value, limit: value > limit,
    "below": lambda value, limit: value < limit,
}


def limits(condition, value):
    """Whether a value keeps to every limit that a condition states."""
    return all(order(value, amount(condition[name])) for name, order in ORDERS.items() if name in condition)


def points(condition, value):
    return value >= amount(condition["points_at_least"]) if "points_at_least" in condition else value < amount(condition["points_below"])


def ticked(answer):
    """The elements that are ticked; of notes, the ticks of all fields."""
    ticks = [value for value in answer.get("fields", {}).values() if isinstance(value, list)]
    return [*answer.get("elements", {}).get("have", []), *(one for several in ticks for one in several)]


def about_item(condition, sheet):
    name = condition["item"]
    if not sheet.asked(name):
        return False
    if "not_applicable" in condition:
        return sheet.skipped(name) == condition["not_applicable"]
    line = sheet.line(name)
    if "answered" in condition:
        return (line.state not in (UNANSWERED, INVALID)) == condition["answered"]
    if "points_at_least" in condition or "points_below" in condition:
        return line.state == SCORED and points(condition, line.obtained)
    if sheet.marked(name) or line.state == INVALID:
        return False
    answer = sheet.entry(name).get("answer") or {}
    if "chosen" in condition:
        return answer.get("choice") in condition["chosen"]
    if "ticked" in condition:
        return set(condition["ticked"]) <= set(ticked(answer))
    if "is" in condition:
        return answer.get("fields", {}).get(condition["field"]) in condition["is"]
    value = sheet.value(name, condition["field"])
    return value is not None and limits(condition, value)


def about_section(obtained, obtainable, condition, prefix=""):
    percent = Fraction(100) if obtainable == 0 else obtained * 100 / obtainable
    for measure, value in (("percent", percent), ("points", obtained)):
        if prefix + measure + "_below" in condition:
            return value < amount(condition[prefix + measure + "_below"])
        if prefix + measure + "_at_least" in condition:
            return value >= amount(condition[prefix + measure + "_at_least"])
    raise ValueError(f"unknown condition {condition}")


def holds(condition, sheet):
    """Whether a condition is true of a sheet."""
    if "all" in condition:
        return all(holds(one, sheet) for one in condition["all"])
    if "any" in condition:
        return any(holds(one, sheet) for one in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], sheet)
    if "item" in condition:
        return about_item(condition, sheet)
    if "unit_type" in condition:
        return sheet.unit_type in condition["unit_type"]
    if "section" in condition:
        section = sheet.section(condition["section"])
        return about_section(section.obtained, section.obtainable, condition)
    if "total_below" in condition:
        return sheet.total < amount(condition["total_below"])
    if "total_at_least" in condition:
        return sheet.total >= amount(condition["total_at_least"])
    if "veto" in condition:
        return condition["veto"] in sheet.applying
    if "grade" in condition:
        return sheet.grade in condition["grade"]
    if "answered_below" in condition:
        share = condition["answered_below"]
        return sheet.answered() * share["whole"] < share["part"] * len(sheet.asked_items())
    if "chosen_count" in condition:
        return limits(condition, sheet.chosen(condition["chosen_count"]))
    return any(
        about_section(section.obtained, section.obtainable, condition, "any_section_") for section in sheet.core_sections()
    )
