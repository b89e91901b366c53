"""Handoffs by the handbook: what became of each, who held it; accepted, rejected, undecided."""

from dataclasses import dataclass
from itertools import zip_longest

from naive_chains import chains
from naive_clocks import closings, judged_at
from naive_rows import Known, Row, When, earliest

QUALIFIED = ("sql", "opportunity", "won")


@dataclass(frozen=True)
class Handoff:
    """A lead given to sales, whoever it was passed on to."""

    handoff_id: str
    lead_id: str
    handed_at: When
    accepted_at: When | None
    rejected_at: When | None
    qualified_at: When | None
    transfers: int
    rep_id: str | None
    holder_id: str | None
    is_holder_unknown: bool
    rows: tuple[Row, ...]
    won_at: When | None
    closings: tuple[tuple[str, When], ...]


def handoffs(known: Known, entries: dict[str, tuple[tuple[str, When], ...]]) -> list[Handoff]:
    """Every handoff; `entries` are each lead's stage entries. A handoff's qualification comes before the next one."""
    found = []
    for lead_id, of_lead in entries.items():
        every = chains(known, lead_id, of_lead)
        following = [chain[0]["handed_at"] for chain in every[1:]]
        found += [
            _merged(known, chain, of_lead, end) for chain, end in zip_longest(every, following) if chain is not None
        ]
    return found


def is_accepted(known: Known, handoff: Handoff, days: int) -> bool:
    """Accepted and not rejected within the days, or sales-qualified within them although nobody clicked accept."""
    clicked = known.follows_within(handoff.handed_at, handoff.accepted_at, days)
    refused = known.follows_within(handoff.handed_at, handoff.rejected_at, days)
    implied = handoff.accepted_at is None and known.is_within(handoff.handed_at, handoff.qualified_at, days)
    return (clicked and not refused) or implied


def latest_holder(known: Known, lead_id: str, entries: tuple[tuple[str, When], ...]) -> str | None:
    """Who holds a lead's latest handoff as of now; nobody is named where it was passed on without a record."""
    every = chains(known, lead_id, entries)
    return _holder(known, every[-1], When(known.as_of, False)) if every else None


def _merged(known: Known, chain: list[Row], entries: tuple[tuple[str, When], ...], following: When | None) -> Handoff:
    first = chain[0]
    receiver = _holder(known, chain, first["handed_at"])
    return Handoff(
        handoff_id=first["handoff_id"],
        lead_id=first["lead_id"],
        handed_at=first["handed_at"],
        accepted_at=earliest(row["accepted_at"] for row in chain if row.get("accepted_at")),
        rejected_at=earliest(row["rejected_at"] for row in chain if row.get("rejected_at")),
        qualified_at=_first_of(known, QUALIFIED, first["handed_at"], entries, following),
        transfers=len(chain) - 1 + sum(row.get("transfers") or 0 for row in chain),
        rep_id=_holder(known, chain, judged_at(known, chain, entries, following, receiver)),
        holder_id=_holder(known, chain, When(known.as_of, False)),
        is_holder_unknown=_is_holder_unknown(known, chain),
        rows=tuple(chain),
        won_at=_first_of(known, ("won",), first["handed_at"], entries, following),
        closings=tuple(closings(known, chain, entries, following)),
    )


def _first_of(
    known: Known, stages: tuple[str, ...], handed: When, entries: tuple[tuple[str, When], ...], following: When | None
) -> When | None:
    """The first such stage from the handing over on and before the next one."""
    return earliest(
        when
        for stage, when in entries
        if stage in stages and known.is_from(handed, when) and not (following and known.is_from(following, when))
    )


def _assignments(known: Known, row: Row) -> list[Row]:
    return [one for one in known.tables["assignments"] if one["handoff_id"] == row["handoff_id"]]


def _is_holder_unknown(known: Known, chain: list[Row]) -> bool:
    return any(row.get("transfers") and not _assignments(known, row) for row in chain)


def _holder(known: Known, chain: list[Row], when: When) -> str | None:
    """Who held a handoff at a moment; by the day where the moment, or the taking over, has no clock."""
    taken = [
        (one["assigned_at"], row["handoff_id"], one["rep_id"]) for row in chain for one in _assignments(known, row)
    ]
    taken += [(row["handed_at"], row["handoff_id"], row.get("rep_id")) for row in chain if not _assignments(known, row)]
    before = [one for one in taken if known.is_from(one[0], when)]
    if not before or _is_holder_unknown(known, chain):
        return None
    return max(before, key=lambda one: (one[0].at, one[1]))[2]
