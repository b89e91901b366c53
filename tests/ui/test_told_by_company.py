"""What a company answered stands on Definitions, what was left out on Data, and a stand-in beside every page."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from few_rows import LEADS

pytestmark = pytest.mark.whole

TOLD = {
    "choices": {"stand_in": ["yes"]},
    "asked": [["handoff", "When is a lead passed on?", ["a contact gets an *owner*"], "leads", 1204]],
    "left_out": [["contacts", "deleted or archived in HubSpot", 17]],
}


@pytest.fixture(scope="module")
def answered(built_of, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose sources were told something."""
    folder = copytree(built_of({"leads": LEADS}), tmp_path_factory.mktemp("answered"), dirs_exist_ok=True)
    (manifest,) = (folder / "warehouse" / "generations").glob("*.json")
    entry = json.loads(manifest.read_text())
    for source in entry["sources"].values():
        source.update(TOLD)
    manifest.write_text(json.dumps(entry))
    return folder


@pytest.fixture
def told(show, answered: Path) -> None:
    show(answered)


def cells(app) -> list[str]:
    return [
        str(cell).replace("\\", "") for table in app.table for row in table.value.to_numpy().tolist() for cell in row
    ]


def test_answers_stand_on_definitions(told, app) -> None:
    app.switch_page("pages/agreements_page.py").run()
    assert not app.exception
    found = cells(app)
    assert "When is a lead passed on?" in found
    assert "a contact gets an *owner*" in found
    assert "1,204 leads" in found


def test_what_was_left_out_stands_on_data_with_its_reason(told, app) -> None:
    app.switch_page("pages/data_page.py").run()
    assert not app.exception
    found = cells(app)
    assert "deleted or archived in HubSpot" in found
    assert "17" in found


@pytest.mark.parametrize("page", ["goals", "revenue", "lead"])
def test_a_stand_in_is_labelled_beside_every_page(told, app, page: str) -> None:
    if page != "goals":  # which is shown first
        app.switch_page(f"pages/{page}_page.py")
    app.run()
    assert any("are a stand-in: where each lead came from." in each.value for each in app.sidebar.caption)


def test_without_questions_nothing_is_said(look_at, app) -> None:
    look_at(leads=LEADS)
    app.run()
    assert not any("stand-in" in each.value for each in app.sidebar.caption)
    app.switch_page("pages/agreements_page.py").run()
    assert not any("What your sources were told" in each.value for each in app.markdown)
