"""A lead's life in words, and nothing that nobody recorded."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest

from overlap.charts.palette import DARK, LIGHT
from overlap.subjects.lead.charts.lanes import timeline
from ui.lead import story

COLUMNS = {
    "happened_local": pl.Datetime("us"), "is_date_only": pl.Boolean, "lane": pl.String, "event": pl.String,
    "what": pl.String, "detail": pl.String, "campaign_name": pl.String, "rep_name": pl.String,
    "amount": pl.Decimal(18, 2),
}  # fmt: skip


def events(*rows: tuple) -> pl.DataFrame:
    """(at, is_date_only, lane, event, what, detail, campaign, person)."""
    return pl.DataFrame([(*row, None) for row in rows], schema=COLUMNS, orient="row")


def test_an_event_known_by_its_day_is_told_without_a_minute():
    created = (datetime(2026, 3, 2), True, "marketing", "created", "webinar", None, "Tour", None)
    told = story.steps(events(created), "EUR")
    assert [(step.when, step.said, step.note) for step in told] == [
        ("2 Mar 2026", "Became a lead through webinar", "campaign: Tour")
    ]


def test_touches_of_one_day_are_one_step_and_nothing_else_is():
    told = story.steps(
        events(
            (datetime(2026, 3, 2, 9), False, "marketing", "touch", "page_view", "Pricing", "A", None),
            (datetime(2026, 3, 2, 10), False, "marketing", "touch", "form", "Demo", "B", None),
            (datetime(2026, 3, 2, 11), False, "sales", "activity", "call", "no_answer", None, "Keller"),
            (datetime(2026, 3, 2, 12), False, "sales", "activity", "call", "connected", None, "Keller"),
        ),
        "EUR",
    )
    assert [(step.when, step.said, step.note) for step in told] == [
        ("2 Mar 2026", "2 touches: Viewed Pricing; Filled in Demo", "campaigns: A, B"),
        ("2 Mar 2026 11:00", "Keller called, no answer", ""),
        ("2 Mar 2026 12:00", "Keller called and reached them", ""),
    ]


def test_a_kind_nobody_foresaw_is_told_in_the_sources_words():
    fax = (datetime(2026, 3, 2, 9), False, "sales", "activity", "fax", "sent", None, "Keller")
    told = story.steps(events(fax), "EUR")
    assert [step.said for step in told] == ["Keller: fax sent"]


def test_the_answer_says_what_is_not_recorded():
    facts = {
        "lead_id": "L1", "lead_name": None, "title": None, "company": None, "channel": None,
        "created_on": date(2026, 3, 2), "handoff_count": 0, "handed_at": None, "rep_name": "unassigned",
        "days_to_won": -2,
    }  # fmt: skip
    deals = pl.DataFrame(
        [("won", None, "new", date(2026, 2, 28))], schema=["outcome", "amount", "kind", "closed_on"], orient="row"
    )
    assert story.answer(facts, deals, "EUR", has_handoffs=False) == (
        "**This lead came through a channel not recorded** on 2 Mar 2026. Handoffs are not recorded here. "
        "A deal of an unknown amount (new business) was won on 28 Feb 2026. "
        "It was won 2 days before it appeared as a lead: a data check flags it."
    )


def test_the_lanes_show_a_day_without_a_minute_and_text_without_markup():
    told = story.with_words(
        events(
            (datetime(2026, 3, 2), True, "marketing", "touch", "form", "<b>x</b>", None, None),
            (datetime(2026, 3, 3, 9, 30), False, "sales", "activity", "call", "no_answer", None, "Keller"),
        ),
        "EUR",
    )
    for palette in (LIGHT, DARK):
        traces = timeline(told, datetime(2026, 7, 1), palette).to_dict()["data"]
        hovers = [text for trace in traces for text in trace["hovertext"]]
        assert sorted(hovers) == [
            "02 Mar 2026<br>Filled in &lt;b&gt;x&lt;/b&gt;",
            "03 Mar 2026 09:30<br>Keller called, no answer",
        ]


def test_a_deal_still_open_reaches_to_the_day_of_the_data():
    opened = datetime(2026, 3, 2, 9)
    told = story.with_words(events((opened, False, "deal", "deal opened", "D1", "new", None, None)), "EUR")
    bar = timeline(told, datetime(2026, 7, 1), LIGHT).to_dict()["data"][0]
    assert (list(bar["x"]), bar["line"]["dash"]) == ([opened, datetime(2026, 7, 1)], "dot")


@pytest.mark.whole
def test_a_long_story_is_told_to_its_end_without_a_box_that_only_a_mouse_can_scroll(publish, app):
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(80)]
    touches = [{"touch_id": f"T{on}", "lead_id": "L1", "touched_at": f"{on}T09:00:00", "kind": "form"} for on in days]
    publish(leads=[{"lead_id": "L1", "created_at": "2024-12-31T09:00:00"}], touches=touches)
    app.query_params["lead_id"] = "L1"
    app.switch_page("pages/lead_page.py").run()
    assert not app.exception
    told = [each.value for each in app.markdown if ":material/web:" in each.value]
    assert len(told) == len(days)
    assert [each.label for each in app.expander if "after these" in each.label] == ["The 21 steps after these"]
    assert [
        box.proto.height_config.pixel_height
        for box in app.main.get("flex_container")
        if box.proto.height_config.pixel_height
    ] == []
