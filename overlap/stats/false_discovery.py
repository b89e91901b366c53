"""Many tests at once: which of them may be flagged."""

import numpy as np

FALSE_SHARE = 0.10


def adjusted(p_values: np.ndarray) -> np.ndarray:
    """The q-value of each test of one family: flagging all up to `FALSE_SHARE` lets in that share of false ones.

    Benjamini & Hochberg 1995. Where nothing is true, any flag at all is a false one, and then one appears in at most
    `FALSE_SHARE` of families. To the last digit that of scipy.stats.false_discovery_control, whose module takes every
    build half a second to import.
    """
    order = np.argsort(p_values)
    ranked = p_values[order] * (len(p_values) / np.arange(1, len(p_values) + 1))
    q_values = np.empty(len(p_values))
    q_values[order] = np.minimum.accumulate(ranked[::-1])[::-1]
    return np.clip(q_values, 0, 1)


def among(p_values: np.ndarray, family: np.ndarray) -> np.ndarray:
    """The q-value that each test has, or would have, in a family of tests that it need not be one of.

    Of the family's own tests it is `adjusted`: the least share, of this test and those less clear, at which it is
    flagged.
    """
    ordered = np.sort(family)
    number, rank = max(len(ordered), 1), np.searchsorted(ordered, p_values, side="right")
    shares = ordered * number / np.maximum(np.searchsorted(ordered, ordered, side="right"), 1)
    least = np.minimum.accumulate(np.append(shares, np.inf)[::-1])[::-1]
    first = np.searchsorted(ordered, p_values, side="left")
    return np.minimum(np.minimum(p_values * number / np.maximum(rank, 1), least[first]), 1.0)
