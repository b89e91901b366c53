"""A list of which only so many rows are asked for is the beginning of the whole list, and says that there is more."""

import pytest
from every_second import every_second

from overlap.reports import Filters, Report, answer, catalogue
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole

FEW = 7
LISTS = [report for _, report in sorted(catalogue().items()) if "rows" in report.file.parameters]
SETTINGS = (Filters(), Filters(channels=("paid_search", None)))


@pytest.mark.parametrize("report", every_second(LISTS), ids=lambda report: report.name)
def test_few_rows_are_the_first_of_all(demo: Reader, report: Report) -> None:
    for filters in SETTINGS:
        whole = answer(demo, report.name, filters)
        few = answer(demo, report.name, filters, row_cap=FEW)
        assert few.frame.equals(whole.frame.head(FEW))
        assert few.is_cut == (whole.frame.height > FEW)


def test_most_lists_are_long_enough_to_be_cut(demo: Reader) -> None:
    cut = [answer(demo, one.name, row_cap=FEW).is_cut for one in LISTS]
    assert len(cut) > 20  # noqa: PLR2004
    assert sum(cut) > len(cut) * 0.8
