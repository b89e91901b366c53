"""The pipeline between two days, deal by deal, as the handbook's words say it: no SQL, no shared code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

ALWAYS, NEVER = date.min, date.max


@dataclass(frozen=True)
class Deal:
    """`written` are (day, cents) in the order they were written; `cents` is what stands on the deal itself."""

    deal_id: str
    opened: date | None
    closed: date | None
    outcome: str
    cents: int | None
    written: Sequence[tuple[date, int]] = ()
    due: date | None = None

    def came(self) -> date:
        return self.opened or ALWAYS

    def left(self) -> date:
        return self.closed or NEVER

    def worth_before(self, day: date) -> int:
        before = [cents for at, cents in self.written if at < day]
        if before:
            return before[-1]
        return self.written[0][1] if self.written else self.cents or 0

    def worth_by(self, end: date) -> int:
        """At its close, or at the end of the period; what stands on the deal unless something was written after."""
        written_later = any(at >= end for at, _ in self.written)
        return self.worth_before(end) if self.left() >= end and written_later else self.cents or 0


def bridge(deals: Sequence[Deal], start: date, end: date, whole_until: date) -> Mapping[str, dict[str, int]]:
    """Cents by part and deal."""
    parts: dict[str, dict[str, int]] = {
        part: {} for part in ("open_then", "opened", "resized", "won", "lost", "open_now", "slipped")
    }
    for deal in deals:
        if deal.came() >= end or deal.left() < start:
            continue
        was_open, then, now = deal.came() < start, deal.worth_before(start), deal.worth_by(end)
        parts["open_then" if was_open else "opened"][deal.deal_id] = then
        if now != then:
            parts["resized"][deal.deal_id] = now - then
        if deal.left() < end:
            parts[deal.outcome][deal.deal_id] = -now
            continue
        parts["open_now"][deal.deal_id] = now
        if was_open and deal.due and start <= deal.due < min(end, whole_until):
            parts["slipped"][deal.deal_id] = now
    return parts
