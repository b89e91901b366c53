"""The four numbers both teams are measured by, as cards: booked revenue, MQLs, SAL rate, deal win rate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from overlap import words
from overlap.sentences import booked_revenue
from overlap.sentences.comparison import Change, amounts, rates
from overlap.subjects.goals import month_rows
from overlap.subjects.goals.sentences import note
from ui import filters, gateway
from ui.parts import Card
from ui.rows import Rows

TOTALS = "goals/totals"
CHANCE = "No significant change."

Row = Mapping[str, Any]


def cards(now: Row, before: Row | None, months: pl.DataFrame) -> list[Card]:
    """`now` and `before` are rows of goals/totals, `months` is goals/by_month."""
    handoffs = gateway.missing("handoffs")
    return [
        _booked(now, before, months),
        _qualified(now, before, months),
        _needs(":violet[●] SAL rate", "needs handoffs") if handoffs else _accepted(now, before, months),
        _win_rate(now, before, months) if now["opened_count"] else _lead_to_won(),
    ]


def _booked(now: Row, before: Row | None, months: pl.DataFrame) -> Card:
    """Under a filter on people only their shares count: the deals are then said with how many others share."""
    name = f":violet[●] {booked_revenue.label(filters.current())}"
    if now["revenue"] is None:
        return _needs(name, "needs deals")
    return _card(
        name,
        words.money_short(now["revenue"], gateway.currency()),
        _grown("revenue", now, before),
        month_rows.whole(months, "revenue"),
        Rows(TOTALS, "deal_count", now, booked_revenue.deals(now)),
        "",
    )


def _qualified(now: Row, before: Row | None, months: pl.DataFrame) -> Card:
    name = ":blue[●] MQLs"
    if now["mql_count"] is None:
        return _needs(name, _unqualified())
    card = _card(
        name,
        words.count(now["mql_count"]),
        _grown("mql_count", now, before),
        month_rows.whole(months, "mql_count"),
        Rows(TOTALS, "mql_count", now, words.counted(now["mql_count"], "lead")),
        "",
    )
    again = now["came_back_count"]
    return replace(card, note=f"{words.count(again)} more came back") if again else card


def _unqualified() -> str:
    if gateway.missing("mql"):
        return "not recorded: no source records MQLs"
    return "not known for single people: needs handoffs"


def _grown(number: str, now: Row, before: Row | None) -> Change | None:
    return amounts(now[number], before[number]) if before and before[number] is not None else None


def _accepted(now: Row, before: Row | None, months: pl.DataFrame) -> Card:
    if now["accepted_count"] is None:
        why = "needs handoffs" if gateway.missing("handoffs") else "not recorded: no source says what sales accepted"
        return Card(":violet[●] SAL rate", words.DASH, note=why)
    change = rates("acceptance_rate", now, before) if before else None
    return _card(
        ":violet[●] SAL rate",
        words.share(now["acceptance_rate"]),
        change,
        month_rows.whole(months, "acceptance_rate", ("handoff_old_enough_count", "handoff_count")),
        Rows(TOTALS, "accepted_count", now, f"{words.count(now['accepted_count'])} SALs"),
        note(now["accepted_count"], now["handoff_old_enough_count"], "handoffs", "acceptance_rate", now),
    )


def _win_rate(now: Row, before: Row | None, months: pl.DataFrame) -> Card:
    old, opened = now["opened_old_enough_count"], now["opened_count"]
    if not old:
        deals = Rows(TOTALS, "opened_count", now, words.counted(opened, "opened deal"))
        waits = f"0 of {words.counted(opened, 'deal')} have had their days"
        return Card(":orange[●] Deal win rate", words.NONE, opens=deals, note=waits)
    young = f"; {words.count(old)} of {words.count(opened)} deals are mature" if old < opened else ""
    return _card(
        ":orange[●] Deal win rate",
        words.share(now["win_rate"]),
        rates("win_rate", now, before) if before else None,
        month_rows.whole(months, "win_rate", ("opened_old_enough_count", "opened_count")),
        Rows(TOTALS, "opened_old_enough_count", now, words.counted(old, "deal")),
        note(now["opened_won_count"], old, "deals", "win_rate", now) + young,
    )


def _lead_to_won() -> Card:
    """Where nobody recorded when deals opened there is no win rate, but leads and wins are known."""
    row = gateway.ask("funnel/lead_to_won").row(0, named=True)
    if row["lead_count"] is None:
        return _needs(":orange[●] Deal win rate", "needs the day a deal opened")
    if row["won_count"] is None:
        return _needs(":orange[●] Deal win rate", "needs deals")
    rests_on = note(row["won_count"], row["lead_count"], "leads", "win_rate", row)
    old = f"{words.count(row['old_enough_count'])} mature"
    return Card(
        ":orange[●] Lead-to-win rate so far",
        words.share(row["win_rate"]),
        note=f"{rests_on}; {old}. A deal win rate needs the day deals opened.",
        opens=Rows("funnel/lead_to_won", "won_count", row, f"{words.count(row['won_count'])} won"),
    )


def _card(label: str, value: str, change: Change | None, trend: list[float], opens: Rows, rests_on: str) -> Card:
    is_unsure = change is not None and change.is_good is None and bool(rests_on)
    return Card(
        label,
        value,
        change.text if change else None,
        filters.versus() if change else None,
        change.is_good if change else None,
        trend,
        opens,
        f"{rests_on}. {CHANCE}" if is_unsure else rests_on,
    )


def _needs(label: str, what: str) -> Card:
    return Card(label, words.DASH, note=what)
