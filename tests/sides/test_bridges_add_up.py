"""Under any filter both bridges add up to the cent, closing is what is booked, and all four complaints stand."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from demo_house import demo_house

from overlap.reports import Filters, answer, catalogue, opened
from overlap.subjects.sides import rule
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

YEAR = Filters(date(2025, 11, 1), date(2026, 11, 1))
FILTERS = {
    "all time": Filters(), "the year": YEAR, "a channel": YEAR.narrowed({"channels": ("webinar",)}),
    "a person": YEAR.narrowed({"reps": ("R01",)}), "renewals": YEAR.narrowed({"kinds": ("renewal",)}),
    "nobody": YEAR.narrowed({"teams": ("nobody",)}), "days to come": Filters(date(2027, 1, 1), date(2027, 2, 1)),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with closing(open_reader(demo_house(tmp_path_factory.mktemp("sides")))) as found:
        yield found


@pytest.mark.parametrize("name", FILTERS)
def test_parts_add_up_to_the_change_and_closing_to_what_is_booked(reader: Reader, name: str) -> None:
    filters = FILTERS[name]
    for report in ("sides/bridge", "sides/closing_bridge"):
        found = answer(reader, report, filters).frame
        if found.height:
            first = found.row(0, named=True)
            assert found["amount"].sum() == first["revenue_now"] - first["revenue_then"], report
            for number in ("won_then", "won_now"):
                name_behind, narrowed, given = opened(catalogue()[report], number, first, filters, {})
                won = answer(reader, name_behind, narrowed, params=given).frame
                assert won["revenue"].sum() == first[number.replace("won", "revenue")], f"{report} {number}"
            if report == "sides/closing_bridge" and filters.starts_on:
                assert first["revenue_now"] == answer(reader, "goals/totals", filters).frame["revenue"][0]
    assert answer(reader, "sides/verdicts", filters).frame["complaint"].to_list() == list(rule.COMPLAINTS)
