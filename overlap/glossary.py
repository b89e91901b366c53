"""The glossary: what every metric id of the reports' headers is called and means, from config/glossary.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from overlap.errors import UsageError, nearest
from overlap.reports import Report, catalogue
from overlap.settings import PROJECT

GLOSSARY = PROJECT / "config" / "glossary.toml"


@dataclass(frozen=True)
class Metric:
    """A number with its definition. `formula` is in words; `never` is what it may not be called."""

    id: str
    label: str
    sentence: str
    unit: str
    formula: str
    never: str
    source: str


@cache
def glossary(path: Path = GLOSSARY) -> dict[str, Metric]:
    """All metrics by id, in the file's order: leads first, then handoffs, deals, revenue, funnel."""
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Metric(id=name, **fields) for name, fields in declared.items()}


def metric(name: str) -> Metric:
    """The metric of that id. Raises UsageError with the nearest one."""
    metrics = glossary()
    if name not in metrics:
        raise UsageError(f'There is no metric "{name}".{nearest(name, list(metrics))}')
    return metrics[name]


def shown_by(name: str) -> list[Report]:
    """The reports with a column of that metric, in order of name."""
    return [report for report in catalogue().values() if any(column.metric == name for column in report.columns)]
