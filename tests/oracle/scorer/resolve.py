"""The plain sheet of one kind of unit: `for` applied, names replaced by numbers (guide 6)."""

import re

NAME = re.compile(r"@([A-Za-z0-9_-]{1,64})")
SHOWN = re.compile(r"\{@([A-Za-z0-9_-]{1,64})\}")


def values(template, unit_type):
    """The value of every parameter for one kind of unit."""
    return {
        parameter["id"]: parameter.get("by_type", {}).get(unit_type, parameter["value"])
        for parameter in template.get("parameters", [])
    }


def present(thing, unit_type):
    """Whether something of a list is there for this kind of unit."""
    return not (isinstance(thing, dict) and "for" in thing) or unit_type in thing["for"]


def resolved(thing, names, unit_type):
    if isinstance(thing, dict):
        return {key: resolved(value, names, unit_type) for key, value in thing.items() if key != "for"}
    if isinstance(thing, list):
        return [resolved(one, names, unit_type) for one in thing if present(one, unit_type)]
    if isinstance(thing, str):
        whole = NAME.fullmatch(thing)
        if whole:
            return names[whole[1]]
        return SHOWN.sub(lambda found: str(names[found[1]]), thing)
    return thing


def resolve(template, unit_type):
    """A template without parameters and without `for`. A unit of no kind has nothing with a `for`."""
    names = values(template, unit_type)
    rest = {key: value for key, value in template.items() if key not in ("parameters", "unit_types")}
    return {**resolved(rest, names, unit_type), "unit_types": template.get("unit_types", [])}
