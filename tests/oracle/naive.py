"""The reports once more, in plain Python from the rows: loops, fractions and the handbook, no SQL and no data frames."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from naive_facts import MODELS, Facts, money, rate, with_interval
from naive_filters import in_period, keeps_booked, keeps_cell
from naive_handoffs import is_accepted
from naive_ledger import Cell, Deal, Model
from naive_rounds import ORDER, Step, recorded_stages
from naive_rows import Row

from overlap.reports import Filters

DIMENSIONS = ("channel", "segment", "region", "campaign")

Asked = tuple[str, dict[str, Any]]


def answers(
    facts: Facts,
    filters: Filters,
    within_days: int,
    models: Sequence[Model] = MODELS,
    dimensions: Sequence[str] = DIMENSIONS,
) -> list[tuple[Asked, list[Row]]]:
    """Each report with its parameters, and the rows it must give under the filters, in no order."""
    return [
        *(one for model in models for one in credited(facts, filters, model)),
        (("overview/totals", {}), [totals(facts, filters)]),
        (("overview/by_month", {}), by_month(facts, filters)),
        (("funnel/by_channel", {}), by_channel(facts, filters, None)),
        (("funnel/by_channel", {"within_days": within_days}), by_channel(facts, filters, within_days)),
        (("funnel/stages", {}), stages(facts, filters, None)),
        (("funnel/stages", {"within_days": within_days}), stages(facts, filters, within_days)),
        (("funnel/by_cohort", {}), by_cohort(facts, filters)),
        *((("funnel/drop_off", {"dimension": name}), drop_off(facts, filters, name)) for name in dimensions),
        (("handoffs/list", {"state": "accepted"}), accepted(facts, filters)),
    ]


def totals(facts: Facts, filters: Filters) -> Row:
    """overview/totals."""
    created, won, opened = facts.leads_in(filters), facts.won_in(filters), opened_counts(facts, facts.opened_in(filters))
    handed = handed_counts(facts, filters)
    return {
        "lead_count": len(created),
        "won_count": len([lead for lead in created if lead.won_at]),
        "mql_count": len(facts.rounds_in(filters)),
        **handed,
        **with_interval("acceptance_rate", handed["accepted_count"], handed["handoff_old_enough_count"]),
        "deal_count": len(won),
        "revenue": money(sum(deal.cents for deal in won)),
        **opened,
        **with_interval("win_rate", opened["opened_won_count"] or 0, opened["opened_old_enough_count"] or 0),
    }


def by_month(facts: Facts, filters: Filters) -> list[Row]:
    """overview/by_month: every month in which something happened, cut to the period."""
    known = facts.known
    days = [known.on(lead.created_at) for lead in facts.leads_in(filters)]
    days += [known.on(one.reach["mql"]) for one in facts.rounds_in(filters)]
    days += [known.on(one.handed_at) for one in facts.handoffs_in(filters)]
    days += [deal.closed_on for deal in facts.won_in(filters)] + [deal.opened_on for deal in facts.opened_in(filters)]
    covered_to = min(filters.ends_on or date.max, known.day(known.as_of))
    found = []
    for first in sorted({day.replace(day=1) for day in days if day}):
        following = _following(first)
        starts, ends = _cut(filters, first)
        row = totals(facts, filters.period(starts, ends))
        row = {name: value for name, value in row.items() if not name.endswith(("_low", "_high")) and name != "won_count"}
        is_whole = starts == first and following <= covered_to
        found.append({"month": starts, "next_month": ends, "is_whole": is_whole, **row})
    return found


def handed_counts(facts: Facts, filters: Filters) -> dict[str, int]:
    """Handoffs, those old enough, and the accepted among them."""
    known, rows = facts.known, facts.handoffs_in(filters)
    old = [one for one in rows if known.is_old_enough(one.handed_at, _days(facts, one.handed_at, "sal"))]
    taken = [one for one in old if is_accepted(known, one, _days(facts, one.handed_at, "sal"))]
    return {"handoff_count": len(rows), "handoff_old_enough_count": len(old), "accepted_count": len(taken)}


def opened_counts(facts: Facts, opened: list[Deal]) -> dict[str, int | None]:
    """Deals opened, those old enough, and those won in time among them; unknown where no deal says when it was opened."""
    known = facts.known
    if facts.deals and not any(deal.opened_on for deal in facts.deals):
        return dict.fromkeys(("opened_count", "opened_old_enough_count", "opened_won_count"))
    old = [deal for deal in opened if known.is_old_enough(deal.row["opened_at"], _days(facts, deal.row["opened_at"], "won"))]
    in_time = [
        deal
        for deal in old
        if deal.is_won
        and known.is_within(deal.row["opened_at"], deal.row["closed_at"], _days(facts, deal.row["opened_at"], "won"))
    ]
    return {"opened_count": len(opened), "opened_old_enough_count": len(old), "opened_won_count": len(in_time)}


def by_channel(facts: Facts, filters: Filters, within_days: int | None) -> list[Row]:
    """funnel/by_channel: won so far over all, or won in time over those old enough."""
    known, found = facts.known, []
    for channel, rows in _grouped(facts.leads_in(filters), lambda lead: lead.person.channel or "not recorded"):
        old = [
            lead
            for lead in rows
            if known.is_old_enough(lead.created_at, within_days or _days(facts, lead.created_at, "won"))
        ]
        won = [lead for lead in rows if lead.won_at]
        if within_days is not None:
            won = [lead for lead in old if known.is_within(lead.created_at, lead.won_at, within_days)]
        found.append(
            {
                "channel": channel,
                "lead_count": len(rows),
                "won_count": len(won),
                **with_interval("win_rate", len(won), len(rows if within_days is None else old)),
                "old_enough_count": len(old),
            }
        )
    return found


def stages(facts: Facts, filters: Filters, within_days: int | None) -> list[Row]:
    """funnel/stages: everything within the same days of qualifying, so that the rates multiply."""
    known, rows = facts.known, facts.rounds_in(filters)
    anchored = [(one, one.reach["mql"]) for one in rows]
    old = [
        (one, anchor, within_days or _days(facts, anchor, "won"))
        for one, anchor in anchored
        if anchor and known.is_old_enough(anchor, within_days or _days(facts, anchor, "won"))
    ]
    reached = {
        stage: len([1 for one, anchor, days in old if known.is_within(anchor, one.reach[stage], days)])
        for stage in recorded_stages(facts.leads)
    }
    counts, found = list(reached.values()), []
    for (stage, here), before in zip(reached.items(), [None, *counts], strict=False):
        found.append(
            {
                "position": ORDER.index(stage),
                "stage": stage,
                "reached_count": here,
                "lost_count": 0 if before is None else before - here,
                **with_interval("step_rate", here, before or 0),
                "overall_rate": rate(here, counts[0]),
                "round_count": len(rows),
                "old_enough_count": len(old),
            }
        )
    return found


def by_cohort(facts: Facts, filters: Filters) -> list[Row]:
    """funnel/by_cohort: steps by the month they began in, cut to the period."""
    known = facts.known
    found = []
    for (first, stage), rows in _grouped(facts.steps_in(filters), lambda step: (_month(facts, step), step.stage)):
        starts, ends = _cut(filters, first)
        days = max(step.within_days for step in rows)
        counts = _step_counts(facts, rows)
        found.append(
            {
                "month": starts, "next_month": ends, "position": rows[0].position, "stage": stage,
                "next_stage": rows[0].next_stage, "within_days": days, **counts,
                **with_interval("step_rate", counts["made_count"], counts["old_enough_count"]),
                "is_young": counts["old_enough_count"] < len(rows) or ends > known.day(known.as_of),
                "ripe_on": ends + timedelta(days=days),
            }
        )  # fmt: skip
    return found


def drop_off(facts: Facts, filters: Filters, dimension: str) -> list[Row]:
    """funnel/drop_off: steps by a property of the lead."""
    attribute = "campaign_id" if dimension == "campaign" else dimension
    names = {row["campaign_id"]: row.get("campaign_name") for row in facts.known.tables["campaigns"]}
    found = []
    for (group, stage), rows in _grouped(
        facts.steps_in(filters), lambda step: (getattr(step.person, attribute), step.stage)
    ):
        counts = _step_counts(facts, rows)
        unknown = "no known campaign" if dimension == "campaign" else "not recorded"
        name = names.get(group) if dimension == "campaign" else None
        found.append(
            {
                "group_id": group, "group_name": name or group or unknown, "position": rows[0].position, "stage": stage,
                "next_stage": rows[0].next_stage, **counts,
                "lost_count": counts["old_enough_count"] - counts["made_count"],
                **with_interval("step_rate", counts["made_count"], counts["old_enough_count"]),
                "is_young": counts["old_enough_count"] < len(rows),
            }
        )  # fmt: skip
    return found


def accepted(facts: Facts, filters: Filters) -> list[Row]:
    """handoffs/list, the accepted ones: which they are and how often they changed hands."""
    known = facts.known
    return [
        {"handoff_id": one.handoff_id, "lead_id": one.lead_id, "transfers": one.transfers}
        for one in facts.handoffs_in(filters)
        if known.is_old_enough(one.handed_at, _days(facts, one.handed_at, "sal"))
        and is_accepted(known, one, _days(facts, one.handed_at, "sal"))
    ]


def credited(facts: Facts, filters: Filters, model: Model) -> list[tuple[Asked, list[Row]]]:
    """The five revenue reports under a model."""
    cells = [cell for cell in facts.cells[model] if keeps_cell(filters, cell)]
    tables = facts.known.tables
    campaigns = {row["campaign_id"]: row.get("campaign_name") for row in tables["campaigns"]}
    reps = {row["rep_id"]: row.get("rep_name") for row in tables["reps"]}
    by_campaign = [
        {"campaign_id": key, "campaign_name": campaigns.get(key) or key or "no known campaign", **_earned(rows)}
        for key, rows in _grouped(cells, lambda cell: cell.campaign_id)
    ]
    by_channel = [
        {"channel": key, **_earned(rows)}
        for key, rows in _grouped(
            cells, lambda cell: cell.channel or ("not recorded" if cell.has_touch else "no known campaign")
        )
    ]
    by_rep = [
        {"rep_id": key, "rep_name": reps.get(key) or key or "unassigned", **_earned(rows)}
        for key, rows in _grouped(cells, lambda cell: cell.rep_id)
    ]
    by_both = [
        {"campaign_id": campaign_id, "rep_id": rep_id, **_earned(rows)}
        for (campaign_id, rep_id), rows in _grouped(cells, lambda cell: (cell.campaign_id, cell.rep_id))
    ]
    chosen = {"model": model}
    return [
        (("revenue/by_campaign", chosen), by_campaign),
        (("revenue/by_channel", chosen), by_channel),
        (("revenue/by_rep", chosen), by_rep),
        (("revenue/by_campaign_and_rep", chosen), by_both),
        (("revenue/conservation", chosen), [_conservation(facts, filters, cells)]),
    ]


def _conservation(facts: Facts, filters: Filters, cells: list[Cell]) -> Row:
    booked = [
        deal
        for deal in facts.deals
        if deal.is_won and in_period(filters, deal.closed_on) and keeps_booked(filters, deal)
    ]
    total, kept = sum(deal.cents for deal in booked), sum(cell.cents for cell in cells)
    is_cut = any(wanted is not None for wanted in (filters.channels, filters.campaigns, filters.reps, filters.teams))
    return {
        "deal_count": len(booked),
        "booked": money(total),
        "credited": money(kept),
        "by_campaign": money(kept),
        "by_rep": money(kept),
        "no_campaign": money(sum(cell.cents for cell in cells if cell.campaign_id is None)),
        "no_rep": money(sum(cell.cents for cell in cells if cell.rep_id is None)),
        "is_exact": kept == total or is_cut,
    }


def _earned(cells: list[Cell]) -> Row:
    return {
        "deal_count": len({cell.deal.deal_id for cell in cells}),
        "revenue": money(sum(cell.cents for cell in cells)),
    }


def _step_counts(facts: Facts, rows: list[Step]) -> dict[str, int]:
    known = facts.known
    old = [step for step in rows if known.is_old_enough(step.began_at, step.within_days)]
    made = [step for step in old if known.is_within(step.began_at, step.next_at, step.within_days)]
    return {"began_count": len(rows), "old_enough_count": len(old), "made_count": len(made)}


def _days(facts: Facts, anchor: Any, stage: str) -> int:
    return facts.known.agreed("conversion", anchor.at)[stage]


def _month(facts: Facts, step: Step) -> date:
    return facts.known.day(step.began_at.at).replace(day=1)


def _following(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _cut(filters: Filters, first: date) -> tuple[date, date]:
    """The days of a month that the period holds."""
    return max(first, filters.starts_on or date.min), min(_following(first), filters.ends_on or date.max)


def _grouped(rows: Iterable[Any], key: Callable[[Any], Any]) -> Sequence[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())
