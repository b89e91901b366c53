"""What every line to a CRM keeps to: its pace, its ways to write times, and that nothing is told to anybody else."""

import subprocess
import sys
from typing import Any

import pytest
from answering import Clock

from overlap.connecting.hubspot.api import ById
from overlap.connecting.pace import Pace
from overlap.connecting.texts import DAY, TIME, text_of

QUIET = """
import sys, socket
def refused(*_, **__): raise AssertionError("something was sent")
socket.socket.connect = refused
from overlap.connecting.hubspot.api import HubSpot
HubSpot("token")
assert "streamlit" not in sys.modules, "dlt reads Streamlit's secrets where its configuration is used"
from dlt.common.runtime import anon_tracker
assert anon_tracker._ANON_TRACKER_ENDPOINT is None, "telemetry began"
"""


def test_no_more_requests_than_allowed_go_out_in_any_window(clock: Clock) -> None:
    pace, sent = Pace(3, 2.0), []
    for _ in range(10):
        pace.wait()
        sent.append(clock.now)
        clock.now += 0.1
    assert all(later - sooner >= 2.0 for sooner, later in zip(sent, sent[3:], strict=False))
    assert sent[9] - sent[0] < 7


@pytest.mark.parametrize(
    ("told", "kind", "text"),
    [
        ("1767225600000", TIME, "2026-01-01T00:00:00.000Z"),
        ("1767225600", TIME, "2026-01-01T00:00:00.000Z"),
        (1767225600123, TIME, "2026-01-01T00:00:00.123Z"),
        ("2026-01-01T02:00:00+02:00", TIME, "2026-01-01T00:00:00.000Z"),
        ("2026-01-01T00:00:00.000+0000", TIME, "2026-01-01T00:00:00.000Z"),
        ("2026-01-01T00:00:00Z", DAY, "2026-01-01"),
        ("2026-01-01", TIME, "2026-01-01"),
        ("2026-01-01T00:00:00", TIME, "2026-01-01T00:00:00"),
        ("31/02/2026", TIME, "31/02/2026"),
        ("1767225600000", "text", "1767225600000"),
        ("", TIME, None),
        (True, "text", "true"),
        (["a", 2], "text", "a;2"),
        (0, "text", "0"),
    ],
)
def test_a_value_is_text_and_an_instant_is_written_in_one_way(told: object, kind: str, text: str | None) -> None:
    assert text_of(told, kind) == text


def test_a_search_goes_on_behind_the_last_id_it_met() -> None:
    from requests import Request, Response

    request, response, pages = Request(json={"filterGroups": [{"filters": []}]}), Response(), ById()
    response._content = b'{"paging": {"next": {"after": "200"}}}'
    pages.update_state(response, [{"id": "7"}, {"id": "9"}])
    pages.update_request(request)
    body: Any = request.json
    assert body["filterGroups"][0]["filters"] == [{"propertyName": "hs_object_id", "operator": "GT", "value": "9"}]
    assert "after" not in body and pages.has_next_page


def test_opening_a_line_reads_no_configuration_and_tells_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
