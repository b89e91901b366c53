"""Leaks: how many steps each group is short of against a benchmark, how sure that is, and what it is worth at most."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from overlap.stats.partial_pooling import shrunk
from overlap.stats.standardised_gaps import Gap, gaps
from overlap.steps.given import Given
from overlap.subjects.funnel.dimensions import AGREED, BEFORE, COMPANY, DIMENSIONS, MIX, REASON, Dimension
from overlap.subjects.funnel.steps.leak_verdicts import MONEY, with_verdicts, with_worth

SURE = 0.05  # that a leak is still one among those that have not come late either
_Z = 1.96
_DIGITS = 9
_PLACES = {COMPANY: 0, AGREED: 1, BEFORE: 2}
_NOISE = 12  # decimals: what a sum leaves of nothing, in either sign, is nothing
_STEP = ("position", "stage", "next_stage")
_GROUP = ("group_id", *_STEP)
SCHEMA: Mapping[str, Any] = {
    "benchmark": pl.String, "dimension": pl.String, "group_id": pl.String, "group_name": pl.String,
    "position": pl.Int64, "stage": pl.String, "next_stage": pl.String, "judged_count": pl.Int64,
    "entered_count": pl.Int64, "made_count": pl.Int64, "lost_count": pl.Int64, "lost_rate": pl.Float64,
    "expected_rate": pl.Float64, "shrunk_rate": pl.Float64, "gap": pl.Float64, "gap_shrunk": pl.Float64,
    "gap_shrunk_low": pl.Float64, "gap_shrunk_high": pl.Float64, "worth": MONEY, "worth_low": MONEY,
    "worth_high": MONEY, "false_share": pl.Float64, "tested_count": pl.Int64, "verdict": pl.String,
}  # fmt: skip
_NUMBERS = [name for name, kind in SCHEMA.items() if kind == pl.Float64]


def leaks(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """funnel/leaks: rows of `SCHEMA`, the largest loss of money first, against the company now, a target and before.

    `frame` is filtered.leak_cells with a campaign_name and the share agreed for the step. Without a target there is no
    `agreed`, without another period to compare with no `before`.
    """
    cells = frame.with_columns(
        pl.col("team").is_not_null().alias("has_team"),
        pl.col("position", "company_count", "chosen_count", "before_count").cast(pl.Int64),
    )
    is_narrowed = bool((cells["company_count"] != cells["chosen_count"]).any())
    kinds = [COMPANY, *([AGREED] if _has_targets(cells) else []), *([BEFORE] if _is_another(given) else [])]
    found = [_family(cells, kind, is_narrowed, given.frames["worth"]) for kind in kinds]
    rows = pl.concat(found).with_columns(pl.col(_NUMBERS).fill_nan(None).round(_NOISE).round_sig_figs(_DIGITS) + 0.0)
    order = (
        pl.col("benchmark").replace_strict(_PLACES),
        pl.col("worth"),
        pl.col("gap_shrunk"),
        "dimension",
        "group_name",
        "position",
    )
    return rows.sort(*order, descending=[False, True, True, False, False, False], nulls_last=True)


def _has_targets(cells: pl.DataFrame) -> bool:
    return not cells.filter(pl.col("agreed_rate").is_not_null(), pl.col("chosen_count") > 0).is_empty()


def _is_another(given: Given) -> bool:
    periods = [given.params.get(name) for name in ("filters", "comparison")]
    first, second = ((each["starts_on"], each["ends_on"]) if isinstance(each, Mapping) else None for each in periods)
    return first != second


def _family(cells: pl.DataFrame, benchmark: str, is_narrowed: bool, worth: pl.DataFrame) -> pl.DataFrame:
    """All dimensions against one benchmark.

    The tests of the whole company are the family, so that a group stands alike whatever the filters leave beside it.
    """
    if benchmark == AGREED:
        cells = cells.filter(pl.col("agreed_rate").is_not_null())
    rows = _rows(cells, benchmark, has_reasons=benchmark == BEFORE or (benchmark == COMPANY and is_narrowed))
    company = cells.with_columns(pl.col("company_count").alias("chosen_count"))
    tested = _rows(company, benchmark, has_reasons=benchmark == BEFORE) if is_narrowed else rows
    judged = with_verdicts(rows, tested["p_value"].drop_nans().to_numpy())
    return with_worth(judged, worth).with_columns(pl.lit(benchmark).alias("benchmark")).select(*SCHEMA)


def _rows(cells: pl.DataFrame, benchmark: str, *, has_reasons: bool) -> pl.DataFrame:
    """Every group of every dimension; against itself the company has lost nothing to any reason."""
    parts = [_groups(cells, each, benchmark) for each in DIMENSIONS.values() if each.name != REASON]
    return pl.concat([*parts, *([_reasons(cells, benchmark)] if has_reasons else [])], how="diagonal")


def _groups(cells: pl.DataFrame, by: Dimension, benchmark: str) -> pl.DataFrame:
    """The groups of one dimension at every step: steps not made, of all, against the benchmark's share."""
    strata = MIX if benchmark == BEFORE else by.strata
    name = pl.col("campaign_name").max() if by.name == "campaign" else pl.lit(None, dtype=pl.String)
    grouped = cells.with_columns(pl.col(by.column).alias("group_id")).group_by(*_GROUP, *strata, maintain_order=True)
    fine = grouped.agg(
        *_summed("n", pl.lit(True)), *_summed("lost", ~pl.col("is_made")), *_summed("gone", ~pl.col("is_made_by_now")),
        name.alias("campaign_name"), pl.col("agreed_rate").first(),
    )  # fmt: skip
    known = _with_rate(_with_rate(fine, ("stage",), strata, benchmark, "gone"), ("stage",), strata, benchmark, "lost")
    group, known = _placed(known, pl.col("campaign_name").max(), pl.col("^(company|chosen)_.*$").sum())
    is_group = ~(group["group_id"].is_null().to_numpy() & by.is_nobody)
    told = _told(known, group, _drawn_together(group), is_group, benchmark)
    gone = _gaps(known, group["chosen_gone"].to_numpy(), benchmark, "gone")
    is_still = pl.Series("is_still", (gone.gap < 0) & (np.nan_to_num(gone.p_value, nan=0.0) <= SURE))
    named = pl.coalesce("campaign_name", "group_id", pl.lit(by.blank)).alias("group_name")
    found = group.select("group_id", named, *_STEP).hstack(told).with_columns(is_still)
    return _with_dimension(found, by).with_columns(
        pl.col("judged_count").alias("entered_count"),
        (pl.col("judged_count") - pl.col("lost_count")).alias("made_count"),
    )


