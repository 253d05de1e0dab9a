"""Making a pair smaller while both implementations still differ."""

import copy
from fractions import Fraction

from lint import problems
from scorer.amounts import half_up, plain
from scorer.resolve import resolve
from scorer.sections import joined, role


def refitted(template):
    """The sums put right after something was taken out."""
    decimals, whole = template.get("decimals", 2), Fraction(template.get("total", {}).get("base", "0"))
    for section in template["sections"]:
        if role(section) == "core":
            if "cap" not in section:
                fulls = [Fraction(item["full_score"]) for item in section["items"]]
                section["full_score"] = plain(Fraction(section.get("base", "0")) + joined(section, fulls))
            full = Fraction(section["full_score"])
            whole += half_up(full * Fraction(section["weight"]) / 100, decimals) if "weight" in section else full
    template["full_score"] = plain(whole)
    return template


def without(body, path):
    """The same without what stands at a path."""
    smaller = copy.deepcopy(body)
    at = smaller
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return smaller


def places(thing, path=()):
    """Everything that could be taken out, big things first."""
    if isinstance(thing, dict):
        keys = [(key, value) for key, value in thing.items() if key not in ("id", "kind", "zh-Hans", "en", "title", "label", "text", "full_score")]
    elif isinstance(thing, list):
        keys = list(enumerate(thing))
    else:
        return
    for key, _ in reversed(keys):
        yield (*path, key)
    for key, value in keys:
        yield from places(value, (*path, key))


def candidates(body):
    for section in reversed(range(len(body["template"]["sections"]))):
        yield ("template", "sections", section)
    for at, section in enumerate(body["template"]["sections"]):
        for item in reversed(range(len(section["items"]))):
            yield ("template", "sections", at, "items", item)
    for key in ("entries", "vetoes"):
        for name in body.get(key, {}):
            yield (key, name)
    for key in ("flags", "grades", "vetoes", "total"):
        yield from (place for place in places(body["template"].get(key, []), ("template", key)))
    for at, section in enumerate(body["template"]["sections"]):
        yield from places(section, ("template", "sections", at))
    yield from places(body["entries"], ("entries",))


def fits(body):
    try:
        refitted(body["template"])
        return body["template"]["sections"] and all(section["items"] for section in body["template"]["sections"]) and not problems(body["template"])
    except (KeyError, TypeError, ValueError, IndexError, StopIteration):
        return False


def plain_sheet(body):
    """Without `for` and parameters."""
    return {**body, "template": resolve(body["template"], body["unit"].get("unit_type"))}


def shrunk(body, differs):
    """Takes out one thing after another as long as the pair still differs."""

    def still(smaller):
        try:
            return differs(smaller)
        except Exception:  # a pair that this oracle cannot score is no smaller pair
            return False

    resolved = plain_sheet(body)
    body = resolved if still(resolved) else body
    again = True
    while again:
        again = False
        for path in list(candidates(body)):
            try:
                smaller = without(body, path)
            except (KeyError, IndexError, TypeError):
                continue
            if fits(smaller) and still(smaller):
                body, again = smaller, True
                break
    return body
