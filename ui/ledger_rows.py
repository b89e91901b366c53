"""What opens behind a selected part of the ledger: the deals of a cell or a margin, or the cells folded into it."""

import polars as pl
import streamlit as st

from overlap.figures.book import Book, Line
from overlap.figures.ledger import CAMPAIGNS, PEOPLE
from ui import charts, parts, rows
from ui.charts import Mark
from ui.rows import Rows

CELLS_REPORT = "revenue/by_campaign_and_rep"


def behind(mark: Mark, book: Book, cells: pl.DataFrame, model: str) -> None:
    """The rows behind a mark of the ledger's figure; `cells` is the whole ledger with names."""
    if mark.trace == CAMPAIGNS:
        campaign, person = book.campaigns[mark.data], None
    elif mark.trace == PEOPLE:
        campaign, person = None, book.people[mark.data]
    else:
        campaign, person = book.campaigns[mark.data[0]], book.people[mark.data[1]]
    chosen = [line for line in (campaign, person) if line]
    name = " × ".join(parts.escape(line.name) for line in chosen)
    if any(line.is_others for line in chosen):
        st.markdown(f"**{name}** :gray[:small[holds these; select one for its deals]]")
        listed(_held(_held(cells, "campaign_id", campaign), "rep_id", person), model, "others")
        return
    row = {"campaign_id": campaign and min(campaign.ids), "rep_id": person and min(person.ids)}
    report = CELLS_REPORT if campaign and person else "revenue/by_campaign" if campaign else "revenue/by_rep"
    charts.behind(Rows(report, "deal_count", row, name, {"model": model}), "ledger_deals")


def listed(cells: pl.DataFrame, model: str, key: str) -> None:
    """Cells as a list; the selected one opens to its deals below."""
    row = rows.listed(cells, key, CELLS_REPORT, hidden=("campaign_id", "rep_id"))
    if row:
        name = f"{parts.escape(row['campaign_name'])} × {parts.escape(row['rep_name'])}"
        charts.behind(Rows(CELLS_REPORT, "deal_count", row, name, {"model": model}), f"{key}_deals")


def _held(cells: pl.DataFrame, column: str, line: Line | None) -> pl.DataFrame:
    return cells if line is None else cells.filter(pl.col(column).is_in(list(line.ids), nulls_equal=True))
