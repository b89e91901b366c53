"""How frames become files: CSV as text, Parquet in large row groups; the same bytes whatever the chunks."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Protocol

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

# 125,000 touches a row group: many small groups make readers slow, larger ones take memory in every table.
_GROUP_CELLS = 1_000_000


class TableFile(Protocol):
    """One table being written, chunk after chunk."""

    def add(self, rendered: bytes | pa.Table) -> None:
        """Append what the format's `render` made of a frame."""
        ...

    def close(self) -> None:
        """Write what is still held back."""
        ...


class CsvFile:
    """A comma-separated file: UTF-8, a header, times as ISO instants in UTC."""

    suffix = ".csv"

    def __init__(self, path: Path, empty: pl.DataFrame) -> None:
        self._file = path.open("wb")
        self._file.write(empty.write_csv().encode())

    @staticmethod
    def render(frame: pl.DataFrame) -> bytes:
        """The rows as text, without the header."""
        text = BytesIO()
        frame.write_csv(text, include_header=False, datetime_format="%Y-%m-%dT%H:%M:%SZ")
        return text.getvalue()

    def add(self, rendered: bytes) -> None:
        """Append rows."""
        self._file.write(rendered)

    def close(self) -> None:
        """Flush and close."""
        self._file.close()


class ParquetFile:
    """A Parquet file with full row groups: chunks are held back until they fill one."""

    suffix = ".parquet"

    def __init__(self, path: Path, empty: pl.DataFrame) -> None:
        self._schema = _arrow(empty).schema
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._group = _GROUP_CELLS // empty.width
        self._held: list[pa.Table] = []
        self._rows = 0

    @staticmethod
    def render(frame: pl.DataFrame) -> pa.Table:
        """The rows as an Arrow table."""
        return _arrow(frame)

    def add(self, rendered: pa.Table) -> None:
        """Append rows."""
        self._held.append(rendered)
        self._rows += rendered.num_rows
        while self._rows >= self._group:
            held = pa.concat_tables(self._held)
            self._write(held.slice(0, self._group))
            # Copied, because a slice would keep all of its chunk in memory.
            self._held = [held.slice(self._group).combine_chunks()]
            self._rows -= self._group

    def close(self) -> None:
        """Write the last, smaller group and close."""
        if self._rows:
            self._write(pa.concat_tables(self._held))
        self._writer.close()

    def _write(self, rows: pa.Table) -> None:
        self._writer.write_table(rows.combine_chunks(), row_group_size=self._group)


Format = type[CsvFile] | type[ParquetFile]


@contextmanager
def opened(folder: Path, kind: Format, empty: dict[str, pl.DataFrame]) -> Iterator[dict[str, TableFile]]:
    """A file for each table, named after it; all are closed at the end."""
    with ExitStack() as stack:
        files: dict[str, TableFile] = {}
        for name, frame in empty.items():
            files[name] = kind(folder / f"{name}{kind.suffix}", frame)
            stack.callback(files[name].close)
        yield files


def _arrow(frame: pl.DataFrame) -> pa.Table:
    rows = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    # Text with 32-bit offsets: what every reader expects, and less to hold.
    plain = [field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field for field in rows.schema]
    return rows.cast(pa.schema(plain))
