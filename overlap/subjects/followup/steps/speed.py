"""Whether a fast first attempt goes with winning: raw, within strata, and by a model of all; people are the units."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array, hstack
from scipy.special import expit, stdtrit

from overlap.stats.logistic_regression import design, fitted
from overlap.stats.mantel_haenszel import Association, Tables, mantel_haenszel
from overlap.steps.given import Given

HIGHER, LOWER = "goes with higher odds", "goes with lower odds"
ALIKE, CANNOT = "no significant difference", "cannot tell"
FEWEST_COMPARED = 1 / 3  # of the handoffs: with fewer it is a comparison of those that happen to have their like
FEWEST_WON = 5  # in each arm, for a model
PEOPLE, HANDOFFS = "people", "handoffs"
KNOTS = (0.05, 0.35, 0.65, 0.95)  # of the scores (Harrell 2001)
_HARDLY = 1e-6  # a ridge that only keeps columns apart that are the same
_ARMS = ("tried_won", "tried_lost", "not_tried_won", "not_tried_lost")
_STRATUM = ("score_band", "channel", "quarter")
_SPEED = {
    "comparison": pl.String,
    "tried_count": pl.Int64,
    "tried_won_count": pl.Int64,
    "not_tried_count": pl.Int64,
    "not_tried_won_count": pl.Int64,
    "odds_ratio": pl.Float64,
    "odds_low": pl.Float64,
    "odds_high": pl.Float64,
    "difference": pl.Float64,
    "unit_count": pl.Int64,
    "unit": pl.String,
    "verdict": pl.String,
    "strata_count": pl.Int64,
    "share_compared": pl.Float64,
    "closed_before_count": pl.Int64,
    "young_count": pl.Int64,
}

Row = Mapping[str, float | int | str | None]
Cells = np.ndarray  # strata x people x the four counts of `_ARMS`


def speed(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """followup/speed_and_wins: 'raw', 'adjusted' (Mantel-Haenszel within strata), 'model' (a logit of all), a row each.

    `frame` counts handoffs by score_band, score, channel, quarter and rep_id: tried_won, tried_lost, not_tried_won,
    not_tried_lost, closed_before_count, young_count. Intervals of the first two by leaving out one person at a time
    (jackknife of the log odds ratio, t with one degree fewer than people), of the model by the sandwich over people;
    with fewer than two people handoffs are the units. The verdict is one for all three.
    """
    cells = _cells(frame)
    everybody = cells.sum()
    left_out = {name: int(frame[name].sum()) for name in ("closed_before_count", "young_count")}
    raw = _compared(cells.sum(axis=0, keepdims=True), everybody)
    adjusted, model = _compared(cells, everybody), {**raw, **_model(frame), "strata_count": None}
    rows = [
        {"comparison": name, **row, **left_out, "verdict": verdict(adjusted, model)}
        for name, row in (("raw", raw), ("adjusted", adjusted), ("model", model))
    ]
    return pl.DataFrame(rows, schema=_SPEED)


def verdict(adjusted: Row, model: Row) -> str:
    """What both say alike, a third of the handoffs or more compared: both intervals on one side of 1, or on none."""
    share: Any = adjusted["share_compared"]
    said = {_side(adjusted), _side(model)}
    if share is None or share < FEWEST_COMPARED or len(said) > 1:
        return CANNOT
    return said.pop()


def _side(row: Row) -> str:
    low: Any = row["odds_low"]
    high: Any = row["odds_high"]
    if low is None or high is None:
        return CANNOT
    return HIGHER if low > 1 else LOWER if high < 1 else ALIKE


def _cells(frame: pl.DataFrame) -> Cells:
    """Who is in neither arm has no cell; what has no person is a person of its own."""
    inside = frame.filter(pl.sum_horizontal(_ARMS) > 0)
    if inside.is_empty():
        return np.zeros((0, 0, len(_ARMS)))
    stratum, person = (_codes(inside, names) for names in (_STRATUM, ("rep_id",)))
    strata, people = int(stratum.max()) + 1, int(person.max()) + 1
    counted = [
        np.bincount(stratum * people + person, inside[arm].to_numpy(), strata * people).reshape(strata, people)
        for arm in _ARMS
    ]
    return np.stack(counted, axis=-1)


def _codes(frame: pl.DataFrame, names: tuple[str, ...]) -> np.ndarray:
    """The same number for the same values, from 0 on, in their order."""
    every = frame.select(pl.struct(names).rank("dense") - 1).to_series()
    return every.to_numpy().astype(np.int64)


def _compared(cells: Cells, everybody: float) -> Row:
    tables = _tables(cells.sum(axis=1))
    kept, found = tables.compared(), mantel_haenszel(tables)
    return {
        "tried_count": int((kept.exposed_with + kept.exposed_without).sum()),
        "tried_won_count": int(kept.exposed_with.sum()),
        "not_tried_count": int((kept.others_with + kept.others_without).sum()),
        "not_tried_won_count": int(kept.others_with.sum()),
        "odds_ratio": found.odds_ratio,
        "difference": found.difference,
        "strata_count": len(kept.totals),
        "share_compared": float(kept.totals.sum() / everybody) if everybody else None,
        **_interval(cells, found),
    }


def _interval(cells: Cells, found: Association) -> Row:
    """The ends of 95% with people as units; handoffs where there are not two people, or one of them is all there is."""
    people = np.flatnonzero(cells.sum(axis=(0, 2))).tolist()
    together = cells.sum(axis=1)
    without = [mantel_haenszel(_tables(together - cells[:, one])).odds_ratio for one in people]
    if found.odds_ratio is None or len(people) < 2 or None in without:  # noqa: PLR2004
        handoffs = int(together.sum())
        return {"odds_low": found.low, "odds_high": found.high, "unit_count": handoffs, "unit": HANDOFFS}
    logs, count = np.log(np.array(without, dtype=float)), len(people)
    error = np.sqrt((count - 1) / count * ((logs - logs.mean()) ** 2).sum())
    width = float(np.exp(_t(count) * error))
    ends = {"odds_low": found.odds_ratio / width, "odds_high": found.odds_ratio * width}
    return {**ends, "unit_count": count, "unit": PEOPLE}


def _tables(counts: np.ndarray) -> Tables:
    return Tables(*counts.T)


def _t(units: int) -> float:
    return float(stdtrit(units - 1, 0.975))


def _model(frame: pl.DataFrame) -> Row:
    """A logit of all: tried, score as a restricted cubic spline, channel, quarter; clustered by person."""
    none: Row = dict.fromkeys(("odds_ratio", "odds_low", "odds_high", "difference"))
    rows = _one_a_row(frame)
    wins = np.bincount(rows["tried"].cast(pl.Int64), rows["won"].cast(pl.Float64), minlength=2)
    losses = np.bincount(rows["tried"].cast(pl.Int64), 1 - rows["won"].cast(pl.Float64), minlength=2)
    if min(*wins, *losses) < FEWEST_WON:
        return none
    return _fitted(rows)


def _one_a_row(frame: pl.DataFrame) -> pl.DataFrame:
    parts = [
        frame.select("score", "channel", "quarter", "rep_id", times=name).with_columns(
            tried=pl.lit(name.startswith("tried")), won=pl.lit(name.endswith("won"))
        )
        for name in _ARMS
    ]
    every = pl.concat(parts)
    return every[np.repeat(np.arange(every.height), every["times"].to_numpy())]


def _fitted(rows: pl.DataFrame) -> Row:
    groups, curve = design(rows, ["channel", "quarter"]), spline(rows["score"])
    tried, won = (rows[name].cast(pl.Float64).to_numpy() for name in ("tried", "won"))
    columns = csr_array(hstack([groups, csr_array(np.column_stack([curve, tried]))]))
    ridge = np.concatenate([[0.0], np.ones(groups.shape[1] - 1), np.full(curve.shape[1], _HARDLY), [_HARDLY]])  # pyright: ignore[reportOptionalSubscript]
    fit = fitted(columns, won, ridge)
    person = _codes(rows, ("rep_id",))
    bread, people = cho_factor(fit.curvature), len(np.unique(person))
    unit, of_unit = (PEOPLE, person) if people > 1 else (HANDOFFS, np.arange(len(won)))
    count, handoffs = int(of_unit.max()) + 1, len(won)
    of_units = csr_array((won - fit.chances, (of_unit, np.arange(handoffs))), shape=(count, handoffs))
    scores = csr_array(of_units @ columns).toarray()
    last = np.zeros(len(ridge))
    last[-1] = 1
    error = float(np.sqrt(count / (count - 1) * ((scores @ cho_solve(bread, last)) ** 2).sum()))
    effect, rest = float(fit.coefficients[-1]), columns @ fit.coefficients - tried * fit.coefficients[-1]
    width = _t(count) * error
    return {
        "odds_ratio": float(np.exp(effect)),
        "odds_low": float(np.exp(effect - width)),
        "odds_high": float(np.exp(effect + width)),
        "difference": float((expit(rest + effect) - expit(rest)).mean()),
        "unit_count": count,
        "unit": unit,
    }


def spline(values: pl.Series) -> np.ndarray:
    """Values x columns of a restricted cubic spline, each from about 0 to 1, and one that marks what is blank."""
    known = values.drop_nulls().to_numpy().astype(float)
    blank = values.is_null().to_numpy().astype(float)
    if not len(known) or known.min() == known.max():
        return blank[:, None]
    scaled = (values.fill_null(known.min()).to_numpy().astype(float) - known.min()) / (known.max() - known.min())
    at = np.unique((np.quantile(known, KNOTS) - known.min()) / (known.max() - known.min()))
    bent = _bent(scaled, at) if len(at) == len(KNOTS) else np.zeros((len(scaled), 0))
    return np.column_stack([np.column_stack([scaled, bent]) * (1 - blank)[:, None], blank])


def _bent(values: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """The columns beside the straight one: cubic between the knots, straight beyond the outer two."""
    last, before = knots[-1], knots[-2]

    def cube(knot: float) -> np.ndarray:
        return np.maximum(values - knot, 0) ** 3

    columns = [
        cube(knot) - cube(before) * (last - knot) / (last - before) + cube(last) * (before - knot) / (last - before)
        for knot in knots[:-2]
    ]
    return np.column_stack(columns) / (last - knots[0]) ** 2
