"""What the steps of models made of their rows: taken over where a build would give a step the rows it had before.

A step is a function of its frame, of what it asks of `Given` and of its code, so that a fit over the same handoffs need
not be fitted again, though the marts around them are others. `meta.steps` says in a marts file what each was made of.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from overlap.sqlfile import SqlFile
from overlap.steps import Given, step, steps_hash
from overlap.warehouse.building.history import Before
from overlap.warehouse.building.models import made_with
from overlap.warehouse.building.shards.keys import content_of
from overlap.warehouse.connections import Resources, attach, workbench

_SEED = "the seed"


@dataclass(frozen=True)
class MadeOf:
    """What decided a mart: a key of the rows, their order and the step, and what it asked for, the seed too; and what
    its own rows come to, so that a mart which was made otherwise is not taken for it."""

    rows: str
    asked: Mapping[str, str]
    content: str


@dataclass
class StepResults:
    """The marts of steps as the published file has them, and what those of this build are made of."""

    marts: Path | None = None
    resources: Resources = field(default_factory=Resources)
    made_of: dict[str, MadeOf] = field(default_factory=dict)

    def made(
        self, connection: duckdb.DuckDBPyConnection, name: str, model: SqlFile, rows: pl.DataFrame, given: Given
    ) -> pl.DataFrame:
        """What the step makes of the rows, or made of them before."""
        key, before = _key_of(connection, model, rows), self.made_of.get(name)
        if self.marts and before and before.rows == key and before.asked == _told(given, before.asked):
            there = self._read(self.marts, name)
            if _content(connection, there) == before.content:
                return there
        noting = _Noting(_Noted(given.params), given.frames, given.seed)
        made = step(model.line("then"))(rows, noting)
        asked = _told(given, {**noting.params.asked, **noting.asked})
        self.made_of[name] = MadeOf(key, asked, _content(connection, made))
        return made

    def keep(self, connection: duckdb.DuckDBPyConnection, names: Mapping[str, SqlFile]) -> None:
        """Write `meta.steps` into the attached `marts_file`, of the models that have a step."""
        told = [
            (name, each.rows, json.dumps(each.asked, sort_keys=True), each.content)
            for name, each in sorted(self.made_of.items())
        ]
        kept = pl.DataFrame(  # noqa: F841 - DuckDB finds the frame by its name
            [row for row in told if row[0] in names and names[row[0]].line("then")],
            schema={"mart": pl.String, "rows_key": pl.String, "asked": pl.String, "content": pl.String},
            orient="row",
        )
        connection.execute("create table marts_file.meta.steps as from kept")

    def _read(self, marts: Path, name: str) -> pl.DataFrame:
        with workbench(marts.parent, self.resources) as connection:
            attach(connection, marts, "published")
            return connection.table(f'published.marts."{name}"').pl()


def results_before(over: Before | None, resources: Resources) -> StepResults:
    """Those of the published file; of none where nothing is taken over, or a byte of it is another."""
    if over is None or not over.is_taken_over or not over.is_whole:
        return StepResults()
    with workbench(over.marts.parent, resources) as connection:
        attach(connection, over.marts, "published")
        if not connection.sql(
            "from duckdb_tables() where database_name = 'published' and schema_name = 'meta' and table_name = 'steps'"
        ).fetchall():
            return StepResults()
        rows = connection.sql("select mart, rows_key, asked, content from published.meta.steps").fetchall()
    made_of = {mart: MadeOf(key, json.loads(asked), content) for mart, key, asked, content in rows}
    return StepResults(over.marts, resources, made_of)


class _Noted(Mapping[str, object]):
    """Parameters that note which of them were asked for."""

    def __init__(self, params: Mapping[str, object]) -> None:
        self._params = params
        self.asked: dict[str, None] = {}

    def __getitem__(self, name: str) -> object:
        self.asked[name] = None
        return self._params[name]

    def __iter__(self) -> Iterator[str]:
        self.asked |= dict.fromkeys(self._params)
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)


@dataclass(frozen=True)
class _Noting(Given):
    """What a step is given, which notes whether it asked for the seed: that of each import is another."""

    params: _Noted = field(default_factory=lambda: _Noted({}))
    asked: dict[str, None] = field(default_factory=dict)

    def __getattribute__(self, name: str) -> Any:
        if name == "seed":
            self.asked[_SEED] = None
        return super().__getattribute__(name)


def _told(given: Given, names: Mapping[str, object]) -> dict[str, str]:
    return {name: repr(given.seed if name == _SEED else given.params.get(name)) for name in names}


def _key_of(connection: duckdb.DuckDBPyConnection, model: SqlFile, rows: pl.DataFrame) -> str:
    """A fit adds up in the order of its rows, so their order counts."""
    content = _content(connection, rows.with_row_index("place of the row"))
    parts = (made_with(), steps_hash(), model.line("then"), content)
    return sha256(repr(parts).encode()).hexdigest()[:40]


def _content(connection: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> str:
    connection.register("rows_of_step", rows)
    content = content_of(connection.sql("from rows_of_step"))
    connection.unregister("rows_of_step")
    return content
