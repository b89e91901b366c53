"""Every number has exactly one definition, and every definition a number."""

from overlap.glossary import glossary
from overlap.reports import catalogue, shown_by

COLUMNS = [(report.name, column) for report in catalogue().values() for column in report.columns if column.metric]


def test_every_metric_of_a_report_is_defined_and_every_definition_is_used():
    assert {column.metric for _, column in COLUMNS} == set(glossary())


def test_a_number_has_the_unit_its_definition_says():
    assert [
        f"{name}.{column.name}: {column.unit}"
        for name, column in COLUMNS
        if column.unit != glossary()[column.metric].unit
    ] == []


def test_every_number_says_how_it_is_computed_and_what_it_may_not_be_called():
    for name, metric in glossary().items():
        assert all([metric.sentence, metric.formula, metric.never, metric.source]), name


def test_two_numbers_never_share_a_name():
    labels = [metric.label for metric in glossary().values()]
    assert sorted(set(labels)) == sorted(labels)


def test_a_metric_finds_the_reports_that_show_it():
    assert "goals/totals" in [report.name for report in shown_by("booked_from")]
