"""What an open deal that is won within the days to go brings, for each cent on record: large deals take longer."""

from collections.abc import Sequence

import numpy as np

from overlap.subjects.goals.steps.deal_hazards import WEEK
from overlap.subjects.goals.steps.scope_facts import Amounts, Deals, ScopeFacts

_AS_MANY = 20.0  # wins, by which what a scope's own deals say is drawn towards what all ended ones of the house do
_MIDDLE = 3  # of the week in which a deal was opened


def won_in_time(
    facts: ScopeFacts, resized: Sequence[np.ndarray], at: int, days: int, chances: np.ndarray
) -> list[np.ndarray]:
    """`resized` of each kind, its mean moved to that of deals that were won in as many days as are to go.

    Of past months' starts whose days are over: the mean amount of the deals open then that were won in time, over the
    mean on record of all open then, each as likely as `chances` say. At the same stage and age the larger of two deals
    is won later, so that all that ended, however long they took, tell too much of the days to come.
    """
    origins = np.array([origin for origin in facts.open_then if origin + days <= at])
    if not len(origins):
        return list(resized)
    expected, priced = _expected([facts.open_then[int(origin)] for origin in origins], len(resized), chances)
    brought, count, wins = _brought(facts.won, len(resized), origins, at, days)
    found = []
    for kind, ratios in enumerate(resized):
        if wins[kind] == 0 or expected[kind] <= 0:
            found.append(ratios)
            continue
        own = (brought[kind] / count[kind]) / (expected[kind] / priced[kind])
        mean = (wins[kind] * own + _AS_MANY * ratios.mean()) / (wins[kind] + _AS_MANY)
        found.append(ratios * (mean / ratios.mean()))
    return found


def _expected(open_then: Sequence[Deals], kinds: int, chances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By kind the cents, and the deals with an amount, of which `chances` are won."""
    kind, stage, age, cents, priced = (
        np.concatenate([getattr(deals, name) for deals in open_then])
        for name in ("kind", "stage", "age", "cents", "priced")
    )
    won = chances[kind, stage, age]
    return (
        np.bincount(kind, weights=won * cents, minlength=kinds),
        np.bincount(kind, weights=won * priced, minlength=kinds),
    )


def _brought(
    won: Amounts, kinds: int, origins: np.ndarray, at: int, days: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By kind: cents and deals won in time, each as often as it was open at an origin, and how many these are."""
    opened = won.day - WEEK * won.weeks - _MIDDLE
    since = won.day[:, None] - origins[None, :]
    times = np.sum((since >= 0) & (since < days) & (opened[:, None] < origins[None, :]), axis=1) * (won.day < at)
    return (
        np.bincount(won.kind, weights=times * won.value, minlength=kinds),
        np.bincount(won.kind, weights=times, minlength=kinds),
        np.bincount(won.kind, weights=times > 0, minlength=kinds),
    )
