"""What goes with a change of revenue, in words: the parts by name, and the sentence above them."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.sides.resampled import NOISE

Row = Mapping[str, Any]

NAMES = {
    "episodes": "Number of leads",
    "mix": "Mix of leads",
    "handed over": "Share handed over",
    "follow-up": "Follow-up in time",
    "accepted": "Share accepted",
    "won": "Share won",
    "amount": "Average deal",
    "won without a handoff": "Won without a handoff",
    "no known lead": "No known lead",
    "other leads": "Other people's leads",
    "expansion": "Expansion",
    "renewal": "Renewals",
    "deals in play": "Deals in play",
    "share closed": "Share closed",
    "close rate": "Close rate",
    "average won": "Average deal won",
    "deals closed": "Deals closed",
    "marketing": "Marketing's part",
    "sales": "Sales' part",
    "both": "Both",
    "neither": "Neither",
}


def answer(rows: Sequence[Row], currency: str) -> str:
    """The change, and which parts of it are more than noise."""
    then, now = rows[0]["revenue_then"], rows[0]["revenue_now"]
    totals = f"{words.money_short(then, currency)} then, {words.money_short(now, currency)} now"
    said = f"**{totals}: {words.money_change(now - then, currency)}.**"
    sure = [
        f"{NAMES[row['part']].lower()} ({words.money_change(row['amount'], currency)})"
        for row in rows
        if row["verdict"] != NOISE
    ]
    if not sure:
        return f"{said} Every part is within noise."
    rest = "" if len(sure) == len(rows) else "; the rest is within noise"
    return f"{said} With it {'go' if len(sure) > 1 else 'goes'} {words.listed(sure)}{rest}."


def interval(row: Row, currency: str) -> str:
    """`€ 1k to € 2k`; of what did not vary there is none."""
    if row["amount_low"] is None:
        return "nothing varied"
    low, high = (words.money_short(row[name], currency) for name in ("amount_low", "amount_high"))
    return f"{low} to {high}"


def cohort(row: Row) -> str:
    """Which leads: `Leads created Nov 2025 to Apr 2026 against Nov 2024 to Apr 2025, each with 180 days to be won`."""
    return (
        f"Leads created {words.span(row['now_starts_on'], row['now_ends_on'])} against "
        f"{words.span(row['then_starts_on'], row['then_ends_on'])}, each with {words.days(row['within_days'])} to be "
        "won"
    )


def closing(row: Row) -> str:
    """Which days."""
    return (
        f"Booked {words.span(row['now_starts_on'], row['now_ends_on'])} against "
        f"{words.span(row['then_starts_on'], row['then_ends_on'])}"
    )


def opened(row: Row) -> dict[str, str]:
    """The counts of both periods that have rows, with what opens them says."""
    labels = {
        f"{number}_{arm}": f"{what} {'before' if arm == 'then' else 'now'}"
        for number, what in (("leads", "leads"), ("in_play", "in play"), ("won", "won"))
        for arm in ("then", "now")
    }
    return {name: f"{words.count(row[name])} {label}" for name, label in labels.items() if row.get(name)}


def proof(rows: Sequence[Row], currency: str) -> tuple[str, bool]:
    """`€ 1.00 + € 2.00 = € 3.00`, and whether it holds."""
    then, now = rows[0]["revenue_then"], rows[0]["revenue_now"]
    parts = sum(row["amount"] for row in rows)
    sign = "+" if parts >= 0 else words.MINUS
    text = f"{words.money(then, currency)} {sign} {words.money(abs(parts), currency)} = {words.money(now, currency)}"
    return text, then + parts == now
