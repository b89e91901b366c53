"""What a filter means for people, deals and credit cells: the table of the design, said once more."""

from collections.abc import Collection
from datetime import date, timedelta

from naive_deals import Deal
from naive_ledger import Cell
from naive_rounds import Person

from overlap.reports import Filters

Wanted = Collection[str | None] | None


def in_period(filters: Filters, day: date | None) -> bool:
    """Half-open: the first day belongs, the last does not; what has no day is in no period."""
    if day is None:
        return filters.starts_on is None and filters.ends_on is None
    return (filters.starts_on is None or day >= filters.starts_on) and (
        filters.ends_on is None or day < filters.ends_on
    )


def following_month(first: date) -> date:
    """The first day of the next month."""
    return (first + timedelta(days=31)).replace(day=1)


def days_of_month(filters: Filters, first: date) -> tuple[date, date]:
    """The part of a month that the period holds, half-open."""
    return max(first, filters.starts_on or date.min), min(following_month(first), filters.ends_on or date.max)


def keeps(wanted: Wanted, value: str | None) -> bool:
    """None is no filter, an empty list is nothing, a None inside is the row without a value."""
    return wanted is None or value in wanted


def keeps_person(filters: Filters, person: Person, rep_id: str | None, team: str | None) -> bool:
    """A lead, round, step or handoff under the filters, but for the period."""
    kinds = filters.kinds
    is_of_kind = kinds is None or bool({"expansion", "renewal"} & set(kinds) if person.was_customer else "new" in kinds)
    return (
        keeps(filters.channels, person.channel)
        and keeps(filters.campaigns, person.campaign_id)
        and keeps(filters.regions, person.region)
        and keeps(filters.segments, person.segment)
        and keeps(filters.reps, rep_id)
        and keeps(filters.teams, team)
        and is_of_kind
    )


def keeps_deal(filters: Filters, deal: Deal) -> bool:
    """A deal under the filters, but for the period: its lead's channel and campaign, anybody who shares it."""
    return (
        keeps_booked(filters, deal)
        and keeps(filters.channels, deal.channel)
        and keeps(filters.campaigns, deal.campaign_id)
        and _keeps_any(filters.reps, list(deal.people))
        and _keeps_any(filters.teams, list(deal.teams.values()))
    )


def keeps_booked(filters: Filters, deal: Deal) -> bool:
    """The filters that choose deals and not cells of their credit, but for the period."""
    return (
        keeps(filters.regions, deal.region)
        and keeps(filters.segments, deal.segment)
        and keeps(filters.kinds, deal.kind)
    )


def keeps_cell(filters: Filters, cell: Cell) -> bool:
    """A cell under the filters, but for the period: channel, campaign, rep and team are its own."""
    return (
        keeps_booked(filters, cell.deal)
        and keeps(filters.channels, cell.channel)
        and keeps(filters.campaigns, cell.campaign_id)
        and keeps(filters.reps, cell.rep_id)
        and keeps(filters.teams, cell.team)
    )


def _keeps_any(wanted: Wanted, members: list[str | None]) -> bool:
    return any(keeps(wanted, member) for member in members or [None])
