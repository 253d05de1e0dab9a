"""Invents templates and answers, and compares what both implementations make of them.

    random_pairs.py [--pairs N] [--seed S] [--out FOLDER] [--cli PATH] [--by folder|files|each] [--plain]
                    [--only WORD,WORD] [--keep] [--show N]

Writes `<n>.template.json` and `<n>.submission.json` into FOLDER (/tmp/oracle-pairs) and compares. Without `--cli` the
files are only written and scored here. `--by` says how the command line is called: once with the folder, with many
files at a time, or (default) once for each file. `--plain` keeps to what version 1 of the program knew; `--only`
compares some keys only, such as `lines,total`. `--keep` makes each pair that differs smaller and puts it into `kept/`,
which is checked again on every run.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from command_line import Command, printed
from compare import differences
from files import TESTS, contents, load, sealed
from invent import invent
from invent_answers import invent_answers
from lint import problems
from scorer import score, written
from shrink import shrunk

KEPT = TESTS / "oracle" / "kept"


def envelope(kind, name, body):
    return {"format": f"yardstick.{kind}", "version": 1, "id": name, "body": body}


def pair(seed, plain_only):
    template = invent(f"template {seed}", plain_only)
    return template, {**invent_answers(seed, template), "template": template}


def write(folder, name, template, body):
    for kind, document in (("template", envelope("template", template["id"], template)), ("submission", sealed(envelope("submission", f"pair-{name}", body)))):
        (folder / f"{name}.{kind}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def expected(body):
    return written(score(body["template"], body))


def wrong(body, found, only):
    """The differences of one pair: what was computed here against what the command line says."""
    if "error" in found:
        return [f"refused: {found['error']}"]
    here = printed(expected(body))
    compared = {key: here[key] for key in found if key in here and (not only or key in only)}
    return list(differences(compared, found, words=("here", "there")))


def invented(folder, pairs, seed, plain_only):
    """Writes all pairs; templates that the guide's checks refuse are told and left out."""
    made = {}
    for n in range(pairs):
        template, body = pair(f"{seed}-{n}", plain_only)
        trouble = problems(template)
        if trouble:
            print(f"{n}: the invented template is wrong: {trouble[0]}")
            continue
        expected(body)
        name = f"{n:05}"
        write(folder, name, template, body)
        made[name] = body
    return made


def kept(folder):
    """The pairs that once differed."""
    made = {}
    for path in sorted(KEPT.glob("*.submission.json")):
        name = "kept-" + path.name.split(".")[0]
        body = contents(path)
        write(folder, name, body["template"], body)
        made[name] = body
    return made


def keep(name, body, command, only, folder):
    """A smaller pair that still differs, for good."""

    def differs(smaller):
        write(folder, "trial", smaller["template"], smaller)
        found = command.one(folder / "trial.submission.json")
        return "error" not in found and bool(wrong(smaller, found, only))

    small = shrunk(body, differs)
    KEPT.mkdir(exist_ok=True)
    write(KEPT, name, small["template"], small)
    (folder / "trial.submission.json").unlink(missing_ok=True)
    (folder / "trial.template.json").unlink(missing_ok=True)
    print(f"{name}: kept, {len(json.dumps(small))} characters")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", type=Path, default=Path("/tmp/oracle-pairs"))
    parser.add_argument("--cli", type=Path)
    parser.add_argument("--by", choices=["folder", "files", "each"], default="each")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--show", type=int, default=20)
    return parser.parse_args()


def main():
    chosen = options()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for old in chosen.out.glob("*.json"):
        old.unlink()
    made = {**kept(chosen.out), **invented(chosen.out, chosen.pairs, chosen.seed, chosen.plain)}
    if not chosen.cli:
        print(f"{len(made)} pairs written to {chosen.out} and scored here")
        return 0
    command, only = Command(chosen.cli), [word for word in chosen.only.split(",") if word]
    found = command.all(chosen.out, list(made), chosen.by)
    bad = {name: trouble for name, body in made.items() if (trouble := wrong(body, found.get(name, {"error": "no result"}), only))}
    for name in list(bad)[: chosen.show]:
        print(f"{name}: " + "; ".join(bad[name][:4]))
    kinds = Counter(trouble.split(":")[0].rsplit(".", 1)[-1] for troubles in bad.values() for trouble in troubles)
    if chosen.keep:
        for name in [name for name in bad if not bad[name][0].startswith("refused") and not name.startswith("kept-")][: chosen.show]:
            keep(f"{chosen.seed}-{name}", made[name], command, only, chosen.out)
    print(f"{len(made)} pairs, {len(bad)} with differences", dict(kinds) if kinds else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
