"""The funnel reports in plain Python: leads won, the chain of stages, and steps by month or by group."""

from datetime import date, timedelta

from naive_facts import Facts, grouped, rate, with_interval
from naive_filters import days_of_month, whole
from naive_rounds import ORDER, Round, Step, recorded_stages
from naive_rows import Row

from overlap.reports import Filters


def by_channel(facts: Facts, filters: Filters, within_days: int | None) -> list[Row]:
    """funnel/by_group: won so far over all, or won in time over those old enough."""
    known, found = facts.known, []
    for channel, rows in grouped(facts.leads_in(filters), lambda lead: lead.person.channel or "not recorded"):
        old = [
            lead
            for lead in rows
            if known.is_old_enough(lead.created_at, within_days or facts.agreed_days(lead.created_at, "won"))
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
    return found if facts.is_recorded("won") else [_unknown(row, ("won_count", "win_rate")) for row in found]


def stages(facts: Facts, filters: Filters, within_days: int | None) -> list[Row]:
    """funnel/stages: everything within the same days of qualifying, so that the rates multiply."""
    known, rows = facts.known, facts.qualified_in(filters)
    came_back = len(facts.rounds_in(filters)) - len(rows)
    anchored = [(one, one.reach["mql"]) for one in rows]
    old = [
        (one, anchor, within_days or facts.agreed_days(anchor, "won"))
        for one, anchor in anchored
        if anchor and known.is_old_enough(anchor, within_days or facts.agreed_days(anchor, "won"))
    ]
    reached = {
        stage: len([1 for one, anchor, days in old if known.is_within(anchor, one.reach[stage], days)])
        for stage in recorded_stages(facts.known)
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
                "came_back_count": came_back,
                "old_enough_count": len(old),
            }
        )
    if not facts.is_recorded("mql"):
        return [{**dict.fromkeys(row), "position": row["position"], "stage": row["stage"]} for row in found]
    return found


def faults(facts: Facts, filters: Filters) -> list[Row]:
    """funnel/faults: rounds at a stage without an entry at an earlier recorded one, or with a later entry at it."""
    rounds, known = facts.rounds_in(filters), facts.known
    recorded = recorded_stages(known)

    def is_skipping(one: Round) -> bool:
        furthest = max(ORDER.index(stage) for stage in one.entered)
        return any(stage not in one.entered for stage in recorded if ORDER.index(stage) <= furthest)

    def is_out_of_order(one: Round) -> bool:
        return any(
            not known.is_from(one.entered[stage], when)
            for stage in recorded
            if stage in one.entered and (when := one.reach[stage])
        )

    counts = {
        "round_count": len(rounds), "skipped_count": sum(map(is_skipping, rounds)),
        "returned_count": sum(map(is_out_of_order, rounds)),
    }  # fmt: skip
    return [counts if facts.is_recorded("mql") else dict.fromkeys(counts)]


def by_cohort(facts: Facts, filters: Filters) -> list[Row]:
    """funnel/cohorts: steps by the month they began in, cut to the period."""
    known = facts.known
    found = []
    for (first, stage), rows in grouped(facts.steps_in(filters), lambda step: (_month(facts, step), step.stage)):
        starts, ends = days_of_month(filters, first)
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
    company, found = facts.steps_in(whole(filters)), []
    for (group, stage), rows in grouped(
        facts.steps_in(filters), lambda step: (getattr(step.person, attribute), step.stage)
    ):
        counts = _step_counts(facts, rows)
        everybody = _step_counts(facts, [step for step in company if step.stage == stage])
        unknown = "no known campaign" if dimension == "campaign" else "not recorded"
        name = names.get(group) if dimension == "campaign" else None
        found.append(
            {
                "group_id": group, "group_name": name or group or unknown, "position": rows[0].position, "stage": stage,
                "next_stage": rows[0].next_stage, **counts,
                "lost_count": counts["old_enough_count"] - counts["made_count"],
                **with_interval("step_rate", counts["made_count"], counts["old_enough_count"]),
                "house_rate": rate(everybody["made_count"], everybody["old_enough_count"]),
                "is_young": counts["old_enough_count"] < len(rows),
            }
        )  # fmt: skip
    return found


def _unknown(row: Row, prefixes: tuple[str, ...]) -> Row:
    return {name: None if name.startswith(prefixes) else value for name, value in row.items()}


def _step_counts(facts: Facts, rows: list[Step]) -> dict[str, int]:
    known = facts.known
    old = [step for step in rows if known.is_old_enough(step.began_at, step.within_days)]
    made = [step for step in old if known.is_within(step.began_at, step.next_at, step.within_days)]
    return {"began_count": len(rows), "old_enough_count": len(old), "made_count": len(made)}


def _month(facts: Facts, step: Step) -> date:
    return facts.known.day(step.began_at.at).replace(day=1)
