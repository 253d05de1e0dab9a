"""The rules, one function each: rule, answer, full score and context make raw points (guide 3).

Floor, cap, zeroing and not-applicable come afterwards, in `items`.
"""

from fractions import Fraction

from scorer import bands, ledger
from scorer.amounts import LARGEST_AMOUNT, amount, half_up
from scorer.answers import choice, count, date_of, fields, number, real, ticked, wanted, within
from scorer.dates import after_term, day, days_after, in_period
from scorer.outcome import NOTHING, Contradiction, NothingToMeasure, Unfinished


def all_or_nothing(rule, answer, full, context):
    return choice(answer, {"yes": full, "no": NOTHING})


def options(rule, answer, full, context):
    return choice(answer, {option["id"]: amount(option["points"]) for option in rule["options"]})


def sound(value):
    """A step or a line that is not beyond the largest amount."""
    if abs(value) > LARGEST_AMOUNT:
        raise Contradiction("beyond the largest amount")
    return value


def capped(value, holder):
    return sound(min(value, amount(holder["cap"])) if "cap" in holder else value)


def priced(field, times):
    """What so many times cost or bring: whole groups, own cap."""
    return capped(times // field.get("every", 1) * amount(field["each"]), field)


def deduct_per(rule, answer, full, context):
    counts = [count(field, answer, context) for field in rule["counts"]]
    lost = NOTHING
    for field, n in zip(rule["counts"], counts):
        times = max(field["required"] - n, 0) if "required" in field else max(n - field.get("free", 0), 0)
        lost += priced(field, times)
    return full - lost


def deduct_list(rule, answer, full, context):
    have, exempt = ticked(answer, rule["elements"])
    missing = (
        element
        for element in rule["elements"]
        if element["id"] not in have and not ("exempt_when" in element and element["id"] in exempt)
    )
    return full - sum((amount(element["each"]) for element in missing), NOTHING)


def add_per(rule, answer, full, context):
    brought, filled = [], False
    for field in rule["counts"]:
        try:
            brought.append(priced(field, count(field, answer, context)))
            filled = True
        except Unfinished:
            continue
    if not filled:
        raise Unfinished
    return max(brought) if rule.get("take") == "highest" else sum(brought, NOTHING)


def add_rows(rule, answer, full, context):
    worth = {kind["id"]: amount(kind["points"]) for kind in rule["classes"]}
    rows, brought = wanted(answer, "matters"), []
    for row in rows:
        if len(row["what"]) > 100 or not set(row["classes"]) <= set(worth):
            raise Contradiction("too long, or no such class")
        brought.append(max((worth[kind] for kind in row["classes"]), default=NOTHING))
    if any(not row["what"].strip() or not row["classes"] for row in rows):
        raise Unfinished
    best = sorted(brought, reverse=True)[: rule.get("most_rows")]
    return max(best, default=NOTHING) if rule.get("take") == "highest" else sum(best, NOTHING)


def band(rule, answer, full, context):
    return bands.points(rule["bands"], number(rule["value"], answer, context))


def n_of_m(rule, answer, full, context):
    have, _ = ticked(answer, rule["elements"])
    return bands.points(rule["bands"], Fraction(len(have)))


def ratio(rule, answer, context):
    """The exact ratio of two counts, typed or read."""
    if "from" in rule:
        part, whole, typed = *context.read_ratio(rule["from"]), False
    else:
        part, whole = count(rule["part"], answer, context), count(rule["whole"], answer, context)
        typed = "from" not in rule["whole"]
    if whole == 0:
        raise Contradiction("nothing to divide by") if typed else NothingToMeasure
    if part > whole and rule.get("over") != "full":
        raise Contradiction("more parts than the whole")
    return min(Fraction(part) / Fraction(whole), Fraction(1))


def ratio_band(rule, answer, full, context):
    return bands.points(rule["bands"], ratio(rule, answer, context) * 100)


def rate_times(rule, answer, full, context):
    return half_up(full * ratio(rule, answer, context), context.decimals)


def stepped(side, gap, target, decimals):
    """What a gap takes or adds."""
    if side["of"] == "percent":
        gap = gap * 100 / target
    steps = gap / amount(side["every"])
    value = half_up(steps * amount(side["each"]), decimals) if side.get("partial") else steps.__floor__() * amount(side["each"])
    return capped(value, side)


def target_steps(rule, answer, full, context):
    wish = rule["target"]
    try:
        target = amount(wish["value"]) if "value" in wish else number(wish, answer, context)
    except Unfinished:
        # A contradiction is told even while something is open.
        number(rule["actual"], answer, context)
        raise
    if target < 0:
        raise Contradiction("a target below nothing")
    actual = number(rule["actual"], answer, context)
    sides = [rule[name] for name in ("below", "above") if name in rule]
    if target == 0 and any(side["of"] == "percent" for side in sides):
        raise NothingToMeasure if "from" in wish else Contradiction("no percentage of nothing")
    if actual < target and "below" in rule:
        return full - stepped(rule["below"], target - actual, target, context.decimals)
    if actual > target and "above" in rule:
        return full + stepped(rule["above"], actual - target, target, context.decimals)
    return full


def days_late(rule, answer, context):
    """How many days after the due day something was done."""
    due = rule["due"]
    done = date_of(rule["done"], answer)
    if "day" in due:
        return days_after(in_period(due["day"], context.period), done)
    if "on" in due:
        return days_after(day(due["on"]), done)
    start = date_of(due["field"], answer)
    return days_after(after_term(start, due.get("plus_years", 0), due.get("plus_months", 0)), done)


def date(rule, answer, full, context):
    if answer is not None and "choice" in answer:
        return choice(answer, {"not_done": amount(rule.get("not_done", "0"))})
    return bands.points(rule["bands"], days_late(rule, answer, context))


def points_typed(answer, context):
    return number({"id": "points"}, answer, context)


def manual(rule, answer, full, context):
    value, lowest = points_typed(answer, context), amount(rule.get("lowest", "0"))
    if not lowest <= value <= full or (value - lowest) % amount(rule.get("step", "1")):
        raise Contradiction("not a step")
    return value


def external(rule, answer, full, context):
    value, most = points_typed(answer, context), amount(rule["out_of"]) if "out_of" in rule else full
    if not 0 <= value <= most:
        raise Contradiction("beyond the scale")
    return half_up(full * value / most, context.decimals) if "out_of" in rule else value


def linked(rule, answer, full, context):
    given = wanted(answer, "linked")
    if "value" in given:
        value = within(given["value"], {})
    else:
        part, whole = real(given["part"]), real(given["whole"])
        if whole == 0:
            raise NothingToMeasure
        if part > whole:
            raise Contradiction("more parts than the whole")
        value = Fraction(100 * part, whole)
    if "bands" in rule:
        return bands.points(rule["bands"], value)
    return half_up(full * value / amount(rule["out_of"]), context.decimals)


def satisfaction(rule, answer, context, prefix=""):
    """The exact rate in percent of one heap of sheets, or nothing where too few answers count."""
    issued = count(rule["issued"], answer, context, prefix + rule["issued"]["id"])
    given = [count(option, answer, context, prefix + option["id"]) for option in rule["options"]]
    if sum(given) > issued:
        raise Contradiction("more answers than sheets")
    weighted = [(n, amount(option["weight"])) for n, option in zip(given, rule["options"]) if "weight" in option]
    counted = sum(n for n, _ in weighted)
    if counted < max(rule.get("minimum", 0), 1):
        return None
    return sum(n * weight for n, weight in weighted) / counted


def survey(rule, answer, full, context):
    if "channels" not in rule:
        rate = satisfaction(rule, answer, context)
    else:
        rates = [satisfaction(rule, answer, context, channel["id"] + ".") for channel in rule["channels"]]
        heard = [(half_up(rate, context.decimals), amount(channel["weight"])) for rate, channel in zip(rates, rule["channels"]) if rate is not None]
        weights = sum(weight for _, weight in heard)
        rate = half_up(sum(rate * weight for rate, weight in heard) / weights, context.decimals) if weights else None
    if rate is None:
        raise NothingToMeasure
    return half_up(full * rate / 100, context.decimals)


def info(rule, answer, full, context):
    fields(rule["fields"], wanted(answer, "fields"))
    return NOTHING


def ledger_rows(rule, answer, full, context):
    ledger.rows(rule, wanted(answer, "rows"), context.as_of)
    return NOTHING


def limited(value, full, holder):
    """Floor and cap of an item or part."""
    floor, cap = holder.get("floor", "0"), holder.get("cap", full)
    value = sound(value)
    if cap != "none":
        value = min(value, amount(cap))
    return value if floor == "none" else max(value, amount(floor))


def parts(rule, answer, full, context):
    given = wanted(answer, "parts") if answer is not None else {}
    brought, unfinished = [], False
    for part in rule["parts"]:
        own = amount(part["full_score"])
        try:
            value = RULES[part["rule"]["kind"]](part["rule"], given.get(part["id"]), own, context)
            brought.append(limited(value, own, part))
        except Unfinished:
            unfinished = True
        except NothingToMeasure:
            if context.policy != "no":
                raise
            brought.append(limited(NOTHING, own, part))
    if unfinished:
        raise Unfinished
    return {"sum": sum, "highest": max, "lowest": min}[rule.get("take", "sum")](brought)


RULES = {
    rule.__name__: rule
    for rule in (
        all_or_nothing, options, deduct_per, deduct_list, add_per, add_rows, band, n_of_m, ratio_band, rate_times,
        target_steps, date, manual, external, linked, survey, info, parts,
    )
} | {"ledger": ledger_rows}
