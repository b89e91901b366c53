"""What a chart shows, before it is drawn: rows with intervals, or lines over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """A row: its bar or dot, the interval around it, an upright mark for what was planned, agreed or expected."""

    label: str
    value: float | None
    says: str
    low: float | None = None
    high: float | None = None
    mark: float | None = None
    colour: str = "shared"


@dataclass(frozen=True)
class RowsChart:
    """Rows below each other on one axis; `is_dots` where it need not begin at 0, `reaches` what it shows at least."""

    title: str
    alt: str
    lines: Sequence[Line]
    key: str
    is_dots: bool = False
    reaches: float | None = None


@dataclass(frozen=True)
class Series:
    """A line over time, with the band of its interval where it has one."""

    label: str
    values: Sequence[float | None]
    colour: str = "shared"
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    is_agreed: bool = False  # a figure that was agreed: drawn as a thin dashed line


@dataclass(frozen=True)
class Mark:
    """What happened on a day."""

    on: date
    text: str


@dataclass(frozen=True)
class TimeChart:
    """Lines over days. `is_share`: the axis is in percent; `plot`: how high it is for a width of 622."""

    title: str
    alt: str
    days: Sequence[date]
    series: Sequence[Series]
    key: str
    is_share: bool = False
    marks: Sequence[Mark] = ()
    plot: int = 190


Chart = RowsChart | TimeChart
