"""The link that Share shows is the address of the screen, wherever the app is served and however it was opened."""

from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

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


def test_each_button_makes_the_file_it_names(monkeypatch: pytest.MonkeyPatch):
    buttons: dict[str, dict[str, Any]] = {}
    held = {
        "popover": lambda *_, **__: nullcontext(),
        "caption": lambda *_: None,
        "code": lambda *_, **__: None,
        "download_button": lambda label, **given: buttons.update({label: given}),
        "context": SimpleNamespace(url="http://127.0.0.1:8501/funnel"),
    }
    monkeypatch.setattr(share, "st", SimpleNamespace(**held))
    monkeypatch.setattr(share.address, "held", dict)
    monkeypatch.setattr(share, "_question", lambda: "asked")
    monkeypatch.setattr(share, "_is_about_people", lambda: False)
    house = SimpleNamespace(as_of_at=datetime(2026, 11, 1, tzinfo=UTC))
    monkeypatch.setattr(share.gateway, "house", lambda: house)
    monkeypatch.setattr(share, "of_page", lambda question, page, _: f"{page} as {question}")
    monkeypatch.setattr(share, "whole", lambda question, _: f"all as {question}")
    monkeypatch.setattr(share, "FORMS", {form: f"{{}} in {form}".format for form in share.FORMS})
    share.control("funnel")
    assert {label: (given["data"](), given["file_name"]) for label, given in buttons.items()} == {
        "This page, PDF": ("funnel as asked in pdf", "overlap-funnel-2026-11-01.pdf"),
        "This page, XLSX": ("funnel as asked in xlsx", "overlap-funnel-2026-11-01.xlsx"),
        "All questions, PDF": ("all as asked in pdf", "overlap-review-pack-2026-11-01.pdf"),
    }
    assert not any(given["disabled"] for given in buttons.values())
