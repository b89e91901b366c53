"""What is planted can be seen, where truth.json says, and is gone when its parameter is zero."""

from datetime import datetime

import holidays
import numpy as np
import polars as pl
import pytest
from exported import Company

from overlap.demo import DEFAULT_AS_OF
from overlap.demo.company.basics.calendars import REGIONS

OLD_ENOUGH = DEFAULT_AS_OF.replace(month=8)


def worked(company: Company) -> pl.DataFrame:
    """Handoffs old enough, with their lead's campaign and the first human attempt after the handoff."""
    attempts = company["activities"].filter((pl.col("direction") == "outbound") & ~pl.col("is_automated"))
    number = pl.col("activity_id").str.slice(1).cast(pl.Int64) // 32
    first = attempts.group_by(number=number).agg(first_at=pl.col("occurred_at").min())
    handoffs = company["handoffs"].filter(pl.col("handed_at") < OLD_ENOUGH)
    return (
        handoffs.with_columns(number=pl.col("handoff_id").str.slice(1).cast(pl.Int64))
        .join(first, on="number", how="left")
        .join(company["leads"].select("lead_id", "source_campaign_id", "segment"), on="lead_id")
        .with_columns(
            accepted=pl.col("accepted_at").is_not_null(),
            hours=(pl.col("first_at") - pl.col("handed_at")).dt.total_seconds() / 3600,
        )
    )


def average(values: pl.Series) -> float:
    return float(values.to_numpy().mean())


def acceptance_gap(company: Company, effect: str) -> float:
    here = pl.col("source_campaign_id") == company.place(effect)["campaigns"][0]
    handoffs = worked(company)
    return average(handoffs.filter(here)["accepted"]) - average(handoffs.filter(~here)["accepted"])


def test_the_bad_campaigns_leads_are_accepted_less_often(large: Company, without_effects: Company):
    assert acceptance_gap(large, "bad_campaign") < -0.10
    assert abs(acceptance_gap(without_effects, "bad_campaign")) < 0.06


def test_the_good_campaigns_leads_are_accepted_more_often(large: Company, without_effects: Company):
    assert acceptance_gap(large, "good_campaign") > 0.05
    assert abs(acceptance_gap(without_effects, "good_campaign")) < 0.06


def median_hours(company: Company, effect: str) -> float:
    reps = company.place(effect)["reps"]
    return float(np.median(worked(company).filter(pl.col("rep_id").is_in(reps))["hours"].drop_nulls().to_numpy()))


def test_the_fast_rep_answers_in_a_third_of_the_slow_reps_time(large: Company, without_effects: Company):
    assert median_hours(large, "fast_rep") * 3 < median_hours(large, "slow_rep")
    assert 0.7 < median_hours(without_effects, "fast_rep") / median_hours(without_effects, "slow_rep") < 1.4


def conversion(company: Company) -> dict[str, float]:
    """Share of leads with an sql entry that became an opportunity, by segment."""
    stages = company["stage_entries"].filter(pl.col("entered_at") < DEFAULT_AS_OF)
    qualified = stages.filter((pl.col("stage") == "sql") & (pl.col("entered_at") < OLD_ENOUGH))["lead_id"].unique()
    opened = stages.filter(pl.col("stage") == "opportunity")["lead_id"].unique()
    leads = company["leads"].filter(pl.col("lead_id").is_in(qualified.implode())).drop_nulls("segment")
    share = pl.col("lead_id").is_in(opened.implode()).mean()
    return dict(leads.group_by("segment").agg(share).rows())


def test_mid_market_leaks_between_sql_and_opportunity(large: Company, without_effects: Company):
    leaking, sound = conversion(large), conversion(without_effects)
    assert leaking["mid_market"] < min(leaking["small_business"], leaking["enterprise"]) - 0.10
    assert abs(sound["mid_market"] - sound["small_business"]) < 0.07


def extreme_shares(company: Company) -> dict[str, float]:
    share = pl.col("rating").is_in([1, 5]).mean()
    return dict(company["feedback"].group_by("rep_id").agg(share).rows())


def test_the_extreme_rater_knows_only_one_star_and_five(large: Company, without_effects: Company):
    rater = large.place("extreme_rater")["reps"][0]
    shares = extreme_shares(large)
    assert shares.pop(rater) == 1
    assert max(shares.values()) < 0.65
    assert extreme_shares(without_effects)[rater] < 0.65


