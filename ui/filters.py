"""The shared filters: drawn once by the frame, bound to the URL, counted back from the house's as-of date."""

from collections.abc import Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from overlap import words
from overlap.reports import Filters
from overlap.reports.listed import listed, quoted
from overlap.sentences import period_covered as said
from overlap.sentences.period_covered import Covered
from ui import address, controls, filter_lists, gateway, parts, periods
from ui.pinned import Period, pin_period, pinned_period

WHOLE_RANGE = 2
NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_LONGEST_CHIP = 28  # letters
_PERIODS = controls.One(periods.PERIODS, periods.IN_ADDRESS)


def current() -> Filters:
    """The shared filters of this run, period included."""
    return pinned_period().filters


def without(name: str) -> Filters:
    """The shared filters of this run with one list taken away."""
    return current().narrowed({name: None})


def comparison() -> Filters | None:
    """The same filters over the period to compare with; None when nothing is compared."""
    return pinned_period().comparison


def period_words() -> str:
    """`Nov 2025 to Oct 2026`."""
    return pinned_period().words


def comparison_words() -> str:
    """`Nov 2024 to Oct 2025`; empty when nothing is compared."""
    return pinned_period().comparison_words


def versus() -> str:
    """What a change beside a number is against, by its name: `vs Nov 2024 to Oct 2025`."""
    return f"vs {comparison_words()}"


def covered() -> Covered:
    """Which days the data cover."""
    span = gateway.ask("data/span", Filters()).row(0, named=True)
    return Covered(span["first_on"], span["reaches_on"], span["whole_until"], span["fiscal_month"])


def count() -> int:
    """How many of the lists are narrowed."""
    return sum(getattr(current(), name) is not None for name in filter_lists.LISTS)


def draw(opens_on: Mapping[str, tuple[str, ...]] = NOTHING) -> DeltaGenerator:
    """The row of filters, returned for what else stands in it; what they say holds for every ask without its own.

    `opens_on` is what the page's lists hold until somebody chooses otherwise, in the address or here.
    """
    choices = filter_lists.choices()
    opens_on = {name: values for name, values in opens_on.items() if set(values) <= set(choices.get(name, {}))}
    _misspelt()
    row = _row()
    with row:
        reach = covered()
        days, against = _period(reach)
        narrowed = _narrowed(choices, opens_on)
        _chips(choices, narrowed)
    filters = Filters(**narrowed).period(*days)  # pyright: ignore[reportArgumentType]
    before, note = _compared(days, against, reach)
    pin_period(
        Period(
            filters,
            periods.spoken(days),
            filters.period(*before) if before else None,
            periods.spoken(before) if before else "",
            note,
        )
    )
    return row


def draw_none() -> DeltaGenerator:
    """For a page that shows the same whatever the filters say: the row without any."""
    pin_period(Period(Filters(), "all time"))
    return _row()


def _row() -> DeltaGenerator:
    return st.container(horizontal=True, gap="small", vertical_alignment="center", key="frame_row")


def _compared(days: periods.Days, against: str, reach: Covered) -> tuple[periods.Days | None, str]:
    """The days to compare with where there are any like these, and what the data do not cover."""
    before = periods.compared(days[0], days[1], against) if days[0] and days[1] else None
    if outside := said.outside(days, reach):
        return None, outside
    note = said.not_compared(days, before, reach) if before else ""
    return None if note else before, note


def _period(reach: Covered) -> tuple[periods.Days, str]:
    chosen, picked = controls.prepare("period", next(iter(periods.PERIODS)), _PERIODS), controls.picked("dates")
    with st.popover(_period_label(chosen, picked, reach), icon=":material/calendar_today:"):
        st.button(periods.AGAINST_LAST_YEAR, type="tertiary", key="this_quarter", on_click=_this_quarter)
        chosen = controls.radio("Period", periods.PERIODS, "period", periods.IN_ADDRESS)
        days = _days(chosen, reach)
        against = controls.radio("Compared with", periods.COMPARISONS, "compare")
        st.caption(
            f"{periods.spoken(days)}. Counted back from {words.day(reach.reaches_on)}, the last day of the data."
        )
    return days, against


def _this_quarter() -> None:
    """What executives ask first, in one click."""
    st.session_state["period"], st.session_state["compare"] = "qtd", "year"


def _days(chosen: str, reach: Covered) -> periods.Days:
    picked: tuple[date, ...] = ()
    if chosen == periods.CUSTOM:
        picked = controls.days("From and to, both included", "dates", _span(reach))
        if len(picked) < WHOLE_RANGE:
            st.caption("Pick a first and a last day; until then the last 12 full months are shown.")
    return _custom(picked) or periods.PRESETS["year" if chosen == periods.CUSTOM else chosen].days(reach)


def _span(reach: Covered) -> tuple[date, date]:
    return min(reach.first_on or reach.reaches_on, reach.reaches_on), reach.reaches_on


def _custom(picked: tuple[date, ...]) -> periods.Days | None:
    return (picked[0], picked[1] + timedelta(days=1)) if len(picked) == WHOLE_RANGE else None


def _period_label(chosen: str, picked: tuple[date, ...], reach: Covered) -> str:
    if chosen != periods.CUSTOM:
        return periods.PERIODS[chosen]
    return periods.spoken(_custom(picked) or periods.PRESETS["year"].days(reach))


def _narrowed(
    choices: dict[str, dict[str, str]], opens_on: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str | None, ...] | None]:
    readings = {name: filter_lists.Listed(name, labels) for name, labels in choices.items()}
    chosen = {name: controls.prepare(name, list(opens_on.get(name, ())), readings[name]) for name in choices}
    active = sum(bool(values) for values in chosen.values())
    with st.popover(f"Filters · {active}" if active else "Filters", icon=":material/tune:"):
        st.button("Clear", icon=":material/close:", key="clear_filters", on_click=_clear, disabled=not active)
        for name, labels in choices.items():
            chosen[name] = controls.several(
                filter_lists.LISTS[name], labels, name, opens_on.get(name, ()), readings[name]
            )
    return {name: tuple(value for text in values for value in listed(text)) or None for name, values in chosen.items()}


def _chips(choices: dict[str, dict[str, str]], narrowed: dict[str, tuple[str | None, ...] | None]) -> None:
    """What the lists are narrowed to, each with a cross that takes it away."""
    for name, values in narrowed.items():
        if values:
            labels = {**choices[name], **(filter_lists.KINDS if name == "kinds" else {})}
            text = ", ".join(labels[quoted(value)] for value in values)
            short = words.shortened(text, _LONGEST_CHIP)
            st.button(
                parts.escape(short), key=f"clear_{name}", on_click=_clear, args=(name,), icon=":material/close:",
                help=f"{filter_lists.LISTS[name]}: select to take this filter away",
            )  # fmt: skip


def _clear(*names: str) -> None:
    for name in names or filter_lists.LISTS:
        if name in st.session_state:
            st.session_state[name] = []


def _misspelt() -> None:
    """An address may ask for `chanels`: named, for without a word it would show the numbers of all of them."""
    known = [*filter_lists.LISTS, "period", "compare", "dates"]
    for name in address.held():
        if name not in known and (close := get_close_matches(name, known, n=1, cutoff=0.8)):
            address.unknown(f"`{address.plain(name)}` (did you mean `{close[0]}`?)")
