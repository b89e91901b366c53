"""Service level and wins of each team or person, raw beside what they come to with the handoffs of an average one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    if asked["activities_are_recorded"] and not cells["company_by_date"].sum():
        measures[LEVEL] = _Measure(("company_in_time", "company_due"), ("in_time_count", "due_count"))
    if asked["won_is_recorded"]:
        measures[WINS] = _Measure(("company_won", "company_winnable"), ("won_count", "winnable_count"))
    rows = [row for name, measure in measures.items() for row in _of_measure(cells, name, measure)]
    return pl.DataFrame(rows, schema=SCHEMA).sort("measure", "group_name", "group_id")


@dataclass(frozen=True)
class _Measure:
    """Columns of events and of records: those of the whole company, and those that the filters leave."""

    of_company: tuple[str, str]
    judged: tuple[str, str]


def _of_measure(cells: pl.DataFrame, name: str, measure: _Measure) -> Iterator[dict[str, object]]:
    events, records = measure.of_company
    kept = cells.filter(pl.col(records) > 0)
    groups = kept.select("group_id", "group_name").unique().sort("group_name", "group_id").with_row_index("group")
    coded = kept.join(groups, on=["group_id", "group_name"], nulls_equal=True)
    if not 0 < kept[events].sum() < kept[records].sum():
        return
    found = at_equal_terms(coded, "group", _KNOWN, measure.of_company, measure.judged)
    logged = cells.group_by("group_id").agg(pl.col("progressed_count", "unlogged_count").sum())
    unlogged = {group: lost / of if of else None for group, of, lost in logged.iter_rows()}
    for row in groups.filter(found.records > 0).to_dicts():
        place, share = row["group"], unlogged[row["group_id"]] if name == LEVEL else None
        middle, half = float(found.adjusted[place]), float(found.half_width[place])
        about = {
            "judged_count": int(found.records[place]), "rate": float(found.rate[place]),
            "adjusted_rate": middle, "adjusted_low": middle - half, "adjusted_high": middle + half,
            "company_rate": found.overall, "unlogged_share": share,
        }  # fmt: skip
        yield {
            "group_id": row["group_id"], "group_name": row["group_name"], "measure": name, "verdict": _said(about),
            **about, **_shown(middle, half),
        }  # fmt: skip


def _shown(middle: float, half: float) -> dict[str, float | None]:
    """As shares can be; no interval where none of it is one."""
    rate, low, high = (float(np.clip(each, 0, 1)) for each in (middle, middle - half, middle + half))
    ends = (low, high) if low < high else (None, None)
    return {"adjusted_rate": rate, "adjusted_low": ends[0], "adjusted_high": ends[1]}


def _said(row: Mapping[str, Any]) -> str:
    if row["unlogged_share"] is not None and row["unlogged_share"] > MOST_UNLOGGED:
        return INCOMPLETE
    if row["judged_count"] < FEWEST or row["judged_count"] * row["rate"] < FEWEST_EVENTS - 0.5:
        return TOO_FEW
    if row["adjusted_low"] > row["company_rate"]:
        return ABOVE
    return BELOW if row["adjusted_high"] < row["company_rate"] else NOT_APART
