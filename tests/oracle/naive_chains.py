"""Which rows are one handoff, by the handbook: all up to an end, or to a row qualified anew after an attempt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from naive_clocks import attempts_on, ends_of
from naive_rows import Known, Row, When, earliest

Entries = tuple[tuple[str, When], ...]
Moment = tuple[datetime, int]  # of what happens at one instant, the lower number is first
ENDED = 2


@dataclass(frozen=True)
class Opening:
    """A handoff after an end: when the lead was ended last, and when it counts as qualified again."""

    ended: Moment
    qualified_at: When


def chains(known: Known, lead_id: str, entries: Entries) -> list[list[Row]]:
    """The rows of a lead in order, one list for each handoff."""
    found: list[list[Row]] = []
    rows = _rows(known, lead_id)
    for row in rows:
        goes_on = found and not _ends_between(known, found[-1][-1], row, rows, entries)
        if goes_on and not _is_qualified_anew(known, found[-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def openings(known: Known, lead_id: str, entries: Entries) -> list[Opening]:
    """The handoffs that came after an end: qualified after it, as the rows say, else when they were handed over."""
    rows, found = _rows(known, lead_id), []
    for before, chain in pairwise(chains(known, lead_id, entries)):
        if ended := max(_ends_between(known, before[-1], chain[0], rows, entries), default=None):
            said = [row["own_qualified_at"] for row in chain if row["own_qualified_at"]]
            anew = [when for when in (*said, chain[0]["handed_at"]) if when.at >= ended[0]]
            found.append(Opening(ended, earliest(anew) or chain[0]["handed_at"]))
    return found


def won_at(known: Known, when: When) -> Moment:
    """The place of a win in the order of time: one without a clock comes at the end of its day."""
    if not when.is_day:
        return when.at, ENDED
    following = known.day(when.at) + timedelta(days=1)
    return datetime.combine(following, time(), known.zone).astimezone(when.at.tzinfo), -1


def _rows(known: Known, lead_id: str) -> list[Row]:
    """The rows in order; a time of qualifying before the row before was handed over is an older handoff's."""
    rows = [row for row in known.tables["handoffs"] if row["lead_id"] == lead_id]
    rows = sorted(rows, key=lambda row: (row["handed_at"].at, row["handoff_id"]))
    found = []
    for before, row in zip([None, *rows], rows, strict=False):
        said = row.get("qualified_at")
        is_own = said and (before is None or said.at > before["handed_at"].at)
        found.append({**row, "own_qualified_at": said if is_own else None})
    return found


def _ends_between(known: Known, before: Row, row: Row, rows: list[Row], entries: Entries) -> list[Moment]:
    """Everything that ended the lead after one handing over and before the next.

    In one instant, or on one day without a clock, a lead is closed, then handed over, then rejected or won.
    """
    start, end = before["handed_at"], row["handed_at"]
    found = []
    for stage, when in ends_of(known, row["lead_id"], entries):
        if stage == "won" and known.is_from(start, when) and not known.is_from(end, when):
            found.append(won_at(known, when))
        if stage != "won" and start.at < when.at <= end.at:
            found.append((when.at, ENDED))
    for one in rows:
        at = one["rejected_at"].at if one.get("rejected_at") else None
        is_own = one["handoff_id"] == before["handoff_id"] and at == start.at
        if at and (is_own or start.at < at < end.at or (start.at < at == end.at != one["handed_at"].at)):
            found.append((at, ENDED))
    return found


def _is_qualified_anew(known: Known, chain: list[Row], row: Row) -> bool:
    """Whether a row was qualified after the handoff before was first attempted; being handed over proves nothing."""
    first, handed = chain[0], row["handed_at"]
    said = first["own_qualified_at"]
    begins = When(min(said.at, first["handed_at"].at) if said else first["handed_at"].at, first["handed_at"].is_day)
    attempt = earliest(
        when
        for when, _ in attempts_on(known, row["lead_id"])
        if known.is_from(begins, when) and not known.is_from(handed, when)
    )
    return attempt is not None and any(_is_after(known, attempt, when) for when in _qualifications(known, row))


def _qualifications(known: Known, row: Row) -> Iterator[When]:
    """When the lead was qualified, up to a row's handing over."""
    handed, said = row["handed_at"], row["own_qualified_at"]
    if said and known.is_from(said, handed) and not known.is_from(handed, said):
        yield said
    for entry in known.tables["stage_entries"]:
        when = entry["entered_at"]
        if entry["lead_id"] == row["lead_id"] and entry["stage"] == "mql" and known.is_from(when, handed):
            yield when


def _is_after(known: Known, before: When, when: When) -> bool:
    return not known.is_from(when, before)
