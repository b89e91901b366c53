"""How a forecast is told and drawn: its interval, its chance, what would close the gap, and its record."""

from datetime import date
from decimal import Decimal

from overlap.charts.palette import LIGHT
from overlap.subjects.goals import outlook
from overlap.subjects.goals.charts.goals_on_plan import on_plan

ROW = {
    "metric": "booked_from", "team": None, "region": None, "is_money": True, "is_replaced": False, "origin": "imported",
    "target": Decimal(1000), "actual": Decimal(300), "pace": 0.9, "attainment": 0.3, "plan_share": 0.33,
    "plan_to_date": Decimal(330), "period_start": date(2026, 10, 1), "period_end": date(2027, 1, 1),
    "seen_day_count": 31, "day_count": 92, "forecast_low": Decimal(600), "forecast_mid": Decimal(800),
    "forecast_high": Decimal(3000), "chance": 0.35, "verdict": "tested on past months", "gap": Decimal(150),
    "mean_won": Decimal(100), "won_more": 2, "open_more": 0.42, "larger": 0.3, "new_more": 9, "open_deal_count": 12,
    "origin_count": 20, "held_count": 17, "rests_on": "stage and age of deals",
}  # fmt: skip
NONE = ROW | {"forecast_low": None, "forecast_mid": None, "forecast_high": None, "chance": None, "won_more": None}


def test_the_forecast_is_told_with_its_interval_and_its_chance():
    assert outlook.answer(ROW, "EUR") == (
        "Booked revenue, company: forecast €\u00a0800 (80%: €\u00a0600 to €\u00a03.0k), 35% chance of the goal."
    )
    assert outlook.answer(NONE | {"verdict": "too few closed deals to forecast"}, "EUR") == (
        "Booked revenue, company: too few closed deals to forecast."
    )


def test_each_lever_alone_closes_the_gap_and_there_is_none_without_one():
    assert outlook.levers(ROW, "EUR") == (
        "The mean forecast is €\u00a0150 short. If all else stays, one of these would close it: 2 more deals won "
        "(€\u00a0100 each, the mean of recent ones); 42% more from the 12 open deals; 30% larger deals; "
        "9 more deals opened now."
    )
    assert outlook.levers(ROW | {"won_more": None}, "EUR") == ""


def test_the_record_says_how_many_held_that_it_is_optimistic_or_that_there_is_none():
    assert outlook.record(ROW).startswith("Of 20 past forecasts, made again from the data, 17 held what came")
    assert "optimistic" in outlook.record(ROW)
    assert outlook.record(ROW | {"verdict": "forecast not yet tested"}).startswith("Forecast not yet tested")
    assert outlook.record(NONE) == ""


def test_the_chart_draws_the_interval_below_the_bar_and_cuts_what_lies_far_beyond_the_target():
    figure = on_plan([ROW, NONE], LIGHT, "EUR").to_dict()
    lines = [(each["x0"], each["x1"]) for each in figure["layout"]["shapes"] if each["y0"] not in (-0.32, 0.68, 0)]
    assert (0.6, 1.55) in lines
    assert (0.8, 0.8) in lines
    assert figure["layout"]["yaxis"]["ticktext"][0].count("35% chance") == 1
    assert "chance" not in figure["layout"]["yaxis"]["ticktext"][1]


def test_a_forecast_beyond_the_chart_ends_in_an_arrow_and_has_no_middle_there():
    far = ROW | {f"forecast_{end}": 9 * ROW["target"] for end in ("low", "mid", "high")}
    figure = on_plan([far], LIGHT, "EUR").to_dict()
    lines = [(round(each["x0"], 2), each["x1"]) for each in figure["layout"]["shapes"]]
    assert (1.47, 1.55) in lines and (1.55, 1.55) not in lines
    arrows = [each for each in figure["data"] if each.get("marker", {}).get("symbol") == "triangle-right"]
    assert [each["x"][0] for each in arrows] == [1.55]
