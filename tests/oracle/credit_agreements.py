"""A company whose teams agreed on more than a window: a channel without credit, deals credited through their account.

And mistakes that people make with either, each of which its ledger shows.
"""

from company import Company, Signing
from mistakes import Mistake


def _touch(touch_id: str, lead_id: str, day: str, channel: str | None, campaign_id: str | None = None) -> dict:
    return {
        "touch_id": touch_id,
        "lead_id": lead_id,
        "touched_at": f"2026-01-{day}" if "T" in day else f"2026-01-{day}T12:00:00",
        "channel": channel,
        "campaign_id": campaign_id,
    }


def _won(deal_id: str, lead_id: str | None, account_id: str | None = None, **more: str | None) -> dict:
    deal = {"deal_id": deal_id, "lead_id": lead_id, "account_id": account_id, "outcome": "won", "amount": "1000.00"}
    return {**deal, "opened_at": "2026-01-15T12:00:00", "closed_at": "2026-01-20T12:00:00", **more}


_ACCOUNTS = {"L5": "A1", "L6": "A1", "L9": "A2"}
AGREED_EDGES = Company(
    as_of="2026-01-31T12:00:00+01:00",
    uncredited_channels=("Direct ",),
    account_fallback="on",
    signings=[
        Signing("attribution", {"uncredited_channels": [], "account_fallback": "off"}, "2026-01-25T00:00:00+01:00")
    ],
    tables={
        "campaigns": [
            {"campaign_id": "C1", "channel": "ads"},
            {"campaign_id": "C2", "channel": "mail"},
            {"campaign_id": "C3", "channel": "direct"},
        ],
        "leads": [
            {"lead_id": f"L{n}", "account_id": _ACCOUNTS.get(f"L{n}"), "created_at": "2026-01-10T12:00:00"}
            for n in range(1, 13)
        ],
        "stage_entries": [
            {"lead_id": "L10", "stage": "lost", "entered_at": "2026-01-20T12:00:00"},
            {"lead_id": "L11", "stage": "won", "entered_at": "2026-01-20T12:00:00"},
            {"lead_id": "L12", "stage": "won", "entered_at": "2026-01-26T12:00:00"},
        ],
        "deals": [
            _won("the last is direct", "L1"),
            _won("nothing but direct", "L2"),
            _won("the other touch as old as the window", "L3"),
            _won("the other touch is too old", "L4"),
            _won("of an account", None, "A1"),
            _won("of an account with a lead named", "L5", "A1"),
            _won("of an account, agreed no more", None, "A1", closed_at="2026-01-25T12:00:00"),
            _won("milestones between", "L7"),
            _won("lost", "L8", outcome="lost"),
            _won("of an account, of an unknown lead", "L99", "A2"),
        ],
        "touches": [
            _touch("T01", "L1", "15", None, "C1"),
            _touch("T02", "L1", "19", "direct"),
            _touch("T03", "L2", "16", "direct"),
            _touch("T04", "L2", "19", None, "C3"),
            _touch("T05", "L3", "13", None, "C1"),
            _touch("T06", "L3", "18", "DIRECT"),
            _touch("T07", "L4", "11", None, "C1"),
            _touch("T08", "L4", "18", "direct"),
            _touch("T09", "L5", "19T10:00:00", None, "C1"),
            _touch("T10", "L6", "19T11:00:00", None, "C2"),
            _touch("T11", "L7", "15T10:00:00", None, "C1"),
            _touch("T12", "L7", "16", None, "C3"),
            _touch("T13", "L7", "17", None, "C2"),
            _touch("T14", "L7", "18", None, "C1"),
            _touch("T15", "L8", "17", None, "C3"),
            _touch("T16", "L8", "18", None, "C2"),
            _touch("T17", "L9", "18", "mail"),
            _touch("T18", "L10", "17", None, "C3"),
            _touch("T19", "L10", "18", "mail"),
            _touch("T20", "L11", "18", None, "C1"),
            _touch("T22", "L11", "19", None, "C3"),
            _touch("T23", "L12", "21", None, "C1"),
            _touch("T24", "L12", "22", None, "C3"),
            _touch("T21", "L7", "14T13:00:00", None, "C2"),
        ],
    },
)

MISTAKES = (
    Mistake(
        "a touch as old as the window is not in it when it leaves others no credit",
        "macros/credit_shares.sql",
        "coalesce(credited_age_s > window_days * 86400, false)",
        "coalesce(credited_age_s >= window_days * 86400, false)",
    ),
    Mistake(
        "touches that earn nothing are counted among the others",
        "models/credit/deal_journeys.sql",
        "when touches.is_uncredited then touches.uncredited_place else touches.place - touches.uncredited_place",
        "when touches.is_uncredited then touches.uncredited_place else touches.place",
    ),
    Mistake(
        "milestones are counted over touches that earn nothing",
        "models/credit/deal_journeys.sql",
        "(where not is_uncredited and is_after_opportunity is distinct from false)",
        "(where is_after_opportunity is distinct from false)",
    ),
    Mistake(
        "without another touch nobody earns",
        "macros/credit_shares.sql",
        "not is_uncredited or credited_age_s is null or ",
        "not is_uncredited or ",
    ),
    Mistake(
        "a channel is another one when written otherwise",
        "macros/credit_shares.sql",
        "lambda name: lower(trim(name))), lower(trim(channel))",
        "lambda name: name), channel",
    ),
    Mistake(
        "a campaign's own channel is not looked at",
        "models/credit/deal_journeys.sql",
        "is_uncredited(coalesce(touches.channel, campaigns.channel), attribution",
        "is_uncredited(touches.channel, attribution",
    ),
    Mistake(
        "a journey of a deal goes through touches that earn nothing",
        "models/credit/campaign_transitions.sql",
        "where deal_journeys.is_counted and",
        "where deal_journeys.is_in_window and",
    ),
    Mistake(
        "a journey of a lead goes through touches that earn nothing",
        "models/credit/campaign_transitions.sql",
        "(not touches_in_time.is_uncredited or leads_with_other_touches.lead_id is null)",
        "true",
    ),
    Mistake(
        "a touch without a campaign is none beside one that earns nothing",
        "models/credit/campaign_transitions.sql",
        "or (touches.channel is not null and len(attribution.uncredited_channels) > 0)",
        "",
    ),
    Mistake(
        "the leads of the account join a group that has a lead",
        "models/deals/deal_groups.sql",
        "where attribution.account_fallback = 'on' and named.deal_id is null",
        "where attribution.account_fallback = 'on' and leads.lead_id is distinct from deals.lead_id",
    ),
    Mistake(
        "deals are credited through their account whatever was agreed",
        "models/deals/deal_groups.sql",
        "where attribution.account_fallback = 'on' and named.deal_id is null",
        "where named.deal_id is null",
    ),
)
