"""Small random companies and filters: days and seconds close to every edge, ties, blanks, credit notes, DST weekends."""

from datetime import UTC, datetime, timedelta
from typing import Any

from company import Company, Signing
from hypothesis import strategies as st

from overlap.reports import Filters

Draw = st.DrawFn

# Berlin's and New York's clocks change inside these fortnights; each begins on a Friday noon in UTC.
STARTS = (
    datetime(2026, 3, 27, 12, tzinfo=UTC),
    datetime(2025, 10, 24, 12, tzinfo=UTC),
    datetime(2026, 1, 30, 23, tzinfo=UTC),
    datetime(2026, 3, 6, 12, tzinfo=UTC),
)
ZONES = ("Europe/Berlin", "Europe/Berlin", "America/New_York", "UTC")
WINDOWS = (1, 3, 7, None)
SECONDS = (-1, 0, 0, 0, 1, 3600, 36000, 39599, 39600, 43200, 50000)
STAGES = ("lead", "mql", "mql", "sal", "sql", "opportunity", "won", "lost", "recycled")
CHANNELS = ("ads", "mail", None)
CAMPAIGNS = ("C1", "C2", "C9", None)
REPS = ("R1", "R2", "R3", "R9")
AMOUNTS = ("0", "0.01", "0.05", "1.00", "100.01", "33.33", "-3.35", "-0.02", "9999999999.99", None)
SHARES = ("1", "0.5", "0.5", "0.3333", "0.25", "0", "0.00004", "0.999999")
DAYS_KNOWN = 12


@st.composite
def companies(draw: Draw) -> Company:
    """A company of up to twelve leads in a fortnight, told on any day of it or after."""
    start = draw(st.sampled_from(STARTS))
    zone = draw(st.sampled_from(ZONES))
    as_of = start + timedelta(days=draw(st.integers(6, 24)), seconds=draw(st.sampled_from(SECONDS)))
    only_days = draw(st.sampled_from((frozenset(), frozenset(), frozenset(("touches",)), frozenset(("touches", "sales")))))
    leads = [_lead(draw, start, f"L{n}", "sales" in only_days) for n in range(draw(st.integers(0, 12)))]
    lead_ids = [lead["lead_id"] for lead in leads]
    tables: dict[str, Any] = {
        "leads": leads,
        "campaigns": [
            {"campaign_id": "C1", "campaign_name": "Spring", "channel": "ads"},
            {"campaign_id": "C2"},
        ],
        "reps": [
            {"rep_id": "R1", "rep_name": "Ada", "team": "A"},
            {"rep_id": "R2", "team": "B"},
            {"rep_id": "R3"},
        ],
        "rates": _rates(start),
    }
    if lead_ids:
        tables |= _of_leads(draw, start, lead_ids, only_days)
    tables.setdefault("handoffs", [])
    tables |= _of_deals(draw, start, lead_ids, "sales" in only_days)
    return Company(tables, as_of.isoformat(), zone, "EUR", window_days=draw(st.sampled_from(WINDOWS)), signings=_signings(draw, start))


@st.composite
def filters(draw: Draw) -> Filters:
    """Any filter, often none."""
    start = draw(st.sampled_from(STARTS)).date()
    period = st.one_of(st.none(), st.integers(-2, 20).map(lambda days: start + timedelta(days=days)))
    starts_on, ends_on = draw(period), draw(period)
    if starts_on and ends_on and ends_on <= starts_on:
        ends_on = starts_on + timedelta(days=1)
    return Filters(
        starts_on=starts_on,
        ends_on=ends_on,
        channels=_some(draw, CHANNELS),
        campaigns=_some(draw, CAMPAIGNS),
        reps=_some(draw, (*REPS, None)),
        teams=_some(draw, ("A", "B", None)),
        regions=_some(draw, ("EMEA", None)),
        segments=_some(draw, ("smb", None)),
        kinds=_some(draw, ("new", "expansion", "renewal")),
    )


def _some(draw: Draw, values: tuple[str | None, ...]) -> tuple[str | None, ...] | None:
    if draw(st.integers(0, 5)):
        return None
    return tuple(value for value in values if draw(st.booleans()))


def _time(draw: Draw, start: datetime, is_day: bool, last: int = DAYS_KNOWN) -> str:
    at = start + timedelta(days=draw(st.integers(0, last)), seconds=draw(st.sampled_from(SECONDS)))
    return at.date().isoformat() if is_day else at.isoformat()


def _lead(draw: Draw, start: datetime, lead_id: str, is_day: bool) -> dict[str, Any]:
    return {
        "lead_id": lead_id,
        "created_at": _time(draw, start, is_day, 4),
        "channel": draw(st.sampled_from(CHANNELS)),
        "source_campaign_id": draw(st.sampled_from(CAMPAIGNS)),
        "region": draw(st.sampled_from(("EMEA", None))),
        "segment": draw(st.sampled_from(("smb", None))),
        "was_customer": draw(st.sampled_from((None, False, True))),
    }


