"""From sections to the total (guide 7.2 to 7.4)."""

from fractions import Fraction
from typing import NamedTuple

from scorer.amounts import amount, half_up
from scorer.outcome import NOTHING
from scorer.sections import role, weighted


class Core(NamedTuple):
    """A core section after its weight."""

    full: Fraction
    obtained: Fraction
    obtainable: Fraction


class Totals(NamedTuple):
    obtained: Fraction
    obtainable: Fraction
    core: Fraction
    bonus: Fraction
    penalty: Fraction
    total: Fraction
    shown: Fraction | None


def sheet_scaled(parts, decimals):
    """All core sections as one: full score times obtained over obtainable, when something was dropped."""
    full, obtained, obtainable = (sum(column, NOTHING) for column in zip(*parts)) if parts else (NOTHING,) * 3
    if obtainable == full:
        return obtained
    return half_up(full * obtained / obtainable, decimals) if obtainable else NOTHING


def section_scaled(parts, decimals):
    """Every section by itself; one with nothing obtainable is left out and the rest re-scaled as a sheet."""
    scaled = [Core(part.full, sheet_scaled([part], decimals), part.full if part.obtainable else NOTHING) for part in parts]
    return sheet_scaled(scaled, decimals)


def unscaled(parts, decimals):
    return sum((part.obtained for part in parts), NOTHING)


RESCALE = {"sheet": sheet_scaled, "section": section_scaled, "none": unscaled}


def limited(value, rule):
    if "floor" in rule:
        value = max(value, amount(rule["floor"]))
    return min(value, amount(rule["ceiling"])) if "ceiling" in rule else value


def totals(template, sections, found):
    """`found` is what each section brought."""
    decimals, rule = template.get("decimals", 2), template.get("total", {})
    parts = [
        Core(*(weighted(section, value, decimals) for value in (amount(section["full_score"]), *found[section["id"]])))
        for section in sections
        if role(section) == "core"
    ]
    core = RESCALE[rule.get("rescale", "sheet")](parts, decimals)
    extra = {
        kind: sum((found[section["id"]].obtained for section in sections if role(section) == kind), NOTHING)
        for kind in ("bonus", "penalty")
    }
    raw = limited(amount(rule.get("base", "0")) + core + extra["bonus"] + extra["penalty"], rule)
    total = half_up(raw, rule.get("decimals", decimals))
    shown = half_up(total * amount(template["shown_out_of"]) / amount(template["full_score"]), decimals) if "shown_out_of" in template else None
    return Totals(
        sum((part.obtained for part in parts), NOTHING),
        sum((part.obtainable for part in parts), NOTHING),
        core,
        extra["bonus"],
        extra["penalty"],
        total,
        shown,
    )
