"""The pipeline between two days: exact in money and in deals, and equal to a second implementation deal by deal."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from houses import house_of
from oracle.naive_pipeline_bridge import ALWAYS, NEVER, Deal, bridge

from overlap.charts.palette import LIGHT
from overlap.reports import Filters, answer
from overlap.subjects.goals import pipeline
from overlap.subjects.goals.charts.pipeline_bridge import bridge as bridge_chart
from overlap.warehouse.reader import Reader

house = house_of("goals/pipeline_bridge", "goals/pipeline_deals", "revenue/pipeline_totals")

FIRST, WHOLE_UNTIL = date(2026, 1, 1), date(2026, 7, 1)  # the data reach to 1 July, noon
PERIODS = [(None, None), (date(2026, 3, 1), date(2026, 5, 1)), (date(2026, 6, 1), None), (None, date(2026, 2, 1)),
           (date(2026, 4, 10), date(2026, 4, 11)), (date(2026, 6, 1), date(2026, 10, 1))]  # fmt: skip
BRIDGE = ["open_then", "opened", "resized", "won", "lost"]


def random_deals(seed: int, count: int = 160) -> list[Deal]:
    draw = random.Random(seed)
    deals = []
    for number in range(count):
        opened = FIRST + timedelta(days=draw.randrange(-40, 175))
        closed = min(opened + timedelta(days=draw.randrange(90)), WHOLE_UNTIL - timedelta(days=1))
        outcome = draw.choice(["open", "won", "lost"])
        days = sorted(draw.sample(range(100), draw.choice([0, 0, 1, 2, 3])))
        last = closed if outcome != "open" else WHOLE_UNTIL - timedelta(days=1)
        written = [(opened + timedelta(days=day), draw.randrange(1, 900) * 101) for day in days]
        deals.append(
            Deal(
                f"D{number}",
                None if draw.random() < 0.1 else opened,
                None if outcome == "open" else closed,
                outcome,
                None if draw.random() < 0.1 else draw.choice([draw.randrange(99999), *(each for _, each in written)]),
                [(day, cents) for day, cents in written if day <= last],
                FIRST + timedelta(days=draw.randrange(0, 250)) if draw.random() < 0.6 else None,
            )
        )
    return deals


def written_down(deals: list[Deal]) -> dict[str, Any]:
    draw = random.Random(1)
    shares = {deal.deal_id: draw.choice([(), (("r1", 1.0),), (("r1", 0.25), ("r2", 0.75))]) for deal in deals}
    return {
        "reps": [{"rep_id": "r1", "team": "East"}, {"rep_id": "r2", "team": "West"}],
        "deals": [
            {
                "deal_id": deal.deal_id, "outcome": deal.outcome, "kind": "new", "currency": "EUR",
                "opened_at": f"{deal.opened}T09:00:00" if deal.opened else None,
                "closed_at": f"{deal.closed}T17:00:00" if deal.closed else None,
                "amount": None if deal.cents is None else str(Decimal(deal.cents) / 100),
                "expected_close_on": str(deal.due) if deal.due else None,
            }
            for deal in deals
        ],
        "deal_stages": [
            {"deal_id": deal.deal_id, "entered_at": f"{day}T10:00:00", "amount_then": str(Decimal(cents) / 100)}
            for deal in deals for day, cents in deal.written
        ],
        "deal_reps": [
            {"deal_id": deal_id, "rep_id": rep, "share": share, "role": "owner"}
            for deal_id, given in shares.items() for rep, share in given
        ],
    }  # fmt: skip


@pytest.fixture(scope="module", params=[1, pytest.param(2, marks=pytest.mark.soak)])
def company(request, tmp_path_factory) -> Iterator[tuple[list[Deal], Reader]]:
    deals = random_deals(request.param)
    with closing(house(tmp_path_factory.mktemp("pipeline"), **written_down(deals))) as reader:
        yield deals, reader


def parts_of(reader: Reader, filters: Filters) -> dict[str, dict]:
    return {row["part"]: row for row in answer(reader, "goals/pipeline_bridge", filters).frame.to_dicts()}


def rows_of(reader: Reader, filters: Filters, part: str) -> pl.DataFrame:
    return answer(reader, "goals/pipeline_deals", filters, params={"part": part}).frame


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_each_part_holds_the_deals_and_cents_that_a_second_implementation_finds(company, period):
    deals, reader = company
    expected = bridge(deals, period[0] or ALWAYS, period[1] or NEVER, WHOLE_UNTIL)
    shown = parts_of(reader, Filters(*period))
    assert set(shown) == set(expected)
    for part, cents in expected.items():
        found = rows_of(reader, Filters(*period), part)
        assert {row["deal_id"]: int(row["amount"] * 100) for row in found.to_dicts()} == cents, part
        assert (shown[part]["deal_count"], shown[part]["amount"] * 100) == (len(cents), sum(cents.values())), part
        assert shown[part]["dated_count"] == sum(bool(deal.written) for deal in deals if deal.deal_id in cents), part


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("more", [{}, {"teams": ("East",)}, {"reps": ("r2",)}], ids=str)
def test_the_parts_add_up_in_money_and_in_deals(company, period, more):
    _, reader = company
    parts = parts_of(reader, Filters(*period, **more))
    assert sum(parts[each]["amount"] for each in BRIDGE) == parts["open_now"]["amount"]
    signs = {"open_then": 1, "opened": 1, "won": -1, "lost": -1}
    assert sum(sign * parts[part]["deal_count"] for part, sign in signs.items()) == parts["open_now"]["deal_count"]


@pytest.mark.parametrize("period", PERIODS[:3], ids=str)
def test_people_add_up_to_what_those_who_share_a_deal_have(company, period):
    _, reader = company
    for part in (*BRIDGE, "open_now"):
        rows = rows_of(reader, Filters(*period), part).filter(pl.col("people") != "unassigned")
        both = [parts_of(reader, Filters(*period, teams=(team,)))[part]["amount"] for team in ("East", "West")]
        assert sum(both) == sum(rows["amount"].to_list(), Decimal(0)), part


def test_open_now_is_what_the_open_pipeline_says(company):
    _, reader = company
    totals = answer(reader, "revenue/pipeline_totals").frame.row(0, named=True)
    now = parts_of(reader, Filters())["open_now"]
    assert (now["deal_count"], now["amount"]) == (totals["deal_count"], totals["booked"])


def test_what_was_open_at_a_day_is_what_was_open_at_the_end_of_the_day_before(company):
    _, reader = company
    for day in (date(2026, 3, 1), date(2026, 5, 1)):
        before, after = parts_of(reader, Filters(None, day)), parts_of(reader, Filters(day, None))
        assert before["open_now"]["deal_count"] == after["open_then"]["deal_count"]


def row(part: str, deals: int, amount: str, dated: int = 0) -> dict[str, object]:
    return {"part": part, "deal_count": deals, "dated_count": dated, "amount": Decimal(amount)}


MOVED = [
    row("open_then", 2, "100"), row("opened", 1, "50"), row("resized", 1, "-20"), row("won", 1, "-30"),
    row("lost", 1, "-40"), row("open_now", 1, "60"), row("slipped", 1, "60"),
]  # fmt: skip


def test_each_bar_starts_where_the_one_above_ends_and_two_start_at_nothing():
    bars: Any = bridge_chart(MOVED, LIGHT, "EUR").data[0]
    assert list(zip(bars.base, bars.x, strict=True)) == [(0, 100), (100, 50), (130, 20), (100, 30), (60, 40), (0, 60)]
    assert list(bars.customdata) == ["open_then", "opened", "resized", "won", "lost", "open_now"]
    colours = dict(zip(bars.customdata, bars.marker.color, strict=True))
    assert (colours["won"], colours["resized"], colours["lost"]) == (LIGHT.good, LIGHT.bad, LIGHT.bad)


def test_the_sentence_says_what_it_came_from_and_who_slipped():
    assert pipeline.answer(MOVED, False, "EUR") == (
        "**€\u00a0100** in 2 deals became **€\u00a060** in 1 deal. 1 deal has slipped: due in the period, open still."
    )
    nothing_before = [row("open_then", 0, "0"), *MOVED[1:]]
    assert pipeline.answer(nothing_before, False, "EUR") == "**€\u00a060** in 1 deal is open."
    assert pipeline.answer(nothing_before, True, "EUR") == "**€\u00a060** in 1 deal was open at the end."


def test_without_dated_amounts_it_is_said_that_no_deal_is_seen_to_be_resized():
    """Where some deals have none, how many; where all have one, nothing."""
    assert pipeline.undated(MOVED).startswith("No deal has an amount that was written down with its day: each counts")
    some = [row("open_then", 2, "100", 1), row("opened", 1, "50", 1), *MOVED[2:]]
    assert pipeline.undated(some).startswith("1 of 3 deals")
    assert pipeline.undated([row("open_then", 2, "100", 2), row("opened", 1, "50", 1), *MOVED[2:]]) == ""


def test_a_company_without_stages_of_deals_is_answered_by_the_amounts_on_record(tmp_path):
    starts_on, ends_on = date(2026, 3, 1), date(2026, 5, 1)
    tables = {name: rows for name, rows in written_down(random_deals(1)).items() if name != "deal_stages"}
    deals = [Deal(each.deal_id, each.opened, each.closed, each.outcome, each.cents, (), each.due)
             for each in random_deals(1)]  # fmt: skip
    with closing(house(tmp_path, **tables)) as reader:
        shown = parts_of(reader, Filters(starts_on, ends_on))
    for part, cents in bridge(deals, starts_on, ends_on, WHOLE_UNTIL).items():
        assert (shown[part]["deal_count"], shown[part]["amount"] * 100) == (len(cents), sum(cents.values())), part
    assert shown["resized"]["deal_count"] == 0 < shown["open_then"]["deal_count"]
    assert pipeline.undated([*shown.values()]).startswith("No deal has")
