"""The cohort bridge: what goes with the change of what leads brought, exact, each part with its interval."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from overlap.stats.shapley_parts import in_cents
from overlap.steps.given import Given
from overlap.subjects.sides.cohort import BLOCKS, Counts, exact_parts, resampled_parts
from overlap.subjects.sides.resampled import by_bucket, draws, part

THEN, NOW = "then", "now"
HANDED, NOT_HANDED, NO_HANDOFF = "handed over", "not handed over", "won without a handoff"
BESIDE = ("no known lead", "other leads", "expansion", "renewal")
RESPONSES = ("in time", "not in time", "excused")
TEAMS: Mapping[str, str] = {
    "episodes": "marketing", "mix": "marketing", "handed over": "both", "follow-up": "sales", "accepted": "both",
    "won": "both", "amount": "both", **dict.fromkeys((NO_HANDOFF, *BESIDE), "neither"),
}  # fmt: skip
Sizes = dict[str, tuple[int, Any]]  # cents of each part, and those of each draw
SCHEMA: dict[str, Any] = {
    "place": pl.Int64, "part": pl.String, "team": pl.String,
    **dict.fromkeys(("amount", "amount_low", "amount_high"), pl.Decimal(18, 2)), "verdict": pl.String,
    **dict.fromkeys(("revenue_then", "revenue_now"), pl.Decimal(18, 2)),
    **dict.fromkeys(("leads_then", "leads_now", "won_then", "won_now", "within_days"), pl.Int64),
    **dict.fromkeys(("then_starts_on", "then_ends_on", "now_starts_on", "now_ends_on"), pl.Date),
}  # fmt: skip


def bridge(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """sides/bridge: a row a part; `frame` has the two periods, none where no day of the period is old enough."""
    if frame.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    arms = {row["arm"]: row for row in frame.to_dicts()}
    asked = arms[NOW]
    cells = {arm: _merged(given.frames["cells"], asked).filter(arm=arm) for arm in (THEN, NOW)}
    times = draws()
    sizes = _of_leads(cells, times, _unrecorded(asked)) | _beside(cells, times)
    sizes = _of_teams(sizes) if asked["grouped_by"] == "team" else sizes
    found = {name: part(*size) for name, size in sizes.items()}
    about = {"within_days": asked["within_days"]}
    for arm, row in arms.items():
        about |= {f"{arm}_starts_on": row["starts_on"], f"{arm}_ends_on": row["ends_on"]}
        about |= {f"revenue_{arm}": cells[arm]["revenue"].sum() or 0, f"leads_{arm}": cells[arm]["lead_count"].sum()}
        about[f"won_{arm}"] = cells[arm]["won_count"].sum()
    rows = [
        {"place": place, "part": name, "team": TEAMS.get(name, name), **of, **about}
        for place, (name, of) in enumerate(found.items(), start=1)
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _of_teams(sizes: Sizes) -> Sizes:
    """The parts of each team together, and of neither."""
    found: Sizes = {}
    for name, (cents, spread) in sizes.items():
        before = found.get(TEAMS[name], (0, 0.0))
        found[TEAMS[name]] = (before[0] + cents, before[1] + spread)
    return {team: found[team] for team in ("marketing", "sales", "both", "neither") if team in found}


def _unrecorded(asked: Mapping[str, Any]) -> set[str]:
    """Blocks of which nobody records anything: they have no part, not one of 0."""
    told = {"follow-up": asked["activities_are_recorded"], "accepted": asked["acceptance_is_recorded"]}
    return {name for name, is_told in told.items() if not is_told}


def _merged(cells: pl.DataFrame, asked: Mapping[str, Any]) -> pl.DataFrame:
    """What nobody records does not tell leads apart: without activities one follow-up, without acceptance all are."""
    if not asked["activities_are_recorded"]:
        cells = cells.with_columns(response=pl.when(pl.col("response").is_not_null()).then(pl.lit(RESPONSES[1])))
    if not asked["acceptance_is_recorded"]:
        cells = cells.with_columns(accepted_count=pl.col("lead_count"))
    return cells


def _of_leads(cells: Mapping[str, pl.DataFrame], times: np.ndarray, left_out: set[str]) -> Sizes:
    known = pl.concat([each.filter(pl.col("channel_group").is_not_null()) for each in cells.values()])
    by = ("points_half", "channel_group")
    groups = known.select(by).unique().sort(by).with_row_index("group")
    if groups.is_empty():
        return {}
    counts = [_counts(cells[arm], groups) for arm in (THEN, NOW)]
    cents = in_cents(exact_parts(*(each.total() for each in counts)))
    spreads = resampled_parts(*(each.resampled(of) for each, of in zip(counts, times, strict=True)))
    named = zip(BLOCKS, cents, spreads, strict=True)
    return {name: (size, spread) for name, size, spread in named if name not in left_out}


def _counts(cells: pl.DataFrame, groups: pl.DataFrame) -> Counts:
    known = cells.join(groups, on=["points_half", "channel_group"])
    handed = known.filter(part=HANDED)
    wide, ways = groups.height, len(RESPONSES)
    response = handed["response"].replace_strict({name: n for n, name in enumerate(RESPONSES)}, return_dtype=pl.Int64)
    places = handed["group"].cast(pl.Int64).to_numpy() * ways + response.to_numpy()

    def by_way(column: str) -> np.ndarray:
        of = by_bucket(handed["bucket"].to_numpy(), places, wide * ways, handed[column].to_numpy())
        return of.reshape(-1, wide, ways)

    def by_group(of: pl.DataFrame, values: np.ndarray) -> np.ndarray:
        return by_bucket(of["bucket"].to_numpy(), of["group"].cast(pl.Int64).to_numpy(), wide, values)

    return Counts(
        by_group(known, known["lead_count"].to_numpy()), by_way("lead_count"), by_way("accepted_count"),
        by_way("won_count"), by_group(handed, _cents(handed)),
    )  # fmt: skip


def _beside(cells: Mapping[str, pl.DataFrame], times: np.ndarray) -> Sizes:
    """What is no part of the product, a line each, where either period has any."""
    found: Sizes = {}
    for name in (NO_HANDOFF, *BESIDE):
        sums = []
        for arm in (THEN, NOW):
            of = cells[arm].filter(part=NOT_HANDED if name == NO_HANDOFF else name)
            sums.append(by_bucket(of["bucket"].to_numpy(), np.zeros(of.height, dtype=int), 1, _cents(of))[:, 0])
        if any(each.any() for each in sums):
            spread = times[1] @ sums[1] - times[0] @ sums[0]
            found[name] = (round(float(sums[1].sum() - sums[0].sum())), spread)
    return found


def _cents(cells: pl.DataFrame) -> np.ndarray:
    return np.array([int(amount * 100) for amount in cells["revenue"].fill_null(0)], dtype=float)
