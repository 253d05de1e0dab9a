"""Puts the hand-worked mechanisms and the examples through the program's command line.

    check_program.py [--cli PATH] [WORD]

Every answer set of `tests/mechanisms/` and every sheet of `tests/examples/` becomes a sealed submission for `score --json`,
every template goes through `lint`: those of `templates/`, `template.json` and `good/` must have no error, `bad/` must have one.
What the program does not print is not compared.
"""

import argparse
import json
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path

from command_line import Command, printed
from compare import differences
from files import EXAMPLES, MECHANISMS, ROOT, TEMPLATES, contents, load, sealed

OWN = ("name", "shows", "work", "expect", "unit_type")


def submission(template, case):
    body = {key: value for key, value in case.items() if key not in OWN}
    unit = case.get("unit") or {"name": "村委会", **({"unit_type": case["unit_type"]} if case.get("unit_type") else {})}
    body |= {"unit": unit, "stage": "draft", "revision": 1, "template": template, "vetoes": case.get("vetoes", {})}
    return sealed({"format": "yardstick.submission", "version": 1, "id": "case", "body": body})


def check_case(command, template, case, path):
    path.write_text(json.dumps(submission(template, case), ensure_ascii=False), encoding="utf-8")
    found = command.one(path)
    if "error" in found:
        return [f"refused: {found['error']}"]
    expect = {key: value for key, value in printed(case["expect"]).items() if key in found}
    return list(differences(expect, found, words=("by hand", "by the program")))


def check_lint(command, path):
    """Whether the linter says what it should: exit code 1 also for mere reminders, so the text is asked for errors."""
    done = subprocess.run([command.path, "lint", str(path), "--json"], capture_output=True, text=True, check=False)
    refused = done.returncode == 2 or '"error"' in done.stdout
    if refused != (path.parent.name == "bad"):
        return [(done.stdout + done.stderr).strip()[:300] or "nothing found wrong"]
    return []


def mechanisms(command, scratch):
    for folder in sorted(MECHANISMS.glob("[0-9]*")):
        template, place = contents(folder / "template.json"), folder.relative_to(ROOT)
        for path in sorted(path for path in folder.rglob("*.json") if path.name != "cases.json"):
            yield path.relative_to(ROOT), lambda path=path: check_lint(command, path)
        for case in load(folder / "cases.json")["cases"]:
            yield f"{place}:{case['name']}", lambda case=case: check_case(command, template, case, scratch)


def examples(command, scratch):
    for path in sorted(TEMPLATES.glob("*.json")):
        yield path.relative_to(ROOT), lambda: check_lint(command, path)
        folder = EXAMPLES / path.stem
        case = {**contents(folder / "example.json"), "expect": load(folder / "scorecard.json")["expect"]}
        yield folder.relative_to(ROOT), lambda: check_case(command, contents(path), case, scratch)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", type=Path, default=ROOT / "target" / "cli" / "yardstick")
    parser.add_argument("word", nargs="?", default="")
    chosen = parser.parse_args()
    command, scratch = Command(chosen.cli), Path(f"/tmp/oracle-program-{os.getpid()}.json")
    checked = wrong = 0
    for place, check in chain(mechanisms(command, scratch), examples(command, scratch)):
        if chosen.word not in str(place):
            continue
        found = check()
        checked += 1
        wrong += bool(found)
        for difference in found:
            print(f"{place}: {difference}")
    scratch.unlink(missing_ok=True)
    print(f"{checked} checked, {wrong} with differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
