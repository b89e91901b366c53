"""House files nobody should write, drawn by number: a good one with a value, a name or the text of it spoilt."""

from collections.abc import Iterator
from random import Random

GOOD = {
    "as_of": '"2026-06-30T18:00:00+02:00"',
    "time_zone": '"Europe/Berlin"',
    "reporting_currency": '"EUR"',
    "is_demo": "false",
    "agreements.threshold.points": "35",
    "agreements.attempts.kinds": '["call"]',
    "agreements.response.limit_minutes": "60",
    "agreements.response.target": "0.85",
    "agreements.promise.qualified_share": '"none"',
    "agreements.hours.EMEA.zone": '"Europe/Berlin"',
    "agreements.hours.EMEA.country": '"DE"',
    "agreements.hours.EMEA.days": '["mon", "tue"]',
    "agreements.hours.EMEA.opens": '"09:00"',
    "agreements.hours.EMEA.closes": '"17:30"',
    "agreements.hours.EMEA.breaks": '["12:00-13:00"]',
    "agreements.conversion.won": "180",
    "agreements.attribution.window_days": "90",
    "agreements.attribution.half_life_days": "7.0",
    "agreements.attribution.model": '"linear"',
    "agreements.weights.first": "30",
    "agreements.delta.points": "3.0",
    "agreements.samples.hold_share": "0.0",
    "agreements.seasonal.1": "1.0",
    "agreements.scoring.form": "12",
    "agreements.fit.enterprise": "0",
    "agreements.decay.half_life_days": '"none"',
    "agreements.owners.duplicate": '"sales"',
    "agreements.stages.mql": '"Marketing qualified."',
}
VALUES = (
    *(
        "0",
        "-1",
        "1e400",
        "-inf",
        "nan",
        "9" * 30,
        "1" + "0" * 5000,
        "0.0000001",
        "1e-320",
        "0x7fffffffffffffff",
        "3.5",
    ),
    *('""', '" "', '"none"', '"\\u0000"', '"\\n"', '"' + "x" * 20_000 + '"', '"\\u202e"', '"Robert\'); drop table x;"'),
    *("true", "[]", "[[]]", "[1, [2, {a = 3}]]", '["", ""]', "{}", "{a = 1}", '{a = {b = {c = "d"}}}', "[nan]"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-02-28", "07:32:00", "2026-06-30T18:00:00"),
    *('"0001-01-01T00:00:00+14:00"', '"9999-12-31T23:59:59-14:00"', '"2026-13-01T00:00:00Z"', '"20260630"', '"now"'),
    *(
        '"Mars/Olympus"',
        '"../../etc/passwd"',
        '"/etc/passwd"',
        '"Europe"',
        '"EST5EDT"',
        '"eur"',
        '"EURO"',
        '"ÄÖÜ"',
        '"$"',
    ),
    *('["mon", "mon"]', '["someday"]', '"25:00"', '"9:00"', '"17:30"', '["13:00-12:00"]', '["08:00-09:00"]', '"XX"'),
    "[" * 3000 + "]" * 3000,
)


def hostile(numbers: range) -> Iterator[tuple[str, bytes]]:
    """(what was done, the bytes of a house.toml) for each number."""
    for number in numbers:
        yield _one(Random(number))


def written(entries: dict[str, str]) -> str:
    """The entries as TOML, dotted names and all."""
    return "".join(f"{name} = {value}\n" for name, value in entries.items())


def _one(chance: Random) -> tuple[str, bytes]:
    entries = dict(GOOD)
    name = chance.choice(list(GOOD))
    way = chance.choice(["value", "value", "value", "value", "name", "nest", "flat", "bytes", "cut", "twice"])
    if way == "value":
        entries[name] = chance.choice(VALUES)
        return f"{name} = {entries[name][:60]}", written(entries).encode()
    if way == "name":
        wrong = chance.choice([name[:-1] or "x", name + "s", name.upper(), '"' + name + '"', f"{name}.more", '""'])
        entries[wrong] = entries.pop(name)
        return f"{name} named {wrong}", written(entries).encode()
    if way == "nest":
        parts = name.split(".")
        entries = {key: value for key, value in entries.items() if not key.startswith(".".join(parts[:-1]) + ".")}
        entries[".".join(parts[:-1]) or name] = chance.choice(VALUES)
        return f"a value instead of the table around {name}", written(entries).encode()
    if way == "flat":
        return f"an array of tables {name}", (f"[[{name}]]\nx = 1\n" + written({"as_of": GOOD["as_of"]})).encode()
    text = bytearray(written(entries).encode())
    if way == "bytes":
        for _ in range(chance.randint(1, 5)):
            text[chance.randrange(len(text))] = chance.randrange(256)
        return "flipped bytes", bytes(text)
    if way == "cut":
        return "cut off", bytes(text[: chance.randrange(len(text))])
    return f"{name} twice", bytes(text) + f"{name} = {chance.choice(VALUES)}\n".encode()
