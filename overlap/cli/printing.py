"""Frames and records on stdout, in the four formats."""

import sys
from collections.abc import Mapping
from io import TextIOWrapper

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from overlap.errors import UsageError, nearest
from overlap.exports import to_csv, to_json, to_parquet

FORMATS = ("table", "csv", "json", "parquet")
_PAGE = 200  # letters a line can have and still be read
_WIDE = 10_000  # a pipe has no width: a table is never cut there


def format_named(name: str) -> str:
    """The format of that name. Raises UsageError with the nearest one."""
    if name not in FORMATS:
        raise UsageError(f'format "{name}" is none of {", ".join(FORMATS)}.{nearest(name, FORMATS)}')
    return name


def show(frame: pl.DataFrame, kind: str) -> None:
    """Print the frame. Raises UsageError for Parquet on a terminal."""
    if kind == "json":
        _utf8(to_json(frame))
    elif kind == "csv":
        _utf8(to_csv(frame))
    elif kind == "parquet":
        if sys.stdout.isatty():
            raise UsageError("Parquet is bytes, not for a terminal: redirect it, as in `> answer.parquet`.")
        sys.stdout.buffer.write(to_parquet(frame))
    else:
        _table(frame)


def _utf8(text: str) -> None:
    """What programs read is the same bytes whatever the terminal's characters."""
    if not isinstance(sys.stdout, TextIOWrapper):  # a program that listens in, not a terminal
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


def _table(frame: pl.DataFrame) -> None:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, kind in frame.schema.items():
        table.add_column(name, justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in frame.iter_rows():
        table.add_row(*(Text("" if value is None else _text(value)) for value in row))
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _WIDE)
    widest = min(console.width, _PAGE)
    if frame.height == 1 and console.measure(table).maximum > widest:
        table = _down(frame.row(0, named=True))
    console.print(table)


def _down(row: Mapping[str, object]) -> Table:
    """One row that is wider than the screen: its fields below each other."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for name, value in row.items():
        table.add_row(Text(name), Text("" if value is None else _text(value)))
    return table


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
