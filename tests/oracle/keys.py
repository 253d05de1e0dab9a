"""The keys that the guide names for each part of a template. Anything else is refused."""

COUNT = {"id", "label", "unit", "from", "for"}
NUMBER = {"id", "label", "unit", "at_least", "at_most", "from", "for"}
FIELD = {"id", "label", "required", "type", "most", "unit", "at_least", "at_most", "options", "for"}

TEMPLATE = {
    "id", "edition", "title", "issuer", "basis", "reminder", "mode", "periods", "decimals", "full_score", "shown_out_of",
    "unit_types", "parameters", "sections", "total", "vetoes", "grades", "grade_by", "flags", "supplement", "award", "ranking",
}
SECTION = {
    "id", "title", "full_score", "items", "role", "base", "floor", "cap", "weight", "take", "when", "otherwise", "full_when", "for",
}
ITEM = {
    "id", "number", "text", "guidance", "full_score", "floor", "cap", "rule", "not_applicable", "when", "otherwise", "zero_when",
    "full_when", "methods", "evidence", "remark_required", "scored_by", "for",
}
PART = {"id", "label", "full_score", "rule", "floor", "cap", "for"}

LISTS = {
    "options": {"id", "label", "points", "remark_required", "for"},
    "counts": COUNT | {"each", "required", "free", "every", "cap"},
    "elements": {"id", "label", "each", "exempt_when", "for"},
    "classes": {"id", "label", "points", "for"},
    "bands": {"at_least", "at_most", "points", "for"},
    "fields": FIELD,
    "columns": FIELD,
    "channels": {"id", "label", "weight", "for"},
    "figures": {"id", "label", "count", "count_children", "part", "whole", "sum", "where", "mean_days", "for"},
}

RULES = {
    "all_or_nothing": set(),
    "options": {"options"},
    "deduct_per": {"counts"},
    "deduct_list": {"elements"},
    "add_per": {"counts", "take"},
    "add_rows": {"classes", "take", "most_rows"},
    "band": {"value", "bands"},
    "n_of_m": {"elements", "bands"},
    "ratio_band": {"part", "whole", "over", "bands", "from"},
    "rate_times": {"part", "whole", "over", "from"},
    "target_steps": {"target", "actual", "below", "above"},
    "date": {"due", "done", "bands", "not_done"},
    "manual": {"lowest", "step"},
    "external": {"by", "out_of"},
    "linked": {"template", "take", "bands", "out_of", "period"},
    "survey": {"issued", "minimum", "options", "channels"},
    "info": {"fields"},
    "parts": {"parts", "take"},
    "ledger": {"columns", "children", "states", "most_rows", "figures"},
}

SINGLE = {
    "part": COUNT, "whole": COUNT, "issued": COUNT, "value": NUMBER, "target": NUMBER | {"value"}, "actual": NUMBER,
    "below": {"every", "of", "each", "partial", "cap"}, "above": {"every", "of", "each", "partial", "cap"},
    "due": {"day", "on", "field", "plus_years", "plus_months"}, "done": {"id", "label"},
    "children": {"title", "columns"}, "states": {"list", "moves"},
}

HEADS = {
    "unit_types": {"id", "label"},
    "parameters": {"id", "label", "value", "by_type", "editable"},
    "vetoes": {"id", "text", "effect", "if", "for"},
    "grades": {"id", "label", "at_least", "at_most", "requires", "colour", "stars", "for"},
    "flags": {"id", "label", "if", "for"},
}

ONCE = {
    "total": {"base", "floor", "ceiling", "decimals", "rescale"},
    "supplement": {"title", "most_items", "full_score", "score_apart"},
    "award": {"label", "grade"},
    "ranking": {"tiers", "normalise"},
    "grade_by": {"chosen_count"},
}


def beyond(thing, known, where):
    return [f"{where}: {key} is not known" for key in thing if key not in known]


def rule_keys(rule, where):
    if rule.get("kind") not in RULES:
        return [f"{where}: there is no rule {rule.get('kind')}"]
    found = beyond(rule, RULES[rule["kind"]] | {"kind"}, where)
    for key, known in LISTS.items():
        known = {"id", "label", "weight", "for"} if key == "options" and rule["kind"] == "survey" else known
        for one in rule.get(key, []):
            found += beyond(one, known, f"{where}.{key}")
    for key, known in SINGLE.items():
        if isinstance(rule.get(key), dict):
            found += beyond(rule[key], known, f"{where}.{key}")
    for part in rule.get("parts", []):
        found += beyond(part, PART, f"{where}.{part['id']}") + rule_keys(part["rule"], f"{where}.{part['id']}")
    return found


def unknown_keys(template):
    found = beyond(template, TEMPLATE, "template")
    for key, known in HEADS.items():
        for one in template.get(key, []):
            found += beyond(one, known, key)
    for key, known in ONCE.items():
        found += beyond(template.get(key, {}), known, key)
    for section in template["sections"]:
        found += beyond(section, SECTION, f"section {section['id']}")
        for item in section["items"]:
            found += beyond(item, ITEM, item["id"]) + rule_keys(item["rule"], item["id"])
    return found
