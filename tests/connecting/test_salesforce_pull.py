"""A pull of Salesforce ends in what the org truly holds, whatever happens on the way: no record lost, none twice."""

import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answering import Clock, Faults, Lead, rows
from sales_org import BINNED, STAMPED, UNTIMED, Org, Record
from sales_server import LOGIN, SalesServer

from overlap.connecting.place import Place
from overlap.connecting.running import LAG
from overlap.connecting.salesforce.pull import pull
from overlap.errors import RemoteError
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import source_named

SOURCE = source_named("salesforce")
SEEDS, SOAK_SEEDS = 20, 10_000  # one costs 0.13 s of a processor
# What the source reads of each object, and what the loader table calls it.
COLUMNS = {
    "Lead": {"Email": "Email", "Status": "Status", "Geo__c": "Region", "ConvertedDate": "ConvertedDate",
             "IsConverted": "IsConverted"},
    "Contact": {"Email": "Email", "LastName": "LastName"},
    "LeadHistory": {"LeadId": "LeadId", "Field": "Field", "OldValue": "OldValue", "NewValue": "NewValue"},
    "Opportunity": {"StageName": "StageName", "Amount": "Amount", "CloseDate": "CloseDate"},
    "User": {"Name": "Name", "Email": "Email"},
    "OpportunityStage": {"MasterLabel": "MasterLabel", "IsWon": "IsWon"},
    "DatedConversionRate": {"IsoCode": "IsoCode", "StartDate": "StartDate"},
}  # fmt: skip
OPTIONAL = ("Contact", "LeadHistory", "OpportunityStage", "DatedConversionRate")
pytestmark = pytest.mark.usefixtures("unsynced", "clock", "no_proxies")


def text(value: object) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def told(name: str, record: Record) -> tuple[str | None, ...]:
    moment = datetime.fromtimestamp(record.created // 1000, UTC)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%S}.{record.created % 1000:03}Z"
    always = (record.id, *(() if name in UNTIMED else (stamp,)))
    flag = (text(record.is_deleted),) if name in BINNED else ()
    return (*always, *flag, *(text(record.values[each]) for each in COLUMNS[name]))


def check(place: Place, org: Org, missing: frozenset[str]) -> None:
    """The tables are the org's truth."""
    for name, columns in COLUMNS.items():
        if name in missing:
            assert place.former(name) is None, name
            continue
        always = ("Id", *(() if name in UNTIMED else ("CreatedDate",)), *(("IsDeleted",) if name in BINNED else ()))
        found = [tuple(row[each] for each in (*always, *columns.values())) for row in rows(place, name)]
        assert Counter(found) == Counter(told(name, each) for each in org.records[name].values()), name
        assert all("Shoe__c" not in row for row in rows(place, name)), "what nobody reads is not pulled"


def pulled(place: Place, org: Org, *, is_whole: bool = False) -> None:
    now = datetime.fromtimestamp(org.now / 1000, UTC)
    pull(LOGIN, place, SOURCE, now, lambda what, share: None, is_whole=is_whole)


def pulled_in_spite(place: Place, faults: Faults, server: SalesServer, draws: random.Random) -> None:
    """Pull until it succeeds; now and then the app is taken away or the network gone in the middle of it."""
    for attempt in range(6):
        trouble = draws.random() if attempt < 3 else 1.0
        left, asked, before = draws.randint(1, 60), len(faults.asked), server.between

        def upset(trouble: float = trouble, left: int = left, asked: int = asked, before: object = before) -> None:
            before()  # type: ignore[operator]
            if trouble < 0.3 and len(faults.asked) - asked > left:
                server.is_revoked, faults.is_down = trouble < 0.15, trouble >= 0.15

        server.between, former = upset, place.tables
        try:
            pulled(place, server.org)
        except RemoteError as error:
            assert trouble < 0.3, error
            assert place.tables == former, "a pull that failed leaves the former tables"
        else:
            return
        finally:
            server.between, server.is_revoked, faults.is_down = before, False, False
    raise AssertionError("never succeeded")


def run(seed: int, place: Place, lead: Lead, clock: Clock) -> None:
    draws = random.Random(seed)
    org = Org(seed, size=draws.choice((0, 5, 30, 45)))
    missing = frozenset(name for name in OPTIONAL if draws.random() < 0.25)
    server = SalesServer(org, missing, lasts=draws.choice((45, 10**9)), page=draws.choice((3, 7, 2000)))
    faults = Faults(server, draws, clock.monotonic, share=draws.choice((0, 0.05, 0.2)))
    lead(faults)
    likely = draws.choice((0, 0.05, 0.3))
    server.between = lambda: org.change() if draws.random() < likely else None
    pulled_in_spite(place, faults, server, draws)
    for name in set(COLUMNS) - missing:
        found = [row["Id"] for row in rows(place, name)]
        assert len(found) == len(set(found)), "no record twice"
    for _ in range(draws.randint(0, 2)):
        for _ in range(draws.randint(0, 25)):
            org.change()
        org.now += draws.choice((500, draws.randint(1, 3 * 86_400_000)))
        pulled_in_spite(place, faults, server, draws)
    org.now += int(LAG.total_seconds() * 1000) + org.lag
    server.between = lambda: None
    pulled(place, org, is_whole=draws.random() < 0.2)
    check(place, org, missing)
    assert faults.too_early == 0, "Retry-After is waited for"


@pytest.mark.parametrize("ten", [0, pytest.param(1, marks=pytest.mark.soak)])
def test_a_pull_ends_in_the_truth_of_the_org(
    ten: int, tmp_path: Path, lead: Lead, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simple_salesforce.bulk2.sleep", clock.sleep)
    for seed in range(ten * 10, ten * 10 + 10):
        run(seed, place_of(tmp_path, seed), lead, clock)


@pytest.mark.soak
@pytest.mark.parametrize("hundred", range(SOAK_SEEDS // 100))
def test_a_pull_ends_in_the_truth_of_many_orgs(
    hundred: int, tmp_path: Path, lead: Lead, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simple_salesforce.bulk2.sleep", clock.sleep)
    for seed in range(SEEDS + hundred * 100, SEEDS + hundred * 100 + 100):
        run(seed, place_of(tmp_path, seed), lead, clock)


def place_of(folder: Path, seed: int) -> Place:
    return Place(Warehouse(folder / str(seed) / "warehouse"), "salesforce")


def test_what_changes_says_when() -> None:
    assert set(STAMPED) | set(UNTIMED) | {"LeadHistory"} == set(COLUMNS)
