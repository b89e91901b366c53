"""`overlap connect` and `overlap pull` against a server on this machine: what they say, keep, refuse and never tell."""

import json
import random
from contextlib import ExitStack, suppress

import hubspot_truth as truth
import pytest
from answering import Answer, Clock, Faults, Lead, Question, ToServer, rows, served
from commands import Command
from hubspot_account import Account
from hubspot_server import TOKEN, HubSpotServer
from sales_org import Org
from sales_server import SalesServer
from test_hubspot_pull import check as check_hubspot
from test_salesforce_pull import check as check_salesforce

from overlap.connecting import libraries
from overlap.connecting.place import connected
from overlap.connecting.running import LAG
from overlap.errors import UsageError

pytestmark = pytest.mark.usefixtures("clock", "no_proxies")


def seeds(here: int) -> pytest.MarkDecorator:
    """An even one may read everything, an odd one may not; all but this one by `make soak`."""
    others = (pytest.param(seed, marks=pytest.mark.soak) for seed in range(5) if seed != here)
    return pytest.mark.parametrize("seed", [here, *others])


@pytest.mark.usefixtures("small_pages", "unsynced")
@seeds(0)
def test_a_connected_hubspot_is_pulled_by_command(seed: int, command: Command, lead: Lead, clock: Clock) -> None:
    account = Account(seed, size=25)
    server = HubSpotServer(account, missing=frozenset({"companies"} if seed % 2 else ()), cap=15)
    faults = Faults(server, random.Random(seed), clock.monotonic, share=0.1)
    with ExitStack() as stack:
        lead(ToServer(stack.enter_context(served(faults))))
        assert command("connect", "hubspot").exit_code == 0
        assert seed or "Pulled: " in command("pull", "hubspot").output
        assert not command.pull("hubspot")
        for _ in range(20):
            account.change()
        account.now += int(LAG.total_seconds() * 1000) + account.lag
        assert not command.pull("hubspot")
    check_hubspot(command.place("hubspot"), account, server.missing)
    lacks = str(command.place("hubspot").pulled())
    assert ("it lacks the scope crm.objects.companies.read" in lacks) == bool(server.missing)


@pytest.mark.usefixtures("unsynced")
@seeds(1)
def test_a_connected_salesforce_is_pulled_by_command(seed: int, command: Command, lead: Lead, clock: Clock) -> None:
    org = Org(seed, size=25)
    server = SalesServer(org, missing=frozenset({"LeadHistory"} if seed % 2 else ()), lasts=40)
    faults = Faults(server, random.Random(seed), clock.monotonic, share=0.1)
    with ExitStack() as stack:
        lead(ToServer(stack.enter_context(served(faults))))
        assert command("connect", "salesforce").exit_code == 0
        assert seed or "Pulled: " in command("pull", "salesforce").output
        assert not command.pull("salesforce")
        for _ in range(20):
            org.change()
        org.now += int(LAG.total_seconds() * 1000) + org.lag
        assert not command.pull("salesforce")
    check_salesforce(command.place("salesforce"), org, server.missing)
    assert ("no LeadHistory for this user" in str(command.place("salesforce").pulled())) == bool(server.missing)


def test_connecting_keeps_the_name_of_the_variable_and_what_else_was_set(command: Command, lead: Lead) -> None:
    lead(HubSpotServer(Account(1, size=3)))
    house = command.home / "connected" / "hubspot" / "house.toml"
    house.parent.mkdir(parents=True)
    house.write_text('time_zone = "Europe/Berlin"\n')
    command("connect", "hubspot")
    assert 'time_zone = "Europe/Berlin"' in house.read_text() and 'variable = "HUBSPOT_TOKEN"' in house.read_text()
    assert [place.name for place in connected(command.warehouse)] == ["hubspot"]


def test_without_a_token_the_guide_says_what_to_do(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUBSPOT_TOKEN")
    result = command("connect", "hubspot")
    assert result.exit_code and "crm.objects.deals.read" in command.said
    assert "HUBSPOT_TOKEN is not set" in str(result.exception)
    assert not (command.home / "connected").exists()


def test_a_missing_library_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "find_spec", lambda name: None if name == "dlt" else name)
    with pytest.raises(UsageError) as raised:
        libraries.demand_libraries()
    assert "\n" not in str(raised.value)
    assert "need dlt: run" in str(raised.value) and "-r requirements-connect.txt" in str(raised.value)


