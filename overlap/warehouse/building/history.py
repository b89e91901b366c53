"""What the headline numbers of each month were, build after build: in every marts file, copied forward by the next.

meta.headlines      what a number of a month became, and since which build
meta.restated       a number of a month that was over, and is another one since a build: before, after, why
meta.restated_rows  the rows that moved it
"""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import duckdb

from overlap.faults import is_of_the_machine, worded
from overlap.sqlfile import load
from overlap.warehouse.building.models import HISTORY
from overlap.warehouse.connections import attach
from overlap.warehouse.generations.durable import digest_of
from overlap.warehouse.generations.hidden import cleaner
from overlap.warehouse.generations.layout import Warehouse, shards_name
from overlap.warehouse.generations.manifest import Manifest

_ROWS_KEPT_DAYS = 400  # of the rows that moved a number; a year's review reaches so far back

_TABLES = {
    "headlines": "generation varchar, known_at timestamptz, metric varchar, month date, value decimal(38, 2)",
    "restated": "generation varchar, known_at timestamptz, metric varchar, month date, "
    "before_value decimal(38, 2), after_value decimal(38, 2), why varchar, row_count bigint",
    "restated_rows": "generation varchar, known_at timestamptz, metric varchar, month date, id varchar, "
    "lead_id varchar, deal_id varchar, before_value decimal(18, 2), after_value decimal(18, 2), what varchar",
}


@dataclass(frozen=True)
class Before:
    """The generation a build follows, its marts file, whether marts are taken over that would be the same, and whether
    the rows behind its numbers can be read."""

    manifest: Manifest
    marts: Path
    is_taken_over: bool = True
    has_rows: bool = True

    @cached_property
    def is_whole(self) -> bool:
        """Whether every byte of the marts file is the one that was published."""
        return digest_of(self.marts) == self.manifest.marts_digest

    @property
    def shards(self) -> Path:
        """Where the marts of its shards lie, if it was built in shards."""
        return self.marts.with_name(shards_name(self.manifest.generation))


def before(warehouse: Warehouse | None, manifest: Manifest | None) -> Before | None:
    """The published generation as a build finds it; None for the first, and where its file is gone."""
    if warehouse is None or manifest is None:
        return None
    marts = warehouse.path(manifest.files["marts"])
    return Before(manifest, marts) if marts.exists() else None


def alone(warehouse: Warehouse, manifest: Manifest) -> Before | None:
    """The published generation for its history, none of its marts; None where even that cannot be read."""
    found = before(warehouse, manifest)
    rows = load(HISTORY / "headline_rows.sql", HISTORY).sql
    if found is None or not all(_can_be_read(found.marts, f"from meta.{name}") for name in _TABLES):
        return None
    return replace(found, is_taken_over=False, has_rows=_can_be_read(found.marts, rows))


def keep(connection: duckdb.DuckDBPyConnection, manifest: Manifest, over: Before | None) -> None:
    """Write the tables into the attached `marts_file`; `marts.*` is what was built, `meta.changed_rows` is mirrored."""
    for name, columns in _TABLES.items():
        connection.execute(f"create table marts_file.meta.{name} ({columns})")
    rows = load(HISTORY / "headline_rows.sql", HISTORY)
    now = rows.sql.replace("from marts.", "from marts_file.marts.")
    if over is not None:
        attach(connection, over.marts, "before_file")
        _copy_forward(connection, manifest)
    _keep_headlines(connection, manifest, now)
    if over is not None:
        _keep_restated(connection, manifest, over)
        if over.has_rows and over.manifest.models_hash == manifest.models_hash:
            then = rows.sql.replace("from marts.", "from before_file.marts.")
            _keep_restated_rows(connection, manifest, then, now)
        connection.execute("detach before_file")


def take_over(connection: duckdb.DuckDBPyConnection, older: str) -> None:
    """In the current database the history as the attached marts file tells it, in the place of its own."""
    found = connection.sql(
        "select table_name from duckdb_tables() where database_name = $older and schema_name = 'meta'",
        params={"older": older},
    ).fetchall()
    for (name,) in found:
        if name in _TABLES:
            connection.execute(f"delete from meta.{name}; insert into meta.{name} by name from {older}.meta.{name}")


def _can_be_read(marts: Path, rows: str) -> bool:
    """Whether DuckDB finds no damage in what it reads for these rows; a table that is not there yet holds none."""
    try:
        with duckdb.connect(str(marts), read_only=True) as connection:
            connection.execute(f"select sum(hash(each)) from ({rows}) as each").fetchall()
    except duckdb.CatalogException:
        return True
    except duckdb.Error as error:
        if is_of_the_machine(error):
            raise worded(error, marts.name) from error
        return False
    return True


