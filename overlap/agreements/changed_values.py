"""What a change of an agreement changes: which values it must name, and how each reads before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from overlap import words
from overlap.agreements.kinds import Kind, Value

ALL = "all"

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One value that changes; `applies_to` is the row it is for, `all` where an agreement has a single one."""

    applies_to: str
    value: Value
    before: str
    after: str


def to_sign(kind: Kind, base: Values, held: Values, wanted: Values) -> dict[str, Any]:
    """The least that must be signed so that `wanted` holds, as `Draft.values` are written; empty when nothing changes.

    A signature is laid over the files' values (`base`), never over what was signed before (`held`): a value stays in
    when it differs from either, so that an earlier signature's value neither vanishes nor lingers. A row that is not
    wanted is signed as None.
    """
    if kind.per is None:
        changed = any(wanted[name] != held[name] for name in wanted)
        return _differing(base, held, wanted) if changed else {}
    if dict(wanted) == dict(held):
        return {}
    gone = dict.fromkeys(row for row in (*base, *held) if row not in wanted)
    rows = {row: _differing(base.get(row, {}), held.get(row, {}), values) for row, values in wanted.items()}
    name = kind.values[0].name
    return gone | {row: values[name] if kind.is_short else values for row, values in rows.items() if values}


def differences(kind: Kind, before: Values, after: Values) -> list[Difference]:
    """The values that are not the same, in the order of the kind; a new row has `none` before, a removed one after."""
    rows = {row: row for row in (*before, *after)} if kind.per else {ALL: None}
    found = []
    for row in rows:
        old, new = (before.get(row, {}), after.get(row, {})) if kind.per else (before, after)
        found += [
            Difference(row, value, spelled(value, old.get(value.name)), spelled(value, new.get(value.name)))
            for value in kind.values
            if _given(old.get(value.name)) != _given(new.get(value.name))
        ]
    return found


def removed(kind: Kind, before: Values, after: Values) -> list[str]:
    """The rows that there were and are no more."""
    return [row for row in before if row not in after] if kind.per else []


def is_share(value: Value) -> bool:
    """Whether a number is a share of 0 to 1, which people read and write in percent."""
    return value.type == "number" and (value.low, value.high) == (0, 1)


def spelled(value: Value, held: Any) -> str:
    """A value as a person reads it: `85.0%`, `call, email`, `none`."""
    if held is None or held == []:
        return words.NONE
    if is_share(value):
        return words.share(held)
    if isinstance(held, list | tuple):
        return ", ".join(held)
    return f"{held:,g}" if isinstance(held, int | float) else str(held)


def _given(held: Any) -> Any:
    return None if held == [] else held


def _differing(base: Values, held: Values, wanted: Values) -> dict[str, Any]:
    absent = object()
    return {
        name: value
        for name, value in wanted.items()
        if value != base.get(name, absent) or value != held.get(name, absent)
    }
