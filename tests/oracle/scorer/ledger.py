"""Ledgers: rows, their trails, and the figures that are computed from them (guide 3, ledger)."""

from fractions import Fraction
from typing import NamedTuple

from scorer.amounts import amount, half_up
from scorer.answers import filled, open_fields
from scorer.dates import day
from scorer.outcome import NOTHING, Contradiction, Unfinished


class Row(NamedTuple):
    values: dict
    state: str | None = None
    trail: tuple = ()
    children: tuple = ()


class Ratio(NamedTuple):
    part: int
    whole: int


def holds(condition, row, as_of=None):
    """Whether a row fulfils a condition. What it does not state makes it false."""
    return all(HOLDS[key](value, condition, row, as_of) for key, value in condition.items() if key != "column")


def compared(order):
    def check(limit, condition, row, as_of):
        value = row.values.get(condition["column"])
        return value is not None and order(value, amount(limit))

    return check


def late(between, condition, row, as_of):
    due, done = row.values.get(between["due"]), row.values.get(between["done"])
    if due is None:
        return False
    return done > due if done is not None else as_of is not None and due < as_of


def in_time(between, condition, row, as_of):
    due, done = row.values.get(between["due"]), row.values.get(between["done"])
    return due is not None and done is not None and done <= due


HOLDS = {
    "state": lambda states, condition, row, as_of: row.state in states,
    "is": lambda wanted, condition, row, as_of: row.values.get(condition["column"]) in wanted,
    "filled": lambda filled, condition, row, as_of: (condition["column"] in row.values) == filled,
    "at_least": compared(lambda value, limit: value >= limit),
    "at_most": compared(lambda value, limit: value <= limit),
    "above": compared(lambda value, limit: value > limit),
    "below": compared(lambda value, limit: value < limit),
    "late": late,
    "in_time": in_time,
    "passed_through": lambda states, condition, row, as_of: bool(set(states) & set(row.trail)),
    "all": lambda several, condition, row, as_of: all(holds(one, row, as_of) for one in several),
    "any": lambda several, condition, row, as_of: any(holds(one, row, as_of) for one in several),
    "not": lambda one, condition, row, as_of: not holds(one, row, as_of),
}


def trail_of(rule, given):
    """The states a row went through. Without a trail it stands where rows start."""
    if "states" not in rule:
        return ()
    known = [state["id"] for state in rule["states"]["list"]]
    trail = []
    for step in given:
        day(step["on"])
        trail.append(step["state"])
    trail = trail or known[:1]
    if trail[0] != known[0] or not set(trail) <= set(known):
        raise Contradiction("no such state, or not where rows start")
    return tuple(trail)


def row_of(rule, given):
    trail = trail_of(rule, given.get("trail", []))
    children = [Row(filled(rule["children"]["columns"], child["fields"])) for child in given.get("children", [])] if "children" in rule else []
    return Row(filled(rule["columns"], given["fields"]), trail[-1] if trail else None, trail, tuple(children))


def check_moves(rule, row, as_of):
    """Every move is listed; what the last one needs holds now."""
    allowed = rule.get("states", {}).get("moves", [])
    moves = None
    for pair in zip(row.trail, row.trail[1:]):
        moves = [move for move in allowed if (move["from"], move["to"]) == pair]
        if not moves:
            raise Contradiction(f"no move {pair}")
    if moves and not any(holds(move.get("needs", {}), row, as_of) for move in moves):
        raise Contradiction("the last move needs more")


def is_open(rule, row):
    """Whether a required column of a row, or of what stands under it, is not filled."""
    below = rule.get("children", {}).get("columns", [])
    return open_fields(rule["columns"], row.values) or any(open_fields(below, child.values) for child in row.children)


def rows(rule, given, as_of=None):
    """All rows. A contradiction is told even while something is open."""
    if len(given) > rule.get("most_rows", 1000):
        raise Contradiction("too many rows")
    found = [row_of(rule, one) for one in given]
    for row in found:
        check_moves(rule, row, as_of)
    if any(is_open(rule, row) for row in found):
        raise Unfinished
    return found


def figure(wanted, found, decimals, as_of):
    """One figure: a number, a Ratio, or None where nothing can be computed."""
    if "count" in wanted:
        return sum(holds(wanted["count"], row, as_of) for row in found)
    if "count_children" in wanted:
        return sum(holds(wanted["count_children"], child, as_of) for row in found for child in row.children)
    if "part" in wanted:
        whole = [row for row in found if holds(wanted["whole"], row, as_of)]
        return Ratio(sum(holds(wanted["part"], row, as_of) for row in whole), len(whole))
    chosen = [row for row in found if holds(wanted.get("where", {}), row, as_of)]
    if "sum" in wanted:
        return sum((Fraction(row.values.get(wanted["sum"], 0)) for row in chosen), NOTHING)
    between = [(row.values.get(wanted["mean_days"]["from"]), row.values.get(wanted["mean_days"]["to"])) for row in chosen]
    days = [(to - start).days for start, to in between if start is not None and to is not None]
    return half_up(Fraction(sum(days), len(days)), decimals) if days else None


def figures(rule, given, decimals, as_of):
    found = rows(rule, given, as_of)
    return {wanted["id"]: figure(wanted, found, decimals, as_of) for wanted in rule.get("figures", [])}
