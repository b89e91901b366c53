"""Every unit a report writes behind a column can be read out to a person."""

from overlap.reports import catalogue
from ui.definition import UNITS


def test_every_unit_of_a_column_has_words():
    assert {column.unit for report in catalogue().values() for column in report.columns} <= set(UNITS)
