"""What a score promises against what happened, band by band."""

import numpy as np
import polars as pl
from scipy.special import ndtr

from overlap.stats.false_discovery import FALSE_SHARE, adjusted
from overlap.steps.given import Given
from overlap.subjects.quality.steps.auc import promised_rates, rate_of

BANDS = 10
FEWEST = 30  # handoffs judged in a band that is named
TOO_MUCH, TOO_LITTLE, KEPT = "promises too much", "promises too little", "as promised"
NO_PROMISE, TOO_FEW, NO_SCORE = "no promise known", "too few to tell", "no score"
SCHEMA = {
    "band": pl.Int64,
    "score_from": pl.Int64,
    "score_to": pl.Int64,
    "handoff_count": pl.Int64,
    "old_enough_count": pl.Int64,
    "good_count": pl.Int64,
    "young_count": pl.Int64,
    "good_rate": pl.Float64,
    "good_rate_low": pl.Float64,
    "good_rate_high": pl.Float64,
    "promised_rate": pl.Float64,
    "house_rate": pl.Float64,
    "lift": pl.Float64,
    "learnt_count": pl.Int64,
    "has_score": pl.String,
    "verdict": pl.String,
    "is_young": pl.Boolean,
}
_SUMS = ("handoff_count", "old_enough_count", "good_count", "learnt_count", "learnt_good_count", "promised")


def bands(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """quality/by_score_band: the columns of `SCHEMA`, a band a row and what has no score last.

    `frame` has a row a score, rising, what has none last: measured, handoff_count, old_enough_count, good_count, and
    of the year before learnt_count and learnt_good_count, or the score's own chance; on each row house_rate, the share
    of good ones among all judged of the company. Whether a band keeps its promise is a test of two shares, that of the
    band and that of the year before within its scores; Benjamini and Hochberg over the bands.
    """
    scored = frame.filter(pl.col("measured").is_not_null())
    nothing = frame.filter(pl.col("measured").is_null() & (pl.col("handoff_count") > 0))
    promised = promised_rates(scored, _before(scored))
    counted = scored.with_columns(
        band=_band(scored),
        promised=pl.Series(promised, dtype=pl.Float64).fill_nan(None) * pl.col("old_enough_count"),
    ).filter(pl.col("band").is_not_null())
    found = counted.group_by("band", maintain_order=True).agg(
        pl.col("measured").filter(pl.col("handoff_count") > 0).min().alias("score_from"),
        pl.col("measured").filter(pl.col("handoff_count") > 0).max().alias("score_to"),
        *(pl.col(name).sum() for name in _SUMS),
    )
    rows = found.to_dicts()
    verdicts = _verdicts(rows, bool(np.isfinite(promised).all()) and scored.height > 0)
    overall = frame["house_rate"][0] if frame.height else None
    answer = [_row(row, verdict, overall) for row, verdict in zip(rows, verdicts, strict=True)]
    answer += [_unscored(row) | {"house_rate": overall} for row in nothing.to_dicts()]
    numbered = [row | {"band": place if row["has_score"] == "yes" else None} for place, row in enumerate(answer, 1)]
    return pl.DataFrame(numbered, schema=SCHEMA)


def _before(scored: pl.DataFrame) -> pl.DataFrame:
    learnt = scored.select("measured", handoff_count="learnt_count", good_count="learnt_good_count")
    return learnt.filter(pl.col("handoff_count") > 0)


def _band(scored: pl.DataFrame) -> pl.Series:
    """The tenth in which the middle of each score's handoffs lies; scores seen only before join the band below."""
    total = max(int(scored["handoff_count"].sum()), 1)
    middle = scored["handoff_count"].cum_sum() - scored["handoff_count"] / 2
    tenth = (middle * BANDS / total).floor().cast(pl.Int64).clip(0, BANDS - 1)
    seen = pl.Series(np.where(scored["handoff_count"].to_numpy() > 0, tenth.to_numpy(), -1), dtype=pl.Int64)
    return seen.replace(-1, None).forward_fill().backward_fill()


def _verdicts(rows: list[dict], is_promised: bool) -> list[str]:
    """What may be said of each band; of the years' own chances (`learnt_count` 0) the promise is taken as certain."""
    if not is_promised:
        return [NO_PROMISE] * len(rows)
    tested = [row for row in rows if row["old_enough_count"] >= FEWEST]
    gaps = np.array([(row["good_count"] - row["promised"]) / row["old_enough_count"] for row in tested])
    errors = np.array([_error(row) for row in tested])
    chance = 2 * ndtr(-np.abs(np.divide(gaps, errors, out=np.zeros(len(tested)), where=errors > 0)))
    q_values = adjusted(chance) if tested else chance
    said = {
        row["band"]: KEPT if q > FALSE_SHARE else TOO_MUCH if gap < 0 else TOO_LITTLE
        for row, q, gap in zip(tested, q_values, gaps, strict=True)
    }
    return [said.get(row["band"], TOO_FEW) for row in rows]


def _error(row: dict) -> float:
    """The standard error of a band's share less its promise."""
    n, learnt = row["old_enough_count"], row["learnt_count"]
    share = (row["good_count"] + row["promised"] * (learnt / n)) / (n + learnt)
    return float(np.sqrt(share * (1 - share) * (1 / n + (1 / learnt if learnt else 0.0))))


def _row(row: dict, verdict: str, overall: float | None) -> dict:
    old, good = row["old_enough_count"], row["good_count"]
    return {
        **{name: row[name] for name in ("score_from", "score_to", "handoff_count", "old_enough_count", "good_count")},
        "young_count": row["handoff_count"] - old,
        **rate_of(good, old),
        "promised_rate": row["promised"] / old if old and verdict != NO_PROMISE else None,
        "house_rate": overall,
        "lift": good / old / overall if old and overall else None,
        "learnt_count": row["learnt_count"],
        "has_score": "yes",
        "verdict": verdict,
        "is_young": old < row["handoff_count"],
    }


def _unscored(row: dict) -> dict:
    old = row["old_enough_count"]
    return {
        **{name: row[name] for name in ("handoff_count", "old_enough_count", "good_count", "learnt_count")},
        **{"score_from": None, "score_to": None, "promised_rate": None, "lift": None},
        "young_count": row["handoff_count"] - old,
        **rate_of(row["good_count"], old),
        "has_score": "no",
        "verdict": NO_SCORE,
        "is_young": old < row["handoff_count"],
    }
