"""A company that asks HubSpot live: connected and pulled by command, then looked at on the page Data.

Pulled beside a company that is published already; into a new one, which is then published, by `make soak`.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import PROJECT, Served, serving, visit
from demo_house import demo_house
from desks import Desks, Scheme
from playwright.sync_api import expect
from typer.testing import CliRunner

from overlap.cli import app as commands
from overlap.connecting import pulling, sending
from overlap.connecting.place import Place
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import source_named

sys.path += [str(PROJECT / "tests" / "connecting"), str(PROJECT / "tests" / "dialects")]
from answering import Answer, Clock, Question, ToServer, served  # pyright: ignore[reportMissingImports]
from exported_crm import ExportedHubSpot  # pyright: ignore[reportMissingImports]
from hubspot_server import TOKEN  # pyright: ignore[reportMissingImports]
from relabelling import Dialect, relabel  # pyright: ignore[reportMissingImports]

pytestmark = pytest.mark.browser

HUBSPOT = Dialect("hubspot", "loader_tables", {})
ANSWERS = ("handoff=owner_assigned", "sal=status:salesaccepted", "recycled=status:unqualified")
SCREENS: tuple[tuple[int, Scheme], ...] = ((1440, "light"), (390, "dark"))


class Crm:
    """The company's HubSpot: the token may not read forms, and after a while it fails."""

    def __init__(self, export: Path) -> None:
        self.knows, self.is_down = ExportedHubSpot(export), False

    def __call__(self, question: Question) -> Answer:
        if self.is_down:
            return Answer(401, {"message": "The token *expired*."})
        if "form" in question.path:
            return Answer(403, {"category": "MISSING_SCOPES", "message": "This app hasn't been granted the scopes."})
        return self.knows(question)


@pytest.fixture(scope="module", params=["beside", pytest.param("published", marks=pytest.mark.soak)])
def connected(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served company that was pulled from a CRM on this machine; the pull after that was refused."""
    company, export, home = (tmp_path_factory.mktemp(name) for name in ("company", "export", "home"))
    demo_house(company, leads=500)
    (canonical := company / "canonical").mkdir()
    relabel(company / "export", HUBSPOT, canonical, export)
    crm, place = Crm(export), Place(Warehouse(home / "warehouse"), "hubspot")
    with pytest.MonkeyPatch.context() as patched, ExitStack() as stack:
        port = stack.enter_context(served(crm))
        patched.setattr(sending, "Paced", lambda *_: ToServer(port))
        patched.setattr("overlap.connecting.pace.time", Clock())
        for name, value in (("WAREHOUSE", home / "warehouse"), ("STORE", home / "store.db")):
            patched.setenv(f"OVERLAP_{name}", str(value))
        patched.setenv("HUBSPOT_TOKEN", TOKEN)
        _done("connect", "hubspot")
        if request.param == "published":
            house = place.folder / "house.toml"
            house.write_text(f'time_zone = "Europe/Berlin"\nreporting_currency = "EUR"\n{house.read_text()}')
            _done("pull", "hubspot", *(word for each in ANSWERS for word in ("--answer", each)))
            assert list(Warehouse(home / "warehouse").current().sources) == ["hubspot"]
        else:
            pulling.pull(place, source_named("hubspot"), datetime.now(UTC), lambda *_: None, is_whole=False)
            for part in ("warehouse", "store.db"):
                (company / part).rename(home / part)
        crm.is_down = True
        refused = CliRunner().invoke(commands, ["pull", "hubspot"])
        assert refused.exit_code, "a CRM that refuses is no success"
    with serving(home) as app:
        yield app


def _done(*words: str) -> None:
    result = CliRunner().invoke(commands, [*words])
    assert result.exit_code == 0, (result.output, result.exception)


def test_data_says_when_it_was_pulled_what_it_lacks_and_what_failed(connected: Served, desks: Desks) -> None:
    for width, scheme in SCREENS:
        with desks.taken((width, 900), scheme) as page:
            visit(page, f"{connected.url}/data")
            expect(page.get_by_text("Live connections")).to_be_visible()
            table = page.get_by_test_id("stTable").filter(has_text="Last pulled")
            expect(table).to_contain_text("hubspot")
            expect(page.get_by_text("it lacks the scope forms")).to_be_visible()
            expect(page.get_by_text("The token *expired*.")).to_be_visible()
            expect(page.get_by_test_id("stException")).to_have_count(0)
            box = table.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, "nothing of it is cut off"
