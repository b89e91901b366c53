"""Every report there is, found by name."""

from functools import cache
from pathlib import Path

from overlap.errors import UsageError, nearest
from overlap.reports.header import Report, report_of
from overlap.sqlfile import QUERIES, load_all

REPORTS = QUERIES / "reports"


@cache
def catalogue(root: Path = REPORTS) -> dict[str, Report]:
    """All reports by name, in order of name. Raises HeaderError for a header that cannot be read."""
    return {name: report_of(file) for name, file in load_all(root).items()}


def find(name: str) -> Report:
    """The report of that name. Raises UsageError with the nearest one."""
    reports = catalogue()
    if name not in reports:
        raise UsageError(
            f'There is no report "{name}".{nearest(name, list(reports))} `overlap reports` lists them all.'
        )
    return reports[name]
