"""A table as it is after a pull: its former rows, those of records told of anew in their place."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import polars as pl

from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.staged import Part

_PART = "_part"


def is_untouched(table: LoaderTable, parts: Sequence[Part]) -> bool:
    """Whether no part speaks of the table."""
    return not any(table.name in part.whole or part.told.get(table.name) for part in parts)


def merged(table: LoaderTable, former: Path | None, parts: Sequence[Part]) -> pl.LazyFrame:
    """The rows of the table, in the table's columns. A later part speaks before an earlier one."""
    frames = [_nothing(table.columns)]
    frames += _by_key(table, table.key, former, parts) if table.key else _whole(table, former, parts)
    return pl.concat(frames, how="diagonal").select(table.columns)


def _whole(table: LoaderTable, former: Path | None, parts: Sequence[Part]) -> list[pl.LazyFrame]:
    newest = next((part.rows[table.name] for part in reversed(parts) if table.name in part.whole), None)
    if newest is not None:
        return [newest]
    return [pl.scan_parquet(former)] if former else []


def _by_key(table: LoaderTable, key: str, former: Path | None, parts: Sequence[Part]) -> list[pl.LazyFrame]:
    last = {told: part.number for part in parts for told in part.told.get(table.name, ())}
    if not last:
        return [pl.scan_parquet(former)] if former else []
    schema = {key: pl.String, _PART: pl.Int64}
    told = pl.LazyFrame({key: list(last), _PART: list(last.values())}, schema=schema)
    new = [
        part.rows[table.name].with_columns(pl.lit(part.number, pl.Int64).alias(_PART))
        for part in parts
        if table.name in part.rows
    ]
    frames = [each.join(told, on=[key, _PART], how="semi").drop(_PART) for each in new]
    return [*frames, pl.scan_parquet(former).join(told, on=key, how="anti")] if former else frames


@lru_cache(maxsize=256)
def _nothing(columns: tuple[str, ...]) -> pl.LazyFrame:
    return pl.LazyFrame(schema=dict.fromkeys(columns, pl.String))
