"""Every page of a company that records nothing of what became of handoffs draws, and says "not recorded", not 0%."""

import pytest
from handed_only import HANDED_ONLY
from streamlit.testing.v1 import AppTest

from overlap.settings import PROJECT

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*_page.py") if path.stem != "lead_page")


@pytest.mark.whole
@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_where_acceptance_sqls_and_wins_are_not_recorded(publish, app: AppTest, page: str) -> None:
    publish(**HANDED_ONLY)
    app.query_params["period"] = "All time"
    app.run()
    app.switch_page(f"pages/{page}.py").run()
    assert [str(each.value) for each in (*app.exception, *app.error)] == []


@pytest.mark.whole
@pytest.mark.parametrize("page", ["goals_page", "quality_page"])
def test_no_card_reads_a_share_of_what_nobody_records(publish, app: AppTest, page: str) -> None:
    publish(**HANDED_ONLY)
    app.query_params["period"] = "All time"
    app.run()
    app.switch_page(f"pages/{page}.py").run()
    cards = {metric.label: metric.value for metric in app.metric}
    assert [value for label, value in cards.items() if "SAL" in label or "SQL" in label]
    assert not [label for label, value in cards.items() if value == "0.0%"]
    assert "not recorded: no source says what" in str([each.value for each in app.caption]) + str(app.markdown)
