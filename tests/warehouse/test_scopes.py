"""What a model's `scope` says holds of its statement, and the waves of a build in shards follow from it."""

import pytest
from closing import reaches
from of_each import of_each

from overlap.contract import TABLES
from overlap.sqlfile import HeaderError, SqlFile, load_all, load_tables, sorted_by
from overlap.warehouse.building.checks import CHECKS, all_checks
from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.clusters import NODES
from overlap.warehouse.building.shards.cutting import cut_tables
from overlap.warehouse.building.shards.waves import Wave, marts_read, runs_in_shards, scope_of, waves

MODELS = models()
CUT = {f"canonical.{table.name}" for table in cut_tables()}
KEYS = frozenset(NODES)
# What differs from shard to shard. A result of the whole house is read whole, but where its rows are those of leads.
OF_LEADS = CUT | {
    f"marts.{name}"
    for name, model in MODELS.items()
    if scope_of(model) == "cluster"
    or (scope_of(model) == "house" and KEYS & {part.rstrip("?") for part in model.names("grain")})
}
# What a key cannot show to stay within a cluster, and why it does.
STAYS = {
    "traced_leads": {
        "kinds: DISTINCT": "kinds only choose among the touches here: one that none of them has chooses none",
        "touched: INNER JOIN named ON touches.campaign_id = named.campaign_id AND touches.kind = named.kind": "so too",
    }
}


def each(wanted):
    return of_each(filter(wanted, MODELS.values()))


def reads_leads(model: SqlFile) -> bool:
    """Whether what it reads differs from lead to lead: of a canonical table that is cut, or of a model that does."""
    return bool(CUT & model.tables_read) or any(scope_of(MODELS[name]) != "shared" for name in marts_read(model))


@each(lambda model: True)
def test_a_model_is_shared_if_it_reads_no_lead_and_no_other_is(model: SqlFile) -> None:
    assert (scope_of(model) == "shared") == (not reads_leads(model))


@each(runs_in_shards)
def test_a_model_of_shards_reads_leads_of_its_own(model: SqlFile) -> None:
    """Over what is the same in every shard it would be made in each of them."""
    assert CUT & model.tables_read or any(runs_in_shards(MODELS[name]) for name in marts_read(model))


@each(runs_in_shards)
def test_a_model_of_shards_draws_no_chance_and_sorts_by_what_it_returns(model: SqlFile) -> None:
    """A step would see a shard for the house; the rows of shards are sorted again, by columns of theirs."""
    assert not model.line("then")
    assert sorted_by(model.sql)


@each(runs_in_shards)
def test_a_model_of_shards_looks_at_nothing_beyond_a_cluster(model: SqlFile) -> None:
    found = reaches(model.sql, OF_LEADS, KEYS)
    if scope_of(model) == "sum":  # counted at the end, and added up
        found = [what for what in found if what != "the end: COUNT(*)"]
    assert found == list(STAYS.get(model.name.rpartition("/")[2], ()))


@pytest.mark.parametrize("name", ["score_basis", "handoff_results", "score_thirds", "deal_ends"])
def test_a_model_that_asks_the_house_would_not_pass_for_one_of_shards(name: str) -> None:
    """The first once did: it asked whether a history of segments is kept at all."""
    assert reaches(MODELS[name].sql, OF_LEADS, KEYS)


@pytest.mark.parametrize(
    "sql",
    [
        "select lead_id, (select count(*) from canonical.touches) as n from canonical.leads",
        "select lead_id from canonical.leads where segment not in (select value from canonical.lead_changes)",
        "select lead_id from canonical.leads where exists (select 1 from canonical.lead_changes)",
        "select lead_id from canonical.leads where exists (from canonical.deals as d where d.lead_id = d.deal_id)",
        "select lead_id, count(*) over () as n from canonical.leads",
        "select lead_id, row_number() over (partition by channel order by created_at) as n from canonical.leads",
        "select lead_id, count(*) over of_all as n from canonical.leads window of_all as (order by created_at)",
        "with a as (select count(*) as n from canonical.leads) select lead_id, n from canonical.leads cross join a",
        "with a as (select region, count(*) as n from canonical.leads group by all) select region, n from a",
        "with a as (select distinct region from canonical.leads) select region from a",
        "select l.lead_id from canonical.leads as l inner join canonical.leads as o on l.region = o.region",
        "select l.lead_id from canonical.leads as l left join canonical.deals as d on l.lead_id <> d.lead_id",
        "select l.lead_id from canonical.leads as l, canonical.deals as d where l.region = d.kind",
        "select lead_id from canonical.leads order by created_at limit 5",
        "select region from canonical.leads union select kind from canonical.deals",
        "select region from canonical.leads except select kind from canonical.deals",
    ],
)
def test_what_looks_beyond_a_cluster_is_found(sql: str) -> None:
    assert reaches(sql, OF_LEADS, KEYS)


