"""The README cannot rot: its numbers are the demo company's, its commands exist, its pictures are there."""

import re
from pathlib import Path

import pytest
from demo_house import shipped_home

from overlap import words
from overlap.reports import answer, catalogue
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.whole

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def totals(tmp_path_factory):
    reader = open_reader(shipped_home(tmp_path_factory.mktemp("readme")).warehouse)
    yield answer(reader, "goals/totals").frame.row(0, named=True)
    reader.close()


def test_the_numbers_one_should_see_are_those_of_the_demo_company(totals):
    shown = dict(re.findall(r"^\| ([a-z][^|]+?) \| ([^|]+?) \|$", README, flags=re.MULTILINE))
    assert shown == {
        "number": "value",
        "page": "question",
        "leads created": words.count(totals["lead_count"]),
        "leads won so far": words.count(totals["won_count"]),
        "handed over to sales": words.count(totals["handoff_count"]),
        "accepted by sales (SALs), of mature handoffs": of(
            totals["accepted_count"], totals["handoff_old_enough_count"]
        ),
        "won deals": words.count(totals["deal_count"]),
        "booked revenue": words.money(totals["revenue"], "EUR").replace("\u00a0", " "),
        "won within 180 days, of mature deals opened": of(
            totals["opened_won_count"], totals["opened_old_enough_count"]
        ),
    }


def of(part: int, whole: int) -> str:
    return f"{words.count(part)} of {words.count(whole)}"


def test_every_report_the_documents_ask_for_exists():
    for document in (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"):
        for name in re.findall(r"overlap ask ([a-z_]+/[a-z_]+)", document.read_text(encoding="utf-8")):
            assert name in catalogue(), name


def test_every_picture_and_page_the_readme_links_to_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (PROJECT / target).exists(), target


def test_every_make_target_the_readme_names_exists():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets
