"""The touches that count for a deal by CREDIT 2: in its window, in order, and which of them stood at a milestone."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate
from math import floor

from naive_deals import Deal, ends, group, leads_of
from naive_rows import Known, Row, When, earliest


@dataclass(frozen=True)
class Path:
    """Touches, oldest first, each with its age in seconds; where the milestones stand among them, if they do."""

    touches: tuple[Row, ...]
    ages: tuple[int, ...]
    lead: int | None
    opportunity: int | None

    @property
    def campaigns(self) -> list[str | None]:
        """The campaign of each touch."""
        return [touch.get("campaign_id") for touch in self.touches]


def path_of(known: Known, deal: Deal, window_days: int | None) -> Path:
    """A deal's path inside a window; None is no window.

    A deal all of whose touches are dated after its close keeps them, at age 0. A touch is never older than one before
    it: else one of which only the day is known could stay in the window while a later hour of that day is out of it.
    Touches of a channel that earns no credit are left out as long as another is in the window.
    """
    members, end = group(known, deal), ends(known, deal)
    every = touches_of(known, members)
    before = [(touch, age) for touch in every if (age := age_of(known, touch["touched_at"], end)) is not None]
    ages = accumulate((age for _, age in before), min)
    aged = [(touch, age) for (touch, _), age in zip(before, ages, strict=True)] or [(touch, 0) for touch in every]
    kept = [(touch, age) for touch, age in aged if is_inside(age, window_days)]
    earning = credited(known, [touch for touch, _ in kept], end)
    kept = [(touch, age) for touch, age in kept if touch in earning]
    touches = tuple(touch for touch, _ in kept)
    created = earliest(row["created_at"] for row in known.tables["leads"] if row["lead_id"] in members)
    entered = _opportunity(known, deal, members)
    return Path(
        touches,
        tuple(age for _, age in kept),
        _at_or_before(known, touches, created),
        _at_or_before(known, touches, entered or deal.row.get("opened_at")),
    )


def _opportunity(known: Known, deal: Deal, members: set[str]) -> When | None:
    """The group's first opportunity entry in the deal's own life."""
    begins, closed = _life_of(known, deal, members), deal.row.get("closed_at")
    return earliest(
        row["entered_at"]
        for row in known.tables["stage_entries"]
        if row["lead_id"] in members and row["stage"] == "opportunity"
        if begins is None or known.is_from(begins, row["entered_at"])
        if closed is None or known.is_from(row["entered_at"], closed)
    )


def _life_of(known: Known, deal: Deal, members: set[str]) -> When | None:
    """When a deal begins: with the last close of the group's earlier deals; where one was open, as it was opened."""
    opened = deal.row.get("opened_at")
    if not opened:
        return None
    earlier = [
        other
        for other in known.tables["deals"]
        if other.get("opened_at") and not known.is_from(opened, other["opened_at"])
        if members & leads_of(known, other)
    ]
    closes = [close for other in earlier if (close := other.get("closed_at")) and known.is_from(close, opened)]
    if len(closes) < len(earlier):
        return opened
    return max(closes, key=lambda when: (when.at, not when.is_day), default=None)


def touches_before(known: Known, lead_id: str, end: When, window_days: int | None) -> list[Row]:
    """The touches of one lead that count inside a window that ends then, oldest first."""
    aged = [(touch, age_of(known, touch["touched_at"], end)) for touch in touches_of(known, {lead_id})]
    inside = [touch for touch, age in aged if age is not None and is_inside(age, window_days)]
    return credited(known, inside, end)


def credited(known: Known, touches: list[Row], end: When) -> list[Row]:
    """Those of no channel that earns no credit; all of them where there is no other."""
    silent = {name.strip().lower() for name in known.agreed("attribution", end.at)["uncredited_channels"]}
    earning = [touch for touch in touches if (channel_of(known, touch) or "").strip().lower() not in silent]
    return earning or touches


def touches_of(known: Known, members: Collection[str]) -> list[Row]:
    """Every touch of some leads with a campaign or a channel, oldest first; ties by campaign, then by touch."""
    touches = [
        touch
        for touch in known.tables["touches"]
        if touch["lead_id"] in members and (touch.get("campaign_id") is not None or touch.get("channel") is not None)
    ]
    return sorted(touches, key=_in_order)


def channel_of(known: Known, touch: Row) -> str | None:
    """The touch's own channel; where it has none, its campaign's."""
    campaigns = {row["campaign_id"]: row.get("channel") for row in known.tables["campaigns"]}
    return touch.get("channel") or campaigns.get(touch.get("campaign_id"))


def age_of(known: Known, touched: When, end: When) -> int | None:
    """Elapsed seconds before the end, whole days of them for dates; None after it."""
    if touched.is_day or end.is_day:
        days = (known.day(end.at) - known.day(touched.at)).days
        return days * 86400 if days >= 0 else None
    return floor(end.at.timestamp()) - floor(touched.at.timestamp()) if touched.at <= end.at else None


def is_inside(age: int, window_days: int | None) -> bool:
    """Both edges belong; None is no window."""
    return window_days is None or age <= window_days * 86400


def _in_order(touch: Row) -> tuple:
    campaign_id = touch.get("campaign_id")
    return touch["touched_at"].at, campaign_id is not None, campaign_id or "", touch["touch_id"]


def _at_or_before(known: Known, touches: tuple[Row, ...], milestone: When | None) -> int | None:
    """The place of the newest touch at or before the milestone."""
    if milestone is None:
        return None
    places = [n for n, touch in enumerate(touches) if age_of(known, touch["touched_at"], milestone) is not None]
    return max(places, default=None)
