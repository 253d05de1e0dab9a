"""Where the cases are, and reading and sealing files."""

import hashlib
import json
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
MECHANISMS = TESTS / "mechanisms"
EXAMPLES = TESTS / "examples"
TEMPLATES = ROOT / "templates"
GUIDE = ROOT / "docs" / "template-guide.md"


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def contents(path):
    """The contents of a file; of an envelope its body."""
    content = load(path)
    return content["body"] if "format" in content and "body" in content else content


def read_sheet(path, template):
    """A submission, or a test case with the entries of its base filled in: item by item, the
    case's own entry replaces the base's whole."""
    sheet = contents(path)
    if "from" in sheet:
        base = contents(CASES / template["id"] / f"{sheet['from']}.json")
        sheet["entries"] = {**base["entries"], **sheet["entries"]}
    return sheet


def canonical(document):
    """Canonical JSON (RFC 8785) of documents that hold text, whole numbers, booleans and ASCII keys."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sealed(document):
    """A document with the digest over everything else in it."""
    digest = hashlib.sha256(canonical(document).encode()).hexdigest()
    return {**document, "integrity": {"alg": "jcs-sha256", "digest": digest}}
