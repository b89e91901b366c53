"""Every page in a real browser: opened, and asked again under other filters, until the last chart is drawn."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.viewing.app_process import Served
from benchmarks.viewing.screens import PAGES

_WAIT_MS = 300_000
_AGAIN = ("period=ytd", "period=quarter", "period=all")
_OPENED = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid=stMain] :is(h1, h2, h3)')
    && !document.querySelector('[data-testid=stSkeleton]')"""
# An address that is gone back to is asked in the same session: a rerun, as a filter that is changed is.
_ASKED_AGAIN = """address => new Promise(done => {
    const quiet = 600, began = performance.now()
    const app = document.querySelector('[data-testid=stApp]')
    let ran = false, ended = 0, drawn = 0
    const watching = new MutationObserver(changes => {
        const now = performance.now()
        for (const change of changes) {
            if (change.target === app && change.attributeName === 'data-test-script-state') {
                if (app.dataset.testScriptState === 'running') { ran = true; ended = 0 }
                else if (ran && app.dataset.testScriptState === 'notRunning') ended = now
            } else if (change.target.closest?.('[data-testid=stPlotlyChart]')) drawn = now
        }
    })
    watching.observe(document.body, { subtree: true, childList: true, attributes: true })
    history.pushState(null, '', address)
    window.dispatchEvent(new PopStateEvent('popstate'))
    const looking = setInterval(() => {
        if (!ended || performance.now() - Math.max(ended, drawn) < quiet) return
        clearInterval(looking)
        watching.disconnect()
        done({ script: (ended - began) / 1000, chart: (Math.max(ended, drawn) - began) / 1000 })
    }, 50)
})"""


@dataclass(frozen=True)
class Rerun:
    """Seconds of a page: until it first stood, then until its script had ended again and its last chart was drawn."""

    page: str
    opened: float
    script: float
    chart: float


def reruns(app: Served, shots: Path | None) -> Iterator[Rerun]:
    """Each page once opened and asked again under three periods; `shots` is where to keep a picture of each."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        raise SystemExit("The pages need Chromium: install the package chromium, or leave them out with --only.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.set_default_timeout(_WAIT_MS)
        for name in dict.fromkeys(PAGES):
            yield _measured(page, f"http://127.0.0.1:{app.port}/{name}", name or "goals")
            if shots:
                shots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=shots / f"{name or 'goals'}.png")
        browser.close()


def _measured(page: Page, address: str, name: str) -> Rerun:
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_function(_OPENED, polling=50)
    opened = time.perf_counter() - began
    again = [page.evaluate(_ASKED_AGAIN, f"{address}?{query}") for query in _AGAIN]
    return Rerun(name, opened, median(each["script"] for each in again), median(each["chart"] for each in again))
