"""One report by channel, region or segment: a parameter names its first column, and the old names still answer."""

from collections.abc import Iterator

import pytest
from houses import house_of

from overlap.errors import UsageError
from overlap.reports import Filters, answer, find, opened
from overlap.warehouse.reader import Reader

house = house_of("funnel/by_group", "lead/list")

CREATED = {"created_at": "2026-03-02T09:00:00"}
LEADS = [
    {"lead_id": "L1", **CREATED, "channel": "email", "region": "north", "segment": "small"},
    {"lead_id": "L2", **CREATED, "channel": "email", "region": "south", "segment": "large"},
    {"lead_id": "L3", **CREATED, "channel": "webinar", "region": "south", "segment": None},
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    opened_reader = house(tmp_path_factory.mktemp("grouped"), leads=LEADS)
    yield opened_reader
    opened_reader.close()


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("channel", [("email", 2), ("webinar", 1)]),
        ("region", [("south", 2), ("north", 1)]),
        ("segment", [("large", 1), ("not recorded", 1), ("small", 1)]),
    ],
)
def test_a_table_is_by_what_was_asked_and_its_column_is_called_so(
    reader: Reader, by: str, rows: list[tuple[str, int]]
) -> None:
    found = answer(reader, "funnel/by_group", params={"by": by})
    assert found.frame.select(by, "lead_count").rows() == rows
    assert [column.name for column in found.report.columns] == found.frame.columns
    assert found.report.grain == (by,)


@pytest.mark.parametrize("by", ["channel", "region", "segment"])
def test_the_name_a_group_had_answers_as_it_did(reader: Reader, by: str) -> None:
    now = answer(reader, "funnel/by_group", params={"by": by}).frame
    assert answer(reader, f"funnel/by_{by}").frame.write_json() == now.write_json()


@pytest.mark.parametrize(("by", "params"), [("region", {"by": "region"}), ("region", {}), ("segment", {})])
def test_a_row_opens_by_the_filter_of_its_group(reader: Reader, by: str, params: dict[str, str]) -> None:
    name = "funnel/by_group" if params else f"funnel/by_{by}"
    row = answer(reader, name, params=params).frame.row(1, named=True)
    report, filters, values = opened(find(name), "lead_count", row, Filters(), params)
    values_of_it = (None, row[by]) if row[by] == "not recorded" else (row[by],)
    assert (report, filters, values) == ("lead/list", Filters().narrowed({f"{by}s": values_of_it}), {})
    assert answer(reader, report, filters).frame.height == row["lead_count"]


def test_a_group_there_is_not_is_refused_with_the_nearest(reader: Reader) -> None:
    with pytest.raises(UsageError, match='by "regoin" is none of channel, region, segment. Did you mean "region"'):
        answer(reader, "funnel/by_group", params={"by": "regoin"})
