"""What two people sign, one of each team: what is there of it, who signed first, who is awaited, and a way back."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Table

from overlap.store import typed, written_rows
from overlap.store.store import Store

TEAMS = ("marketing", "sales")
OPEN, SIGNED, WITHDRAWN = "open", "signed", "withdrawn"


class TwoSignatures:
    """Something with one signature, or both; `state` is open (one is empty), signed or withdrawn."""

    signed_marketing: str
    signed_sales: str
    proposed_at: datetime
    state: str

    @property
    def awaits(self) -> str:
        """The team whose signature is missing: marketing or sales."""
        return TEAMS[0] if not self.signed_marketing else TEAMS[1]

    @property
    def signed_first(self) -> str:
        """The team that proposed it."""
        return TEAMS[1] if self.awaits == TEAMS[0] else TEAMS[0]

    @property
    def proposed_by(self) -> str:
        """Who signed first."""
        return self.signed_sales if self.awaits == TEAMS[0] else self.signed_marketing


def withdraw(
    store: Store,
    table: Table,
    row_id: str,
    refuse_ended: Callable[[written_rows.Row], None],
    by: str,
    at: datetime | None,
) -> None:
    """Take back what waits for a signature. A second time changes nothing; `refuse_ended` raises for what is signed."""
    who = typed.name("by", by)
    with store.write("audit", table.name) as connection:
        before = written_rows.found(connection, table, row_id)
        if before["state"] != WITHDRAWN:
            refuse_ended(before)
            written_rows.alter(connection, table, before, {"state": WITHDRAWN}, "withdraw", who, typed.moment(at))
