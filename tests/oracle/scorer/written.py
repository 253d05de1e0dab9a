"""A result with every number written out, for JSON and for comparing."""

from fractions import Fraction

from scorer.amounts import plain
from scorer.ledger import Ratio
from scorer.outcome import Line


def written(result):
    if isinstance(result, Fraction):
        return plain(result)
    if isinstance(result, Ratio):
        return f"{result.part}/{result.whole}"
    if isinstance(result, Line):
        return {"obtained": plain(result.obtained), "obtainable": plain(result.obtainable), "state": result.state}
    if isinstance(result, dict):
        return {key: written(value) for key, value in result.items()}
    if isinstance(result, list):
        return [written(value) for value in result]
    return result
