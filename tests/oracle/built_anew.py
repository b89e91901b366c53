"""A marts file beside one built anew of the same company: what of it is not the same."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from overlap.agreements import KINDS
from overlap.warehouse.building import models

TOLD = ("headlines", "restated", "restated_rows", "house")  # what a file says beside its marts and checks


def unlike(anew: Path, found: Path) -> Iterator[str]:
    """The marts and checks of a file that are not those of one built anew; rows may lie behind the others."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{anew}' as anew (read_only); attach '{found}' as found (read_only)")
        for name in models.models():
            one, other = (connection.sql(f'from {file}.marts."{name}" order by all') for file in ("anew", "found"))
            if (one.columns, one.types) != (other.columns, other.types) or one.fetchall() != other.fetchall():
                yield f"marts.{name}"
        names = [
            connection.sql(f"from duckdb_tables() select table_name where database_name = '{file}' and schema_name "
                           "= 'marts' order by all").fetchall()
            for file in ("anew", "found")
        ]  # fmt: skip
        if names[0] != names[1]:
            yield "which marts there are"
        rows = "select * exclude (key) from {}.meta.checks order by all"
        one, other = (connection.sql(rows.format(file)).fetchall() for file in ("anew", "found"))
        yield from (f"meta.checks: {each} for {row}" for row, each in zip(one, other, strict=True) if row != each)
        for kind in KINDS:
            one, other = (connection.sql(f"from {file}.agreements.{kind} order by all") for file in ("anew", "found"))
            if one.fetchall() != other.fetchall():
                yield f"agreements.{kind}"


def begun_at(marts: Path) -> str:
    """Since when a marts file was only copied."""
    with duckdb.connect(str(marts), read_only=True) as connection:
        return connection.sql("select any_value(begun_at) from meta.parts").fetchall()[0][0]


def told_otherwise(anew: Path, found: Path) -> Iterator[str]:
    """What a file tells of the builds before that one built anew does not."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{anew}' as anew (read_only); attach '{found}' as found (read_only)")
        for table in TOLD:
            one, other = (connection.sql(f"from {file}.meta.{table} order by all") for file in ("anew", "found"))
            if one.fetchall() != other.fetchall():
                yield f"meta.{table}"
