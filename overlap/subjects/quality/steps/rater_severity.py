"""How strict each person rates, equal campaigns given, and how far their stars agree with what happened later.

Severity: the effect of the person in rating ~ person + campaign by least squares, pooled in part with
those of the others (`means`), s2 being the residual variance.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from overlap.stats.partial_pooling import TOO_FEW
from overlap.stats.pooled_means import pooled_means
from overlap.steps.given import Given
from overlap.subjects.quality.steps.rating_extremes import FEWEST_RATINGS, polarity
from overlap.subjects.quality.steps.rating_usefulness import usefulness

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
    """quality/feedback_by_rep with its verdict on extremes, the severity of each person in stars, and their usefulness.

    `given.frames` has quality/stars as `stars` and quality/stars_of_company as `company`: whatever the filters leave,
    a person is as strict as among everybody. A person without ratings has neither.
    """
    stars = given.frames["stars"]
    strictness = {row["rater"]: row for row in severity(stars, given.frames["company"]).to_dicts()}
    nothing = dict.fromkeys(_COLUMNS)
    rows = []
    for rep_id, is_transferred in frame.select("rep_id", "is_transferred").iter_rows():
        # Nobody rates what was passed on nobody knows to whom; what nobody signed is no such handoff's.
        name = NOBODY if is_transferred == "yes" else rep_id or UNASSIGNED
        mine = stars.filter(pl.col("rater") == name)
        rows.append(nothing | strictness.get(name, {}) | usefulness(mine))
    added = pl.DataFrame([{name: row[name] for name in _COLUMNS} for row in rows], schema=_COLUMNS)
    return polarity(frame, given).hstack(added)


def severity(stars: pl.DataFrame, among: pl.DataFrame | None = None) -> pl.DataFrame:
    """A row a rater: severity (stars above 0 for mild, below 0 for strict) with its 95% interval and verdict.

    `stars` has rater, campaign_id, stars and rating_count. `among` are those of the whole company, where these are only
    some of them: its people and campaigns are fitted, and a rater is as far from them as their own stars lie on average
    from what the campaigns go with. The effects of all people, each as often as they rated, add up to nothing.
    """
    if stars.is_empty():
        return pl.DataFrame(schema={"rater": pl.String, **dict(list(_COLUMNS.items())[:4])})
    raters = stars["rater"].unique().sort()
    fitted = _fitted(stars if among is None else among)
    count, effects = _effects(stars, raters, fitted)
    found = pooled_means(effects, count, fitted.within, (fitted.effects, fitted.count))
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


@dataclass(frozen=True)
class _Fit:
    """Each rater's ratings and effect, each campaign's with what all people have in common, the residual variance."""

    count: np.ndarray
    effects: np.ndarray
    campaigns: dict[str, float]
    within: float  # NaN: nothing is left


def _fitted(stars: pl.DataFrame) -> _Fit:
    """Rating ~ person + campaign by least squares; the effects of people have a weighted mean of 0."""
    raters, campaigns = stars["rater"].unique().sort(), stars["campaign_id"].fill_null("").unique().sort()
    person = stars["rater"].rank("dense").to_numpy().astype(int) - 1
    campaign = stars["campaign_id"].fill_null("").rank("dense").to_numpy().astype(int) - 1
    weight = stars["rating_count"].to_numpy().astype(float)
    given = stars["stars"].to_numpy().astype(float)
    persons, every = len(raters), len(raters) + len(campaigns)
    columns = np.stack([person, persons + campaign])
    # The normal equations, counted from the ratings of each person and campaign: whole numbers, however many ratings.
    products, sums = np.zeros((every, every)), np.zeros(every)
    for one in columns:
        sums += np.bincount(one, weights=weight * given, minlength=every)
        for other in columns:
            products += np.bincount(one * every + other, weights=weight, minlength=every**2).reshape(every, every)
    # Two ways to share one level between people and campaigns leave the fit the same: the least-norm one is taken.
    coefficients, _, rank, _ = np.linalg.lstsq(products, sums, rcond=None)
    left = float((weight * (given - coefficients[columns].sum(axis=0)) ** 2).sum())
    spare = weight.sum() - rank
    count, effects = np.bincount(person, weights=weight), coefficients[: len(raters)]
    middle = (count * effects).sum() / count.sum()
    levels = dict(zip(campaigns, coefficients[len(raters) :] + middle, strict=True))
    return _Fit(count, effects - middle, levels, left / spare if spare > 0 else float("nan"))


def _effects(stars: pl.DataFrame, raters: pl.Series, fitted: _Fit) -> tuple[np.ndarray, np.ndarray]:
    """Ratings of each rater, and how far they lie on average from what the campaigns go with."""
    person = stars["rater"].rank("dense").to_numpy().astype(int) - 1
    weight = stars["rating_count"].to_numpy().astype(float)
    expected = np.array([fitted.campaigns[name] for name in stars["campaign_id"].fill_null("")])
    count = np.bincount(person, weights=weight, minlength=len(raters))
    return count, np.bincount(person, weights=weight * (stars["stars"].to_numpy() - expected)) / count
