"""What both teams did together is counted exactly and called no cause; what came back is said with its limits."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from overlap.charts.palette import LIGHT
from overlap.subjects.revenue.charts.return_on_spend import returns as return_bars
from overlap.subjects.revenue.charts.variance_explained import variance_explained
from overlap.subjects.revenue.charts.venn import CONTACTS, partition, venn
from overlap.subjects.revenue.sentences import both_teams, pair_fit, pipeline, return_on_spend

MONEY = pl.Decimal(18, 2)
KINDS_MET = {"new": (6, 2, 1, 1), "renewal": (0, 0, 0, 5)}


def met(both: int, sales: int, marketing: int, neither: int, outcome: str = "won") -> pl.DataFrame:
    """Rows of revenue/overlap; each deal is worth 10."""
    counts = {"both": both, "only_sales": sales, "only_marketing": marketing, "neither": neither}
    total = sum(counts.values())
    rows = [
        {
            "outcome": outcome, "contact": contact, "record_count": count, "share": count / total, "share_low": 0.1,
            "share_high": 0.9, "amount": Decimal(10 * count), "amount_share": count / total,
        }
        for contact, count in counts.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"amount": MONEY})


def by_contact(rows: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["contact"]: row for row in rows.to_dicts()}


def test_the_overlap_is_said_with_its_interval_and_the_gaps_of_the_record() -> None:
    assert both_teams.won_by_contact(by_contact(met(6, 2, 1, 1)), "EUR") == (
        "**€\u00a060 of the revenue won was touched by both teams**, 60.0% of it: 6 of 10 deals, 60.0% (10.0–90.0). Of "
        "1 won deal neither team recorded anything: worth checking the data."
    )


def test_kinds_of_business_stand_apart_and_one_without_a_won_deal_is_left_out() -> None:
    new, renewal = (met(*counts).with_columns(kind=pl.lit(kind)) for kind, counts in KINDS_MET.items())
    lost = met(3, 0, 0, 0, "lost").with_columns(kind=pl.lit("expansion"))
    kinds = {"new": "New business", "expansion": "Expansion", "renewal": "Renewal"}
    lines = both_teams.by_kind(
        pl.concat([new, renewal.filter(pl.col("record_count") > 0), lost]), kinds, CONTACTS, "EUR"
    )
    assert lines == [
        {"Deals won": "Only marketing", "New business": "1 · €\u00a010", "Renewal": "0"},
        {"Deals won": "Both", "New business": "6 · €\u00a060", "Renewal": "0"},
        {"Deals won": "Only sales", "New business": "2 · €\u00a020", "Renewal": "0"},
        {"Deals won": "Neither recorded", "New business": "1 · €\u00a010", "Renewal": "5 · €\u00a050"},
    ]


def test_the_circles_name_each_part_with_its_money_its_deals_and_its_share() -> None:
    figure: Any = venn(by_contact(met(6, 2, 1, 1)), LIGHT, "EUR")
    assert [note.text for note in figure.layout.annotations] == [
        "<b>Both</b><br>€\u00a060<br>6 deals<br>60.0%",
        "<b>Only marketing</b><br>€\u00a010<br>1 deal<br>10.0%",
        "<b>Only sales</b><br>€\u00a020<br>2 deals<br>20.0%",
        "Neither recorded: 1 deal, €\u00a010",
    ]


def test_circles_that_share_nothing_say_nothing_of_both() -> None:
    figure: Any = venn(by_contact(met(0, 2, 1, 0)), LIGHT, "EUR")
    assert len(figure.data) == 2
    assert not any("Both" in note.text for note in figure.layout.annotations)


def test_the_bars_of_an_outcome_make_a_whole_in_the_order_of_the_circles() -> None:
    figure: Any = partition(pl.concat([met(6, 2, 1, 1), met(1, 1, 1, 1, "lost")]), LIGHT)
    assert [list(trace.x) for trace in figure.data] == [[0.1, 0.25], [0.6, 0.25], [0.2, 0.25], [0.1, 0.25]]
    assert [trace.marker.color for trace in figure.data] == [LIGHT.marketing, LIGHT.shared, LIGHT.sales, LIGHT.grey]
    assert list(figure.layout.yaxis.ticktext) == ["Deals won<br>10 ", "Deals lost<br>4 "]


def blocks(
    *shares: float | None,
    parts: tuple[float | None, ...] = (None, 0.25, 0.25, 0.5),
    verdicts: tuple[str, ...] = ("less than chance leaves", *["goes with winning"] * 3),
) -> pl.DataFrame:
    names = ["unexplained", "where it came from", "who worked it", "what it is"]
    rows = [(*each, 30, 900, 900, 0.0, 0.01) for each in zip(names, shares, parts, verdicts, strict=True)]
    columns = [
        "block",
        "share",
        "of_explained",
        "verdict",
        "won_count",
        "sampled_count",
        "handoff_count",
        "low",
        "high",
    ]
    return pl.DataFrame(rows, columns, orient="row")


def test_the_unexplained_share_is_said_first_and_nothing_is_called_a_cause() -> None:
    said = both_teams.variance_explained(blocks(0.9, 0.025, 0.025, 0.05))
    assert said.startswith("**90.0% of what tells won from lost is not explained by any of these.**")
    assert (
        "Of the predictable differences 25.0% go with where leads came from, 25.0% go with who worked them and 50.0% "
        "go with what they are." in said
    )
    assert "association, no cause" in said


def test_a_block_is_called_chance_by_the_headline_the_picture_and_its_own_row_alike() -> None:
    no_parts, chance = (None,) * 4, "no more than chance"
    nothing = blocks(0.99, 0.02, -0.01, 0.0, parts=no_parts, verdicts=(chance,) * 4)
    assert "Together they explain no more than chance." in both_teams.variance_explained(nothing)
    which = blocks(0.97, 0.01, 0.01, 0.01, parts=no_parts, verdicts=("less than chance leaves", *[chance] * 3))
    assert "which of them does cannot be told" in both_teams.variance_explained(which)
    one = blocks(0.9, 0.02, 0.08, 0.0, parts=(None, 0.2, 0.8, 0.0), verdicts=(
        "less than chance leaves", chance, "goes with winning", chance,
    ))  # fmt: skip
    assert "80.0% go with who worked them and" in both_teams.variance_explained(one)
    assert "20.0% go with where leads came from (no more than chance)" in both_teams.variance_explained(one)
    bars: Any = variance_explained(one, LIGHT).data[-1]
    assert list(bars.marker.color) == [LIGHT.grey, LIGHT.sales, LIGHT.grey]


def test_too_few_wins_explain_nothing() -> None:
    assert (
        both_teams.variance_explained(blocks(None, None, None, None))
        == "**Too few wins to say what winning goes with.**"
    )


def of_verdicts(*verdicts: str) -> pl.DataFrame:
    row = {
        "campaign_name": "Fair", "rep_name": "Anna", "worked_count": 240, "observed": 34, "expected": 16.2, "fit": 1.94,
        "sampled_count": 900, "handoff_count": 900,
    }  # fmt: skip
    return pl.DataFrame([row | {"verdict": verdict} for verdict in verdicts])


def test_pairs_say_how_many_were_tested_and_that_small_ones_stay_unseen() -> None:
    rows = of_verdicts("flagged", "not flagged", "too few to judge")
    flagged = rows.filter(pl.col("verdict") == "flagged")
    assert pair_fit.answer(rows, flagged) == (
        "**3 pairs tested, 1 stands out.** Of those flagged, one in ten may be chance. 1 is too few to judge: even "
        "a real effect would mostly go unnoticed."
    )
    assert pair_fit.pair(flagged.row(0, named=True), str) == (
        "**Fair × Anna** goes with **1.9 times** the wins expected: 34 of 240 handoffs won, 16.2 expected."
    )


def test_no_pair_to_test_is_said() -> None:
    rows = of_verdicts("flagged").clear()
    assert pair_fit.answer(rows, rows) == "**No pair could be tested**: none has five wins to expect."


OPEN = {"deal_count": 2, "influenced": Decimal("30.00"), "booked": Decimal("30.00"), "weighted": Decimal("12.00")}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "**€\u00a030** in 2 open deals, weighted by the chance of their stage **€\u00a012**."),
        ({"weighted": None, "no_probability_count": 2}, "**€\u00a030** in 2 open deals. Of 2 deals no chance is "
         "recorded; weighted leaves them out, it does not count them as 0."),
    ],
)  # fmt: skip
def test_an_unknown_chance_is_not_a_chance_of_nothing(changes: dict[str, Any], said: str) -> None:
    assert pipeline.answer(OPEN | {"no_probability_count": 0, "no_amount_count": 0} | changes, "EUR") == said


def returned(**changes: object) -> pl.DataFrame:
    row = {
        "campaign_name": "Fair", "revenue": Decimal("80.00"), "cost": Decimal("20.00"), "lead_count": 10,
        "judged_cost": Decimal("15.00"), "judged_day_count": 200, "day_count": 365, "judged_to": date(2026, 4, 3),
        "is_spread": False, "old_enough_count": 10,
        "cost_per_lead": Decimal("2.00"), "cost_per_mql": None, "cost_per_sql": None,
        "cost_per_won": None, "return_on_spend": 4.0, "payback_months": None, "is_young": False,
        "verdict": "more came back than it cost", "cash_deal_count": 1, "cash_revenue": Decimal("60.00"),
        "cash_return": 3.0,
    }  # fmt: skip
    return pl.DataFrame([row | changes], schema_overrides={"verdict": pl.String, "cost": MONEY, "revenue": MONEY})


def test_a_campaign_without_a_lead_on_the_days_judged_is_grey_and_says_so() -> None:
    young = returned(is_young=True, verdict=None, old_enough_count=0, return_on_spend=None)
    blue: Any = return_bars(returned(), LIGHT, "EUR")
    grey: Any = return_bars(young, LIGHT, "EUR")
    assert [list(trace.x) for trace in blue.data] == [[4.0], [], [3.0]]
    assert [list(trace.x) for trace in grey.data] == [[], [0], [3.0]]
    assert "10 leads, none on a day judged" in grey.layout.yaxis.ticktext[0]


def test_a_return_says_of_which_days_it_is() -> None:
    assert return_on_spend.answer(returned(), "EUR") == (
        "**€\u00a020 spent.** On the 200 of 365 days that have had their agreed days to win (to 3 Apr 2026), "
        "€\u00a015 brought back **€\u00a080**."
    )
    barren = returned(verdict="no lead", is_spread=True)
    assert return_on_spend.answer(barren, "EUR").endswith(
        "1 campaign cost money and brought no lead. The spend of 1 campaign is spread evenly over the days it ran."
    )
    assert "no return can be judged" in return_on_spend.answer(returned(judged_day_count=0), "EUR")


def test_a_cost_nobody_recorded_is_none() -> None:
    assert return_on_spend.answer(returned(cost=None), "EUR") == "**No costs are recorded for these leads.**"
