"""A logistic regression on groups only: who, where from and what kind, each as one column a value."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array
from scipy.special import expit, logit

RIDGE = 1.0
_ROUNDS = 50
_ENOUGH = 1e-9


@dataclass(frozen=True)
class Fit:
    """A fitted model: `chances` e (0-1) of each row, their weights e (1 - e), and the curvature X'WX + ridge."""

    coefficients: np.ndarray
    chances: np.ndarray
    weights: np.ndarray
    curvature: np.ndarray


def design(frame: pl.DataFrame, columns: Sequence[str]) -> csr_array:
    """Rows x (1 + values): an intercept, then zeros and ones for each value of each column; blank is a value, too."""
    count, wide = frame.height, 1
    places = [np.zeros(count, dtype=np.int64)]
    for name in columns:
        codes = frame[name].cast(pl.String).rank("dense").fill_null(0).to_numpy().astype(np.int64)
        places.append(wide + codes)
        wide += int(codes.max(initial=0)) + 1
    starts = np.arange(count + 1) * len(places)
    return csr_array((np.ones(count * len(places)), np.column_stack(places).ravel(), starts), shape=(count, wide))


def bands(values: pl.Series, count: int = 10) -> pl.Series:
    """`values` cut into `count` bands of equal size, 0 the lowest; equal values share a band, blank stays blank."""
    known = values.len() - values.null_count()
    return ((values.rank("min") - 1) * count // max(known, 1)).cast(pl.Int64)


def fitted(
    columns: csr_array, outcomes: np.ndarray, ridge: np.ndarray | None = None, records: np.ndarray | None = None
) -> Fit:
    """The logit with a ridge of 1 on all but the intercept, or the `ridge` of each column, by Newton's method.

    Maximises sum(y log e + (1 - y) log(1 - e)) - r |b|^2 / 2 (le Cessie & van Houwelingen 1992). Where a row stands for
    many `records`, its outcome is how many of them had the event. Raises ValueError where all outcomes are the same,
    since the intercept then has no finite value.
    """
    records = np.ones(len(outcomes)) if records is None else records
    share = outcomes.sum() / records.sum() if records.sum() else 0.0
    if not 0 < share < 1:
        raise ValueError("A logit needs outcomes of both kinds.")
    ridge = penalty(columns) if ridge is None else ridge
    coefficients = np.zeros(len(ridge))
    coefficients[0] = logit(share)
    value, turned = _value(columns, outcomes, coefficients, ridge, records), csr_array(columns.T)
    for _ in range(_ROUNDS):
        chances = expit(columns @ coefficients)
        slope = columns.T @ (outcomes - records * chances) - ridge * coefficients
        step = cho_solve(cho_factor(curvature(columns, chances, ridge, records, turned)), slope)
        coefficients, value, gain = _uphill(columns, outcomes, coefficients, step, value, ridge, records)
        if gain < _ENOUGH:
            break
    chances = expit(columns @ coefficients)
    return Fit(coefficients, chances, chances * (1 - chances), curvature(columns, chances, ridge, records, turned))


def penalty(columns: csr_array) -> np.ndarray:
    """The ridge of each column."""
    _, wide = columns.shape  # pyright: ignore[reportGeneralTypeIssues]
    return np.concatenate([[0.0], np.full(wide - 1, RIDGE)])


def curvature(
    columns: csr_array,
    chances: np.ndarray,
    ridge: np.ndarray,
    records: np.ndarray | float = 1.0,
    turned: csr_array | None = None,
) -> np.ndarray:
    """X'WX + ridge, W = n e (1 - e): symmetric and positive definite, so that a Cholesky factor solves with it.

    `turned` is X' row by row, for those who ask many times: turning X takes a third of it.
    """
    weights = np.repeat(records * chances * (1 - chances), np.diff(columns.indptr))
    weighted = csr_array((columns.data * weights, columns.indices, columns.indptr), shape=columns.shape)
    across = csr_array(columns.T) if turned is None else turned
    return csr_array(across @ weighted).toarray() + np.diag(ridge)


def deviance(outcomes: np.ndarray, chances: np.ndarray) -> float:
    """-2 log-likelihood of 0/1 outcomes under these chances, each strictly between 0 and 1."""
    return float(-2 * np.sum(np.where(outcomes > 0, np.log(chances), np.log1p(-chances))))


def _value(
    columns: csr_array, outcomes: np.ndarray, coefficients: np.ndarray, ridge: np.ndarray, records: np.ndarray
) -> float:
    odds = columns @ coefficients
    return float(np.sum(outcomes * odds - records * np.logaddexp(0, odds)) - np.sum(ridge * coefficients**2) / 2)


def _uphill(
    columns: csr_array,
    outcomes: np.ndarray,
    start: np.ndarray,
    step: np.ndarray,
    value: float,
    ridge: np.ndarray,
    records: np.ndarray,
) -> tuple[np.ndarray, float, float]:
    """A step that does not lose: halved as long as it does, since Newton's may overshoot where chances are extreme."""
    for halvings in range(30):
        tried = start + step / 2**halvings
        reached = _value(columns, outcomes, tried, ridge, records)
        if reached >= value:
            return tried, reached, reached - value
    return start, value, 0.0
