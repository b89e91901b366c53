"""A company that has leads and nothing else reads no zero where nobody recorded anything, in any report."""

from collections.abc import Iterator

import pytest
from houses import house

from overlap.reports import Filters, answer, catalogue, find
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

# What leads alone tell: how many are old enough, and that none is.
OF_LEADS = {"old_enough_count", "judged_lead_count", "judged_day_count"}
QUESTIONS = [
    name
    for name in catalogue()
    if not name.startswith("data/") and not any(param.required for param in find(name).params)
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    leads = [{"lead_id": f"L{n}", "created_at": f"2026-0{n}-05", "channel": "ads"} for n in (4, 5, 6)]
    found = house(tmp_path_factory.mktemp("leads"), as_of="2026-07-01T00:00:00+02:00", leads=leads)
    yield found
    found.close()


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_nobody_recorded_is_not_zero(reader: Reader, name: str) -> None:
    found = answer(reader, name, Filters())
    if found.missing or name == "quality/measures":  # its rows are of leads too
        return
    numbers = [column.name for column in found.report.columns if column.unit in ("count", "rate", "money")]
    zeros = {column for column in numbers for value in found.frame[column].to_list() if value == 0}
    assert zeros <= OF_LEADS
