"""How a rate changed, split exactly into what goes with the mix of groups and what with the groups' own rates.

Kitagawa 1955: of R = sum of m r over groups, m a group's share of the records, the mix is sum of (m1 - m0)(r0 + r1)/2
and the rate sum of (r1 - r0)(m0 + m1)/2. A rate without records in one period is the other's. Mix and rate add up to
R1 - R0 whatever the groups; another grouping gives another split.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Split:
    """The part of each group in the mix and in the rate."""

    mix: np.ndarray
    rate: np.ndarray


def kitagawa(before: tuple[np.ndarray, np.ndarray], now: tuple[np.ndarray, np.ndarray]) -> Split | None:
    """`before` and `now` are events and records of the same groups; None where a period has no record."""
    (events0, n0), (events1, n1) = ((events.astype(float), n.astype(float)) for events, n in (before, now))
    if not n0.sum() or not n1.sum():
        return None
    m0, m1 = n0 / n0.sum(), n1 / n1.sum()
    known0, known1 = n0 > 0, n1 > 0
    r0 = np.divide(events0, n0, out=np.zeros(len(n0)), where=known0)
    r1 = np.divide(events1, n1, out=np.zeros(len(n1)), where=known1)
    r0, r1 = np.where(known0, r0, r1), np.where(known1, r1, r0)
    return Split((m1 - m0) * (r0 + r1) / 2, (r1 - r0) * (m0 + m1) / 2)