def _reasons(cells: pl.DataFrame, benchmark: str) -> pl.DataFrame:
    """The losses of each reason at every step, of all records: the reasons' gaps add up to that of the step."""
    by = DIMENSIONS[REASON]
    every = cells.group_by(*_STEP, *MIX, maintain_order=True).agg(_summed("n", pl.lit(True)))
    lost = cells.filter(~pl.col("is_made")).group_by(pl.col(REASON).alias("group_id"), *_STEP, *MIX)
    lost = lost.agg(_summed("lost", pl.lit(True)))
    fine = lost.select(_GROUP).unique().join(every, on=_STEP, maintain_order="left_right")
    fine = fine.join(lost, on=(*_GROUP, *MIX), how="left", nulls_equal=True, maintain_order="left")
    fine = fine.with_columns(pl.col("^.*_lost$").fill_null(0))
    group, known = _placed(_with_rate(fine, _GROUP, MIX, benchmark, "lost"), pl.col("^chosen_.*$").sum())
    totals, losses = group["chosen_n"].to_numpy(), group["chosen_lost"].to_numpy()
    alone = [shrunk(losses[[place]], totals[[place]]) for place in range(group.height)]
    drawn = np.array([(each.rate[0], each.low[0], each.high[0]) for each in alone]).reshape(-1, 3).T
    told = _told(known, group, drawn, group["group_id"].is_not_null().to_numpy(), benchmark)
    named = pl.col("group_id").fill_null(by.blank).alias("group_name")
    is_still = pl.lit(value=True).alias("is_still")  # who was rejected did not come late
    return _with_dimension(group.select("group_id", named, *_STEP).hstack(told).with_columns(is_still), by)


