"""Comparing what was worked out by hand with what was computed."""


def differences(expected, found, at="", words=("by hand", "computed")):
    """Every figure that a case states and that comes out otherwise. What it leaves out is not compared."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key), f"{at}.{key}" if at else key, words)
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for n, pair in enumerate(zip(expected, found)):
            yield from differences(*pair, f"{at}[{n}]", words)
    elif expected != found:
        yield f"{at}: {expected!r} {words[0]}, {found!r} {words[1]}"
