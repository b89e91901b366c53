"""The files of a folder as tables of texts, whatever system wrote them, to be looked at before they are judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.errors import InputError
from overlap.guessing.column_facts import Column, facts
from overlap.reading.files.archives import Limits
from overlap.reading.files.encoding import as_utf8
from overlap.reading.files.exact import exact
from overlap.reading.files.layout import laid_out
from overlap.reading.files.pieces import PARQUET, WORKBOOKS, Piece, pieces_of
from overlap.reading.files.workbooks import sheet_of
from overlap.reading.records import quoted
from overlap.reading.source.raw_file import Told

_NOT_DATA = ("house.toml",)


@dataclass(frozen=True)
class File:
    """One file with its columns, or why it cannot be read; a sheet of a workbook and a member of a ZIP is one too.

    `stems` are the names that patterns of names are held against. `table` holds its texts while it is looked at.
    """

    name: str
    stems: tuple[str, ...]
    table: str
    records: int
    columns: tuple[Column, ...]
    refused: str | None = None

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def opened(connection: duckdb.DuckDBPyConnection, folder: Path, scratch: Path, limits: Limits) -> tuple[File, ...]:
    """Every file of the folder; one that cannot be read says why. Raises InputError: no folder, or no files in it."""
    connection.execute("create schema if not exists guess")
    found: list[File] = []
    for path in _paths(folder):
        try:
            pieces = pieces_of(path, limits)
        except InputError as refusal:
            found.append(File(path.name, (path.stem,), "", 0, (), str(refusal)))
            continue
        if not pieces:
            why = f"{path.suffix or 'No ending'} is no kind of file Overlap reads."
            found.append(File(path.name, (path.stem,), "", 0, (), why))
        for piece in pieces:
            passing = scratch / str(len(found))
            passing.mkdir()
            found.append(_opened(connection, piece, f"guess.t{len(found)}", passing, limits))
    return tuple(found)


def _paths(folder: Path) -> Sequence[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be read ({error.strerror}). Check its name and rights.") from None
    paths = [path for path in found if not path.name.startswith(".") and path.name not in _NOT_DATA]
    if not paths:
        raise InputError(f"{folder} holds no files. Name the folder that holds the export.")
    return paths


def _opened(connection: duckdb.DuckDBPyConnection, piece: Piece, table: str, scratch: Path, limits: Limits) -> File:
    try:
        names = _filled(connection, piece, table, scratch, limits)
    except InputError as refusal:
        return File(piece.name, piece.stems, table, 0, (), str(refusal))
    except (duckdb.Error, OSError) as error:
        return File(piece.name, piece.stems, table, 0, (), f"It cannot be read: {str(error).splitlines()[0]}")
    count = connection.sql(f"select count(*) from {table}").fetchall()[0][0]
    return File(piece.name, piece.stems, table, count, facts(connection, table, names))


def _filled(
    connection: duckdb.DuckDBPyConnection, piece: Piece, table: str, scratch: Path, limits: Limits
) -> tuple[str, ...]:
    """Fill the table with the texts of the piece; the names of its columns.

    The header is the first row that looks like one. Known words would not tell: records hold some of them, too.
    """
    path = piece.opened(scratch, limits)
    if piece.suffix == PARQUET:
        return _parquet(connection, path, table)
    if piece.suffix in WORKBOOKS:
        sheet = sheet_of(path, piece.sheet, limits, (), Told())
        records = sheet.records.drop("line").to_arrow()  # noqa: F841 - DuckDB finds it by its name
        connection.execute(f"create or replace table {table} as select {_trimmed(len(sheet.names))} from records")
        return _named(sheet.names)
    layout = laid_out(as_utf8(path, scratch), (), scratch, Told())
    width = len(layout.names)
    columns = ", ".join(f"c{place}: 'varchar'" for place in range(width))
    # Kinder than an import: a guess may rest on the records that can be read, and the import accounts for the others.
    connection.execute(
        f"""create or replace table {table} as select {_trimmed(width)} from read_csv(
            $path, auto_detect = false, header = false, skip = 1, delim = $delimiter, quote = '"', escape = '"',
            strict_mode = false, null_padding = true, ignore_errors = true, hive_partitioning = false,
            max_line_size = 16777216, columns = {{{columns}}})""",
        {"path": exact(layout.path), "delimiter": layout.delimiter},
    )
    return _named(layout.names)


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> tuple[str, ...]:
    read = "read_parquet($path, hive_partitioning = false)"
    names = [row[0] for row in connection.execute(f"describe from {read}", {"path": exact(path)}).fetchall()]
    texts = ", ".join(f"cast({quoted(name)} as varchar) as c{place}" for place, name in enumerate(names))
    connection.execute(
        f"create or replace table {table} as select {_trimmed(len(names))} from (select {texts} from {read})",
        {"path": exact(path)},
    )
    return tuple(names)


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in names)


def _trimmed(width: int) -> str:
    return ", ".join(f"nullif(trim(c{place}, ' \t\r\n\u00a0'), '') as c{place}" for place in range(width))
