"""Why is mine like this? One campaign's rate taken apart against the company's."""

import streamlit as st

from overlap.subjects.funnel import why_words as said
from overlap.subjects.funnel.charts.why import why as drawn
from ui import charts, controls, filters, gateway, parts, passport, rows, theme
from ui.rows import Rows

WHY = "funnel/why"
OUTCOMES = {"sql": "→ SQL", "sal": "→ SAL", "won": "→ won"}


def why_block() -> None:
    """The campaign chosen, the filtered one first; how it differs from the company and what goes with that."""
    names = _campaigns()
    outcomes = {code: name for code, name in OUTCOMES.items() if not gateway.missing(code)}
    if not names or not outcomes or gateway.missing("handoffs"):
        return
    how = (
        "The campaign's mature handoffs against all of the company's. The parts add up to the difference: what goes "
        "with its channel, its mix of segments and scores, and who works its leads, all at once, and what none of "
        "them explains. Grey: within noise."
    )
    with parts.block("Why is mine like this?", how):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            campaign = controls.choice("Campaign", names, "why_campaign")
            outcome = controls.switch("Stage", outcomes, "why_stage")
        found = gateway.ask(WHY, campaign=campaign, outcome=outcome)
        if found.is_empty():
            st.markdown("No mature handoff of this campaign in the period, or no other one to compare it with.")
            return
        st.markdown(said.answer(found.to_dicts(), parts.escape(names[campaign]), outcome))
        if found["judged_count"][0] >= said.FEWEST:
            charts.draw(drawn(found, theme.palette()), "why_parts", "Bars of the parts of the campaign's difference.")
        with st.container(horizontal=True):
            for number, label in said.opened(found.row(0, named=True), outcome).items():
                behind = Rows(WHY, number, found.row(0, named=True), label, {"campaign": campaign, "outcome": outcome})
                rows.button(behind, f"why_{number}")
            passport.button(WHY, "why_points", key="why_passport", label="How it is taken apart")
            parts.export(found, "why")


def _campaigns() -> dict[str, str]:
    """The campaigns there are, those filtered for first."""
    choices = gateway.ask("data/filter_choices").filter(field="campaigns").drop_nulls("value")
    names: dict[str, str] = dict(choices.select("value", "label").iter_rows())
    wanted = [each for each in filters.current().campaigns or () if each in names]
    return {each: names[each] for each in (*wanted, *(each for each in names if each not in wanted))}
