"""Leads drawn by chance under a signed agreement: handed over although below the threshold, or held back a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from overlap.errors import InputError
from overlap.store import typed, written_rows
from overlap.store.schema import AGREEMENTS, SAMPLES
from overlap.store.store import Store

KINDS = ("exploration", "hold")


@dataclass(frozen=True)
class Draw:
    """Leads drawn together: each lead of a pool had the chance `share`, above 0 and up to 1."""

    kind: str
    share: float
    agreement_id: str
    lead_ids: Sequence[str]
    drawn_by: str


@dataclass(frozen=True)
class Sampled:
    """A lead in a sample; `drawn_at` is when it was drawn first."""

    lead_id: str
    kind: str
    share: float
    drawn_at: datetime
    drawn_by: str
    agreement_id: str


def draw(store: Store, drawn: Draw, at: datetime | None = None) -> int:
    """Keep the leads that are not in the sample yet; returns how many those are. Raises InputError naming the field.

    A lead stays drawn as it was drawn first, so that drawing again from a pool that has grown only adds.
    """
    typed.choice("kind", drawn.kind, KINDS)
    if not 0 < drawn.share <= 1:
        raise InputError(f"share must be above 0 and at most 1, not {drawn.share}.")
    who, now = typed.name("drawn_by", drawn.drawn_by), typed.moment(at)
    wanted = [typed.identifier("lead_id", lead_id) for lead_id in dict.fromkeys(drawn.lead_ids)]
    with store.write("audit", "samples") as connection:
        written_rows.found(connection, AGREEMENTS, drawn.agreement_id)
        there = set(connection.scalars(select(SAMPLES.c.lead_id).where(SAMPLES.c.kind == drawn.kind)))
        stamps = {
            "kind": drawn.kind,
            "share": drawn.share,
            "drawn_at": now,
            "drawn_by": who,
            "agreement_id": drawn.agreement_id,
        }
        new = [lead_id for lead_id in wanted if lead_id not in there]
        if new:
            connection.execute(insert(SAMPLES), [{"lead_id": lead_id, **stamps} for lead_id in new])
            # One line for the draw, not one for each of what may be a hundred thousand leads.
            said = {**stamps, "lead_count": len(new)}
            written_rows.record(connection, SAMPLES, drawn.agreement_id, "draw", who, now, None, said)
    return len(new)


def sampled(store: Store) -> list[Sampled]:
    """Every lead drawn here, by kind and lead."""
    with store.read() as connection:
        found = connection.execute(select(SAMPLES).order_by(SAMPLES.c.kind, SAMPLES.c.lead_id)).mappings()
        return [Sampled(**row) for row in found]
