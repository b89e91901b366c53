"""What holds between a signature and the build that applies it: ask-time values at once, build-time values as built."""

from collections.abc import Sequence
from datetime import UTC, datetime

from overlap.agreements.kinds import KINDS, Kind
from overlap.agreements.timeline import Agreements, Row

_EVER = datetime.min.replace(tzinfo=UTC)


def at_ask(built: Agreements, agreed: Agreements) -> Agreements:
    """What reports read: of `agreed` the values that need no build, of `built` all others.

    Where a kind has both, a row has the id of what is agreed once nothing of it waits, else the id it was built with.
    """
    return Agreements(tuple(row for name in KINDS for row in _of(KINDS[name], built.of(name), agreed.of(name))))


def pending(built: Agreements, agreed: Agreements) -> tuple[Row, ...]:
    """The rows of `agreed` whose build-time values the generation was not built with, by kind and date."""
    return tuple(row for name in KINDS for row in agreed.of(name) if _waits(KINDS[name], built.of(name), row))


def _of(kind: Kind, built: Sequence[Row], agreed: Sequence[Row]) -> Sequence[Row]:
    at_once = {value.name for value in kind.values if value.at_ask}
    if len(at_once) == len(kind.values):
        return agreed
    if not at_once:
        return built
    # Only kinds of a single row of values have both sorts of values.
    rows: list[Row] = []
    for start, end in _spans([*built, *agreed]):
        old, new = _holding(built, start), _holding(agreed, start)
        values = {name: (new if name in at_once else old).values[name] for name in old.values}
        row = Row(kind.name, values, start, end, new.agreement_id if values == new.values else old.agreement_id)
        if rows and (rows[-1].values, rows[-1].agreement_id) == (row.values, row.agreement_id):
            row = Row(kind.name, values, rows.pop().effective_from, end, row.agreement_id)
        rows.append(row)
    return rows


def _waits(kind: Kind, built: Sequence[Row], row: Row) -> bool:
    """Whether any time the row holds was built with other build-time values."""
    kept = [value.name for value in kind.values if not value.at_ask]
    meets = [old for old in built if _begin(old) < _end(row) and _begin(row) < _end(old)]
    if kind.per:
        return bool(kept) and any(old.values != row.values for old in meets)
    return any(old.values[name] != row.values[name] for old in meets for name in kept)


def _spans(rows: Sequence[Row]) -> list[tuple[datetime | None, datetime | None]]:
    starts: list[datetime | None] = [None, *sorted({row.effective_from for row in rows if row.effective_from})]
    return list(zip(starts, [*starts[1:], None], strict=True))


def _holding(rows: Sequence[Row], at: datetime | None) -> Row:
    return next(row for row in rows if _begin(row) <= (at or _EVER) < _end(row))


def _begin(row: Row) -> datetime:
    return row.effective_from or _EVER


def _end(row: Row) -> datetime:
    return row.effective_to or datetime.max.replace(tzinfo=UTC)
