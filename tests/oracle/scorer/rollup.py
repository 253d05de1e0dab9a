"""Many results as one: places, means, awards, tiers, normalised totals (guide 10)."""

from fractions import Fraction

from scorer.amounts import amount, half_up
from scorer.outcome import NOT_APPLICABLE, NOT_ASKED, NOTHING


def order(units):
    """Best first; units that a veto fails come last. Equal totals stand by code, then by name."""
    return sorted(
        units,
        key=lambda unit: (
            unit["result"]["failed"],
            -unit["result"]["total"],
            unit["unit"].get("code", ""),
            unit["unit"]["name"],
            unit["file"],
        ),
    )


def ranks(units):
    """One more than the number of better units, so that equal totals share a place; a unit that a
    veto fails has none."""
    standing = [unit["result"]["total"] for unit in units if not unit["result"]["failed"]]
    place = {total: 1 + sum(other > total for other in standing) for total in standing}
    return [None if unit["result"]["failed"] else place[unit["result"]["total"]] for unit in units]


def mean(values, decimals):
    return half_up(sum(values, NOTHING) / len(values), decimals) if values else None


def item_summary(template, item, core, units):
    """One item over the units that it applied to."""
    lines = [unit["result"]["lines"][item["id"]] for unit in units]
    applied = [line for line in lines if line.state not in (NOT_APPLICABLE, NOT_ASKED) or line.obtainable > 0]
    losses = [line.obtainable - line.obtained for line in applied if core and line.obtained < line.obtainable]
    return {
        "units": len(applied),
        "missed": len(losses),
        "lost": sum(losses, NOTHING),
        "mean": mean([line.obtained for line in applied], template.get("decimals", 2)),
    }


def item_summaries(template, units):
    return {
        item["id"]: item_summary(template, item, section.get("role", "core") == "core", units)
        for section in template["sections"]
        for item in section["items"]
    }


def most_missed(items):
    """Items that cost points: by units that missed them, then by points lost, then as on the sheet."""
    missed = [name for name, item in items.items() if item["missed"]]
    return sorted(missed, key=lambda name: (-items[name]["missed"], -items[name]["lost"]))


def award(template, units, quota):
    """Who gets the title. Where the last place falls among equal totals, more of them than places
    are left, none of them gets it and they are named."""
    best_first = [grade["id"] for grade in template["grades"]]
    good_enough = best_first[: best_first.index(template["award"]["grade"]) + 1]
    candidates = [unit for unit in units if not unit["result"]["failed"] and unit["result"]["grade"] in good_enough]
    places = len(units) * quota["part"] // quota["whole"] if quota else None
    winners, tied = candidates, []
    if quota and places < len(candidates):
        winners = candidates[:places]
        first_out = candidates[places]["result"]["total"]
        if any(unit["result"]["total"] == first_out for unit in winners):
            tied = [unit for unit in candidates if unit["result"]["total"] == first_out]
            winners = [unit for unit in winners if unit["result"]["total"] > first_out]
    return {
        "quota": quota,
        "places": places,
        "candidates": len(candidates),
        "awarded": [unit["file"] for unit in winners],
        "tied": [unit["file"] for unit in tied],
    }


def tiers(rule, units):
    """Shares of the ranked units, rounded down, from the top. Units that share the last place of a
    tier, where not all of them fit, are in no tier but listed."""
    standing = [unit for unit in units if not unit["result"]["failed"]]
    found, start = [], 0
    for tier in rule.get("tiers", []):
        places = (len(standing) * amount(tier["share"]) / 100).__floor__()
        end = start + places
        inside, tied = standing[start:end], []
        if places and end < len(standing) and standing[end]["result"]["total"] == standing[end - 1]["result"]["total"]:
            tied = [unit for unit in standing if unit["result"]["total"] == standing[end]["result"]["total"]]
        before = {unit["file"] for one in found for unit in one["tied_units"]}
        found.append({
            "tier": tier["id"],
            "places": places,
            "units": [unit["file"] for unit in inside if unit not in tied and unit["file"] not in before],
            "tied": [unit["file"] for unit in tied],
            "tied_units": tied,
        })
        start = end
    return [{key: value for key, value in one.items() if key != "tied_units"} for one in found]


def normalised(rule, units, decimals):
    """(own − lowest) ÷ (highest − lowest) × (high − low) + low among the ranked units."""
    standing = [unit for unit in units if not unit["result"]["failed"]]
    if "normalise" not in rule or not standing:
        return {}
    values = [unit["result"]["total"] for unit in standing]
    least, most = min(values), max(values)
    low, high = amount(rule["normalise"]["low"]), amount(rule["normalise"]["high"])
    scale = Fraction(high - low) / (most - least) if most > least else None
    return {
        unit["file"]: high if scale is None else half_up((value - least) * scale + low, decimals)
        for unit, value in zip(standing, values)
    }


def roll_up(template, units, quotas=()):
    """Everything about many units, each `{ "file", "unit", "result" }`."""
    units = order(units)
    items = item_summaries(template, units)
    grades = [grade["id"] for grade in template.get("grades", [])]
    rule, decimals = template.get("ranking", {}), template.get("decimals", 2)
    return {
        "order": [
            {
                "file": unit["file"],
                "rank": rank,
                "total": unit["result"]["total"],
                "grade": unit["result"]["grade"],
                "failed": unit["result"]["failed"],
            }
            for unit, rank in zip(units, ranks(units))
        ],
        "grades": {grade: sum(unit["result"]["grade"] == grade for unit in units) for grade in grades},
        "mean_total": mean([unit["result"]["total"] for unit in units], decimals),
        "items": items,
        "most_missed": most_missed(items),
        "awards": [award(template, units, quota) for quota in quotas],
        "tiers": tiers(rule, units),
        "normalised": normalised(rule, units, decimals),
    }
