"""What each revenue goal will end at: booked so far, what open deals bring, and what deals still to be opened do."""

from collections.abc import Iterator
from datetime import date
from zlib import crc32

import numpy as np
import polars as pl

from overlap.stats.common_shock import SPREADS
from overlap.steps.given import Given
from overlap.subjects.goals.steps import expected
from overlap.subjects.goals.steps.deal_hazards import days_of, deal_ends
from overlap.subjects.goals.steps.scope_facts import scope_facts
from overlap.subjects.goals.steps.scope_forecast import Scope, ToCome

FEWEST_ORIGINS = 8
LOW, HIGH = 0.10, 0.90  # the interval holds 80%
BY_STAGE, BY_AGE = "stage and age of deals", "age of deals"
TOO_FEW, UNTESTED, TESTED = "too few closed deals to forecast", "forecast not yet tested", "tested on past months"
_STEP = 0.05  # of a chance

SCHEMA = {
    "goal_id": pl.String, "origin": pl.String, "is_replaced": pl.Boolean, "metric": pl.String, "team": pl.String,
    "region": pl.String, "period_start": pl.Date, "period_end": pl.Date, "seen_until": pl.Date, "day_count": pl.Int64,
    "seen_day_count": pl.Int64, "days_to_go": pl.Int64, "target": pl.Decimal(18, 2), "booked": pl.Decimal(18, 2),
    "open_deal_count": pl.Int64, "from_open": pl.Decimal(18, 2), "from_new": pl.Decimal(18, 2),
    "forecast_low": pl.Decimal(18, 2), "forecast_mid": pl.Decimal(18, 2), "forecast_high": pl.Decimal(18, 2),
    "forecast_mean": pl.Decimal(18, 2), "chance": pl.Float64, "gap": pl.Decimal(18, 2), "mean_won": pl.Decimal(18, 2),
    "won_more": pl.Int64, "open_more": pl.Float64, "larger": pl.Float64, "new_more": pl.Int64, "rests_on": pl.String,
    "shock_spread": pl.Float64, "origin_count": pl.Int64, "held_count": pl.Int64, "verdict": pl.String,
}  # fmt: skip
BACKTEST = {
    "goal_id": pl.String, "origin": pl.String, "origin_on": pl.Date, "expected": pl.Decimal(18, 2),
    "came": pl.Decimal(18, 2), "place": pl.Float64, "is_held": pl.Boolean,
}  # fmt: skip


