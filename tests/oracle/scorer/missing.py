"""What must still be done before a sheet can be handed up."""

from scorer.outcome import INVALID, NOT_APPLICABLE, SCORED, UNANSWERED
from scorer.sections import role


def chosen_asks(rule, answer):
    """Whether an option that was chosen wants a remark, also in a part."""
    answer = answer or {}
    own = any(option.get("remark_required") for option in rule.get("options", []) if option["id"] == answer.get("choice"))
    return own or any(chosen_asks(part["rule"], answer.get("parts", {}).get(part["id"])) for part in rule.get("parts", []))


def asks_remark(item, entry):
    """Whether the item, or an option that was chosen, wants a written remark."""
    return item.get("remark_required", False) or chosen_asks(item["rule"], entry.get("answer"))


def blank(entry, key):
    return not entry.get(key, "").strip()


def may_stay_empty(rule):
    """Notes without a required field."""
    return rule["kind"] == "info" and not any(field.get("required", True) for field in rule["fields"])


def is_missing(item, entry, line, needed):
    """An item that is open or contradicts itself (an open bonus lacks nothing), or whose remark or confirming body is not written."""
    if line.state == SCORED:
        return asks_remark(item, entry) and blank(entry, "remark")
    if line.state == NOT_APPLICABLE:
        confirmed = "confirmed_by" in item.get("not_applicable", {}) and entry.get("not_applicable", False)
        return confirmed and blank(entry, "confirmed_by")
    return line.state == INVALID or (needed and not may_stay_empty(item["rule"]))


def papers(item, entry, line, needed, sheet):
    """The required papers that are not named. A paper is named where its name, in any language, is part of what is written."""
    if line.state == NOT_APPLICABLE or (line.state == UNANSWERED and not needed):
        return []
    written = [paper["name"] for paper in entry.get("evidence", [])]
    wanted = (paper for paper in item.get("evidence", []) if paper.get("required"))
    asked = (paper for paper in wanted if "when" not in paper or sheet.true(paper["when"]))
    return [paper["name"]["zh-Hans"] for paper in asked if not any(name in one for name in paper["name"].values() for one in written)]


def head_gaps(template, body):
    """What is missing in the head of a submission. A test case, which has no stage, has a full head."""
    if "stage" not in body:
        return 0
    unit, types = body["unit"], [kind["id"] for kind in template.get("unit_types", [])]
    typeless = bool(types) and unit.get("unit_type") not in types
    return (not unit.get("name", "").strip()) + typeless + (body.get("period") is None)


def missing(template, body, sheet):
    """How many things are missing, and the papers by item."""
    number, wanting = head_gaps(template, body), {}
    for section in sheet.sections:
        needed = role(section) != "bonus"
        for item in section["items"]:
            if not sheet.asked(item["id"]) or sheet.exempt(section):
                continue
            entry, line = sheet.entry(item["id"]), sheet.line(item["id"])
            number += is_missing(item, entry, line, needed)
            lacking = papers(item, entry, line, needed, sheet)
            number += len(lacking)
            if lacking:
                wanting[item["id"]] = lacking
    asked = (veto for veto in template.get("vetoes", []) if "if" not in veto)
    return number + sum(veto["id"] not in body.get("vetoes", {}) for veto in asked), wanting
