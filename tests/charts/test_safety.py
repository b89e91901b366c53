"""Names from a CRM are data: no figure lets them become markup, and none loses the reader in a theme."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import polars as pl
import pytest

from overlap.charts.bars import revenue_bars
from overlap.charts.base import label
from overlap.charts.palette import DARK, LIGHT, Palette
from overlap.subjects.content.charts.pieces import pieces
from overlap.subjects.funnel.charts.conversion import conversion
from overlap.subjects.funnel.charts.leaks import leaks
from overlap.subjects.goals.charts.goals_on_plan import on_plan
from overlap.subjects.revenue.charts.credit_intervals import intervals
from overlap.subjects.revenue.charts.crosstab import ledger
from overlap.subjects.revenue.charts.deal_waterfall import Step, waterfall
from overlap.subjects.revenue.charts.models_compared import models
from overlap.subjects.revenue.charts.pipeline import pipeline
from overlap.subjects.revenue.charts.return_on_spend import returns
from overlap.subjects.revenue.ledger import folded
from overlap.subjects.revenue.sentences.credit_models import NAMES
from overlap.subjects.translation.charts.lag_curve import lag_curve
from overlap.subjects.translation.charts.weeks import weeks

NAME = "<a href='javascript:x'>Fair</a> & Co"
CAMPAIGNS = pl.DataFrame(
    {"campaign_id": ["c"], "campaign_name": [NAME], "deal_count": [1], "revenue": [Decimal("5.00")]}
)
PEOPLE = CAMPAIGNS.rename({"campaign_id": "rep_id", "campaign_name": "rep_name"})
CELLS = CAMPAIGNS.with_columns(rep_id=pl.lit("c"))
GROUP = pl.DataFrame(
    {
        "group_id": [NAME], "group_name": [NAME], "stage": ["mql"], "next_stage": ["sal"], "began_count": [40],
        "old_enough_count": [40], "made_count": [20], "lost_count": [20], "step_rate": [0.5], "step_rate_low": [0.4],
        "step_rate_high": [0.6], "house_rate": [0.5], "is_young": [False],
    }
)  # fmt: skip
COMPARED = CAMPAIGNS.with_columns(
    *(pl.lit(Decimal("5.00")).alias(name) for name in (*NAMES, "lowest", "highest")),
)
SURE = CAMPAIGNS.select(
    "deal_count", "revenue", group_name="campaign_name", low="revenue", high="revenue", models_low="revenue",
    models_high="revenue", next_low="revenue", next_high="revenue",
    share=pl.lit(1.0), share_low=pl.lit(0.9), share_high=pl.lit(1.0), n_eff=pl.lit(40.0),
    largest_share=pl.lit(0.1), rank_low=pl.lit(1), rank_high=pl.lit(1), verdict=pl.lit("used for both"),
)  # fmt: skip
OPEN = CAMPAIGNS.select(
    "campaign_id",
    "campaign_name",
    "deal_count",
    influenced="revenue",
    weighted="revenue",
    no_probability_count=pl.lit(0),
)
RETURNED = CAMPAIGNS.select(
    "campaign_name", "revenue", cost="revenue", judged_cost="revenue", lead_count="deal_count",
    old_enough_count="deal_count",
    cost_per_lead="revenue", cost_per_mql="revenue", cost_per_sql="revenue", cost_per_won="revenue",
    return_on_spend=pl.lit(1.0), payback_months=pl.lit(2.0), is_young=pl.lit(value=False),
    verdict=pl.lit("rests on 1 win"), cash_deal_count="deal_count", cash_revenue="revenue", cash_return=pl.lit(1.0),
)  # fmt: skip
GOAL = {
    "origin": "imported", "is_replaced": False, "plan_share": 0.5,
    "metric": "booked_from", "team": NAME, "region": None, "is_money": True, "target": Decimal(9), "actual": Decimal(3),
    "plan_to_date": Decimal(4), "pace": 0.75, "attainment": 1 / 3, "seen_day_count": 1, "day_count": 2,
    "period_start": date(2026, 4, 1), "period_end": date(2026, 4, 3),
}  # fmt: skip
WEEK = pl.DataFrame({"week": [date(2026, 1, 5)], "unit_count": [3.0], "accepted_count": [2]})
LAG = pl.DataFrame({"lag": [0], "per_thousand": [1.0], "per_thousand_low": [0.5], "per_thousand_high": [2.0]})
TOUCH = Step(NAME, is_known=True, place="first touch", touched_at=None, weight=1.0, credit=Decimal(5), people=())
LEAK = {
    "dimension": "campaign", "group_name": NAME, "stage": "mql", "next_stage": "sal", "judged_count": 40,
    "lost_rate": 0.5, "expected_rate": 0.3, "gap_shrunk": 8.0, "worth": Decimal(800), "worth_low": Decimal(100),
    "worth_high": Decimal(1500),
}  # fmt: skip
PIECE = {
    "piece": NAME, "how": "seen", "had_count": 40, "won_rate": 0.5, "expected_rate": 0.4, "others_rate": 0.3,
    "points": 5.0, "points_low": -1.0, "points_high": 11.0, "verdict": "about average",
}  # fmt: skip
FIGURES = {
    "pieces": pieces([PIECE], LIGHT),
    "leaks": leaks([LEAK], LIGHT, "EUR"),
    "bars": revenue_bars(CAMPAIGNS, "campaign_name", LIGHT.marketing, LIGHT, "EUR"),
    "dots": conversion(GROUP, LIGHT),
    "ledger": ledger(folded(CELLS, CAMPAIGNS, PEOPLE, 5, 5), LIGHT, "EUR"),
    "models": models(COMPARED, "linear", LIGHT, "EUR"),
    "intervals": intervals(SURE, LIGHT.marketing, LIGHT, "EUR"),
    "pipeline": pipeline(OPEN, LIGHT, "EUR"),
    "returns": returns(RETURNED, LIGHT, "EUR"),
    "waterfall": waterfall([TOUCH], LIGHT, "EUR"),
    "goals": on_plan([GOAL], LIGHT, "EUR"),
    "measure by week": weeks(WEEK, "accepted_count", (NAME, "SALs"), LIGHT),
    "lags": lag_curve(LAG, f"SALs for 1,000 {NAME}", LIGHT),
}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_a_name_with_markup_is_shown_as_it_stands(figure: go.Figure) -> None:
    drawn = str(figure.to_plotly_json())
    assert "<a" not in drawn
    assert "&lt;a" in drawn


def test_a_long_name_takes_two_lines_at_most() -> None:
    assert label("Webinar on the future of the customer relationship") == "Webinar on the<br>f…mer relationship"
    assert label("b76ef37428e6799c421989521c0e5077") == "b76ef3742…1c0e5077"


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of red, green, blue from 0 to 255, WCAG 2.1."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_the_fullest_cell(palette: Palette) -> None:
    cell = tuple(
        mark * palette.strongest + page * (1 - palette.strongest)
        for mark, page in zip(rgb(palette.shared), rgb(palette.background), strict=True)
    )
    assert contrast(rgb(palette.ink), cell) >= 4.5


MARKS = {"marketing", "sales", "shared", "good", "bad", "grey"}
TEXTS = {"ink", "muted", "marketing_text", "sales_text", "shared_text", "good_text", "bad_text"}
BEHIND = {"background", "border", "strongest"}


def test_every_colour_of_the_palette_is_known_as_a_mark_a_text_or_what_lies_behind() -> None:
    """One that is in none of the three would be held to no contrast."""
    assert {field.name for field in fields(Palette)} == MARKS | TEXTS | BEHIND


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_words_stand_out_from_the_page(palette: Palette) -> None:
    marks = [getattr(palette, name) for name in MARKS]
    texts = [getattr(palette, name) for name in TEXTS]
    assert [mark for mark in marks if contrast(rgb(mark), rgb(palette.background)) < 3] == []
    assert [text for text in texts if contrast(rgb(text), rgb(palette.background)) < 4.5] == []
