"""Deals and their credit by CREDIT 1-3: cents to people first, then each person's cents over the touches."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Literal

from naive_rows import Known, Row, When

Model = Literal["first", "last", "linear"]


@dataclass(frozen=True)
class Deal:
    """A deal with its money in the reporting currency and what a filter can ask of it."""

    row: Row
    cents: int
    kind: str
    opened_on: date | None
    closed_on: date | None
    channel: str | None
    campaign_id: str | None
    region: str | None
    segment: str | None
    people: dict[str, int]
    teams: dict[str, str | None]

    @property
    def deal_id(self) -> str:
        """The deal's id."""
        return self.row["deal_id"]

    @property
    def is_won(self) -> bool:
        """Won as of the house's as-of."""
        return self.row["outcome"] == "won"


@dataclass(frozen=True)
class Cell:
    """What one touch and one person earned of one deal."""

    deal: Deal
    campaign_id: str | None
    channel: str | None
    has_touch: bool
    rep_id: str | None
    team: str | None
    cents: int


def deals(known: Known) -> list[Deal]:
    """Every deal of the house."""
    leads = {row["lead_id"]: row for row in known.tables["leads"]}
    teams = {rep["rep_id"]: rep.get("team") for rep in known.tables["reps"]}
    found = []
    for row in known.tables["deals"]:
        lead = leads.get(row.get("lead_id"), {})
        people = _points(known, row, is_overlay=False)
        opened_on, closed_on = known.on(row.get("opened_at")), known.on(row.get("closed_at"))
        found.append(
            Deal(
                row, _cents(known, row, closed_on or opened_on or known.day(known.as_of)), row.get("kind") or "new",
                opened_on, closed_on, lead.get("channel"), lead.get("source_campaign_id"),
                lead.get("region"), lead.get("segment"), people, {rep: teams.get(rep) for rep in people},
            )
        )  # fmt: skip
    return found


def cells(known: Known, every: list[Deal], model: Model) -> list[Cell]:
    """The ledger of the won deals under a model; their cents add up to each person's and to each deal's."""
    teams = {rep["rep_id"]: rep.get("team") for rep in known.tables["reps"]}
    found = []
    for deal in (deal for deal in every if deal.is_won):
        touches = touches_of(known, deal)[::-1]
        for rep_id, cents in _by_person(deal).items():
            for newness, touch in enumerate(touches or [{}], start=1):
                found.append(
                    Cell(
                        deal, touch.get("campaign_id"), channel_of(known, touch), bool(touch), rep_id,
                        teams.get(rep_id) if rep_id else None, _part(cents, model, newness, len(touches) or 1),
                    )
                )  # fmt: skip
    return found


def overlays(known: Known, every: list[Deal]) -> list[Row]:
    """Credit beside the shares: a tenth of a thousandth is a basis point, and nothing is divided by the sum."""
    return [
        {"deal_id": deal.deal_id, "rep_id": rep_id, "bps": bps, "overlay_cents": _share(deal.cents, bps, 10000)}
        for deal in every
        for rep_id, bps in _points(known, deal.row, is_overlay=True).items()
    ]


def touches_of(known: Known, deal: Deal) -> list[Row]:
    """The group's touches in the deal's window, oldest first; ties by campaign, then by touch."""
    ends = deal.row.get("closed_at") or When(known.as_of, False)
    group = {row["lead_id"] for row in known.tables["deal_leads"] if row["deal_id"] == deal.deal_id}
    group |= {deal.row.get("lead_id")}
    touches = [
        touch
        for touch in known.tables["touches"]
        if touch["lead_id"] in group and (touch.get("campaign_id") is not None or touch.get("channel") is not None)
    ]
    before = [touch for touch in touches if _age(known, touch["touched_at"], ends) is not None]
    window = known.agreed("attribution", ends.at)["window_days"]
    inside = [
        touch for touch in before if window is None or (_age(known, touch["touched_at"], ends) or 0) <= window * 86400
    ]
    return sorted(inside if before else touches, key=_in_order)


def channel_of(known: Known, touch: Row) -> str | None:
    """The touch's own channel; where it has none, its campaign's."""
    campaigns = {row["campaign_id"]: row.get("channel") for row in known.tables["campaigns"]}
    return touch.get("channel") or campaigns.get(touch.get("campaign_id"))


def _in_order(touch: Row) -> tuple:
    campaign_id = touch.get("campaign_id")
    return touch["touched_at"].at, campaign_id is not None, campaign_id or "", touch["touch_id"]


def _age(known: Known, touched: When, ends: When) -> int | None:
    """Elapsed seconds before the end, whole days of them for dates; None after it."""
    if touched.is_day or ends.is_day:
        days = (known.day(ends.at) - known.day(touched.at)).days
        return days * 86400 if days >= 0 else None
    return floor(ends.at.timestamp()) - floor(touched.at.timestamp()) if touched.at <= ends.at else None


def _cents(known: Known, row: Row, day: date) -> int:
    currency = row.get("currency") or known.company.currency
    amount = Fraction(row.get("amount") or 0)
    rate = Fraction(1) if currency == known.company.currency or not amount else known.rate(currency, day)
    return floor(amount * rate * 100 + Fraction(1, 2))


def _points(known: Known, deal: Row, *, is_overlay: bool) -> dict[str, int]:
    """Basis points by person in order of id, a person's roles summed; nobody with none."""
    shares: dict[str, Fraction] = {}
    for row in known.tables["deal_reps"]:
        if row["deal_id"] == deal["deal_id"] and bool(row.get("is_overlay")) == is_overlay:
            shares[row["rep_id"]] = shares.get(row["rep_id"], Fraction(0)) + Fraction(row["share"])
    points = {rep: floor(share * 10000 + Fraction(1, 2)) for rep, share in sorted(shares.items())}
    return {rep: bps for rep, bps in points.items() if bps}


def _by_person(deal: Deal) -> dict[str | None, int]:
    if not deal.people:
        return {None: deal.cents}
    total, running, found = sum(deal.people.values()), 0, {}
    for rep_id, bps in deal.people.items():
        found[rep_id] = _share(deal.cents, running + bps, total) - _share(deal.cents, running, total)
        running += bps
    return found


def _part(cents: int, model: Model, newness: int, count: int) -> int:
    """What the touch gets that is the `newness`-th counted from the newest."""
    if model == "linear":
        return _share(cents, newness, count) - _share(cents, newness - 1, count)
    return cents if newness == {"first": count, "last": 1}[model] else 0


def _share(cents: int, weight: int, total: int) -> int:
    """The whole cents of a share, toward zero."""
    sign = -1 if cents < 0 else 1
    return sign * floor(Fraction(abs(cents) * weight, total))
