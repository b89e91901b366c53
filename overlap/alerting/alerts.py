"""What there is to say now: goals behind plan, promises broken, checks failed, old data, signatures waited for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from overlap import words
from overlap.reports import Filters
from overlap.subjects.goals import plan

Ask = Callable[..., pl.DataFrame]
LOOKED_BACK_DAYS = 28
MOST_CHECKS = 5
HAPPENED = "restated "  # begins the keys of what happened once: it is news, and never over


@dataclass(frozen=True)
class Alert:
    """`key` names what it is about, the same from day to day while it lasts; `text` says it in today's numbers."""

    key: str
    text: str


@dataclass(frozen=True)
class House:
    """What the alerts are about: how to ask (name, filters, **params), how old data may be, and what time it is."""

    ask: Ask
    currency: str
    as_of: datetime
    now: datetime
    stale_days: int


def alerts(house: House, waiting: Sequence[Alert] = ()) -> list[Alert]:
    """Everything to say now, in the order in which people should hear it; `waiting` is what waits for a signature."""
    return [*_stale(house), *_checks(house), *_promises(house), *_goals(house), *_restated(house), *waiting]


def _stale(house: House) -> Iterator[Alert]:
    age = house.now - house.as_of
    if age > timedelta(days=house.stale_days):
        yield Alert("stale", f"The data end {words.counted(age.days, 'day')} ago, on {words.day(house.as_of.date())}.")


def _checks(house: House) -> Iterator[Alert]:
    failed = house.ask("data/checks").filter(pl.col("failed_count") > 0).to_dicts()
    for row in failed[:MOST_CHECKS]:
        yield Alert(f"check {row['check_name']}", f"{row['sentence']} {words.broken_by(row['failed_count'])}.")
    if len(failed) > MOST_CHECKS:
        more = words.counted(len(failed) - MOST_CHECKS, "more check")
        yield Alert(f"checks beside {MOST_CHECKS}", f"{more} failed: overlap ask data/checks.")


def _promises(house: House) -> Iterator[Alert]:
    """Of the last four weeks, where even the upper end of the interval is below what was agreed."""
    until: date = house.ask("data/span")["whole_until"][0]
    period = Filters(until - timedelta(days=LOOKED_BACK_DAYS), until)
    yield from _promises_of_marketing(house, period)
    row = house.ask("followup/totals", period).row(0, named=True)
    high, target = row["service_level_high"], row["target"]
    if high is None or target is None or high >= target:
        return
    reached = words.rate(row["service_level"], row["service_level_low"], high)
    yield Alert(
        "promise follow-up",
        f"Follow-up in time: {reached} of {words.counted(row['due_count'], 'handoff')}, "
        f"{words.span(until - timedelta(days=LOOKED_BACK_DAYS), until)}; agreed are {words.share(target)}.",
    )


def _promises_of_marketing(house: House, period: Filters) -> Iterator[Alert]:
    """What marketing promised sales, where the whole interval of what came lies below it."""
    broken = house.ask("goals/promises", period).filter(promised_by="marketing", verdict="broken").to_dicts()
    for row in broken:
        reached, agreed = (
            f"{row[name]:,.1f}{'%' if row['unit'] == 'percent' else ''}" for name in ("reached", "agreed")
        )
        said = f"Marketing's {row['promise']}: {reached}, {words.span(row['starts_on'], row['ends_on'])}"
        yield Alert(f"promise {row['promise']}", f"{said}; agreed are {agreed}.")


def _goals(house: House) -> Iterator[Alert]:
    """Goals that run and are further behind their plan than the smallest difference both teams agreed to talk about."""
    agreed = house.ask("agreements/in_force")
    smallest = float(agreed.filter(agreement="delta", value_name="points")["value"][0])
    for row in house.ask("goals/status").to_dicts():
        if row["is_replaced"] or row["attainment"] is None or row["plan_share"] is None:
            continue
        if (row["plan_share"] - row["attainment"]) * 100 > smallest:
            yield Alert(f"goal {row['origin']} {row['goal_id']}", _behind(row, house.currency))


def _behind(row: dict[str, Any], currency: str) -> str:
    reached, planned = (plan.amount(row, row[each], currency) for each in ("actual", "plan_to_date"))
    pace = words.share(row["pace"])
    return f"{plan.name(row)}, {plan.period(row)}: {reached}, {pace} of the plan to date ({planned})."


def _restated(house: House) -> Iterator[Alert]:
    found = house.ask("data/restatements")
    for (generation,), part in found.group_by("generation", maintain_order=True):
        months = words.listed([words.month(month) for month in sorted(set(part["month"]))])
        moved = words.counted(part.height, "number")
        yield Alert(f"{HAPPENED}{generation}", f"{moved} of {months} changed after the month was over.")