@pytest.mark.parametrize("login", ("", "pat-1 2", "https://acme.my.salesforce.com", "https://k:s@evil.example"))
def test_what_is_no_login_is_refused_without_being_said(
    command: Command, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    monkeypatch.setenv("SALESFORCE_LOGIN", login)
    result = command("connect", "salesforce")
    assert isinstance(result.exception, UsageError)
    assert not login or login not in str(result.exception)


def refusing(server: HubSpotServer, what: str, answer: Answer) -> "Faults":
    def crm(question: Question) -> Answer:
        return answer if what in question.path else server(question)

    return Faults(crm, random.Random(0), lambda: 0.0)


@pytest.mark.parametrize(
    ("what", "answer", "words"),
    [
        ("contacts/search", Answer(401, {"message": f"bad {TOKEN}"}), "does not accept the token (401"),
        ("contacts/search", Answer(403, {"errors": [{"context": {"requiredGranularScopes": ["crm.x.read"]}}]}),
         "it lacks the scope crm.x.read"),
        ("contacts/search", Answer(403, {}), "it lacks the scope crm.objects.contacts.read"),
        ("contacts/search", Answer(429, {"policyName": "DAILY", "message": "daily limit"}), "daily limit"),
        ("contacts/search", Answer(500, "<html>"), "failed 8 times when asked for contacts (500)"),
        ("contacts/search", Answer(200, "<html>"), "something else than JSON"),
        ("contacts/search", Answer(400, {"message": "bad filter"}), "refuses to give contacts (400)"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_happened_and_leaves_the_former_tables(
    command: Command, lead: Lead, what: str, answer: Answer, words: str
) -> None:
    server = HubSpotServer(Account(3, size=12))
    lead(server)
    command("connect", "hubspot")
    assert not command.pull("hubspot")
    place = command.place("hubspot")
    before, known = place.tables, rows(place, "contact")
    lead(refusing(server, what, answer))
    assert words in command.pull("hubspot")
    assert place.tables == before and rows(place, "contact") == known
    failed = place.failed()
    assert failed and words in failed.why
    lead(server)
    assert not command.pull("hubspot")
    assert place.failed() is None


def test_a_network_that_is_gone_says_so(command: Command, lead: Lead) -> None:
    server = HubSpotServer(Account(3, size=12))
    lead(server)
    command("connect", "hubspot")
    down = Faults(server, random.Random(0), lambda: 0.0, is_down=True)
    lead(down)
    assert "cannot be reached" in command.pull("hubspot")


def test_a_permission_that_was_taken_away_refuses_the_pull_until_it_is_read_anew(command: Command, lead: Lead) -> None:
    account = Account(4, size=40)
    lead(HubSpotServer(account))
    command("connect", "hubspot")
    assert not command.pull("hubspot")
    place = command.place("hubspot")
    assert rows(place, "engagement_call")
    lead(HubSpotServer(account, missing=frozenset({"calls"})))
    refused = command.pull("hubspot")
    assert "crm.objects.calls.read" in refused and "--whole" in refused
    assert rows(place, "engagement_call")
    assert not command.pull("hubspot", is_whole=True)
    assert place.former("engagement_call") is None


@pytest.mark.usefixtures("small_pages")
def test_a_pull_that_broke_off_goes_on_where_it_stopped(command: Command, lead: Lead) -> None:
    account = Account(6, size=60)
    server = HubSpotServer(account)
    lead(server)
    command("connect", "hubspot")
    faults = Faults(server, random.Random(0), lambda: 0.0)
    lead(faults)
    server.between = lambda: setattr(server, "is_revoked", len(faults.asked) > 40)
    assert command.pull("hubspot")
    server.between, server.is_revoked = lambda: None, False
    again = Faults(server, random.Random(0), lambda: 0.0)
    lead(again)
    assert not command.pull("hubspot")
    read = [each["id"] for question in faults.asked[:40] if question.path.endswith("contacts/batch/read")
            for each in question.body["inputs"]]  # fmt: skip
    twice = [each["id"] for question in again.asked if question.path.endswith("contacts/batch/read")
             for each in question.body["inputs"]]  # fmt: skip
    assert read and not set(read) & set(twice)
    check_hubspot(command.place("hubspot"), account)


@pytest.mark.parametrize(
    "step", [1, 37, *(pytest.param(step, marks=pytest.mark.soak) for step in (10, 19, 28, 46, 55))]
)
def test_a_machine_that_stops_while_tables_are_put_in_place_leaves_the_former(
    command: Command, lead: Lead, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    account = Account(8, size=20)
    lead(HubSpotServer(account))
    command("connect", "hubspot")
    assert not command.pull("hubspot")
    place = command.place("hubspot")
    for _ in range(15):
        account.change()
    account.now += int(LAG.total_seconds() * 1000) + account.lag
    before = place.tables
    left = iter(range(step))

    def stops(_: int) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("overlap.warehouse.generations.durable.os.fsync", stops)
        with suppress(KeyboardInterrupt):
            command.pull("hubspot")
    assert place.tables == before or json.loads((place.tables / ".pull.json").read_text())  # type: ignore[operator]
    assert not command.pull("hubspot")
    check_hubspot(place, account)


def test_the_same_records_are_the_same_bytes(command: Command, lead: Lead) -> None:
    account = Account(9, size=30)
    lead(HubSpotServer(account))
    command("connect", "hubspot")
    assert not command.pull("hubspot")
    place = command.place("hubspot")

    def files() -> dict[str, bytes]:
        assert place.tables
        return {path.name: path.read_bytes() for path in place.tables.glob("*.parquet")}

    first = files()
    assert not command.pull("hubspot", is_whole=True)
    assert files() == first
    assert truth.known_kinds()
