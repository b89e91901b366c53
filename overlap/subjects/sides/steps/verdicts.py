"""The four complaints with a verdict each, always all four and in one order."""

from typing import Any

import polars as pl

from overlap.steps.given import Given
from overlap.subjects.sides import rule
from overlap.subjects.sides.found import Found, Side
from overlap.subjects.sides.steps import complaints
from overlap.subjects.sides.steps.handed import handed

_DAYS = ("starts_on", "ends_on", "reference_starts_on", "reference_ends_on")
_NUMBERS = (
    "standard", "value", "shortfall", "shortfall_low", "shortfall_high", "adjusted_standard", "adjusted_value",
    "adjusted_shortfall", "adjusted_low", "adjusted_high", "smallest", "supported_below", "unsupported_above",
)  # fmt: skip
_COUNTS = ("record_count", "mature_count", "reference_count", "person_count", "weeks_needed")
SCHEMA: dict[str, Any] = {
    "place": pl.Int64, **dict.fromkeys(("complaint", "verdict", "raw_verdict", "standard_kind", "unit"), pl.String),
    **dict.fromkeys(_DAYS, pl.Date), **dict.fromkeys(_NUMBERS, pl.Float64), **dict.fromkeys(_COUNTS, pl.Int64),
}  # fmt: skip


def verdicts(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    """sides/verdicts: a row a complaint; `frame` is one row of periods, agreements and what is recorded."""
    asked = frame.row(0, named=True)
    handoffs = handed(given.frames["handoffs"])
    found = (
        complaints.bad_leads(handoffs, asked),
        complaints.not_enough(given.frames["arrivals"], given.frames["safe"].row(0, named=True), asked),
        complaints.too_slow(given.frames["levels"], asked),
        complaints.cant_close(handoffs, asked),
    )
    rows = [
        {"place": place, "complaint": name, **{day: asked[day] for day in _DAYS}, **_row(each)}
        for place, (name, each) in enumerate(zip(rule.COMPLAINTS, found, strict=True), start=1)
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _row(found: Found) -> dict[str, object]:
    is_recorded = found.verdict != rule.NOT_RECORDED
    raw = found.raw.verdict(found.smallest) if found.raw else found.verdict
    row = {
        "verdict": found.verdict, "raw_verdict": raw, "standard_kind": found.standard_kind, "unit": found.unit,
        "smallest": found.smallest if is_recorded else None,
        **{name: getattr(found, name) for name in _COUNTS},
    }  # fmt: skip
    row |= _of_side(found.raw, ("standard", "value", "shortfall", "shortfall_low", "shortfall_high"))
    row |= _of_side(
        found.adjusted,
        ("adjusted_standard", "adjusted_value", "adjusted_shortfall", "adjusted_low", "adjusted_high"),
    )
    if found.adjusted:
        of = found.adjusted.standard, found.adjusted.shortfall, found.smallest
        row |= {"supported_below": rule.supported_below(*of), "unsupported_above": rule.unsupported_above(*of)}
    return row


def _of_side(side: Side | None, names: tuple[str, str, str, str, str]) -> dict[str, float]:
    if side is None:
        return {}
    short = side.shortfall
    return dict(zip(names, (side.standard, side.value, short.size, short.low, short.high), strict=True))
