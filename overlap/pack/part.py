"""What a pack is made of: parts, each a question with its answer, its numbers, its chart, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from overlap.pack.drawing.shown import Chart
from overlap.reports import Filters

TEXT, COUNT, MONEY, RATE, NUMBER, DAY, MONTH = "text", "count", "money", "rate", "number", "date", "month"
CHANCE = "chance"  # a share in steps of 5%
POINTS = "points"  # a difference of two shares


@dataclass(frozen=True)
class Cell:
    """A number as its report gave it, with the ends of its interval; `unit` says how it is written."""

    value: Any
    unit: str = TEXT
    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class Column:
    """What a column is called. `adds`: its cells may be added up, so that the table ends in their sum."""

    title: str
    unit: str = TEXT
    has_interval: bool = False
    adds: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under columns; on paper the first `shown` of them (0: the table is left out), in the spreadsheet all."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: int = 14


@dataclass(frozen=True)
class Figure:
    """A number that stands large, with what it needs to be read."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """A report that was asked, and with which filters and parameters."""

    report: str
    filters: Filters
    comparison: Filters | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Definition:
    """What a number is called and means."""

    label: str
    sentence: str


@dataclass(frozen=True)
class Rests:
    """What a part rests on: what was asked, the definitions of its numbers, the agreements with their versions."""

    asked: tuple[str, ...]
    definitions: tuple[Definition, ...]
    agreements: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A page of the pack. `said` are its paragraphs, the first the answer; `proofs` are sums that must hold."""

    key: str
    page: str
    question: str
    said: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    proofs: tuple[str, ...] = ()
    rests: Rests | None = None


@dataclass(frozen=True)
class Pack:
    """All parts, and of which data: generation, as-of, period, filters."""

    title: str
    subtitle: str
    generation: str
    as_of: str
    built: str
    checks: str
    period: str
    filters: str
    currency: str
    is_demo: bool
    parts: Sequence[Part]

    @property
    def definitions(self) -> list[Definition]:
        """Of all numbers of all parts, each once, by name."""
        every = {each.label: each for part in self.parts if part.rests for each in part.rests.definitions}
        return [every[label] for label in sorted(every)]

    @property
    def foot(self) -> str:
        """What stands at the foot of every page."""
        return f"Generation {self.generation} · as of {self.as_of} · {self.period} · {self.filters}"