def forecast(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Each goal of `frame` with its forecast: `SCHEMA`. Frames: facts (goals/forecast_facts), ends (goals/deal_ends).

    10,000 draws of booked + open deals + new deals: a deal is won by its kind's hazards of stage and age in weeks, won
    and lost competing, all of a period's hazards moved by one shock whose spread is that of past forecasts; new deals
    are a negative binomial with the season of the months, thinned by the chance to be won in the days left; amounts
    are those on record, resized as those won in time were. The chance of the goal is rounded to 5%, between 5 and 95.
    """
    return _table((_told(goal, scope) for goal, scope in scopes(frame, given)), SCHEMA)


def backtest(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """For each goal what each past month's start would have forecast for as many days, and what came: `BACKTEST`."""
    rows = []
    for goal, scope in scopes(frame, given):
        origins, past = scope.past
        for number, place in enumerate(scope.places):
            rows.append(
                {"goal_id": goal["goal_id"], "origin": goal["origin"], "origin_on": date.fromordinal(origins[number]),
                 "expected": past.mean[number] / 100, "came": past.came[number] / 100, "place": float(place),
                 "is_held": bool(LOW <= place <= HIGH)}
            )  # fmt: skip
    return _table(iter(rows), BACKTEST)


def scopes(frame: pl.DataFrame, given: Given) -> Iterator[tuple[dict, Scope]]:
    """Each goal of `frame` with what its forecast rests on; those that share one share it."""
    facts, ends = given.frames["facts"], deal_ends(given.frames["ends"], given.frames["facts"])
    parts = {
        (scope, str(fact)): rows
        for (scope, fact), rows in facts.partition_by("forecast_scope", "fact", as_dict=True).items()
    }
    ended = facts.filter(pl.col("forecast_scope").is_null())
    then: dict[int, dict[int, expected.Chances]] = {}
    scopes: dict[int, Scope] = {}
    origins = [int(day) for day in np.unique(days_of(facts.filter(fact="came")["day"]))]
    for goal in frame.to_dicts():
        number, days = goal["forecast_scope"], goal["days_to_go"]
        if number not in scopes:
            own = {fact: rows for (scope, fact), rows in parts.items() if scope == number}
            if days not in then:
                then[days] = expected.chances_then(ends, origins, days)
            name = crc32(f"{goal['people_team']}|{goal['region']}|{goal['period_end']}".encode())
            of_scope = scope_facts(ends, own, ended)
            scopes[number] = Scope(ends, of_scope, goal["seen_until"].toordinal(), days, then[days], (given.seed, name))
        yield goal, scopes[number]


def _told(goal: dict, scope: Scope) -> dict:
    booked = scope.facts.booked / 100
    told = {name: goal.get(name) for name in SCHEMA} | {
        "booked": booked, "day_count": (goal["period_end"] - goal["period_start"]).days,
        "seen_day_count": (goal["seen_until"] - goal["period_start"]).days,
        "open_deal_count": len(scope.facts.open_now.kind),
        "rests_on": BY_STAGE if scope.ends.by_stage else BY_AGE, "verdict": TOO_FEW,
    }  # fmt: skip
    to_come = scope.to_come()
    if to_come is None:
        return told
    target, ends = float(goal["target"]), booked + to_come.total / 100
    low, mid, high = np.quantile(ends, (LOW, 0.5, HIGH))
    places = scope.places
    held = int(np.sum((places >= LOW) & (places <= HIGH)))
    return told | {
        "from_open": to_come.from_open / 100, "from_new": to_come.from_new / 100,
        "forecast_low": low, "forecast_mid": mid, "forecast_high": high, "forecast_mean": float(ends.mean()),
        "chance": _stepped(float(np.mean(ends >= target))),
        "shock_spread": round(float(SPREADS @ scope.weights), 3), "origin_count": len(places), "held_count": held,
        "verdict": TESTED if len(places) >= FEWEST_ORIGINS else UNTESTED,
    } | _levers(target - float(ends.mean()), to_come)  # fmt: skip


def _levers(gap: float, to_come: ToCome) -> dict[str, object]:
    """What alone would close the gap to the target, all else as it is; nothing where the mean reaches it."""
    told: dict[str, object] = {"gap": max(gap, 0.0), "mean_won": to_come.mean_won / 100}
    if gap <= 0:
        return told
    every, cents = float(to_come.total.mean()), gap * 100
    return told | {
        "won_more": int(np.ceil(cents / to_come.mean_won)),
        "open_more": cents / to_come.from_open if to_come.from_open > 0 else None,
        "larger": cents / every if every > 0 else None,
        "new_more": int(np.ceil(cents / to_come.of_a_new)) if to_come.of_a_new > 0 else None,
    }


def _stepped(chance: float) -> float:
    return min(max(round(round(chance / _STEP) * _STEP, 2), _STEP), 1 - _STEP)


def _table(rows: Iterator[dict], schema: dict) -> pl.DataFrame:
    """Rows in a schema; money rounded to cents."""
    whole = list(rows)
    columns = {
        name: pl.Series(name, [row[name] for row in whole], strict=False).cast(pl.Float64).round(2).cast(kind)
        if isinstance(kind, pl.Decimal) else pl.Series(name, [row[name] for row in whole], kind)
        for name, kind in schema.items()
    }  # fmt: skip
    return pl.DataFrame(columns)
