"""`overlap forget`: nothing of the person is left, what is published says so, and no later import brings them back."""

import errno
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest
from few_marts import few_marts
from forgetting_company import LATER, Company
from traces import traces
from two_people import FILES, NOW
from typer.testing import CliRunner
from without_marts import FORGETTING, canonical_alone

from overlap.cli import app
from overlap.errors import InputError, WarehouseError
from overlap.store import chain, open_store
from overlap.store.backup import back_up, restore
from overlap.store.feedback import change, given
from overlap.warehouse.forgetting import forget_in_restored, would_forget
from overlap.warehouse.forgetting.told import Removal
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.person_files import forgotten_of

pytestmark = pytest.mark.whole
MARIA = ("maria.quixada@example", "headmistress", "maria.quixada%40", "said maria", "maria quixada was kind")
TWICE = pytest.mark.parametrize("without_marts", [2], indirect=True)  # a company that has an older generation
EDITED = FILES["leads"].replace("Zebulon Okoye", "Zebulon Okoye-Smith")


def filled(folder: Path, generations: int) -> Company:
    """One or two generations, and something typed about both people."""
    company = Company(folder)
    for hour, leads in enumerate((FILES["leads"], EDITED)[:generations]):
        company.bring(NOW + timedelta(hours=hour), leads=leads)
    company.rate("form-1", "H1", "L1", "said Maria")
    company.rate("form-2", "H2", "L2", "fine")
    with open_store(company.store) as store:
        [first] = [each for each in given(store) if each.lead_id == "L1"]
        change(store, first.feedback_id, rating=3, comment="said Maria twice", by="Sam", at=NOW)
    uploads = folder / "company" / "draft" / "files"
    uploads.mkdir(parents=True)
    (uploads / "people.csv").write_text(FILES["leads"], encoding="utf-8")
    (uploads / "packed.zip").write_bytes(b"PK\x03\x04 nobody can tell")
    (folder / "company" / "warehouse" / "build.log").write_text("a line about L1\n")
    return company


@dataclass(frozen=True)
class Forgot:
    """A company whose marts name people, and what became of it when somebody was forgotten there."""

    company: Company
    kept: set[str]
    said: Removal
    done: Removal


@pytest.fixture(scope="module")
def forgot(tmp_path_factory: pytest.TempPathFactory) -> Forgot:
    """Named by their address; what was said of it before is there to compare."""
    with few_marts("marts.lead_events", "data/changes", "data/changed_rows"):
        company = filled(tmp_path_factory.mktemp("forgot"), 2)
        shown = {each.split()[1].removesuffix(":") for each in traces(company.folder, MARIA)}
        assert {"marts.leads", "marts.lead_events", "canonical.leads"} <= shown
        kept, before = {each.generation for each in company.warehouse.kept()}, databases(company)
        said = would_forget(company.warehouse, company.store, "maria.quixada@EXAMPLE.com")
        assert databases(company) == before
        assert forgotten_of(company.warehouse).hashes() == frozenset()
        return Forgot(company, kept, said, company.forget("maria.quixada@EXAMPLE.com"))


def databases(company: Company) -> list[tuple[Path, bytes]]:
    """What its generations say."""
    return sorted((path, path.read_bytes()) for path in company.folder.rglob("*.duckdb"))


