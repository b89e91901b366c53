"""Deals by CREDIT 1-3: their cents in the reporting currency, and the people who share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from naive_rows import Known, Row, When


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

    @property
    def is_open(self) -> bool:
        """Neither won nor lost as of the house's as-of."""
        return self.row["outcome"] == "open"


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


def ends(known: Known, deal: Deal) -> When:
    """When touches stop to count for a deal: at its close; for an open one, at as-of."""
    return deal.row.get("closed_at") or When(known.as_of, False)


def valued_on(known: Known, deal: Deal) -> date:
    """The day whose exchange rate counts: of the close, else of the opening, else today."""
    return deal.closed_on or deal.opened_on or known.day(known.as_of)


def group(known: Known, deal: Deal) -> set[str]:
    """The leads that bought together; one named twice is one, one that nobody knows is none.

    A deal without any is its account's leads', where both teams had agreed so when it ended.
    """
    found = leads_of(known, deal.row)
    account = deal.row.get("account_id")
    if found or account is None or known.agreed("attribution", ends(known, deal).at)["account_fallback"] == "off":
        return found
    return {row["lead_id"] for row in known.tables["leads"] if row.get("account_id") == account}


def leads_of(known: Known, deal: Row) -> set[str]:
    """The leads that the row of a deal names."""
    named = {row["lead_id"] for row in known.tables["deal_leads"] if row["deal_id"] == deal["deal_id"]}
    named |= {deal.get("lead_id")}
    return {row["lead_id"] for row in known.tables["leads"] if row["lead_id"] in named}


def overlays(known: Known, every: list[Deal]) -> list[Row]:
    """Credit beside the shares: a tenth of a thousandth is a basis point, and nothing is divided by the sum."""
    found = []
    for deal in every:
        for rep_id, points in _points(known, deal.row, is_overlay=True).items():
            cents = share(deal.cents, Fraction(points, 10000))
            found.append({"deal_id": deal.deal_id, "rep_id": rep_id, "bps": points, "overlay_cents": cents})
    return found


def by_person(deal: Deal) -> Mapping[str | None, int]:
    """The deal's cents over its people, in order of id; nobody's where nobody has a share."""
    if not deal.people:
        return {None: deal.cents}
    total, running, found = sum(deal.people.values()), 0, {}
    for rep_id, bps in deal.people.items():
        upto, before = Fraction(running + bps, total), Fraction(running, total)
        found[rep_id] = share(deal.cents, upto) - share(deal.cents, before)
        running += bps
    return found


def share(cents: int, part: Fraction) -> int:
    """The whole cents of a part, toward zero."""
    sign = -1 if cents < 0 else 1
    return sign * floor(abs(cents) * part)


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
    points = {rep: floor(part * 10000 + Fraction(1, 2)) for rep, part in sorted(shares.items())}
    return {rep: bps for rep, bps in points.items() if bps}
