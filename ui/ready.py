"""What the app needs before its first visitor: modules, reports and what they read, all there when the port opens."""

import gc
import logging
import pkgutil
from importlib import import_module

import ui
from overlap.reports import catalogue
from overlap.reports.reads import store_tables

# Objects that are made before Python looks for rubbish among the newest: a page makes tens of thousands and keeps few.
_YOUNG = 50_000
_CACHES = "streamlit.runtime.caching.cache_data_api"  # warns of every cache that is named before the server runs


def make_ready() -> None:
    """Import what pages import, once, so that first visitors at once do not wait for it, nor race each other.

    What is there then stays for good: the collector of rubbish does not look through it any more.
    """
    caches = logging.getLogger(_CACHES)
    caches.disabled = True
    for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        if found.name != "ui.serve":
            import_module(found.name)
    caches.disabled = False
    for report in catalogue().values():
        store_tables(report)
        _ = report.file.parameters
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 50)
