"""How a pack asks: in the meeting's scope, in which nobody's own rows can be seen, noting what it asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from overlap import words
from overlap.errors import UsageError
from overlap.pack.drawing.shown import Mark
from overlap.pack.meeting_words import Nameless
from overlap.pack.part import COUNT, MONEY, NUMBER, RATE, TEXT, Asked, Cell, Rests
from overlap.pack.rests import rests
from overlap.reports import Filters, Report, Scope, answer, find
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.reader import Reader

EVENTS = "data/events_on_time"
MEETING = Scope()  # sees totals, and nobody's rows
NAMING = frozenset(
    {
        "rep_id", "rep_name", "rep_ids", "reps", "people", "lead_id", "lead_name", "email", "person_id", "person_name",
        "account_id", "company", "deal_id", "deal_name", "handoff_id", "comment", "phone", "title",
    }
)  # fmt: skip
_TYPED = ("decision", "note")  # kinds of events that people put into words
_UNITS = {"count": COUNT, "money": MONEY, "rate": RATE, "number": NUMBER}

Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What all parts of a pack are asked of: a generation, the filters, the period compared with, how long to wait."""

    reader: Reader
    filters: Filters
    comparison: Filters | None = None
    seconds: float = 30.0
    answered: dict[object, pl.DataFrame] = field(default_factory=dict)  # a question that two parts ask is answered once

    @property
    def house(self) -> Manifest:
        """What the generation is made of."""
        return self.reader.manifest

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.house.reporting_currency

    @property
    def period(self) -> str:
        """`Nov 2025 to Oct 2026`, `all time`."""
        return period_words(self.filters)

    def missing(self, *tables: str) -> tuple[str, ...]:
        """Those that no source supplies."""
        return tuple(table for table in tables if table not in self.reader.supplied)

    def part(self) -> "Asking":
        """What one part asks, noted for its own foot."""
        return Asking(self)


@dataclass(frozen=True)
class Asking:
    """The questions of one part."""

    of: Question
    asked: list[Asked] = field(default_factory=list)

    def rows(self, name: str, filters: Filters | None = None, **params: object) -> list[Row]:
        """The rows of a report. Raises UsageError for one that lists people, leads or deals."""
        return self.frame(name, filters, **params).to_dicts()

    def frame(self, name: str, filters: Filters | None = None, **params: object) -> pl.DataFrame:
        """The same as a frame."""
        report = find(name).when(params)
        _refuse_names(report)
        filters, comparison = filters or self.of.filters, self.of.comparison if report.takes_comparison else None
        filters = filters if report.takes_filters else Filters()
        self.asked.append(Asked(name, filters, comparison, params))
        key = (name, filters, comparison, tuple(sorted(params.items())))
        if key not in self.of.answered:
            self.of.answered[key] = answer(
                self.of.reader,
                name,
                filters,
                params=params,
                scope=MEETING,
                comparison=comparison,
                seconds=self.of.seconds,
            ).frame
        return self.of.answered[key]

    def marks(self) -> tuple[Mark, ...]:
        """What happened, for a chart over time; whom somebody named in it is left out."""
        nameless = Nameless(self.of.reader)
        return tuple(
            Mark(row["happened_on"], (nameless.typed if row["kind"] in _TYPED else nameless)(row["what"]))
            for row in self.rows(EVENTS)
        )

    def rests(self) -> Rests:
        """What the part rests on, once everything is asked."""
        return rests(self.of.reader, self.asked)


def number(report: str, row: Mapping[str, Any], name: str, interval: str = "") -> Cell:
    """A number of a report's row in its own unit; `interval` is the name before `_low` and `_high`."""
    unit = next((_UNITS.get(column.unit, TEXT) for column in find(report).columns if column.name == name), TEXT)
    ends = (row.get(f"{interval}_low"), row.get(f"{interval}_high")) if interval else (None, None)
    return Cell(row[name], unit, *ends)


def period_words(filters: Filters) -> str:
    """The days in words."""
    if filters.starts_on and filters.ends_on:
        return words.span(filters.starts_on, filters.ends_on)
    if filters.starts_on:
        return f"from {words.day(filters.starts_on)}"
    return f"before {words.day(filters.ends_on)}" if filters.ends_on else "all time"


def _refuse_names(report: Report) -> None:
    named = sorted(NAMING & {column.name for column in report.columns})
    if named:
        raise UsageError(f"{report.name} lists {words.listed(named)}: a pack names teams and nobody else.")
