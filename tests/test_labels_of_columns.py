"""Codes of a whole column by their labels, and what stands above a column."""

import polars as pl

from overlap import labels
from overlap.reports import catalogue
from overlap.reports.headings import heading


def test_each_code_of_a_column_is_called_what_it_is_called_alone_and_nothing_stays_nothing() -> None:
    codes = pl.Series("channel", ["paid_search", None, "Our own", "web"], pl.String)
    found = labels.of_all(codes, labels.of)
    assert found.to_list() == [labels.of("paid_search"), None, "Our own", labels.of("web")]
    assert (found.name, found.dtype) == ("channel", pl.String)


def test_a_column_without_rows_stays_a_column_of_texts() -> None:
    assert labels.of_all(pl.Series("sequence", [], pl.String), labels.of_path).dtype == pl.String


def test_no_yes_or_no_is_headed_as_code_or_as_another_column_of_its_list() -> None:
    flags = {"is", "has", "was"}
    found = {
        name: {column.name: heading(report, column.name) for column in report.columns}
        for name, report in catalogue().items()
    }
    asked = [(name, column) for name, heads in found.items() for column in heads if column.split("_")[0] in flags]
    assert len(asked) > 70
    assert [each for each in asked if found[each[0]][each[1]].split(" ")[0].lower() in flags] == []
    shared = [each for each in asked if list(found[each[0]].values()).count(found[each[0]][each[1]]) > 1]
    assert shared == [("quality/by_score_band", "is_young"), ("quality/score_months", "is_young")]  # drawn, not listed
