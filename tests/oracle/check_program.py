"""Puts the hand-worked mechanisms through the program's command line.

    check_program.py [--cli PATH] [WORD]

Every answer set of `tests/mechanisms/` becomes a sealed submission for `score --json`, every template goes through
`lint`: `template.json` and `good/` must have no error, `bad/` must have one. What the program does not print is not compared.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from command_line import Command, printed
from compare import differences
from files import MECHANISMS, ROOT, contents, load, sealed

OWN = ("name", "shows", "work", "expect", "unit_type")


def submission(template, case):
    body = {key: value for key, value in case.items() if key not in OWN}
    unit = {"name": "村委会", **({"unit_type": case["unit_type"]} if case.get("unit_type") else {})}
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", type=Path, default=ROOT / "target" / "cli" / "yardstick")
    parser.add_argument("word", nargs="?", default="")
    chosen = parser.parse_args()
    command, scratch = Command(chosen.cli), Path("/tmp/oracle-program.json")
    checked = wrong = 0
    for folder in sorted(path for path in MECHANISMS.glob("[0-9]*") if chosen.word in path.name):
        template = contents(folder / "template.json")
        results = [(path.relative_to(MECHANISMS), check_lint(command, path)) for path in sorted(folder.rglob("*.json")) if path.name != "cases.json"]
        results += [(f"{folder.name}:{case['name']}", check_case(command, template, case, scratch)) for case in load(folder / "cases.json")["cases"]]
        for place, found in results:
            checked += 1
            wrong += bool(found)
            for difference in found:
                print(f"{place}: {difference}")
    scratch.unlink(missing_ok=True)
    print(f"{checked} checked, {wrong} with differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
