"""Faulty records are planted on request, and an import refuses exactly those."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from exported import Company
from without_marts import canonical_alone

from overlap.warehouse.importing import Export, judge, source_named

NOW = datetime(2026, 11, 21, tzinfo=UTC)
pytestmark = pytest.mark.whole


@pytest.fixture(autouse=True)
def no_marts() -> Iterator[None]:
    """What is rejected is known before marts are made."""
    with canonical_alone():
        yield


@pytest.mark.parametrize(
    ("parquet", "kinds", "tables"),
    [pytest.param(False, 24, 13, id="csv"), pytest.param(True, 17, 13, id="parquet")],
)
def test_exactly_the_planted_records_are_rejected_each_for_its_reason(
    write: Callable[..., Company], parquet: bool, kinds: int, tables: int
):
    company = write(leads=500, dirty=3, parquet=parquet)
    planted = company.truth["dirty_rows"]
    assert len(planted) == kinds and len({each["table"] for each in planted}) == tables
    done = judge(Export(source_named("overlap"), company.folder), now=NOW)
    found = Counter()
    for reject in done.rejects:
        reasons = [
            each["says"]
            for each in planted
            if (each["table"], each["column"]) == (reject["table"], reject["column"])
            and each["says"] in reject["reason"]
        ]
        found[(reject["table"], reject["column"], *reasons)] += 1
    assert found == {(each["table"], each["column"], each["says"]): 3 for each in planted}
    of_table = Counter(each["table"] for each in planted)
    assert {file.table: file.rejected for file in done.account.files if file.rejected} == {
        table: 3 * count for table, count in of_table.items()
    }
    assert all(file.records == file.accepted + file.rejected for file in done.account.files)
    assert not done.account.refused


@pytest.mark.parametrize("parquet", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_a_share_of_every_table_is_rejected_for_different_reasons(write: Callable[..., Company], parquet: bool):
    """Of CSV files; of Parquet by `make soak`."""
    company = write(leads=2_500, dirty_share=0.003, parquet=parquet)
    planted = company.truth["dirty_rows"]
    done = judge(Export(source_named("overlap"), company.folder), now=NOW)
    of_table = Counter()
    for each in planted:
        of_table[each["table"]] += each["count"]
    assert {file.table: file.rejected for file in done.account.files if file.rejected} == dict(of_table)
    for file in done.account.files:
        if file.records > 2_000 and file.table != "deal_leads":
            assert file.rejected == pytest.approx(0.003 * file.accepted, abs=1), file.table
    for each in planted:
        assert any(each["says"] in reject["reason"] for reject in done.rejects if reject["table"] == each["table"]), (
            each
        )
    assert len({(each["table"], each["says"]) for each in planted}) >= 12
    assert sum(of_table.values()) == pytest.approx(0.003 * sum(file.accepted for file in done.account.files), rel=0.05)


def test_no_record_is_faulty_unless_asked_for(small: Company):
    assert small.truth["dirty_rows"] == []
    done = judge(Export(source_named("overlap"), small.folder), now=NOW)
    assert not done.rejects
    assert not done.account.refused
    assert done.account.missing == ("identities", "merged_leads")  # one system, and nobody merged in it


def test_the_faulty_records_do_not_depend_on_chunks(write: Callable[..., Company]):
    one, other = (write(leads=500, dirty=2, dirty_share=0.02, chunk=chunk) for chunk in (100, 500))
    for path in one.folder.glob("*.csv"):
        assert path.read_bytes() == (other.folder / path.name).read_bytes(), path.name
