"""The glossary: what every metric id of the headers is called and means, a file a subject in config/glossary/."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from overlap.errors import UsageError, nearest
from overlap.settings import PROJECT

GLOSSARY = PROJECT / "config" / "glossary"
# As the pages stand.
ORDER = ("goals", "quality", "followup", "funnel", "revenue", "capacity", "translation", "content", "lead", "meeting")


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
def glossary(folder: Path = GLOSSARY) -> dict[str, Metric]:
    """All metrics by id, in the order of the pages. Raises ValueError for an id that is there twice."""
    metrics: dict[str, Metric] = {}
    files = sorted(folder.glob("*.toml"), key=lambda path: (ORDER.index(path.stem) if path.stem in ORDER else 99, path))
    for path in files:
        for name, fields in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in metrics:
                raise ValueError(f"config/glossary/{path.name}: {name} is defined in another file, too.")
            metrics[name] = Metric(id=name, **fields)
    return metrics


def metric(name: str) -> Metric:
    """The metric of that id. Raises UsageError with the nearest one."""
    metrics = glossary()
    if name not in metrics:
        raise UsageError(f'There is no metric "{name}".{nearest(name, list(metrics))}')
    return metrics[name]
