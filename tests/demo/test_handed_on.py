"""Handoffs change hands, come back unworked, are drawn by lot, and are talked about: each as planted."""

from collections.abc import Callable

import polars as pl
import pytest
from exported import Company

from overlap.contract import STAGES
from overlap.demo import Effects
from overlap.demo.company.tables.comments import THEMES

pytestmark = pytest.mark.whole

NO_CONTACT = ["duplicate", "wrong_data", "opt_out", "competitor"]


def share(part: pl.DataFrame, whole: pl.DataFrame) -> float:
    return part.height / whole.height


def unworked(company: Company) -> pl.DataFrame:
    """The handoffs on whose lead nobody ever did anything, but machines and the lead."""
    done = company["activities"].filter((pl.col("direction") == "outbound") & ~pl.col("is_automated"))
    silent = company["assignments"].filter(pl.col("rep_id").is_in(company.place("silent_rep")["reps"]))
    return company["handoffs"].join(done, on="lead_id", how="anti").join(silent, on="handoff_id", how="anti")


def test_a_handoff_that_is_passed_on_stands_with_its_last_rep_and_both_are_known(large: Company):
    handoffs, assigned = large["handoffs"], large["assignments"].sort("handoff_id", "assigned_at")
    assert share(handoffs.filter(pl.col("transfers") == 1), handoffs) == pytest.approx(0.06, abs=0.012)
    held = assigned.group_by("handoff_id").agg(
        count=pl.len(), first_at=pl.col("assigned_at").first(), first=pl.col("rep_id").first(),
        last=pl.col("rep_id").last(),
    )  # fmt: skip
    both = handoffs.join(held, on="handoff_id")
    assert both.height == handoffs.height
    assert (both["count"] == both["transfers"] + 1).all()
    assert both["first_at"].equals(both["handed_at"])
    assert both["last"].equals(both["rep_id"])
    assert ((both["first"] != both["last"]) == (both["transfers"] == 1)).all()


def test_each_activity_is_done_by_who_held_the_lead(small: Company):
    held = small["assignments"].join(small["handoffs"].select("handoff_id", "lead_id"), on="handoff_id")
    done = small["activities"].filter(~pl.col("is_automated")).sort("occurred_at")
    holder = done.join_asof(
        held.sort("assigned_at"),
        left_on="occurred_at", right_on="assigned_at", by="lead_id", suffix="_holder", check_sortedness=False,
    )  # fmt: skip
    assert holder["rep_id"].equals(holder["rep_id_holder"])


def test_one_handoff_in_twenty_comes_back_unworked_for_a_reason_no_call_could_mend(large: Company):
    back = unworked(large).filter(pl.col("reject_reason").is_in(NO_CONTACT))
    assert share(back, large["handoffs"]) == pytest.approx(0.05, abs=0.015)
    assert set(back["reject_reason"]) == set(NO_CONTACT)


def test_some_are_closed_though_nobody_ever_tried(large: Company):
    never = unworked(large)
    ends = large["stage_entries"].filter(pl.col("stage").is_in(["lost", "recycled"])).select("lead_id", "stage")
    closed = never.filter(~pl.col("reject_reason").is_in(NO_CONTACT).fill_null(False)).join(ends, on="lead_id")
    rejected = closed.filter(pl.col("rejected_at").is_not_null())
    assert 0.02 < closed["handoff_id"].n_unique() / large["handoffs"].height < 0.06
    assert rejected.height > 0 and set(closed.join(rejected, on="handoff_id", how="anti")["stage"]) == {
        "lost",
        "recycled",
    }


def test_a_lead_that_opted_out_comes_back_for_that(large: Company):
    back = large["handoffs"].drop_nulls("rejected_at").join(large["leads"], on="lead_id")
    opted_out = (pl.col("opted_out_at") <= pl.col("rejected_at")).fill_null(False)
    assert (back.filter(opted_out)["reject_reason"] == "opt_out").all()
    assert (back.filter(~opted_out)["reject_reason"] != "opt_out").all()


