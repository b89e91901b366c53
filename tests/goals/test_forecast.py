"""The forecast of revenue goals: what it rests on, its mean, its words, and that the same data give the same bytes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import polars as pl
import pytest
from book_facts import facts
from deal_books import booked, cut, deals, rows
from goal_rows import goal
from houses import house_of
from oracle.naive_forecast import Deal, ends, expected

from overlap.reports import answer
from overlap.warehouse.reader import Reader

house = house_of("goals/deal_ends", "goals/forecast", "goals/forecast_backtest", "goals/forecast_facts", "goals/status")

TODAY, FIRST = date(2026, 6, 1), date(2025, 1, 1)
GOALS = [
    goal("all", "booked_from", "900000.00"),
    goal("won", "deals_won", "20"),
    goal("over", "booked_from", "1000.00", period_start="2026-01-01", period_end="2026-04-01"),
    goal("low", "booked_from", "1.00"),
    goal("high", "booked_from", "90000000.00"),
]


@pytest.fixture(scope="module")
def book() -> list[Deal]:
    return cut(deals(3, FIRST, 600, 3.0, {}), TODAY)


@pytest.fixture(scope="module")
def reader(book, tmp_path_factory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("forecast")
    tables: dict[str, Any] = rows(book)
    with closing(house(folder, as_of=f"{TODAY}T00:00:00+02:00", goals=GOALS, **tables)) as opened:
        yield opened


@pytest.fixture(scope="module")
def forecast(reader) -> dict[str, dict]:
    return {row["goal_id"]: row for row in answer(reader, "goals/forecast").frame.to_dicts()}


def test_deals_are_at_risk_from_the_months_in_which_a_second_implementation_finds_them(book, reader):
    found = answer(reader, "goals/deal_ends", row_cap=100_000).frame
    assert Counter({tuple(row[:-1]): row[-1] for row in found.iter_rows()}) == ends(book, TODAY)


def test_the_facts_are_those_that_a_second_implementation_finds(book, reader):
    """A row for each thing known, whatever its number; came is told by its sum."""
    found = answer(reader, "goals/forecast_facts", row_cap=100_000).frame.drop("forecast_scope", "deal_number")
    naive = facts(book, date(2026, 4, 1), TODAY, 30).select(found.columns)
    for fact in sorted(set(naive["fact"])):
        ours, theirs = (
            each.filter(fact=fact).with_columns(pl.col("deal_count", "priced_count").fill_null(0))
            for each in (found, naive)
        )
        columns = [name for name in ours.columns if fact != "came" or name not in ("deal_count", "priced_count")]
        columns = [name for name in columns if fact in ("open_now", "open_then") or name != "priced_count"]
        assert _sorted(ours.select(columns)) == _sorted(theirs.select(columns)), fact


def _sorted(rows: pl.DataFrame) -> list[str]:
    return sorted(str([round(each) if isinstance(each, float) else each for each in row]) for row in rows.iter_rows())


def test_the_mean_of_past_forecasts_is_that_of_a_second_implementation(book, reader):
    found = answer(reader, "goals/forecast_backtest").frame.filter(goal_id="all")
    assert found.height >= 8
    for row in found[::5].to_dicts():
        naive = expected(book, TODAY, row["origin_on"], 30)
        assert float(row["expected"]) == pytest.approx(naive / 100, rel=1e-6), row["origin_on"]
    came = [booked(book, day, date.fromordinal(day.toordinal() + 30)) / 100 for day in found["origin_on"]]
    assert [float(value) for value in found["came"]] == came


def test_the_forecast_adds_what_is_booked_and_what_is_expected(book, forecast):
    row = forecast["all"]
    assert float(row["booked"]) == booked(book, date(2026, 4, 1), TODAY) / 100
    parts = float(row["booked"] + row["from_open"] + row["from_new"])
    assert float(row["forecast_mean"]) == pytest.approx(parts, abs=0.02)
    assert row["booked"] < row["forecast_low"] < row["forecast_mid"] < row["forecast_high"]
    assert row["open_deal_count"] == sum(deal.outcome == "open" for deal in book)
    # that of a second implementation, which knows no shock; 10,000 draws miss it by a hundredth
    naive = expected(book, TODAY, TODAY, 30) / 100
    assert float(row["from_open"] + row["from_new"]) == pytest.approx(naive, rel=0.03)


def test_a_chance_is_told_in_steps_of_5_and_never_as_certain(forecast):
    assert (forecast["low"]["chance"], forecast["high"]["chance"]) == (0.95, 0.05)
    assert forecast["all"]["chance"] in {round(step * 0.05, 2) for step in range(1, 20)}


def test_levers_close_the_gap_and_there_is_none_without_one(forecast):
    high = forecast["high"]
    assert float(high["gap"]) == pytest.approx(9e7 - float(high["forecast_mean"]), abs=0.01)
    assert (high["won_more"] - 1) * high["mean_won"] < high["gap"] <= high["won_more"] * high["mean_won"]
    assert high["open_more"] * float(high["from_open"]) == pytest.approx(float(high["gap"]))
    assert [forecast["low"][name] for name in ("gap", "won_more", "open_more", "larger", "new_more")] == [
        0, None, None, None, None,
    ]  # fmt: skip


def test_status_carries_the_forecast_of_running_revenue_and_says_why_others_have_none(reader, forecast):
    found = answer(reader, "goals/status", params={"which": "begun"}).frame
    status = {row["goal_id"]: row for row in found.to_dicts()}
    for name in ("forecast_low", "forecast_mid", "forecast_high", "chance"):
        assert status["all"][name] == forecast["all"][name]
        assert status["won"][name] is status["over"][name] is None
    assert status["won"]["forecast_verdict"] == "no forecast for this metric"
    assert status["over"]["forecast_verdict"] == "the period is over"


def test_a_forecast_that_is_kept_is_not_made_again_for_the_status(reader):
    asked: list[str] = []

    def kept(name: str) -> pl.DataFrame:
        asked.append(name)
        return answer(reader, name).frame.with_columns(chance=pl.lit(0.35))

    status = answer(reader, "goals/status", kept=kept).frame
    assert asked == ["goals/forecast"]
    assert set(status["chance"].drop_nulls()) == {0.35}


def test_the_same_data_give_the_same_bytes(reader):
    first, second = (answer(reader, "goals/forecast").frame for _ in range(2))
    assert first.equals(second)


def test_past_forecasts_are_told_from_eight_on(reader, forecast):
    places = answer(reader, "goals/forecast_backtest").frame.filter(goal_id="all")
    row = forecast["all"]
    assert (row["origin_count"], row["held_count"]) == (places.height, places["is_held"].sum())
    assert (row["verdict"], row["rests_on"]) == ("tested on past months", "stage and age of deals")


@pytest.mark.parametrize(
    ("first", "verdict", "rests_on"),
    [
        (date(2025, 8, 1), "forecast not yet tested", "age of deals"),
        (date(2026, 5, 20), "too few closed deals to forecast", "age of deals"),
    ],
)
def test_a_young_company_is_told_what_is_missing(tmp_path, first, verdict, rests_on):
    book = [deal for deal in cut(deals(5, date(2025, 8, 1), 400, 6.0, {}), TODAY) if deal.opened >= first]
    tables: dict[str, Any] = {"deals": rows(book)["deals"], "goals": GOALS[:1]}
    with closing(house(tmp_path, as_of=f"{TODAY}T00:00:00+02:00", **tables)) as reader:
        row = answer(reader, "goals/forecast").frame.row(0, named=True)
        assert answer(reader, "goals/status").frame["forecast_verdict"].to_list() == [verdict]
    assert (row["verdict"], row["rests_on"]) == (verdict, rests_on)
    assert (row["forecast_mid"] is None) == verdict.startswith("too few")


def test_a_region_and_a_team_have_forecasts_of_their_own_deals(book, tmp_path):
    """Half of the deals are EMEA's, of which East has a quarter each."""
    tables: dict[str, Any] = rows(book)
    for number, row in enumerate(tables["deals"]):
        row["lead_id"] = "L0" if number % 2 else "L1"
    leads = [
        {"lead_id": f"L{n}", "created_at": "2024-01-01T09:00:00", "region": r} for n, r in enumerate(("EMEA", "AMER"))
    ]
    shares = [{"deal_id": row["deal_id"], "rep_id": rep, "share": share, "role": "owner"}
              for row in tables["deals"][1::2] for rep, share in (("r1", 0.25), ("r2", 0.75))]  # fmt: skip
    tables |= {
        "leads": leads, "deal_reps": shares,
        "reps": [{"rep_id": "r1", "team": "East"}, {"rep_id": "r2", "team": "West"}],
        "goals": [goal("all", "booked_from", "1"), goal("emea", "booked_from", "1", region="EMEA"),
                  goal("east", "booked_from", "1", team="East"), goal("amer", "booked_from", "1", region="AMER")],
    }  # fmt: skip
    with closing(house(tmp_path, as_of=f"{TODAY}T00:00:00+02:00", **tables)) as reader:
        found = {row["goal_id"]: row for row in answer(reader, "goals/forecast").frame.to_dicts()}
        facts = answer(reader, "goals/forecast_facts", row_cap=100_000).frame.filter(fact="open_now")
    assert found["all"]["open_deal_count"] == found["emea"]["open_deal_count"] + found["amer"]["open_deal_count"]
    assert found["all"]["booked"] == found["emea"]["booked"] + found["amer"]["booked"]
    assert float(found["east"]["booked"]) == pytest.approx(float(found["emea"]["booked"]) / 4, abs=0.5)
    sums = facts.group_by("forecast_scope").agg(pl.col("cents").sum()).sort("cents")["cents"].to_list()
    assert 4 * sums[0] == pytest.approx(min(sums[1:3], key=lambda each: abs(each - 4 * sums[0])))
