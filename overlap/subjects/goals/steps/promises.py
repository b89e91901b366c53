"""What each team promised the other, and whether it was kept."""

import polars as pl

from overlap.steps.given import Given

KEPT, BROKEN, UNTOLD, NOT_PROMISED, NOT_KNOWN = (
    "kept",
    "broken",
    "below, not significantly",
    "not promised",
    "not known",
)
AGREED = "agreed"
_COLUMNS = (
    "promised_by", "promise", "unit", "starts_on", "ends_on", "agreed", "reached", "shortfall", "shortfall_low",
    "shortfall_high", "record_count", "verdict",
)  # fmt: skip


def kept(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """Each promise of `frame` with what was agreed and reached; `given.frames["complaints"]` is sides/verdicts.

    A shortfall is positive where less came than was agreed. Figures of a standard that nobody agreed on are left out.
    """
    is_agreed = pl.col("standard_kind") == AGREED
    numbers = {"agreed": "standard", "reached": "value"} | {
        name: name for name in ("shortfall", "shortfall_low", "shortfall_high")
    }
    found = given.frames["complaints"].with_columns(
        pl.when(is_agreed).then(pl.col(source)).alias(name) for name, source in numbers.items()
    )
    verdict = (
        pl.when(pl.col("standard_kind").is_null() | ~is_agreed)
        .then(pl.lit(NOT_PROMISED))
        .when(pl.col("shortfall").is_null())
        .then(pl.lit(NOT_KNOWN))
        .when(pl.col("shortfall") <= 0)
        .then(pl.lit(KEPT))
        .when(pl.col("shortfall_low") > 0)
        .then(pl.lit(BROKEN))
        .otherwise(pl.lit(UNTOLD))
    )
    taken = found.with_columns(verdict=verdict).drop("promised_by", strict=False)
    return frame.join(taken, on="complaint", how="left", maintain_order="left").select(_COLUMNS)
