"""How many leads sales can take: read off the weeks that were seen, never beyond the busiest."""

from datetime import date, timedelta

import polars as pl
import pytest

from overlap.steps.given import Given
from overlap.subjects.capacity.steps.level_by_load import FEWEST_WEEKS, levels_by_load, safe_budget


def weeks(levels: list[tuple[int, int, int]], target: float = 0.8) -> pl.DataFrame:
    """Whole weeks of a load in percent, so many due and so many in time, at a capacity of 50."""
    return pl.DataFrame(
        [
            {"week": date(2026, 1, 5) + timedelta(weeks=n), "capacity": 50.0, "load_percent": load, "due_count": due,
             "in_time_count": in_time, "target": target}
            for n, (load, due, in_time) in enumerate(levels)
        ]
    )  # fmt: skip


LEVELS = [(50, 25, 24)] * 8 + [(80, 40, 38)] * 8 + [(120, 60, 30)] * 8


@pytest.mark.parametrize(
    ("intake", "verdict", "level"),
    [
        (25, "safe", 0.96),
        (26, "safe", 0.95),
        (40, "safe", 0.95),
        (41, "not safe", 0.5),
        (61, "outside what we have seen", None),
    ],
)
def test_the_safe_budget_is_read_off_the_weeks_and_not_beyond_the_busiest(
    intake: int, verdict: str, level: float | None
) -> None:
    row = safe_budget(weeks(LEVELS), Given({"intake": intake}, seed=5)).to_dicts()[0]
    assert (row["safe_intake"], row["busiest_intake"], row["week_count"]) == (40.0, 60.0, 24)
    assert (row["verdict"], row["level"]) == (verdict, pytest.approx(level))


def test_a_level_never_rises_with_the_load() -> None:
    lucky = [(50, 20, 15), (60, 20, 19), (70, 20, 10)] * 5
    found = levels_by_load(weeks(lucky), Given(seed=5))
    assert found["level"].to_list() == pytest.approx([0.85, 0.85, 0.5])
    assert found.filter(pl.col("level_low") > pl.col("level")).is_empty()
    assert found["level_low"].is_sorted(descending=True)


def test_one_load_is_one_row_and_its_intake_whole_leads_rounded_down() -> None:
    found = levels_by_load(weeks([(50, 20, 15), (113, 20, 12)] * 10), Given(seed=5))
    assert found.rows_by_key("load_percent", named=True, unique=True)[113]["week_count"] == 10
    assert found["intake"].to_list() == [25, 56]  # 113% of 50 is 56.5, and 57 leads were not seen


def test_a_few_weeks_or_no_capacity_give_no_budget() -> None:
    few = safe_budget(weeks(LEVELS[: FEWEST_WEEKS - 1]), Given({"intake": None})).to_dicts()[0]
    assert (few["safe_intake"], few["verdict"]) == (None, "too few weeks to tell")
    unknown = weeks(LEVELS).with_columns(capacity=pl.lit(None, pl.Float64), load_percent=pl.lit(None, pl.Int64))
    assert safe_budget(unknown, Given({"intake": None}))["verdict"].to_list() == ["no weekly capacity agreed"]
