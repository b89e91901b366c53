"""The parts of Joint revenue: the ledger with its proof, what opens behind it, channels, and the rules side by side."""

from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.figures.answers import revenue as said
from overlap.figures.bars import revenue_bars
from overlap.figures.book import Book, Line
from overlap.figures.ledger import CAMPAIGNS, PEOPLE, ledger, unit
from overlap.figures.models import MODELS, models, rules_differ, side_by_side
from ui import charts, gateway, parts, passport, rows, theme
from ui.charts import Mark
from ui.rows import Rows

CELLS = "revenue/by_campaign_and_rep"
MOST_COMPARED = 9


def model_control() -> str:
    """The rule of sharing credit, bound to the URL, with a sentence of what it does."""
    with st.container(horizontal=True, vertical_alignment="center"):
        model = st.segmented_control(
            "How credit is shared", list(MODELS), format_func=MODELS.__getitem__, default="linear", required=True,
            key="model", bind="query-params", persist_state="session", label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        model = model or "linear"
        st.markdown(f":gray[:small[{said.rule(model, _window_days())}]]", width="content")
    return model


def _window_days() -> str:
    agreed = gateway.ask("definitions/agreements")
    return agreed.filter(agreement="attribution", value_name="window_days")["value"][0]


def ledger_block(book: Book, cells: pl.DataFrame, kept: dict[str, Any], model: str) -> None:
    """The ledger, the proof that it adds up, and the deals behind a selected part; `cells` is all of it with names."""
    currency, palette = gateway.currency(), theme.palette()
    scale = f"{words.currency_symbol(currency)}{words.NO_BREAK}{unit(book)}".strip()
    how = "Rows add up to blue, columns to orange, both to what is credited. Select a cell or a bar for its deals."
    with parts.block(f"Campaign × person, {scale}", how):
        alt = f"Heat map of revenue by campaign and person; {words.money(kept['credited'], currency)} in all."
        mark = charts.selectable(ledger(book, palette, currency), "ledger", alt)
        with st.container(horizontal=True, vertical_alignment="center"):
            parts.proof(said.proof(kept, currency), kept["is_exact"])
            row = gateway.ask("revenue/credited", model=model).row(0, named=True)
            deals = words.counted(row["deal_count"], "won deal")
            rows.button(Rows("revenue/credited", "deal_count", row, deals, {"model": model}), "credited_rows")
            passport.button(CELLS, "revenue_credited", key="ledger_passport", label="How credit is shared")
            parts.export(cells, "ledger")
        if mark:
            _behind(mark, book, cells, model)


def channel_block(model: str) -> None:
    """Revenue by the channel that earns it; a selected bar opens to its deals."""
    with parts.block("By channel", "The channel of the touch that earns it. Select a bar for its deals."):
        channels, palette = gateway.ask("revenue/by_channel", model=model), theme.palette()
        figure = revenue_bars(channels, "channel", palette.marketing, palette, gateway.currency())
        bar = charts.selectable(figure, "channel_bars", "Bars of revenue by channel.")
        passport.button("revenue/by_channel", "revenue_credited", key="channel_passport")
        if bar:
            row = channels.row(bar.data, named=True)
            name = parts.escape(row["channel"])
            charts.behind(Rows("revenue/by_channel", "deal_count", row, name, {"model": model}), "channel_deals")


def rules_block() -> None:
    """What each rule gives the largest campaigns."""
    compared = side_by_side({name: gateway.ask("revenue/by_campaign", model=name) for name in MODELS}, MOST_COMPARED)
    how = "Far apart: the rule decides." if rules_differ(compared) else "All three give the same here."
    with parts.block("Does the rule decide?", f"What each rule gives the same campaign. {how}"):
        figure = models(compared, theme.palette(), gateway.currency())
        charts.draw(figure, "model_marks", "Three marks a campaign, one for each rule.")
        parts.export(compared, "models")


def cells_listed(cells: pl.DataFrame, model: str, key: str) -> None:
    """Cells as a list; the selected one opens to its deals below."""
    row = rows.listed(cells, key, CELLS, hidden=("campaign_id", "rep_id"))
    if row:
        name = f"{parts.escape(row['campaign_name'])} × {parts.escape(row['rep_name'])}"
        charts.behind(Rows(CELLS, "deal_count", row, name, {"model": model}), f"{key}_deals")


def _behind(mark: Mark, book: Book, cells: pl.DataFrame, model: str) -> None:
    """The deals of a cell or a margin, or the cells that stand together in it."""
    campaign, person = None, None
    if mark.trace == CAMPAIGNS:
        campaign = book.campaigns[mark.data]
    elif mark.trace == PEOPLE:
        person = book.people[mark.data]
    else:
        campaign, person = book.campaigns[mark.data[0]], book.people[mark.data[1]]
    chosen = [line for line in (campaign, person) if line]
    name = " × ".join(parts.escape(line.name) for line in chosen)
    if any(line.is_others for line in chosen):
        st.markdown(f"**{name}** :gray[:small[holds these; select one for its deals]]")
        cells_listed(_held(_held(cells, "campaign_id", campaign), "rep_id", person), model, "others")
        return
    row = {"campaign_id": campaign and next(iter(campaign.ids)), "rep_id": person and next(iter(person.ids))}
    report = CELLS if campaign and person else "revenue/by_campaign" if campaign else "revenue/by_rep"
    charts.behind(Rows(report, "deal_count", row, name, {"model": model}), "ledger_deals")


def _held(cells: pl.DataFrame, column: str, line: Line | None) -> pl.DataFrame:
    return cells if line is None else cells.filter(pl.col(column).is_in(list(line.ids), nulls_equal=True))
