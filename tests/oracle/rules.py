"""The rules an item can have, on exact fractions."""

from fractions import Fraction
from typing import NamedTuple

LARGEST_COUNT = 1_000_000

UNANSWERED, INVALID, SCORED, NOT_APPLICABLE = "unanswered", "invalid", "scored", "not_applicable"


class Line(NamedTuple):
    """What one item brings, what it could bring, and how that came about."""

    obtained: Fraction
    obtainable: Fraction
    state: str


class Unfinished(Exception):
    """Not everything that the rule needs has been put in."""


class Contradiction(Exception):
    """The answer cannot be true, or does not fit the rule."""


class SampleTooSmall(Exception):
    """A survey that says nothing; the item's not-applicable policy decides."""


def half_up(value, places):
    """Rounded to so many decimals, halves upwards."""
    step = Fraction(1, 10**places)
    return (value / step + Fraction(1, 2)).__floor__() * step


def wanted(answer, shape):
    """The contents of an answer of this shape."""
    if list(answer) != [shape]:
        raise Contradiction(f"the rule asks for {shape}")
    return answer[shape]


def numbers(answer, fields):
    """The counts of these fields; one that is missing leaves the answer unfinished."""
    counts = wanted(answer, "counts")
    if any(field["id"] not in counts for field in fields):
        raise Unfinished
    return [real(counts[field["id"]]) for field in fields]


def real(count):
    if count > LARGEST_COUNT:
        raise Contradiction("no real count is that large")
    return count


# Each rule takes itself, the answer, the full score and the decimals, and returns raw points.


def all_or_nothing(rule, answer, full, decimals):
    worth = {"yes": full, "no": Fraction(0)}
    choice = wanted(answer, "choice")
    if choice not in worth:
        raise Contradiction("neither yes nor no")
    return worth[choice]


def options(rule, answer, full, decimals):
    choice = wanted(answer, "choice")
    for option in rule["options"]:
        if option["id"] == choice:
            return Fraction(option["points"])
    raise Contradiction("no such option")


def deduct_per(rule, answer, full, decimals):
    """Off for each occurrence, or for each one short of the required number."""
    left = full
    for field, count in zip(rule["counts"], numbers(answer, rule["counts"])):
        times = max(field["required"] - count, 0) if "required" in field else count
        cost = times * Fraction(field["each"])
        left -= min(cost, Fraction(field["cap"])) if "cap" in field else cost
    return left


def deduct_list(rule, answer, full, decimals):
    """Off for each element that is neither there nor excused where it may be excused."""
    ticked = wanted(answer, "elements")
    have, exempt = set(ticked["have"]), set(ticked.get("exempt", []))
    if not have | exempt <= {element["id"] for element in rule["elements"]}:
        raise Contradiction("no such element")
    left = full
    for element in rule["elements"]:
        excused = "exempt_when" in element and element["id"] in exempt
        if element["id"] not in have and not excused:
            left -= Fraction(element["each"])
    return left


def add_per(rule, answer, full, decimals):
    """So much for each; what is left empty is none once something has been filled."""
    counts = wanted(answer, "counts")
    if not any(field["id"] in counts for field in rule["counts"]):
        raise Unfinished
    return sum((real(counts.get(field["id"], 0)) * Fraction(field["each"]) for field in rule["counts"]), Fraction(0))


def ratio(rule, answer):
    part, whole = numbers(answer, [rule["part"], rule["whole"]])
    if part > whole or whole == 0:
        raise Contradiction("no such ratio")
    return Fraction(part, whole)


def ratio_band(rule, answer, full, decimals):
    """The first band whose lower end the exact ratio reaches; the last has none."""
    percent = ratio(rule, answer) * 100
    for band in rule["bands"]:
        if "at_least" not in band or percent >= Fraction(band["at_least"]):
            return Fraction(band["points"])
    return Fraction(0)


def rate_times(rule, answer, full, decimals):
    return half_up(ratio(rule, answer) * full, decimals)


def survey(rule, answer, full, decimals):
    """Weighted answers over the answers that have a weight, times the full score."""
    issued, *given = numbers(answer, [rule["issued"], *rule["options"]])
    if sum(given) > issued:
        raise Contradiction("more answers than sheets")
    weighted = [(n, Fraction(option["weight"])) for n, option in zip(given, rule["options"]) if "weight" in option]
    counted = sum(n for n, _ in weighted)
    if counted < max(rule.get("minimum", 0), 1):
        raise SampleTooSmall
    rate = sum(n * weight for n, weight in weighted) / (100 * counted)
    return half_up(rate * full, decimals)


RULES = {
    "all_or_nothing": all_or_nothing,
    "options": options,
    "deduct_per": deduct_per,
    "deduct_list": deduct_list,
    "add_per": add_per,
    "ratio_band": ratio_band,
    "rate_times": rate_times,
    "survey": survey,
}


def skipped(policy, full):
    """The line of an item that does not apply."""
    if policy == "drop":
        return Line(Fraction(0), Fraction(0), NOT_APPLICABLE)
    if policy == "full":
        return Line(full, full, NOT_APPLICABLE)
    return None


def line_of(item, entry, decimals):
    """The line of one item: the rule, then floor and cap, then not applicable."""
    full = Fraction(item["full_score"])
    nothing = Fraction(0)
    policy = item.get("not_applicable", {"policy": "no"})["policy"]
    if entry.get("not_applicable"):
        return skipped(policy, full) or Line(nothing, full, INVALID)
    if entry.get("answer") is None:
        return Line(nothing, full, UNANSWERED)
    try:
        raw = RULES[item["rule"]["kind"]](item["rule"], entry["answer"], full, decimals)
    except Unfinished:
        return Line(nothing, full, UNANSWERED)
    except Contradiction:
        return Line(nothing, full, INVALID)
    except SampleTooSmall:
        return skipped(policy, full) or Line(nothing, full, SCORED)
    return Line(min(max(raw, nothing), full), full, SCORED)


def asks_remark(item, entry):
    """Whether the item, or the option that was chosen, wants a written remark."""
    choice = (entry.get("answer") or {}).get("choice")
    chosen = [option for option in item["rule"].get("options", []) if option["id"] == choice]
    return item.get("remark_required", False) or any(option.get("remark_required") for option in chosen)
