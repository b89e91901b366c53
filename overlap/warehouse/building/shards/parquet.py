"""Tables as Parquet files: written whole, and seen again as a view over one, or over those of all shards."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb


def write(rows: duckdb.DuckDBPyRelation, path: Path) -> None:
    """Rows into a file, in their order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.write_parquet(str(path), compression="zstd")


def linked(older: Path, newer: Path) -> None:
    """Give a file another name."""
    newer.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(older, newer)
    except OSError:  # a disk that knows no second name for a file
        shutil.copyfile(older, newer)


def read(connection: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> duckdb.DuckDBPyRelation:
    """The rows of files with the same columns; what the folders are called is no column."""
    return connection.read_parquet([str(file) for file in files], hive_partitioning=False)


def show(connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path]) -> None:
    """A view `schema.table` of the files."""
    schema, _, table = name.partition(".")
    read(connection, files).create_view(f"files of {name}")
    connection.execute(f'create schema if not exists "{schema}"')
    connection.execute(f'create or replace view "{schema}"."{table}" as from "files of {name}"')