def _of_leads(draw: Draw, start: datetime, lead_ids: list[str], only_days: frozenset[str]) -> dict[str, Any]:
    a_lead, is_day = st.sampled_from(lead_ids), "sales" in only_days
    entries = {
        (draw(a_lead), draw(st.sampled_from(STAGES)), _time(draw, start, is_day)) for _ in range(draw(st.integers(0, 24)))
    }
    touches = [
        {
            "touch_id": f"T{draw(st.integers(0, 9))}{n:02}",
            "lead_id": draw(a_lead),
            "campaign_id": draw(st.sampled_from(CAMPAIGNS)),
            "channel": draw(st.sampled_from(CHANNELS)),
            "touched_at": _time(draw, start, "touches" in only_days),
        }
        for n in range(draw(st.integers(0, 20)))
    ]
    handoffs = [_handoff(draw, start, f"H{n}", draw(a_lead), is_day) for n in range(draw(st.integers(0, 8)))]
    assignments = {
        (handoff["handoff_id"], _time(draw, start, is_day)): draw(st.sampled_from(REPS))
        for handoff in handoffs
        if draw(st.booleans())
    }
    return {
        "stage_entries": [{"lead_id": a, "stage": b, "entered_at": c} for a, b, c in sorted(entries)],
        "touches": touches,
        "handoffs": handoffs,
        "assignments": [
            {"handoff_id": handoff_id, "assigned_at": at, "rep_id": rep_id} for (handoff_id, at), rep_id in assignments.items()
        ],
    }


def _handoff(draw: Draw, start: datetime, handoff_id: str, lead_id: str, is_day: bool) -> dict[str, Any]:
    maybe = st.integers(0, 2).map(bool)
    return {
        "handoff_id": handoff_id,
        "lead_id": lead_id,
        "rep_id": draw(st.sampled_from((*REPS, None))),
        "handed_at": _time(draw, start, is_day),
        "accepted_at": _time(draw, start, is_day) if draw(maybe) else None,
        "rejected_at": None if draw(maybe) else _time(draw, start, is_day),
        "transfers": draw(st.sampled_from((None, 0, 0, 1, 2))),
    }


def _of_deals(draw: Draw, start: datetime, lead_ids: list[str], is_day: bool) -> dict[str, Any]:
    deals, stages, members, shares = [], {}, {}, {}
    for deal_id in (f"D{n}" for n in range(draw(st.integers(0, 6)))):
        outcome = draw(st.sampled_from(("won", "won", "won", "lost", "open")))
        opened_at = _time(draw, start, is_day, 6) if draw(st.integers(0, 4)) else None
        deals.append(
            {
                "deal_id": deal_id,
                "lead_id": draw(st.sampled_from((None, "L99", *lead_ids, *lead_ids))),
                "opened_at": opened_at,
                "closed_at": None if outcome == "open" else _time(draw, start, is_day, 16),
                "outcome": outcome,
                "amount": draw(st.sampled_from(AMOUNTS)),
                "currency": draw(st.sampled_from((None, "EUR", "USD"))),
                "kind": draw(st.sampled_from((None, "new", "new", "expansion", "renewal"))),
            }
        )
        if draw(st.booleans()):
            stages[deal_id, _time(draw, start, is_day)] = draw(st.sampled_from(AMOUNTS))
        for lead_id in lead_ids[: draw(st.integers(0, 3))]:
            members[deal_id, lead_id] = None
        for _ in range(draw(st.integers(0, 3))):
            key = deal_id, draw(st.sampled_from(REPS)), draw(st.sampled_from(("owner", "sdr")))
            shares[key] = draw(st.sampled_from(SHARES)), draw(st.sampled_from((None, False, False, True)))
    return {
        "deals": deals,
        "deal_stages": [
            {"deal_id": deal_id, "entered_at": at, "stage": "offer", "amount_then": amount}
            for (deal_id, at), amount in stages.items()
        ],
        "deal_leads": [{"deal_id": deal_id, "lead_id": lead_id} for deal_id, lead_id in members],
        "deal_reps": [
            {"deal_id": deal_id, "rep_id": rep_id, "role": role, "share": share, "is_overlay": is_overlay}
            for (deal_id, rep_id, role), (share, is_overlay) in shares.items()
        ],
    }


def _rates(start: datetime) -> list[dict[str, str]]:
    """A new rate every seven days: the day before each has one that is seven days old, and it must be found."""
    first = (start - timedelta(days=8)).date()
    rates = ("0.905", "1.1", "0.333333333", "2", "0.875")
    return [
        {"currency": "USD", "day": (first + timedelta(days=7 * n)).isoformat(), "rate": rate} for n, rate in enumerate(rates)
    ]


def _signings(draw: Draw, start: datetime) -> list[Signing]:
    found = []
    if draw(st.booleans()):
        values = {"sal": 1, "sql": 4, "opportunity": 2, "won": 5}
        found.append(Signing("conversion", values, _time(draw, start, False, 6)))
    if draw(st.booleans()):
        window = draw(st.sampled_from((2, 5, "none")))
        found.append(Signing("attribution", {"window_days": window}, _time(draw, start, False, 16)))
    return found
