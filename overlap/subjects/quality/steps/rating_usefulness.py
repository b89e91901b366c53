"""Whether stars given before any outcome agree with what happened: the chance that a lead won later has more of them.

The area under the curve by Mann-Whitney, ties one half, with the variance of DeLong, DeLong & Clarke-Pearson 1988. A
rating also steers effort, so a high one says "agrees with what happened", never "foresaw it".
"""

from typing import Any

import numpy as np
import polars as pl

from overlap.limits import STARS
from overlap.stats.partial_pooling import TOO_FEW
from overlap.steps.given import Given
from overlap.subjects.quality.steps.auc import limits

FEWEST_OF_EACH = 10  # won, and not won
AGREES, AGAINST, NO_BETTER = "agrees with what happened", "against what happened", "no better than chance"
_HOUSE = {
    "early_won_count": pl.Int64,
    "early_not_won_count": pl.Int64,
    "usefulness": pl.Float64,
    "usefulness_low": pl.Float64,
    "usefulness_high": pl.Float64,
    "usefulness_verdict": pl.String,
}


def company(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """One row for all ratings together: the columns of `usefulness`. `frame` is quality/stars."""
    return pl.DataFrame([usefulness(frame)], schema=_HOUSE)


def usefulness(stars: pl.DataFrame) -> dict[str, Any]:
    """How many early ratings there are of each side, and from ten of each their AUC with its 95% interval."""
    won, lost = (_counts(stars, use) for use in ("won", "not_won"))
    row: dict[str, Any] = dict.fromkeys(_HOUSE) | {
        "early_won_count": int(won.sum()),
        "early_not_won_count": int(lost.sum()),
        "usefulness_verdict": TOO_FEW,
    }
    if min(won.sum(), lost.sum()) < FEWEST_OF_EACH:
        return row
    area, error = area_under(won, lost)
    low, high = limits(area, error, float(min(won.sum(), lost.sum())))
    said = AGREES if low > 0.5 else AGAINST if high < 0.5 else NO_BETTER  # noqa: PLR2004 - an even chance
    return row | {"usefulness": area, "usefulness_low": low, "usefulness_high": high, "usefulness_verdict": said}


def area_under(won: np.ndarray, lost: np.ndarray) -> tuple[float, float]:
    """The AUC and its standard error from the counts of each side at each number of stars, ascending."""
    of_won, of_lost = won.sum(), lost.sum()
    above = (np.cumsum(lost) - lost / 2) / of_lost  # of a won one: the share of the others it lies above
    below = (of_won - np.cumsum(won) + won / 2) / of_won
    area = float((won * above).sum() / of_won)
    spread = (won * (above - area) ** 2).sum() / (of_won - 1) / of_won
    spread += (lost * (below - area) ** 2).sum() / (of_lost - 1) / of_lost
    return area, float(np.sqrt(spread))


def _counts(stars: pl.DataFrame, use: str) -> np.ndarray:
    mine = stars.filter(pl.col("use") == use)
    return np.bincount(
        mine["stars"].to_numpy().astype(int), weights=mine["rating_count"].to_numpy(), minlength=STARS[1] + 1
    )
