"""`overlap run` after Overlap itself was changed: what an earlier version published is built again, then served."""

import json
import os

import pytest
from imported_house import DEALS, LEADS, House
from typer.testing import CliRunner

from overlap.cli import app
from overlap.warehouse.reader import is_current

pytestmark = pytest.mark.whole
REPORTS = ("goals/totals",)
SAID = "An earlier version of Overlap built what is published: building it again."


@pytest.fixture
def house(tmp_path):
    """A house of an earlier version."""
    house = House(tmp_path).put(leads=LEADS, deals=DEALS)
    published = house.begin().manifest.generation
    path = house.warehouse.folder / "generations" / f"{published}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "models_hash": "older"}))
    return house


@pytest.fixture
def run(house, monkeypatch):
    """`overlap run` on the house: what it says, and how often something was served by then."""
    served = []
    monkeypatch.setattr(os, "execv", lambda *words: served.append(words))
    monkeypatch.setattr(os, "chdir", lambda _: None)
    places = {"OVERLAP_WAREHOUSE": str(house.warehouse.folder), "OVERLAP_STORE": str(house.store)}
    monkeypatch.setattr(os, "environ", {**os.environ, **places})  # a copy: it leaves its settings to what it becomes
    return lambda *words: (CliRunner().invoke(app, ["run", *words]).stderr, len(served))


def test_a_house_of_an_earlier_version_is_built_again_once_and_served(house, run):
    said, served = run("--or-demo")
    assert SAID in said and served == 1
    assert is_current(house.warehouse)
    built = house.warehouse.current_id()
    said, served = run()
    assert SAID not in said and served == 2
    assert house.warehouse.current_id() == built


def test_one_that_cannot_be_built_again_is_served_as_it_is_and_the_reason_said(house, run):
    before = house.warehouse.current()
    house.warehouse.path(before.files["canonical"]).write_bytes(b"rubbish" * 1000)
    said, served = run()
    assert SAID in said and "damaged" in said and served == 1
    assert house.warehouse.current() == before


def test_where_it_may_not_be_served_nothing_is_built(house, run):
    before = house.warehouse.current()
    said, served = run("--address", "0.0.0.0")
    assert SAID not in said and served == 0
    assert house.warehouse.current() == before
