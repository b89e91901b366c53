"""What a drawer shows of the rows behind a number: words for people, no key of ours."""

from overlap.reports import catalogue, find
from overlap.reports.headings import heading
from ui.rows import unread


def _shown(report: str) -> list[str]:
    columns = [column.name for column in find(report).columns]
    return [name for name in columns if name not in unread(columns)]


def test_the_rows_of_a_frozen_number_are_told_in_words():
    report = "meeting/frozen_rows"
    heads = [heading(find(report), name) for name in _shown(report)]
    assert heads == ["Record", "Lead id", "Counted then", "Day then", "Day now", "What"]


def test_no_drawer_shows_a_fingerprint_or_the_number_that_was_opened():
    opened = {opens.report for report in catalogue().values() for opens in report.opens}
    assert len(opened) > 20
    shown = {(report, name) for report in opened for name in _shown(report)}
    assert not [each for each in shown if each[1].endswith("_key") or each[1] in ("generation", "goal_id")]
