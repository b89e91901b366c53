"""Every control of the pages that says what is shown: drawn, set to what the address says, and said in the address.

An option stands in the address by its code; by its label it is understood too.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import streamlit as st

from ui import address

Value = TypeVar("Value")
NEVER_RENAMED: Mapping[str, str] = MappingProxyType({})
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


class Reading(Protocol[Value]):
    """How a control's value is written in the address, and read from it."""

    def read(self, texts: list[str]) -> Value: ...
    def write(self, value: Value) -> list[str]: ...
    def allows(self, value: Value) -> bool: ...


def switch(label: str, options: Mapping[str, str], name: str, opens_on: str | None = None) -> str:
    """One of a few options beside each other; opens on the first. The label is for who cannot see."""
    first, reading = opens_on or next(iter(options)), One(options)
    prepare(name, first, reading)
    chosen = st.segmented_control(
        label, list(options), format_func=options.__getitem__, required=True, key=name, wrap=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return remembered(name, chosen or first, first, reading)


def choice(label: str, options: Mapping[str, str], name: str, formerly: Mapping[str, str] = NEVER_RENAMED) -> str:
    """One of many options, in a list that folds; opens on the first. `formerly`: names they had, in old addresses."""
    first, reading = next(iter(options)), One(options, formerly=formerly)
    prepare(name, first, reading)
    chosen = st.selectbox(label, list(options), format_func=options.__getitem__, key=name)
    return remembered(name, chosen or first, first, reading)


def radio(label: str, options: Mapping[str, str], name: str, in_address: Mapping[str, str] | None = None) -> str:
    """One of a few options below each other; opens on the first. `in_address`: how they are written there."""
    first, reading = next(iter(options)), One(options, in_address)
    prepare(name, first, reading)
    chosen = st.radio(label, list(options), format_func=options.__getitem__, key=name)
    return remembered(name, chosen or first, first, reading)


def several(
    label: str, options: Mapping[str, str], name: str, opens_on: Sequence[str], reading: Reading[list[str]]
) -> list[str]:
    """Any number of options; none of them is all."""
    prepare(name, list(opens_on), reading)
    chosen = st.multiselect(label, list(options), format_func=options.__getitem__, placeholder="all", key=name)
    return remembered(name, chosen, list(opens_on), reading)


def days(label: str, name: str, span: tuple[date, date]) -> tuple[date, ...]:
    """A first and a last day; one of them, or none, until they are chosen. The calendar shows the days of `span`.

    Days a link asks for outside of it stay: the page then says that there are no data.
    """
    held = prepare(name, (), _Days())
    lowest, highest = min([span[0], *held]), max([span[1], *held])
    chosen = st.date_input(label, value=[], min_value=lowest, max_value=highest, key=name, format="YYYY-MM-DD")
    return remembered(name, tuple(chosen) if isinstance(chosen, tuple | list) else (), (), _Days())


def slider(label: str, lowest: int, highest: int, opens_on: int, name: str) -> int:
    """A whole number on a line."""
    reading = _Number(int, lowest, highest)
    prepare(name, opens_on, reading)
    return remembered(name, st.slider(label, lowest, highest, key=name, format="localized"), opens_on, reading)


def number(
    label: str, limits: tuple[Any, Any], opens_on: Any, name: str, placeholder: str | None = None, within: Any = st
) -> Any:
    """A typed number between two, whole where they are; None while nothing is typed."""
    reading = _Number(type(limits[0]), *limits)
    prepare(name, opens_on, reading)
    step = type(limits[0])(1)
    typed = within.number_input(label, *limits, None, step=step, key=name, placeholder=placeholder)
    return remembered(name, typed, opens_on, reading)


def find(label: str, name: str, longest: int, placeholder: str) -> str:
    """A box to search by words."""
    prepare(name, "", _Text(longest))
    typed = st.text_input(
        label, placeholder=placeholder, key=name, icon=":material/search:", max_chars=longest,
        label_visibility="collapsed",
    )  # fmt: skip
    return remembered(name, typed, "", _Text(longest))


def prepare(name: str, opens_on: Value, reading: Reading[Value]) -> Value:
    """Before the control is drawn: set it to what the address says, once a visit; what it will show."""
    state = st.session_state
    if address.is_followed(name, opens_on) and reading.allows(state[name]):
        return state[name]
    value, texts = opens_on, address.says(name)
    if texts is not None:
        try:
            value = reading.read(texts)
        except address.Ignored:
            address.hold(name, None)
        except _NotKnown as wrong:
            if not address.was_followed(name):  # otherwise its option has gone with a filter the reader changed
                address.not_known(name, *wrong.args)
            address.hold(name, None)
    state[name] = value
    address.followed(name, opens_on)
    return value


def remembered(name: str, value: Value, opens_on: Value, reading: Reading[Value]) -> Value:
    """After the control was drawn: the address says what it is set to, and nothing of what its page opens it on.

    What a link says stays said until it is changed, for the next page may open the control on something else.
    """
    texts = address.says(name)
    if texts is None or texts != reading.write(value):
        was_said = texts is not None and _reads(texts, value, reading)
        address.hold(name, None if value == opens_on and not was_said else reading.write(value))
    return value


def picked(name: str) -> tuple[date, ...]:
    """The days a control of days will hold in this run, for a label above it."""
    return tuple(prepare(name, (), _Days()))


def _reads(texts: list[str], value: Value, reading: Reading[Value]) -> bool:
    try:
        return reading.read(texts) == value
    except (_NotKnown, address.Ignored):
        return False


class _NotKnown(Exception):
    """What the address asks of a control, and the nearest it could be."""


class One:
    """A code out of some, or its label; `in_address` is written there instead of it, `formerly` are codes of before."""

    def __init__(
        self,
        options: Mapping[str, str],
        in_address: Mapping[str, str] | None = None,
        formerly: Mapping[str, str] = NEVER_RENAMED,
    ) -> None:
        self.options, self.in_address, self.formerly = options, in_address or {}, formerly

    def read(self, texts: list[str]) -> str:
        text = self.formerly.get(texts[-1], texts[-1])
        if text in self.options:
            return text
        for code, label in [*self.in_address.items(), *self.options.items()]:
            if text == label:
                return code
        close = get_close_matches(text, [*self.options, *self.options.values()], n=1, cutoff=0.5)
        raise _NotKnown(text, close[0] if close else None)

    def write(self, value: str) -> list[str]:
        return [self.in_address.get(value, value)]

    def allows(self, value: str) -> bool:
        """An option may have gone with a filter."""
        return value in self.options


class _Days:
    """Days as YYYY-MM-DD: two of them, which may be the same, or the first alone."""

    def read(self, texts: list[str]) -> tuple[date, ...]:
        return tuple(sorted(self._day(text) for text in texts if text))[:2]

    def write(self, value: tuple[date, ...]) -> list[str]:
        return [day.isoformat() for day in value] or [""]

    def allows(self, value: tuple[date, ...]) -> bool:
        return all(FIRST_DAY <= day <= LAST_DAY for day in value)

    def _day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            raise _NotKnown(text)
        return day


class _Number:
    """A number between two."""

    def __init__(self, kind: Callable[[str], Any], lowest: Any, highest: Any) -> None:
        self.kind, self.lowest, self.highest = kind, lowest, highest

    def read(self, texts: list[str]) -> Any:
        if texts == [""]:
            return None
        try:
            value = self.kind(texts[-1])
        except ValueError:
            value = None
        if value is None or not self.allows(value):
            raise _NotKnown(texts[-1], f"{self.lowest:g} to {self.highest:g}")
        return value

    def write(self, value: Any) -> list[str]:
        return [""] if value is None else [f"{value:.12g}"]

    def allows(self, value: Any) -> bool:
        """The limits may have moved with a filter."""
        return value is None or self.lowest <= value <= self.highest


class _Text:
    """Words, cut where the box ends."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def read(self, texts: list[str]) -> str:
        return texts[-1][: self.longest]

    def write(self, value: str) -> list[str]:
        return [value]

    def allows(self, value: str) -> bool:
        return len(value) <= self.longest
