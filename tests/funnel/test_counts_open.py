"""Every count of leads on Funnel leaks opens to its rows; those that do not are listed with why."""

import pytest

from overlap.reports import catalogue

FAULTS, OTHER_MONTHS = "faults of an export, told as a warning", "of the company, and of other months than the period"
OF_NO_ROWS = {
    "funnel/leaks": {
        "judged_count": "of a group it is entered_count, which opens; of a reason every lead of the step",
        "tested_count": "tests, not leads",
    },
    "funnel/faults": dict.fromkeys(("round_count", "skipped_count", "returned_count"), FAULTS),
    "funnel/stage_values": dict.fromkeys(("reached_count", "deal_count"), OTHER_MONTHS),
    "funnel/stuck": {"moved_count": OTHER_MONTHS},
    "funnel/time_to_next": {"at_risk_count": "a point of a curve"},
}
FUNNEL = [report for name, report in sorted(catalogue().items()) if name.startswith("funnel/")]


@pytest.mark.parametrize("report", FUNNEL, ids=lambda report: report.name)
def test_every_count_opens(report) -> None:
    counts = {column.name for column in report.columns if column.unit == "count" and column.metric}
    opened = {opens.count for opens in report.opens}
    assert counts - opened == set(OF_NO_ROWS.get(report.name, {}))
