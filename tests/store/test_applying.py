"""What is signed is applied by a build of its own, past periods keep their agreement, and a preview changes nothing."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest
from few_marts import askable, few_marts
from filelock import FileLock
from houses import IDENTITIES, SMALL, house

from overlap.agreements import Draft
from overlap.errors import CheckFailed, InputError, WarehouseError
from overlap.reports import answer
from overlap.store import open_store
from overlap.warehouse.building import checks
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader
from overlap.warehouse.signing import applying as module
from overlap.warehouse.signing.applying import apply_signed, applying, start
from overlap.warehouse.signing.preview import preview

pytestmark = pytest.mark.whole

NOW = datetime(2026, 7, 2, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
# Every lead is called after two hours: in time under the agreed four, late under one hour.
TIMES = [("L1", "2026-05-18T10:00:00", "2026-05-18T12:00:00"), ("L2", "2026-06-15T10:00:00", "2026-06-15T12:00:00")]
STRICT = Draft("response", {"limit_minutes": 60, "target": 0.5}, JUNE, "Mara", "Sam")


@pytest.fixture(scope="module", autouse=True)
def marts_of_reports() -> Iterator[None]:
    """Those that are asked; the build that signing starts, in a process of its own, makes all."""
    with few_marts("followup/list", "agreements/in_force", "agreements/history"):
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("applying")
    house(
        folder,
        store={},
        reps=[{"rep_id": "R1", "rep_name": "Ada", "region": "EMEA"}],
        leads=[{"lead_id": lead, "created_at": "2026-05-01T09:00:00"} for lead, _, _ in TIMES],
        handoffs=[
            {"handoff_id": f"H{lead}", "lead_id": lead, "rep_id": "R1", "handed_at": at} for lead, at, _ in TIMES
        ],
        activities=[
            {"activity_id": f"A{lead}", "lead_id": lead, "rep_id": "R1", "kind": "call", "occurred_at": at,
             "direction": "outbound"}
            for lead, _, at in TIMES
        ],
    ).close()  # fmt: skip
    return folder


@pytest.fixture
def copied(built, tmp_path):
    """The house, its own to change: its warehouse and where its store is."""
    subprocess.run(["cp", "-r", f"{built}/.", str(tmp_path)], check=True)
    return Warehouse(tmp_path / "warehouse"), tmp_path / "store.db"


@pytest.fixture(autouse=True)
def only_identities():
    """The checks generated from the contract would take most of the time of a house this small."""
    with patch.object(checks, "all_checks", lambda: askable(IDENTITIES)):
        yield


def states(reader) -> dict[str, str]:
    frame = answer(reader, "followup/list").frame
    return dict(frame.select("lead_id", "state").sort("lead_id").rows())


def asked(warehouse: Warehouse, place: Path) -> dict[str, str]:
    with open_store(place) as store, closing(open_reader(warehouse, resources=SMALL, store=store)) as reader:
        return states(reader)


def sign(place: Path, draft: Draft = STRICT) -> None:
    with open_store(place) as store:
        store.sign(draft, at=NOW)


def test_a_stricter_limit_leaves_the_months_before_it_on_the_old_one(copied):
    warehouse, place = copied
    sign(place)
    assert asked(warehouse, place) == {"L1": "in_time", "L2": "in_time"}

    assert apply_signed(warehouse, place, now=NOW, resources=SMALL) == warehouse.current()
    assert asked(warehouse, place) == {"L1": "in_time", "L2": "late"}
    assert applying(warehouse).state == "idle"
    assert apply_signed(warehouse, place, now=NOW, resources=SMALL) is None


def test_hours_that_are_removed_still_time_the_days_before(copied):
    warehouse, place = copied
    sign(place, Draft("hours", {"EMEA": None, "house": {"closes": "10:30"}}, JUNE, "Mara", "Sam"))
    apply_signed(warehouse, place, now=NOW, resources=SMALL)
    with open_store(place) as store, closing(open_reader(warehouse, resources=SMALL, store=store)) as reader:
        frame = answer(reader, "followup/list").frame
        # Two hours on EMEA's clock; half an hour until the house closes.
        assert dict(frame.select("lead_id", "business_minutes").rows()) == {"L1": 120, "L2": 30}
        regions = answer(reader, "agreements/in_force").frame.filter(agreement="hours")["applies_to"]
        assert sorted(set(regions)) == ["AMER", "APAC", "house"]
        history = answer(reader, "agreements/history").frame.filter(agreement="hours", applies_to="EMEA")
        assert set(history.select("agreement_id", "replaced_at").rows()) == {("unsigned", JUNE)}
        assert reader.pending() == ()


def test_a_preview_shows_the_draft_and_leaves_everything_as_it_was_but_what_a_killed_one_left(copied):
    warehouse, place = copied
    (warehouse.folder / "preview-used").mkdir()
    before = {path.relative_to(warehouse.folder) for path in warehouse.folder.rglob("*")}
    (warehouse.folder / "preview-left").mkdir()
    with FileLock(warehouse.folder / ".preview-used.lock"), open_store(place) as store:
        draft = Draft("response", {"limit_minutes": 60, "target": 0.5}, JUNE, "Mara", "")
        with preview(warehouse, store, draft, SMALL) as reader:
            assert states(reader) == {"L1": "in_time", "L2": "late"}
            agreed = answer(reader, "agreements/in_force").frame.filter(agreement="response")
            assert dict(agreed.select("value_name", "value").rows()) == {"limit_minutes": "60", "target": "0.5"}
            assert reader.pending() == ()
        assert store.agreements() == []
    (warehouse.folder / ".preview-used.lock").unlink(missing_ok=True)
    assert {path.relative_to(warehouse.folder) for path in warehouse.folder.rglob("*")} == before
    assert asked(warehouse, place) == {"L1": "in_time", "L2": "in_time"}


def test_a_preview_of_values_nobody_can_agree_on_is_refused(copied):
    warehouse, place = copied
    draft = Draft("response", {"limit_minutes": 0}, JUNE, "Mara", "")
    with (
        open_store(place) as store,
        pytest.raises(InputError, match="limit_minutes must be at least 1"),
        preview(warehouse, store, draft, SMALL),
    ):
        pytest.fail("it must not open")
    assert not list(warehouse.folder.glob("preview-*"))


def test_a_build_that_breaks_a_check_leaves_the_old_numbers_and_says_why_and_what_to_do(copied):
    warehouse, place = copied
    sign(place)
    generation = warehouse.current_id()
    with duckdb.connect(warehouse.path(warehouse.current().files["canonical"])) as connection:
        connection.execute("update meta.files set records = records + 1 where file = 'leads.csv'")
    with pytest.raises(CheckFailed):
        apply_signed(warehouse, place, now=NOW, resources=SMALL)
    stands = applying(warehouse)
    assert stands.state == "failed"
    assert stands.what.startswith("Nothing was published; the last good generation keeps serving.")
    assert "records read = accepted + rejected" in stands.what and "1 row breaks this rule, for example" in stands.what
    assert stands.what.endswith("import it again, or agree on other values if new ones broke it.")
    assert_nothing_is_applied(warehouse, place, generation)


def test_a_folder_that_cannot_be_written_is_said_and_leaves_the_old_numbers(copied):
    warehouse, place = copied
    sign(place)
    generation = warehouse.current_id()
    (warehouse.folder / "building").write_text("in the way")
    with pytest.raises(WarehouseError, match="cannot be written"):
        apply_signed(warehouse, place, now=NOW, resources=SMALL)
    assert (applying(warehouse).state, "Check the rights of the folder" in applying(warehouse).what) == ("failed", True)
    assert_nothing_is_applied(warehouse, place, generation)


def test_a_damaged_file_is_said_in_words(copied):
    warehouse, place = copied
    sign(place)
    canonical = warehouse.path(warehouse.current().files["canonical"])
    canonical.write_bytes(canonical.read_bytes()[:5000])
    with pytest.raises(WarehouseError, match="run `overlap import` again"):
        apply_signed(warehouse, place, now=NOW, resources=SMALL)
    assert applying(warehouse).state == "failed"


def test_where_no_build_can_be_started_that_is_said_and_none_counts_as_started(copied):
    warehouse, place = copied
    (warehouse.folder / "build.log").mkdir()
    with pytest.raises(WarehouseError, match="No build can be started"):
        start(warehouse, place)
    assert applying(warehouse).state == "idle"


def assert_nothing_is_applied(warehouse: Warehouse, place: Path, generation: str | None) -> None:
    assert warehouse.current_id() == generation
    with open_store(place) as store, closing(open_reader(warehouse, resources=SMALL, store=store)) as reader:
        assert [row.agreement_id for row in reader.pending()] == ["response-1"]
        assert states(reader) == {"L1": "in_time", "L2": "in_time"}


def test_a_build_waits_for_the_one_that_runs_and_is_not_started_twice(copied):
    warehouse, place = copied
    sign(place)
    running = FileLock(warehouse.folder / ".applying")
    refused = pytest.raises(WarehouseError, match="Another build has been running")
    with patch.object(module, "WAIT_SECONDS", 0.05), running, refused:
        apply_signed(warehouse, place, now=NOW, resources=SMALL)


def test_a_build_that_was_killed_is_told_from_one_that_runs(copied):
    warehouse, _ = copied
    said = {"state": "running", "what": "mart deals", "share": 0.4, "at": NOW.isoformat()}
    (warehouse.folder / "applying.json").write_text(json.dumps(said))
    with FileLock(warehouse.folder / ".applying"):
        assert (applying(warehouse).state, applying(warehouse).what) == ("running", "mart deals")
    assert applying(warehouse).state == "failed"
    assert "ended before it had finished" in applying(warehouse).what


def test_signing_starts_a_build_of_its_own_that_publishes(copied):
    warehouse, place = copied
    sign(place)
    generation = warehouse.current_id()
    with patch.dict(os.environ, {"OVERLAP_THREADS": "1"}):
        start(warehouse, place)
        start(warehouse, place)
    until = time.monotonic() + 300
    while applying(warehouse).state in ("starting", "running") and time.monotonic() < until:
        time.sleep(0.1)
    assert applying(warehouse).state == "idle", (warehouse.folder / "build.log").read_text()
    assert [each.generation for each in warehouse.kept()] == [warehouse.current_id(), generation]
    assert asked(warehouse, place) == {"L1": "in_time", "L2": "late"}
