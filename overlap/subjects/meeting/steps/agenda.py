"""The agenda of a meeting, made from the data: at most seven items, one a kind, money first."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

import polars as pl

from overlap.steps.given import Given
from overlap.subjects.meeting import agenda_items as made
from overlap.subjects.meeting.agenda_items import Item, Told

MOST = 7
_KINDS: Mapping[str, Callable[[Told], Iterator[Item]]] = {
    "goals": made.goals,
    "leak": made.leak,
    "promises": made.promises,
    "feedback": made.feedback,
    "restatements": made.restatements,
    "decisions": made.decisions,
    "signatures": made.signatures,
}
_SCHEMA = {
    "place": pl.Int64, "kind": pl.String, "sentence": pl.String, "value": pl.Float64, "value_low": pl.Float64,
    "value_high": pl.Float64, "stake": pl.Decimal(18, 2), "stake_is": pl.String, "page": pl.String,
    "address": pl.String, "report": pl.String,
}  # fmt: skip


def items(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """meeting/agenda: a row an item, in the order in which to talk about them.

    Items with money at stake come first, the most money first; those without in the order of the kinds. Nothing where
    the question is about a person.
    """
    row = frame.row(0, named=True)
    if not row["is_of_teams"]:
        return pl.DataFrame(schema=_SCHEMA)
    told = Told(row, {name: part.to_dicts() for name, part in given.frames.items()}, _as_of(given))
    found = [(kind, item) for kind, of_kind in _KINDS.items() for item in of_kind(told)]
    ranked = sorted(found, key=lambda each: (each[1].stake is None, -(each[1].stake or Decimal(0))))[:MOST]
    rows = [{"place": place, "kind": kind, **vars(item)} for place, (kind, item) in enumerate(ranked, start=1)]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _as_of(given: Given) -> datetime:
    at = given.params["as_of"]
    return at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
