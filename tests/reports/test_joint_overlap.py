"""Whom both teams met, whom one of them or neither, and in which order."""

import polars as pl
import pytest
from asked_joint import NONE, asked, money

from overlap.reports import answer
from overlap.warehouse.reader import Reader

pytestmark = pytest.mark.whole


def test_each_deal_and_each_lead_without_one_is_met_in_exactly_one_way(joint: Reader) -> None:
    columns = ["outcome", "contact", "record_count", "amount"]
    assert asked(joint, "revenue/overlap").select(columns).rows() == [
        ("won", "both", 1, money("1000.00")),
        ("won", "only_sales", 1, money("300.00")),
        ("won", "only_marketing", 0, NONE),
        ("won", "neither", 1, money("110.00")),
        ("lost", "both", 0, NONE),
        ("lost", "only_sales", 0, NONE),
        ("lost", "only_marketing", 1, money("50.00")),
        ("lost", "neither", 1, NONE),
        ("never_opened", "both", 1, None),
        ("never_opened", "only_sales", 0, None),
        ("never_opened", "only_marketing", 1, None),
        ("never_opened", "neither", 1, None),
    ]


def test_neither_is_a_list_of_what_nobody_recorded(joint: Reader) -> None:
    listed = asked(joint, "revenue/overlap_records", contact="neither")
    assert listed.select("outcome", "deal_id", "lead_id", "amount").rows() == [
        ("won", "D2", "L2", money("110.00")),
        ("lost", "D9", "L11", None),
        ("never_opened", None, "L8", None),
    ]


def test_activities_nobody_supplied_leave_the_overlap_unknown(bare: Reader) -> None:
    met = answer(bare, "revenue/overlap")
    assert met.missing == ("activities",)
    assert met.frame.select(pl.col("record_count", "share", "amount").count()).rows() == [(0, 0, 0)]


def test_sequences_are_counted_by_their_newest_steps(joint: Reader) -> None:
    assert asked(joint, "revenue/sequences").rows() == [
        ("nothing recorded", 0, 1, 1),
        ("sales", 1, 1, 0),
        ("… > email > paid > sales", 3, 1, 0),
    ]
    whole = asked(joint, "revenue/sequences", steps=6)["sequence"].to_list()
    assert whole == ["nothing recorded", "sales", "trade_show > email > paid > sales"]
