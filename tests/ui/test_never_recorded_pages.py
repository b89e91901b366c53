"""Every page of a company that records nothing of what became of handoffs draws, and says "not recorded", not 0%."""

from typing import Any

import pytest
from handed_only import HANDED_ONLY, LEADS_AND_HANDOFFS
from streamlit.testing.v1 import AppTest
from sweep import Visitor

from overlap.settings import PROJECT

PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("*_page.py") if path.stem != "lead_page")


@pytest.mark.whole
@pytest.mark.parametrize("page", ["goals_page", "quality_page"])
def test_no_card_reads_a_share_of_what_nobody_records(publish, app: AppTest, page: str) -> None:
    publish(**HANDED_ONLY)
    app.query_params["period"] = "All time"
    app.switch_page(f"pages/{page}.py").run()
    cards = {metric.label: metric.value for metric in app.metric}
    assert [value for label, value in cards.items() if "SAL" in label or "SQL" in label]
    assert not [label for label, value in cards.items() if value == "0.0%"]
    assert "not recorded: no source says what" in str([each.value for each in app.caption]) + str(app.markdown)


@pytest.mark.whole
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "tables",
    [pytest.param(HANDED_ONLY, marks=pytest.mark.soak, id="and called"), pytest.param(LEADS_AND_HANDOFFS, id="alone")],
)
def test_every_chart_and_sentence_of_leads_and_handoffs_is_drawn(publish, page: str, tables: dict[str, Any]) -> None:
    """Where nothing else is recorded; by `make soak` where calls are too."""
    publish(**tables)
    visitor = Visitor(page)
    faults = [fault for screen in list(visitor.screens()) for fault in visitor.faults(screen, "channels", "ads")]
    assert not faults, faults[:20]
