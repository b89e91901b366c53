"""Every page with a period says where the data begin or end when all of the period lies outside them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from demo_house import demo_house
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT

WITHOUT_PERIOD = ("lead_page", "data_page", "agreements_page", "bring_page")
PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*_page.py") if path.stem not in WITHOUT_PERIOD)
BEFORE, AFTER = ["2019-01-01", "2019-03-31"], ["2031-01-01", "2031-03-31"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    demo_house(folder, 500)
    return folder


@pytest.mark.whole
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("dates", "said"),
    [(BEFORE, ("The data begin on", "after this period.")), (AFTER, ("The data end on", "before this period."))],
    ids=["before", "after"],
)
def test_a_page_says_that_its_period_lies_outside_the_data(
    built: Path, put_there: Callable[[Path], None], app: AppTest, page: str, dates: list[str], said: tuple[str, str]
) -> None:
    put_there(built)
    app.query_params["period"] = "Custom dates"
    app.query_params["dates"] = dates
    app.switch_page(f"pages/{page}.py").run()
    assert [str(each.value) for each in (*app.exception, *app.error)] == []
    told = " ".join(each.value for each in app.main.markdown)
    assert all(part in told for part in said)
