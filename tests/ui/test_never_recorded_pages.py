"""Every page of a company that records nothing of what became of handoffs draws, and says "not recorded", not 0%."""

from typing import Any

import pytest
from handed_only import HANDED_ONLY, LEADS_AND_HANDOFFS
from streamlit.testing.v1 import AppTest
from sweep import Visitor, pages


@pytest.mark.whole
@pytest.mark.parametrize("page", ["goals_page", "quality_page"])
def test_no_card_reads_a_share_of_what_nobody_records(look_at, app: AppTest, page: str) -> None:
    look_at(**HANDED_ONLY)
    app.query_params["period"] = "All time"
    app.switch_page(f"pages/{page}.py").run()
    cards = {metric.label: metric.value for metric in app.metric}
    assert [value for label, value in cards.items() if "SAL" in label or "SQL" in label]
    assert not [label for label, value in cards.items() if value == "0.0%"]
    assert "not recorded: no source says what" in str([each.value for each in app.caption]) + str(app.markdown)


@pytest.mark.whole
@pytest.mark.parametrize("page", pages(with_lists=False))
@pytest.mark.parametrize("nth", [4, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize(
    "tables",
    [pytest.param(HANDED_ONLY, marks=pytest.mark.soak, id="and called"), pytest.param(LEADS_AND_HANDOFFS, id="alone")],
)
def test_every_chart_and_sentence_of_leads_and_handoffs_is_drawn(
    look_at, page: str, nth: int, tables: dict[str, Any]
) -> None:
    """Each view and every fourth of the other screens, where nothing else is recorded, with labels and no codes.

    The other pages are drawn in test_one_filter_pages.py. All of them, every screen, and where calls are recorded
    too: `make soak`.
    """
    look_at(**tables)
    visitor, faults = Visitor(page), []
    for number, screen in enumerate(visitor.screens(channels="ads")):
        if not number % nth or visitor.is_at(screen, channels="ads"):
            faults += visitor.faults(screen, "channels", "ads")
            faults += [f"{screen}: {code} is a code" for code in visitor.codes()]
            faults += [f"{screen}: the heading {head!r}" for head in visitor.small_headings()]
    assert not faults, faults[:20]
