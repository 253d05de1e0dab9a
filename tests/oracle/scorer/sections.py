"""What a section brings, and what could be brought (guide 7.1 and 7.2)."""

from typing import NamedTuple

from scorer.amounts import amount, half_up
from scorer.items import otherwise
from scorer.outcome import NOTHING


class Brought(NamedTuple):
    """Of one section, before its weight."""

    obtained: object
    obtainable: object


def role(section):
    return section.get("role", "core")


def joined(section, values):
    """The items of a section as one: their sum, or the best."""
    if section.get("take") == "highest":
        return max(values, default=NOTHING)
    return sum(values, NOTHING)


def limited(section, value):
    floor = section.get("floor", "none" if role(section) == "penalty" else "0")
    cap = section.get("cap", section["full_score"])
    if cap != "none":
        value = min(value, amount(cap))
    return value if floor == "none" else max(value, amount(floor))


def brought(section, lines, asked, exempt):
    """`asked` is whether its `when` holds, `exempt` whether its `full_when` does."""
    full = amount(section["full_score"])
    if not asked:
        return Brought(*otherwise(section.get("otherwise", "drop"), full))
    if exempt:
        return Brought(full, full)
    if role(section) == "info":
        return Brought(NOTHING, NOTHING)
    base, lines = amount(section.get("base", "0")), [line for line in lines if not line.dropped]
    obtained = limited(section, base + joined(section, [line.obtained for line in lines]))
    obtainable = min(base + joined(section, [line.obtainable for line in lines]), full)
    return Brought(obtained, obtainable)


def weighted(section, value, decimals):
    """A core section with a weight counts for so much of its points, rounded."""
    return half_up(value * amount(section["weight"]) / 100, decimals) if "weight" in section else value
