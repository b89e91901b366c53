"""Share finds what a pack has of a page by the page's address, so each of them is one."""

import re

from overlap.pack.made import PAGES
from overlap.pack.pages import TITLES
from overlap.settings import PROJECT

ADDRESS = re.compile(r'st\.Page\("pages/(\w+)_page\.py".*?(?:url_path="([\w-]+)")?\)')


def test_every_page_of_a_pack_is_a_page_of_the_app():
    found = ADDRESS.findall((PROJECT / "app.py").read_text(encoding="utf-8"))
    addresses = {address or name for name, address in found}
    assert len(addresses) > 10
    assert set(PAGES) <= addresses
    assert list(TITLES) == list(PAGES)
    # those of single people or records, and those about the app itself
    assert addresses - set(PAGES) == {"lead", "definitions", "bring-your-data"}