@pytest.fixture(scope="module", params=[1])
def without_marts(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    with canonical_alone():
        company = filled(folder, request.param)
    for each in company.warehouse.kept():
        with duckdb.connect(str(company.warehouse.path(each.files["marts"]))) as marts:
            marts.execute("create table told as select 'Maria.Quixada@example.com' as email")
    return folder


@pytest.fixture
def company(without_marts: Path, tmp_path: Path) -> Iterator[Company]:
    """Its marts hold an address, those to come nothing: the two tests that follow look into real ones."""
    shutil.copytree(without_marts, tmp_path, dirs_exist_ok=True)
    with canonical_alone():
        yield Company(tmp_path)


def test_nothing_of_the_person_is_left_in_any_generation_the_store_uploads_or_logs(forgot):
    company, kept, done = forgot.company, forgot.kept, forgot.done
    assert traces(company.folder, MARIA) == []
    assert done.leads == {"L1"}
    assert done.generations.keys() == kept
    assert done.typed == {"feedback": 1, "audit": 2}
    assert {"people.csv", "packed.zip"} <= set(done.uploads)
    now = {each.generation for each in company.warehouse.kept()}
    assert len(now) == len(kept) == len(now & kept) + 1
    for generation in now:
        assert company.rows("select lead_id from canonical.leads where lead_id = 'L1'", generation) == []
        # Money is money: the deal stays, without its lead.
        assert (
            company.rows("select lead_id, amount from canonical.deals where deal_id = 'D1'", generation)[0][0] is None
        )
    with open_store(company.store) as store:
        assert [each.lead_id for each in given(store)] == ["L2"]
        with store.read() as connection:
            assert chain.misfits(connection) == []


def test_what_changed_says_so_and_names_nobody(forgot):
    company, done = forgot.company, forgot.done
    assert done.published and company.warehouse.current_id() == done.published.generation
    changed = {row["table_name"]: row for row in company.ask("data/changes")}
    assert (changed["leads"]["gone_count"], changed["deals"]["changed_count"]) == (1, 1)
    rows = company.ask("data/changed_rows")
    assert len(rows) == sum(row["gone_count"] + row["changed_count"] for row in changed.values())
    assert {row["what"] for row in rows} == {"somebody was forgotten"}
    assert all(row["lead_id"] is None for row in rows)
    assert done.restated
    assert {row["why"] for row in done.restated} == {"somebody was forgotten"}
    assert {row["metric"] for row in done.restated}.isdisjoint({"revenue", "booked"})


def test_after_a_disk_without_room_a_later_import_keeps_them_out_and_counts_them_by_id_and_by_address(
    company, monkeypatch
):
    """The disk is said in words, and the same command goes on once there is room."""
    published = company.warehouse.current_id()
    with (
        monkeypatch.context() as patch,
        pytest.raises(WarehouseError, match=r"^canonical: the disk is full\. Free some"),
    ):
        patch.setattr(shutil, "copyfile", Mock(side_effect=OSError(errno.ENOSPC, "No space left", "canonical")))
        company.forget()
    assert (company.warehouse.current_id(), list(company.folder.rglob("building"))) == (published, [])
    company.forget()
    assert traces(company.folder, MARIA) == []
    again = FILES["leads"].replace("L1,2026-01-05", "L77,2026-01-05").replace("Globex", "Initech")
    touches = FILES["touches"].replace(",L1,", ",L77,")
    done = company.bring(LATER + timedelta(hours=1), leads=again, touches=touches)
    assert done.is_new
    assert [(each.table, each.count) for each in done.left_out if "forgotten" in each.reason] == [("leads", 1)]
    assert traces(company.folder, MARIA) == []
    assert company.rows("select count(*) from canonical.leads where lead_id in ('L1', 'L77')") == [(0,)]
    # An export of changes is laid over records that do not hold them either.
    update = company.bring(LATER + timedelta(hours=2), is_update=True, leads=FILES["leads"])
    assert update.manifest
    assert traces(company.folder, MARIA) == []
    assert company.rows("select count(*) from canonical.deals") == [(2,)]


def test_a_check_says_the_same_and_changes_nothing(forgot):
    said, done = forgot.said, forgot.done
    assert (said.leads, said.generations, said.typed) == (done.leads, done.generations, done.typed)
    with pytest.raises(InputError, match="Nobody goes by"):
        would_forget(forgot.company.warehouse, forgot.company.store, "L999")


STEPS = ("forget_typed", "canonical_without", "marts_without", "records_without", "publish")


@TWICE
@pytest.mark.parametrize(
    "steps", [("forget_typed", "publish"), *(pytest.param((step,), marks=pytest.mark.soak) for step in STEPS)]
)
def test_one_cut_short_is_finished_by_the_same_command(company, monkeypatch, steps):
    """In its first step and again in its last; in each alone by `make soak`."""

    def killed(*_args: object, **_named: object) -> Callable:
        raise KeyboardInterrupt

    for step in steps:
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Warehouse if step == "publish" else FORGETTING, step, killed)
            company.forget()
        assert [person.is_done for person in forgotten_of(company.warehouse).people()] == [False]
    company.forget()
    assert [person.is_done for person in forgotten_of(company.warehouse).people()] == [True]
    assert traces(company.folder, MARIA) == []
    company.forget()  # again: nobody is put on the list twice
    assert len(forgotten_of(company.warehouse).people()) == 1


def test_a_backup_is_named_as_not_reached_and_cleaned_when_it_is_restored(company):
    backup = company.folder / "old.backup"
    back_up(company.store, backup, None, {}, NOW)
    assert str(backup) in would_forget(company.warehouse, company.store, "L1").backups
    company.forget()
    restore(company.store, backup, None, LATER)
    with open_store(company.store) as store:
        assert len(given(store)) == 2
        gone = forget_in_restored(store, company.warehouse, LATER, __import__(
            "overlap.warehouse.connections", fromlist=["x"]).DEFAULT_RESOURCES)  # fmt: skip
        assert gone == {"feedback": 1, "audit": 2}
        assert [each.lead_id for each in given(store)] == ["L2"]
        with store.read() as connection:
            assert chain.misfits(connection) == []


def forgets_by_command(company: Company) -> None:
    """It asks first."""
    checked = CliRunner().invoke(app, ["forget", "L1", "--check"])
    assert checked.exit_code == 0, checked.output
    assert traces(company.folder, MARIA)
    refused = CliRunner().invoke(app, ["forget", "L1"])
    assert refused.exit_code != 0
    assert traces(company.folder, MARIA)
    done = CliRunner().invoke(app, ["forget", "L1", "--yes", "--by", "Dana"])
    assert done.exit_code == 0, done.output
    assert traces(company.folder, MARIA) == []


def test_the_command_asks_first_and_a_backup_carries_who_is_forgotten_to_another_machine(
    company, monkeypatch, tmp_path
):
    backup, key = company.folder / "new.backup", company.folder / "personal.key"
    back_up(company.store, tmp_path / "before.backup", None, {}, NOW)
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(company.warehouse.folder))
    monkeypatch.setenv("OVERLAP_STORE", str(company.store))
    forgets_by_command(company)
    assert CliRunner().invoke(app, ["backup", str(backup)]).exit_code == 0
    other = Company(tmp_path / "other")
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(other.warehouse.folder))
    monkeypatch.setenv("OVERLAP_STORE", str(other.store))
    refused = CliRunner().invoke(app, ["restore", str(backup)])
    assert (refused.exit_code != 0, other.store.exists()) == (True, False), "without its key nobody is recognised"
    shutil.copy(key, other.folder / key.name)
    restored = CliRunner().invoke(app, ["restore", str(backup)])
    assert restored.exit_code == 0, restored.output
    other.bring(LATER)
    assert other.rows("select count(*) from canonical.leads where lead_id = 'L1'") == [(0,)]
    assert traces(other.folder, MARIA) == []
    assert forgotten_of(other.warehouse).hashes() == forgotten_of(company.warehouse).hashes()