def _copy_forward(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> None:
    """An older version's file may lack a table: its history begins here."""
    found = connection.sql(
        "select table_name from duckdb_tables() where database_name = 'before_file' and schema_name = 'meta'"
    ).fetchall()
    young = f"known_at > cast($at as timestamptz) - interval {_ROWS_KEPT_DAYS} day"
    clean = cleaner(manifest)
    texts = ", ".join(f"{clean(name)} as {name}" for name in ("id", "lead_id", "deal_id", "what"))
    kept = {
        "headlines": "select * from {0} where $at is not null",
        "restated": f"select * replace (case when {young} then row_count end as row_count) from {{0}}",
        "restated_rows": f"select * replace ({texts}) from {{0}} where {young}",
    }
    for (name,) in found:
        if name in kept:
            rows = kept[name].replace("{0}", f"before_file.meta.{name}")
            connection.execute(f"insert into marts_file.meta.{name} by name {rows}", {"at": manifest.built_at})


def _keep_headlines(connection: duckdb.DuckDBPyConnection, manifest: Manifest, now: str) -> None:
    """Add what is another number than the last build knew; a month without rows left is 0."""
    connection.execute(
        f"""
        create or replace temp table moved as
        with
        known as (
            select metric, month, max_by(value, (known_at, generation)) as value
            from marts_file.meta.headlines group by all
        ),
        found as (
            select metric, month, cast(sum(value) as decimal(38, 2)) as value from ({now}) group by all
        )
        select
            metric, month, known.value as before_value, coalesce(found.value, 0) as after_value
        from known full join found using (metric, month)
        where known.value is distinct from coalesce(found.value, 0)
        """
    )
    connection.execute(
        "insert into marts_file.meta.headlines select $generation, $at, metric, month, after_value from moved",
        {"generation": manifest.generation, "at": manifest.built_at},
    )


def _keep_restated(connection: duckdb.DuckDBPyConnection, manifest: Manifest, over: Before) -> None:
    """Of what moved: the months that were over when the generation before was made. Nothing where that knew none."""
    connection.execute(
        """
        insert into marts_file.meta.restated
        select $generation, $at, metric, month, coalesce(before_value, 0), after_value, $why, null
        from moved
        where
            exists (from marts_file.meta.headlines where generation <> $generation)
            and cast(month + interval 1 month as date) <= cast(timezone($zone, cast($as_of as timestamptz)) as date)
        """,
        {
            "generation": manifest.generation, "at": manifest.built_at, "why": _why(manifest, over.manifest),
            "zone": over.manifest.time_zone, "as_of": over.manifest.as_of,
        },
    )  # fmt: skip


def _keep_restated_rows(connection: duckdb.DuckDBPyConnection, manifest: Manifest, then: str, now: str) -> None:
    """The rows of a restated month that are in only one of the two builds, or worth something else now."""
    clean = cleaner(manifest)
    ids = ", ".join(clean(f"moved.{name}") for name in ("id", "lead_id", "deal_id"))
    connection.execute(
        f"""
        insert into marts_file.meta.restated_rows
        with
        restated as (
            select metric, month from marts_file.meta.restated where generation = $generation
        ),
        rows_then as (from ({then}) semi join restated using (metric, month)),
        rows_now as (from ({now}) semi join restated using (metric, month)),
        moved as (
            select
                metric, month, id,
                coalesce(rows_now.table_name, rows_then.table_name) as table_name,
                coalesce(rows_now.lead_id, rows_then.lead_id) as lead_id,
                coalesce(rows_now.deal_id, rows_then.deal_id) as deal_id,
                coalesce(rows_then.value, 0) as before_value,
                coalesce(rows_now.value, 0) as after_value
            from rows_then full join rows_now using (metric, month, id)
            where rows_then.value is distinct from rows_now.value
        ),
        explained as (
            select
                moved.metric, moved.month, moved.id,
                string_agg(
                    case changed_rows.change
                        when 'new' then 'new in the export'
                        when 'gone' then 'no longer in the export'
                        else changed_rows.what
                    end, '; ' order by changed_rows.id
                ) as what
            from moved
            inner join meta.changed_rows
                on changed_rows."table" = moved.table_name
                and case when moved.table_name = 'deals' then changed_rows.deal_id = moved.deal_id
                    else changed_rows.lead_id = moved.lead_id end
                and changed_rows.generation = $generation
            group by all
        )
        select
            $generation, $at, moved.metric, moved.month, {ids},
            moved.before_value, moved.after_value, explained.what
        from moved left join explained using (metric, month, id)
        """,
        {"generation": manifest.generation, "at": manifest.built_at},
    )
    connection.execute(
        """
        update marts_file.meta.restated set row_count = counted.row_count
        from (
            select metric, month, count(*) as row_count from marts_file.meta.restated_rows
            where generation = $generation group by all
        ) as counted
        where
            restated.generation = $generation
            and restated.metric = counted.metric and restated.month = counted.month
        """,
        {"generation": manifest.generation},
    )


def _why(now: Manifest, then: Manifest) -> str:
    reasons = {
        "somebody was forgotten": now.forgotten != then.forgotten,
        "another export": now.forgotten == then.forgotten and now.files["canonical"] != then.files["canonical"],
        "agreements changed": now.build_hash != then.build_hash,
        "another version of Overlap": now.models_hash != then.models_hash,
        "another reporting currency": now.reporting_currency != then.reporting_currency,
        "another time zone": now.time_zone != then.time_zone,
    }
    return ", ".join(reason for reason, holds in reasons.items() if holds) or "the same data built again"
