"""What winning goes with: where leads came from, who worked them, what they are."""

from itertools import combinations
from math import factorial

import numpy as np
import polars as pl
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array
from scipy.special import expit, logit

from overlap.stats.logistic_regression import bands, curvature, design, deviance, fitted, penalty
from overlap.steps.given import Given

BLOCKS = {
    "where it came from": ("source_campaign_id", "channel"),
    "who worked it": ("rep_id", "team"),
    "what it is": ("segment", "region", "band"),
}
UNEXPLAINED = "unexplained"
FOLDS = 5
SHUFFLES = 39  # the lowest and the highest of 39 hold a 40th of the same kind in 95 of 100 cases
FEWEST_WON = 30
LARGEST = 20_000  # handoffs
_STEPS = 3
SCHEMA = {
    "position": pl.Int64,
    "block": pl.String,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "won_count": pl.Int64,
    "sampled_count": pl.Int64,
    "handoff_count": pl.Int64,
}


def variance_explained(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The share of the differences in winning that each block goes with, out of fold: the columns of `SCHEMA`.

    `frame` has a row a handoff, by the hash of its account: account_id, the columns of `BLOCKS` (score for band),
    is_won, handoff_count. A share is of the deviance of a model that knows no handoff from another, on handoffs of
    accounts the model has not seen; below zero it predicts worse than knowing nothing. Shapley values over the fits
    with each set of blocks (Shapley 1953) add up to the whole model's share, and `unexplained` is the rest.

    low and high are the least and the most that `SHUFFLES` worlds show in which winning goes with nothing: the outcomes
    of accounts change places with those of accounts as large. All three are null with fewer than `FEWEST_WON` wins.
    """
    rows = frame.head(LARGEST)
    rows = rows.with_columns(band=bands(rows["score"]))
    won = rows["is_won"].to_numpy().astype(float)
    names, counts = [UNEXPLAINED, *BLOCKS], (int(won.sum()), rows.height, frame["handoff_count"].first() or 0)
    shares = np.full((len(names), 1 + SHUFFLES), np.nan)
    if min(won.sum(), len(won) - won.sum()) >= FEWEST_WON:
        shares = _shares(rows, won, np.random.default_rng(given.seed))
    return pl.DataFrame(
        [
            (position, name, shares[position, 0], shares[position, 1:].min(), shares[position, 1:].max(), *counts)
            for position, name in enumerate(names)
        ],
        schema=SCHEMA,
        orient="row",
    ).with_columns(pl.col("share", "low", "high").fill_nan(None))


def _shares(rows: pl.DataFrame, won: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Unexplained and each block x the outcomes as they are, then shuffled."""
    account = rows["account_id"].rank("dense").to_numpy().astype(np.int64) - 1
    fold = (chance.permutation(account.max() + 1) % FOLDS)[account]
    outcomes = np.column_stack([won, *(_shuffled(won, account, chance) for _ in range(SHUFFLES))])
    nothing = _lost(design(rows, []), outcomes, fold)
    known: dict[frozenset[str], np.ndarray] = {frozenset(): np.zeros(1 + SHUFFLES)}
    for size in range(1, len(BLOCKS) + 1):
        for chosen in combinations(BLOCKS, size):
            columns = design(rows, [column for block in chosen for column in BLOCKS[block]])
            known[frozenset(chosen)] = 1 - _lost(columns, outcomes, fold) / nothing
    return np.vstack([1 - known[frozenset(BLOCKS)], *(shapley(known, block) for block in BLOCKS)])


def shapley(known: dict[frozenset[str], np.ndarray], player: str) -> np.ndarray:
    """The player's part of the whole: the mean of what it adds over all orders in which the players may come.

    `known` has the value of every set of players.
    """
    players = max(known, key=len)
    part = np.zeros_like(known[players])
    for before in known:
        if player not in before:
            orders = factorial(len(before)) * factorial(len(players) - len(before) - 1)
            part = part + orders / factorial(len(players)) * (known[before | {player}] - known[before])
    return part


def _shuffled(won: np.ndarray, account: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The outcomes of whole accounts in each other's places, among accounts of one size: their likeness stays."""
    size = np.bincount(account)[account]
    order = np.lexsort((account, size))
    shuffled = np.empty_like(won)
    for each in np.unique(size):
        places = order[size[order] == each].reshape(-1, each)
        shuffled[places] = won[places[chance.permutation(len(places))]]
    return shuffled


def _lost(columns: csr_array, outcomes: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Deviance of each column of outcomes under chances from the other folds."""
    lost = np.zeros(outcomes.shape[1])
    for left_out in range(FOLDS):
        learn, test = columns[fold != left_out], columns[fold == left_out]
        seen, unseen = outcomes[fold != left_out], outcomes[fold == left_out]
        coefficients = np.column_stack([fitted(learn, seen[:, 0]).coefficients, _near(learn, seen[:, 1:])])
        chances = expit(test @ coefficients)
        lost += [deviance(*pair) for pair in zip(unseen.T, chances.T, strict=True)]
    return lost


def _near(columns: csr_array, outcomes: np.ndarray) -> np.ndarray:
    """Coefficients for many outcomes at once that go with nothing: Newton's steps with the curvature of the start.

    Near the start the curvature hardly moves, so one factor of it serves all of them.
    """
    share = outcomes.mean(axis=0)
    ridge = penalty(columns)
    factor = cho_factor(curvature(columns, np.full(len(outcomes), share.mean()), ridge))
    coefficients = np.zeros((len(ridge), outcomes.shape[1]))
    coefficients[0] = logit(share)
    for _ in range(_STEPS):
        slope = columns.T @ (outcomes - expit(columns @ coefficients)) - ridge[:, None] * coefficients
        coefficients = coefficients + cho_solve(factor, slope)
    return coefficients
