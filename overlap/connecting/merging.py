"""A table as it is after a pull: its former rows, those of records told of anew in their place."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.staged import Part

_PART = "_part"


def merged(table: LoaderTable, former: Path | None, parts: Sequence[Part]) -> pl.LazyFrame:
    """The rows of the table in a fixed order, in the table's columns. A later part speaks before an earlier one."""
    kept = former
    for part in parts:
        if table.name in part.whole:
            kept, parts = None, parts[parts.index(part) :]
    frames = [pl.LazyFrame(schema=dict.fromkeys(table.columns, pl.String))]
    if table.key is None:
        newest = next((part.rows(table.name) for part in reversed(parts) if table.name in part.whole), kept)
        frames += [pl.scan_parquet(newest)] if newest else []
    else:
        told = _told(table, parts)
        if kept:
            frames.append(pl.scan_parquet(kept).join(told, on=table.key, how="anti"))
        frames += [
            pl.scan_parquet(path)
            .with_columns(pl.lit(part.number, pl.Int64).alias(_PART))
            .join(told, on=[table.key, _PART], how="semi")
            for part in parts
            if (path := part.rows(table.name))
        ]
    return pl.concat(frames, how="diagonal").select(table.columns).sort(table.columns)


def _told(table: LoaderTable, parts: Sequence[Part]) -> pl.LazyFrame:
    """Each record that was told of, with the last part that did."""
    last = {key: part.number for part in parts for key in part.told.get(table.name, ())}
    schema = {table.key or "": pl.String, _PART: pl.Int64}
    return pl.LazyFrame({table.key or "": list(last), _PART: list(last.values())}, schema=schema)
