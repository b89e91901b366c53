"""Some won deals are written into the system late: the export shows them as open, a later one as won back then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from exported import Company

from overlap.demo import DEFAULT_AS_OF, Effects


def of(company: Company, deals: list[str], table: str) -> pl.DataFrame:
    return company[table].filter(pl.col("deal_id").is_in(deals))


@pytest.mark.whole
def test_some_won_deals_are_recorded_after_as_of(large: Company):
    late = large.truth["late_rows"]
    assert late["count"] == len(late["deals"]) >= 3
    open_still = of(large, late["deals"], "deals")
    assert open_still["outcome"].to_list() == ["open"] * late["count"]
    assert open_still["closed_at"].null_count() == late["count"]
    sums = open_still.filter(pl.col("stage") == "negotiation").group_by("currency").agg(pl.col("amount").sum())
    assert dict(sums.with_columns(pl.col("amount").cast(pl.Float64)).iter_rows()) == pytest.approx(late["amounts"])


@pytest.mark.whole
def test_a_week_later_they_stand_as_won_in_the_month_before_as_of(large: Company, write: Callable[..., Company]):
    late = large.truth["late_rows"]
    later = write(leads=20_000, seed=11, as_of=DEFAULT_AS_OF + timedelta(days=7))
    won = of(later, late["deals"], "deals")
    assert won["outcome"].to_list() == ["won"] * late["count"]
    months = won["closed_at"].dt.convert_time_zone("Europe/Berlin").dt.strftime("%Y-%m")
    assert set(months) == {"2026-10"}
    sums = won.group_by("currency").agg(pl.col("amount").sum().cast(pl.Float64))
    assert dict(sums.iter_rows()) == pytest.approx(late["amounts"])
    stages = of(later, late["deals"], "deal_stages").filter(pl.col("stage") == "won")
    assert stages.height == late["count"]
    assert not set(later.truth["late_rows"]["deals"]) & set(late["deals"])


@pytest.mark.soak
@pytest.mark.whole
def test_every_month_is_restated_in_the_first_days_of_the_next(write: Callable[..., Company]):
    before, after = (write(leads=20_000, seed=11, as_of=datetime(2026, 7, day, tzinfo=UTC)) for day in (1, 8))
    late = before.truth["late_rows"]
    assert late["count"] >= 3
    assert set(of(after, late["deals"], "deals")["closed_at"].dt.strftime("%Y-%m")) == {"2026-06"}


def test_without_the_effect_every_deal_is_recorded_when_it_is_won(write: Callable[..., Company]):
    company = write(leads=2_000, effects=Effects(late_rows=0))
    assert company.truth["late_rows"] == {"count": 0, "amounts": {}, "deals": []}
