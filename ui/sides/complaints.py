"""The four complaints: cards of one size, always in one order, with what speaks for each and against it."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from overlap.subjects.sides import evidence_words, rule
from overlap.subjects.sides import sentences as said
from overlap.subjects.sides.charts.standing import standing
from overlap.subjects.sides.steps.evidence import AGAINST, FOR
from ui import charts, gateway, parts, passport, rows, theme
from ui.rows import Rows

VERDICTS, EVIDENCE = "sides/verdicts", "sides/evidence"
_LEGEND = "○ as it looks · ● with the other team's part taken out, with its interval · | agreed, or the reference"
_ICONS = {
    rule.SUPPORTED: ":material/check:", rule.OVERLOADED: ":material/contrast:", rule.NOT_SUPPORTED: ":material/close:",
    rule.UNKNOWN: ":material/hourglass_empty:", rule.NOT_RECORDED: ":material/remove:",
}  # fmt: skip
_UNDER_BOTH = (rule.BAD_LEADS, rule.CANT_CLOSE)

Row = Mapping[str, Any]


def cards(verdicts: pl.DataFrame) -> None:
    """All four, two beside two; `verdicts` is sides/verdicts."""
    facts = gateway.ask(EVIDENCE).to_dicts()
    st.caption(f"{_LEGEND}. {said.reference(verdicts.row(0, named=True))}.")
    every = verdicts.to_dicts()
    for pair in (every[:2], every[2:]):
        for column, row in zip(st.columns(2, gap="small"), pair, strict=True):
            with column:
                _card(row, [fact for fact in facts if fact["complaint"] == row["complaint"]])
    with st.container(horizontal=True):
        passport.button(VERDICTS, "adjusted_shortfall", key="verdicts_passport", label="How a verdict is reached")
        parts.export(verdicts, "verdicts")


def _card(row: Row, facts: Sequence[Row]) -> None:
    key = f"sides_{row['place']}"
    with parts.block(f"“{said.QUOTES[row['complaint']]}”", said.SAID_BY[row["complaint"]]):
        is_supported = row["verdict"] in (rule.SUPPORTED, rule.OVERLOADED)
        st.badge(row["verdict"], icon=_ICONS[row["verdict"]], color="violet" if is_supported else "gray")
        st.markdown(f":gray[{said.FIGURES[row['complaint']]}]")
        if row["value"] is not None:
            charts.draw(standing(row, theme.palette()), key, said.standing(row).replace("*", ""))
        st.markdown(said.standing(row))
        for line in filter(None, (said.shortfall(row), said.turns(row))):
            st.markdown(f":small[{line}]")
        _for_and_against(facts, key)
        st.space("stretch")
        if row["complaint"] in _UNDER_BOTH:
            st.caption(said.NOT_IDENTIFIABLE)
        if row["mature_count"] is not None:
            st.caption(f"{said.rests_on(row)}. Taken out: {said.TAKEN_OUT[row['complaint']]}.")
            with st.container(horizontal=True):
                for number, label in said.opened(row).items():
                    rows.button(Rows(VERDICTS, number, row, label), f"{key}_{number}")


def _for_and_against(facts: Sequence[Row], key: str) -> None:
    for column, speaks in zip(st.columns(2, gap="small"), (FOR, AGAINST), strict=True):
        with column, st.container(gap="xsmall"):
            st.markdown(f":gray[**{speaks.capitalize()} it**]")
            mine = [fact for fact in facts if fact["speaks"] == speaks]
            for place, fact in enumerate(mine):
                name = parts.escape(fact["campaign_name"] or "no known campaign")
                st.markdown(f":small[{evidence_words.sentence(fact, name)}.]")
                for number, label in evidence_words.opened(fact).items():
                    rows.button(Rows(EVIDENCE, number, fact, label), f"{key}_{speaks}_{place}_{number}")
            if not mine:
                st.markdown(":small[Nothing in the data.]")
