"""Quarters of demo companies: what goals/forecast told 61 days before their end, and what came.

Each company is its generator's rows, written into the canonical tables as they are; of the marts those are built that
the forecast reads. The rows reach to the end of October 2026; a forecast sees what is known on its day, as an import
with that as-of would.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import duckdb
import houses
import numpy as np
import polars as pl
from goal_rows import goal
from shock_weights import taken_for_granted

from overlap.contract import Table
from overlap.demo import DemoOptions, Effects
from overlap.demo.company.tables.house_tables import house_tables
from overlap.demo.company.world.scenarios import effects_of
from overlap.demo.company.world.world import world
from overlap.demo.export import load_of_company, story
from overlap.reports import answer
from overlap.steps import Given
from overlap.subjects.goals.steps import forecast
from overlap.subjects.goals.steps.scope_forecast import Scope, ToCome
from overlap.warehouse.building import beside
from overlap.warehouse.building.models import HISTORY, marts_read, models
from overlap.warehouse.reader import Reader, reader

Tables = Mapping[str, pl.DataFrame]

ONE_IN = 10  # companies has a fall in closing that begins on the day of the forecast
DAYS_LEFT = 61
TARGETS = (0.75, 1.0, 1.25)  # of what as many days before the quarter brought
_READ = ("goals", "deal_ends", "deal_origins", "deal_shares", "deals", "ended_amounts", "reps", "data_days")


@dataclass(frozen=True)
class Quarter:
    """A quarter and the midnight at which what it will end at is asked."""

    starts_on: date
    ends_on: date
    as_of: str


LATEST = Quarter(date(2026, 7, 1), date(2026, 10, 1), "2026-08-01T00:00:00+02:00")
FALLING = Quarter(date(2025, 10, 1), date(2026, 1, 1), "2025-11-01T00:00:00+01:00")


@dataclass(frozen=True)
class Told:
    """One company's quarter: the rows of goals/forecast, a row a target, what they were made from, and what came."""

    seed: int
    rows: Sequence[Mapping[str, Any]]
    scope: Scope
    came: float

    @property
    def is_falling(self) -> bool:
        """Whether sales cannot close from the day of the forecast on."""
        return is_falling(self.seed)

    @property
    def chances(self) -> list[tuple[float, bool]]:
        """Each chance that was told, and whether the target was reached."""
        return [(row["chance"], self.came >= row["target"]) for row in self.rows]

    @property
    def still_came(self) -> float:
        """What came after the forecast."""
        return self.came - self.scope.facts.booked / 100

    def to_come(self, weights: np.ndarray | None = None) -> np.ndarray:
        """What may still come, 10,000 times; with `weights` by a model to which they are given."""
        scope = self.scope if weights is None else taken_for_granted(self.scope, weights)
        found: ToCome | None = scope.to_come()
        assert found
        return found.total / 100

    def is_held(self, width: float = 1.0, weights: np.ndarray | None = None) -> bool:
        """Whether what came lies in the interval, stretched so many times around its middle."""
        low, mid, high = np.quantile(self.to_come(weights), (forecast.LOW, 0.5, forecast.HIGH))
        return bool(mid - width * (mid - low) <= self.still_came <= mid + width * (high - mid))


def is_falling(seed: int) -> bool:
    """Whether the company of that seed has a fall in closing."""
    return seed % ONE_IN == 0


def told(seed: int, leads: int, folder: Path) -> Told:
    """The company of that seed, its forecast and what came; `folder` is used meanwhile."""
    quarter = FALLING if is_falling(seed) else LATEST
    tables = drawn(DemoOptions(leads=leads, seed=seed, threads=1, effects=_effects(seed)))
    with closing(company(tables, quarter, quarter.as_of, folder)) as opened:
        rows, scope = _asked(opened)
    shutil.rmtree(folder)
    return Told(seed, rows, scope, booked(tables, quarter.starts_on, quarter.ends_on))


def _effects(seed: int) -> Effects:
    return effects_of("cant_close" if is_falling(seed) else None, null=False)


