"""What a version wrote that had other names for reports, marts and folders is brought to this one; nothing is lost.

`before_subjects.tar.xz` holds the published sample company and its app store (a signed threshold and a decision), as
the last version before the subjects wrote them.
"""

import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.errors import WarehouseError
from overlap.glossary import glossary
from overlap.reports import answer
from overlap.store import open_store
from overlap.store.decisions import decisions
from overlap.warehouse.building import rebuild
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def unpacked(folder: Path) -> Path:
    with tarfile.open(Path(__file__).parent / "before_subjects.tar.xz") as kept:
        kept.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company's folder after a build by this version."""
    folder = unpacked(tmp_path_factory.mktemp("built"))
    rebuild(Warehouse(folder / "warehouse"), folder / "store.db", now=NOW)
    return folder


@pytest.fixture(scope="module")
def built(home: Path) -> Iterator[Reader]:
    warehouse = Warehouse(home / "warehouse")
    with (
        open_store(home / "store.db", warehouse.current().house_id) as store,
        closing(open_reader(warehouse, store=store)) as reader,
    ):
        yield reader


def test_its_generation_asks_for_a_build_in_words(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="was built by .* with other models. Run `overlap build`"):
        open_reader(Warehouse(unpacked(tmp_path) / "warehouse"))


def test_after_the_build_it_answers_to_old_names_and_new(built: Reader) -> None:
    for old, new in (
        ("overview/totals", "goals/totals"),
        ("leads/list", "lead/list"),
        ("deals/closed", "revenue/deals_closed"),
    ):
        assert answer(built, old).frame.equals(answer(built, new).frame)
        assert answer(built, new).frame.height > 0


def test_what_people_typed_is_there_and_names_numbers_that_are_defined(built: Reader, home: Path) -> None:
    (row,) = answer(built, "feedback/decisions").frame.to_dicts()
    assert (row["reason"], row["owner"], row["what"]) == ("no_budget", "Mia", "Ask for it")
    with open_store(home / "store.db", built.manifest.house_id) as store:
        assert {decided.metric for decided in decisions(store)} <= set(glossary())
    agreed = answer(built, "definitions/agreements").frame.filter(agreement="threshold")
    assert agreed["value"].to_list() == ["40"]
