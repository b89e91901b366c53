"""A figure read out as a table: a row for each mark that says something when it is pointed at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import plotly.graph_objects as go

_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Line:
    """A mark in words: what it is, what it says; `trace` and `data` are what selecting it gives."""

    mark: str
    says: str
    trace: int
    data: Any


def read_out(figure: go.Figure) -> list[Line]:
    """The marks in the order they were drawn; marks that say the same are one."""
    found: dict[tuple[str, str], Line] = {}
    for number, trace in enumerate(figure.data):
        for text, data in _marks(trace):
            mark, *rest = (_plain(part) for part in text.split("<br>"))
            line = Line(mark, "; ".join(part for part in rest if part), number, data)
            found.setdefault((line.mark, line.says), line)
    return list(found.values())


def _marks(trace: Any) -> Iterator[tuple[str, Any]]:
    if getattr(trace, "hoverinfo", None) == "skip":
        return
    texts = _cells(getattr(trace, "hovertext", None))
    data = _given(getattr(trace, "customdata", None))
    for place, text in enumerate(texts):
        if text:
            yield text, data[place] if place < len(data) else None


def _cells(given: Any) -> list[str]:
    """The texts of points, or of a map's cells row by row."""
    rows = _given(given)
    return [str(cell or "") for row in rows for cell in (row if isinstance(row, list | tuple) else [row])]


def _given(given: Any) -> list[Any]:
    if given is None or isinstance(given, str):
        return [] if given is None else [given]
    return given.tolist() if hasattr(given, "tolist") else list(given)


def _plain(text: str) -> str:
    return " ".join(unescape(_MARKUP.sub(" ", text)).split())