def _summed(what: str, condition: pl.Expr) -> list[pl.Expr]:
    return [
        pl.col(f"{whose}_count").filter(condition).sum().alias(f"{whose}_{what}")
        for whose in ("company", "chosen", "before")
    ]


def _with_dimension(found: pl.DataFrame, by: Dimension) -> pl.DataFrame:
    return found.filter(pl.col("judged_count") > 0).with_columns(pl.lit(by.name).alias("dimension"))


def _with_rate(
    cells: pl.DataFrame, whole: tuple[str, ...], strata: tuple[str, ...], benchmark: str, what: str
) -> pl.DataFrame:
    """The cells with the share lost by the benchmark in their stratum, and on how many records it was measured.

    What is agreed is the same for every stratum, and measured on nothing.
    Where the benchmark has no record of a stratum its share of all records of the `whole` (the step) stands in.
    """
    if benchmark == AGREED:
        return cells.with_columns(
            (1 - pl.col("agreed_rate")).alias(f"{what}_rate"), pl.lit(np.inf).alias("measured_on")
        )
    n, lost = f"{benchmark}_n", f"{benchmark}_{what}"
    own = pl.col(n).sum().over(*whole, *strata), pl.col(lost).sum().over(*whole, *strata)
    step = pl.col(n).sum().over(whole), pl.col(lost).sum().over(whole)
    known = own[0] > 0
    return cells.with_columns(
        pl.when(known).then(own[1] / own[0]).otherwise(step[1] / step[0]).alias(f"{what}_rate"),
        pl.when(known).then(own[0]).otherwise(step[0]).cast(pl.Float64).alias("measured_on"),
    ).filter(pl.col(f"{what}_rate").is_not_nan())


def _placed(cells: pl.DataFrame, *sums: pl.Expr) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The groups of every step in order, with sums; and the cells with the place of theirs."""
    group = cells.group_by(_GROUP).agg(*sums).sort("position", "group_id", nulls_last=True).with_row_index("place")
    return group, cells.join(group.select("place", *_GROUP), on=_GROUP, nulls_equal=True, maintain_order="left")


def _drawn_together(group: pl.DataFrame) -> np.ndarray:
    """The rate of each group and both of its ends, those of a step drawn towards each other."""
    names = ("chosen_lost", "chosen_n", "company_lost", "company_n")
    lost, totals, of_company, in_company = (group[name].to_numpy() for name in names)
    position, found = group["position"].to_numpy(), np.empty((3, group.height))
    for each in np.unique(position):
        step = position == each
        drawn = shrunk(lost[step], totals[step], (of_company[step], in_company[step]))
        found[:, step] = drawn.rate, drawn.low, drawn.high
    return found


def _gaps(cells: pl.DataFrame, events: np.ndarray, benchmark: str, what: str) -> Gap:
    measured = cells["measured_on"].to_numpy() if benchmark == BEFORE else np.full(cells.height, np.inf)
    records, rates = cells["chosen_n"].to_numpy().astype(float), cells[f"{what}_rate"].to_numpy()
    return gaps(cells["place"].to_numpy(), records, rates, measured, events.astype(float))


def _told(
    cells: pl.DataFrame, group: pl.DataFrame, drawn: np.ndarray, is_group: np.ndarray, benchmark: str
) -> pl.DataFrame:
    """The gap of each group, as counted and drawn together; `cells` say by `place` whose they are."""
    totals, lost = group["chosen_n"].to_numpy(), group["chosen_lost"].to_numpy()
    found = _gaps(cells, lost, benchmark, "lost")
    rate, low, high = drawn
    doubt = _Z * np.sqrt(found.benchmark_variance)
    middle = totals * rate - found.expected
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = {"lost_rate": lost / totals, "expected_rate": found.expected / totals, "shrunk_rate": rate}
    return pl.DataFrame(
        {
            "judged_count": totals, "lost_count": lost, **shares, "gap": -found.gap, "gap_shrunk": middle,
            "gap_shrunk_low": middle - np.hypot(totals * (rate - low), doubt),
            "gap_shrunk_high": middle + np.hypot(totals * (high - rate), doubt),
            "p_value": np.where(is_group, found.p_value, np.nan), "is_group": is_group,
        }
    )  # fmt: skip
