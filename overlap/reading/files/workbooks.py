"""A workbook's sheets: which there are, and one of them as rows of texts with the numbers of its rows."""

from collections.abc import Collection, Sequence
from pathlib import Path

import fastexcel
import polars as pl

from overlap.errors import InputError
from overlap.reading.files.archives import Limits, refuse_bomb
from overlap.reading.finding.surroundings import LOOKED_AT, footer_rows, header_row
from overlap.reading.source.raw_file import Told

_MIDNIGHT = r"^\d{4}-\d{2}-\d{2} 00:00:00$"
_DATED = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
_SHARE_OF_LIMIT = 4  # a sheet is read into memory, where the files of a ZIP go to disk


class Sheet:
    """The table in a sheet: its header's `names`, and `records`, a frame of texts c0, c1, ... with the sheet's `line`.

    `around` are the rows above and below it that are no records.
    """

    def __init__(self, rows: pl.DataFrame, known: Collection[str], told: Told) -> None:
        head = _cells(rows.head(LOOKED_AT + (told.skip or 0)))
        self._header = told.skip if told.skip is not None else header_row(head, known)
        if self._header >= len(head) or not any(cell.strip() for cell in head[self._header]):
            raise InputError("It is empty. Export it again, with a header line.")
        self.names = tuple(head[self._header])
        body = rows.slice(self._header + 1)
        below = footer_rows(_cells(body.tail(LOOKED_AT)), sum(bool(name.strip()) for name in self.names), told.footer)
        left_out = pl.concat([rows.head(self._header), body.tail(below)])
        self.around = left_out.filter(_is_filled(left_out)).height
        body = body.head(body.height - below).with_row_index("line", self._header + 2)
        self.records = body.filter(_is_filled(body.drop("line"))).with_columns(
            pl.col("line").cast(pl.Int64), *(_day_only(body, name) for name in rows.columns)
        )


def sheets_of(path: Path, limits: Limits) -> tuple[str, ...]:
    """The names of the sheets that are shown and hold something. Raises InputError."""
    book = _opened(path, limits)
    return tuple(name for name in book.sheet_names if _is_shown(book, name))


def sheet_of(path: Path, name: str | None, limits: Limits, known: Collection[str], told: Told) -> Sheet:
    """The table in that sheet, or in the only one. Raises InputError: damaged, no header, several sheets."""
    book = _opened(path, limits)
    if name is None:
        names = sheets_of(path, limits)
        if len(names) != 1:
            held = f"It has {len(names)} sheets that hold something: {', '.join(names)}. Leave only one."
            raise InputError(held if names else "It is empty. Export it again, with a header line.")
        name = names[0]
    try:
        loaded = book.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)
        rows = loaded.to_polars()
    except fastexcel.FastExcelError as error:
        raise _unreadable(error) from None
    if not rows.width or not rows.height:
        raise InputError("It is empty. Export it again, with a header line.")
    rows.columns = [f"c{place}" for place in range(rows.width)]
    return Sheet(rows, known, told)


def _opened(path: Path, limits: Limits) -> fastexcel.ExcelReader:
    refuse_bomb(path, Limits(limits.unpacked // _SHARE_OF_LIMIT, limits.ratio))
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise _unreadable(error) from None


def _is_shown(book: fastexcel.ExcelReader, name: str) -> bool:
    try:
        sheet = book.load_sheet(name, header_row=None, dtypes="string", n_rows=1)
    except fastexcel.FastExcelError:
        return False
    return sheet.visible == "visible" and sheet.total_height > 0


def _unreadable(error: Exception) -> InputError:
    said = str(error).strip().partition("\n")[0].removesuffix(".")
    return InputError(f"It cannot be read as a workbook ({said}). Save it again as XLSX, or as CSV UTF-8.")


def _cells(rows: pl.DataFrame) -> Sequence[list[str]]:
    return [[cell or "" for cell in row] for row in rows.iter_rows()]


def _is_filled(rows: pl.DataFrame) -> pl.Expr:
    filled = (pl.col(name).str.strip_chars().fill_null("") != "" for name in rows.columns)
    return pl.any_horizontal(*filled) if rows.width else pl.lit(False)


def _day_only(body: pl.DataFrame, name: str) -> pl.Expr:
    """A sheet knows no days, only midnights: where each of a column's times is one, no clock is known."""
    cells = body[name].drop_nulls()
    dated = cells.str.contains(_DATED).sum()
    if dated and cells.str.contains(_MIDNIGHT).sum() == dated:
        return pl.col(name).str.replace(r"^(\d{4}-\d{2}-\d{2}) 00:00:00$", "$1")
    return pl.col(name)
