"""Many tests at once: which of them may be flagged."""

import numpy as np
from scipy.stats import false_discovery_control

FALSE_SHARE = 0.10


def adjusted(p_values: np.ndarray) -> np.ndarray:
    """The q-value of each test of one family: flagging all up to `FALSE_SHARE` lets in that share of false ones.

    Benjamini & Hochberg 1995. Where nothing is true, any flag at all is a false one, and then one appears in at most
    `FALSE_SHARE` of families.
    """
    return false_discovery_control(p_values) if len(p_values) else np.empty(0)
