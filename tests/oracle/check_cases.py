"""Scores every hand-worked case a second time and reports each figure that differs.

    check_cases.py

`tests/cases/<template>/` holds cases of one template and `full.json`, the base of those that say
`"from": "full"`. Another folder holds the sheets of many units and a `rollup.json` that names the template.
"""

import sys

from rollup import roll_up
from score import CASES, load, read_sheet, score, written

TEMPLATES = CASES.parent.parent / "templates"


def differences(expected, found, at=""):
    """Every figure that a case states and that comes out otherwise. What it leaves out is not compared."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key), f"{at}.{key}" if at else key)
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for n, pair in enumerate(zip(expected, found)):
            yield from differences(*pair, f"{at}[{n}]")
    elif expected != found:
        yield f"{at}: {expected!r} by hand, {found!r} computed"


def unknown_names(template, case):
    """Names in a case that its template does not have: they would be compared with nothing."""
    items = {item["id"] for section in template["sections"] for item in section["items"]}
    vetoes = {veto["id"] for veto in template.get("vetoes", [])}
    types = {kind["id"] for kind in template["unit_types"]}
    yield from (f"no item {name}" for name in (*case["entries"], *case["expect"]["lines"]) if name not in items)
    yield from (f"no veto {name}" for name in case["vetoes"] if name not in vetoes)
    if case["unit_type"] not in types or case.get("unit", case).get("unit_type") != case["unit_type"]:
        yield f"unit type {case['unit_type']}"


def check_case(path, template):
    """The differences of one case, and its result."""
    case = read_sheet(path, template)
    result = score(template, case)
    return [*unknown_names(template, case), *differences(case["expect"], written(result))], case, result


def check_rollup(expected, template, units):
    quotas = [award["quota"] for award in expected["awards"]]
    found = written(roll_up(template, units, quotas))
    found["most_missed"] = found["most_missed"][: len(expected["most_missed"])]
    return list(differences({key: expected[key] for key in found}, found))


def check_folder(folder):
    """Checks one folder; yields the path and differences of each file."""
    rollup = load(folder / "rollup.json") if (folder / "rollup.json").exists() else None
    template = load(TEMPLATES / f"{rollup['template'] if rollup else folder.name}.json")
    units = []
    for path in sorted(folder.glob("[0-9]*.json")):
        found, case, result = check_case(path, template)
        units.append({"file": path.stem, "unit": case.get("unit"), "result": result})
        yield path, found
    if rollup:
        yield folder / "rollup.json", check_rollup(rollup, template, units)


def main():
    checked = wrong = 0
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        for path, found in check_folder(folder):
            checked += 1
            wrong += bool(found)
            for difference in found:
                print(f"{path.relative_to(CASES)}: {difference}")
    print(f"{checked} files checked, {wrong} with differences")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
