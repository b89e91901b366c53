"""The link that Share shows is the address of the screen, wherever the app is served and however it was opened."""

from types import SimpleNamespace

import pytest

from ui import share


@pytest.mark.parametrize("base", ["http://127.0.0.1:8501", "https://intern.example/tools/overlap"])
@pytest.mark.parametrize("path", ["", "review-meeting"])
@pytest.mark.parametrize("ends", ["", "/"])
def test_a_link_names_its_page_once(monkeypatch: pytest.MonkeyPatch, base: str, path: str, ends: str):
    monkeypatch.setattr(share.address, "held", lambda: {"period": ["quarter"]})
    for url in (base + ends, f"{base}/{path}".rstrip("/") + ends):  # Streamlit says it with the page's path
        monkeypatch.setattr(share.st, "context", SimpleNamespace(url=url))
        assert share.link(path) == f"{base}/{path}?period=quarter"
