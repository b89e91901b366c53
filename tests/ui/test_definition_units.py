"""Every unit a report writes behind a column can be read out to a person."""

from overlap.reports import catalogue
from ui.agreements.definition import UNITS, in_words


def test_every_unit_of_a_column_has_words():
    assert {column.unit for report in catalogue().values() for column in report.columns} <= set(UNITS)


def test_a_lineage_is_told_in_words():
    edges = [("marts.leads", "lead/list"), ("canonical.leads", "marts.leads"), ("canonical.deals", "marts.leads")]
    assert in_words(edges).replace("\\", "") == (
        "- lead/list reads marts.leads\n- marts.leads reads canonical.deals and canonical.leads"
    )
