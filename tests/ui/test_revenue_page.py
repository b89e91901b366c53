"""Joint revenue opens on what is agreed, says every what-if, and takes a deal apart to the cent."""

from typing import Any

import pytest
from every_second import every_second
from streamlit.testing.v1 import AppTest

from ui.parts import escape

pytestmark = pytest.mark.whole

LEADS = [
    {"lead_id": "L1", "created_at": "2026-01-05T09:00:00", "company": "Varga", "channel": "webinar"},
    {"lead_id": "L2", "created_at": "2026-01-05T09:00:00", "company": "Okoye", "channel": "webinar"},
]
CAMPAIGNS = [{"campaign_id": "C1", "campaign_name": "Fair"}, {"campaign_id": "C2", "campaign_name": "Letter"}]
TOUCHES = [
    {"touch_id": f"T{day}", "lead_id": "L1", "campaign_id": campaign, "channel": "mail", "touched_at": f"2026-0{day}"}
    for campaign, day in (("C1", "1-05T09:00:00"), ("C2", "2-20T09:00:00"), ("C2", "3-25T09:00:00"))
]
DEALS = [
    {
        "deal_id": deal, "lead_id": lead, "opened_at": "2026-03-10T10:00:00", "closed_at": "2026-04-01T10:00:00",
        "outcome": "won", "amount": amount, "kind": kind,
    }
    for deal, lead, amount, kind in (("D1", "L1", "100.01", "new"), ("D2", "L2", "900.00", "renewal"))
]  # fmt: skip
REPS = [{"rep_id": "R1", "rep_name": "Anna Keller"}, {"rep_id": "R2", "rep_name": "Ben Okafor"}]
SHARES = [
    {"deal_id": "D1", "rep_id": "R1", "role": "ae", "share": 0.6, "is_overlay": False},
    {"deal_id": "D1", "rep_id": "R2", "role": "ae", "share": 0.6, "is_overlay": False},
]
HOUSE: dict[str, Any] = {
    "leads": LEADS, "campaigns": CAMPAIGNS, "touches": TOUCHES, "deals": DEALS, "reps": REPS, "deal_reps": SHARES,
}  # fmt: skip


@pytest.fixture
def joint(look_at, app: AppTest) -> AppTest:
    """The app on this house, not yet on any page; all time, so that its few days lie in the period."""
    look_at(**HOUSE)
    app.query_params["period"] = "All time"
    return app


def opened(app: AppTest, page: str = "revenue", **address: str) -> AppTest:
    """The app after a visit to that page at that address."""
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}_page.py").run()
    assert not app.exception, [each.value for each in app.exception]
    assert not app.error, [text.value for text in app.text]
    return app


