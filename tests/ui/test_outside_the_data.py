"""Every page with a period says where the data begin or end when all of the period lies outside them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from demo_house import demo_house
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT

WITHOUT_PERIOD = ("lead_page", "data_page", "agreements_page", "bring_page")
PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*_page.py") if path.stem not in WITHOUT_PERIOD)
BEFORE = ["2019-01-01", "2019-03-31"], ("The data begin on", "after this period.")
AFTER = ["2031-01-01", "2031-03-31"], ("The data end on", "before this period.")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    demo_house(folder, 500)
    return folder


@pytest.mark.whole
@pytest.mark.parametrize(
    ("page", "dates", "said"),
    [
        pytest.param(page, *outside, marks=() if number % 4 == 2 * place else pytest.mark.soak)
        for number, page in enumerate(PAGES)
        for place, outside in enumerate((BEFORE, AFTER))
    ],
)
def test_a_page_says_that_its_period_lies_outside_the_data(
    built: Path, show: Callable[[Path], None], app: AppTest, page: str, dates: list[str], said: tuple[str, str]
) -> None:
    """Every second page in a period before the data or, in turn, after them; each in both by `make soak`."""
    show(built)
    app.query_params["period"] = "Custom dates"
    app.query_params["dates"] = dates
    app.switch_page(f"pages/{page}.py").run()
    assert [str(each.value) for each in (*app.exception, *app.error)] == []
    told = " ".join(each.value for each in app.main.markdown)
    assert all(part in told for part in said)
