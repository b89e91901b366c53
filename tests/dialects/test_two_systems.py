"""Marketing's half in HubSpot and sales' half in Salesforce are the whole company; who cannot be joined is listed."""

from pathlib import Path

import pytest
from halves import HUBSPOT, SALESFORCE, Halves, halved, without_addresses
from relabelling import NOW, answers_of, apart, imported, opened

from overlap.demo import DemoOptions, generate
from overlap.reports import answer
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Halves:
    company = tmp_path_factory.mktemp("company")
    generate(company, DemoOptions(leads=1_000))
    return halved(company, tmp_path_factory.mktemp("halves"))


@pytest.fixture(scope="module")
def whole(halves: Halves, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return imported("overlap", halves.whole, tmp_path_factory.mktemp("whole"), {})[0]


def joined(halves: Halves, home: Path) -> tuple[Warehouse, Imported]:
    """Both halves in one warehouse."""
    imported("hubspot", halves.marketing, home, HUBSPOT.answers)
    return imported("salesforce", halves.sales, home, SALESFORCE.answers)


def test_two_systems_give_every_report_the_answer_of_the_whole(
    halves: Halves, whole: Warehouse, tmp_path: Path
) -> None:
    both, done = joined(halves, tmp_path)
    counts = {(each.source, each.rule): each.count for each in done.joined}
    assert counts["salesforce", "cross id"] > 100 and counts["salesforce", "e-mail"] > 100
    assert ("salesforce", "unmatched") not in counts
    with opened(whole) as first, opened(both) as second:
        expected, found = answers_of(first), answers_of(second)
    assert len(expected) > 50
    assert apart(expected, found) == {}


def test_without_a_tenth_of_the_addresses_the_unmatched_are_listed_and_money_adds_up(
    halves: Halves, whole: Warehouse, tmp_path: Path
) -> None:
    both, done = joined(without_addresses(halves, tmp_path, 5), tmp_path)
    unmatched = {each.source: each.count for each in done.joined if each.rule == "unmatched"}
    assert unmatched["salesforce"] > 20
    with opened(whole) as first, opened(both) as second:
        listed = answer(second, "data/identities", params={"source": "salesforce"}).frame
        assert listed.height == unmatched["salesforce"]
        assert set(listed["why"]) == {"no lead with this e-mail in another system"}
        totals, expected = (answer(reader, "goals/totals").frame.to_dicts()[0] for reader in (second, first))
        assert totals["revenue"] == expected["revenue"]
        assert totals["deal_count"] == expected["deal_count"]
        assert totals["lead_count"] == expected["lead_count"] + unmatched["salesforce"]
        credited = answer(second, "revenue/by_campaign").frame
        assert credited["revenue"].sum() == answer(first, "revenue/by_campaign").frame["revenue"].sum()


def test_the_other_half_again_changes_nothing_and_one_half_alone_is_itself_again(
    halves: Halves, tmp_path: Path
) -> None:
    both, done = joined(halves, tmp_path)
    again = import_folder(
        both, tmp_path / "store.db", Export(source_named("hubspot"), halves.marketing, answers=HUBSPOT.answers), now=NOW
    )
    assert not again.is_new and done.manifest and both.current_id() == done.manifest.generation