def said(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def test_the_page_opens_on_new_business_and_shows_it_as_a_filter_that_can_be_taken_away(joint):
    opened(joint)
    assert joint.multiselect(key="kinds").value == ["new"]
    assert "**€\u00a0100 of new business booked" in said(joint)
    joint.button(key="clear_kinds").click().run()
    assert "**€\u00a01.0k booked" in said(joint)


def test_an_address_that_states_kinds_wins(joint):
    joint.query_params["kinds"] = "renewal"
    opened(joint)
    assert "**€\u00a0900 of renewals booked" in said(joint)


def test_other_pages_do_not_inherit_what_this_page_opens_on_but_keep_what_was_chosen(joint):
    opened(joint)
    opened(joint, "funnel")
    assert joint.multiselect(key="kinds").value == []
    opened(joint)
    assert joint.multiselect(key="kinds").value == ["new"]
    joint.multiselect(key="kinds").set_value(["renewal"]).run()
    opened(joint, "funnel")
    assert joint.multiselect(key="kinds").value == ["renewal"]


def test_an_address_may_name_a_model_as_the_command_line_does(joint):
    opened(joint, model="u_shaped")
    assert "U-shaped: the lead-creation U." in said(joint)


def test_a_model_there_is_not_is_ignored_in_words(joint):
    opened(joint, model="<b>foo")
    assert [each.value for each in joint.warning] == ["Not known here and ignored: model `bfoo`."]
    assert "Linear: every touch" in said(joint)


def test_a_what_if_is_marked_on_every_part_it_changes_and_one_click_leads_back(joint):
    opened(joint, window_days="10")
    assert "What if: a window of 10 days" in said(joint)
    assert "what if a window of 10 days" in said(joint)
    assert "in the 10 days before a deal closed" in said(joint)
    joint.button(key="as_agreed").click().run()
    assert "what if" not in said(joint).lower()
    assert "in the 90 days before a deal closed" in said(joint)


def test_weights_of_our_own_are_a_what_if_only_where_they_differ_and_can_share_a_deal(joint):
    opened(joint, model="custom")
    assert "What if" not in said(joint)
    joint.number_input(key="weight_opportunity").set_value(0).run()
    assert "What if: weights 30 · 20 · 0 · 20 · 10" in said(joint)
    for part in ("first", "last", "rest"):
        joint.number_input(key=f"weight_{part}").set_value(0)
    joint.run()
    assert escape("first, last and rest are all 0") in joint.warning[0].value
    assert "What if" not in said(joint)


def test_a_deal_is_taken_apart_to_the_cent_and_its_booked_shares_are_shown(joint):
    opened(joint, deal="D1")
    assert "Deal D1, touch by touch" in said(joint)
    assert "touches = people = deal: €\u00a0100.01" in said(joint)
    assert "The recorded shares are Ben Okafor 60.0% and Anna Keller 60.0%, together 120.0%" in said(joint)
    joint.button(key="deal_close").click().run()
    assert "touch by touch" not in said(joint)


def test_a_deal_nobody_has_is_said_in_words(joint):
    opened(joint, deal="no*pe")
    assert f"There is no deal with the id **{escape('no*pe')}**" in said(joint)


@pytest.mark.parametrize("view", every_second(["How sure", "Return", "Rules", "Together", "Pipeline"], 1))
def test_every_view_stands_where_activities_spend_handoffs_and_open_deals_are_missing(joint, view):
    opened(joint, view=view)
    missing = {"Return": "No source supplies **campaign_days**", "Together": "No source supplies **activities**"}
    assert missing.get(view, "") in said(joint)


NAMELESS: dict[str, Any] = {
    "deal_id": "D3", "account_id": "A1", "opened_at": "2026-03-10T10:00:00", "closed_at": "2026-04-01T10:00:00",
    "outcome": "won", "amount": "500.00",
}  # fmt: skip


def without_a_lead() -> dict[str, Any]:
    """The house with a deal of an account that has two leads, of which one had touches."""
    return {**HOUSE, "leads": [{**lead, "account_id": "A1"} for lead in LEADS], "deals": [*DEALS, NAMELESS]}


def test_deals_for_which_somebody_should_name_a_lead_are_listed(look_at, app):
    look_at(**without_a_lead())
    opened(app, period="All time")
    assert any(each.label == "1 won deal without a lead, €\u00a0500: name one" for each in app.expander)
    frames = [frame.value for frame in app.dataframe if "to_do" in frame.value.columns]
    assert frames[0]["to_do"].tolist() == ["Account A1 has 1 lead with touches: name one."]


def test_the_model_is_the_agreed_one_and_what_is_agreed_beside_it_is_said_with_it(look_at, app):
    agreed = {"model": "last", "uncredited_channels": ["direct", "typed_in"], "account_fallback": "on"}
    look_at(**without_a_lead(), agreements={"attribution": agreed})
    opened(app, period="All time")
    assert "Last: the last touch in the 90 days before a deal closed earns all of it." in said(app)
    assert not any("What if" in text.value for text in app.markdown)
    channels = escape("direct, typed_in")
    assert f"Touches of {channels} earn nothing where the deal has another touch in the window." in said(app)
    assert "A deal without a lead is credited through the leads of its account." in said(app)
    assert not any("without a lead" in each.label for each in app.expander)
