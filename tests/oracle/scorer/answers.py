"""Taking values out of a stored answer, or reading them from another item."""

from fractions import Fraction

from scorer.amounts import amount, is_amount, is_count
from scorer.dates import day
from scorer.outcome import Contradiction, Unfinished


def wanted(answer, shape):
    """The contents of an answer of this shape."""
    if answer is None:
        raise Unfinished
    if list(answer) != [shape]:
        raise Contradiction(f"the rule asks for {shape}")
    return answer[shape]


def choice(answer, worth):
    """What the chosen one of several is worth."""
    chosen = wanted(answer, "choice")
    if chosen not in worth:
        raise Contradiction("no such option")
    return worth[chosen]


def count(field, answer, context, name=None):
    """One count, typed or read."""
    if "from" in field:
        return context.read(field["from"])
    typed = wanted(answer, "counts")
    key = name or field["id"]
    if key not in typed:
        raise Unfinished
    return real(typed[key])


def real(number):
    if not is_count(number):
        raise Contradiction("no real count")
    return number


def number(field, answer, context):
    """One measured number, typed or read. What is read need not keep to the limits of typing."""
    if "from" in field:
        return Fraction(context.read(field["from"]))
    typed = wanted(answer, "numbers")
    if field["id"] not in typed:
        raise Unfinished
    return within(typed[field["id"]], field)


def within(text, field):
    """A typed number that keeps to the limits of its field."""
    if not is_amount(text):
        raise Contradiction("no amount")
    value = amount(text)
    if "at_least" in field and value < amount(field["at_least"]):
        raise Contradiction("below the least")
    if "at_most" in field and value > amount(field["at_most"]):
        raise Contradiction("above the most")
    return value


def date_of(field, answer):
    typed = wanted(answer, "dates")
    if field["id"] not in typed:
        raise Unfinished
    return day(typed[field["id"]])


def ticked(answer, elements):
    """The elements that are there, and those that are excused."""
    given = wanted(answer, "elements")
    have, exempt = set(given["have"]), set(given.get("exempt", []))
    if not have | exempt <= {element["id"] for element in elements}:
        raise Contradiction("no such element")
    return have, exempt


def field_value(field, value):
    """A field of `info` or of a ledger row as it is compared; text stays text."""
    kind = field["type"]
    if kind == "number":
        return within(value, field)
    if kind == "count":
        return real(value)
    if kind == "date":
        return day(value)
    if kind == "yes_no":
        return one_of(value, ["yes", "no"])
    if kind == "choice":
        return one_of(value, [option["id"] for option in field["options"]])
    if kind == "ticks":
        return [one_of(one, [option["id"] for option in field["options"]]) for one in value]
    if len(value) > field.get("most", 200):
        raise Contradiction("too long")
    return value


def one_of(value, known):
    if value not in known:
        raise Contradiction("no such option")
    return value


def is_filled(value):
    """An empty text is not filled; an empty list of ticks says that nothing applies."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def filled(columns, given):
    """The values of all fields that are filled."""
    return {field["id"]: field_value(field, given[field["id"]]) for field in columns if is_filled(given.get(field["id"]))}


def open_fields(columns, found):
    """Whether a required field is not filled."""
    return any(field.get("required", True) and field["id"] not in found for field in columns)


def fields(columns, given):
    """The values of all fields; a required one that is not filled leaves it unfinished."""
    found = filled(columns, given)
    if open_fields(columns, found):
        raise Unfinished
    return found
