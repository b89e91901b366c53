"""A pull of HubSpot ends in what the account truly holds, whatever happens on the way: no record lost, none twice."""

import random
from collections import Counter
from pathlib import Path

import hubspot_truth as truth
import pytest
from answering import Answer, Clock, Faults, Lead, Question, rows
from hubspot_account import Account, Record
from hubspot_server import TOKEN, HubSpotServer

from overlap.connecting.hubspot import object_stream
from overlap.connecting.hubspot.pull import pull
from overlap.connecting.place import Place
from overlap.connecting.running import LAG
from overlap.errors import RemoteError
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import source_named

SOURCE = source_named("hubspot")
SEEDS, SOAK_SEEDS = 20, 10_000  # one costs 0.25 s of a processor
OPTIONAL = ("companies", "calls", "deal_splits", "forms")
pytestmark = pytest.mark.usefixtures("small_pages", "unsynced", "clock", "no_proxies")


def pulled(place: Place, account: Account, *, is_whole: bool = False) -> Path:
    now = truth.datetime.fromtimestamp(account.now / 1000, truth.UTC)
    return pull(TOKEN, place, SOURCE, now, lambda what, share: None, is_whole=is_whole)


def check(place: Place, account: Account, without: frozenset[str] = frozenset()) -> None:
    """The tables are the account's truth."""
    for kind, table in truth.TABLES.items():
        if kind in without:
            assert place.former(table) is None, kind
            continue
        found = rows(place, table)
        columns = ("id", "is_archived", "createdAt", *truth.COLUMNS[kind].values())
        if kind == "deal_splits":
            found = [{**row, "is_archived": "false"} for row in found]
        assert set(found[0] if found else columns) >= set(columns), kind
        told = [tuple(row[name] for name in columns) for row in found if row["is_archived"] == "false"]
        assert Counter(told) == Counter(truth.living(account, kind)), kind
        gone = [row["id"] for row in found if row["is_archived"] == "true"]
        assert Counter(gone) == Counter(truth.archived(account, kind)), kind
    living = {kind: {str(each.id) for each in account.living(kind)} for kind in truth.TABLES}
    changes = [
        (r["contact_id"], r["name"], r["timestamp"], r["value"]) for r in rows(place, "contact_property_history")
    ]
    check_same(changes, truth.histories(account, "contacts"), living["contacts"])
    changes = [(r["deal_id"], "dealstage", r["date_entered"], r["value"]) for r in rows(place, "deal_stage")]
    changes += [(r["deal_id"], r["name"], r["timestamp"], r["value"]) for r in rows(place, "deal_property_history")]
    check_same(changes, truth.histories(account, "deals"), living["deals"])
    for kind, other, table, columns in (
        ("deals", "contacts", "deal_contact", ("deal_id", "contact_id")),
        ("deals", "companies", "deal_company", ("deal_id", "company_id")),
    ):
        if other not in without:
            links = [tuple(row[name] for name in columns) for row in rows(place, table)]
            check_same(links, truth.associated(account, kind, other), living[kind])
    if "forms" not in without:
        sent = [
            (row["conversion_id"], row["email"], row["timestamp"]) for row in rows(place, "contact_form_submission")
        ]
        assert Counter(sent) == Counter((n, email, truth.iso(at)) for _, n, at, email in account.submissions)
    clicks = [(row["id"], row["created"]) for row in rows(place, "email_event")]
    assert Counter(clicks) == Counter((each, truth.iso(at)) for each, (at, _, _) in account.clicks.items())


def check_same(found: list[tuple], expected: set[tuple], living: set[str]) -> None:
    """What hangs on records that are archived may lag behind: nothing is read from it."""
    assert Counter(each for each in found if each[0] in living) == Counter(expected)


def pulled_in_spite(place: Place, faults: Faults, server: HubSpotServer, draws: random.Random) -> int:
    """Pull until it succeeds; now and then the token is revoked or the network gone in the middle of it."""
    for attempt in range(6):
        trouble = draws.random() if attempt < 3 else 1.0
        left = draws.randint(1, 60)
        asked = len(faults.asked)
        before = server.between

        def upset(trouble: float = trouble, left: int = left, asked: int = asked, before: object = before) -> None:
            before()  # type: ignore[operator]
            if trouble < 0.3 and len(faults.asked) - asked > left:
                server.is_revoked, faults.is_down = trouble < 0.15, trouble >= 0.15

        server.between = upset
        former = place.tables
        try:
            pulled(place, server.account)
        except RemoteError as error:
            assert trouble < 0.3, error
            assert place.tables == former, "a pull that failed leaves the former tables"
        else:
            return attempt
        finally:
            server.between, server.is_revoked, faults.is_down = before, False, False
    raise AssertionError("never succeeded")


