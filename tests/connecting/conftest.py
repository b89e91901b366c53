"""A clock that sleeping turns, a command line, and lines that lead to a test's CRM."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sales_server
from answering import Clock, Crm, InProcess, Lead
from commands import Command
from hubspot_server import TOKEN
from requests.adapters import HTTPAdapter

from overlap.connecting import sending
from overlap.connecting.hubspot import api
from overlap.connecting.place import Place
from overlap.warehouse.generations import durable
from overlap.warehouse.generations.layout import Warehouse

SECRETS = (TOKEN, sales_server.KEY, sales_server.SECRET)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "sleep", clock.sleep)
    monkeypatch.setattr("overlap.connecting.pace.time", clock)
    return clock


@pytest.fixture
def lead(monkeypatch: pytest.MonkeyPatch) -> Lead:
    """Lets every line lead to a CRM of the test."""

    def to(crm: Crm | HTTPAdapter) -> None:
        adapter = crm if isinstance(crm, HTTPAdapter) else InProcess(crm)
        monkeypatch.setattr(sending, "Paced", lambda *_: adapter)

    return to


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small company goes over many pages, and what has come is kept often."""
    for name, size in (("SEARCH_PAGE", 7), ("BATCH", 5), ("BATCH_WITH_HISTORY", 4), ("ASSOCIATIONS_BATCH", 6)):
        monkeypatch.setattr(api, name, size)
    monkeypatch.setattr("overlap.connecting.hubspot.object_stream.LIST_PAGE", 6)
    monkeypatch.setattr("overlap.connecting.hubspot.object_stream._CHUNK", 9)
    monkeypatch.setattr("overlap.connecting.hubspot.object_stream._ALL_IDS_UP_TO", 10_000)
    monkeypatch.setattr("overlap.connecting.staged.KEPT_AT", 30)
    monkeypatch.setattr("overlap.connecting.hubspot.events._SUBMISSIONS_PAGE", 2)
    monkeypatch.setattr("overlap.connecting.hubspot.events._EVENTS_PAGE", 2)


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is forced onto the disk: many pulls are quick, and no machine stops in between."""
    monkeypatch.setattr(durable.os, "fsync", lambda _: None)


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks for proxies in the environment before each of thousands of requests."""
    monkeypatch.setattr("requests.sessions.get_environ_proxies", lambda *_, **__: {})


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(Warehouse(tmp_path / "house" / "warehouse"), "hubspot")


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Command]:
    """After each test nothing that it said, logged or left behind holds a secret."""
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(tmp_path / "store.db"))
    monkeypatch.setenv("HUBSPOT_TOKEN", TOKEN)
    monkeypatch.setenv("SALESFORCE_LOGIN", sales_server.LOGIN)
    monkeypatch.setattr("simple_salesforce.bulk2.sleep", lambda _: None)
    caplog.set_level(logging.DEBUG)
    command = Command(tmp_path)
    yield command
    for secret in SECRETS:
        assert secret not in command.said
        assert secret not in caplog.text
        for path in tmp_path.rglob("*"):
            assert not path.is_file() or secret.encode() not in path.read_bytes(), path
