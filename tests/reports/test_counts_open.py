"""Every count on the pages about leads, complaints, measures and content opens to its rows; or it is said why not."""

from of_each import of_each

from overlap.reports import catalogue

OTHER_MONTHS = "of the company, and of other months than the period"
TESTS = "tests, not leads"
SUMMED = "cells that are only summed up by a report whose own counts open"
OF_NO_ROWS = {
    "content/by_segment": {"tested_count": TESTS},
    "content/pieces": {"tested_count": TESTS},
    "funnel/leaks": {
        "judged_count": "of a group it is entered_count, which opens; of a reason every lead of the step",
        "tested_count": TESTS,
    },
    "funnel/stage_values": dict.fromkeys(("reached_count", "deal_count"), OTHER_MONTHS),
    "funnel/stuck": {"moved_count": OTHER_MONTHS},
    "funnel/time_to_next": {"at_risk_count": "a point of a curve"},
    "sides/bridge_cells": dict.fromkeys(("lead_count", "accepted_count", "won_count"), SUMMED),
    "sides/closing_cells": dict.fromkeys(("in_play_count", "closed_count", "won_count"), SUMMED),
    "sides/fairness_cells": dict.fromkeys(
        ("due_count", "in_time_count", "by_date_count", "progressed_count", "unlogged_count", "winnable_count",
         "won_count"), SUMMED,
    ),
    "sides/handoff_cells": dict.fromkeys(
        ("handoff_count", "qualifiable_count", "qualified_count", "winnable_count", "won_count", "accepted_count",
         "accepted_won_count"), SUMMED,
    ),
    "sides/weeks_short": {"handoff_count": "a list of weeks; sides/arrivals opens each"},
    "translation/by_measure": {"tested_count": TESTS},
}  # fmt: skip
PAGES = ("content/", "funnel/", "sides/", "translation/")
REPORTS = [report for name, report in sorted(catalogue().items()) if name.startswith(PAGES)]


@of_each(REPORTS)
def test_every_count_opens(report) -> None:
    counts = {column.name for column in report.columns if column.unit == "count" and column.metric}
    opened = {opens.count for opens in report.opens}
    assert counts - opened == set(OF_NO_ROWS.get(report.name, {}))
