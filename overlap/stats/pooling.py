"""What many groups tell about each other: how alike they may be, each way weighed by how well it fits what was seen.

The strength M says how many records of one's own weigh as much as what the others show; its density is (1 + M)^-1.5.
Where groups look all alike M may still be moderate, so that an interval is never a point.
"""

import numpy as np

STRENGTHS = np.geomspace(1.0, 1e5, 25)
PRIOR = np.log(STRENGTHS) - 1.5 * np.log1p(STRENGTHS)  # log density times the step of a geometric grid


def weighed(logged: np.ndarray) -> np.ndarray:
    """Weights that add up to one, of any shape, from their logarithms."""
    weights = np.exp(logged - logged.max())
    return weights / weights.sum()
