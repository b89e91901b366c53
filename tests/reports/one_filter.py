"""Every filter of one value that a company knows, and what no answer may show under any of them."""

from collections.abc import Iterator

import polars as pl

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

# What may well be one value: places, what ten rules give, and the whole number of pages at which readiness jumps, which
# may be the same in 95 of 100 resampled companies.
RANGES = ("rank", "models", "cut")
SIDES = ("_low", "_high")
CENT = 0.01


def one_value_filters(reader: Reader, most: int | None = None) -> Iterator[Filters]:
    """Each value of each filter on its own, the blank one too; `most` of a kind, rarest first."""
    choices = answer(reader, "data/filter_choices").frame
    for field in choices["field"].unique(maintain_order=True):
        values = choices.filter(field=field).sort("row_count", "value")["value"].to_list()
        known = [value for value in values if value is not None]
        for value in [None, *known][: len(known) + 1 if most is None else most]:
            yield Filters().narrowed({field: (value,)})


def faults_of(frame: pl.DataFrame) -> list[str]:
    """What is wrong with an answer: numbers that are none, half intervals, points, estimates outside."""
    found = []
    for name, kind in frame.schema.items():
        if kind.is_float() and (frame[name].is_nan() | frame[name].is_infinite()).any():
            found.append(f"{name} is not a number")
    for low, high in pairs_of(frame.columns):
        for row in frame.to_dicts():
            found += faults_of_interval(row, low, high)
    return found


def pairs_of(columns: list[str]) -> list[tuple[str, str]]:
    """Columns that are the two ends of something."""
    ends = [(name, name.removesuffix("low") + "high") for name in columns if f"_{name}".endswith("_low")]
    return [(low, high) for low, high in ends if high in columns]


def faults_of_interval(row: dict, low: str, high: str) -> list[str]:
    """What is wrong with one interval of one row."""
    ends, stem = (row[low], row[high]), low.removesuffix("low").removesuffix("_")
    if None in ends:
        return [] if ends == (None, None) else [f"half an interval: {low} {high} {row}"]
    if stem in RANGES:
        return [] if ends[0] <= ends[1] else [f"{low} above {high} {row}"]
    found = [] if ends[0] < ends[1] else [f"no width: {low} {high} {row}"]
    value = row[estimate] if (estimate := estimate_of(row, stem)) else None
    if value is not None and not float(ends[0]) - CENT <= float(value) <= float(ends[1]) + CENT:
        found.append(f"{estimate} outside {low} {high} {row}")
    return found


def estimate_of(row: dict, stem: str) -> str | None:
    """The column that an interval is of."""
    wanted = {"": ("value", "revenue"), "next": ("revenue",), "return": ("return_on_spend",)}.get(stem, (stem,))
    exact = [name for name in wanted if name in row]
    if stem == "shrunk":
        exact = [name for name in row if name.startswith("shrunk") and not name.endswith(SIDES)]
    if not exact and f"{stem}_rate" in row:
        exact = [f"{stem}_rate"]
    return exact[0] if exact else None
