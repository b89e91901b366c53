"""What an elasticity amounts to in units: outcomes for a thousand of a measure more than in a quiet week."""

import numpy as np

QUIET = 0.10  # of the weeks have less than a quiet one
UNITS = 1_000


def per_thousand(total: float, measure: np.ndarray, outcome: np.ndarray) -> float | None:
    """Outcomes a thousand units go with, were every week above a quiet one (10th percentile) as quiet; None if all are.

    With r = (1 + measure) / (1 + quiet), not below 1, an outcome is its level times r^total; the level is such that the
    mean is the one recorded. So nothing is read off outside the weeks seen, and a measure that is mostly 0 is compared
    with none of it. Rises with `total`, so the ends of an interval are those of the result.
    """
    quiet = float(np.quantile(measure, QUIET))
    above = float(np.maximum(measure - quiet, 0).mean())
    if not above > 0:
        return None
    times = float((((1 + np.maximum(measure, quiet)) / (1 + quiet)) ** total).mean())
    return UNITS * (1 + float(outcome.mean())) * (1 - 1 / times) / above
