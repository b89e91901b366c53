"""The demo has been used: agreements, a proposal, ratings, decisions and a restated month, each seen by its report."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import polars as pl
import pytest
from demo_house import demo_house
from exported import Company
from houses import house
from used_company import NOW, asked, made

from overlap.demo import DEFAULT_AS_OF, Effects
from overlap.demo.company.world.scenarios import effects_of
from overlap.demo.options import SHIPPED_DIRTY
from overlap.demo.ready import Home
from overlap.demo.truth.readings import is_restated
from overlap.demo.used import filling
from overlap.errors import UsageError
from overlap.reports import Filters
from overlap.sentences.demo_stories import stories
from overlap.store import open_store
from overlap.store.feedback import Rating, give, given
from overlap.warehouse.building import rebuild
from overlap.warehouse.building.store_checks import check_store

pytestmark = pytest.mark.whole
LAST_YEAR = Filters(starts_on=date(2025, 11, 1), ends_on=date(2026, 11, 1))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A company of 3,000 leads."""
    return made(tmp_path_factory.mktemp("used"), leads=3_000, seed=11)


@pytest.fixture
def own_home(home: Home, tmp_path: Path) -> Home:
    """A copy of it, for this test alone."""
    return Home(copytree(home.folder, tmp_path / "home"))


def signed(home: Home) -> pl.DataFrame:
    return asked(home, "agreements/history").filter(pl.col("agreement_id") != "unsigned")


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
    house(tmp_path, leads=[{"lead_id": "L1", "created_at": "2026-03-02T09:00:00"}]).close()
    home = Home(tmp_path)
    before = home.warehouse.current_id()
    with pytest.raises(UsageError, match="no demo"):
        made(tmp_path, leads=100)
    assert home.warehouse.current_id() == before and not home.export.exists()


def test_made_again_nothing_is_typed_twice(own_home: Home):
    home = own_home
    before = asked(home, "agreements/history"), asked(home, "quality/decisions"), asked(home, "quality/feedback_totals")
    generation = home.warehouse.current_id()
    made(home.folder, leads=3_000, seed=11)
    after = asked(home, "agreements/history"), asked(home, "quality/decisions"), asked(home, "quality/feedback_totals")
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))
    assert home.warehouse.current_id() == generation and home.is_ready


def test_what_a_person_typed_stays_and_nothing_is_typed_beside_it(own_home: Home):
    home = own_home
    row = asked(home, "quality/feedback_queue").row(0, named=True)
    mine = Rating("mine", row["handoff_id"], row["lead_id"], row["rep_id"], 2, row["rep_name"])
    with open_store(home.store) as store:
        give(store, mine, NOW)
        before = store.revisions()
    made(home.folder, leads=600, seed=8)
    with open_store(home.store) as store:
        assert store.revisions() == before
    assert home.is_ready


def test_a_filling_cut_short_is_done_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(filling, "propose_promise", killed)
        made(tmp_path, leads=40)
    home = Home(tmp_path)
    assert not home.is_ready
    made(tmp_path, leads=40)
    assert home.is_ready and asked(home, "agreements/proposals").height == 1
    assert signed(home).group_by("agreement").agg(pl.col("agreement_id").n_unique())["agreement_id"].max() == 2


def test_a_build_keeps_what_was_typed(own_home: Home):
    home = own_home
    before = asked(home, "agreements/history"), asked(home, "quality/decisions")
    rebuild(home.warehouse, home.store, now=NOW + timedelta(hours=1))
    after = asked(home, "agreements/history"), asked(home, "quality/decisions")
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))


def is_in_use(home: Home) -> bool:
    """Whether people have signed, drawn and decided there."""
    asked(home, "quality/decisions")
    return home.is_ready and signed(home)["agreement_id"].n_unique() >= 4


@pytest.mark.parametrize(
    "options",
    [
        {"leads": 40, "as_of": datetime(2024, 11, 5, tzinfo=UTC), "effects": Effects(exploration=0)},
        *(
            pytest.param(options, marks=pytest.mark.soak)
            for options in (
                {"leads": 40},
                {"leads": 400, "parquet": True},
                {"leads": 800, "effects": effects_of(None, null=True)},
                {"leads": 800, "effects": effects_of("too_few", null=False)},
                {"leads": 800, "seed": 3, "as_of": datetime(2025, 2, 3, 12, tzinfo=UTC)},
            )
        ),
    ],
)
def test_any_company_can_be_used(tmp_path: Path, options: dict):
    """The youngest; more of them by `make soak`."""
    assert is_in_use(made(tmp_path, **options))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The company that is shown."""
    return made(tmp_path_factory.mktemp("shipped"), dirty_share=SHIPPED_DIRTY)


def named(home: Home, page: str, name: str) -> str | None:
    """Whom the banner of a page names."""
    finds = next(each.names[name] for each in stories()[page] if name in each.names)
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


def test_the_banner_of_a_company_with_nothing_planted_names_nobody(tmp_path: Path):
    home = made(tmp_path, leads=1_200, seed=11, effects=effects_of(None, null=True))
    assert is_in_use(home)
    planted = [("quality", "rep"), ("follow-up", "rep"), ("funnel", "segment"), ("revenue", "rep")]
    assert [named(home, page, name) for page, name in planted] == [None] * 4
