"""The values of an agreement as widgets, made from its kind: types, ranges, allowed words, a row per region.

Rows may be added, removed and brought back, where the kind leaves open which there are.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from overlap import words
from overlap.agreements import Kind, Value
from overlap.agreements.changed_values import is_share
from overlap.limits import LONGEST_VALUE

FIELD_WIDTH = 150
LONG_FIELD_WIDTH = 300
HOUSE = "house"  # the hours of whichever region is not listed
NEW = "\n"  # no row of an agreement is called so
_SHORT_TEXTS = ("zone", "country", "opens", "closes")


def draw(kind: Kind, held: Mapping[str, Any], gone: Mapping[str, Any], key: str) -> None:
    """A widget a value, opening on what is held; `gone` are rows there once were. `key` is of one showing of a form."""
    if kind.per is None:
        _fields(kind.values, held, key)
    elif kind.is_short:
        _one_a_row(kind, held, key)
    else:
        for row, values in held.items():
            with st.expander(words.spoken(row)):
                _fields(kind.values, values, f"{key}_{row}")
    if kind.per and not kind.rows:
        _another(kind, held, key)
        _fewer(kind, held, gone, key)


def read(kind: Kind, held: Mapping[str, Any], gone: Mapping[str, Any], key: str) -> dict[str, Any]:
    """What the widgets of that key hold: {value: ...}, or {row: {value: ...}} of the rows there are to be."""
    if kind.per is None:
        return _read(kind.values, held, key)
    removed = _chosen(f"remove_{key}")
    kept = {row: values for row, values in held.items() if row not in removed}
    found = {row: _read(kind.values, values, f"{key}_{row}") for row, values in kept.items()}
    found |= {row: dict(gone[row]) for row in _chosen(f"back_{key}")}
    named = " ".join((st.session_state.get(f"row_{key}") or "").split())
    if named:
        found[named] = _read(kind.values, _start(kind, held), f"{key}_{NEW}")
    return found


def _fields(values: tuple[Value, ...], held: Mapping[str, Any], key: str) -> None:
    lists = tuple(value for value in values if _is_list(value))
    short = tuple(value for value in values if value not in lists)
    for some, most, width in ((short, 3, FIELD_WIDTH), (lists, 2, LONG_FIELD_WIDTH)):
        if some:
            _in_grid(some, held, key, st.grid(min(most, len(some)), min_column_width=width))


def _in_grid(values: tuple[Value, ...], held: Mapping[str, Any], key: str, grid: DeltaGenerator) -> None:
    for value in values:
        with grid.container():
            _field(value, held.get(value.name), f"{key}_{value.name}", words.spoken(value.name))


def _is_list(value: Value) -> bool:
    """Whether it is a list of words that nobody can choose from: it takes room."""
    return value.type == "texts" and not value.allowed


def _one_a_row(kind: Kind, held: Mapping[str, Any], key: str) -> None:
    value = kind.values[0]
    is_long = value.type == "text" and not value.allowed
    grid = st.grid(2 if is_long else 4, min_column_width=LONG_FIELD_WIDTH if is_long else FIELD_WIDTH)
    for row, values in held.items():
        called = f"{kind.per} {row}" if kind.per_type == "bigint" else words.spoken(row)
        with grid.container():
            _field(value, values[value.name], f"{key}_{row}_{value.name}", called)


def _another(kind: Kind, held: Mapping[str, Any], key: str) -> None:
    with st.expander(f"Another {words.spoken(str(kind.per))}", icon=":material/add:"):
        st.text_input("Its name in the data", key=f"row_{key}", max_chars=60)
        _fields(kind.values, _start(kind, held), f"{key}_{NEW}")


def _fewer(kind: Kind, held: Mapping[str, Any], gone: Mapping[str, Any], key: str) -> None:
    called = words.spoken(str(kind.per))
    with st.expander(f"Remove or bring back a {called}", icon=":material/remove:"):
        st.multiselect(
            "Remove", [row for row in held if row != HOUSE], format_func=words.spoken, placeholder="keep all",
            key=f"remove_{key}",
        )  # fmt: skip
        if gone:
            st.multiselect(
                "Bring back, as it was last",
                list(gone),
                format_func=words.spoken,
                placeholder="none",
                key=f"back_{key}",
            )
        st.caption(f"From the day below on, a {called} that is not listed {kind.unlisted}. Days before keep what held.")


def _chosen(key: str) -> list[str]:
    return list(st.session_state.get(key) or [])


def _start(kind: Kind, held: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a new row opens on: the row named house, where there is one."""
    return held.get(HOUSE) or {value.name: 0 if value.type in ("integer", "number") else None for value in kind.values}


def _field(value: Value, held: Any, key: str, label: str) -> None:
    if value.type in ("integer", "number"):
        _number(value, held, key, label)
    elif value.type == "text" and value.allowed:
        st.selectbox(label, value.allowed, index=_place(value, held), format_func=words.spoken, key=key)
    elif value.type == "text" and value.name in _SHORT_TEXTS:
        st.text_input(label, held or "", placeholder=words.NONE, max_chars=LONGEST_VALUE, key=key, help=_hint(value))
    elif value.type == "text":
        st.text_area(label, held or "", max_chars=LONGEST_VALUE, height=88, key=key)
    elif value.allowed:
        st.pills(label, value.allowed, selection_mode="multi", default=held, key=key)
    else:
        st.multiselect(
            label, held or [], default=held, accept_new_options=True, placeholder="type to add", key=key,
            help=_hint(value),
        )  # fmt: skip


def _hint(value: Value) -> str | None:
    return f"Written as {value.example}." if value.example else None


def _place(value: Value, held: Any) -> int:
    return value.allowed.index(held) if held in value.allowed else 0


def _number(value: Value, held: Any, key: str, label: str) -> None:
    scale = 100 if is_share(value) else 1
    whole = value.type == "integer"
    low, high, shown = (
        None if each is None else int(each) if whole else round(float(each * scale), 8)
        for each in (value.low, value.high, held)
    )
    st.number_input(
        f"{label}, %" if is_share(value) else label,
        value=shown, min_value=low, max_value=high, step=1 if whole else 1.0 if is_share(value) else 0.5,
        format="%d" if whole else "%.2f", placeholder=words.NONE, key=key,
    )  # fmt: skip


def _read(values: tuple[Value, ...], held: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {value.name: _typed(value, st.session_state.get(f"{key}_{value.name}"), held) for value in values}


def _typed(value: Value, given: Any, held: Mapping[str, Any]) -> Any:
    """A widget's answer as the agreement writes it; the share held is kept to the last digit when nobody touched it."""
    if value.type == "number" and given is not None:
        number = round(given / 100, 10) if is_share(value) else float(given)
        before = held.get(value.name)
        return before if before is not None and abs(number - before) < 1e-9 else number
    if value.type == "texts":
        return [" ".join(text.split()) for text in given or []]
    if value.type == "text":
        return " ".join((given or "").split()) or None
    return given
