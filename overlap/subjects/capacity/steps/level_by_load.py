"""How many leads a week sales can take before the agreed level goes: read off the weeks seen, and no further."""

import numpy as np
import polars as pl
from scipy.optimize import isotonic_regression

from overlap.steps.given import Given

DRAWS = 200
LOWER = 0.10  # the lower end of an 80% interval
FEWEST_WEEKS = 12
_ROUNDING = 1e-9  # an intake that only rounding keeps below a whole lead has reached it
RECENT = 12  # weeks whose capacity stands for that of a week to come
SAFE, NOT_SAFE, OUTSIDE = "safe", "not safe", "outside what we have seen"
TOO_FEW, NO_CAPACITY = "too few weeks to tell", "no weekly capacity agreed"
_LEVELS = {
    "load_percent": pl.Int64,
    "intake": pl.Int64,
    "week_count": pl.Int64,
    "level": pl.Float64,
    "level_low": pl.Float64,
    "target": pl.Float64,
    "is_safe": pl.Boolean,
}
_BUDGET = {
    "target": pl.Float64,
    "safe_intake": pl.Int64,
    "busiest_intake": pl.Int64,
    "week_count": pl.Int64,
    "intake": pl.Int64,
    "level": pl.Float64,
    "level_low": pl.Float64,
    "verdict": pl.String,
}


def levels_by_load(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The level at each load a week has had, never rising with the load, with the lower end of its 80% interval.

    `frame` has a row a whole week, in order of time: capacity, load_percent (whole), due_count, in_time_count and
    the agreed target. Loads of one percent are one load, and an intake is the whole leads a week that it stands for, so
    that no sentence rounds up what is safe. The interval comes from drawing the weeks again. No row where there are too
    few weeks.
    """
    weeks = _loaded(frame)
    if weeks.height < FEWEST_WEEKS:
        return pl.DataFrame(schema=_LEVELS)
    usual, target = float(np.median(weeks["capacity"].tail(RECENT))), weeks["target"][0]
    grid = weeks["load_percent"].unique().sort().to_numpy()
    level = _falling(weeks, grid)
    low = np.minimum(np.quantile(_drawn(weeks, grid, given.seed), LOWER, axis=0), level)
    return pl.DataFrame(
        {
            "load_percent": grid,
            "intake": np.floor(grid * usual / 100 + _ROUNDING).astype(np.int64),
            "week_count": weeks.group_by("load_percent").len().sort("load_percent")["len"],
            "level": level,
            "level_low": low,
            "target": np.full(len(grid), target),
            "is_safe": low >= target,
        },
        schema=_LEVELS,
    )


def safe_budget(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """One row: the largest weekly intake that is safe (null: none), the busiest seen, and what is known of `intake`.

    The intake asked about is the param of that name, else the busiest.
    """
    found, asked = levels_by_load(frame, given), given.params["intake"]
    row: dict[str, object] = {
        "target": frame["target"][0] if frame.height else None,
        "week_count": _loaded(frame).height,
        "verdict": NO_CAPACITY if frame["capacity"].is_null().all() else TOO_FEW,
    }
    if not found.is_empty():
        busiest = int(found["intake"][-1])
        intake = busiest if asked is None else int(str(asked))
        row |= {"busiest_intake": busiest, "safe_intake": found.filter("is_safe")["intake"].max(), "intake": intake}
        row |= _known_of(intake, found)
    return pl.DataFrame([row], schema=_BUDGET)


def _known_of(intake: float, found: pl.DataFrame) -> dict[str, object]:
    """The level at the next larger intake that was seen: between two weeks, the lower of their levels."""
    seen = found.filter(pl.col("intake") >= intake)
    if seen.is_empty():
        return {"verdict": OUTSIDE}
    row = seen.row(0, named=True)
    return {"level": row["level"], "level_low": row["level_low"], "verdict": SAFE if row["is_safe"] else NOT_SAFE}


def _loaded(frame: pl.DataFrame) -> pl.DataFrame:
    """Weeks of known load in which something was due."""
    return frame.filter(pl.col("load_percent").is_not_null(), pl.col("due_count") > 0)


def _drawn(weeks: pl.DataFrame, grid: np.ndarray, seed: int) -> np.ndarray:
    """The falling level at each load of the grid in each of many sets of weeks drawn with replacement."""
    picks = np.random.default_rng(seed).integers(0, weeks.height, (DRAWS, weeks.height))
    times = np.array([np.bincount(pick, minlength=weeks.height) for pick in picks])
    return np.array([_falling(weeks, grid, of_week) for of_week in times])


def _falling(weeks: pl.DataFrame, grid: np.ndarray, times: np.ndarray | int = 1) -> np.ndarray:
    """The best fit that never rises with the load (pool adjacent violators) at the grid, each week taken so many times.

    Weighted by what was due; a load below all of those taken has the level of the first of them.
    """
    at = np.searchsorted(grid, weeks["load_percent"].to_numpy())
    due, in_time = (
        np.bincount(at, weights=weeks[name].to_numpy() * times, minlength=len(grid))
        for name in ("due_count", "in_time_count")
    )
    taken = due > 0
    fit = isotonic_regression(in_time[taken] / due[taken], weights=due[taken], increasing=False).x
    return fit[np.maximum(np.cumsum(taken) - 1, 0)]
