"""The whole app, run without a browser, by a Streamlit that looks once for what is installed and not in every run."""

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT

# Otherwise each run reads the metadata of every installed package, a third of its time; nothing is installed meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def whole_app(seconds: int = 60) -> AppTest:
    """The app, not yet run; `seconds` are what a run of it may take."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=seconds)
