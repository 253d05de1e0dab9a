"""What can become of an answer."""

from fractions import Fraction
from typing import NamedTuple

UNANSWERED, INVALID, SCORED, NOT_APPLICABLE, NOT_ASKED = "unanswered", "invalid", "scored", "not_applicable", "not_asked"

NOTHING = Fraction(0)


class Line(NamedTuple):
    """What one item brings, what it could bring, and how that came about. A dropped one has left the sheet."""

    obtained: Fraction
    obtainable: Fraction
    state: str
    dropped: bool = False


class Unfinished(Exception):
    """Not everything that the rule needs has been put in."""


class Contradiction(Exception):
    """The answer cannot be true, or does not fit the rule."""


class NothingToMeasure(Exception):
    """Too few answers, or a whole of 0 that was read: the not-applicable policy decides."""
