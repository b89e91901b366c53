"""Files as other systems write them are read as they are meant, or named."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from overlap.reports import Filters


def _lake(folder, lead):
    folder.mkdir(parents=True)
    table = pa.table({"lead_id": [lead], "created_at": ["2026-01-05"], "region": ["EMEA"], "segment": ["small"]})
    pq.write_table(table, folder / "leads.parquet")


@pytest.mark.parametrize(
    ("folder", "neighbour"),
    [("region=AMER/segment=enterprise", "lead_id=9"), ("lead_id=9", "x"), ("p[1]", "p1"), ("ps*", "psX")],
)
def test_folders_of_a_lake_are_neither_values_nor_patterns(case, folder, neighbour):
    company = case("41-lake-folders", imported=False)
    _lake(company.export / folder, "own")
    _lake(company.export / neighbour, "other")
    company.bring(company.export / folder)
    (lead,) = company.ask("leads/list")
    assert (lead["lead_id"], lead["region"], lead["segment"]) == ("own", "EMEA", "small")
    assert company.bring(company.export / neighbour, accept=("shrink",)).is_new


def test_the_text_none_is_a_channel_and_no_channel_is_none(case):
    company = case("28-literal-none")
    assert len(company.ask("leads/list", Filters(channels=("(none)",)))) == 1
    assert len(company.ask("leads/list", Filters(channels=(None,)))) == 3
