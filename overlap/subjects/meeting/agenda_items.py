"""What each kind of item on the agenda says: one sentence with the number, its interval, what is at stake and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from overlap import labels, words
from overlap.sentences import goals as goal

Row = Mapping[str, Any]
EVEN = 0.5


@dataclass(frozen=True)
class Told:
    """What the agenda is made of: the company's own row, and the rows of each report beside it."""

    company: Row
    rows: Mapping[str, Sequence[Row]]
    as_of: datetime

    @property
    def currency(self) -> str:
        """Of every amount."""
        return self.company["currency"]

    @property
    def smallest(self) -> float:
        """The smallest difference of shares that both teams agreed to talk about."""
        return float(self.company["smallest"] or 0)


@dataclass(frozen=True)
class Item:
    """The sentence, the number in it with its interval, the money at stake and what that is, and the screen."""

    sentence: str
    page: str
    report: str
    address: str = ""
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    stake: Decimal | None = None
    stake_is: str | None = None


def goals(told: Told) -> Iterator[Item]:
    """The goal furthest off track, and how many are."""
    running = [row for row in told.rows["status"] if not row["is_replaced"] and row["attainment"] is not None]
    off = [row for row in running if is_off_track(row, told.smallest)]
    if not off:
        return
    worst = max(off, key=lambda row: (missing(row)[0] or Decimal(-1), -(row["pace"] or 0)))
    others = f"{words.counted(len(off), 'goal')} of {len(running)} {_are(len(off))} off track."
    low, mid, high = (worst[f"forecast_{end}"] for end in ("low", "mid", "high"))
    value, value_low, value_high = (
        None if each is None else float(each)
        for each in ((worst["pace"], None, None) if mid is None else (mid, low, high))
    )
    stake, stake_is = missing(worst)
    sentence = f"{_goal(worst, told.currency)}. {others}"
    yield Item(sentence, "goals", "goals/status", "", value, value_low, value_high, stake, stake_is)


def is_off_track(row: Row, smallest: float) -> bool:
    """Further behind the plan than the smallest difference that matters, or less likely reached than not."""
    if row["chance"] is not None and row["chance"] < EVEN:
        return True
    return row["plan_share"] is not None and row["plan_share"] - float(row["attainment"]) > smallest


def missing(row: Row) -> tuple[Decimal | None, str | None]:
    """Money that a goal lacks, and of what: of the target at the middle of the forecast, else of the plan to date."""
    if not row["is_money"]:
        return None, None
    if row["forecast_mid"] is not None and row["target"] > row["forecast_mid"]:
        return row["target"] - row["forecast_mid"], "missing from the target at the middle of the forecast"
    if row["plan_to_date"] > row["actual"]:
        return row["plan_to_date"] - row["actual"], "behind the plan to date"
    return None, None


def leak(told: Told) -> Iterator[Item]:
    """The largest leak against the company's own rate."""
    found = [row for row in told.rows["leaks"] if row["verdict"] == "leak" and row["benchmark"] == "company"]
    worthy = [row for row in found if row["worth"] is not None and row["worth"] > 0]
    if not worthy:
        return
    row = max(worthy, key=lambda each: (each["worth"], each["dimension"], each["stage"]))
    group = labels.of_name(row["group_name"])
    step = f"{labels.of(row['stage'])} to {labels.of(row['next_stage'])}"
    worth = words.money_short(row["worth"], told.currency)
    ends = " to ".join(words.money_short(row[f"worth_{end}"], told.currency) for end in ("low", "high"))
    yield Item(
        f"{group}, {step}: {words.share(row['lost_rate'])} lost where {words.share(row['expected_rate'])} is expected; "
        f"at most {worth} ({ends}).",
        "funnel", "funnel/leaks", f"leak={row['dimension']}.{row['stage']}.{row['group_id'] or ''}",
        float(row["lost_rate"]), None, None, row["worth"], "at most, were the leak closed",
    )  # fmt: skip


def promises(told: Told) -> Iterator[Item]:
    """Every promise that was broken, whoever gave it."""
    broken = [row for row in told.rows["promises"] if row["verdict"] == "broken"]
    if not broken:
        return
    said = [f"{_team_of(row)} {row['promise']}: {_promise(row)}" for row in broken]
    worst = broken[0]
    low, high = _reached(worst)
    yield Item("; ".join(said) + ".", "goals", "goals/promises", "", worst["reached"], low, high)


