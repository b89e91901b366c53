"""What is signed is the least that makes what was wanted hold, over the files and whatever was signed before."""

import random
from typing import Any

import pytest

from overlap.agreements import KINDS, Kind, Value, defaults
from overlap.agreements.changed_values import Difference, differences, removed, to_sign
from overlap.agreements.values import merged
from overlap.errors import InputError

TEXTS = ("call", "email", "fax")
ROWS = {
    "region": ("house", "EMEA", "LATAM"),
    "touch_kind": ("form", "fax"),
    "stage": ("sql", "won"),
    "month": ("1", "7"),
    "segment": ("enterprise", "smb"),
    "reason": ("duplicate", "no_need"),
}


def any_value(value: Value, chance: random.Random) -> Any:
    """Something the value may be."""
    if value.optional and chance.random() < 0.3:
        return None
    if value.name == "starts_on":
        return chance.choice(("2024-01-01", "2025-07-01"))
    if value.name in ("zone", "country", "opens", "closes"):
        choices = {"zone": ("Europe/Berlin", "Asia/Tokyo"), "country": ("DE", "US"), "opens": ("08:00", "09:30")}
        return chance.choice(choices.get(value.name, ("17:00", "18:30")))
    if value.type == "texts":
        of_hours = {"breaks": ["12:00-12:30"], "by_weekday": ["mon 10:00-12:00"], "closed": ["2026-12-24"]}
        return of_hours.get(value.name) or chance.sample(value.allowed or TEXTS, 2)
    if value.type == "text":
        return chance.choice(value.allowed or TEXTS)
    low, high = value.low or 0, min(value.high or 50, 50)
    return chance.randint(int(low), int(high)) if value.type == "integer" else round(chance.uniform(low, high), 3)


def any_values(kind: Kind, over: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """`over` with some values of the kind changed."""
    if kind.per is None:
        return over | {each.name: any_value(each, chance) for each in kind.values if chance.random() < 0.5}
    rows = {}
    for row in ROWS[kind.per]:
        start = over.get(row, over.get("house"))
        if chance.random() < 0.6:
            changed = {each.name: any_value(each, chance) for each in kind.values if not start or chance.random() < 0.5}
            rows[row] = {**(start or {}), **changed}
    kept = {row: values for row, values in (over | rows).items() if row == "house" or chance.random() < 0.8}
    return over | rows if kind.rows else kept or over


@pytest.mark.parametrize("name", KINDS)
def test_what_is_signed_holds_what_was_wanted_whatever_was_signed_before(name):
    kind, chance, tried = KINDS[name], random.Random(name), 0
    for _ in range(100):
        base = any_values(kind, dict(defaults()[name]), chance)
        held = any_values(kind, base, chance)
        wanted = any_values(kind, held, chance)
        if kind.fault and (kind.fault(base) or kind.fault(wanted)):
            continue
        signed = to_sign(kind, base, held, wanted)
        assert bool(signed) == (wanted != held)
        if signed:
            assert merged(kind, base, signed, "it") == wanted
            tried += 1
    assert tried > 10


def test_a_value_back_to_the_files_is_signed_and_one_nobody_touched_is_not():
    response = KINDS["response"]
    base, held = {"limit_minutes": 240, "target": 0.85}, {"limit_minutes": 60, "target": 0.85}
    assert to_sign(response, base, held, base) == {"limit_minutes": 240}
    assert to_sign(response, base, held, held | {"target": 0.9}) == {"limit_minutes": 60, "target": 0.9}
    assert to_sign(response, base, held, held) == {}


def test_a_short_table_is_written_a_value_a_row():
    scoring = KINDS["scoring"]
    base = {"form": {"points": 12}, "webinar": {"points": 10}}
    assert to_sign(scoring, base, base, base | {"form": {"points": 20}, "demo": {"points": 30}}) == {
        "form": 20, "demo": 30,
    }  # fmt: skip


def test_a_removed_row_is_signed_as_none_and_stays_removed_by_what_is_signed_next():
    owners = KINDS["owners"]
    base = {"duplicate": {"team": "marketing"}, "no_budget": {"team": "sales"}}
    held = {"no_budget": {"team": "sales"}, "typed": {"team": "both"}}
    assert to_sign(owners, base, base, {"no_budget": {"team": "sales"}}) == {"duplicate": None}
    assert to_sign(owners, base, held, {"no_budget": {"team": "both"}, "typed": {"team": "both"}}) == {
        "duplicate": None, "no_budget": "both", "typed": "both",
    }  # fmt: skip
    assert to_sign(owners, base, held, {"no_budget": {"team": "sales"}}) == {"duplicate": None, "typed": None}
    assert to_sign(owners, base, held, base) == {"typed": None, "duplicate": "marketing"}
    assert removed(owners, base, held) == ["duplicate"]


def test_differences_read_as_a_person_would_say_them():
    response, hours = KINDS["response"], KINDS["hours"]
    limit, target = response.values
    assert differences(response, {"limit_minutes": 1240, "target": 0.85}, {"limit_minutes": 60, "target": 0.9}) == [
        Difference("all", limit, "1,240", "60"),
        Difference("all", target, "85.0%", "90.0%"),
    ]
    berlin = defaults()["hours"]["EMEA"]
    new = differences(hours, {}, {"EMEA": berlin})
    assert [(each.applies_to, each.value.name, each.before, each.after) for each in new] == [
        ("EMEA", "zone", "none", "Europe/Berlin"),
        ("EMEA", "country", "none", "DE"),
        ("EMEA", "days", "none", "mon, tue, wed, thu, fri"),
        ("EMEA", "opens", "none", "09:00"),
        ("EMEA", "closes", "none", "17:30"),
    ]
    assert differences(hours, {"EMEA": berlin}, {"EMEA": berlin}) == []
    assert [(each.before, each.after) for each in differences(hours, {"EMEA": berlin}, {})] == [
        (each.after, each.before) for each in new
    ]


def test_what_cannot_be_agreed_on_is_refused_in_words():
    response = KINDS["response"]
    base = dict(defaults()["response"])
    with pytest.raises(InputError, match="limit_minutes must be at least 1, not 0"):
        merged(response, base, to_sign(response, base, base, base | {"limit_minutes": 0}), "The change")
