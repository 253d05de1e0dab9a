"""The examples of the guide: every block marked `json item`, with the table after it."""

import json
import re
from typing import NamedTuple

BLOCK = re.compile(r"```json item\n(.*?)```\n+((?:\|[^\n]*\n)+)", re.S)
ROW = re.compile(r"\| `(\{.*\})` \| (\S+) \| (\S+) \|")
TEMPLATE = re.compile(r"```json template\n(.*?)```", re.S)


class Example(NamedTuple):
    place: str
    template: dict
    body: dict
    expect: dict


def sheet_of(item):
    """The smallest template that holds one item."""
    return {
        "id": "example",
        "full_score": item["full_score"],
        "sections": [{"id": "S", "full_score": item["full_score"], "cap": "none", "floor": "none", "items": [item]}],
    }


def examples(path):
    text = path.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        item = json.loads(block[1])
        line = text.count("\n", 0, block.start(2)) + 1
        for n, row in enumerate(block[2].splitlines()):
            found = ROW.fullmatch(row.strip())
            if found:
                entry = json.loads(found[1])
                body = {"unit_type": None, "period": "2026", "entries": {item["id"]: {"answer": entry}}}
                expect = {"lines": {item["id"]: {"obtained": found[2], "obtainable": found[3]}}}
                yield Example(f"{path.name}:{line + n}", sheet_of(item), body, expect)


def templates(path):
    """The complete templates of the guide."""
    text = path.read_text(encoding="utf-8")
    for block in TEMPLATE.finditer(text):
        yield f"{path.name}:{text.count(chr(10), 0, block.start()) + 1}", json.loads(block[1])["body"]
