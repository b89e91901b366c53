"""Every report there is, found by name."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from overlap.errors import UsageError, nearest
from overlap.reports.header import Report, report_of
from overlap.sqlfile import QUERIES, HeaderError, load_all

REPORTS = QUERIES / "reports"


@cache
def catalogue(root: Path = REPORTS) -> dict[str, Report]:
    """All reports by name, in order of name. Raises HeaderError for a header that cannot be read, or a name twice."""
    found: dict[str, Report] = {}
    for file in load_all(root).values():
        name = _name(file.path.relative_to(root))
        if name in found:
            raise HeaderError(f"{file.name} has the name of {found[name].file.path.relative_to(root)}: {name}")
        found[name] = report_of(replace(file, name=name))
    return dict(sorted(found.items()))


def _name(path: Path) -> str:
    """`subject/report`: folders within a subject are no part of the name."""
    return (Path(path.parts[0]) / path.stem if path.parts[1:] else path.with_suffix("")).as_posix()


@cache
def formerly() -> dict[str, str]:
    """Names that reports had -> the names they have, from the headers."""
    return {old.name: name for name, report in catalogue().items() for old in report.formerly}


def find(name: str) -> Report:
    """The report of that name, or that had it. Raises UsageError with the nearest one."""
    reports = catalogue()
    if name in formerly():
        report = reports[formerly()[name]]
        return report.when(next(dict(old.params) for old in report.formerly if old.name == name))
    if name not in reports:
        raise UsageError(
            f'There is no report "{name}".{nearest(name, list(reports))} `overlap reports` lists them all.'
        )
    return reports[name]


def shown_by(metric: str) -> list[Report]:
    """The reports with a column of that metric, in order of name."""
    return [report for report in catalogue().values() if any(column.metric == metric for column in report.columns)]