def test_the_lot_falls_on_one_lead_in_fifty_below_the_threshold(large: Company):
    samples = large["samples"]
    assert set(samples.select("kind", "share").unique().rows()) == {("exploration", samples["share"][0])}
    assert float(samples["share"][0]) == 0.02
    first = large["handoffs"].join(samples, on="lead_id").filter(pl.col("qualified_at").is_null())
    below = large["leads"].filter(pl.col("created_at") < samples["drawn_at"].max()).join(
        large["handoffs"], on="lead_id", how="anti"
    )  # fmt: skip
    assert first.height == samples.height
    assert (first["handed_at"] > first["drawn_at"]).all()
    assert share(samples, below) == pytest.approx(0.02, abs=0.006)
    assert first["accepted_at"].drop_nulls().len() > 50  # what happens below the threshold can be seen


def test_the_lead_calls_or_writes_and_mails_bounce(large: Company):
    inbound = large["activities"].filter(pl.col("direction") == "inbound")
    assert set(inbound.select("kind", "outcome").unique().rows()) == {("email", "replied"), ("call", "connected")}
    outcomes = {"connected", "no_answer", "voicemail", "sent", "replied", "held", "no_show", "bounced"}
    assert set(large["activities"]["outcome"]) == outcomes


def themed(company: Company, role: str) -> dict[str, float]:
    """The share of comments with the role's word: of leads of its campaign (here), of others (there)."""
    word = next(word for name, _, word, _ in THEMES if name == role)
    comments = company["feedback"].drop_nulls("comment").join(company["leads"], on="lead_id")
    here = pl.col("source_campaign_id") == company.place(f"{role}_campaign")["campaigns"][0]
    says = pl.col("comment").str.contains(word).mean()
    return dict(comments.group_by(pl.when(here).then(pl.lit("here")).otherwise(pl.lit("there"))).agg(says).rows())


@pytest.mark.parametrize("role", ["bad", "good"])
def test_comments_say_what_is_typical_of_a_campaign(large: Company, without_effects: Company, role: str):
    assert themed(large, role)["here"] > 0.2
    assert themed(large, role)["there"] == 0
    assert set(themed(without_effects, role).values()) == {0}


def test_a_step_of_a_deal_never_comes_twice_nor_out_of_order(large: Company):
    steps = large["deal_stages"].with_columns(
        place=pl.col("stage").replace_strict({"discovery": 0, "proposal": 1, "negotiation": 2, "won": 3, "lost": 3})
    )
    ordered = steps.sort("deal_id", "entered_at")
    assert (ordered["place"].diff() > 0).filter(ordered["deal_id"] == ordered["deal_id"].shift()).all()


@pytest.mark.parametrize(
    "name", ["exploration", "transfers", "rejected_unworked", "closed_unworked", "expires", "unlogged"]
)
def test_each_can_be_taken_away_by_itself(write: Callable[..., Company], name: str):
    company = write(leads=2_000, effects=Effects(**{name: 0.0}))
    never = unworked(company)
    gone = {
        "exploration": company["samples"],
        "transfers": company["handoffs"].filter(pl.col("transfers") > 0),
        "rejected_unworked": never.filter(pl.col("reject_reason").is_in({*NO_CONTACT} - {"opt_out"})),
        "closed_unworked": never.drop_nulls("rejected_at").filter(
            ~pl.col("reject_reason").is_in([*NO_CONTACT, "expired"])
        ),
        "expires": never.filter(pl.col("reject_reason") == "expired"),
        "unlogged": accepted_without_attempt(company),
    }
    assert {each for each, rows in gone.items() if rows.is_empty()} == {name}


def accepted_without_attempt(company: Company) -> pl.DataFrame:
    done = company["activities"].filter((pl.col("direction") == "outbound") & ~pl.col("is_automated"))
    return company["handoffs"].drop_nulls("accepted_at").join(done, on="lead_id", how="anti")


def test_every_stage_occurs(small: Company):
    assert set(small["stage_entries"]["stage"]) == set(STAGES)
