"""Figures of a run: kept as JSON, a line each, and laid beside those of the last run that was kept."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

Key = tuple[str, int, str, str]


@dataclass(frozen=True)
class Figure:
    """What a part measured on a company of so many leads; no leads where none were needed."""

    part: str
    leads: int
    what: str
    unit: str
    value: float

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return self.part, self.leads, self.what, self.unit


def write(path: Path, figures: Iterable[Figure]) -> None:
    """All of them, a line each, so that a change is read as one."""
    lines = (json.dumps(astuple(each)) for each in figures)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def read(path: Path) -> dict[Key, Figure]:
    """Those of an earlier run; none where there was none."""
    if not path.exists():
        return {}
    figures = (Figure(*row) for row in json.loads(path.read_text(encoding="utf-8")))
    return {each.key: each for each in figures}


def merged(kept: Mapping[Key, Figure], newer: Iterable[Figure]) -> list[Figure]:
    """The kept ones, but of each part and size that was measured again only what is newer."""
    taken = list(newer)
    again = {(each.part, each.leads) for each in taken}
    return sorted([each for each in kept.values() if (each.part, each.leads) not in again] + taken, key=_place)


def times_as_much(figure: Figure, before: Mapping[Key, Figure]) -> float | None:
    """The figure by that of the earlier run; None where it has none, or nothing to divide by."""
    was = before.get(figure.key)
    return figure.value / was.value if was and was.value else None


def _place(figure: Figure) -> tuple[str, int]:
    return figure.part, figure.leads  # within a part as measured: sorting keeps that order
