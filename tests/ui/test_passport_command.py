"""The command in a number's passport gives the page's numbers: its filters, period and parameters are in it."""

import json
import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from demo_house import demo_house
from streamlit.testing.v1 import AppTest

from overlap.cli import asking, main
from overlap.exports import to_json
from overlap.reports import find
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader
from ui import gateway, passport
from ui.agreements import definition
from ui.pinned import last_asked

pytestmark = pytest.mark.whole

FILTERS = {"period": "Custom dates", "dates": ["2025-06-01", "2026-04-30"], "segments": ["smb", "mid"]}
SEEN = {
    "funnel": [{"by": "segment"}],
    "followup": [{"followup_view": view, "tried_by": "rep"} for view in ("levels", "speed", "tries", "guards")],
    "quality": [
        {"quality_view": view, "threshold": "45", "score_label": "won"}
        for view in ("campaigns", "score", "threshold", "second_chances", "feedback")
    ],
    "revenue": [
        {"model": "time_decay", "window_days": "30", "view": view, "sure_by": "channel", "steps": "4"}
        for view in ("sure", "rules", "return", "pipeline", "together")
    ],
    "capacity": [{"intake": "5"}],
    "translation": [
        *({"outcome": "won", "measure": "booth_scans", "weeks_of": each} for each in ("all", "period")),
        {"translation_view": "content", "pieces_of": "period", "piece_stage": "sql"},
    ],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("passports")
    demo_house(folder)
    return folder


class Kept(Reader):
    """A reader that many commands may ask: to open it anew would take most of the time of each."""

    def close(self) -> None:
        """It is closed after the last of them."""


@pytest.fixture(scope="module")
def kept(built: Path) -> Iterator[Kept]:
    """The company as the command line reads it."""
    with closing(open_reader(Warehouse(built / "warehouse"))) as reader:
        yield Kept(**vars(reader))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Of every passport drawn: its command, and the page's own rows as JSON."""
    found: dict[str, str] = {}

    def noted(report: str, number: str = "", *, key: str, label: str = "") -> None:
        asked = last_asked(report)
        rows = gateway.ask(report, asked.filters, **asked.params)
        found[definition.command(find(report), asked)] = to_json(rows)

    monkeypatch.setattr(passport, "button", noted)
    return found


def half_of_the_views() -> Iterator:
    """Of each page every second view, the first among them; the others by `make soak`."""
    for page, views in SEEN.items():
        yield pytest.param(page, views[::2], id=page)
        if views[1::2]:
            yield pytest.param(page, views[1::2], id=f"{page}, the others", marks=pytest.mark.soak)


@pytest.mark.parametrize(("page", "views"), list(half_of_the_views()))
def test_every_passport_of_a_page_prints_what_the_page_shows(
    page, views, built, show, printed, kept: Kept, app: AppTest, capsys, monkeypatch
):
    show(built)
    for view in views:
        for name, value in {**FILTERS, **view}.items():
            app.query_params[name] = value
        app.switch_page(f"pages/{page}_page.py").run()
        assert not app.exception, [each.value for each in app.exception]
    assert printed
    monkeypatch.setattr(asking, "open_reader", lambda *_, **__: kept)
    for command, shown in printed.items():
        monkeypatch.setattr("sys.argv", [*shlex.split(command.removeprefix("python -m ")), "--format", "json"])
        capsys.readouterr()
        with pytest.raises(SystemExit, match="0"):
            main()
        assert json.loads(capsys.readouterr().out) == json.loads(shown), command
    assert any("--from 2025-06-01 --to 2026-05-01" in command for command in printed)
