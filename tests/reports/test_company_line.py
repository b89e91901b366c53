"""What groups are compared with and drawn towards is the company's, whatever the filters leave of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from demo_house import demo_house

from overlap.reports import Filters, answer, catalogue
from overlap.reports.header import Report
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

YEAR = Filters(starts_on=date(2025, 7, 1), ends_on=date(2026, 7, 1))
LINES = [
    pytest.param(report, column.name, id=f"{report.name} {column.name}")
    for report in sorted(catalogue().values(), key=lambda report: report.name)
    for column in report.columns
    if column.name.startswith("house") and report.takes_filters
]
FIELDS = ("channels", "campaigns", "reps", "teams", "regions", "segments")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with closing(open_reader(demo_house(tmp_path_factory.mktemp("demo")))) as opened:
        yield opened


def narrowed(reader: Reader, field: str) -> Filters:
    """The year, narrowed to one value of a field, of which there are handoffs."""
    values = answer(reader, "filters/choices").frame.filter(field=field)["value"].drop_nulls()
    each = (YEAR.narrowed({field: (value,)}) for value in values)
    return next(one for one in each if answer(reader, "followup/totals", one).frame["due_count"][0] > 30)


def lines(reader: Reader, report: Report, column: str, filters: Filters) -> dict[Any, Any]:
    """The line of each measure or step, or the one there is."""
    rows = answer(reader, report.name, filters).frame.to_dicts()
    return {row.get("measure", row.get("stage")): row[column] for row in rows}


def test_there_are_lines_to_look_at() -> None:
    assert len(LINES) > 8


@pytest.mark.parametrize("field", [*FIELDS, "kinds"])
@pytest.mark.parametrize(("report", "column"), LINES)
def test_a_line_is_the_same_under_every_filter(reader: Reader, report: Report, column: str, field: str) -> None:
    filters = YEAR.narrowed({"kinds": ("new",)}) if field == "kinds" else narrowed(reader, field)
    whole, part = lines(reader, report, column, YEAR), lines(reader, report, column, filters)
    assert part and part == {measure: pytest.approx(whole[measure], nan_ok=True) for measure in part}


@pytest.mark.parametrize("name", ["quality/by_campaign", "quality/reason_by_campaign", "followup/by_campaign"])
def test_a_campaign_on_its_own_is_told_apart_from_the_company_as_among_all(reader: Reader, name: str) -> None:
    rows = answer(reader, name, YEAR).frame.to_dicts()
    for row in [one for one in rows if one["campaign_id"]][:5]:
        alone = answer(reader, name, YEAR.narrowed({"campaigns": (row["campaign_id"],)})).frame
        found = alone.row(0, named=True)
        drawn = [name for name in row if name.startswith("shrunk")]
        assert {name: found[name] for name in drawn} == {name: pytest.approx(row[name]) for name in drawn}
        assert found["verdict"] == row["verdict"]
