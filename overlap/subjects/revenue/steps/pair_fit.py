"""Pair fit: campaigns and people whose handoffs are won more, or less, often than both of them explain."""

import numpy as np
import polars as pl
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array
from scipy.special import ndtr

from overlap.stats.false_discovery import FALSE_SHARE, adjusted
from overlap.stats.logistic_regression import Fit, bands, design, fitted
from overlap.steps.given import Given

LEAST_EXPECTED = 5
ENOUGH_EXPECTED = 30  # wins from which an unflagged pair says something; below it most true pairs stay unseen
CAMPAIGNS = {"source": "source_campaign_id", "last_touch": "campaign_id"}
_DIGITS = 9  # beyond them a sum shows the order in which threads added it up
SCHEMA = {
    "campaign_of": pl.String,
    "campaign_id": pl.String,
    "rep_id": pl.String,
    "worked_count": pl.Int64,
    "observed": pl.Int64,
    "expected": pl.Float64,
    "fit": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
    "verdict": pl.String,
    "pair_count": pl.Int64,
    "sampled_count": pl.Int64,
    "handoff_count": pl.Int64,
}


def judged(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """Every pair that met, for each way to name a handoff's campaign, tested from 5 wins expected on: `SCHEMA`.

    `frame` has a row a handoff: campaign_id, source_campaign_id, rep_id, segment, score, is_won, handoff_count.
    Expected wins are those of a logit with campaign, rep, segment and band of score as main effects (ridge 1): what
    routing, good leads and good sellers alone would bring. The test is the two-sided score test of one more term for
    the pair, variance less what the fitted effects absorb; q-values by Benjamini-Hochberg over the pairs tested.

    Leads of one account are more alike than others. They seldom meet in one pair, so that a variance that allows for
    them is the same within one part in a hundred, and the rate of false flags stays what it is said to be.
    """
    found = [_of_campaigns(frame, name, column) for name, column in CAMPAIGNS.items()]
    return pl.concat([each.select(*SCHEMA).cast(SCHEMA) for each in found])  # pyright: ignore[reportArgumentType]


def _of_campaigns(frame: pl.DataFrame, name: str, column: str) -> pl.DataFrame:
    if frame["is_won"].n_unique() < 2:  # noqa: PLR2004 - won and not won
        return pl.DataFrame(schema=SCHEMA)
    rows = frame.with_columns(band=bands(frame["score"]))
    columns = design(rows, [column, "rep_id", "segment", "band"])
    fit = fitted(columns, rows["is_won"].to_numpy().astype(float))
    pairs, pair_of_row = _pairs(rows, column, fit)
    observed, expected = pairs["observed"].to_numpy().astype(float), pairs["expected"].to_numpy()
    tested = expected >= LEAST_EXPECTED
    spread = _spread(observed[tested], expected[tested])
    apart = np.abs(observed - expected)[tested]
    p_values = np.full((2, pairs.height), np.nan)
    p_values[0, tested] = 2 * ndtr(
        -apart / np.sqrt(_variance(columns, fit, _numbered(tested)[pair_of_row], len(apart)))
    )
    p_values[1, tested] = adjusted(p_values[0, tested])
    return pairs.with_columns(
        campaign_of=pl.lit(name),
        fit=pl.Series(shrunk(observed, expected, spread)),
        p_value=pl.Series(p_values[0], nan_to_null=True),
        q_value=pl.Series(p_values[1], nan_to_null=True),
        pair_count=pl.lit(len(apart)),
        sampled_count=pl.lit(frame.height),
        handoff_count=pl.lit(frame["handoff_count"].first()),
    ).with_columns(pl.col("fit", "p_value", "q_value").round_sig_figs(_DIGITS), verdict=_verdict())


def shrunk(observed: np.ndarray, expected: np.ndarray, spread: float) -> np.ndarray:
    """(O + A) / (E + A), 1/A = `spread`: the fit of each pair drawn towards 1, wholly where there is no spread."""
    return (1 + observed * spread) / (1 + expected * spread)


def _spread(observed: np.ndarray, expected: np.ndarray) -> float:
    """max(0, sum((O - E)^2 - E) / sum E^2), the gamma-Poisson moment estimate (Clayton & Kaldor 1987); 0 for none."""
    return max(0.0, float(np.sum((observed - expected) ** 2 - expected) / max(np.sum(expected**2), 1)))


def _pairs(rows: pl.DataFrame, column: str, fit: Fit) -> tuple[pl.DataFrame, np.ndarray]:
    """The pairs, and the one each row belongs to, -1 where the campaign or the rep is not known."""
    known = rows.select(campaign_id=column, rep_id="rep_id", is_won="is_won", chance=pl.Series(fit.chances))
    on = ["campaign_id", "rep_id"]
    pairs = (
        known.drop_nulls(on)
        .group_by(on)
        .agg(worked_count=pl.len(), observed=pl.col("is_won").sum(), expected=pl.col("chance").sum().round(_DIGITS))
        .sort(on)
        .with_row_index("pair")
    )
    joined = known.join(pairs.select("pair", *on), on=on, how="left", maintain_order="left")
    return pairs.drop("pair"), joined["pair"].cast(pl.Int64).fill_null(-1).to_numpy()


def _numbered(tested: np.ndarray) -> np.ndarray:
    """The place of each pair among those tested, -1 for the others and, at the end, for no pair."""
    return np.append(np.where(tested, np.cumsum(tested) - 1, -1), -1)


def _variance(columns: csr_array, fit: Fit, place: np.ndarray, count: int) -> np.ndarray:
    """Of each pair's observed - expected: z'Wz - z'WX (X'WX + ridge)^-1 X'Wz, z the pair's indicator."""
    inside = np.flatnonzero(place >= 0)
    weighted = csr_array((fit.weights[inside], (inside, place[inside])), shape=(len(place), count))
    absorbed = (columns.T @ weighted).toarray()
    return weighted.sum(axis=0) - np.sum(absorbed * cho_solve(cho_factor(fit.curvature), absorbed), axis=0)


def _verdict() -> pl.Expr:
    return (
        pl.when(pl.col("q_value") <= FALSE_SHARE)
        .then(pl.lit("flagged"))
        .when(pl.col("expected") < ENOUGH_EXPECTED)
        .then(pl.lit("too few to judge"))
        .otherwise(pl.lit("not flagged"))
    )
