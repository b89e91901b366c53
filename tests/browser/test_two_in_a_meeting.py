"""Two browsers in one meeting, and a projector: what one writes the other sees after a refresh, as plain text."""

import pytest
from browsing import Served, settle, visit
from desks import Desks
from forms import say_who
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOSTILE = "Is **April** in it? <img src=x onerror=alert(1)> $1$"
TEXT_SIZES = """() => [...document.querySelectorAll('.js-plotly-plot text, .js-plotly-plot tspan')]
    .filter(each => each.textContent.trim()).map(each => parseFloat(getComputedStyle(each).fontSize))"""


def test_a_decision_and_a_comment_of_one_browser_stand_in_the_other_after_a_refresh(
    written: Served, desks: Desks
) -> None:
    with desks.taken() as one, desks.taken() as other:
        visit(one, f"{written.url}/review-meeting")
        say_who(one, "Mia", "Marketing")
        one.get_by_text("Write a decision").click()
        one.get_by_label("What was decided").fill("Call within the hour")
        one.get_by_label("What was decided").press("Tab")
        settle(one)
        one.get_by_label("Who owns it").fill("Sam")
        one.get_by_label("Who owns it").press("Tab")
        settle(one)
        one.get_by_role("button", name="Save the decision").click()
        expect(one.get_by_text("Call within the hour").first).to_be_visible()
        one.get_by_role("button", name="Comment").first.click()
        drawer = one.get_by_role("dialog")
        drawer.get_by_label("Your comment").fill(HOSTILE)
        drawer.get_by_label("Your comment").press("Control+Enter")
        drawer.get_by_role("button", name="Save the comment").click()
        expect(one.get_by_role("button", name="1 comment")).to_be_visible()

        visit(other, f"{written.url}/review-meeting")
        expect(other.get_by_text("Call within the hour").first).to_be_visible()
        expect(
            other.get_by_text("nothing to compare with").or_(other.get_by_text("cannot tell yet")).first
        ).to_be_visible()
        expect(other.get_by_text(HOSTILE).first).to_be_visible()
        expect(other.locator("img[src='x']")).to_have_count(0)

        settle(one)  # who wrote a comment says it otherwise, then takes it back
        one.get_by_role("button", name="1 comment").click()
        drawer.get_by_text("Change or take back").click()
        drawer.get_by_label("Comment", exact=True).fill("Is May in it?")
        drawer.get_by_label("Comment", exact=True).press("Control+Enter")
        settle(one)
        drawer.get_by_role("button", name="Save the change").click()
        drawer.wait_for(state="hidden")
        expect(one.get_by_text("Is May in it?").first).to_be_visible()
        expect(one.get_by_text(HOSTILE)).to_have_count(0)
        settle(one)
        one.get_by_role("button", name="1 comment").click()
        drawer.get_by_text("Change or take back").click()
        drawer.get_by_role("button", name="Take it back").click()
        drawer.wait_for(state="hidden")
        expect(one.get_by_role("button", name="1 comment")).to_have_count(0)
        expect(one.get_by_text("Is May in it?")).to_have_count(0)


def test_the_presenter_view_is_in_the_address_and_large_enough_for_a_projector(app: Served, desks: Desks) -> None:
    with desks.taken((1920, 1080)) as page:
        visit(page, f"{app.url}/review-meeting?view=present")
        expect(page.get_by_role("button", name="Leave presenter view")).to_be_visible()
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()
        expect(page.locator(".js-plotly-plot text").first).to_be_visible()
        assert min(page.evaluate(TEXT_SIZES)) >= 16
        page.get_by_role("button", name="Leave presenter view").click()
        expect(page.get_by_test_id("stSidebar")).to_be_visible()
        expect(page.get_by_role("heading", name="Decisions, and what became of them")).to_be_visible()
        assert "view=" not in page.url
