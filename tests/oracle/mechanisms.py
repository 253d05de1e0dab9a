"""Checking one folder of `tests/mechanisms/` (its README describes the files)."""

from compare import differences
from files import ROOT, contents, load
from lint import problems
from scorer import score, written
from scorer.rollup import roll_up


def unknown_names(template, case):
    """Items, sections and vetoes of a case that its template does not have."""
    items = {item["id"] for section in template["sections"] for item in section["items"]}
    items |= {item["id"] for item in case.get("local_items", [])}
    sections = {section["id"] for section in template["sections"]}
    expect = case["expect"]
    yield from (f"no item {name}" for name in (*case.get("entries", {}), *expect.get("lines", {})) if name not in items)
    yield from (f"no section {name}" for name in expect.get("sections", {}) if name not in sections)
    known = {veto["id"] for veto in template.get("vetoes", [])}
    yield from (f"no veto {name}" for name in case.get("vetoes", {}) if name not in known)


def check_case(template, case):
    return [*unknown_names(template, case), *differences(case["expect"], written(score(template, case)))]


def check_rollup(template, rollup):
    units = [
        {
            "file": unit["name"],
            "unit": {"name": unit["name"], "code": unit.get("code", "")},
            "result": score(template, {"unit_type": None, "period": rollup.get("period"), **unit}),
        }
        for unit in rollup["units"]
    ]
    found = written(roll_up(template, units, [award.get("quota") for award in rollup["expect"].get("awards", [])]))
    return list(differences(rollup["expect"], found))


def check_lint(template, name):
    """A template that must pass has no problem, one that must be refused has at least one."""
    found = problems(template)
    if name.startswith("bad/"):
        return [] if found else ["nothing found wrong"]
    return [f"found wrong: {problem}" for problem in found]


def check_mechanism(folder):
    """Yields the place and the differences of each answer set and each template."""
    place, cases = folder.relative_to(ROOT), load(folder / "cases.json")
    template = contents(folder / "template.json")
    yield place / "template.json", check_lint(template, "template.json")
    if template["id"] != cases["template"]:
        yield place, ["cases.json names another template"]
    if len(cases["cases"]) + len(cases.get("rollups", [])) < 4:
        yield place, ["fewer than four answer sets"]
    for case in cases["cases"]:
        yield f"{place}:{case['name']}", check_case(template, case)
    for rollup in cases.get("rollups", []):
        yield f"{place}:{rollup['name']}", check_rollup(template, rollup)
    for name in sorted(str(path.relative_to(folder)) for kind in ("bad", "good") for path in folder.glob(f"{kind}/*.json")):
        if name.startswith("bad/") and not cases.get("lint", {}).get(name):
            yield place / name, ["cases.json does not say what is wrong with it"]
        yield place / name, check_lint(contents(folder / name), name)
