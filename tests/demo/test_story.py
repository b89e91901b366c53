"""What the tables say about a lead is one story, told in order."""

from datetime import UTC, datetime

import polars as pl
from exported import Company

from overlap.demo.company.basics.calendars import REGIONS


def entered(company: Company, *stages: str) -> pl.DataFrame:
    return company["stage_entries"].filter(pl.col("stage").is_in(stages)).select("lead_id", at="entered_at")


def first_sales(company: Company) -> pl.DataFrame:
    """The deals that grew from a handoff itself; renewals and expansions of a sale come later and make no stages."""
    number = pl.col("deal_id").str.slice(1).cast(pl.Int64)
    return company["deals"].filter(number % 16 == 0)


def attempts(company: Company) -> pl.DataFrame:
    return company["activities"].filter((pl.col("direction") == "outbound") & ~pl.col("is_automated"))


def same_rows(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    return one.sort("lead_id", "at").equals(other.sort("lead_id", "at"))


def test_every_lead_enters_the_funnel_when_it_is_created(small: Company):
    assert same_rows(entered(small, "lead"), small["leads"].select("lead_id", at="created_at"))


def test_a_lead_is_sales_accepted_when_its_handoff_is(small: Company):
    accepted = small["handoffs"].drop_nulls("accepted_at").select("lead_id", at="accepted_at")
    assert same_rows(entered(small, "sal"), accepted)


def test_every_handoff_has_its_qualification_among_the_stages(small: Company):
    qualified = small["handoffs"].drop_nulls("qualified_at").select("lead_id", at="qualified_at")
    assert qualified.join(entered(small, "mql"), on=["lead_id", "at"], how="anti").is_empty()


def test_opportunity_won_and_lost_are_what_happened_to_the_deal(small: Company):
    deals = first_sales(small)
    won, lost = (deals.filter(pl.col("outcome") == outcome) for outcome in ("won", "lost"))
    assert same_rows(entered(small, "opportunity"), deals.select("lead_id", at="opened_at"))
    assert same_rows(entered(small, "won"), won.select("lead_id", at="closed_at"))
    assert (
        lost.select("lead_id", at="closed_at").join(entered(small, "lost"), on=["lead_id", "at"], how="anti").is_empty()
    )


def test_a_second_round_begins_only_after_the_first_was_closed_without_a_sale(large: Company):
    rounds = large["handoffs"].sort("lead_id", "qualified_at").filter(pl.len().over("lead_id") > 1)
    first, second = rounds.group_by("lead_id", maintain_order=True).first(), rounds.group_by("lead_id").last()
    ends = entered(large, "recycled", "lost")
    between = (
        first.select("lead_id", "handed_at")
        .join(second.select("lead_id", "qualified_at"), on="lead_id")
        .join(ends, on="lead_id")
        .filter((pl.col("at") > pl.col("handed_at")) & (pl.col("at") < pl.col("qualified_at")))
    )
    assert set(between["lead_id"]) == set(first["lead_id"])
    assert len(first) > 100
    won_before = entered(large, "won").join(second.select("lead_id", "qualified_at"), on="lead_id")
    assert won_before.filter(pl.col("at") < pl.col("qualified_at")).is_empty()


def test_the_steps_of_a_handoff_come_in_order(small: Company):
    handoffs = small["handoffs"]
    assert handoffs.filter(pl.col("handed_at") <= pl.col("qualified_at")).is_empty()
    assert handoffs.filter(pl.min_horizontal("accepted_at", "rejected_at") <= pl.col("handed_at")).is_empty()
    assert handoffs.drop_nulls(["accepted_at", "rejected_at"]).is_empty()
    assert handoffs["reject_reason"].is_null().equals(handoffs["rejected_at"].is_null())


def test_the_score_of_a_handoff_has_reached_the_threshold_unless_the_lot_fell_on_it(small: Company):
    handoffs = small["handoffs"]
    drawn = handoffs.join(small["samples"], on="lead_id", how="semi").filter(pl.col("qualified_at").is_null())
    assert (drawn["score"] < 45).all()
    assert drawn["score"].n_unique() > 10
    scores = handoffs.join(drawn, on="handoff_id", how="anti")["score"]
    assert (scores >= 45).all()
    assert scores.n_unique() > 20


def test_nobody_is_accepted_without_an_attempt_before_it_but_by_the_rep_who_does_not_write_down(small: Company):
    silent = small.place("silent_rep")["reps"][0]
    accepted = small["handoffs"].drop_nulls("accepted_at")
    worked = accepted.join(attempts(small), on="lead_id").filter(
        (pl.col("occurred_at") > pl.col("handed_at")) & (pl.col("occurred_at") < pl.col("accepted_at"))
    )
    unrecorded = accepted.join(worked, on="handoff_id", how="anti")
    held = unrecorded.join(small["assignments"], on="handoff_id", suffix="_held")
    assert set(held.filter(pl.col("rep_id_held") == silent)["handoff_id"]) == set(unrecorded["handoff_id"])
    assert 0.1 < unrecorded.height / accepted.filter(pl.col("rep_id") == silent).height < 0.8


def test_feedback_is_given_by_the_rep_of_the_handoff_after_deciding(small: Company):
    both = small["feedback"].join(small["handoffs"], on="handoff_id", suffix="_handoff", how="left")
    assert both["rep_id"].equals(both["rep_id_handoff"])
    assert both["lead_id"].equals(both["lead_id_handoff"])
    assert both.filter(pl.col("given_at") <= pl.coalesce("accepted_at", "rejected_at")).is_empty()


def test_an_activity_about_a_deal_lies_in_the_deals_life_and_on_its_lead(small: Company):
    about = small["activities"].join(small["deals"], on="deal_id", suffix="_deal")
    assert about.height > 100
    assert about["lead_id"].equals(about["lead_id_deal"])
    outside = (pl.col("occurred_at") < pl.col("opened_at")) | (pl.col("occurred_at") > pl.col("closed_at"))
    assert about.filter(outside).is_empty()


def test_reps_work_when_their_office_is_open(small: Company):
    done = attempts(small).select("lead_id", at="occurred_at")
    given = small["feedback"].select("lead_id", at="given_at")
    moved = small["deal_stages"].join(small["deals"], on="deal_id").select("lead_id", at="entered_at")
    said = small["handoffs"].unpivot(["accepted_at", "rejected_at"], index="lead_id", value_name="at").drop_nulls("at")
    region_of = small["leads"].select("lead_id", "region")
    work = pl.concat([done, given, moved, said.select("lead_id", "at")]).join(region_of, on="lead_id")
    for place in REGIONS:
        local = work.filter(pl.col("region") == place.name)["at"].dt.convert_time_zone(place.zone)
        # On a month's first weekend somebody is on duty, for the first call only.
        on_duty = (local.dt.weekday() > 5) & (local.dt.offset_by("-7d").dt.month() != local.dt.month())
        seconds = (local.dt.hour().cast(pl.Int64) * 60 + local.dt.minute()) * 60 + local.dt.second()
        assert on_duty.to_numpy().mean() < 0.02
        assert seconds.filter(~on_duty).is_between(9 * 3600, 17 * 3600 + 1800).all()
        assert not seconds.filter(~on_duty).is_between(place.rests[0] + 1, place.rests[1] - 1).any()
        assert local.filter(~on_duty).dt.weekday().max() == 5  # Friday


def test_handoffs_go_to_a_rep_of_the_leads_region(small: Company):
    handoffs = small["handoffs"].join(small["leads"].select("lead_id", "region"), on="lead_id")
    handoffs = handoffs.join(small["reps"].select("rep_id", rep_region="region", role="role"), on="rep_id")
    assert handoffs.height == small["handoffs"].height
    assert handoffs["region"].equals(handoffs["rep_region"])
    assert handoffs["role"].unique().to_list() == ["ae"]


def test_all_kinds_and_outcomes_of_deals_occur(large: Company):
    seen = set(large["deals"].select("kind", "outcome").unique().rows())
    assert seen == {(kind, end) for kind in ("new", "expansion", "renewal") for end in ("open", "won", "lost")}


def test_a_renewal_is_due_whole_years_after_the_sale_and_follows_the_one_before(small: Company):
    number = pl.col("deal_id").str.slice(1).cast(pl.Int64)
    deals = small["deals"].with_columns(sale=number // 16, place=number % 16)
    sales = deals.filter(pl.col("place") == 0).select("sale", sold_at="closed_at")
    renewals = deals.filter((pl.col("kind") == "renewal") & (pl.col("place") < 9)).join(sales, on="sale")
    days = (renewals["expected_close_on"] - renewals["sold_at"].dt.date()).dt.total_days() - 365 * renewals["place"]
    assert set(days) <= {-1, 0, 1}  # the two dates are read in different zones
    later = deals.filter(pl.col("place").is_between(2, 7) | pl.col("place").is_between(10, 14))
    before = later.with_columns(place=pl.col("place") - 1).join(deals, on=["sale", "place"], suffix="_before")
    assert before.height == later.height > 0
    assert set(before["outcome_before"]) == {"won"}
    closed = before.drop_nulls("amount")
    rise = closed["amount"].cast(pl.Float64) / closed["amount_before"].cast(pl.Float64)
    assert rise.filter(closed["outcome"] == "won").is_between(1.029, 1.071).all()


def test_customers_from_before_renew_from_the_first_month_on(large: Company):
    old = large["deals"].filter(
        (pl.col("kind") == "renewal") & (pl.col("closed_at") < datetime(2024, 11, 1, tzinfo=UTC))
    )
    by_month = old.group_by(pl.col("closed_at").dt.month()).len()
    assert by_month.height == 12
    assert by_month["len"].min() >= 5  # pyright: ignore[reportOperatorIssue, reportOptionalOperand]
    assert old.join(large["leads"], on="lead_id").filter(~pl.col("was_customer")).is_empty()
