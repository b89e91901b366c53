"""The numbers an agreement would change, as they are and as they would be, before anybody signs."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from overlap import words
from overlap.figures.versions import MOST_GROUPS, versions
from overlap.reports import Filters, Report, answer
from overlap.store.proposals import Proposal
from overlap.warehouse.reader import Reader
from ui import charts, gateway, parts
from ui.theme import palette


@dataclass(frozen=True)
class Shown:
    """The report that shows best what a kind of agreement changes: which column, of what, in which unit."""

    report: str
    place: str
    number: str
    unit: str
    title: str


_LEVEL = Shown("followup/by_month", "month", "service_level", "rate", "Tried in time, by month of the handoff")
SHOWN = {
    "response": _LEVEL,
    "hours": _LEVEL,
    "attempts": _LEVEL,
    "no_contact": _LEVEL,
    "conversion": Shown("funnel/stages", "stage", "overall_rate", "rate", "Share of rounds that reach each stage"),
    "attribution": Shown("revenue/by_campaign", "campaign_name", "revenue", "money", "Revenue credited to campaigns"),
}
