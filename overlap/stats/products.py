"""The interval of a product of two independent estimates that each have one of their own."""

import numpy as np

Ends = tuple[np.ndarray, np.ndarray]


def product_limits(first: np.ndarray, its: Ends, second: np.ndarray, others: Ends) -> Ends:
    """The two ends of first x second, by the distances of each factor's ends (MOVER, Zou & Donner 2008).

    `second` is nowhere below 0; NaN where an end is not known.
    """
    other_low, other_high = (np.abs(first) * distance for distance in (second - others[0], others[1] - second))
    low = first * second - np.hypot(second * (first - its[0]), np.where(first > 0, other_low, other_high))
    high = first * second + np.hypot(second * (its[1] - first), np.where(first > 0, other_high, other_low))
    return low, high
