"""The line of one item: rule, floor and cap, zeroing, full marks, not applicable (guide 2, 4, 5)."""

from typing import NamedTuple

from scorer.amounts import amount
from scorer.outcome import (
    INVALID, NOT_APPLICABLE, NOT_ASKED, NOTHING, SCORED, UNANSWERED, Contradiction, Line, NothingToMeasure, Unfinished,
)
from scorer.rules import RULES, limited


class Context(NamedTuple):
    """What a rule may know beside its answer."""

    decimals: int
    period: str | None
    as_of: object
    policy: str
    read: object
    read_ratio: object


def policy_of(item):
    return item.get("not_applicable", {"policy": "no"})


def skipped(policy, full):
    """The line of an item that does not apply; none if it may not be skipped."""
    lines = {
        "drop": lambda: Line(NOTHING, NOTHING, NOT_APPLICABLE, dropped=True),
        "full": lambda: Line(full, full, NOT_APPLICABLE),
        "fixed": lambda: Line(amount(policy["points"]), full, NOT_APPLICABLE),
        "no": lambda: None,
    }
    return lines[policy["policy"]]()


def otherwise(rule, full):
    """What an item or a section brings that is not asked: obtained and obtainable."""
    if isinstance(rule, dict):
        return amount(rule["fixed"]), full
    return {"drop": (NOTHING, NOTHING), "full": (full, full), "zero": (NOTHING, full)}[rule]


def answered(item, entry, full, context):
    """The line by the rule alone, with floor and cap."""
    try:
        value = limited(RULES[item["rule"]["kind"]](item["rule"], entry.get("answer"), full, context), full, item)
    except Unfinished:
        return Line(NOTHING, full, UNANSWERED)
    except Contradiction:
        return Line(NOTHING, full, INVALID)
    except NothingToMeasure:
        return skipped(policy_of(item), full) or Line(NOTHING, full, SCORED)
    return Line(value, full, SCORED)


def line_of(item, entry, sheet):
    full = amount(item["full_score"])
    if "when" in item and not sheet.true(item["when"]):
        instead = item.get("otherwise", "drop")
        return Line(*otherwise(instead, full), NOT_ASKED, dropped=instead == "drop")
    if entry.get("not_applicable"):
        return skipped(policy_of(item), full) or Line(NOTHING, full, INVALID)
    line = answered(item, entry, full, sheet.context(policy_of(item)["policy"]))
    if line.state == NOT_APPLICABLE:
        return line
    if any(sheet.true(one["if"]) for one in item.get("full_when", [])):
        return Line(full, full, SCORED)
    if any(sheet.true(one["if"]) for one in item.get("zero_when", [])):
        return Line(NOTHING, full, SCORED)
    return line
