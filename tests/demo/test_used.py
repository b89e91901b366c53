"""The demo has been used: agreements, a proposal, ratings, decisions and a restated month, each seen by its report."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import polars as pl
import pytest
from demo_house import demo_house, shipped_home
from houses import house_of
from used_company import LAST_YEAR, NOW, asked, is_in_use, made, signed, used_marts

from overlap.demo import DEFAULT_AS_OF, Effects
from overlap.demo.company.world.scenarios import effects_of
from overlap.demo.ready import Home
from overlap.demo.truth.readings import is_restated
from overlap.demo.used import fill_once
from overlap.errors import UsageError
from overlap.store import open_store
from overlap.store.feedback import Rating, give, given
from overlap.warehouse.building import rebuild
from overlap.warehouse.building.store_checks import check_store

pytestmark = pytest.mark.whole

TYPED = ("agreements/history", "agreements/proposals", "quality/decisions", "quality/feedback_totals")
YOUNGEST: dict[str, Any] = {"leads": 40, "as_of": datetime(2024, 11, 5, tzinfo=UTC), "effects": Effects(exploration=0)}
OF_ANOTHER_SEED: dict[str, Any] = {"leads": 3_000, "seed": 11}


@pytest.fixture(scope="module", params=["shipped", pytest.param("another", marks=pytest.mark.soak)])
def home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Home:
    """The company that is shown; one of another seed by `make soak`."""
    folder = tmp_path_factory.mktemp("used")
    return shipped_home(folder) if request.param == "shipped" else made(folder, **OF_ANOTHER_SEED)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A small company of which the first filling was cut short, made again."""
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(fill_once, "propose_promise", killed)
        made_small(folder)
    assert not Home(folder).is_ready
    return made_small(folder)


def killed(*_: object) -> None:
    """Stand for a step in which the process ends."""
    raise KeyboardInterrupt


@used_marts(*TYPED)
def made_small(folder: Path) -> Home:
    """A company of 150 leads in a folder, whatever is there."""
    return made(folder, leads=150)


@pytest.fixture
def own_home(small: Home, tmp_path: Path) -> Home:
    """A copy of it, for this test alone."""
    return Home(copytree(small.folder, tmp_path / "home"))


def test_two_people_have_signed_agreements_at_different_dates_of_two_years(home: Home):
    versions = signed(home).unique("agreement_id")
    assert 4 <= versions.height <= 6
    assert versions["signed_at"].n_unique() >= 4
    assert versions["signed_at"].min() > DEFAULT_AS_OF - timedelta(days=2 * 366 + 14)  # type: ignore[operator]
    assert versions["signed_at"].max() < DEFAULT_AS_OF  # type: ignore[operator]
    for row in versions.iter_rows(named=True):
        assert row["signed_marketing"].endswith("(demo)") and row["signed_sales"].endswith("(demo)")
        assert row["signed_marketing"] != row["signed_sales"] and row["note"]
        assert row["signed_at"] < row["agreed_at"]


def test_what_was_signed_is_what_the_export_says_is_in_force(home: Home):
    values = ["agreement", "applies_to", "value_name", "value"]
    in_force = asked(home, "agreements/in_force").select(values)
    assert in_force.equals(asked(home, "agreements/in_force", unused=True).select(values))


@pytest.mark.parametrize("report", ["followup/totals", "capacity/safe_budget", "goals/totals", "quality/threshold"])
def test_the_last_year_s_numbers_are_those_of_a_company_that_nobody_used(home: Home, report: str):
    assert asked(home, report, LAST_YEAR).equals(asked(home, report, LAST_YEAR, unused=True))


def test_one_change_waits_for_its_second_signature(home: Home):
    waiting = asked(home, "agreements/proposals")
    assert waiting["state"].to_list() == ["open"]
    assert waiting["signed_marketing"][0].endswith("(demo)") and waiting["signed_sales"][0] is None
    assert waiting["proposed_at"][0] < DEFAULT_AS_OF < waiting["effective_from"][0]


def test_decisions_of_two_meetings_have_an_owner_a_reason_and_the_share_they_started_from(home: Home):
    decisions = asked(home, "quality/decisions")
    assert decisions.height >= 3 and decisions["decided_on"].n_unique() == 2
    assert decisions["owner"].str.ends_with("(demo)").all() and decisions["is_over"].all()
    assert not decisions.select("reason", "campaign_name", "what", "baseline").null_count().transpose().sum().item()
    assert (decisions["before_count"] > 0).all() and (decisions["after_count"] > 0).all()