def feedback(told: Told) -> Iterator[Item]:
    """The share of handoffs that sales did not rate."""
    row = told.rows["feedback"][0]
    if not told.company["has_ratings"] or not row["old_enough_count"] or 1 - row["coverage"] <= told.smallest:
        return
    coverage = words.rate(row["coverage"], row["coverage_low"], row["coverage_high"])
    unrated = words.count(row["old_enough_count"] - row["rated_count"])
    yield Item(
        f"Sales rated {coverage} of {words.counted(row['old_enough_count'], 'mature handoff')} in time; {unrated} have "
        "no rating.",
        "quality", "quality/feedback_totals", "quality_view=feedback",
        row["coverage"], row["coverage_low"], row["coverage_high"],
    )  # fmt: skip


def restatements(told: Told) -> Iterator[Item]:
    """Numbers of past months that changed with the newest import."""
    rows = told.rows["restated"]
    if not rows:
        return
    months = words.listed([words.month(month) for month in sorted({row["month"] for row in rows})])
    said = f"{words.counted(len(rows), 'number')} of past months changed with the newest import ({months})"
    money = [row for row in rows if row["after_amount"] is not None]
    moved = sum((abs(row["after_amount"] - row["before_amount"]) for row in money), Decimal(0))
    if money:
        change = sum((row["after_amount"] - row["before_amount"] for row in money), Decimal(0))
        said += f"; booked revenue by {words.money_change(change, told.currency)}"
    stake = {"stake": moved, "stake_is": "changed after the month was over"} if moved else {}
    yield Item(f"{said}.", "data", "data/restatements", "", float(len(rows)), **stake)


def decisions(told: Told) -> Iterator[Item]:
    """What became of the decisions in force."""
    rows = told.rows["decisions"]
    if not rows:
        return
    better = sum(row["direction"] == "better" for row in rows)
    worse = sum(row["direction"] == "worse" for row in rows)
    still = sum(row["verdict"] == "not moved" for row in rows)
    untold = len(rows) - better - worse - still
    counts = {
        "moved as meant": better,
        "moved the wrong way": worse,
        "did not move": still,
        "cannot be told yet": untold,
    }
    said = words.listed([f"{number} {what}" for what, number in counts.items() if number])
    overdue = sum(bool(row["is_overdue"]) for row in rows)
    late = f"; {overdue} {_are(overdue)} past the due date" if overdue else ""
    yield Item(f"Of {words.counted(len(rows), 'decision')}, {said}{late}.", "review-meeting", "meeting/decisions")


def signatures(told: Told) -> Iterator[Item]:
    """What waits for the other team's signature."""
    agreements, targets = (told.company[f"open_{name}_count"] for name in ("proposal", "goal"))
    if not agreements + targets:
        return
    parts = ((agreements, "change of an agreement", "changes of agreements"), (targets, "goal", "goals"))
    said = words.listed([words.counted(number, one, many) for number, one, many in parts if number])
    waits = "waits" if agreements + targets == 1 else "wait"
    days = (told.as_of - told.company["waiting_since"]).days
    since = f", the oldest for {words.counted(days, 'day')}" if days > 0 else ""
    page, report = ("definitions", "agreements/proposals") if agreements else ("goals", "goals/status")
    yield Item(f"{said} {waits} for a signature{since}.", page, report, "", float(agreements + targets))


def _goal(row: Row, currency: str) -> str:
    name = f"{goal.name(row)}, {words.span(row['period_start'], row['period_end'])}"
    reached, planned = (goal.amount(row, row[each], currency) for each in ("actual", "plan_to_date"))
    said = f"{name}: {reached} reached, {words.share(row['pace'])} of the plan to date ({planned})"
    if row["forecast_mid"] is None:
        return said
    low, mid, high, target = (
        words.money_short(row[each], currency) for each in ("forecast_low", "forecast_mid", "forecast_high", "target")
    )
    chance = "" if row["chance"] is None else f", chance {round(row['chance'] * 100)}%"
    return f"{said}; forecast {mid} ({low} to {high}) of {target}{chance}"


def _promise(row: Row) -> str:
    low, high = _reached(row)
    if row["unit"] == "percent":
        ends = words.interval(low / 100, high / 100)
        return f"{words.share(row['reached'] / 100)} {ends} of {words.share(row['agreed'] / 100)} promised"
    return f"{row['reached']:,.1f} ({low:,.1f}{words.DASH}{high:,.1f}) of {row['agreed']:,.1f} promised"


def _team_of(row: Row) -> str:
    return "What sales promised," if row["promised_by"] == "sales" else "What marketing promised,"


def _reached(row: Row) -> tuple[float, float]:
    """The interval of what was reached, from that of the shortfall."""
    return row["agreed"] - row["shortfall_high"], row["agreed"] - row["shortfall_low"]


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
