"""Local items (guide 9): added up apart, at most to the supplement's full score, never in the total."""

from fractions import Fraction

from scorer.amounts import amount
from scorer.items import answered
from scorer.outcome import INVALID, NOTHING, Line


def line_of_own(item, entry, context):
    full = amount(item["full_score"])
    return Line(NOTHING, full, INVALID) if entry.get("not_applicable") else answered(item, entry, full, context)


def local(template, body, context):
    """The items stand in `local_items`, their answers among the `entries`."""
    if "supplement" not in template:
        return None
    most = amount(template["supplement"]["full_score"])
    items, entries = body.get("local_items", []), body.get("entries", {})
    lines = {item["id"]: line_of_own(item, entries.get(item["id"], {}), context) for item in items}
    obtained = min(sum((line.obtained for line in lines.values()), NOTHING), most)
    obtainable = min(sum((line.obtainable for line in lines.values()), Fraction(0)), most)
    return {"lines": lines, "obtained": obtained, "obtainable": obtainable}