def test_the_meeting_shows_what_became_of_its_decisions_and_what_to_talk_about(home: Home):
    decided = {row["decision_id"]: row for row in asked(home, "meeting/decisions").to_dicts()}
    assert set(asked(home, "quality/decisions")["decision_id"]) < set(decided)
    [of_team] = [row for row in decided.values() if row["metric"] == "service_level"]
    assert of_team["guard"] == "contact_rate" and of_team["effect"] is not None and of_team["owner"].endswith("(demo)")
    assert {row["state"] for row in decided.values()} == {"open", "done"}
    agenda = asked(home, "meeting/agenda", LAST_YEAR)
    assert {"restatements", "decisions", "signatures"} <= set(agenda["kind"]) and agenda.height <= 7


def test_a_few_dozen_handoffs_were_rated_that_their_person_had_not_rated(home: Home):
    with open_store(home.store) as store:
        typed = given(store)
    assert 20 <= len(typed) <= 36
    before, now = (asked(home, "quality/feedback_totals", unused=unused).row(0, named=True) for unused in (True, False))
    assert now["rating_count"] - before["rating_count"] == len(typed)
    assert before["rated_so_far_count"] < now["rated_so_far_count"] <= before["rated_so_far_count"] + len(typed)
    assert all(each.given_by.endswith("(demo)") and each.given_at < DEFAULT_AS_OF for each in typed)
    rejected = set(asked(home, "quality/handoffs").filter(pl.col("rejected_at").is_not_null())["handoff_id"])
    assert all(each.rating <= 3 if each.handoff_id in rejected else each.rating >= 3 for each in typed)
    assert len({each.rating for each in typed}) >= 4 and len({each.rep_id for each in typed}) >= 5


def test_one_month_is_restated_by_deals_entered_late(home: Home):
    restated = asked(home, "data/restatements")
    assert restated["month"].unique().to_list() == [date(2026, 9, 1)]
    assert restated["metric"].to_list() == ["deals_won", "revenue_booked"]
    assert restated["after_count"][0] - restated["before_count"][0] == restated["row_count"][0] >= 1
    assert restated["after_amount"][1] > restated["before_amount"][1]
    found = is_restated(lambda _: restated, {})
    assert (found.value, found.is_found) == (restated["row_count"][0], True)
    rows = asked(home, "data/restated_rows", metric="deals_won")
    assert rows["what"].str.contains("outcome: open → won").all()


def test_two_checks_warn_and_none_is_broken_by_the_use(home: Home):
    assert asked(home, "data/checks").filter(pl.col("failed_count") > 0).height == 2
    with open_store(home.store) as store:
        assert not [result for result in check_store(store) if result.failed]


def test_a_company_that_is_only_imported_has_nothing_typed(tmp_path: Path):
    demo_house(tmp_path, leads=500)
    with open_store(tmp_path / "store.db") as store:
        assert not any(store.counts().values())


def test_a_real_company_is_never_replaced(tmp_path: Path):
    house_of()(tmp_path, leads=[{"lead_id": "L1", "created_at": "2026-03-02T09:00:00"}]).close()
    home = Home(tmp_path)
    before = home.warehouse.current_id()
    with pytest.raises(UsageError, match="no demo"):
        made(tmp_path, leads=100)
    assert home.warehouse.current_id() == before and not home.export.exists()


def test_a_filling_cut_short_is_done_anew(small: Home):
    assert is_in_use(small) and asked(small, "agreements/proposals").height == 1
    assert signed(small).group_by("agreement").agg(pl.col("agreement_id").n_unique())["agreement_id"].max() == 2


def test_made_again_nothing_is_typed_twice_and_what_a_person_typed_stays(own_home: Home):
    home = own_home
    row = asked(home, "quality/feedback_queue").row(0, named=True)
    mine = Rating("mine", row["handoff_id"], row["lead_id"], row["rep_id"], 2, row["rep_name"])
    with open_store(home.store) as store:
        give(store, mine, NOW)
        revisions = store.revisions()
    before = [asked(home, report) for report in TYPED]
    assert all(each.height for each in before)
    generation = home.warehouse.current_id()
    made_small(home.folder)
    with open_store(home.store) as store:
        assert store.revisions() == revisions
    after = [asked(home, report) for report in TYPED]
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))
    assert home.warehouse.current_id() == generation and home.is_ready


def test_a_build_keeps_what_was_typed(own_home: Home):
    home = own_home
    before = asked(home, "agreements/history"), asked(home, "quality/decisions")
    with used_marts():
        rebuild(home.warehouse, home.store, now=NOW + timedelta(hours=1))
    after = asked(home, "agreements/history"), asked(home, "quality/decisions")
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))


@pytest.mark.soak
@pytest.mark.parametrize(
    "options",
    [
        YOUNGEST,
        {"leads": 40},
        {"leads": 400, "parquet": True},
        {"leads": 800, "effects": effects_of(None, null=True)},
        {"leads": 800, "effects": effects_of("too_few", null=False)},
        {"leads": 800, "seed": 3, "as_of": datetime(2025, 2, 3, 12, tzinfo=UTC)},
    ],
)
def test_any_company_can_be_used(tmp_path: Path, options: dict):
    assert is_in_use(made(tmp_path, **options))
