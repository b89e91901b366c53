"""The shared filters: drawn once by the frame, bound to the URL, counted back from the house's as-of date."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

import polars as pl
import streamlit as st

from overlap import words
from overlap.reports import Filters
from ui import gateway, parts, periods
from ui.pinned import Period, pin_period, pinned_period

NO_VALUE = "(none)"
LISTS = {
    "channels": "Channel",
    "campaigns": "Campaign",
    "segments": "Segment",
    "regions": "Region",
    "teams": "Team",
    "reps": "Person in sales",
    "kinds": "New or existing business",
}
KINDS = {"new": "New business", "expansion": "Expansion", "renewal": "Renewals"}
WHOLE_RANGE = 2
NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_OPENED_ON = "filters_opened_on"
_LONGEST_CHIP = 28  # letters


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


def count() -> int:
    """How many of the lists are narrowed."""
    return sum(getattr(current(), name) is not None for name in LISTS)


def draw(opens_on: Mapping[str, tuple[str, ...]] = NOTHING) -> None:
    """The row of filters; what they say holds for every ask of this run that names no filters of its own.

    `opens_on` is what the page's lists hold until somebody chooses otherwise, in the address or here.
    """
    choices = _choices()
    ignored = _ignored(choices)
    opens_on = {name: values for name, values in opens_on.items() if set(values) <= set(choices.get(name, ()))}
    _turn_to(opens_on)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        days, against = _period()
        narrowed = _narrowed(choices, opens_on)
        _chips(choices, narrowed)
    if ignored:
        st.caption(f":material/info: Not known here and ignored: {', '.join(ignored)}.")
    filters = Filters(**narrowed).period(*days)  # pyright: ignore[reportArgumentType]
    before = periods.compared(days[0], days[1], against) if days[0] and days[1] else None
    pin_period(
        Period(
            filters,
            periods.spoken(days),
            filters.period(*before) if before else None,
            periods.spoken(before) if before else "",
        )
    )


def draw_none() -> None:
    """For a page that shows the same whatever the filters say."""
    pin_period(Period(Filters(), "all time"))


def _period() -> tuple[periods.Days, str]:
    today: date = gateway.ask("filters/span", Filters())["as_of_on"][0]
    chosen = (_before_drawn("period", periods.PERIODS) or ["year"])[0]
    with st.popover(_period_label(chosen, today), icon=":material/calendar_today:"):
        chosen = st.radio(
            "Period", list(periods.PERIODS), format_func=periods.PERIODS.__getitem__,
            key="period", bind="query-params", persist_state="session",
        )  # fmt: skip
        days = _days(chosen, today)
        against = st.radio(
            "Compared with", list(periods.COMPARISONS), format_func=periods.COMPARISONS.__getitem__,
            key="compare", bind="query-params", persist_state="session",
        )  # fmt: skip
        st.caption(f"{periods.spoken(days)}. Counted back from {words.day(today)}, the day the data reaches.")
    return days, against


def _days(chosen: str, today: date) -> periods.Days:
    picked = ()
    if chosen == periods.CUSTOM:
        picked = st.date_input(
            "From and to, both included", value=[], min_value=date(1990, 1, 1), max_value=date(2100, 12, 31),
            key="dates", format="YYYY-MM-DD", bind="query-params", persist_state="session",
        )  # fmt: skip
        if len(picked) < WHOLE_RANGE:
            st.caption("Pick a first and a last day; until then the last 12 full months are shown.")
    return _custom(picked) or periods.PRESETS["year" if chosen == periods.CUSTOM else chosen].days(today)


def _custom(picked: object) -> periods.Days | None:
    if not isinstance(picked, tuple) or len(picked) < WHOLE_RANGE:
        return None
    return picked[0], picked[1] + timedelta(days=1)


def _period_label(chosen: str, today: date) -> str:
    if chosen != periods.CUSTOM:
        return periods.PERIODS[chosen]
    picked = st.session_state.get("dates") or tuple(
        date.fromisoformat(text) for text in st.query_params.get_all("dates") if _is_day(text)
    )
    return periods.spoken(_custom(picked) or periods.PRESETS["year"].days(today))


def _turn_to(opens_on: Mapping[str, tuple[str, ...]]) -> None:
    """On another page, a list as its last page opened it is what this page opens on; one that was chosen stays."""
    left = st.session_state.get(_OPENED_ON, opens_on)
    for name in {*left, *opens_on} - set(st.query_params):
        if left.get(name) != opens_on.get(name) and tuple(st.session_state.get(name, ())) == left.get(name, ()):
            st.session_state[name] = list(opens_on.get(name, ()))
    st.session_state[_OPENED_ON] = dict(opens_on)


def _narrowed(
    choices: dict[str, dict[str, str]], opens_on: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str | None, ...] | None]:
    chosen = {name: _before_drawn(name, labels, opens_on.get(name, ())) for name, labels in choices.items()}
    active = sum(bool(values) for values in chosen.values())
    with st.popover(f"Filters · {active}" if active else "Filters", icon=":material/tune:"):
        st.button("Clear", icon=":material/close:", key="clear_filters", on_click=_clear, disabled=not active)
        for name, labels in choices.items():
            chosen[name] = st.multiselect(
                LISTS[name], list(labels), list(opens_on.get(name, ())),
                format_func=labels.__getitem__, placeholder="all",
                key=name, bind="query-params", persist_state="session",
            )  # fmt: skip
    return {
        name: tuple(None if value == NO_VALUE else value for value in values) or None for name, values in chosen.items()
    }


def _chips(choices: dict[str, dict[str, str]], narrowed: dict[str, tuple[str | None, ...] | None]) -> None:
    """What the lists are narrowed to, each with a cross that takes it away."""
    for name, values in narrowed.items():
        if values:
            labels = {**choices[name], **(KINDS if name == "kinds" else {})}
            text = ", ".join(labels[value or NO_VALUE] for value in values)
            short = text if len(text) <= _LONGEST_CHIP else f"{text[: _LONGEST_CHIP - 1]}…"
            st.button(
                parts.escape(short), key=f"clear_{name}", on_click=_clear, args=(name,), icon=":material/close:",
                help=f"{LISTS[name]}: select to take this filter away",
            )  # fmt: skip


def _before_drawn(name: str, labels: dict[str, str], opens_on: tuple[str, ...] = ()) -> list[str]:
    """What a widget will hold, needed for the label above it: the session's value, at a first visit the URL's."""
    if name in st.session_state:
        held = st.session_state[name]
        return held if isinstance(held, list) else [held]
    asked = st.query_params.get_all(name)
    return [value for value, label in labels.items() if label in asked] if asked else list(opens_on)


def _clear(*names: str) -> None:
    for name in names or LISTS:
        if name in st.session_state:
            st.session_state[name] = []


def _choices() -> dict[str, dict[str, str]]:
    """Per list the values with their labels, most used first; a list with a single value is no choice."""
    frame = gateway.ask("filters/choices", Filters()).sort("row_count", "label", descending=[True, False])
    parts = {name: frame.filter(pl.col("field") == name) for name in LISTS}
    return {name: _labels(part) for name, part in parts.items() if part.height > 1}


def _labels(part: pl.DataFrame) -> dict[str, str]:
    twice = set(part.filter(pl.col("label").is_duplicated())["label"])
    return {
        value or NO_VALUE: f"{label} ({value})" if label in twice else label
        for value, label in part.select("value", "label").iter_rows()
    }


def _ignored(choices: dict[str, dict[str, str]]) -> list[str]:
    """What the URL asks for and the house does not have, in quotes and without any markup."""
    known = {
        **{name: set(labels.values()) for name, labels in choices.items()},
        "period": set(periods.PERIODS.values()),
        "compare": set(periods.COMPARISONS.values()),
    }
    asked = [
        (name, value)
        for name in (*LISTS, "period", "compare", "dates")
        for value in st.query_params.get_all(name)
        if value and (value not in known.get(name, ()) if name != "dates" else not _is_day(value))
    ]
    return [f"{name} `{_plain(value)}`" for name, value in asked]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(text: str) -> str:
    return "".join(letter for letter in text[:40] if letter.isalnum() or letter in " -_.,")
