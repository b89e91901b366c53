"""What is planted in the demo company's leads and ratings is found, and nothing else, on an untuned seed."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from demo_house import untuned_house

from overlap.reports import Filters, answer
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the company is."""
    made = tmp_path_factory.mktemp("untuned")
    untuned_house(made)
    return made


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[Reader]:
    """The company as imported."""
    with closing(open_reader(Warehouse(folder / "warehouse"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def places(folder: Path) -> dict[str, dict[str, Any]]:
    """Where each effect is planted."""
    truth = json.loads((folder / "export" / "truth.json").read_text(encoding="utf-8"))
    return {effect["id"]: effect["place"] for effect in truth["effects"]}


def test_the_extreme_rater_is_flagged_and_nobody_else(reader: Reader, places: dict[str, Any]) -> None:
    found = answer(reader, "quality/feedback_by_rep").frame
    flagged = found.filter(pl.col("verdict") == "mostly one star or five")["rep_id"].to_list()
    assert flagged == places["extreme_rater"]["reps"]


@pytest.mark.parametrize("measure", ["accepted", "qualified"])
def test_the_poor_campaign_is_last_with_an_interval_below_the_house(
    reader: Reader, places: dict[str, Any], measure: str
) -> None:
    found = answer(reader, "quality/measures").frame.filter(
        pl.col("measure") == measure, pl.col("group_id").is_not_null(), ~pl.col("verdict").str.starts_with("too few")
    )
    last = found.sort("shrunk").row(0, named=True)
    assert [last["group_id"]] == places["bad_campaign"]["campaigns"]
    assert last["shrunk_high"] < last["house"]
    assert last["verdict"] == "below company average"


def test_what_is_typical_of_a_campaign_stands_among_its_words(reader: Reader) -> None:
    found = answer(reader, "quality/distinctive_terms").frame
    said = dict(found.filter(pl.col("term").is_in(["white paper", "partner"])).select("term", "verdict").iter_rows())
    assert said == {"white paper": "said of bad leads", "partner": "said of good leads"}
    poor = answer(reader, "quality/distinctive_terms", Filters(campaigns=(_of(reader, "white paper"),))).frame
    row = poor.filter(pl.col("term") == "white paper").row(0, named=True)
    assert row["bad_count"] / row["bad_comments"] == pytest.approx(0.7, abs=0.2)


def _of(reader: Reader, term: str) -> str:
    comments = answer(reader, "quality/comments", params={"term": term}).frame
    name = comments["campaign_name"].value_counts(sort=True)["campaign_name"][0]
    campaigns = answer(reader, "quality/by_campaign").frame
    return campaigns.filter(pl.col("campaign_name") == name)["campaign_id"][0]
