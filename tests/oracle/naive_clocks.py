"""When a handoff is judged, by the handbook: at its first attempt, when it is due, or now, whichever comes first."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from naive_rows import Known, Row, When, earliest

KINDS = ("call", "email", "meeting", "message")
LIMIT_MINUTES = 240
OPENS, CLOSES, SATURDAY = time(9), time(17, 30), 5
OFFICES = {"EMEA": ("Europe/Berlin", "DE"), "AMER": ("America/New_York", "US"), "APAC": ("Asia/Singapore", "SG")}
Entries = tuple[tuple[str, When], ...]


def judged_at(known: Known, chain: list[Row], entries: Entries, following: When | None, receiver: str | None) -> When:
    """The moment whose holder a handoff belongs to; a day, where the handing over or the first attempt has no clock."""
    handed = chain[0]["handed_at"]
    attempt = first_attempt(known, chain, closed_at(known, chain, entries, following), following)
    due = due_at(known, handed.at, region_of(known, chain[0]["lead_id"], receiver))
    moments = [due, known.as_of] + ([max(attempt.at, handed.at)] if attempt else [])
    return When(min(moments), handed.is_day or bool(attempt and attempt.is_day))


def region_of(known: Known, lead_id: str, rep_id: str | None) -> str | None:
    """Where the clock runs: the region of who got the lead, else the lead's own."""
    of_rep = [row.get("region") for row in known.tables["reps"] if row["rep_id"] == rep_id]
    of_lead = [row.get("region") for row in known.tables["leads"] if row["lead_id"] == lead_id]
    return next((region for region in (*of_rep, *of_lead) if region), None)


def due_at(known: Known, start: datetime, region: str | None) -> datetime:
    """The first instant at which the limit has passed in open time."""
    left = timedelta(minutes=known.agreed("response", start).get("limit_minutes", LIMIT_MINUTES))
    for opens, closes in open_spans(known, start, region):
        since = max(start, opens)
        if closes - since >= left:
            return since + left
        left -= max(closes - since, timedelta(0))
    raise AssertionError("an office that never opens")


def open_spans(known: Known, start: datetime, region: str | None) -> Iterator[tuple[datetime, datetime]]:
    """When the office is open, day by day from an instant on."""
    zone, country = OFFICES.get(region or "", (known.company.zone, None))
    place = ZoneInfo(zone)
    first = start.astimezone(place).date()
    closed: holidays.HolidayBase | dict[date, str] = holidays.country_holidays(country) if country else {}
    for day in (first + timedelta(days=number) for number in range(60)):
        if day.weekday() < SATURDAY and day not in closed:
            opens, closes = (datetime.combine(day, clock, place) for clock in (OPENS, CLOSES))
            if closes > start:
                yield opens.astimezone(start.tzinfo), closes.astimezone(start.tzinfo)


def closed_at(known: Known, chain: list[Row], entries: Entries, following: When | None) -> When | None:
    """When a handoff was rejected, lost, recycled or won, before the next one."""
    return earliest(when for _, when in closings(known, chain, entries, following))


def closings(known: Known, chain: list[Row], entries: Entries, following: When | None) -> list[tuple[str, When]]:
    """Everything that closed a handoff before the next one, by what it was."""
    handed = chain[0]["handed_at"]
    found = []
    rejected = earliest(row["rejected_at"] for row in chain if row.get("rejected_at"))
    if rejected and known.is_from(handed, rejected) and not (following and rejected.at > following.at):
        found.append(("rejected", rejected))
    for stage, when in ends_of(known, chain[0]["lead_id"], entries):
        if stage == "won" and known.is_from(handed, when) and not (following and known.is_from(following, when)):
            found.append((stage, when))
        if stage != "won" and handed.at < when.at and not (following and when.at > following.at):
            found.append((stage, when))
    return [(what, When(max(when.at, handed.at), when.is_day)) for what, when in found]


def ends_of(known: Known, lead_id: str, entries: Entries) -> list[tuple[str, When]]:
    """What ends a lead: lost, recycled, won; the won deal of a customer who buys more does, a renewal does not."""
    told = [(stage, when) for stage, when in entries if stage in ("lost", "recycled", "won")]
    told += [
        ("won", deal["closed_at"])
        for deal in known.tables["deals"]
        if deal.get("lead_id") == lead_id and deal.get("kind") == "expansion" and deal["outcome"] == "won"
        if deal.get("closed_at")
    ]
    # The same end told twice, with a clock and without, is the one with a clock.
    return [(stage, when) for stage, when in told if not (when.is_day and (stage, When(when.at, False)) in told)]


def attempts_on(known: Known, lead_id: str) -> list[tuple[When, str]]:
    """Everything a person did to reach a lead, with its id."""
    return [
        (row["occurred_at"], row["activity_id"])
        for row in known.tables["activities"]
        if _lead_of(known, row) == lead_id
        and row.get("kind") in KINDS
        and not row.get("is_automated")
        and row.get("direction") != "inbound"
    ]


def first_attempt(known: Known, chain: list[Row], closed: When | None, following: When | None) -> When | None:
    """The first thing somebody did about it, from qualification until it was closed or handed over again."""
    handed = chain[0]["handed_at"]
    qualified = min((row["own_qualified_at"].at for row in chain if row["own_qualified_at"]), default=handed.at)
    begins = When(min(qualified, handed.at), handed.is_day)
    ends = min((when for when in (closed, following) if when), key=lambda when: when.at, default=None)
    done = [
        (when.at, activity_id, when)
        for when, activity_id in attempts_on(known, chain[0]["lead_id"])
        if known.is_from(begins, when)
        and not (following and when.at > following.at)
        and not (ends and not known.is_from(when, ends))
    ]
    return min(done)[2] if done else None


def _lead_of(known: Known, activity: Row) -> str | None:
    if activity.get("lead_id"):
        return activity["lead_id"]
    return next(
        (deal.get("lead_id") for deal in known.tables["deals"] if deal["deal_id"] == activity.get("deal_id")), None
    )
