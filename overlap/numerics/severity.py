"""How strict each person rates, equal campaigns given, and how far their stars agree with what happened later.

Severity: the effect of the person in rating ~ person + campaign by least squares, pooled in part with
those of the others (`means`), s2 being the residual variance.
"""

import numpy as np
import polars as pl

from overlap.numerics.given import Given
from overlap.numerics.means import drawn_together
from overlap.numerics.shrinkage import FEWEST_RATINGS, TOO_FEW, polarity
from overlap.numerics.usefulness import usefulness

STRICT, MILD, NEITHER = "stricter than the others", "milder than the others", "much like the others"
UNASSIGNED, NOBODY = "unassigned", ""
_DIGITS = 9
_COLUMNS = {
    "severity": pl.Float64,
    "severity_low": pl.Float64,
    "severity_high": pl.Float64,
    "severity_verdict": pl.String,
    "early_won_count": pl.Int64,
    "early_not_won_count": pl.Int64,
    "usefulness": pl.Float64,
    "usefulness_low": pl.Float64,
    "usefulness_high": pl.Float64,
    "usefulness_verdict": pl.String,
}


def by_rep(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """feedback/by_rep with its verdict on extremes, the severity of each person in stars, and their usefulness.

    `given.frames` has feedback/stars as `stars` and feedback/stars_of_everybody as `everybody`: one person alone is as
    strict as among the others. A person without ratings has neither.
    """
    stars = given.frames["stars"]
    strictness = {row["rater"]: row for row in severity(given.frames["everybody"]).to_dicts()}
    nothing = dict.fromkeys(_COLUMNS)
    rows = []
    for rep_id, is_transferred in frame.select("rep_id", "is_transferred").iter_rows():
        # Nobody rates what was passed on nobody knows to whom; what nobody signed is no such handoff's.
        name = NOBODY if is_transferred == "yes" else rep_id or UNASSIGNED
        mine = stars.filter(pl.col("rater") == name)
        rows.append(nothing | strictness.get(name, {}) | usefulness(mine))
    added = pl.DataFrame([{name: row[name] for name in _COLUMNS} for row in rows], schema=_COLUMNS)
    return polarity(frame, given).hstack(added)


def severity(stars: pl.DataFrame) -> pl.DataFrame:
    """A row a rater: severity (stars above 0 for mild, below 0 for strict) with its 95% interval and verdict.

    `stars` has rater, campaign_id, stars and rating_count. The effects of all people, each as often as they rated, add
    up to nothing.
    """
    if stars.is_empty():
        return pl.DataFrame(schema={"rater": pl.String, **dict(list(_COLUMNS.items())[:4])})
    raters = stars["rater"].unique().sort()
    count, effects, within = _fitted(stars, raters)
    found = drawn_together(effects, count, within)
    said = np.select(
        [count < FEWEST_RATINGS, found.high < 0, found.low > 0], [TOO_FEW, STRICT, MILD], NEITHER
    )  # fmt: skip
    return pl.DataFrame(
        {
            "rater": raters,
            "severity": pl.Series(found.mean, nan_to_null=True).round(_DIGITS),
            "severity_low": pl.Series(found.low, nan_to_null=True).round(_DIGITS),
            "severity_high": pl.Series(found.high, nan_to_null=True).round(_DIGITS),
            "severity_verdict": said.tolist(),
        }
    )


def _fitted(stars: pl.DataFrame, raters: pl.Series) -> tuple[np.ndarray, np.ndarray, float]:
    """Ratings of each rater, their effects of weighted mean 0, and the residual variance (NaN: nothing is left)."""
    person = stars["rater"].rank("dense").to_numpy().astype(int) - 1
    campaign = stars["campaign_id"].fill_null("").rank("dense").to_numpy().astype(int) - 1
    weight = stars["rating_count"].to_numpy().astype(float)
    given = stars["stars"].to_numpy().astype(float)
    design = np.zeros((stars.height, len(raters) + campaign.max() + 1))
    design[np.arange(stars.height), person] = 1
    design[np.arange(stars.height), len(raters) + campaign] = 1
    root = np.sqrt(weight)
    # Two ways to share one level between people and campaigns leave the fit the same: the least-norm one is taken.
    coefficients, _, rank, _ = np.linalg.lstsq(design * root[:, None], given * root, rcond=None)
    left = float((weight * (given - design @ coefficients) ** 2).sum())
    spare = weight.sum() - rank
    count = np.bincount(person, weights=weight)
    effects = coefficients[: len(raters)]
    return count, effects - (count * effects).sum() / count.sum(), left / spare if spare > 0 else float("nan")
