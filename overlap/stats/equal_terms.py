"""What each group's rate would be with the records of an average one: its own effect is kept, what it was given is not.

A logit on the group and on what is known of a record (ridge 1). A group's expected events are those of the same records
with no group's effect and one constant for all, such that all of them together are the events that were seen; its
adjusted rate is everybody's rate plus (events - expected) / records. So adjusted rates, weighed by records, add up to
everybody's as raw ones do. Where only some of the records are judged, what is expected of them is still learnt from
all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.optimize import brentq
from scipy.special import expit

from overlap.stats.logistic_regression import design, fitted

Z = 1.96


@dataclass(frozen=True)
class EqualTerms:
    """A number a group, 0 to 1 but for `records`; all of them unknown (NaN) of a group without records."""

    records: np.ndarray
    rate: np.ndarray
    adjusted: np.ndarray
    half_width: np.ndarray
    overall: float


def at_equal_terms(
    cells: pl.DataFrame, group: str, known: tuple[str, ...], everybodys: Sequence[str], judged: Sequence[str]
) -> EqualTerms:
    """Groups in the order of their codes in `group` (0, 1, ...); both sequences name a column of events and of records.

    Raises ValueError where all of everybody's had the event, or none.
    """
    x, n = (cells[name].to_numpy().astype(float) for name in everybodys)
    own_x, own_n = (cells[name].to_numpy().astype(float) for name in judged)
    whose, count = cells[group].to_numpy(), int(cells[group].max() or 0) + 1  # pyright: ignore[reportArgumentType]
    columns = design(cells, (group, *known))
    fit = fitted(columns, x, records=n)
    own = 1 + cells[group].cast(pl.String).rank("dense").to_numpy().astype(int)
    odds = columns @ fit.coefficients - fit.coefficients[own]
    shift = float(brentq(lambda at: float((n * expit(odds + at)).sum() - x.sum()), -30, 30))  # pyright: ignore[reportArgumentType]
    chances = expit(odds + shift)
    totals, seen, expected, spread = (
        np.bincount(whose, weights=each, minlength=count)
        for each in (own_n, own_x, own_n * chances, own_n * chances * (1 - chances))
    )
    overall = float(x.sum() / n.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        return EqualTerms(
            totals, seen / totals, overall + (seen - expected) / totals, Z * np.sqrt(spread) / totals, overall
        )
