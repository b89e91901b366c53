"""A company is made by its seed and size; how it was computed leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from exported import Company

from overlap.contract import TABLES
from overlap.demo import DEFAULT_AS_OF

pytestmark = pytest.mark.whole

CUT = DEFAULT_AS_OF - timedelta(days=69)


@pytest.fixture(scope="module")
def earlier(write: Callable[..., Company]) -> Company:
    """The small company as it was 69 days before."""
    return write(leads=2_000, as_of=CUT)


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize(("chunk", "threads"), [(100, 2), pytest.param(700, 1, marks=pytest.mark.soak), (20_000, 1)])
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
    same_by_nature = {"house.toml"}  # what was agreed knows nothing of what happens
    other = hashes(write(leads=2_000, seed=8).folder)
    assert {name for name, digest in hashes(small.folder).items() if other[name] == digest} == same_by_nature


@pytest.mark.parametrize("leads", [1, pytest.param(57, marks=pytest.mark.soak), 250])
def test_exactly_as_many_leads_as_asked_exist_at_the_default_as_of(write: Callable[..., Company], leads: int):
    later = write(leads=leads, as_of=DEFAULT_AS_OF + timedelta(days=60))
    created = later["leads"].filter(pl.col("created_at") <= DEFAULT_AS_OF)
    assert created.height == leads
    assert write(leads=leads)["leads"].height == leads


def test_an_earlier_export_is_a_part_of_a_later_one(earlier: Company, small: Company):
    assert_part_of(earlier, small)


def test_what_comes_after_the_default_as_of_only_adds_to_it(small: Company, write: Callable[..., Company]):
    assert_part_of(small, write(leads=2_000, as_of=DEFAULT_AS_OF + timedelta(days=90)))


MOVES_ON = {
    ("deals", "outcome"): "open",  # what it can have stood at before
    ("deals", "stage"): None,
    ("deals", "amount"): None,
    ("handoffs", "rep_id"): None,
    ("handoffs", "transfers"): 0,
}


def assert_part_of(earlier: Company, later: Company) -> None:
    """Every id stands in the later export, and what was known of it, but for the few things that move on."""
    moved = set()
    for table in (each for each in TABLES if each.name not in ("identities", "merged_leads")):  # one system
        key, before, after = list(table.key), earlier[table.name], later[table.name]
        assert before.height > 0, table.name
        both = before.join(after, on=key, suffix="_later")
        assert both.height == before.height, table.name
        for name in set(before.columns) - set(key):
            changed = both.filter(pl.col(name).is_not_null() & ~pl.col(name).eq_missing(pl.col(f"{name}_later")))
            if (table.name, name) in MOVES_ON and changed.height:
                moved.add((table.name, name))
                known = MOVES_ON[table.name, name]
                assert known is None or changed[name].unique().to_list() == [known], (table.name, name)
            else:
                assert changed.is_empty(), (table.name, name)
    assert moved == set(MOVES_ON)
    assert earlier["touches"].height < later["touches"].height


def test_a_lead_passed_on_later_still_has_its_first_rep_in_an_earlier_export(earlier: Company, small: Company):
    both = earlier["handoffs"].join(small["handoffs"], on="handoff_id", suffix="_later")
    moved = both.filter(pl.col("transfers") < pl.col("transfers_later"))
    first = small["assignments"].sort("assigned_at").group_by("handoff_id").first()
    assert moved.height > 0
    assert moved.join(first, on=["handoff_id", "rep_id"], how="anti").is_empty()


def test_a_deal_closed_after_an_earlier_as_of_stands_open_there(earlier: Company, small: Company):
    closed_later = small["deals"].filter((pl.col("opened_at") <= CUT) & (pl.col("closed_at") > CUT))["deal_id"]
    reopened = earlier["deals"].filter(pl.col("deal_id").is_in(closed_later.implode()))
    assert reopened.height == len(closed_later) > 0
    assert reopened["outcome"].unique().to_list() == ["open"]
    assert reopened["closed_at"].null_count() == reopened.height
