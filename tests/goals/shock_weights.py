"""Forecasts whose shock is not found in the past but taken for granted: models that tests must find to be wrong."""

from dataclasses import replace

import numpy as np

from overlap.stats.common_shock import SPREADS
from overlap.subjects.goals.steps.scope_forecast import Scope

NO_SHOCK, WIDEST = np.eye(len(SPREADS))[[0, -1]]


def taken_for_granted(scope: Scope, weights: np.ndarray) -> Scope:
    """The same scope, how likely each spread of the shock is being given."""
    told = replace(scope)
    vars(told)["weights"] = weights
    return told
