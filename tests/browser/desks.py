"""Where visitors of the app sit: each desk a browser with its own cookies and one tab, left as it was found.

The tab stays open from test to test: a new one starts a process and compiles the app's scripts again, which takes
three times what a visit does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from browsing import SHOWN
from playwright.sync_api import Browser, Page

WIDE, TABLET, PHONE = (1440, 900), (820, 1180), (390, 844)
Scheme = Literal["light", "dark"]
# An expander opens over half a second even where motion is reduced, and a click that begins on a button it moves away
# ends on nothing: hands are slower, a driven browser is not.
STILL = """const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, options) {
    return animate.call(this, frames, { ...options, duration: 0 })
}"""


@dataclass
class Desks:
    """The free ones are taken again."""

    browser: Browser
    _free: list[Page] = field(default_factory=list)

    @contextmanager
    def taken(self, size: tuple[int, int] = WIDE, scheme: Scheme = "light") -> Iterator[Page]:
        """A visitor with a window of that size, whom no page knows."""
        page = self._free.pop() if self._free else self._another()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield page
        self._cleared(page)  # not where a test failed: its tab may be in any state
        self._free.append(page)

    def _another(self) -> Page:
        context = self.browser.new_context()
        context.set_default_timeout(SHOWN)
        context.add_init_script(STILL)
        return context.new_page()

    @staticmethod
    def _cleared(page: Page) -> None:
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.goto("about:blank")
        page.context.clear_cookies()