def drawn(options: DemoOptions) -> Tables:
    """The tables of a company that a forecast reads."""
    made = world(options)
    numbers = np.concatenate([np.arange(first, end) for first, end in made.arrivals.spans])
    frames = story(made, numbers, load_of_company(made, options)).frames
    of_company, deals = house_tables(made), frames["deals"]
    leads = frames["leads"].join(deals, on="lead_id", how="semi")
    return {
        "deals": deals,
        "deal_stages": frames["deal_stages"],
        "deal_reps": frames["deal_reps"],
        "leads": leads.select("lead_id", "account_id", "created_at", "segment", "region", "channel"),
        "reps": of_company["reps"],
        "rates": of_company["rates"],
    }


def booked(tables: Tables, starts_on: date, ends_on: date) -> float:
    """What was won on those days, in euros at the rate of its day: counted from the rows."""
    rates = tables["rates"].select("currency", "day", pl.col("rate").cast(pl.Float64)).sort("day")
    won = tables["deals"].filter(outcome="won").with_columns(
        day=pl.col("closed_at").dt.convert_time_zone(houses.ZONE).dt.date(), amount=pl.col("amount").cast(pl.Float64)
    )  # fmt: skip
    priced = won.filter(pl.col("day").is_between(starts_on, ends_on, closed="left")).sort("day").join_asof(
        rates, on="day", by="currency", strategy="backward", check_sortedness=False
    )  # fmt: skip
    in_euros = pl.when(pl.col("currency") == "EUR").then(1.0).otherwise(pl.col("rate"))
    return float(priced.select((pl.col("amount") * in_euros).sum()).item())


def company(tables: Tables, quarter: Quarter, as_of: str, folder: Path) -> Reader:
    """The company as known at an as-of, with a goal for each target; the caller closes the reader."""
    days = quarter.ends_on - quarter.starts_on
    before = booked(tables, quarter.starts_on - days, quarter.starts_on)
    period = {"period_start": str(quarter.starts_on), "period_end": str(quarter.ends_on)}
    goals = [goal(f"{share:.0%}", "booked_from", f"{before * share:.2f}", **period) for share in TARGETS]
    given: dict[str, Any] = {**tables, "goals": pl.DataFrame(goals)}
    with (
        patch.object(houses, "insert", _insert),
        patch.object(houses, "IDENTITIES", []),
        patch.object(beside, "models", _models_read),
    ):
        return houses.house(folder, as_of=as_of, **given)


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: pl.DataFrame, _zone: ZoneInfo) -> None:
    """A whole frame at once, whose instants are instants."""
    kinds = dict(table.stored)
    dated = [
        pl.lit(False).alias(f"{column.name}_is_date_only") for column in table.times if column.name in rows.columns
    ]
    whole = rows.with_columns(pl.lit(houses.SOURCE).alias("source"), *dated)
    names = ", ".join(f'"{name}"' for name in whole.columns)
    cells = ", ".join(f'cast("{name}" as {kinds[name]})' for name in whole.columns)
    connection.register("written", whole.to_arrow())
    connection.execute(f'insert into canonical."{table.name}" ({names}) select {cells} from written')
    connection.unregister("written")


def _models_read() -> Mapping[str, Any]:
    """What the forecast reads, and what every generation is asked for when it is made and opened."""
    every = models()
    reads, needed = marts_read(every), set()
    always = re.findall(r"marts\.(\w+)", reader._RECORDED + (HISTORY / "headline_rows.sql").read_text())  # noqa: SLF001
    waiting = [*_READ, *always]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += reads[name]
    return {name: model for name, model in every.items() if name in needed}


def _asked(opened: Reader) -> tuple[Sequence[Mapping[str, Any]], Scope]:
    """The answer of goals/forecast, and the scope that its goals share."""
    seen: list[Scope] = []
    with patch.object(forecast, "scopes", _kept(forecast.scopes, seen)):
        rows = answer(opened, "goals/forecast").frame.to_dicts()
    assert {row["days_to_go"] for row in rows} == {DAYS_LEFT}
    assert len({id(scope) for scope in seen}) == 1
    return rows, seen[0]


def _kept(
    scopes: Callable[[pl.DataFrame, Given], Iterator[tuple[dict, Scope]]], seen: list[Scope]
) -> Callable[[pl.DataFrame, Given], Iterator[tuple[dict, Scope]]]:
    def each(frame: pl.DataFrame, given: Given) -> Iterator[tuple[dict, Scope]]:
        for row, scope in scopes(frame, given):
            seen.append(scope)
            yield row, scope

    return each
