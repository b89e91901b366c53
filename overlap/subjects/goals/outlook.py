"""How the forecast of a goal is told: what it ends at, how likely the target is, what would close the gap."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap import words
from overlap.subjects.goals import plan

Row = Mapping[str, Any]

_UNTESTED = "forecast not yet tested"


def chance(row: Row) -> str:
    """`65%`: in steps of 5, so no decimals."""
    return words.DASH if row["chance"] is None else f"{row['chance']:.0%}"


def ends_at(row: Row, currency: str) -> str:
    """`forecast € 276k (80%: € 190k to € 386k), 65% chance of the goal`; rows of goals/forecast or goals/status."""
    low, mid, high = (words.money_short(row[f"forecast_{end}"], currency) for end in ("low", "mid", "high"))
    return f"forecast {mid} (80%: {low} to {high}), {chance(row)} chance of the goal"


def answer(row: Row, currency: str) -> str:
    """The forecast of a row of goals/forecast in a sentence, or why there is none."""
    told = row["verdict"] if row["forecast_mid"] is None else ends_at(row, currency)
    return f"{plan.name(row)}: {told}."


def levers(row: Row, currency: str) -> str:
    """What alone would close the gap, all else as it is; empty where the forecast's mean reaches the target."""
    if row["won_more"] is None:
        return ""
    mean = words.money_short(row["mean_won"], currency)
    ways = [f"{words.counted(row['won_more'], 'more deal')} won ({mean} each, the mean of recent ones)"]
    if row["open_more"] is not None:
        ways.append(f"{row['open_more']:.0%} more from the {words.counted(row['open_deal_count'], 'open deal')}")
    if row["larger"] is not None:
        ways.append(f"{row['larger']:.0%} larger deals")
    if row["new_more"] is not None:
        ways.append(f"{words.counted(row['new_more'], 'more deal')} opened now")
    gap = words.money_short(row["gap"], currency)
    return f"The mean forecast is {gap} short. If all else stays, one of these would close it: {'; '.join(ways)}."


def record(row: Row) -> str:
    """How past forecasts did, and what these rest on."""
    rests = f"It rests on the {row['rests_on']}."
    if row["forecast_mid"] is None:
        return ""
    if row["verdict"] == _UNTESTED:
        return f"Forecast not yet tested: under 8 past months can be compared. {rests}"
    return (
        f"Of {words.counted(row['origin_count'], 'past forecast')}, made again from the data, "
        f"{words.count(row['held_count'])} held what came within their 80% interval. That is optimistic: "
        f"what was written down late is known in time here. {rests}"
    )


def kept(rows: Sequence[Row]) -> str:
    """How forecasts did that were kept when they were made; rows of goals/forecast_kept, empty without one."""
    if not rows:
        return ""
    held = sum(row["is_held"] for row in rows)
    return (
        f"Of {words.counted(len(rows), 'forecast')} of periods that are over, as they stood then, "
        f"{words.count(held)} held what came within their 80% interval."
    )
