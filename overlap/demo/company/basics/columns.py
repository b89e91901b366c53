"""From numbers to the canonical tables' columns: types and names come from the contract, never from here."""

import numpy as np
import polars as pl
import pyarrow as pa

from overlap.contract import BY_NAME, Type
from overlap.demo.company.basics.calendars import NEVER
from overlap.demo.company.basics.draws import Flags, Ints

POLARS_TYPES: dict[Type, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "money": pl.Decimal(18, 2),
    "share": pl.Decimal(9, 6),
    "rate": pl.Decimal(18, 9),
    "time": pl.Datetime("us", "UTC"),
    "day": pl.Date(),
    "flag": pl.Boolean(),
}


def table(name: str, columns: dict[str, pl.Series]) -> pl.DataFrame:
    """The columns in the contract's order and types; a column that is not given is blank: this company has none."""
    known = BY_NAME[name].columns
    height = len(next(iter(columns.values())))
    unknown = columns.keys() - {column.name for column in known}
    if unknown:
        raise KeyError(f"{name} has no column {', '.join(sorted(unknown))}")
    blank = {column.name: pl.Series([None], dtype=POLARS_TYPES[column.type]) for column in known}
    return pl.DataFrame(
        [
            columns[column.name].cast(POLARS_TYPES[column.type]).alias(column.name)
            if column.name in columns
            else blank[column.name].new_from_index(0, height).alias(column.name)
            for column in known
        ]
    )


def ids(prefix: str, numbers: Ints) -> pl.Series:
    """L0000123 and the like; numbers below 0 are blank."""
    text = prefix + pl.Series(numbers).cast(pl.String).str.zfill(7)
    return _blanked(text, numbers < 0)


def words(values: list[str] | tuple[str, ...], codes: Ints) -> pl.Series:
    """The word each code stands for; codes below 0 are blank."""
    known = pl.Series([*values, None], dtype=pl.String)
    return known.gather(np.where(codes < 0, len(values), codes))


def instants(seconds: Ints, until: int = NEVER - 1) -> pl.Series:
    """UTC times; blank after `until`."""
    times = pl.Series(np.where(seconds > until, 0, seconds) * 1_000_000).cast(pl.Datetime("us", "UTC"))
    return _blanked(times, seconds > until)


def dates(days: Ints, blank: Flags | None = None) -> pl.Series:
    """Dates from days since 1970."""
    return _blanked(pl.Series(days.astype(np.int32)).cast(pl.Date), blank)


def integers(values: Ints, blank: Flags | None = None) -> pl.Series:
    """Whole numbers."""
    return _blanked(pl.Series(values.astype(np.int64)), blank)


def decimals(units: Ints, digits: tuple[int, int], blank: Flags | None = None) -> pl.Series:
    """Exact decimals of (precision, scale) from whole units of the last place, e.g. cents; no float on the way."""
    halves = np.empty((len(units), 2), dtype=np.int64)
    halves[:, 0] = units
    halves[:, 1] = units >> 63
    array = pa.Array.from_buffers(pa.decimal128(*digits), len(units), [None, pa.py_buffer(halves)])
    series = pl.from_arrow(array)
    assert isinstance(series, pl.Series)
    return _blanked(series, blank)


def money(cents: Ints, blank: Flags | None = None) -> pl.Series:
    """Money from cents."""
    return decimals(cents, (18, 2), blank)


def shares(millionths: Ints, blank: Flags | None = None) -> pl.Series:
    """Shares from millionths."""
    return decimals(millionths, (9, 6), blank)


def _blanked(series: pl.Series, blank: Flags | None) -> pl.Series:
    if blank is None or not blank.any():
        return series
    return pl.select(pl.when(pl.Series(~blank)).then(series)).to_series()
