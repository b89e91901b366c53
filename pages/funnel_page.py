"""Where do we lose leads?"""

from datetime import date

import streamlit as st

from overlap import words
from overlap.figures.answers import funnel as said
from overlap.figures.chain import chain
from overlap.figures.cohorts import cohorts
from overlap.figures.dots import dots
from overlap.figures.stages import stage_words
from overlap.figures.tables import lead_to_won
from ui import charts, filters, gateway, parts, passport, rows, theme
from ui.gateway import ask
from ui.rows import Rows

QUESTION = "Where do we lose leads?"
NEEDED = ("stage_entries", "handoffs", "deals")
DIMENSIONS = {"channel": "Channel", "segment": "Segment", "region": "Region", "campaign": "Campaign"}

palette = theme.palette()
stages, cells = ask("funnel/stages"), ask("funnel/by_cohort")
if filters.current().by_people and gateway.missing("handoffs"):
    parts.heading(QUESTION, "Not known for single people: nobody recorded who worked which lead.")
    parts.empty("No handoffs", gateway.missing("handoffs"), "With them, leads can be told apart by person and by team.")
    st.stop()
if stages.is_empty() or not stages["round_count"][0]:
    parts.heading(QUESTION, f"No lead qualified in this period ({filters.period_words()}).")
    parts.empty(
        "Nothing to count yet",
        gateway.missing(*NEEDED),
        "Here stand the leads that reached each stage. Widen the period or the filters.",
    )
    st.stop()
if cells.is_empty():
    parts.heading(QUESTION, "Leads qualified, but no later stage is recorded.")
    parts.empty("No steps", gateway.missing(*NEEDED), "Here stands how many leads make each step, and how many are lost.")
    st.stop()

limits = cells.filter(cells["next_stage"] == "won")["within_days"]
won_days = int(limits.max()) if limits.len() else None
parts.heading(QUESTION, said.answer(stages.to_dicts(), won_days))

left, right = st.columns([5, 6], gap="small")
chain_how = (
    f"Rounds that qualified in the period, judged {words.days(won_days)} later. A lead that was lost and comes "
    "back is a new round. Select a bar for those lost."
)
cohorts_how = (
    "Share that made the step in time, by the month it began. Coloured only where it is surely above ▲ or below ▼ its "
    "step's average. Grey: too young, and when it is ripe."
)
with left, parts.block("From qualified to won", chain_how):
    bar = charts.selectable(chain(stages, palette), "chain", "Bars of how many rounds reached each stage.")
    first = stages.row(0, named=True)
    old = f"{words.counted(first['old_enough_count'], 'round')} old enough"
    with st.container(horizontal=True):
        rows.button(Rows("funnel/stages", "old_enough_count", first, old), "chain_rows")
        passport.button("funnel/stages", "chain_step_rate", key="chain_passport")
    notes = [said.unrecorded(stages.to_dicts()), said.skipped(ask("funnel/faults").row(0, named=True))]
    st.caption(" ".join(filter(None, notes)))
with right, parts.block("Every month at the same age", cohorts_how):
    cell = charts.selectable(cohorts(cells, palette), "cohorts", "Step rates by month, young cells grey.")
    passport.button("funnel/by_cohort", "step_rate", key="cohorts_passport", label="Why at the same age")
if bar:
    row = next(row for row in stages.to_dicts() if row["stage"] == bar.data)
    name = f"Lost before {stage_words(row['stage'])}" if row["lost_count"] else f"Reached {stage_words(row['stage'])}"
    with parts.block(name):
        number = "lost_count" if row["lost_count"] else "reached_count"
        charts.behind(Rows("funnel/stages", number, row, words.counted(row[number], "round")), "chain_lost")
if cell:
    month, stage = date.fromisoformat(cell.data[0]), cell.data[1]
    row = next(row for row in cells.to_dicts() if (row["month"], row["stage"]) == (month, stage))
    with parts.block(f"{words.month(month)}: {stage_words(stage)} → {stage_words(row['next_stage'])}"):
        charts.behind(
            Rows("funnel/by_cohort", "began_count", row, words.counted(row["began_count"], "round")), "cohort_rows"
        )

dots_how = (
    "Most lost first. Dot: share that made the step in time; line: 95%; dotted: the whole house. Grey: too young or "
    "too few to rank. As it looks: other things differ too. Select a dot for the leads lost."
)
with parts.block("Who gets lost, step by step", dots_how):
    steps = {row["stage"]: row["next_stage"] for row in cells.sort("position").to_dicts()}
    with st.container(horizontal=True):
        dimension = st.segmented_control(
            "By", list(DIMENSIONS), format_func=DIMENSIONS.__getitem__, default="channel", required=True,
            key="by", bind="query-params", persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
        step = st.segmented_control(
            "Step", list(steps), format_func=lambda stage: f"→ {stage_words(steps[stage])}", default=next(iter(steps)),
            required=True, key="step", persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
    groups = ask("funnel/drop_off", dimension=dimension)
    groups = groups.filter(groups["stage"] == step)
    dot = charts.selectable(dots(groups, palette), f"dots_{dimension}_{step}", "Step rates of groups with intervals.")
    if dot:
        row = groups.row(dot.data, named=True)
        lost = f"{parts.escape(row['group_name'])}: {words.count(row['lost_count'])} lost"
        behind = Rows("funnel/drop_off", "lost_count", row, lost, {"dimension": dimension})
        charts.behind(behind, "lost")
    with st.container(horizontal=True):
        parts.export(groups, f"drop_off_{dimension}")
        passport.button("funnel/drop_off", "step_rate", key="dots_passport")

with parts.block(
    "Lead to won, by channel",
    f"So far counts every lead, young ones too; within {words.days(won_days)} counts only leads old enough.",
):
    so_far = ask("funnel/by_channel")
    table = lead_to_won(so_far, ask("funnel/by_channel", within_days=won_days), won_days) if won_days else so_far
    row = rows.listed(table, "by_channel", "funnel/by_channel")
    with st.container(horizontal=True):
        parts.export(table, "lead_to_won_by_channel")
        passport.button("funnel/by_channel", "lead_to_won", key="by_channel_passport")
    if row:
        leads = f"{parts.escape(row['channel'])}: {words.counted(row['lead_count'], 'lead')}"
        charts.behind(Rows("funnel/by_channel", "lead_count", row, leads), "channel_leads")
