"""How many events a group is short of at its own mix of strata, and whether that is more than chance.

gap = sum over strata of n b, less the events seen, with b the benchmark's rate. Its variance is that of n draws of b in
each stratum; where b was itself measured on m records, n^2 b (1 - b) / m is added. The test is two-sided and needs five
expected events, and five expected without one.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import erfc

FEWEST_EXPECTED = 5.0


@dataclass(frozen=True)
class Gap:
    """Events expected and missing in each group, how uncertain that is, and the p-value; NaN where it is not tested.

    `benchmark_variance` is the part of `variance` that comes from measuring the benchmark.
    """

    expected: np.ndarray
    gap: np.ndarray
    variance: np.ndarray
    benchmark_variance: np.ndarray
    p_value: np.ndarray


def gaps(group: np.ndarray, records: np.ndarray, rates: np.ndarray, measured_on: np.ndarray, events: np.ndarray) -> Gap:
    """One number a group. `group`, `records`, `rates` and `measured_on` are of the cells, one a group and stratum.

    `group` says to which group a cell belongs, as its place in `events`; `measured_on` are the records behind a rate,
    infinite where it is no measurement.
    """
    groups = len(events)

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(group, weights=values, minlength=groups)

    number, expected = total(records), total(records * rates)
    spread = rates * (1 - rates)
    own, of_benchmark = total(records * spread), total(records**2 * spread / measured_on)
    gap, variance = expected - events, own + of_benchmark
    is_tested = (expected >= FEWEST_EXPECTED) & (number - expected >= FEWEST_EXPECTED) & (variance > 0)
    z = np.divide(gap, np.sqrt(variance), out=np.zeros(groups), where=is_tested)
    return Gap(expected, gap, variance, of_benchmark, np.where(is_tested, erfc(np.abs(z) / np.sqrt(2)), np.nan))
