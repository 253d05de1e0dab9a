"""Bands, best first: the first that fits counts, boundaries included; the last takes the rest (guide 3, band)."""

from scorer.amounts import amount


def fits(band, value):
    if "at_least" in band:
        return value >= amount(band["at_least"])
    if "at_most" in band:
        return value <= amount(band["at_most"])
    return True


def points(bands, value):
    return amount(next(band for band in bands if fits(band, value))["points"])
