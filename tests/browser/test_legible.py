"""Nothing is too pale in the dark theme."""

import re

import pytest
from browsing import settle, visit
from controls import go
from desks import WIDE

pytestmark = pytest.mark.browser

READABLE = 4.5  # contrast of text, WCAG 2.2 AA


def luminance(colour: str) -> float:
    """Of `rgb(r, g, b)`, as WCAG defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_words_on_the_violet_of_the_dark_theme_can_be_read(app, desks):
    with desks.taken(WIDE, "dark") as page:
        visit(page, f"{app.url}/lead")
        page.get_by_role("button", name="Who are you?").first.click()
        primary = page.get_by_role("dialog").locator("[data-testid^=stBaseButton-primary]").first
        primary.wait_for()
        settle(page)
        ink, ground = primary.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
        assert contrast(ink, ground) >= READABLE, (ink, ground)
        page.keyboard.press("Escape")
        go(page, f"{app.url}/revenue")
        page.get_by_role("button", name="Filters").click()
        chosen = page.locator("[data-testid=stMultiSelect] span[title]").first
        ink, ground = chosen.evaluate(
            """e => [getComputedStyle(e).color, (function up(x) {
                const colour = getComputedStyle(x).backgroundColor
                return colour === 'rgba(0, 0, 0, 0)' ? up(x.parentElement) : colour
            })(e)]"""
        )
        assert contrast(ink, ground) >= READABLE, (ink, ground)
