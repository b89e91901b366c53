"""The closing bridge: what goes with the change of booked revenue from one period to another, exact."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from overlap.stats.shapley_parts import in_cents, shapley_parts
from overlap.steps.given import Given
from overlap.subjects.sides.resampled import by_bucket, draws, part

THEN, NOW = "then", "now"
IN_PLAY, CLOSED, CLOSE_RATE, AMOUNT = "deals in play", "share closed", "close rate", "average won"
DEALS_CLOSED = "deals closed"  # where nobody records when deals are opened
_COLUMNS = ("in_play_count", "closed_count", "won_count")
SCHEMA: dict[str, Any] = {
    "place": pl.Int64, "part": pl.String,
    **dict.fromkeys(("amount", "amount_low", "amount_high"), pl.Decimal(18, 2)), "verdict": pl.String,
    **dict.fromkeys(("figure_then", "figure_now"), pl.Float64),
    **dict.fromkeys(("revenue_then", "revenue_now"), pl.Decimal(18, 2)),
    **dict.fromkeys(("in_play_then", "in_play_now", "won_then", "won_now"), pl.Int64),
    **dict.fromkeys(("then_starts_on", "then_ends_on", "now_starts_on", "now_ends_on"), pl.Date),
}  # fmt: skip

Chain = Sequence[Any]  # counts, each of those before it, and the cents of the last


def closing_bridge(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """sides/closing_bridge: a row a part; `frame` has the two periods, none where no deal is recorded."""
    if frame.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    arms = {row["arm"]: row for row in frame.to_dicts()}
    names, columns = _steps(arms[NOW])
    cells = {arm: given.frames["cells"].filter(arm=arm) for arm in (THEN, NOW)}
    buckets = [_buckets(cells[arm], columns) for arm in (THEN, NOW)]
    then, now = ([round(float(each.sum())) for each in of] for of in buckets)
    spread = [[of @ each for each in mine] for of, mine in zip(draws(), buckets, strict=True)]
    resampled = _parts(spread[0], spread[1], _floats)
    cents = in_cents(_parts(then, now, _fractions))
    about = {f"{arm}_{end}": row[end] for arm, row in arms.items() for end in ("starts_on", "ends_on")}
    about |= {f"revenue_{arm}": cells[arm]["revenue"].sum() or 0 for arm in (THEN, NOW)}
    for arm in (THEN, NOW):
        about[f"in_play_{arm}"] = cells[arm]["in_play_count"].sum() if arms[NOW]["openings_are_known"] else None
        about[f"won_{arm}"] = cells[arm]["won_count"].sum()
    figures = [_factors(mine, mine, _floats) for mine in (_arrays(then), _arrays(now))]
    rows = [
        {
            "place": place + 1, "part": name, **part(cents[place], resampled[place]), **about,
            "figure_then": _figure(figures[0][place], then, place, len(names)),
            "figure_now": _figure(figures[1][place], now, place, len(names)),
        }
        for place, name in enumerate(names)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA)


def _steps(asked: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
    """The parts, and the counts they divide; what nobody records is no part."""
    columns, names = (_COLUMNS, [IN_PLAY, CLOSED]) if asked["openings_are_known"] else (_COLUMNS[1:], [DEALS_CLOSED])
    if asked["losses_are_known"]:
        return [*names, CLOSE_RATE, AMOUNT], columns
    return [*names, AMOUNT], [name for name in columns if name != "closed_count"]


def _buckets(cells: pl.DataFrame, columns: Sequence[str]) -> list[np.ndarray]:
    places, buckets = np.zeros(cells.height, dtype=int), cells["bucket"].to_numpy()
    cents = np.array([int(amount * 100) for amount in cells["revenue"]], dtype=float)
    return [
        by_bucket(buckets, places, 1, each)[:, 0] for each in (*(cells[name].to_numpy() for name in columns), cents)
    ]


def _parts(then: Chain, now: Chain, ratio: Callable[[Any, Any], Any]) -> list[Any]:
    both = _factors(then, now, ratio), _factors(now, then, ratio)

    def value(subset: int) -> Any:
        product = both[subset & 1][0]
        for place in range(1, len(then)):
            product = product * both[subset >> place & 1][place]
        return product

    return shapley_parts(value, len(then))


def _factors(own: Chain, other: Chain, ratio: Callable[[Any, Any], Any]) -> list[Any]:
    """The first count, then each over the one before it; of none, as in the other period, else 0."""
    shares = [
        np.where(
            np.asarray(own[place - 1]) > 0, ratio(own[place], own[place - 1]), ratio(other[place], other[place - 1])
        )
        for place in range(1, len(own))
    ]
    return [own[0], *(each.item() if each.ndim == 0 else each for each in shares)]


def _fractions(over: int, under: int) -> Fraction:
    return Fraction(over, under) if under else Fraction(0)


def _floats(over: Any, under: Any) -> Any:
    over, under = np.asarray(over, dtype=float), np.asarray(under, dtype=float)
    return np.divide(over, under, out=np.zeros(over.shape), where=under > 0)


def _arrays(chain: Chain) -> list[np.ndarray]:
    return [np.asarray(float(each)) for each in chain]


def _figure(value: Any, chain: Chain, place: int, last: int) -> float | None:
    """As it is shown: of none there is none; an average in money, not in cents."""
    if place and not chain[place - 1]:
        return None
    return float(value) / (100 if place == last - 1 else 1)
