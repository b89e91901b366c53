"""A company is made by its seed and size; how it was computed leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from exported import Company

from overlap.contract import BY_NAME
from overlap.demo import DEFAULT_AS_OF

CUT = DEFAULT_AS_OF - timedelta(days=200)


@pytest.fixture(scope="module")
def earlier(write: Callable[..., Company]) -> Company:
    """The small company as it was 200 days before."""
    return write(leads=2_000, as_of=CUT)


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize(("chunk", "threads"), [(100, 2), (700, 1), (20_000, 1)])
def test_chunks_and_threads_never_change_a_byte(
    small: Company, write: Callable[..., Company], chunk: int, threads: int
):
    again = write(leads=2_000, chunk=chunk, threads=threads)
    assert hashes(again.folder) == hashes(small.folder)


def test_chunks_never_change_a_byte_of_parquet_either(write: Callable[..., Company]):
    one, other = (write(leads=500, chunk=chunk, parquet=True) for chunk in (100, 500))
    assert hashes(one.folder) == hashes(other.folder)


def test_parquet_holds_the_same_rows_as_csv(small: Company, write: Callable[..., Company]):
    parquet = write(leads=2_000, parquet=True)
    for path in small.folder.glob("*.csv"):
        assert pl.read_parquet(parquet.folder / f"{path.stem}.parquet").equals(small[path.stem]), path.stem


def test_another_seed_is_another_company(small: Company, write: Callable[..., Company]):
    same_by_nature = {"house.toml"}
    other = hashes(write(leads=2_000, seed=8).folder)
    assert {name for name, digest in hashes(small.folder).items() if other[name] == digest} == same_by_nature


@pytest.mark.parametrize("leads", [1, 57, 250])
def test_exactly_as_many_leads_as_asked_exist_at_the_default_as_of(write: Callable[..., Company], leads: int):
    later = write(leads=leads, as_of=DEFAULT_AS_OF + timedelta(days=60))
    created = later["leads"].filter(pl.col("created_at") <= DEFAULT_AS_OF)
    assert created.height == leads
    assert write(leads=leads)["leads"].height == leads


def test_an_earlier_export_is_a_part_of_a_later_one(earlier: Company, small: Company):
    assert_part_of(earlier, small)


def test_what_comes_after_the_default_as_of_only_adds_to_it(small: Company, write: Callable[..., Company]):
    assert_part_of(small, write(leads=2_000, as_of=DEFAULT_AS_OF + timedelta(days=90)))


def assert_part_of(earlier: Company, later: Company) -> None:
    """Every row stands in the later export; those that go on growing stand there with their id."""
    grows = {"leads", "deals", "handoffs"}
    for path in earlier.folder.glob("*.csv"):
        table = BY_NAME[path.stem]
        lost = earlier[table.name].join(
            later[table.name], on=list(table.key) if table.name in grows else list(later[table.name].columns),
            how="anti", nulls_equal=True,
        )  # fmt: skip
        assert lost.is_empty(), table.name
    assert earlier["touches"].height < later["touches"].height


def test_what_was_known_earlier_is_never_rewritten(earlier: Company, small: Company):
    for name, moving in (
        ("handoffs", ("accepted_at", "rejected_at", "reject_reason")),
        ("leads", ("segment", "opted_out_at")),
        ("deals", ("closed_at", "lost_reason", "gross_margin")),
    ):
        both = earlier[name].join(small[name], on=BY_NAME[name].key[0], suffix="_later")
        for column in moving:
            known = both.filter(pl.col(column).is_not_null())
            assert known[column].equals(known[f"{column}_later"], null_equal=True), (name, column)
            assert known.height > 0


def test_a_deal_closed_after_an_earlier_as_of_stands_open_there(earlier: Company, small: Company):
    closed_later = small["deals"].filter((pl.col("opened_at") <= CUT) & (pl.col("closed_at") > CUT))["deal_id"]
    reopened = earlier["deals"].filter(pl.col("deal_id").is_in(closed_later.implode()))
    assert reopened.height == len(closed_later) > 0
    assert reopened["outcome"].unique().to_list() == ["open"]
    assert reopened["closed_at"].null_count() == reopened.height
