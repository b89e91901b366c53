"""The frame and its pages say what they know, and in words what they do not."""

import pytest
from every_second import every_second
from few_rows import LEADS, WON
from streamlit import config
from streamlit.testing.v1 import AppTest

from ui.parts import escape

pytestmark = pytest.mark.whole

PAGES = ("goals", "funnel", "revenue", "lead", "agreements", "data")


def said(app: AppTest) -> str:
    """Every Markdown and caption of the page, as one text."""
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def opened(app: AppTest, page: str, **address: str) -> AppTest:
    """The app after a visit to that page at that address."""
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}_page.py").run()
    assert not app.exception, [each.value for each in app.exception]
    return app


@pytest.mark.parametrize(
    ("leads", "pages"),
    every_second(
        pytest.param(leads, pages, id=f"{', '.join(pages)}: {said}")
        for leads, said, (these, others) in (
            (LEADS, "nothing but leads", (PAGES[::2], PAGES[1::2])),
            ([], "not a single lead", (PAGES[1::2], PAGES[::2])),
        )
        for pages in (these, others)
    ),
)
def test_every_page_stands_on_a_house_that_knows_hardly_anything(look_at, app, leads, pages):
    """Of one house every second page, of the other those between; all of both by `make soak`."""
    look_at(leads=leads)
    for page in pages:
        opened(app, page)
        assert app.markdown[0].value.startswith("# "), page
        assert not app.error, page


def test_the_navigation_is_shown():
    assert config.get_option("client.showSidebarNavigation") is not False


def test_an_empty_warehouse_says_which_two_commands_fill_it(publish, app):
    app.run()
    assert "Nothing has been imported yet" in said(app)
    assert [code.value for code in app.code] == ["python -m overlap import SOURCE FOLDER", "make run"]


def test_an_error_a_person_can_mend_is_shown_as_text(publish, app, tmp_path):
    publish(leads=LEADS)
    (tmp_path / "warehouse" / "CURRENT").write_text("gone\n")
    app.run()
    assert len(app.error) == 1
    assert "import again" in app.text[0].value


def test_a_new_generation_is_seen_without_a_restart(publish, app):
    publish(leads=LEADS[:1])
    opened(app, "data")
    assert "**1 record read" in said(app)
    publish(leads=LEADS)
    app.run()
    assert "**2 records read" in said(app)


def test_the_sidebar_says_to_when_the_data_reaches(look_at, app):
    look_at(leads=LEADS)
    app.run()
    assert "As of Wed 1 Jul 2026, 12:00" in [caption.value for caption in app.sidebar.caption]


def test_what_the_address_asks_for_and_the_house_does_not_have_is_ignored_in_words(look_at, app):
    look_at(leads=LEADS)
    opened(app, "revenue", channels="**no**pe", dates="2026-99-99")
    assert [each.value for each in app.warning] == ["Not known here and ignored: dates `2026-99-99`, channels `nope`."]


def test_a_filter_in_the_address_is_counted_in_the_label(look_at, app):
    look_at(leads=LEADS)
    app.query_params["channels"] = "email"
    app.run()
    assert app.multiselect(key="channels").value == ["email"]
    assert "Filters · 1" in [block.proto.popover.label for block in _popovers(app)]


def test_a_lead_nobody_has_is_said_in_words(look_at, app):
    look_at(leads=LEADS)
    opened(app, "lead", lead_id="<b>")
    assert f"There is no lead with the id **{escape('<b>')}**." in said(app)


def test_a_name_with_markup_is_shown_as_it_is_written(look_at, app):
    look_at(leads=LEADS)
    opened(app, "lead", lead_id="L2")
    assert app.markdown[0].value == f"# What happened to {escape('*Jo* <b>')}?"


def test_the_credit_of_a_lead_adds_up_on_both_sides(look_at, app):
    look_at(leads=LEADS, deals=WON)
    opened(app, "lead", lead_id="L1")
    proofs = [text for text in said(app).splitlines() if "booked" in text and " = " in text]
    assert len(proofs) == 2
    assert all(proof.count("€\u00a024,600.10") == 2 and "green" in proof for proof in proofs)


def _popovers(app: AppTest) -> list:
    """Every popover of the page: AppTest has no name for them."""
    found, open_ends = [], list(app.main.children.values())
    while open_ends:
        node = open_ends.pop()
        open_ends += getattr(node, "children", {}).values()
        if node.type == "popover":
            found.append(node)
    return found
