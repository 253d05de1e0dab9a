"""A second scorer, written from the rule book and on exact fractions.

It shares nothing with the program but the meaning of the files, so that a mistake has to be made
twice to go unnoticed.

    score.py TEMPLATE CASE        scores a test case or the entries of a submission
    score.py SUBMISSION           scores a submission by the template it carries

Prints the result as JSON: every line, sections, totals, grade, and how many things are missing.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

from rules import INVALID, SCORED, UNANSWERED, Line, asks_remark, half_up, line_of

CASES = Path(__file__).resolve().parent.parent / "cases"


def is_missing(item, entry, line, core):
    """Whether something must still be done about an item before the sheet can be handed up."""
    if line.state == SCORED:
        return asks_remark(item, entry) and not entry.get("remark", "").strip()
    return line.state == INVALID or (line.state == UNANSWERED and core)


def grades(template, total, applying):
    """The grade that counts and the grade by total alone."""
    bands = template.get("grades", [])
    if not bands:
        return None, None
    names = [grade["id"] for grade in bands]
    reached = [n for n, grade in enumerate(bands) if "at_least" not in grade or total >= Fraction(grade["at_least"])]
    by_total = counts = reached[0]
    for effect in (veto["effect"] for veto in applying):
        counts = max(counts, len(names) - 1 if effect["kind"] == "fail" else names.index(effect["grade"]))
    return names[counts], names[by_total]


def head_gaps(template, sheet):
    """What is missing in the head of a submission. A test case, which has no stage, is taken to
    have a full head."""
    if "stage" not in sheet:
        return 0
    unit, types = sheet["unit"], [kind["id"] for kind in template["unit_types"]]
    nameless = not unit.get("name", "").strip()
    typeless = bool(types) and unit.get("unit_type") not in types
    return nameless + typeless + (sheet.get("period") is None)


def score(template, sheet):
    """Everything about a sheet, with scores as fractions."""
    decimals, entries, answers = template.get("decimals", 2), sheet.get("entries", {}), sheet.get("vetoes", {})
    lines, sections = {}, {}
    obtained = obtainable = bonus = Fraction(0)
    missing = head_gaps(template, sheet)
    for section in template["sections"]:
        core = section.get("role", "core") == "core"
        here = []
        for item in section["items"]:
            entry = entries.get(item["id"], {})
            line = lines[item["id"]] = line_of(item, entry, decimals)
            here.append(line)
            missing += is_missing(item, entry, line, core)
        brought = min(sum(line.obtained for line in here), Fraction(section["full_score"]))
        sections[section["id"]] = brought
        if core:
            obtained += brought
            obtainable += sum(line.obtainable for line in here)
        else:
            bonus += brought
    scaled = obtained / obtainable * Fraction(template["full_score"]) if obtainable else Fraction(0)
    core_total = obtained if obtainable == Fraction(template["full_score"]) else half_up(scaled, decimals)
    vetoes = template.get("vetoes", [])
    applying = [veto for veto in vetoes if answers.get(veto["id"]) is True]
    missing += sum(veto["id"] not in answers for veto in vetoes)
    grade, by_total = grades(template, core_total + bonus, applying)
    return {
        "lines": lines,
        "sections": sections,
        "obtained": obtained,
        "obtainable": obtainable,
        "core": core_total,
        "bonus": bonus,
        "total": core_total + bonus,
        "grade": grade,
        "by_total": by_total,
        "failed": any(veto["effect"]["kind"] == "fail" for veto in applying),
        "missing": missing,
    }


def plain(value):
    """A decimal without trailing zeros, as files write it."""
    units = value * 10_000
    if units.denominator != 1:
        raise ValueError(f"{value} has more than four decimals")
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units.numerator), 10_000)
    return f"{sign}{whole}.{rest:04}".rstrip("0").rstrip(".")


def written(result):
    """The same with every fraction written out, for JSON and for comparing."""
    if isinstance(result, Fraction):
        return plain(result)
    if isinstance(result, Line):
        return written(result._asdict())
    if isinstance(result, dict):
        return {key: written(value) for key, value in result.items()}
    if isinstance(result, list):
        return [written(value) for value in result]
    return result


def load(path):
    """The contents of a file; of an envelope its body."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    return content["body"] if "format" in content and "body" in content else content


def read_sheet(path, template):
    """A submission, or a test case with the entries of its base filled in: item by item, the
    case's own entry replaces the base's whole."""
    sheet = load(path)
    if "from" in sheet:
        base = load(CASES / template["id"] / f"{sheet['from']}.json")
        sheet["entries"] = {**base["entries"], **sheet["entries"]}
    return sheet


def main(paths):
    if len(paths) not in (1, 2):
        sys.exit(__doc__)
    template = load(paths[0]) if len(paths) == 2 else load(paths[0])["template"]
    result = score(template, read_sheet(paths[-1], template))
    print(json.dumps(written(result), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
