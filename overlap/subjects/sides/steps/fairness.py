"""Service level and wins of each team or person, raw beside what they come to with the handoffs of an average one."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from overlap.stats.equal_terms import at_equal_terms
from overlap.stats.partial_pooling import ABOVE, BELOW, FEWEST, FEWEST_EVENTS, NOT_APART, TOO_FEW
from overlap.steps.given import Given

LEVEL, WINS = "first attempt in time", "handoffs won"
INCOMPLETE = "activity logging incomplete"
MOST_UNLOGGED = 0.1
_KNOWN = ("channel", "score_band", "load_band")
_RATES = ("rate", "adjusted_rate", "adjusted_low", "adjusted_high", "company_rate", "unlogged_share")
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(("group_id", "group_name", "measure", "verdict"), pl.String), "judged_count": pl.Int64,
    **dict.fromkeys(_RATES, pl.Float64),
}  # fmt: skip


def fairness(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """sides/fairness: a row a group and measure; of what nobody records there is none."""
    asked, cells = frame.row(0, named=True), given.frames["cells"]
    measures = {}
    if asked["activities_are_recorded"] and not cells["by_date_count"].sum():
        measures[LEVEL] = ("in_time_count", "due_count")
    if asked["won_is_recorded"]:
        measures[WINS] = ("won_count", "winnable_count")
    rows = [row for measure, columns in measures.items() for row in _of_measure(cells, measure, *columns)]
    return pl.DataFrame(rows, schema=SCHEMA).sort("measure", "group_name", "group_id")


def _of_measure(cells: pl.DataFrame, measure: str, events: str, records: str) -> Iterator[dict[str, object]]:
    kept = cells.filter(pl.col(records) > 0)
    groups = kept.select("group_id", "group_name").unique().sort("group_name", "group_id").with_row_index("group")
    coded = kept.join(groups, on=["group_id", "group_name"], nulls_equal=True)
    if not 0 < kept[events].sum() < kept[records].sum():
        return
    found = at_equal_terms(coded, "group", _KNOWN, events, records)
    logged = cells.group_by("group_id").agg(pl.col("progressed_count", "unlogged_count").sum())
    unlogged = {group: lost / of if of else None for group, of, lost in logged.iter_rows()}
    for row in groups.to_dicts():
        place, share = row["group"], unlogged[row["group_id"]] if measure == LEVEL else None
        middle, half = found.adjusted[place], found.half_width[place]
        about = {
            "judged_count": int(found.records[place]), "rate": float(found.rate[place]),
            "adjusted_rate": float(np.clip(middle, 0, 1)), "adjusted_low": float(np.clip(middle - half, 0, 1)),
            "adjusted_high": float(np.clip(middle + half, 0, 1)), "company_rate": found.overall,
            "unlogged_share": share,
        }  # fmt: skip
        yield {
            **{name: row[name] for name in ("group_id", "group_name")},
            "measure": measure,
            "verdict": _said(about),
            **about,
        }


def _said(row: Mapping[str, Any]) -> str:
    if row["unlogged_share"] is not None and row["unlogged_share"] > MOST_UNLOGGED:
        return INCOMPLETE
    if row["judged_count"] < FEWEST or row["judged_count"] * row["rate"] < FEWEST_EVENTS - 0.5:
        return TOO_FEW
    if row["adjusted_low"] > row["company_rate"]:
        return ABOVE
    return BELOW if row["adjusted_high"] < row["company_rate"] else NOT_APART
