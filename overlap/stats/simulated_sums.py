"""Sums of money that may come, simulated: of things that each come or not, and of an unknown number of new ones."""

import numpy as np

DRAWS = 10_000
MOST_EXACT = 250  # of the largest, simulated one by one; the many small ones beside them are normal
_MANY = 60.0  # new ones expected, from which their sum is normal
_CELLS = 8192  # a power of two: a number between 0 and 1 finds its cell exactly


def of_chances(chances: np.ndarray, amounts: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Sums of those that come, `DRAWS` of them: `chances` is shocks x things, `amounts` is alternatives x things.

    Each shock has an equal part of the draws, in order. Every draw takes one of the alternative amounts of all things.
    """
    shocks, each = len(chances), DRAWS // len(chances)
    typical = amounts.mean(axis=0)
    largest = np.argsort(-typical, kind="stable")
    exact, small = largest[:MOST_EXACT], largest[MOST_EXACT:]
    taken = amounts[np.arange(each) % len(amounts)][:, exact].astype(np.float32)
    comes = draw.random((shocks, each, len(exact)), dtype=np.float32) < chances[:, None, exact].astype(np.float32)
    total = np.einsum("zdn,dn->zd", comes, taken).astype(float)
    if len(small):
        mean = chances[:, small] @ typical[small]
        square = (amounts[:, small] ** 2).mean(axis=0)
        variance = chances[:, small] @ square - chances[:, small] ** 2 @ typical[small] ** 2
        total += mean[:, None] + np.sqrt(variance)[:, None] * draw.standard_normal((shocks, each))
    return np.maximum(total, 0.0).ravel()


def of_new(
    expected: np.ndarray, spread: np.ndarray, amounts: np.ndarray, weights: np.ndarray, draw: np.random.Generator
) -> np.ndarray:
    """Sums of a Poisson number of amounts, each like one of `amounts` by their weights; by shock the number expected.

    `spread` is the square of the variation of that number's rate, which is gamma.
    """
    each = DRAWS // len(expected)
    rates = np.repeat(expected, each)
    uneven = np.repeat(np.maximum(spread, 1e-9), each)
    numbers = draw.poisson(rates * draw.gamma(1 / uneven, uneven))
    if expected.mean() > _MANY:
        mean = amounts @ weights
        noise = np.sqrt(numbers * ((amounts - mean) ** 2 @ weights)) * draw.standard_normal(len(numbers))
        return np.maximum(numbers * mean + noise, 0.0)
    picked = amounts[places_sampled(weights, draw.random(int(numbers.sum())))]
    return np.bincount(np.repeat(np.arange(len(numbers)), numbers), weights=picked, minlength=len(numbers))


def places_sampled(weights: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """The places that numbers between 0 and 1 choose by weight, those of `Generator.choice`, five times sooner.

    Nearly all numbers lie in a cell within one place's part of the line, which is looked up; others are searched for.
    """
    line = weights.cumsum()
    line /= line[-1]
    edges = line.searchsorted(np.arange(_CELLS + 1) / _CELLS, side="right")
    cell = (uniform * _CELLS).astype(np.int32)
    places = edges[cell]
    parted = np.flatnonzero((edges[:-1] != edges[1:])[cell])
    places[parted] = line.searchsorted(uniform[parted], side="right")
    return places
