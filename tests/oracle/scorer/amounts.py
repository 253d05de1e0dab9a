"""Exact numbers: amounts are text, counts are integers, halves go upwards (guide 1, Exactness)."""

import re
from fractions import Fraction

LARGEST_COUNT = 1_000_000
LARGEST_AMOUNT = 1_000_000_000
AMOUNT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]{1,4})?")


def is_amount(text):
    return isinstance(text, str) and bool(AMOUNT.fullmatch(text)) and abs(Fraction(text)) <= LARGEST_AMOUNT


def is_count(number):
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LARGEST_COUNT


def amount(text):
    """The number behind an amount; a count is taken as it is."""
    return Fraction(text)


def half_up(value, places):
    """Rounded to so many decimals, halves upwards: 0.125 becomes 0.13, -0.125 becomes -0.12."""
    step = Fraction(1, 10**places)
    return (Fraction(value) / step + Fraction(1, 2)).__floor__() * step


def plain(value):
    """A number without trailing zeros, as files write it."""
    units = Fraction(value) * 10_000
    if units.denominator != 1:
        raise ValueError(f"{value} has more than four decimals")
    whole, rest = divmod(abs(units.numerator), 10_000)
    return f"{'-' if units < 0 else ''}{whole}.{rest:04}".rstrip("0").rstrip(".")
