"""The program's command line: calling it, and reading what it prints. All that may change there is here."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

AT_A_TIME = 500


def figure(value):
    """A figure as the oracle writes it: a number, a ratio as `part/whole`, nothing where there is nothing to compute."""
    return f"{value['part']}/{value['whole']}" if "part" in value else value.get("value")


def adapted(result):
    """What `score --json` prints of one file, in the words of this oracle. Empty lists are not printed."""
    totals = result["totals"]
    standing = totals["standing"] or {"grade": None, "by_total": None}
    ledgers = [(line["item"], line["figures"]) for line in result["lines"] if "figures" in line and line["state"] == "scored"]
    found = {
        "lines": {line["item"]: {key: line[key] for key in ("obtained", "obtainable", "state")} for line in result["lines"]},
        "sections": {section["section"]: section["obtained"] for section in result["sections"]},
        **{key: totals[key] for key in ("obtained", "obtainable", "core", "bonus", "penalty", "total", "failed", "vetoes")},
        **{key: totals.get(key, []) for key in ("flags", "barred")},
        "shown": totals.get("shown"),
        "grade": standing["grade"],
        "by_total": standing["by_total"],
        "figures": {f"{name}.{one}": figure(value) for name, figures in ledgers for one, value in figures},
        "missing": len(result["missing"]),
    }
    return {**found, "local": {"obtained": totals["local"]}} if "local" in totals else found


def printed(result):
    """What of a result the program prints: of local items only what they bring together."""
    local = {"local": {"obtained": result["local"]["obtained"]}} if result.get("local") else {}
    return {**{key: value for key, value in result.items() if key != "local"}, **local}


class Command:
    def __init__(self, path):
        self.path = str(path)

    def run(self, *arguments):
        """What is printed; a call that cannot be answered is an error."""
        done = subprocess.run([self.path, "score", "--json", *map(str, arguments)], capture_output=True, text=True, check=False)
        return done.stdout, done.stderr.strip() or f"exit code {done.returncode}"

    def one(self, path):
        printed, trouble = self.run(path)
        try:
            return adapted(json.loads(printed))
        except (ValueError, KeyError, TypeError):
            return {"error": trouble}

    def several(self, arguments):
        """One call for many files, read by their names."""
        printed, trouble = self.run(*arguments)
        try:
            whole = json.loads(printed)
        except ValueError:
            raise SystemExit(f"the command line said: {trouble}") from None
        return {one["file"].rsplit("/", 1)[-1].split(".")[0]: self.read(one["result"]) for one in whole if ".template." not in one["file"]}

    @staticmethod
    def read(result):
        """A refused template has a list of flaws, a refused file an error."""
        try:
            return adapted(result)
        except (KeyError, TypeError):
            error = result.get("error", result)
            flaws = [flaw for flaw in error.get("flaws", []) if flaw["level"] == "error"]
            return {"error": json.dumps(flaws[0] if flaws else error, ensure_ascii=False)[:200]}

    def all(self, folder, names, how):
        paths = [folder / f"{name}.submission.json" for name in names]
        if how == "folder":
            return self.several([folder])
        if how == "files":
            found = {}
            for start in range(0, len(paths), AT_A_TIME):
                found |= self.several(paths[start : start + AT_A_TIME])
            return found
        with ThreadPoolExecutor(2) as pool:
            return dict(zip(names, pool.map(self.one, paths)))
