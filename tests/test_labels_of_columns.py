"""Codes of a whole column by their labels."""

import polars as pl

from overlap import labels


def test_each_code_of_a_column_is_called_what_it_is_called_alone_and_nothing_stays_nothing() -> None:
    codes = pl.Series("channel", ["paid_search", None, "Our own", "web"], pl.String)
    found = labels.of_all(codes, labels.of)
    assert found.to_list() == [labels.of("paid_search"), None, "Our own", labels.of("web")]
    assert (found.name, found.dtype) == ("channel", pl.String)


def test_a_column_without_rows_stays_a_column_of_texts() -> None:
    assert labels.of_all(pl.Series("sequence", [], pl.String), labels.of_path).dtype == pl.String
