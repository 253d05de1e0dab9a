"""Scores everything that was worked by hand a second time and reports each figure that differs.

    check_cases.py [WORD]         only files and folders with this word in their path

- `tests/cases/<template>/`: cases of one template; `full.json` is the base of those that say `"from": "full"`.
  Another folder holds the sheets of many units and a `rollup.json` that names the template.
- `docs/template-guide.md`: every block marked `json item` and the table after it; every `json template` must pass the checks.
- `tests/mechanisms/<name>/`: a template and its `cases.json` (tests/mechanisms/README.md).
- `templates/`: every template must pass the checks and have `tests/examples/<id>/`: `example.json`, a sheet filled in, and
  `scorecard.json`, which says (`expect`) and works out (`work`) every line of it.
"""

import sys

from compare import differences
from files import CASES, EXAMPLES, GUIDE, MECHANISMS, ROOT, TEMPLATES, contents, load, read_sheet
from guide import examples, templates
from lint import problems
from mechanisms import check_case as check_answers
from mechanisms import check_mechanism
from scorer import score, written
from scorer.resolve import resolve
from scorer.rollup import roll_up


def unknown_names(template, case):
    """Names in a case that its template does not have: they would be compared with nothing."""
    items = {item["id"] for section in template["sections"] for item in section["items"]}
    vetoes = {veto["id"] for veto in template.get("vetoes", [])}
    types = {kind["id"] for kind in template.get("unit_types", [])} or {None}
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
    return list(differences({key: expected[key] for key in found if key in expected}, found))


def check_folder(folder):
    """Checks one folder; yields the path and differences of each file."""
    rollup = load(folder / "rollup.json") if (folder / "rollup.json").exists() else None
    template = contents(TEMPLATES / f"{rollup['template'] if rollup else folder.name}.json")
    units = []
    for path in sorted(folder.glob("[0-9]*.json")):
        found, case, result = check_case(path, template)
        units.append({"file": path.stem, "unit": case.get("unit"), "result": result})
        yield path.relative_to(ROOT), found
    if rollup:
        yield (folder / "rollup.json").relative_to(ROOT), check_rollup(rollup, template, units)


def check_example(example):
    result = written(score(example.template, example.body))
    return list(differences(example.expect, result))


def check_scorecard(template, folder):
    """A filled-in sheet of a template against its scorecard, which leaves no line out."""
    if not (folder / "example.json").exists() or not (folder / "scorecard.json").exists():
        return ["has no example and scorecard"]
    sheet, card = contents(folder / "example.json"), load(folder / "scorecard.json")
    unit_type, types = sheet["unit"].get("unit_type"), [kind["id"] for kind in template.get("unit_types", [])]
    if types and unit_type not in types:
        return [f"unit type {unit_type}"]
    items = [item["id"] for section in resolve(template, unit_type)["sections"] for item in section["items"]]
    found = [f"{part} leaves {name} out" for part in ("lines", "work") for name in items if name not in (card["work"] if part == "work" else card["expect"][part])]
    return [*found, *check_answers(template, {**sheet, "expect": card["expect"]})]


def check_templates():
    """Every template of the program with its example; every example with its template."""
    for path in sorted(TEMPLATES.glob("*.json")):
        template = contents(path)
        yield path.relative_to(ROOT), problems(template)
        yield EXAMPLES.relative_to(ROOT) / path.stem, check_scorecard(template, EXAMPLES / path.stem)
    for folder in sorted(path for path in EXAMPLES.iterdir() if not (TEMPLATES / f"{path.name}.json").exists()):
        yield folder.relative_to(ROOT), ["there is no such template"]


def everything():
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        yield "files", list(check_folder(folder))
    yield "rows of the guide", [(example.place, check_example(example)) for example in examples(GUIDE)]
    yield "templates of the guide", [(place, problems(template)) for place, template in templates(GUIDE)]
    yield "templates and examples", list(check_templates())
    for folder in sorted(MECHANISMS.glob("[0-9]*")):
        yield "answer sets and templates of mechanisms", list(check_mechanism(folder))


def main(word=""):
    counted, wrong = {}, 0
    for kind, checked in everything():
        chosen = [(place, found) for place, found in checked if word in str(place)]
        counted[kind] = counted.get(kind, 0) + len(chosen)
        for place, found in chosen:
            wrong += bool(found)
            for difference in found:
                print(f"{place}: {difference}")
    print(", ".join(f"{number} {kind}" for kind, number in counted.items()) + f" checked, {wrong} with differences")
    return 1 if wrong or not any(counted.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
