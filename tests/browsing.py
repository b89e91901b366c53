"""Serving the app and visiting it. Servers bind 127.0.0.1 on a free port and are stopped by their own process id."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FloatRect, Locator, Page

PROJECT = Path(__file__).parents[1]
STARTUP_SECONDS = 90
STILL_MS = 250  # without a move in it an element has come to rest
LOOKED_MS = 50  # between two looks at whether a script has ended: at every frame, the looking costs more than the page
SHOWN = 60_000  # ms a page may take on a busy machine before the test gives up


@dataclass(frozen=True)
class Served:
    """An app: where it answers, and the folder of its house."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it at once, without a word of warning (SIGKILL)."""
        self.process.kill()
        self.process.wait(timeout=30)


@contextmanager
def serving(folder: Path, *, by_command: bool = False, **settings: object) -> Iterator[Served]:
    """The app on the house below `folder`, with these settings.

    `by_command` starts it by `overlap run`, which imports every command and is then replaced by what is else started
    at once.
    """
    port = _free_port()
    run = ["overlap", "run", "--port", str(port)]
    at_once = ["ui.serve", "--server.port", str(port), "--server.address", "127.0.0.1", "--server.maxUploadSize", "500"]
    environment = {
        **os.environ,
        "OVERLAP_WAREHOUSE": str(folder / "warehouse"),
        "OVERLAP_STORE": str(folder / "store.db"),
        "PYTHONPATH": str(PROJECT),
        **{f"OVERLAP_{name.upper()}": str(value) for name, value in settings.items()},
    }
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *(run if by_command else at_once)],
            cwd=PROJECT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait_until_healthy(server, port, folder / "server.log")
            yield Served(f"http://127.0.0.1:{port}", folder, server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def visit(page: Page, url: str) -> None:
    """Open an address and wait until the script behind it has ended."""
    page.goto(url)
    page.wait_for_selector(
        "[data-testid=stMain] h2, [data-testid=stMain] h1, [data-testid=stMain] h3, [data-testid=stAlert]"
    )
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing runs any more and no skeleton is left."""
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-testid=stSkeleton]')",
        polling=LOOKED_MS,
    )


def resting_box(what: Locator) -> FloatRect:
    """Where an element stands once it has stopped moving: a click at a place of a list that slides in goes astray."""
    what.evaluate(
        "each => each.scrollIntoView({ block: 'center' })"
    )  # in one step: a chart may be drawn anew meanwhile
    before, box = None, what.bounding_box()
    while box is None or box != before:
        what.page.wait_for_timeout(STILL_MS)
        before, box = box, what.bounding_box()
    return box


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
                if answer.read() == b"ok":
                    return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"The app did not start:\n{log.read_text(errors='replace')}")
