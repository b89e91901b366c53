"""The parts of Funnel leaks: the chain, months at the same age, groups step by step, lead to won."""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from overlap import words
from overlap.labels import of, of_name
from overlap.subjects.funnel import sentences as said
from overlap.subjects.funnel.charts.cohorts import cohorts
from overlap.subjects.funnel.charts.conversion import conversion
from overlap.subjects.funnel.charts.funnel import funnel
from overlap.subjects.funnel.lead_to_won import lead_to_won
from overlap.subjects.funnel.stages import stage_words
from ui import charts, controls, gateway, parts, passport, rows, theme
from ui.charts import Mark
from ui.rows import Rows

GROUPS, FAULTS = "funnel/by_group", "funnel/faults"
DIMENSIONS = {"channel": "Channel", "segment": "Segment", "region": "Region", "campaign": "Campaign"}


def funnel_block(stages: pl.DataFrame, won_days: int | None) -> Mark | None:
    """The chain funnel with its faults; the selected bar. `stages` is funnel/stages."""
    how = (
        f"Leads that became MQLs in the period{_after(won_days)}, each once; those that came back are counted beside. "
        "Select a bar for those lost."
    )
    with parts.block("From MQL to won", how):
        bar = charts.selectable(funnel(stages, theme.palette()), "chain", "Bars of how many MQLs reached each stage.")
        first: dict[str, Any] = stages.row(0, named=True)
        with st.container(horizontal=True):
            old = f"{words.counted(first['old_enough_count'], 'mature MQL')}"
            rows.button(Rows("funnel/stages", "old_enough_count", first, old), "chain_rows")
            if first["came_back_count"]:
                back = f"+{words.count(first['came_back_count'])} came back"
                rows.button(Rows("funnel/stages", "came_back_count", first, back), "came_back_rows")
            passport.button("funnel/stages", "chain_step_rate", key="chain_passport")
        _faults(stages)
    return bar


def _faults(stages: pl.DataFrame) -> None:
    """Stages left out, skipped or entered late, in words; those leads behind them."""
    faults = gateway.ask(FAULTS).row(0, named=True)
    st.caption(" ".join(filter(None, [said.unrecorded(stages.to_dicts()), said.skipped(faults)])))
    with st.container(horizontal=True):
        for number, label in said.faulty(faults).items():
            rows.button(Rows(FAULTS, number, faults, label), f"faults_{number}")


def cohorts_block(cells: pl.DataFrame) -> Mark | None:
    """Months by steps; the selected cell. `cells` is funnel/cohorts."""
    how = (
        "Share that made the step in time, by the month it began. Coloured only where it is significantly above ▲ or "
        "below ▼ its step's average. Grey: too recent, with the date from which it counts."
    )
    with parts.block("Every month, compared at the same age", how):
        cell = charts.selectable(
            cohorts(cells, theme.palette()), "cohorts", "Heat map of step rates by month, immature cells grey."
        )
        passport.button("funnel/cohorts", "step_rate", key="cohorts_passport")
    return cell


def behind_funnel(bar: Mark, stages: pl.DataFrame) -> None:
    """Those lost before the stage of a bar; for the first stage, those that reached it."""
    row = next(row for row in stages.to_dicts() if row["stage"] == bar.data)
    number, what = ("lost_count", "Lost before") if row["lost_count"] else ("reached_count", "Reached")
    with parts.block(f"{what} {stage_words(row['stage'])}"):
        charts.behind(Rows("funnel/stages", number, row, words.counted(row[number], "MQL")), "chain_lost")


def behind_cohort(cell: Mark, cells: pl.DataFrame) -> None:
    """Those that began the step of a cell in its month."""
    month, stage = date.fromisoformat(cell.data[0]), cell.data[1]
    row = next(row for row in cells.to_dicts() if (row["month"], row["stage"]) == (month, stage))
    with parts.block(f"{words.month(month)}: {stage_words(stage)} → {stage_words(row['next_stage'])}"):
        began = f"{words.count(row['began_count'])} began"
        charts.behind(Rows("funnel/cohorts", "began_count", row, began), "cohort_rows")


def groups_block(cells: pl.DataFrame) -> None:
    """One step's rate of each channel, segment, region or campaign; a selected dot opens to those lost."""
    how = (
        "Most lost first. Dot: share that made the step in time, of the mature ones; line: 95%; dotted: the company, "
        "before filters. Grey: too few to rank. Raw comparison: other things differ too. Select a dot for those lost."
    )
    with parts.block("Who gets lost, step by step", how):
        dimension, step = _choices(cells)
        groups = gateway.ask("funnel/drop_off", dimension=dimension).filter(pl.col("stage") == step)
        dot = charts.selectable(
            conversion(groups, theme.palette()), "group_dots", "Step rates of groups with intervals."
        )
        with st.container(horizontal=True):
            parts.export(groups, f"drop_off_{dimension}")
            passport.button("funnel/drop_off", "step_rate", key="dots_passport")
        if dot:
            row = groups.row(dot.data, named=True)
            lost = f"{parts.escape(of_name(row['group_name']))}: {words.count(row['lost_count'])} lost"
            charts.behind(Rows("funnel/drop_off", "lost_count", row, lost, {"dimension": dimension}), "lost")


def lead_to_won_block(won_days: int | None) -> None:
    """Lead to won by channel, so far and in time; a selected row opens to its leads."""
    how = "So far counts every lead, new ones too"
    so_far = gateway.ask(GROUPS, by="channel")
    if won_days:
        how += f"; in {words.days(won_days)} counts only mature leads"
        so_far = lead_to_won(so_far, gateway.ask(GROUPS, by="channel", within_days=won_days), won_days)
    with parts.block("Lead-to-win rate, by channel", f"{how}. Select a row for its leads."):
        row: Any = rows.listed(so_far, "by_channel", GROUPS, titles={"win_rate": "Lead-to-win rate"})
        with st.container(horizontal=True):
            parts.export(so_far, "lead_to_won_by_channel")
            passport.button(GROUPS, "lead_to_won", key="by_channel_passport")
        if row:
            leads = f"{parts.escape(of(row['channel']))}: {words.counted(row['lead_count'], 'lead')}"
            charts.behind(Rows(GROUPS, "lead_count", row, leads, {"by": "channel"}), "channel_leads")


def _choices(cells: pl.DataFrame) -> tuple[str, str]:
    """By what to group, and the step to look at."""
    steps = {row["stage"]: stage_words(row["next_stage"]) for row in cells.sort("position").to_dicts()}
    with st.container(horizontal=True):
        dimension = controls.switch("By", DIMENSIONS, "by")
        step = controls.switch("Step", {stage: f"→ {name}" for stage, name in steps.items()}, "step")
    return dimension, step


def _after(won_days: int | None) -> str:
    return f", judged {words.days(won_days)} later" if won_days else ""
