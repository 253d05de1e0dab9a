"""Inventing ledgers and rows for them."""

from datetime import date, timedelta


def text(word):
    return {"zh-Hans": word, "en": word}


def named(name, **more):
    return {"id": name, "label": text(name), **more}


def ledger(chance):
    figures = [
        named("all", count={}),
        named("closed", count={"state": ["closed"]}),
        named("late", count={"late": {"due": "due", "done": "done"}}),
        named("rate", part={"in_time": {"due": "due", "done": "done"}}, whole={"not": {"state": ["open"]}}),
        named("kids", count_children={"column": "ok", "is": ["yes"]}),
        named("cost", sum="cost", where={"any": [{"state": ["closed"]}, {"column": "kind", "is": ["a"]}]}),
        named("days", mean_days={"from": "due", "to": "done"}, where={}),
        named("back", count={"passed_through": ["review"]}),
        named("dear", count={"all": [{"column": "cost", "above": "1"}, {"column": "done", "filled": True}]}),
    ]
    columns = [
        named("due", type="date"),
        named("done", type="date", required=False),
        named("cost", type="number", required=False, **chance.choice([{}, {"at_most": "2"}])),
        named("kind", type="choice", options=[named("a"), named("b")]),
    ]
    moves = [
        {"from": "open", "to": "review", **chance.choice([{}, {"needs": {}}, {"needs": {"column": "cost", "filled": True}}])},
        {"from": "review", "to": "closed", "needs": {"column": "done", "filled": True}},
        {"from": "review", "to": "open", "needs": {}},
    ]
    states = [named("open", closed=False), named("review", closed=False), named("closed", closed=True)]
    return {
        "kind": "ledger", "columns": columns, "children": {"title": text("kids"), "columns": [named("ok", type="yes_no")]},
        "states": {"list": states, "moves": moves}, "most_rows": 6, "figures": chance.sample(figures, chance.randint(4, len(figures))),
    }


TRAILS = [["open"], ["open", "review"], ["open", "review", "closed"], ["open", "review", "open", "review", "closed"], ["open", "closed"]]


def day(chance):
    return (date(2026, 5, 15) + timedelta(days=chance.randint(0, 60))).isoformat()


def row(chance, n):
    fields = {"due": day(chance), "kind": chance.choice("ab")}
    if chance.random() < 0.03:
        del fields[chance.choice(["due", "kind"])]
    states = chance.choices(TRAILS, [4, 3, 6, 2, 0.2])[0]
    if states[-1] == "closed" and chance.random() < 0.97 or chance.random() < 0.4:
        fields["done"] = day(chance)
    if chance.random() < 0.7:
        fields["cost"] = chance.choice(["0.5", "1", "1.5", "2.25"])
    if chance.random() < 0.1:
        states = []
    trail = [{"state": state, "on": f"2026-0{place}-02"} for place, state in enumerate(states, 1)]
    children = [{"id": f"k{place}", "fields": {"ok": chance.choice(["yes", "no"])}} for place in range(chance.randint(0, 2))]
    return {"id": f"r{n}", "fields": fields, "trail": trail, "children": children}


def rows(chance):
    return [row(chance, n) for n in range(chance.choice([0, 1, 1, 2, 3, 3, 4, 7 if chance.random() < 0.1 else 2]))]
