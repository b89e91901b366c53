"""Many tests at once."""

import numpy as np

FALSE_SHARE = 0.10


def adjusted(p_values: np.ndarray) -> np.ndarray:
    """The q-value of each test of one family: flagging all up to `FALSE_SHARE` lets in that share of false ones.

    Benjamini & Hochberg 1995. Where nothing is true, any flag at all is a false one, and then one appears in at most
    `FALSE_SHARE` of families.
    """
    count = len(p_values)
    order = np.argsort(p_values)[::-1]
    raised = p_values[order] * count / np.arange(count, 0, -1)
    result = np.empty(count)
    result[order] = np.minimum.accumulate(np.minimum(raised, 1))
    return result
