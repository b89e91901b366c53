"""The export is one a careful reader accepts to the last row."""

import tomllib
from datetime import datetime, timedelta

import polars as pl
import pytest
from exported import Company

from overlap.contract import TABLES, Column, Table
from overlap.demo import DEFAULT_AS_OF

NOT_WRITTEN = ("identities", "merged_leads")  # one system, and nobody merged in it
WRITTEN = [table for table in TABLES if table.name not in NOT_WRITTEN]
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in WRITTEN for column in table.columns
]
NEVER_FILLED = {
    *(("reps", "calendar"), ("activities", "is_meaningful"), ("activities", "status")),
}


def test_there_is_one_file_for_each_table_beside_the_truth_and_the_house(small: Company):
    files = {f"{table.name}.csv" for table in WRITTEN} | {"truth.json", "house.toml"}
    assert {path.name for path in small.folder.iterdir()} == files


@pytest.mark.parametrize("table", WRITTEN, ids=lambda table: table.name)
def test_every_header_is_the_contract_and_every_key_is_unique(small: Company, table: Table):
    with (small.folder / f"{table.name}.csv").open(encoding="utf-8") as file:
        assert file.readline().rstrip("\n") == ",".join(column.name for column in table.columns)
    frame = small[table.name]
    assert frame.height > 0
    assert frame.select(table.key).is_duplicated().sum() == 0


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_value_is_one_the_contract_allows(small: Company, table: Table, column: Column):
    values = small[table.name][column.name]
    filled = values.drop_nulls()
    assert (len(filled) == 0) == ((table.name, column.name) in NEVER_FILLED)
    assert not (column.required and values.null_count())
    if column.allowed:
        assert set(filled) <= set(column.allowed)
    if column.low is not None:
        assert (filled >= column.low).all()
    if column.high is not None:
        assert (filled <= column.high).all()
    if column.event:
        assert (filled <= (DEFAULT_AS_OF if column.type == "time" else DEFAULT_AS_OF.date())).all()
    if column.refers:
        there, name = column.refers.split(".")
        assert set(filled) <= set(small[there][name])


def test_the_house_carries_its_instant_zone_currency_and_three_calendars(small: Company):
    house = tomllib.loads((small.folder / "house.toml").read_text(encoding="utf-8"))
    hours = {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:30"}
    assert datetime.fromisoformat(house.pop("as_of")) == DEFAULT_AS_OF
    assert house == {
        "time_zone": "Europe/Berlin",
        "reporting_currency": "EUR",
        "is_demo": True,
        "agreements": {
            "attribution": {"window_days": 180},
            "threshold": {"points": 45},
            "response": {"limit_minutes": 240},
            "samples": {"exploration_share": 0.02},
            "fit": {"small_business": 0, "mid_market": 4, "enterprise": 8},
            "hours": {
                "EMEA": {"zone": "Europe/Berlin", "country": "DE", "breaks": ["12:30-13:00"]} | hours,
                "AMER": {"zone": "America/New_York", "country": "US", "breaks": ["12:00-12:30"]} | hours,
                "APAC": {"zone": "Asia/Singapore", "country": "SG", "breaks": ["12:30-13:15"]} | hours,
            },
        },
    }


def test_the_shares_of_a_deal_that_are_no_overlay_add_up_to_one(small: Company):
    sums = small["deal_reps"].filter(~pl.col("is_overlay")).group_by("deal_id").agg(pl.col("share").sum())
    assert sums["deal_id"].sort().equals(small["deals"]["deal_id"].sort())
    assert sums["share"].unique().to_list() == [1]


def test_every_deal_has_its_own_lead_in_its_buying_group(small: Company):
    own = small["deals"].select("deal_id", "lead_id")
    assert own.join(small["deal_leads"], on=["deal_id", "lead_id"], how="anti").is_empty()


def test_a_buying_group_knows_nobody_from_another_account_or_from_the_future(small: Company):
    group = (
        small["deal_leads"]
        .join(small["deals"].select("deal_id", "account_id", "opened_at"), on="deal_id")
        .join(small["leads"].select("lead_id", "account_id", "created_at"), on="lead_id", suffix="_of_lead")
    )
    assert group.filter(pl.col("account_id") != pl.col("account_id_of_lead")).is_empty()
    assert group.filter(pl.col("created_at") > pl.col("opened_at")).is_empty()


def test_money_is_in_the_currency_of_the_region_and_every_day_has_a_rate(small: Company):
    deals = small["deals"].join(small["leads"].select("lead_id", "region"), on="lead_id")
    assert set(deals.select("region", "currency").unique().rows()) == {
        ("EMEA", "EUR"),
        ("AMER", "USD"),
        ("APAC", "USD"),
    }
    days = deals["closed_at"].drop_nulls().dt.convert_time_zone("Europe/Berlin").dt.date()
    assert set(days) <= set(small["rates"]["day"])


def test_a_deals_stages_end_where_the_deal_stands(small: Company):
    last = small["deal_stages"].sort("deal_id", "entered_at").group_by("deal_id").last()
    deals = small["deals"].join(last, on="deal_id", suffix="_last")
    assert deals.height == small["deals"].height
    assert deals["stage"].equals(deals["stage_last"])
    assert deals["amount"].equals(deals["amount_then"], null_equal=True)
    closed = deals.filter(pl.col("outcome") != "open")
    assert closed["closed_at"].equals(closed["entered_at"])
    assert set(deals.select("outcome", pl.col("closed_at").is_null()).unique().rows()) == {
        ("open", True), ("won", False), ("lost", False),
    }  # fmt: skip


def test_every_lead_has_read_a_page_within_two_weeks(small: Company):
    sessions = small["touches"].filter(pl.col("kind") == "page_view")
    old_enough = small["leads"].filter(pl.col("created_at") <= DEFAULT_AS_OF - timedelta(days=14))
    read = sessions.join(old_enough, on="lead_id")
    assert (sessions["quantity"] >= 1).all()
    assert (read["touched_at"] < read["created_at"] + timedelta(days=14)).all()
    assert set(read["lead_id"]) == set(old_enough["lead_id"])


def test_a_lead_is_created_by_its_first_touch(small: Company):
    first = small["touches"].group_by("lead_id").agg(pl.col("touched_at").min())
    both = small["leads"].join(first, on="lead_id")
    assert both.height == small["leads"].height
    assert both["created_at"].equals(both["touched_at"])


def test_a_touch_names_a_campaign_only_while_it_runs(small: Company):
    touches = small["touches"].join(small["campaigns"], on="campaign_id")
    day = pl.col("touched_at").dt.date()
    assert touches.filter((day < pl.col("started_on")) | (day > pl.col("ended_on"))).is_empty()