def win_rate(company: Company, chosen: pl.Expr) -> float:
    """Of closed deals whose owner, or owner and campaign, is the chosen one."""
    number = pl.col("deal_id").str.slice(1).cast(pl.Int64)
    handoffs = company["handoffs"].select("handoff_id", "rep_id")
    deals = (
        company["deals"]
        .filter((number % 16 == 0) & (pl.col("outcome") != "open"))
        .with_columns(handoff_id="H" + (number // 16).cast(pl.String).str.zfill(7))
        .join(handoffs, on="handoff_id")
        .join(company["leads"].select("lead_id", "source_campaign_id"), on="lead_id")
    )
    return average(deals.filter(chosen)["outcome"].eq("won"))


def test_the_skilled_rep_the_unskilled_and_the_pair_win_as_planted(large: Company, without_effects: Company):
    skilled, unskilled = (
        pl.col("rep_id").is_in(large.place(each)["reps"]) for each in ("skilled_rep", "unskilled_rep")
    )
    together = large.place("pair")
    pair = pl.col("rep_id").is_in(together["reps"]) & pl.col("source_campaign_id").is_in(together["campaigns"])
    house = win_rate(large, pl.lit(True))
    assert win_rate(large, skilled) > house + 0.08
    assert win_rate(large, unskilled) < house - 0.08
    assert win_rate(large, pair) > house + 0.20
    plain = win_rate(without_effects, pl.lit(True))
    assert all(abs(win_rate(without_effects, each) - plain) < 0.11 for each in (skilled, unskilled))
    assert abs(win_rate(without_effects, pair) - plain) < 0.18


def handed_over_by_pages(company: Company) -> dict[bool, float]:
    """The share of leads that were handed over: of those with 12 to 14 pages (True), and with 9 to 11."""
    pages = company["touches"].filter(pl.col("kind") == "page_view").group_by("lead_id").agg(pl.col("quantity").sum())
    handed = pl.col("lead_id").is_in(company["handoffs"]["lead_id"].unique().implode()).mean()
    near = pages.filter(pl.col("quantity").is_between(9, 14))
    return dict(near.group_by(many=pl.col("quantity") >= 12).agg(handed).rows())


def test_readiness_jumps_at_twelve_pages(large: Company, without_effects: Company):
    planted, nothing = handed_over_by_pages(large), handed_over_by_pages(without_effects)
    assert planted[True] > planted[False] + 0.12
    assert abs(nothing[True] - nothing[False]) < 0.08


def test_a_tenth_of_the_handoffs_stays_unanswered_because_of_the_load(large: Company, without_effects: Company):
    assert 0.09 < average(worked(large)["first_at"].is_null()) < 0.18
    assert average(worked(without_effects)["first_at"].is_null()) < 0.08


def test_every_place_of_the_truth_is_in_the_data(large: Company):
    known = {
        "campaigns": set(large["campaigns"]["campaign_id"]),
        "reps": set(large["reps"]["rep_id"]),
        "segments": set(large["leads"]["segment"]),
        "regions": set(large["leads"]["region"]),
        "kinds": set(large["touches"]["kind"]),
    }
    for effect in large.truth["effects"]:
        assert set(effect) >= {"id", "kind", "place", "parameter", "unit"}
        for where, ids in effect["place"].items():
            if where in known and ids != "all":
                assert ids and set(ids) <= known[where], effect["id"]
    assert large.place("useless_measure")["measure"] in set(large["campaign_days"]["measure"])


def test_every_planted_role_has_its_own_rep(large: Company):
    roles = ("fast_rep", "slow_rep", "equal_reps", "skilled_rep", "unskilled_rep", "pair", "extreme_rater")
    reps = [rep for role in roles for rep in large.place(role)["reps"]]
    assert len(reps) == len(set(reps)) == 8


def test_the_truth_says_which_company_it_is_about(large: Company):
    truth = large.truth
    assert (truth["leads"], truth["seed"]) == (20_000, 11)
    assert datetime.fromisoformat(truth["as_of"]) == DEFAULT_AS_OF


def open_minutes(region: str, start: datetime, end: datetime) -> float:
    """Business minutes between two instants, second by second in local time, the naive way."""
    place = next(each for each in REGIONS if each.name == region)
    closed = holidays.country_holidays(place.country, years=range(2024, 2028))
    seconds = pl.datetime_range(start, end, "1s", closed="left", time_zone="UTC", eager=True)
    local = seconds.dt.convert_time_zone(place.zone)
    minute = local.dt.hour().cast(pl.Int32) * 60 + local.dt.minute()
    working = (local.dt.weekday() <= 5) & ~local.dt.date().is_in(pl.Series(list(closed), dtype=pl.Date).implode())
    working &= ~(minute * 60).is_between(*place.rests, closed="left")
    return average(working & minute.is_between(9 * 60, 17 * 60 + 30, closed="left")) * len(seconds) / 60


@pytest.mark.parametrize("index", range(3))
def test_business_minutes_over_a_clock_change_are_what_the_truth_says(large: Company, index: int):
    change = large.truth["clock_changes"][index]
    handoff = worked(large).join(large["leads"].select("lead_id", "region"), on="lead_id")
    handoff = handoff.row(by_predicate=pl.col("handoff_id") == change["handoff_id"], named=True)
    told = [datetime.fromisoformat(change[name]) for name in ("handed_at", "first_attempt_at")]
    assert told == [handoff["handed_at"], handoff["first_at"]]
    counted = open_minutes(handoff["region"], handoff["handed_at"], handoff["first_at"])
    assert counted == pytest.approx(change["business_minutes"], abs=0.001)