@pytest.mark.parametrize(
    "sql",
    [
        "select (select count(*) from canonical.touches as t where t.lead_id = l.lead_id) from canonical.leads as l",
        "select lead_id from canonical.leads where lead_id not in (select lead_id from canonical.touches)",
        "select 1 from canonical.leads as l where exists (from canonical.deals as d where d.lead_id = l.lead_id)",
        "select lead_id, (select max(rep_id) from canonical.reps) as r from canonical.leads",
        "select l.lead_id, c.n from canonical.leads as l cross join (select count(*) as n from canonical.reps) as c",
        "select account_id, count(*) from canonical.leads group by account_id",
        "select lead_id, sum(1) over (partition by lead_id) from canonical.touches",
        "select lead_id, sum(1) over own from canonical.touches window own as (partition by lead_id order by touch_id)",
    ],
)
def test_what_stays_within_one_is_not(sql: str) -> None:
    assert reaches(sql, OF_LEADS, KEYS) == []


def test_a_check_that_is_asked_of_some_shards_looks_at_nothing_beyond_a_cluster() -> None:
    """Nor at a key of no lead's, but the one that it looks for in all shards. That two clusters name the same unknown
    campaign makes it one, and wrong in each of them."""
    asked = [check for check in all_checks() if check.scope == "cluster"]
    assert [check.name for check in asked if not OF_LEADS & check.reads] == []
    assert [
        check.name for check in asked if reaches(check.sql.replace("select distinct", "select"), OF_LEADS, KEYS)
    ] == []


@pytest.mark.parametrize(
    "name",
    ["one_lead_an_email", "ids_of_sources_do_not_meet", "values_are_spelled_in_one_way",
     "channels_without_credit_have_touches"],
)  # fmt: skip
def test_a_check_that_asks_the_house_would_not_pass_for_one_of_shards(name: str) -> None:
    (check,) = (check for check in all_checks() if check.name == name)
    assert check.scope == "house" and reaches(check.sql, OF_LEADS, KEYS)


def test_every_check_that_is_written_says_what_it_is_closed_under() -> None:
    assert {file.line("scope") for file in load_all(CHECKS).values()} == {"cluster", "house"}


def test_what_names_a_lead_is_cut() -> None:
    shared = {table.name for table in TABLES} - {table.name for table in cut_tables()}
    assert shared == {"campaigns", "campaign_days", "reps", "goals", "rates"}


def test_waves_run_over_the_house_and_in_shards_by_turns_and_nothing_before_what_it_reads() -> None:
    every = waves(MODELS)
    place = {name: number for number, wave in enumerate(every) for name in wave.models}
    assert set(place) == set(MODELS)
    assert [wave.in_shards for wave in every] == [number % 2 == 1 for number in range(len(every))]
    for name, model in MODELS.items():
        assert every[place[name]].in_shards == runs_in_shards(model)
        for read in marts_read(model):
            assert place[read] <= place[name]
            assert scope_of(MODELS[read]) != "sum" or place[read] < place[name]


def test_a_sum_is_read_in_a_later_wave_and_a_shared_model_waits_for_nobody(tmp_path) -> None:
    planted = {
        "steps": "-- scope: sum\nselect lead_id from canonical.leads",
        "later": (
            "-- scope: cluster\n-- reads: marts.steps\nselect steps.lead_id from marts.steps cross join canonical.leads"
        ),
        "people": "-- scope: shared\nselect rep_id from canonical.reps",
    }
    for name, text in planted.items():
        (tmp_path / f"{name}.sql").write_text(f"-- Planted.\n--\n{text}")
    assert waves(models(tmp_path)) == (Wave(False, ("people",)), Wave(True, ("steps",)), Wave(True, ("later",)))


def test_a_header_without_a_scope_is_refused(tmp_path) -> None:
    (tmp_path / "x.sql").write_text("-- Planted.\n--\n-- scope: shard\nselect 1 as n")
    with pytest.raises(HeaderError, match="x: scope is one of shared, cluster, sum, house, not 'shard'"):
        scope_of(load_tables(tmp_path)["x"])
