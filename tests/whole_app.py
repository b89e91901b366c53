"""The whole app, run without a browser, by a Streamlit that looks once for what is installed and not in every run."""

import re
from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from overlap.settings import PROJECT

# Otherwise each run reads the metadata of every installed package, a third of its time; nothing is installed meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
APP = PROJECT / "app.py"
_PAGE = re.compile(r'st\.Page\(\s*"(pages/\w+\.py)"[^()]*?(?:url_path="([\w-]+)")?\s*\)')


def whole_app(seconds: int = 60) -> AppTest:
    """The app, not yet run; `seconds` are what a run of it may take.

    `switch_page` before its first run is a visitor who follows a link: the page that opens first is not drawn before.
    """
    app = AppTest.from_file(str(APP), default_timeout=seconds)
    app._registered_pages = _pages()  # known without a run, which would cost as much as the page that is tested
    return app


@cache
def _pages() -> dict:
    """Every page under its address, as a first run would register it; the address of the first page is empty."""
    pages = _PAGE.findall(APP.read_text(encoding="utf-8"))
    return {
        calc_hash(address): {"script_path": str(PROJECT / page), "url_pathname": address} for page, address in pages
    }
