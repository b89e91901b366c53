"""Every page draws without an error line under a filter of one value, the blank one too."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from demo_house import demo_house
from streamlit.testing.v1 import AppTest

from overlap.reports import answer
from overlap.settings import PROJECT
from overlap.warehouse.reader import open_reader

UNFILTERED = ("lead_page",)  # one lead, which no filter narrows
PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*_page.py") if path.stem not in UNFILTERED)
A_FEW = {"regions": "EMEA", "channels": "(none)"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filtered")
    demo_house(folder, 500)
    return folder


def drawn(app: AppTest, page: str, field: str, value: str) -> list[str]:
    """What is wrong with a page under that filter."""
    app.query_params["period"] = "All time"
    app.run()
    app.query_params[field] = value
    app.switch_page(f"pages/{page}.py").run()
    return [str(each.value) for each in (*app.exception, *app.error)]


@pytest.mark.whole
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("field", A_FEW)
def test_a_page_draws_under_a_filter(built: Path, put_there, app: AppTest, page: str, field: str):
    put_there(built)
    assert drawn(app, page, field, A_FEW[field]) == []


def values_of(folder: Path, leads: int) -> Iterator[tuple[str, str]]:
    """Every value of every filter as an address writes it."""
    with closing(open_reader(demo_house(folder, leads))) as reader:
        for field, value, *_ in answer(reader, "filters/choices").frame.iter_rows():
            yield field, "(none)" if value is None else value


@pytest.mark.campaign
@pytest.mark.parametrize("leads", [3_000, 20_000])
def test_every_page_draws_under_every_value(tmp_path: Path, put_there, leads: int):
    values = list(values_of(tmp_path / "company", leads))
    put_there(tmp_path / "company")
    faults = [
        f"{page} {field}={value}: {fault}"
        for page in PAGES
        for field, value in values
        for fault in drawn(AppTest.from_file(str(PROJECT / "app.py"), default_timeout=120), page, field, value)
    ]
    assert not faults, faults[:20]
