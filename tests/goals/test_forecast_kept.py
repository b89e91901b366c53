"""A forecast is kept as it stood before another generation took its place, and judged by what came."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from deal_books import booked, cut, deals, rows
from few_marts import few_marts
from goal_rows import goal
from houses import SMALL, house

from overlap.reports import answer
from overlap.store import open_store
from overlap.subjects.goals import outlook
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.last_forecast import keep_last_forecast
from overlap.warehouse.reader import Reader, open_reader

FIRST, THEN, NOW = date(2025, 1, 1), date(2026, 6, 1), date(2026, 7, 2)
GOALS = [
    goal("quarter", "booked_from", "900000.00"),
    goal("year", "booked_from", "900000.00", period_start="2026-01-01", period_end="2027-01-01"),
    goal("count", "deals_won", "20"),
]
BOOK = deals(3, FIRST, 600, 3.0, {})


@pytest.fixture(scope="module", autouse=True)
def marts_of_reports() -> Iterator[None]:
    with few_marts("goals/forecast", "goals/forecast_kept"):
        yield


def company(folder: Path, on: date) -> Reader:
    tables: dict[str, Any] = rows(cut(BOOK, on))
    return house(folder, as_of=f"{on}T00:00:00+02:00", goals=GOALS, **tables)


@pytest.fixture(scope="module")
def then(tmp_path_factory) -> Iterator[tuple[Path, list[dict]]]:
    """A store in which the forecasts of 1 June are kept, and what they said."""
    folder = tmp_path_factory.mktemp("then")
    with closing(company(folder, THEN)) as reader:
        told = answer(reader, "goals/forecast").frame.to_dicts()
    for _ in range(2):  # a second import in the month keeps no other
        keep_last_forecast(Warehouse(folder / "warehouse"), folder / "store.db", SMALL)
    yield folder / "store.db", told


@pytest.fixture(scope="module")
def kept(then, tmp_path_factory) -> list[dict]:
    folder = tmp_path_factory.mktemp("now")
    company(folder, NOW).close()
    with open_store(then[0]) as store, closing(open_reader(Warehouse(folder / "warehouse"), store=store)) as reader:
        return answer(reader, "goals/forecast_kept").frame.to_dicts()


def test_each_goal_with_a_forecast_is_kept_once_a_month_as_it_was_told(then):
    place, told = then
    with open_store(place) as store:
        assert store.counts()["forecasts"] == 2
    assert {row["goal_id"] for row in told} == {"quarter", "year"}


def test_an_import_keeps_what_the_generation_before_told(tmp_path):
    place, export = Warehouse(tmp_path / "warehouse"), tmp_path / "export"
    export.mkdir()
    (export / "leads.csv").write_text("lead_id,created_at\nL1,2025-01-01T10:00:00Z\n")
    (export / "house.toml").write_text('reporting_currency = "EUR"\ntime_zone = "Europe/Berlin"\n')
    for day in (THEN, NOW):
        for name, table in {**rows(cut(BOOK, day)), "goals": GOALS}.items():
            pl.DataFrame(table, infer_schema_length=None).write_csv(export / f"{name}.csv")
        now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        import_folder(place, tmp_path / "store.db", Export(source_named("overlap"), export), now=now, as_of=now)
        with open_store(tmp_path / "store.db") as store:
            assert store.counts()["forecasts"] == (2 if day == NOW else 0)


def test_what_came_is_beside_what_was_told_once_the_period_is_over(then, kept):
    [row], [told] = kept, [row for row in then[1] if row["goal_id"] == "quarter"]
    same = ("goal_id", "origin", "target", "forecast_low", "forecast_mid", "forecast_high", "chance", "days_to_go")
    assert {name: row[name] for name in same} == {name: told[name] for name in same}
    came = booked(BOOK, date(2026, 4, 1), date(2026, 7, 1)) / 100
    assert (float(row["came"]), row["made_on"]) == (came, THEN)
    assert row["is_held"] == (float(told["forecast_low"]) <= came <= float(told["forecast_high"]))
    assert row["is_reached"] == (came >= 900_000)


def test_the_record_of_kept_forecasts_is_told(kept):
    held = sum(row["is_held"] for row in kept)
    assert outlook.kept(kept) == (
        f"Of 1 forecast of periods that are over, as they stood then, {held} held what came within their 80% interval."
    )
    assert outlook.kept([]) == ""
