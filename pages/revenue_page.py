"""Which campaigns and which people earned the revenue together?"""

import streamlit as st

from overlap import words
from overlap.figures.answers import revenue as said
from overlap.figures.bars import revenue_bars
from overlap.figures.book import book
from overlap.figures.ledger import ledger, unit
from overlap.figures.models import MODELS, models, rules_differ, side_by_side
from overlap.figures.tables import named_cells
from ui import charts, filters, gateway, ledger_rows, parts, passport, rows, theme
from ui.gateway import ask
from ui.rows import Rows

MOST_CAMPAIGNS, MOST_PEOPLE, MOST_COMPARED = 10, 8, 9

palette, currency = theme.palette(), gateway.currency()
top = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    model: str = st.segmented_control(
        "How credit is shared", list(MODELS), format_func=MODELS.__getitem__, default="linear", required=True,
        key="model", bind="query-params", persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    st.markdown(f":gray[:small[{said.RULES[model]}]]", width="content")

campaigns, people = ask("revenue/by_campaign", model=model), ask("revenue/by_rep", model=model)
cells = named_cells(ask("revenue/by_campaign_and_rep", model=model), campaigns, people)
kept = ask("revenue/conservation", model=model).row(0, named=True)
credited = ask("revenue/credited", model=model).row(0, named=True)
ours = book(cells, campaigns, people, MOST_CAMPAIGNS, MOST_PEOPLE)
if filters.current().kinds is None and kept["no_campaign"]:
    new = ask("revenue/conservation", filters.current().narrowed({"kinds": ("new",)}), model=model).row(0, named=True)
else:
    new = None
with top:
    parts.heading(
        "Which campaigns and which people earned the revenue together?",
        said.answer(ours, kept, new, currency, parts.escape),
    )

if cells.is_empty():
    parts.empty(
        "No won deals here",
        gateway.missing("deals", "touches", "deal_reps"),
        "This page shares the revenue of won deals among campaigns and people. Widen the period or the filters.",
    )
    st.stop()

scale = unit(ours)
with parts.block(
    f"Campaign × person, {words.currency_symbol(currency)}{words.NO_BREAK}{scale}".rstrip(),
    "Rows add up to blue, columns to orange, both to what is credited. Select a cell or a bar for its deals.",
):
    mark = charts.selectable(
        ledger(ours, palette, currency),
        "ledger",
        f"Heat map of revenue by campaign and person; {words.money(kept['credited'], currency)} in all.",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        parts.proof(said.proof(kept, currency), kept["is_exact"])
        deals = words.counted(credited["deal_count"], "won deal")
        rows.button(Rows("revenue/credited", "deal_count", credited, deals, {"model": model}), "credited_rows")
        passport.button(
            "revenue/by_campaign_and_rep", "revenue_credited", key="ledger_passport", label="How credit is shared"
        )
        parts.export(cells, "ledger")
    if mark:
        ledger_rows.behind(mark, ours, cells, model)

left, right = st.columns(2, gap="small")
with left, parts.block("By channel", "The channel of the touch that earns it. Select a bar for its deals."):
    channels = ask("revenue/by_channel", model=model)
    bar = charts.selectable(
        revenue_bars(channels, "channel", palette.marketing, palette, currency),
        "channel_bars",
        "Bars of revenue by channel.",
    )
    if bar:
        row = channels.row(bar.data, named=True)
        name = parts.escape(row["channel"])
        charts.behind(Rows("revenue/by_channel", "deal_count", row, name, {"model": model}), "channel_deals")
compared = side_by_side({name: ask("revenue/by_campaign", model=name) for name in MODELS}, MOST_COMPARED)
how = "Far apart: the rule decides." if rules_differ(compared) else "All three give the same here."
with right, parts.block("Does the rule decide?", f"What each rule gives the same campaign. {how}"):
    charts.draw(models(compared, palette, currency), "model_marks", "Three marks a campaign, one for each rule.")
    parts.export(compared, "models")

with parts.block("The whole ledger", "Every campaign with every person, largest first. Select a row for its deals."):
    ledger_rows.listed(cells, model, "whole")