def run(seed: int, place: Place, lead: Lead, clock: Clock) -> None:
    draws = random.Random(seed)
    account = Account(seed, size=draws.choice((0, 5, 30, 45)))
    missing = frozenset(kind for kind in OPTIONAL if draws.random() < 0.25)
    server = HubSpotServer(account, missing=missing, cap=draws.choice((8, 14, 10_000)))
    faults = Faults(server, draws, clock.monotonic, share=draws.choice((0, 0.05, 0.2)))
    lead(faults)
    likely = draws.choice((0, 0.05, 0.3))
    server.between = lambda: account.change() if draws.random() < likely else None
    # A great account's ids are compared only where their count differs; `small_pages` puts the limit back.
    object_stream._ALL_IDS_UP_TO = draws.choice((-1, 10_000))
    started = account.now
    account.moved.clear()
    stable = {kind: {truth.row(kind, each) for each in account.living(kind)} for kind in truth.TABLES}
    pulled_in_spite(place, faults, server, draws)
    for kind, table in truth.TABLES.items():
        found = [row["id"] for row in rows(place, table)]
        assert len(found) == len(set(found)), "no record twice"
        unmoved = (each for each in account.living(kind) if each.id not in account.moved)
        still = {truth.row(kind, each) for each in unmoved if each.modified < started}
        if kind not in missing:
            assert {each[0] for each in still & stable[kind]} <= set(found), "what was there all the time is there"
    for _ in range(draws.randint(0, 2)):
        for _ in range(draws.randint(0, 25)):
            account.change()
        account.now += draws.choice((500, draws.randint(1, 3 * 86_400_000)))
        pulled_in_spite(place, faults, server, draws)
    account.now += int(LAG.total_seconds() * 1000) + account.lag
    server.between = lambda: None
    pulled(place, account, is_whole=draws.random() < 0.2)
    check(place, account, missing)
    assert faults.too_early == 0, "Retry-After is waited for"


@pytest.mark.parametrize("ten", [0, pytest.param(1, marks=pytest.mark.soak)])
def test_a_pull_ends_in_the_truth_of_the_account(ten: int, tmp_path: Path, lead: Lead, clock: Clock) -> None:
    for seed in range(ten * 10, ten * 10 + 10):
        run(seed, place_of(tmp_path, seed), lead, clock)


@pytest.mark.soak
@pytest.mark.parametrize("thousandth", range(SOAK_SEEDS // 100))
def test_a_pull_ends_in_the_truth_of_many_accounts(thousandth: int, tmp_path: Path, lead: Lead, clock: Clock) -> None:
    for seed in range(SEEDS + thousandth * 100, SEEDS + thousandth * 100 + 100):
        run(seed, place_of(tmp_path, seed), lead, clock)


def place_of(folder: Path, seed: int) -> Place:
    return Place(Warehouse(folder / str(seed) / "warehouse"), "hubspot")


def test_what_changed_while_it_lay_in_the_archive_is_read_whenever_it_comes_back(place: Place, lead: Lead) -> None:
    """Whether it is restored as the archive is asked for, or as the changes are."""
    for moment in ("archived=true", "search"):
        account = Account(2, size=30)
        server = HubSpotServer(account)
        lead(server)
        here = Place(Warehouse(place.folder / moment / "warehouse"), "hubspot")
        pulled(here, account)
        record = account.living("contacts")[0]
        record.values["email"], record.modified, record.is_archived = "new@x.example", account.now, True
        account.now += int(LAG.total_seconds() * 1000) * 3

        def restoring(question: Question, moment: str = moment, record: Record = record, server=server) -> Answer:
            asked = f"{question.path} archived={question.query.get('archived')}"
            if "objects" in asked and "contacts" in asked and moment in asked:
                record.is_archived = False
            return server(question)

        lead(restoring)
        pulled(here, account)
        account.now += int(LAG.total_seconds() * 1000) * 3
        pulled(here, account)
        assert "new@x.example" in [row["property_email"] for row in rows(here, "contact")], moment


def test_one_that_is_restored_beside_one_that_is_erased_is_found_where_no_archive_is_kept(
    place: Place, lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count is as before, and neither changed: shares of deals are compared by their ids, however many."""
    monkeypatch.setattr(object_stream, "_ALL_IDS_UP_TO", -1)
    account = Account(2, size=30)
    lead(HubSpotServer(account))
    first, second, *_ = account.living("deal_splits")
    first.is_archived = True
    account.now += int(LAG.total_seconds() * 1000) * 3
    pulled(place, account)
    first.is_archived = False
    del account.records["deal_splits"][second.id]
    account.now += int(LAG.total_seconds() * 1000) * 3
    pulled(place, account)
    check(place, account)
