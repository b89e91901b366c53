"""Which of two lists belongs to which of the other: each to at most one, and together those that fit best."""

from collections.abc import Iterator

import numpy as np


def assigned(scores: np.ndarray, least: float) -> Iterator[tuple[int, int]]:
    """(row, place) of the pairs with the largest sum of scores, those below `least` left out."""
    from scipy.optimize import linear_sum_assignment  # costs every command a third of a second that guesses nothing

    for row, place in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
        if scores[row, place] >= least:
            yield int(row), int(place)
