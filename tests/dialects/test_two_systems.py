"""Marketing's half in HubSpot and sales' half in Salesforce are the whole company; who cannot be joined is listed.

An export of changes, and a whole newer one, over what was imported give the tables of a fresh import of the whole.
"""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from canonical_rows import canonical_rows
from few_marts import few_marts
from halves import HUBSPOT, SALESFORCE, Halves, halved, without_addresses
from newer_exports import newer
from relabelling import NOW, OTHERWISE, Dialect, answers_of, apart, askable, imported, marts_of, opened
from without_marts import canonical_alone

from overlap.demo import DemoOptions, generate
from overlap.reports import answer
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, one_import, source_named
from overlap.warehouse.importing.imported import Imported

pytestmark = pytest.mark.whole

KEYS = {
    "hubspot": {"contact": "id", "campaign": "id", "email_event": "id"},
    "salesforce": dict.fromkeys(("Account", "Contact", "Event", "Lead", "Opportunity", "Task", "User"), "Id"),
}
FLAGS = {
    "hubspot": {"contact": "_fivetran_deleted"},
    "salesforce": dict.fromkeys(("Contact", "Lead", "Opportunity", "Task"), "IsDeleted"),
}


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Halves:
    company = tmp_path_factory.mktemp("company")
    generate(company, DemoOptions(leads=240))
    return halved(company, tmp_path_factory.mktemp("halves"))


@pytest.fixture(scope="module")
def whole(halves: Halves, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return imported("overlap", halves.whole, tmp_path_factory.mktemp("whole"), {})[0]


def joined(halves: Halves, home: Path, *, is_turned: bool = False) -> tuple[Warehouse, Imported]:
    """Both halves in one warehouse, sales' first where that is turned; the marts of the first are of no interest."""
    systems = [
        ("hubspot", halves.marketing, home, HUBSPOT.answers),
        ("salesforce", halves.sales, home, SALESFORCE.answers),
    ]
    first, second = reversed(systems) if is_turned else systems
    with canonical_alone():
        imported(*first)
    with patch.object(one_import, "before", lambda *_: None):
        return imported(*second)


@pytest.fixture(scope="module")
def both(halves: Halves, tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, Imported]:
    return joined(halves, tmp_path_factory.mktemp("both"))


@pytest.mark.parametrize("apart_by", [24, pytest.param(1, marks=pytest.mark.soak)])
def test_two_systems_are_the_whole_row_by_row_and_report_by_report(
    whole: Warehouse, both: tuple[Warehouse, Imported], apart_by: int
) -> None:
    """Every mart, which the reports read, and every twenty-fourth report; all of them by `make soak`."""
    two, done = both
    counts = {(each.source, each.rule): each.count for each in done.joined}
    assert counts["salesforce", "cross id"] > 30 and counts["salesforce", "e-mail"] > 30
    assert ("salesforce", "unmatched") not in counts
    expected, found = canonical_rows(whole, OTHERWISE), canonical_rows(two, OTHERWISE)
    assert {name: rows for name, rows in found.items() if rows != expected[name]} == {}
    expected, found = marts_of(whole), marts_of(two)
    # Who has two ids has one in the whole: no other mart knows of it.
    assert {name for name, rows in found.items() if rows != expected[name]} == {"merged_leads"}
    with opened(whole) as first, opened(two) as second:
        expected, found = (answers_of(reader, askable()[::apart_by]) for reader in (first, second))
    assert len(expected) * apart_by > 150
    assert apart(expected, found) == {}


def test_without_a_tenth_of_the_addresses_the_unmatched_are_listed_and_money_adds_up(
    halves: Halves, whole: Warehouse, tmp_path: Path
) -> None:
    with few_marts("data/identities", "goals/totals", "revenue/by_campaign"):
        parted, done = joined(without_addresses(halves, tmp_path, 5), tmp_path, is_turned=True)
    unmatched = {each.source: each.count for each in done.joined if each.rule == "unmatched"}
    assert unmatched["salesforce"] > 5
    with opened(whole) as first, opened(parted) as second:
        listed = answer(second, "data/identities", params={"source": "salesforce"}).frame
        assert listed.height == unmatched["salesforce"]
        assert set(listed["why"]) == {"no lead with this e-mail in another system"}
        totals, expected = (answer(reader, "goals/totals").frame.to_dicts()[0] for reader in (second, first))
        assert totals["revenue"] == expected["revenue"]
        assert totals["deal_count"] == expected["deal_count"]
        assert totals["lead_count"] == expected["lead_count"] + unmatched["salesforce"]
        credited = answer(second, "revenue/by_campaign").frame
        assert credited["revenue"].sum() == answer(first, "revenue/by_campaign").frame["revenue"].sum()


@pytest.mark.soak
def test_the_order_of_imports_makes_no_difference(
    halves: Halves, both: tuple[Warehouse, Imported], tmp_path: Path
) -> None:
    """By `make soak`; in every run the whole above has marketing's first, who lacks addresses sales' first."""
    here, _ = both
    with canonical_alone(is_compared=False):
        imported("salesforce", halves.sales, tmp_path, SALESFORCE.answers)
        turned, _ = imported("hubspot", halves.marketing, tmp_path, HUBSPOT.answers)
    assert canonical_rows(turned) == canonical_rows(here)


@pytest.mark.parametrize(
    ("dialect", "is_whole"),
    [
        pytest.param(SALESFORCE, False, id="salesforce, changes"),
        pytest.param(SALESFORCE, True, id="salesforce, whole", marks=pytest.mark.soak),
        pytest.param(HUBSPOT, False, id="hubspot, changes", marks=pytest.mark.soak),
        pytest.param(HUBSPOT, True, id="hubspot, whole", marks=pytest.mark.soak),
    ],
)
def test_changes_and_a_newer_whole_give_the_tables_of_a_fresh_import(
    halves: Halves, tmp_path: Path, dialect: Dialect, is_whole: bool
) -> None:
    """Salesforce's changes; a newer whole, which stands for what was there before it, and HubSpot's by `make soak`."""
    export = halves.marketing if dialect is HUBSPOT else halves.sales
    (tmp_path / "exports").mkdir()
    of = newer(export, tmp_path / "exports", KEYS[dialect.source], FLAGS[dialect.source], seed=7)
    later, source = NOW + timedelta(hours=1), source_named(dialect.source)
    told = Export(source, of.now) if is_whole else Export(source, of.changes, is_update=True)
    with canonical_alone(is_compared=False):
        fresh, _ = imported(dialect.source, of.now, tmp_path / "fresh", dialect.answers)
        expected = canonical_rows(fresh)
        updated, _ = imported(dialect.source, of.then, tmp_path / "updated", dialect.answers)
        assert canonical_rows(updated) != expected
        done = import_folder(updated, tmp_path / "updated" / "store.db", told, now=later)
        assert done.manifest and done.is_new, done
        assert {name: rows for name, rows in canonical_rows(updated).items() if rows != expected[name]} == {}
