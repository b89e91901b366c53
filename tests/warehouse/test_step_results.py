"""A step is not run again over the rows it had before, and is where anything else that it reads has moved."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import duckdb
import polars as pl
import pytest
from houses import SMALL
from test_kept_shards import FIRST

from overlap.sqlfile import SqlFile
from overlap.steps import Given
from overlap.subjects.revenue.steps.variance_explained import LARGEST
from overlap.warehouse.building import models, step_results
from overlap.warehouse.building.history import Before
from overlap.warehouse.building.step_results import StepResults, results_before
from overlap.warehouse.generations.durable import digest_of

ROWS = pl.DataFrame({"rep": ["r1", "r2", None], "won": [3, 1, 2], "notes": [["a"], [], None]})
GIVEN = Given({"zone": "Europe/Berlin", "as_of": "2026-01-01"}, seed=7)
PLANTED = SqlFile("planted", Path("planted.sql"), "Planted.", {"then": ("overlap.planted.fitted",)}, "select 1")


class Fitted:
    """A step that asks for the zone, and maybe the seed, and counts how often it ran."""

    def __init__(self) -> None:
        self.runs, self.takes_chances = 0, False

    def __call__(self, rows: pl.DataFrame, given: Given) -> pl.DataFrame:
        self.runs += 1
        if self.takes_chances:
            assert given.seed
        return rows.select("rep", said=pl.lit(f"{given.params['zone']} {self.runs}"))


@pytest.fixture
def fitted() -> Iterator[Fitted]:
    planted = Fitted()
    with patch.object(step_results, "step", lambda path: {"overlap.planted.fitted": planted}[path]):
        yield planted


def made(results: StepResults, rows: pl.DataFrame = ROWS, given: Given = GIVEN) -> pl.DataFrame:
    with duckdb.connect() as connection:
        return results.made(connection, "planted", PLANTED, rows, given)


def published(folder: Path) -> Before:
    """A generation whose marts file holds what the step made, and says of what."""
    results, marts = StepResults(), folder / "marts.duckdb"
    frame = made(results)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{marts}' as marts_file; create schema marts_file.marts")
        connection.execute("create schema marts_file.meta; create table marts_file.marts.planted as from frame")
        results.keep(connection, {"planted": PLANTED})
        connection.execute("detach marts_file")
    assert not frame.is_empty()
    return Before(replace(FIRST, marts_digest=digest_of(marts)), marts)


def test_what_is_made_of_the_same_rows_is_taken_over(fitted: Fitted, tmp_path: Path) -> None:
    """Of another as-of and seed too, for which this step does not ask; the build after the next knows it as well."""
    before = published(tmp_path)
    results = results_before(before, SMALL)
    found = made(results, given=Given({**GIVEN.params, "as_of": "2026-01-02"}, seed=8))
    assert found.to_dicts() == [{"rep": rep, "said": "Europe/Berlin 1"} for rep in ("r1", "r2", None)]
    assert fitted.runs == 1
    assert results.made_of == results_before(before, SMALL).made_of != {}


@pytest.mark.parametrize(
    ("what", "rows", "given"),
    [
        ("a cell", ROWS.with_columns(won=pl.Series([3, 1, 1])), GIVEN),
        ("the order", ROWS.reverse(), GIVEN),
        ("a row less", ROWS.head(2), GIVEN),
        ("a list", ROWS.with_columns(notes=pl.Series([["a"], None, None])), GIVEN),
        ("a type", ROWS.with_columns(won=pl.col("won").cast(pl.Int32)), GIVEN),
        ("the seed", ROWS, replace(GIVEN, seed=8)),
        ("what it asks for", ROWS, replace(GIVEN, params={**GIVEN.params, "zone": "Asia/Tokyo"})),
    ],
)
def test_of_anything_else_it_is_made_anew(
    fitted: Fitted, tmp_path: Path, what: str, rows: pl.DataFrame, given: Given
) -> None:
    fitted.takes_chances = True
    results = results_before(published(tmp_path), SMALL)
    assert made(results, rows, given)["said"].unique().to_list() == [f"{given.params['zone']} 2"], what
    assert fitted.runs == 2


def test_a_file_that_is_not_as_it_was_published_gives_nothing(fitted: Fitted, tmp_path: Path) -> None:
    """Nor does one of which nothing is to be taken over, or the code of steps that has moved."""
    before = published(tmp_path)
    whole = before.marts.read_bytes()
    with patch.object(step_results, "steps_hash", lambda: "other code"):
        made(results_before(before, SMALL))
    made(results_before(replace(before, is_taken_over=False), SMALL))
    made(results_before(replace(before, manifest=replace(before.manifest, marts_digest="")), SMALL))
    before.marts.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    made(results_before(replace(before), SMALL))
    assert fitted.runs == 1 + 4


def test_a_mart_that_was_not_made_of_the_rows_it_says_is_not_taken_for_it(fitted: Fitted, tmp_path: Path) -> None:
    """As where a build went on from what another had left of it."""
    before = published(tmp_path)
    with duckdb.connect(str(before.marts)) as connection:
        connection.execute("update marts.marts.planted set said = 'of other rows' where rep = 'r1'")
    known = replace(before, manifest=replace(before.manifest, marts_digest=digest_of(before.marts)))
    assert made(results_before(known, SMALL))["said"].unique().to_list() == ["Europe/Berlin 2"]
    assert fitted.runs == 2


def test_what_lies_behind_the_handoffs_it_draws_moves_no_explanation() -> None:
    """The statement gives the step no more rows than it looks at."""
    assert models.models()["variance_explained"].sql.rstrip().endswith(f"limit {LARGEST}")
