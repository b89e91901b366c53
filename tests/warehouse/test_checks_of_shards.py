"""A check that was right is asked of the shards that changed alone, and answers what it would of the whole company."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest
from houses import SMALL

from overlap.warehouse.building import checks, checks_of_shards
from overlap.warehouse.building.checks import Check, repeated
from overlap.warehouse.building.checks_of_shards import Changes, found_before
from overlap.warehouse.building.shards.held_tables import Held, Part, once
from overlap.warehouse.building.shards.published import Continued

SQL = "select touch_id from canonical.touches where lead_id is null"
TOUCHES = frozenset({"canonical.touches"})
NOT_BLANK = Check("not blank", "", "", "stop", SQL, TOUCHES, "cluster")
OF_THE_HOUSE = replace(NOT_BLANK, name="of the house", scope="house")
ONCE = replace(
    NOT_BLANK, name="once", sql=repeated("canonical.touches", ["touch_id"]), grain=("touch_id",), scope="cluster"
)
PLANTED = [NOT_BLANK, OF_THE_HOUSE, ONCE]
# Two shards: the lead of the first row of each is told, that of the second is not.
SHARDS = ((("T1", "L1"), ("T2", None)), (("T3", "L3"), ("T1", None)))


@pytest.fixture
def canonical(tmp_path: Path) -> Path:
    """A file with the touches of both shards, whose rows lie in files of their own too."""
    path = tmp_path / "imported.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema canonical; create schema meta")
        connection.execute("create table canonical.touches (touch_id varchar, lead_id varchar)")
        for shard, rows in enumerate(SHARDS):
            connection.executemany("insert into canonical.touches values ($1, $2)", list(rows))
            told = ", ".join(f"('{touch}', {repr(lead) if lead else 'null'})" for touch, lead in rows)
            connection.execute(f"copy (from (values {told}) as t (touch_id, lead_id)) to '{_rows(tmp_path, shard)}'")
    return path


def _rows(folder: Path, shard: int) -> Path:
    return folder / f"{shard}.parquet"


def held(folder: Path, *keys: str) -> Held:
    return Held(tuple(Part(key, (_rows(folder, shard),)) for shard, key in enumerate(keys)), is_cut=True)


def found(
    canonical: Path, touches: Held, before: Mapping[str, tuple[str, ...]], failed: int = 0
) -> dict[str, tuple[int, str]]:
    """What the planted checks find that need not be asked of the whole company; before, each found so many rows."""
    told = {name: Held(tuple(Part(key, ()) for key in keys), is_cut=True) for name, keys in before.items()}
    keys = checks.keys_of(PLANTED, {}, {name: each.whole.key for name, each in told.items()})
    known = Continued({}, {}, "", canonical.parent, dict.fromkeys(keys.values(), (failed, "")), before)
    with patch.object(checks_of_shards, "all_checks", lambda: PLANTED):
        every = found_before(canonical, {"canonical.touches": touches}, known, {}, SMALL)
    now = checks.keys_of(PLANTED, {}, {"canonical.touches": touches.whole.key})
    return {name: every[key] for name, key in now.items() if key in every}


def test_the_shards_that_changed_are_asked_and_a_key_of_no_lead_is_looked_for_in_all(
    canonical: Path, tmp_path: Path
) -> None:
    """T2 has no lead either, in a shard that is as it was when every check was right; T1 stands in both."""
    assert found(canonical, held(tmp_path, "a", "c"), {"canonical.touches": ("a", "b")}) == {
        "not blank": (1, '{"touch_id":"T1"}'),
        "once": (1, '{"touch_id":"T1","row_count":2}'),
    }


def test_in_the_shards_that_changed_alone_a_key_of_two_shards_is_not_found_twice(
    canonical: Path, tmp_path: Path
) -> None:
    """What would be missed if such a key were taken for one that stays in a cluster."""
    with patch.object(checks_of_shards, "NODES", {"touch_id": "touch"}):
        assert found(canonical, held(tmp_path, "a", "c"), {"canonical.touches": ("a", "b")})["once"] == (0, "")


def test_what_was_wrong_before_is_asked_of_all(canonical: Path, tmp_path: Path) -> None:
    assert found(canonical, held(tmp_path, "a", "c"), {"canonical.touches": ("a", "b")}, failed=1) == {}


def test_what_did_not_move_is_as_it_was_found(canonical: Path, tmp_path: Path) -> None:
    assert found(canonical, held(tmp_path, "a", "b"), {"canonical.touches": ("a", "b")}, failed=3) == {
        check.name: (3, "") for check in PLANTED
    }


def test_nothing_is_asked_of_shards_where_what_they_were_is_not_known(canonical: Path, tmp_path: Path) -> None:
    """No key of the table; cut otherwise; a shard whose rows were not written; what all share is another."""
    now = held(tmp_path, "a", "c")
    without_rows = Held((now.parts[0], Part("c", ())), is_cut=True)
    assert found(canonical, now, {}) == {}
    assert found(canonical, now, {"canonical.touches": ("a", "b", "d", "e")}) == {}
    assert found(canonical, without_rows, {"canonical.touches": ("a", "b")}) == {}
    tables = {"canonical.touches": now, "canonical.reps": once("as before")}
    both = frozenset(tables)
    before = {"canonical.touches": ("a", "b"), "canonical.reps": ("as before",)}
    assert Changes(tables, before).shards(both) == {1}
    assert Changes(tables, {**before, "canonical.reps": ("other",)}).shards(both) == frozenset()


def test_a_shard_is_asked_where_any_table_that_is_read_moved(tmp_path: Path) -> None:
    tables = {"canonical.touches": held(tmp_path, "a", "c"), "canonical.leads": held(tmp_path, "n", "m")}
    before = {"canonical.touches": ("a", "b"), "canonical.leads": ("l", "m")}
    assert Changes(tables, before).shards(frozenset(tables)) == {0, 1}
    assert Changes(tables, before).shards(TOUCHES) == {1}
