"""The company that is shown bears out what its banners say; one with nothing planted has nobody to name."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from demo_house import shipped_home
from exported import Company
from used_company import LAST_YEAR, NOW, asked, is_in_use, made, used_marts

from overlap.demo import DemoOptions, generate
from overlap.demo.company.world.scenarios import effects_of
from overlap.demo.options import SHIPPED_DIRTY
from overlap.demo.ready import Home
from overlap.sentences.demo_stories import Name, stories
from overlap.warehouse.importing import Export, import_folder, source_named

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company that is shown."""
    return shipped_home(tmp_path_factory.mktemp("shipped"))


def found_in(page: str, name: str) -> Name:
    """How the banner of a page finds whom it names."""
    return next(each.names[name] for each in stories()[page] if name in each.names)


def named(home: Home, page: str, name: str) -> str | None:
    """Whom the banner of a page names."""
    finds = found_in(page, name)
    params: dict[str, Any] = dict(finds.params)
    found = asked(home, finds.report, **params).sql(finds.find)
    return found.item(0, 0) if found.height else None


@pytest.mark.parametrize(
    ("page", "name", "effect", "ids"),
    [
        ("quality", "campaign", "bad_campaign", "campaigns"),
        ("quality", "rep", "extreme_rater", "reps"),
        ("follow-up", "rep", "silent_rep", "reps"),
        ("funnel", "segment", "leak", "segments"),
        ("revenue", "rep", "pair", "reps"),
        ("revenue", "campaign", "pair", "campaigns"),
    ],
)
def test_the_banner_names_what_is_planted(shipped: Home, page: str, name: str, effect: str, ids: str):
    place = Company(shipped.export).place(effect)[ids][0]
    files = {"campaigns": ("campaigns", "campaign"), "reps": ("reps", "rep")}
    if ids in files:
        table, thing = files[ids]
        rows = pl.read_csv(shipped.export / f"{table}.csv")
        place = rows.filter(pl.col(f"{thing}_id") == place)[f"{thing}_name"][0]
    assert named(shipped, page, name) == place


def imported(folder: Path, **options) -> Home:
    """The company of these options as its export makes it."""
    home = Home(folder)
    generate(home.export, DemoOptions(**options))
    assert import_folder(home.warehouse, home.store, Export(source_named("overlap"), home.export), now=NOW).manifest
    return home


def told_otherwise(home: Home) -> list[str]:
    """Of the banner's sentences those that the company does not bear out."""

    def ask(report: str, params: Mapping[str, object]) -> pl.DataFrame:
        values: dict[str, Any] = dict(params)
        return asked(home, report, **values)

    every = [each for told in stories().values() for each in told if each.names]
    return [each.says for each in every if each.of(ask, str) == each.otherwise]


def test_every_page_lets_a_person_find_what_its_story_says(shipped: Home):
    assert told_otherwise(shipped) == []


def test_sales_has_kept_the_agreed_level_in_a_calm_week_of_the_period_a_page_begins_with(shipped: Home):
    budget = asked(shipped, "capacity/safe_budget", LAST_YEAR).row(0, named=True)
    assert 0 < budget["safe_intake"] < budget["busiest_intake"]


def test_three_records_in_a_thousand_are_rejected_and_no_check_minds(shipped: Home):
    files = asked(shipped, "data/files")
    assert files["rejected"].sum() == pytest.approx(SHIPPED_DIRTY * int(files["accepted"].sum()), rel=0.05)
    assert (files["records"] == files["accepted"] + files["rejected"]).all()
    assert asked(shipped, "data/checks").filter(pl.col("failed_count") > 0).height == 2


def test_the_banner_of_the_data_page_tells_of_both(shipped: Home):
    assert named(shipped, "data", "file") == "touches.csv" and named(shipped, "data", "month") == date(2026, 9, 1)


@pytest.mark.parametrize("is_used", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_the_banner_of_a_company_with_nothing_planted_names_nobody(tmp_path: Path, is_used: bool):
    """Of one that was imported alone; of one whose people have used it by `make soak`."""
    planted = [("quality", "rep"), ("follow-up", "rep"), ("funnel", "segment"), ("revenue", "rep")]
    with used_marts(*(found_in(page, name).report for page, name in planted)):
        home = (made if is_used else imported)(tmp_path, leads=1_200, seed=11, effects=effects_of(None, null=True))
    assert not is_used or is_in_use(home)
    assert [named(home, page, name) for page, name in planted] == [None] * 4
