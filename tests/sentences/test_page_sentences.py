"""The sentence above a page says what the rows say, and no more."""

from decimal import Decimal

import polars as pl

from overlap.reports import Filters
from overlap.sentences import booked_revenue
from overlap.subjects.funnel import sentences as funnel
from overlap.subjects.goals import sentences as goals
from overlap.subjects.revenue.ledger import folded
from overlap.subjects.revenue.sentences import ledger

NOTHING = {
    "mql_count": None,
    "came_back_count": 0,
    "acceptance_rate": None,
    "acceptance_rate_low": None,
    "acceptance_rate_high": None,
    "win_rate": None,
    "win_rate_low": None,
    "win_rate_high": None,
    "shared_count": 0,
}


def stage(name: str, reached: int, lost: int, rate: float | None = None) -> dict[str, object]:
    return {
        "stage": name,
        "reached_count": reached,
        "lost_count": lost,
        "step_rate": rate,
        "step_rate_low": rate and rate - 0.05,
        "step_rate_high": rate and rate + 0.05,
        "overall_rate": reached / 100,
        "round_count": 120,
        "old_enough_count": 100,
    }


def test_the_funnel_names_the_step_that_loses_most_and_how_many_are_old_enough() -> None:
    stages = [stage("mql", 100, 0), stage("sal", 40, 60, 0.4), stage("won", 10, 30, 0.25)]
    assert funnel.answer(stages, 180) == (
        "**Most are lost between MQL and SAL: 60 of 100** within 180 days; 40.0% (35.0–45.0) make that "
        "step. In the end 10 were won, 10.0% of all MQLs. 100 of 120 MQLs have had their days."
    )


def test_a_funnel_too_young_to_judge_loses_nobody() -> None:
    young = stage("mql", 0, 0) | {"old_enough_count": 0}
    assert funnel.answer([young, stage("won", 0, 0)], 180) == (
        "**120 MQLs**; no later step can be judged yet. 0 of 120 MQLs have had their days."
    )


def test_stages_that_no_source_records_are_named() -> None:
    assert funnel.unrecorded([stage("mql", 1, 0), stage("sal", 1, 0), stage("won", 1, 0)]) == (
        "Left out, as no source records it: SQL and deal opened."
    )


def test_goals_compare_money_exactly_and_promise_nothing() -> None:
    now = NOTHING | {"revenue": Decimal("1240.00"), "deal_count": 3, "mql_count": 110}
    before = NOTHING | {"revenue": Decimal("1000.00"), "deal_count": 3, "mql_count": 100}
    assert goals.answer(now, before, Filters(), "Q2", "Q1", "EUR", []) == (
        "**€\u00a01.2k booked** in 3 won deals (Q2), **+24.0%** against Q1. "
        "110 MQLs (+10.0%). There is no goal to compare this with."
    )


def test_goals_without_a_comparison_or_known_leads_say_only_what_was_booked() -> None:
    now = NOTHING | {"revenue": Decimal("0.00"), "deal_count": 0}
    assert goals.answer(now, None, Filters(), "Q2", "", "EUR", []) == (
        "**€\u00a00 booked** in 0 won deals (Q2). There is no goal to compare this with."
    )


def test_a_rate_that_may_be_chance_is_said_not_to_have_moved() -> None:
    rate = {"win_rate": 0.30, "win_rate_low": 0.20, "win_rate_high": 0.42}
    now = NOTHING | rate | {"revenue": Decimal(1), "deal_count": 1}
    before = now | {"win_rate": 0.33, "win_rate_low": 0.22, "win_rate_high": 0.45}
    assert "No significant change in the deal win rate." in goals.answer(now, before, Filters(), "Q2", "Q1", "EUR", [])


def test_money_under_a_filter_says_from_where_it_was_booked_and_that_deals_are_shared() -> None:
    now = NOTHING | {"revenue": Decimal("10.00"), "deal_count": 3, "shared_count": 2}
    said = goals.answer(now, None, Filters(campaigns=("C1",), reps=("R1",)), "Q2", "", "EUR", [])
    assert said.startswith(
        "**€\u00a010 booked from leads of this selection, counting only the chosen people's shares,** "
        "in 3 won deals, 2 shared (Q2)."
    )
    assert booked_revenue.label(Filters(campaigns=("C1",))) == "Booked from here"
    assert booked_revenue.label(Filters(teams=(None,))) == "Booked revenue, their share"


CELLS = pl.DataFrame(
    [("c", "r", 2, Decimal(60)), ("c", "s", 1, Decimal(20)), (None, "s", 1, Decimal(20))],
    ["campaign_id", "rep_id", "deal_count", "revenue"],
    orient="row",
)
CAMPAIGNS = pl.DataFrame(
    [("c", "A *big* one", 3, Decimal(80)), (None, "no known campaign", 1, Decimal(20))],
    ["campaign_id", "campaign_name", "deal_count", "revenue"],
    orient="row",
)
PEOPLE = pl.DataFrame(
    [("r", "Anna", 2, Decimal(60)), ("s", "Ben", 2, Decimal(40))],
    ["rep_id", "rep_name", "deal_count", "revenue"],
    orient="row",
)
KEPT = {"booked": Decimal("100.00"), "credited": Decimal("100.00"), "no_campaign": Decimal("20.00")}


def bracketed(name: object) -> str:
    return f"[{name}]"


def test_joint_revenue_names_the_largest_campaign_escaped_and_what_nobody_knows() -> None:
    said = ledger.answer(folded(CELLS, CAMPAIGNS, PEOPLE, 5, 5), KEPT, None, "EUR", bracketed)
    assert said == (
        "**€\u00a0100 booked; every cent is credited once to a campaign and once to a person.** "
        "[A *big* one] earns most (€\u00a080), more than half of it with [Anna]. 20.0% has no known campaign."
    )


def test_under_a_filter_on_cells_the_proof_is_against_what_was_booked() -> None:
    part = KEPT | {"credited": Decimal("40.00")}
    assert ledger.proof(KEPT, "EUR") == "campaigns = people = booked: €\u00a0100.00"
    assert ledger.proof(part, "EUR") == "campaigns = people = €\u00a040.00 of €\u00a0100.00 booked before filters"


def test_joint_revenue_says_to_which_kinds_of_deals_it_is_narrowed() -> None:
    ours = folded(CELLS, CAMPAIGNS, PEOPLE, 5, 5)
    assert ledger.answer(ours, KEPT, ("new",), "EUR", bracketed).startswith("**€\u00a0100 of new business booked; ")
    part = KEPT | {"credited": Decimal("40.00")}
    assert ledger.answer(ours, part, ("expansion", "renewal"), "EUR", bracketed).startswith(
        "**€\u00a040 of expansion and renewals credited here**, of €\u00a0100 booked before filters: "
    )
