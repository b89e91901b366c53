"""What a meeting saw, frozen: never changed, whatever the data say later."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from overlap.store import typed
from overlap.store.schema import FROZEN
from overlap.store.store import Store
from overlap.store.submitting import Form, submit

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Seen:
    """What is to be frozen: agenda and goals as their reports said, the won deals and counted rows behind the goals."""

    generation: str
    as_of: datetime
    address: str
    agenda: Rows
    goals: Rows
    deals: Rows
    counts: Rows = ()


@dataclass(frozen=True)
class Frozen:
    """What was frozen, and by whom; days and amounts inside the rows are texts."""

    frozen_id: str
    seen: Seen
    note: str
    frozen_at: datetime
    frozen_by: str


def freeze(store: Store, submit_id: str, seen: Seen, by: str, note: str = "", at: datetime | None = None) -> str:
    """Keep what was seen and return its id; the same form again returns the same. Raises InputError."""
    who, now = typed.name("by", by), typed.moment(at)
    says = {
        "generation": typed.identifier("generation", seen.generation),
        "as_of": typed.moment(seen.as_of),
        "address": seen.address,
        "note": typed.text("note", note),
        "agenda_json": _written(seen.agenda),
        "goals_json": _written(seen.goals),
        "deals_json": _written(seen.deals),
        "counts_json": _written(seen.counts),
        "frozen_by": who,
    }
    return submit(store, FROZEN, Form(submit_id, says, {"frozen_at": now}, "freeze", who, now))


def all_frozen(store: Store) -> list[Frozen]:
    """Everything that was frozen, the newest first."""
    with store.read() as connection:
        found = connection.execute(select(FROZEN).order_by(FROZEN.c.frozen_at.desc(), FROZEN.c.frozen_id)).mappings()
        return [_frozen(dict(row)) for row in found]


def _written(rows: Rows) -> str:
    return json.dumps([dict(row) for row in rows], default=str, ensure_ascii=False)


def _frozen(row: dict[str, Any]) -> Frozen:
    rows = (json.loads(row[f"{name}_json"]) for name in ("agenda", "goals", "deals", "counts"))
    seen = Seen(row["generation"], row["as_of"], row["address"], *rows)
    return Frozen(row["frozen_id"], seen, row["note"], row["frozen_at"], row["frozen_by"])
