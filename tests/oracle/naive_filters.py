"""What a filter means for people, deals and credit cells: the table of the design, said once more."""

from collections.abc import Collection
from datetime import date, timedelta

from naive_deals import Deal, by_person
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


def whole(filters: Filters) -> Filters:
    """The company in the same period, before any other filter."""
    return Filters(starts_on=filters.starts_on, ends_on=filters.ends_on)


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
    """A deal under the filters, but for the period: its lead's channel and campaign, and one of its people wanted."""
    return (
        keeps_booked(filters, deal)
        and keeps(filters.channels, deal.channel)
        and keeps(filters.campaigns, deal.campaign_id)
        and bool(_wanted_people(filters, deal))
    )


def shared_cents(filters: Filters, deal: Deal) -> int:
    """What of a deal the wanted people share, so that people add up to what was booked."""
    parts = by_person(deal)
    return sum(parts[person] for person in _wanted_people(filters, deal))


def shared_part(filters: Filters, deal: Deal) -> float:
    """The same as a part of one."""
    if not deal.people:
        return 1.0
    return sum(deal.people[person] for person in _wanted_people(filters, deal) if person) / sum(deal.people.values())


def is_shared_with_others(filters: Filters, deal: Deal) -> bool:
    """Whether people who are not wanted have a share of the deal too."""
    return len(_wanted_people(filters, deal)) < len(by_person(deal))


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


def _wanted_people(filters: Filters, deal: Deal) -> list[str | None]:
    """Those with a share who are asked for, by name and by team at once; a deal without shares is nobody's."""
    return [
        person
        for person in by_person(deal)
        if keeps(filters.reps, person) and keeps(filters.teams, deal.teams.get(person) if person else None)
    ]
