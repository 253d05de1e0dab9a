"""Days: reading them, adding a term, counting between them."""

import re
from calendar import monthrange
from datetime import date

from scorer.outcome import Contradiction, Unfinished

DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day(text):
    """A day of the calendar, written 2026-03-01."""
    found = DAY.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise Contradiction("not a day")
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise Contradiction("no such day") from error


def within_month(year, month, number):
    """A day of a month, or its last day where the month is shorter."""
    return date(year, month, min(number, monthrange(year, month)[1]))


def after_term(start, years, months):
    """So many years and months later."""
    months = start.year * 12 + start.month - 1 + years * 12 + months
    return within_month(months // 12, months % 12 + 1, start.day)


def in_period(month_day, period):
    """A month and a day (`12-31`) in the year of the period."""
    if not period or not period[:4].isdigit():
        raise Unfinished
    month, number = map(int, month_day.split("-"))
    return within_month(int(period[:4]), month, number)


def days_after(due, done):
    return (done - due).days
