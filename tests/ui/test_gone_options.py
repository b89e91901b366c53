"""An option that goes with a filter the reader changed is left without a word; one that a link asks for is named."""

from streamlit.testing.v1 import AppTest


def funnel() -> None:
    """A page whose last step nobody reached under its filter, and another page."""
    import streamlit as st

    from ui import address, controls

    address.read()
    narrow = st.toggle("Narrow", key="narrow")
    if not st.toggle("Elsewhere", key="elsewhere"):
        controls.switch("Step", {"mql": "MQL"} if narrow else {"mql": "MQL", "won": "Won"}, "step")
        controls.slider("Score", 0, 40 if narrow else 140, 20, "score")
    address.notice()
    address.write()


def opened(**asked: str) -> AppTest:
    app = AppTest.from_function(funnel, default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def test_an_option_gone_with_a_filter_gives_way_to_the_first_and_leaves_the_address():
    app = opened(step="won", score="120")
    assert app.segmented_control(key="step").value == "won"
    app.toggle(key="narrow").set_value(True).run()
    assert (app.segmented_control(key="step").value, app.slider(key="score").value) == ("mql", 20)
    assert [each.value for each in app.warning] == []
    assert "step" not in app.query_params


def test_so_does_one_that_went_while_another_page_was_open():
    app = opened(step="won")
    app.toggle(key="elsewhere").set_value(True).run()
    app.toggle(key="narrow").set_value(True).run()
    app.toggle(key="elsewhere").set_value(False).run()
    assert app.segmented_control(key="step").value == "mql"
    assert [each.value for each in app.warning] == []


def test_an_option_that_a_link_asks_for_and_nobody_knows_is_named():
    app = opened(step="win")
    assert [each.value for each in app.warning] == ["Not known here and ignored: step `win` (did you mean `won`?)."]
