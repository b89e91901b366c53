"""The lists that a signed sample draws: recorded in the app store, and given to the CRM as a file."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.agreements import UNSIGNED
from overlap.limits import HOLD_DAYS
from overlap.store.samples import Draw, draw
from overlap.subjects.quality.sampling import falls_on
from ui import download, gateway, parts, person, writing

POOL = "quality/draw_pool"
_FORM = "draw_{kind}"
_WHAT = {"exploration": "hand over although below the threshold", "hold": f"hold for {HOLD_DAYS} days"}


def lists() -> None:
    """For each sample with a signed share: how many leads the lot falls on now, and the way to take the sample."""
    for kind, what in _WHAT.items():
        pool = gateway.ask(POOL, kind=kind)
        if not pool.is_empty() and pool["share"][0] and pool["agreement_id"][0] != UNSIGNED:
            _list(kind, what, pool)


def _list(kind: str, what: str, pool: pl.DataFrame) -> None:
    row: Any = pool.row(0, named=True)
    chosen = falls_on(gateway.house().house_id, kind, row["share"], pool["lead_id"])
    leads = pool.filter(pl.col("lead_id").is_in(chosen))
    form = _FORM.format(kind=kind)
    st.markdown(
        f"**Agreed: {words.share(row['share'])} of leads, at random, to {what}.** The sample is now "
        f"{words.counted(leads.height, 'lead')} of {words.count(pool.height)} now."
    )
    writing.told(form)
    someone = person.needed("take the sample", form)
    if someone is None or leads.is_empty():
        return
    drawing = Draw(kind, row["share"], row["agreement_id"], leads["lead_id"].to_list(), someone.name)
    with st.container(horizontal=True):
        download.button(leads, f"{kind}_sample", f"{form}_file", label="List for the CRM")
        st.button(
            "Record the sample", key=f"{form}_record", icon=":material/casino:", on_click=_record, args=(form, drawing),
        )  # fmt: skip
    st.caption(f"Recorded as {parts.escape(someone.name)}. A lead stays in the sample: give the CRM the same list.")


def _record(form: str, drawing: Draw) -> None:
    writing.attempt(form, lambda: draw(gateway.store(), drawing), "Recorded")
