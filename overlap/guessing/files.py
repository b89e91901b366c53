"""The files of a folder as tables of texts, whatever system wrote them, to be looked at before they are judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from overlap.errors import InputError
from overlap.guessing.column_facts import Column, facts
from overlap.reading.encoding import as_utf8
from overlap.reading.exact import exact
from overlap.reading.layout import header_of

SUFFIXES = (".csv", ".tsv", ".txt", ".parquet")
_NOT_DATA = ("house.toml",)


@dataclass(frozen=True)
class File:
    """One file with its columns, or why it cannot be read. `table` holds its texts while the guess is made."""

    name: str
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


def names_in(folder: Path) -> tuple[str, ...]:
    """The files of the folder that may hold data, in order of name. Raises InputError."""
    try:
        found = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be read ({error.strerror}). Check its name and rights.") from None
    names = tuple(name for name in found if not name.startswith(".") and name not in _NOT_DATA)
    if not names:
        raise InputError(f"{folder} holds no files. Name the folder that holds the export.")
    return names


def opened(
    connection: duckdb.DuckDBPyConnection, folder: Path, names: Sequence[str], scratch: Path
) -> tuple[File, ...]:
    """Each of the files; one that cannot be read says why."""
    connection.execute("create schema if not exists guess")
    return tuple(_opened(connection, folder / name, f"guess.t{place}", scratch) for place, name in enumerate(names))


def _opened(connection: duckdb.DuckDBPyConnection, path: Path, table: str, scratch: Path) -> File:
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        return File(
            path.name, table, 0, (), f"{suffix or 'A file without an ending'} is no kind of file Overlap reads."
        )
    try:
        names = _parquet(connection, path, table) if suffix == ".parquet" else _csv(connection, path, table, scratch)
    except InputError as refusal:
        return File(path.name, table, 0, (), str(refusal))
    except duckdb.Error as error:
        return File(path.name, table, 0, (), f"It cannot be read: {str(error).splitlines()[0]}")
    count = connection.sql(f"select count(*) from {table}").fetchall()[0][0]
    return File(path.name, table, count, facts(connection, table, names))


def _csv(connection: duckdb.DuckDBPyConnection, path: Path, table: str, scratch: Path) -> tuple[str, ...]:
    text = as_utf8(path, scratch)
    names, delimiter = header_of(text, ())
    columns = ", ".join(f"c{place}: 'varchar'" for place in range(len(names)))
    # Kinder than an import: a guess may rest on the records that can be read, and the import accounts for the others.
    connection.execute(
        f"""create or replace table {table} as select {_trimmed(len(names))} from read_csv(
            $path, auto_detect = false, header = false, skip = 1, delim = $delimiter, quote = '"', escape = '"',
            strict_mode = false, null_padding = true, ignore_errors = true, hive_partitioning = false,
            max_line_size = 16777216, columns = {{{columns}}})""",
        {"path": exact(text), "delimiter": delimiter},
    )
    return tuple(" ".join(name.split()) for name in names)


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> tuple[str, ...]:
    read = "read_parquet($path, hive_partitioning = false)"
    names = [row[0] for row in connection.execute(f"describe from {read}", {"path": exact(path)}).fetchall()]
    texts = ", ".join(
        f'cast("{name.replace(chr(34), chr(34) * 2)}" as varchar) as c{n}' for n, name in enumerate(names)
    )
    connection.execute(
        f"create or replace table {table} as select {_trimmed(len(names))} from (select {texts} from {read})",
        {"path": exact(path)},
    )
    return tuple(names)


def _trimmed(width: int) -> str:
    return ", ".join(f"nullif(trim(c{place}, ' \t\r\n\u00a0'), '') as c{place}" for place in range(width))
