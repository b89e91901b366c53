"""What is told: only what is certain and agreed on, of teams, once while it lasts and once when it is over."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from alert_house import restless
from command_line import typed

from overlap.agreements import Draft
from overlap.alerting.alerts import Alert
from overlap.alerting.send_news import send
from overlap.alerting.told_before import FILE, news, remember
from overlap.cli import session
from overlap.errors import UsageError, WarehouseError
from overlap.store import open_store
from overlap.store.goals import Goal, propose_goal, sign_goal
from overlap.store.proposals import propose
from overlap.warehouse.generations.layout import Warehouse

pytestmark = pytest.mark.whole
NOW = datetime(2026, 6, 20, 18, tzinfo=UTC)
REMEDY = "Delete it; then everything is told once more."


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("restless")
    restless(folder)
    return folder


@pytest.fixture
def home(built, tmp_path, monkeypatch) -> Path:
    """Its warehouse, with a place of its own for what was told and typed."""
    (tmp_path / "warehouse").mkdir()
    for file in (built / "warehouse").iterdir():
        (tmp_path / "warehouse" / file.name).symlink_to(file)
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(tmp_path / "store.db"))
    monkeypatch.setattr(session, "now", lambda: NOW)
    return tmp_path


@pytest.fixture
def received() -> Iterator[tuple[str, list[dict]]]:
    """An address of this machine, and the messages that arrive there."""
    messages: list[dict] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://user:secret@127.0.0.1:{server.server_port}", messages
    server.shutdown()
    server.server_close()


def lines(*words: str) -> list[str]:
    ran = typed("alert", *words)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_what_is_told_is_behind_broken_or_failed_and_names_nobody(home):
    told = lines()
    assert [line.split(":")[0] for line in told[1:]] == [
        "Follow-up in time",
        "Booked revenue, company, Apr 2026 to Jun 2026, 80 of 91 days",
    ]
    assert told[0].startswith("No two leads have the same e-mail address.")
    assert told[1].startswith("Follow-up in time: 2.0% (")
    assert told[1].endswith(" of 50 handoffs, 23 May 2026 to 19 Jun 2026; agreed are 85.0%.")
    assert told[2].endswith("\u20ac\u00a0100, 11.4% of the plan to date (\u20ac\u00a0878).")
    assert "Rita" not in " ".join(told) and "a@b.c" not in " ".join(told)


def test_an_alert_is_told_once_and_its_end_once(home, monkeypatch):
    first = lines()
    again = typed("alert")
    assert (again.stdout, again.stderr) == ("", "Nothing new.\n")
    assert typed("alert", "--quiet").stderr == ""
    assert lines("--all") == first

    monkeypatch.setattr(session, "now", lambda: datetime(2026, 6, 30, tzinfo=UTC))
    assert lines() == ["The data end 9 days ago, on 20 Jun 2026."]
    monkeypatch.setattr(session, "now", lambda: NOW)
    assert lines() == ["No longer: The data end 9 days ago, on 20 Jun 2026."]


def test_what_waits_for_a_signature_is_told_until_it_is_signed(home):
    lines()
    house_id = Warehouse(home / "warehouse").current().house_id
    goal = Goal("f", "deals_won", date(2026, 7, 1), date(2026, 10, 1), Decimal(9), "sales", "Sam", "East")
    with open_store(home / "store.db", house_id) as store:
        propose(store, Draft("threshold", {"points": 40}, NOW, "Mara", "", "too many"), "p", NOW)
        goal_id = propose_goal(store, goal, NOW)
    told = lines()
    assert told == [
        "The agreement on threshold waits for sales, since 20 Jun 2026.",
        "A goal waits for marketing, since 20 Jun 2026: Won deals, East: 9 in Jul 2026 to Sep 2026.",
    ]
    assert "Mara" not in " ".join(told) and "Sam" not in " ".join(told)
    with open_store(home / "store.db", house_id) as store:
        sign_goal(store, goal_id, "marketing", "Mara", NOW)
    assert lines() == [f"No longer: {told[1]}"]


def test_a_message_has_what_is_new_and_is_not_sent_again(home, received, monkeypatch):
    address, messages = received
    told = lines("--to", address)
    assert [message["message"] for message in messages] == ["\n".join(f"- {line}" for line in told)]
    assert messages[0]["title"] == "Overlap"
    monkeypatch.setenv("OVERLAP_ALERT_TO", address)
    assert lines() == [] and len(messages) == 1
    shown = next(line for line in typed("status").stdout.splitlines() if "alert_to" in line)
    assert "json://***" in shown and "secret" not in shown


def test_what_could_not_be_sent_is_sent_next_time(home, received):
    address, messages = received
    failed = typed("alert", "--to", "json://user:secret@127.0.0.1:9/none", "--to", address)
    assert failed.returncode == 1
    assert "Address 1 of 2 could not be reached. All of it is sent again next time." in failed.stderr
    assert "secret" not in failed.stderr + failed.stdout
    assert len(lines("--to", address)) == len(failed.stdout.splitlines()) and len(messages) == 2


def test_an_address_of_no_service_is_refused_and_nothing_counts_as_told(home):
    for address in ("nonsense", "smoke://signal"):
        with pytest.raises(UsageError, match="Address 1"):
            send("what is new", [address])
    refused = typed("alert", "--to", "")
    assert refused.returncode == 2
    assert "Address 1" in refused.stderr and "Traceback" not in refused.stderr
    assert lines()


def test_a_damaged_file_of_what_was_told_is_named_with_the_remedy(home):
    for damaged in ("[]", '{"stale": 1}', "{"):
        (home / "warehouse" / FILE).write_text(damaged)
        with pytest.raises(WarehouseError, match=REMEDY):
            news([], home / "warehouse")
    refused = typed("alert")
    assert refused.returncode == 1
    assert f"{FILE}" in refused.stderr and REMEDY in refused.stderr


def test_a_restated_month_is_told_once_and_is_never_over(tmp_path):
    remember(
        [Alert("restated g1", "2 numbers of Sep 2026 changed"), Alert("stale", "The data end 9 days ago.")], tmp_path
    )
    assert news([], tmp_path).over == ("The data end 9 days ago.",)
