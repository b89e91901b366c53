"""Answers of a company that no test changes, each asked for once by the tests of a file."""

from collections.abc import Hashable, Mapping

import polars as pl

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

Question = tuple[str, Filters, frozenset[tuple[str, Hashable]]]
# By the reader's id, which belongs to it for as long as it is kept beside its answers.
_answers: dict[int, tuple[Reader, dict[Question, pl.DataFrame]]] = {}


def asked(
    reader: Reader, report: str, filters: Filters | None = None, params: Mapping[str, Hashable] | None = None
) -> pl.DataFrame:
    """What a report answers, for tests that look at another column, row or filter of what one before them asked."""
    chosen = filters or Filters()
    question = report, chosen, frozenset((params or {}).items())
    _, known = _answers.setdefault(id(reader), (reader, {}))
    if question not in known:
        known[question] = answer(reader, report, chosen, params=params).frame
    return known[question]
