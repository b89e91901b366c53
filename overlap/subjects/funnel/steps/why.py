"""Why a campaign's rate differs from the company's: what goes with its mix, and what is left."""

import numpy as np
import polars as pl

from overlap.stats.gap_in_parts import Cells, Part, parted
from overlap.steps.given import Given

FACTORS = {"channel": "channel", "segment": "segment", "score": "score_third", "person": "rep_id"}
GAP, UNEXPLAINED = "difference", "not explained"
NOISE, ABOVE, BELOW = "within noise", "raises it", "lowers it"
UNKNOWN = "nothing to compare with"  # no other campaign has the channel, or all have the same
SCHEMA = {
    "place": pl.Int64, "part": pl.String, "points": pl.Float64, "points_low": pl.Float64, "points_high": pl.Float64,
    "judged_count": pl.Int64, "made_count": pl.Int64, "rate": pl.Float64, "company_rate": pl.Float64,
    "verdict": pl.String,
}  # fmt: skip


def why(frame: pl.DataFrame, _given: Given) -> pl.DataFrame:
    """funnel/why: a row a part in percentage points, the difference first; none where either side has no handoff."""
    codes = [
        frame[column].cast(pl.String).fill_null("").rank("dense").cast(pl.Int64) - 1 for column in FACTORS.values()
    ]
    values = np.column_stack([code.to_numpy() for code in codes]) if frame.height else np.empty((0, len(FACTORS)), int)
    records, events = (frame[name].to_numpy().astype(float) for name in ("judged_count", "made_count"))
    mine = frame["is_mine"].to_numpy().astype(bool)
    found = parted(Cells(values, mine, records, events)) if frame.height else None
    if found is None:
        return pl.DataFrame(schema=SCHEMA)
    named = {GAP: found.gap, **dict(zip(FACTORS, found.factors, strict=True)), UNEXPLAINED: found.unexplained}
    judged, made = int(records[mine].sum()), int(events[mine].sum())
    about = {
        "judged_count": judged, "made_count": made, "rate": made / judged,
        "company_rate": events.sum() / records.sum(),
    }  # fmt: skip
    rows = [
        {
            "place": place, "part": name, "points": 100 * part.size, **_ends(part), **about, "verdict": _verdict(part),
        }
        for place, (name, part) in enumerate(named.items(), start=1)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA)


def _ends(part: Part) -> dict[str, float | None]:
    is_known = part.low < part.high
    return {"points_low": 100 * part.low if is_known else None, "points_high": 100 * part.high if is_known else None}


def _verdict(part: Part) -> str:
    if part.low == part.high:
        return UNKNOWN
    if part.low <= 0 <= part.high:
        return NOISE
    return ABOVE if part.size > 0 else BELOW
